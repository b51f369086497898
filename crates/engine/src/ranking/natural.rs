//! Names in the order that people expect.

use std::cmp::Ordering;

/// Compares names, runs of digits as numbers and letters of either case alike: `chr2` < `chr10` < `chrX`. Names that are
/// equal in this way are in the order of their bytes, so that only equal names are equal.
#[must_use]
pub fn natural_order(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (mut i, mut j) = (0, 0);
    while i < one.len() && j < other.len() {
        let order = if one[i].is_ascii_digit() && other[j].is_ascii_digit() {
            let (left, right) = (number(&one[i..]), number(&other[j..]));
            i += left.digits;
            j += right.digits;
            (left.significant.len(), left.significant)
                .cmp(&(right.significant.len(), right.significant))
        } else {
            let order = one[i]
                .to_ascii_lowercase()
                .cmp(&other[j].to_ascii_lowercase());
            i += 1;
            j += 1;
            order
        };
        if order.is_ne() {
            return order;
        }
    }
    let left_over = (one.len() - i).cmp(&(other.len() - j));
    left_over.then_with(|| one.cmp(other))
}

/// A run of digits.
struct Number<'text> {
    digits: usize,
    /// Without zeros before it.
    significant: &'text [u8],
}

fn number(text: &[u8]) -> Number<'_> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let zeros = text[..digits]
        .iter()
        .take_while(|&&byte| byte == b'0')
        .count();
    Number {
        digits,
        significant: &text[zeros..digits],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_order() {
        // Each before the next, and equal to itself alone.
        let names = [
            "",
            "2",
            "10",
            "chr",
            "chr1",
            "chr01",
            "chr2",
            "Chr10",
            "chr10",
            "chr10_alt",
            "chr11",
            "chrM",
            "chrX",
            "contig_9",
            "contig_10.1",
            "contig_10.2",
            "contig_10.10",
            "scaffold99999999999999999999998",
            "scaffold99999999999999999999999",
        ];
        for (i, one) in names.iter().enumerate() {
            for (j, other) in names.iter().enumerate() {
                assert_eq!(
                    natural_order(one, other),
                    natural(i, j, &names),
                    "{one}, {other}"
                );
            }
        }
    }

    /// The order of the places, but for two spellings of one number, which are in the order of their bytes.
    fn natural(i: usize, j: usize, names: &[&str]) -> Ordering {
        match (names[i], names[j]) {
            ("chr1", "chr01") | ("chr01", "chr1") => names[i].cmp(names[j]),
            _ => i.cmp(&j),
        }
    }
}
