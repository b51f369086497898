//! A row of the table of matches as it is copied.

use protocol::{MatchRow, SearchSummary};

use super::motifs::called;

/// The row as a line of the table that can be downloaded: chromosome, start, end, strand, motif, mismatches, sequence, with
/// tabs between them; 1-based, both ends included.
pub(crate) fn tab_separated(row: &MatchRow, summary: &SearchSummary) -> String {
    let motif = summary.motifs.get(row.motif as usize);
    let motif = motif.map(called).unwrap_or_default();
    [
        field(&row.record),
        row.first.to_string(),
        row.last.to_string(),
        row.strand.sign().to_owned(),
        field(motif),
        row.mismatches.len().to_string(),
        row.sequence.clone(),
    ]
    .join("\t")
}

/// A field that would end itself is quoted.
fn field(text: &str) -> String {
    if text.contains(['\t', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use protocol::Strand;

    use super::super::motifs::tests::summary;
    use super::*;

    #[test]
    fn a_row_is_a_line_of_the_file() {
        let row = MatchRow {
            record_ordinal: 1,
            record: "chr2".into(),
            first: 1_234,
            last: 1_239,
            strand: Strand::Reverse,
            sequence: "GATTTC".into(),
            motif: 1,
            mismatches: vec![2],
        };
        let list = [(None, "GANTC"), (Some("my \"site\""), "GAATTC")];
        assert_eq!(
            tab_separated(&row, &summary(&list, None)),
            "chr2\t1234\t1239\t-\t\"my \"\"site\"\"\"\t1\tGATTTC"
        );
    }
}
