//! Sizes as people write them.

/// A number of bytes: `512M`, `1.5G`, with MB and GB as powers of ten; none if it is no such size.
pub(crate) fn size_bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let text = text.strip_suffix(['B', 'b']).unwrap_or(text);
    let (number, unit) = match text.char_indices().last()? {
        (at, 'k' | 'K') => (&text[..at], 1_000),
        (at, 'm' | 'M') => (&text[..at], 1_000_000),
        (at, 'g' | 'G') => (&text[..at], 1_000_000_000),
        _ => (text, 1),
    };
    let number = number.trim();
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = [whole, part].concat();
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let scale = 10_u64.checked_pow(part.len().try_into().ok()?)?;
    Some(digits.parse::<u64>().ok()?.checked_mul(unit)? / scale)
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
            (".25k", Some(250)),
            ("2.", Some(2)),
            ("1.2.3G", None),
            ("99999999999999999999", None),
            ("", None),
            ("M", None),
            ("-1G", None),
            ("much", None),
        ] {
            assert_eq!(size_bytes(text), expected, "{text}");
        }
    }
}
