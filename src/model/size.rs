//! Sizes as people write them.

/// A number of bytes: `512M`, `1.5G`, with MB and GB as powers of ten; none if it is no such size.
pub(crate) fn size_bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let text = text.strip_suffix(['B', 'b']).unwrap_or(text);
    let (number, unit) = match text.char_indices().last()? {
        (at, 'k' | 'K') => (&text[..at], 1e3),
        (at, 'm' | 'M') => (&text[..at], 1e6),
        (at, 'g' | 'G') => (&text[..at], 1e9),
        _ => (text, 1.0),
    };
    let bytes = number.trim().parse::<f64>().ok()? * unit;
    (bytes.is_finite() && bytes >= 0.0).then_some(bytes as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        for (text, expected) in [
            ("512M", Some(512_000_000)),
            ("1.5 GB", Some(1_500_000_000)),
            ("300k", Some(300_000)),
            ("70000000", Some(70_000_000)),
            ("", None),
            ("M", None),
            ("-1G", None),
            ("much", None),
        ] {
            assert_eq!(size_bytes(text), expected, "{text}");
        }
    }
}
