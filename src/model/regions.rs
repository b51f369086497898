//! Regions in words.

use protocol::{RegionFault, RegionsProblem, RegionsRead, RegionsSummary};

use super::format::{bases, counted, integer};

/// What the regions are: `12 regions, 3.40 Mb`.
pub(crate) fn in_short(summary: &RegionsSummary) -> String {
    let count = counted(summary.region_count, "region", "regions");
    format!("{count}, {}", bases(summary.length_bases))
}

/// The same at the end of a sentence: `12 regions (3.40 Mb)`.
pub(crate) fn in_brackets(summary: &RegionsSummary) -> String {
    let count = counted(summary.region_count, "region", "regions");
    format!("{count} ({})", bases(summary.length_bases))
}

/// What a person should know of regions that were read.
pub(crate) fn remark(read: &RegionsRead) -> String {
    let mut remarks = Vec::new();
    let RegionsSummary {
        region_count,
        stretch_count,
        ..
    } = read.summary;
    if stretch_count < region_count {
        let stretches = counted(stretch_count, "stretch", "stretches");
        remarks.push(format!(
            "Some overlap, touch or are empty: {stretches} in all."
        ));
    }
    match read.cut_count {
        0 => {}
        1 => remarks.push("1 reached past the end of its record and was cut there.".to_owned()),
        count => remarks.push(format!(
            "{} reached past the end of their records and were cut there.",
            integer(count)
        )),
    }
    remarks.push("A match counts if it lies wholly in one.".to_owned());
    remarks.join(" ")
}

/// What is wrong with regions, and what to do.
pub(crate) fn sentence(problem: &RegionsProblem) -> String {
    let place = format!(
        "Line {}, column {}",
        integer(problem.line),
        integer(problem.column)
    );
    match &problem.fault {
        RegionFault::NotText => {
            "This is no text: choose a BED file, or write regions such as chr1:1,000-2,000.".into()
        }
        RegionFault::LineTooLong => format!(
            "Line {} is too long for BED: choose a file with one region a line.",
            integer(problem.line)
        ),
        RegionFault::UnknownRecord {
            name,
            similar: Some(similar),
            ..
        } => format!(
            "{place}: the genome has no record “{name}”, but it has “{similar}”. Write names as the genome does."
        ),
        RegionFault::UnknownRecord {
            name,
            similar: None,
            first_names,
            record_count,
        } => format!(
            "{place}: the genome has no record “{name}”. {}",
            names(first_names, *record_count)
        ),
        RegionFault::SeveralRecords { name } => format!(
            "{place}: several records are called “{name}”, and which one is meant cannot be told."
        ),
        RegionFault::NameOrPlace { text } => format!(
            "{place}: “{text}” is the name of a record, and a place in another. Write it as BED: name, start, end."
        ),
        RegionFault::NoStart => {
            format!("{place}: a place is missing behind the colon, as in chr1:1,000-2,000.")
        }
        RegionFault::NoEnd => format!(
            "{place}: a BED line needs name, start and end; a place is written chr1:1,000-2,000."
        ),
        RegionFault::NotANumber { found } => {
            format!("{place}: expected a whole number, got “{found}”.")
        }
        RegionFault::StartAfterEnd { start, end } => format!(
            "{place}: the start, {}, lies behind the end, {}.",
            integer(*start),
            integer(*end)
        ),
        RegionFault::StartPastRecord {
            start,
            record,
            length_bases,
        } => format!(
            "{place}: {} lies behind the end of “{record}”, which has {}. Are the regions of another assembly?",
            integer(*start),
            counted(*length_bases, "base", "bases")
        ),
        RegionFault::PlaceZero => {
            format!("{place}: places count from 1; from 0 they count in BED alone.")
        }
        RegionFault::NoRegions => {
            "There is no region in it: write BED, or a place a line, such as chr1:1,000-2,000."
                .into()
        }
    }
}

fn names(first: &[String], count: u64) -> String {
    let first: Vec<String> = first.iter().map(|name| format!("“{name}”")).collect();
    match (first.as_slice(), count) {
        ([one], 1) => format!("Its only record is {one}."),
        (_, count) if count > first.len() as u64 => {
            format!(
                "Its {} records are {}, ….",
                integer(count),
                first.join(", ")
            )
        }
        _ => format!("Its records are {}.", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fault: RegionFault, expected: &str) {
        let problem = RegionsProblem {
            line: 1_200,
            column: 5,
            fault,
        };
        assert_eq!(sentence(&problem), expected);
    }

    #[test]
    fn a_sentence_names_the_place_and_what_to_do() {
        let unknown =
            |similar: Option<&str>, names: &[&str], record_count| RegionFault::UnknownRecord {
                name: "chr1".into(),
                similar: similar.map(str::to_owned),
                first_names: names.iter().map(|&name| name.to_owned()).collect(),
                record_count,
            };
        check(
            unknown(Some("1"), &["1", "2", "3"], 24),
            "Line 1,200, column 5: the genome has no record “chr1”, but it has “1”. Write names as the genome does.",
        );
        check(
            unknown(None, &["a", "b", "c"], 24),
            "Line 1,200, column 5: the genome has no record “chr1”. Its 24 records are “a”, “b”, “c”, ….",
        );
        check(
            unknown(None, &["a", "b"], 2),
            "Line 1,200, column 5: the genome has no record “chr1”. Its records are “a”, “b”.",
        );
        check(
            unknown(None, &["a"], 1),
            "Line 1,200, column 5: the genome has no record “chr1”. Its only record is “a”.",
        );
        check(
            RegionFault::NotANumber { found: "x".into() },
            "Line 1,200, column 5: expected a whole number, got “x”.",
        );
        check(
            RegionFault::StartPastRecord {
                start: 5_000,
                record: "chrM".into(),
                length_bases: 1_000,
            },
            "Line 1,200, column 5: 5,000 lies behind the end of “chrM”, which has 1,000 bases. \
             Are the regions of another assembly?",
        );
    }

    #[test]
    fn regions_are_summed_up() {
        let read = |region_count, stretch_count, cut_count| RegionsRead {
            summary: RegionsSummary {
                region_count,
                stretch_count,
                length_bases: 3_400_000,
            },
            cut_count,
        };
        let all = read(12, 12, 0);
        assert_eq!(in_short(&all.summary), "12 regions, 3.40 Mb");
        assert_eq!(in_brackets(&all.summary), "12 regions (3.40 Mb)");
        assert_eq!(remark(&all), "A match counts if it lies wholly in one.");
        assert_eq!(
            remark(&read(12, 1, 1)),
            "Some overlap, touch or are empty: 1 stretch in all. \
             1 reached past the end of its record and was cut there. A match counts if it lies wholly in one."
        );
    }
}
