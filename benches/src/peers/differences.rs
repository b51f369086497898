//! Why other programs may count otherwise, written down in `benches/peers/differences.tsv`: nothing else may differ.

use anyhow::{Result, bail};

use super::peer::Outcome;

const TABLE: &str = include_str!("../../peers/differences.tsv");
/// The cause that can be seen at every match: it lies over letters of the text that are no base.
const OVER_OTHER_LETTERS: &str = "other letters";

/// Checks a count against ours, and gives the reason if it differs by what is written down.
///
/// # Errors
/// If there is no such reason.
pub(super) fn explain(
    program: &str,
    motif: &str,
    found: &Outcome,
    ours: u64,
) -> Result<Option<&'static str>> {
    let &Outcome {
        matches,
        over_other_letters,
        ..
    } = found;
    if matches == ours {
        return Ok(None);
    }
    if matches - over_other_letters == ours
        && let Some(reason) = reason(program, OVER_OTHER_LETTERS)
    {
        return Ok(Some(reason));
    }
    bail!(
        "{program} finds {matches} matches of {motif} ({over_other_letters} of them over letters that are no base), \
         we find {ours}, and benches/peers/differences.tsv has no reason for it"
    )
}

fn reason(program: &str, cause: &str) -> Option<&'static str> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split('\t').collect::<Vec<_>>())
        .find(|row| row[..2] == [program, cause])
        .map(|row| row[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_down_may_differ() {
        let check = |program, matches, over| {
            explain(program, "ANT", &Outcome::whole(1.0, matches, over), 10)
        };
        assert_eq!(check("seqkit", 10, 0).expect("the same"), None);
        assert!(check("seqkit", 12, 2).is_err());
        assert!(check("fuzznuc", 12, 2).expect("a reason").is_some());
        assert!(check("fuzznuc", 12, 1).is_err());
        assert!(check("fuzznuc", 9, 0).is_err());
    }
}
