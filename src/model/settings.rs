//! What the person chooses, and how it is written in the form.

use protocol::{SearchSettings, Sharing, StrandChoice, Version};

/// A genome is searched while the motif is typed, unless the person wants it otherwise, if a search takes less, in ms.
const LIVE_SEARCH_MS: f64 = 150.0;

/// A closed choice that a form control offers.
pub(crate) trait Choice: Copy + PartialEq + 'static {
    /// All that can be chosen, in the order of the control.
    const ALL: &'static [Self];

    /// What the control shows, and the value it holds.
    fn label(self) -> &'static str;

    /// The choice with this label.
    fn from_label(label: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|choice| choice.label() == label)
    }
}

impl Choice for StrandChoice {
    const ALL: &'static [Self] = &[Self::Both, Self::Forward, Self::Reverse];

    fn label(self) -> &'static str {
        match self {
            Self::Both => "Both",
            Self::Forward => "Forward",
            Self::Reverse => "Reverse",
        }
    }
}

impl Choice for Version {
    const ALL: &'static [Self] = &[Self::Naive, Self::ShiftAnd, Self::BitPlanes];

    fn label(self) -> &'static str {
        match self {
            Self::Naive => "Naive",
            Self::ShiftAnd => "Shift-And",
            Self::BitPlanes => "Bit planes",
        }
    }
}

impl Choice for Sharing {
    const ALL: &'static [Self] = &[Self::OneThread, Self::PerRecord, Self::Blocks];

    fn label(self) -> &'static str {
        match self {
            Self::OneThread => "One thread",
            Self::PerRecord => "Per chromosome",
            Self::Blocks => "Blocks",
        }
    }
}

/// A short explanation of a version, shown below the choice.
pub(crate) const fn version_note(version: Version) -> &'static str {
    match version {
        Version::Naive => "Compares the motif at every position, letter by letter.",
        Version::ShiftAnd => "Follows all partial matches at once, one bit each.",
        Version::BitPlanes => "Compares 128 places at once, in the packed genome itself.",
    }
}

/// The number of threads that was typed, kept between 1 and what the machine has.
pub(crate) fn threads_from_text(text: &str, available: u32) -> Option<u32> {
    text.trim()
        .parse::<u32>()
        .ok()
        .map(|threads| threads.clamp(1, available.max(1)))
}

/// The number of mismatches that was typed, NaN if it was none, and what is wrong with it; no number where there is none.
pub(crate) fn mismatches_from(typed: f64) -> (Option<u32>, Option<String>) {
    let most = SearchSettings::MOST_MISMATCHES;
    let remark = |used: &str| {
        Some(format!(
            "Mismatches are a whole number from 0 to {most}{used}."
        ))
    };
    match typed {
        number if number > f64::from(most) => (Some(most), remark(&format!("; {most} is used"))),
        number if number < 0.0 => (Some(0), remark("; 0 is used")),
        number if number.fract() == 0.0 => (Some(number as u32), None),
        _ => (None, remark("")),
    }
}

/// Whether a genome is searched while the motif is typed, as long as the person has not said what they want. Where there
/// is no genome yet, most are quick.
pub(crate) fn is_live_by_default(typical_search_ms: Option<f64>) -> bool {
    typical_search_ms.is_none_or(|ms| ms < LIVE_SEARCH_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Choice + std::fmt::Debug>() {
        for &choice in T::ALL {
            assert_eq!(T::from_label(choice.label()), Some(choice));
        }
        assert_eq!(T::from_label("none of them"), None);
    }

    #[test]
    fn labels_name_their_choice() {
        check::<StrandChoice>();
        check::<Version>();
        check::<Sharing>();
    }

    #[test]
    fn threads_stay_within_the_machine() {
        assert_eq!(threads_from_text("0", 8), Some(1));
        assert_eq!(threads_from_text(" 3 ", 8), Some(3));
        assert_eq!(threads_from_text("99", 8), Some(8));
        assert_eq!(threads_from_text("many", 8), None);
    }

    #[test]
    fn mismatches_stay_between_0_and_8() {
        let check = |typed: f64, number: Option<u32>, remark: Option<&str>| {
            let remark = remark.map(str::to_owned);
            assert_eq!(mismatches_from(typed), (number, remark), "{typed}");
        };
        check(0.0, Some(0), None);
        check(8.0, Some(8), None);
        check(
            9.0,
            Some(8),
            Some("Mismatches are a whole number from 0 to 8; 8 is used."),
        );
        check(
            -1.0,
            Some(0),
            Some("Mismatches are a whole number from 0 to 8; 0 is used."),
        );
        for typed in [f64::NAN, 1.5] {
            check(
                typed,
                None,
                Some("Mismatches are a whole number from 0 to 8."),
            );
        }
    }

    #[test]
    fn quick_genomes_are_searched_while_typing() {
        assert!(is_live_by_default(None));
        assert!(is_live_by_default(Some(149.9)));
        assert!(!is_live_by_default(Some(150.0)));
    }
}
