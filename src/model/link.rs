//! Settings as text: behind the `#` of a link, and in a tab's memory. `motif=GAATTC&mismatches=1&strands=both`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use protocol::SearchSettings;

use super::settings::Choice;

/// All that a motif is mostly made of stands for itself, so that the address can be read.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'(')
    .remove(b')')
    .remove(b',');

/// So much of what could not be read is repeated in the sentence about it, in characters.
const QUOTED_CHARACTERS: usize = 40;

/// A value of a setting, as it is written in a link.
pub(crate) trait Written: Sized {
    /// The value in words.
    fn written(&self) -> String;

    /// Reads it back; none if it is no such value.
    fn from_written(text: &str) -> Option<Self>;
}

/// The label that the form shows, in small letters and without spaces: `bit-planes`.
impl<T: Choice> Written for T {
    fn written(&self) -> String {
        self.label().to_ascii_lowercase().replace(' ', "-")
    }

    fn from_written(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|choice| choice.written() == text)
    }
}

impl Written for String {
    fn written(&self) -> String {
        self.clone()
    }

    fn from_written(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

/// What the person has said of a switch; what they have not is not written.
impl Written for Option<bool> {
    fn written(&self) -> String {
        let word = match self {
            Some(true) => "on",
            Some(false) => "off",
            None => "",
        };
        word.to_owned()
    }

    fn from_written(text: &str) -> Option<Self> {
        match text {
            "on" => Some(Some(true)),
            "off" => Some(Some(false)),
            _ => None,
        }
    }
}

/// A number of mismatches.
pub(crate) fn mismatches(text: &str) -> Option<u32> {
    let number = text.parse().ok()?;
    (number <= SearchSettings::MOST_MISMATCHES).then_some(number)
}

/// A number of threads; the machine that the link is opened on may have fewer.
pub(crate) fn threads(text: &str) -> Option<u32> {
    text.parse().ok().filter(|&threads| threads > 0)
}

/// Keys with their values as one text.
pub(crate) fn joined<'key>(pairs: impl IntoIterator<Item = (&'key str, String)>) -> String {
    let pairs = pairs
        .into_iter()
        .map(|(key, value)| format!("{key}={}", utf8_percent_encode(&value, ENCODED)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Hands each key with its value to `set`, which says whether it could take it. Gives what could not be taken, as it stands in
/// the text.
pub(crate) fn take(text: &str, mut set: impl FnMut(&str, &str) -> bool) -> Vec<String> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let is_refused = |pair: &&str| {
        let taken = pair.split_once('=').and_then(|(key, value)| {
            let value = decoded(value)?;
            set(key, &value).then_some(())
        });
        taken.is_none()
    };
    pairs.filter(is_refused).map(str::to_owned).collect()
}

/// What of a link was not taken, as a sentence; none if all was.
pub(crate) fn remark(refused: &[String]) -> Option<String> {
    let quoted: Vec<String> = refused.iter().map(|pair| quoted(pair)).collect();
    let list = match quoted.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    };
    Some(format!(
        "Of the link, {list} could not be read and is left out; all else is set as it says."
    ))
}

fn quoted(pair: &str) -> String {
    let readable = decoded(pair).unwrap_or_else(|| pair.to_owned());
    let mut short: String = readable.chars().take(QUOTED_CHARACTERS).collect();
    if short.len() < readable.len() {
        short.push('…');
    }
    format!("“{short}”")
}

/// Reads a value as browsers and other programs write it: `+` is a space too.
fn decoded(text: &str) -> Option<String> {
    let is_code = |after: &str| {
        after
            .as_bytes()
            .get(..2)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !text.split('%').skip(1).all(is_code) {
        return None;
    }
    let text = text.replace('+', " ");
    let text = percent_decode_str(&text).decode_utf8().ok()?;
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use protocol::{Sharing, StrandChoice, Version};

    use super::*;

    fn taken(text: &str) -> (Vec<(String, String)>, Vec<String>) {
        let mut pairs = Vec::new();
        let refused = take(text, |key, value| {
            pairs.push((key.to_owned(), value.to_owned()));
            key != "unknown"
        });
        (pairs, refused)
    }

    #[test]
    fn usual_settings_are_read_by_people() {
        let check = |motif: &str, expected: &str| {
            let text = joined([("motif", motif.to_owned()), ("mismatches", "1".to_owned())]);
            assert_eq!(text, format!("motif={expected}&mismatches=1"));
        };
        check("GAATTC", "GAATTC");
        check("RCTGTGYRN(17,23)CYTCTCTG", "RCTGTGYRN(17,23)CYTCTCTG");
        check("[AC]G", "%5BAC%5DG");
        check("EcoRI\tGAATTC\nGG", "EcoRI%09GAATTC%0AGG");
    }

    #[test]
    fn any_text_comes_back() {
        let texts = [
            "",
            " ",
            "a&b=c#d%e+f?g/h",
            "100 %41",
            ">x y\r\nGAATTC\n\n",
            "σ70 – “−10”\u{1f9ec}\0",
        ];
        for text in texts {
            let joined = joined([("motif", text.to_owned()), ("other", "x".to_owned())]);
            let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~(),=&%".contains(&byte);
            assert!(joined.bytes().all(legal), "{joined}");
            let pairs = [("motif", text), ("other", "x")];
            let pairs = pairs.map(|(key, value)| (key.to_owned(), value.to_owned()));
            assert_eq!(taken(&joined), (pairs.to_vec(), vec![]), "{text:?}");
        }
    }

    #[test]
    fn what_others_write_is_read() {
        let (pairs, refused) = taken("motif=EcoRI+GAA%0a%5bAC%5D&&");
        assert_eq!(pairs, [("motif".to_owned(), "EcoRI GAA\n[AC]".to_owned())]);
        assert_eq!(refused, [""; 0]);
    }

    #[test]
    fn what_is_damaged_is_left_out_and_named() {
        let (pairs, refused) = taken("motif=GA%&x&a=1&unknown=2&b=%FF&c=%4");
        assert_eq!(
            pairs,
            [("a", "1"), ("unknown", "2")].map(|(k, v)| (k.to_owned(), v.to_owned()))
        );
        assert_eq!(refused, ["motif=GA%", "x", "unknown=2", "b=%FF", "c=%4"]);
        assert_eq!(
            remark(&refused[1..3]).as_deref(),
            Some(
                "Of the link, “x” and “unknown=2” could not be read and is left out; all else is set as it says."
            )
        );
        assert_eq!(remark(&[]), None);
        let long = remark(&["x".repeat(90)]).unwrap_or_default();
        assert!(long.contains(&format!("“{}…”", "x".repeat(40))), "{long}");
    }

    #[test]
    fn values_come_back() {
        fn check<T: Written + PartialEq + std::fmt::Debug>(value: T, written: &str) {
            assert_eq!(value.written(), written);
            assert_eq!(T::from_written(written), Some(value));
            assert_eq!(T::from_written(&format!("{written}x")), None, "{written}");
        }
        for (value, written) in [
            (StrandChoice::Both, "both"),
            (StrandChoice::Forward, "forward"),
            (StrandChoice::Reverse, "reverse"),
        ] {
            check(value, written);
        }
        for (value, written) in [
            (Version::Naive, "naive"),
            (Version::ShiftAnd, "shift-and"),
            (Version::BitPlanes, "bit-planes"),
        ] {
            check(value, written);
        }
        for (value, written) in [
            (Sharing::OneThread, "one-thread"),
            (Sharing::PerRecord, "per-chromosome"),
            (Sharing::Blocks, "blocks"),
        ] {
            check(value, written);
        }
        check(Some(true), "on");
        check(Some(false), "off");
    }

    #[test]
    fn numbers_stay_within_bounds() {
        let values = ["0", "8", "9", "-1", "", "1.5"].map(mismatches);
        assert_eq!(values, [Some(0), Some(8), None, None, None, None]);
        let values = ["0", "1", "64", "two"].map(threads);
        assert_eq!(values, [None, Some(1), Some(64), None]);
    }
}
