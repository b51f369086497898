//! Several files that are one genome: their order, and what they are called together.

use std::cmp::Ordering;

use super::format::integer;

/// What a sequence that was pasted is called.
pub(crate) const PASTED: &str = "pasted sequence";

/// The name of a pasted record that has no header, and so of its file for the engine.
pub(crate) const PASTED_RECORD: &str = "pasted";

/// The names of files as they are shown, by those that the engine knows.
pub(crate) fn shown(engine_names: &[String]) -> Vec<String> {
    match engine_names {
        [one] if one == PASTED_RECORD => vec![PASTED.to_owned()],
        all => all.to_vec(),
    }
}

/// Whether a file says where to search, by its name.
pub(crate) fn is_bed(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".bed")
}

/// The order of names as people count: `chr2` before `chr10`, whatever the case of the letters.
pub(crate) fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while !left.is_empty() && !right.is_empty() {
        let (left_part, left_rest) = first_part(left);
        let (right_part, right_rest) = first_part(right);
        let order = match (number(left_part), number(right_part)) {
            (Some(left), Some(right)) => left.len().cmp(&right.len()).then(left.cmp(right)),
            _ => in_small_letters(left_part).cmp(in_small_letters(right_part)),
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (left_rest, right_rest);
    }
    // Names that differ by case or by zeros before a number still have one order.
    let by_length = left.len().cmp(&right.len()).then(a.len().cmp(&b.len()));
    by_length.then_with(|| a.cmp(b))
}

/// A run of digits, or a letter, from the front of a name that is not empty; and what follows.
fn first_part(name: &str) -> (&str, &str) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let letter = name.chars().next().map_or(0, char::len_utf8);
    name.split_at(digits.max(letter))
}

fn in_small_letters(part: &str) -> impl Iterator<Item = char> {
    part.chars().flat_map(char::to_lowercase)
}

/// The digits of a number, without zeros before it.
fn number(part: &str) -> Option<&str> {
    part.starts_with(|first: char| first.is_ascii_digit())
        .then(|| part.trim_start_matches('0'))
}

/// What the files are called where there is little room: `chr1.fa`, `chr1.fa and 23 more`.
pub(crate) fn label(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, others @ ..] => format!("{first} and {} more", integer(others.len() as u64)),
    }
}

/// What the files are called at the start of a sentence about all of them.
pub(crate) fn subject(names: &[String]) -> String {
    match names {
        [] => "The genome".to_owned(),
        [one] if one == PASTED => format!("The {PASTED}"),
        [one] => one.clone(),
        all => format!("The genome of {} files", integer(all.len() as u64)),
    }
}

/// What names of files begin with that are made from these: without endings and blanks.
pub(crate) fn stem(names: &[String]) -> String {
    let stem_of = |name: &String| {
        let stem = name.split('.').next().unwrap_or_default().trim();
        if stem.is_empty() {
            "genome".to_owned()
        } else {
            stem.replace(char::is_whitespace, "_")
        }
    };
    let Some(first) = names.first().map(stem_of) else {
        return "genome".to_owned();
    };
    if names.iter().all(|name| stem_of(name) == first) {
        first
    } else {
        format!("{first}_and_{}_more", names.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn regions_are_told_from_genomes() {
        assert!(["a.bed", "A.BED", "hg38.fa.bed"].into_iter().all(is_bed));
        assert!(!["bed", "a.bed.fa", "bed.fa"].into_iter().any(is_bed));
    }

    #[test]
    fn numbers_in_names_are_compared_as_numbers() {
        let check = |expected: &[&str]| {
            for shift in 0..expected.len() {
                let mut names = expected.to_vec();
                names.rotate_left(shift);
                names.sort_by(|a, b| natural_order(a, b));
                assert_eq!(names, expected);
            }
        };
        check(&["chr1.fa", "chr2.fa", "chr10.fa", "chr21.fa", "chrX.fa"]);
        check(&["1", "2", "10", "MT", "X"]);
        check(&["a", "a1", "a1b", "a1b2", "a1b10"]);
        check(&["B2.fa", "b10.fa", "C1.fa"]);
        check(&["x0.fa", "x00.fa", "x1.fa", "x001.fa", "x2.fa"]);
        check(&["é1", "é2", "é10"]);
        check(&["v9", "v18446744073709551615", "v18446744073709551616"]);
        assert_eq!(natural_order("", ""), Ordering::Equal);
        assert_eq!(natural_order("", "a"), Ordering::Less);
    }

    #[test]
    fn several_files_are_called_by_the_first() {
        let check = |names: &[&str], expected| assert_eq!(label(&owned(names)), expected);
        check(&[], "");
        check(&["chr1.fa"], "chr1.fa");
        check(&["chr1.fa", "chr2.fa", "chrX.fa"], "chr1.fa and 2 more");
        assert_eq!(subject(&owned(&["a.fa", "b.fa"])), "The genome of 2 files");
        assert_eq!(subject(&owned(&["a.fa"])), "a.fa");
        assert_eq!(subject(&owned(&[PASTED])), "The pasted sequence");
    }

    #[test]
    fn made_files_are_named_after_those_that_were_opened() {
        let check = |names: &[&str], expected| assert_eq!(stem(&owned(names)), expected);
        check(&[], "genome");
        check(&["hs1.fa.gz"], "hs1");
        check(&[".fa"], "genome");
        check(&[PASTED], "pasted_sequence");
        check(&["chr1.fa", "chr2.fa", "chrX.fa"], "chr1_and_2_more");
        check(
            &["Homo_sapiens.chr1.fa", "Homo_sapiens.chr2.fa"],
            "Homo_sapiens",
        );
    }
}
