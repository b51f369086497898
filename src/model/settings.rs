//! What the person chooses, and how it is written in the form.

use protocol::{Sharing, StrandChoice, Version};

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
}
