//! A comparison as a table for spreadsheets and scripts: a row for each run that counts.

use super::report::Report;

const HEADER: [&str; 20] = [
    "date",
    "browser",
    "engine_build",
    "isolated",
    "clock_resolution_ms",
    "genome",
    "genome_bases",
    "motif",
    "mismatches",
    "strands",
    "what",
    "version",
    "sharing",
    "threads",
    "round",
    "runs",
    "ms",
    "part_bases",
    "matches",
    "warm_up_ms",
];

/// The table, with a line of names.
pub(crate) fn csv(report: &Report) -> String {
    let mut text = HEADER.join(",");
    text.push_str("\r\n");
    let about = [
        report.date.clone(),
        report.browser.clone(),
        report.engine.clone(),
        report.is_isolated.to_string(),
        report.clock_resolution_ms.to_string(),
        report.genome.name.clone(),
        report.genome.bases.to_string(),
        report.sought.motifs.trim().to_owned(),
        report.sought.mismatches.to_string(),
        report.sought.strands.clone(),
    ];
    let mut push = |values: [String; 10]| {
        let cells: Vec<String> = about
            .iter()
            .chain(&values)
            .map(|cell| quoted(cell))
            .collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    };
    for line in &report.lines {
        for (index, ms) in line.ms.iter().enumerate() {
            push([
                "search".into(),
                line.version.clone(),
                line.sharing.clone(),
                line.threads.to_string(),
                (index + 1).to_string(),
                line.runs.get(index).copied().unwrap_or(1).to_string(),
                ms.to_string(),
                line.part_bases.to_string(),
                line.matches.to_string(),
                line.warm_up_ms.to_string(),
            ]);
        }
    }
    for mean in &report.means {
        for (index, ms) in mean.ms.iter().enumerate() {
            push([
                format!("moving mean of {}", mean.window),
                mean.way.clone(),
                String::new(),
                mean.threads.to_string(),
                (index + 1).to_string(),
                String::new(),
                ms.to_string(),
                mean.values.to_string(),
                String::new(),
                mean.warm_up_ms.to_string(),
            ]);
        }
    }
    text
}

/// A cell as in RFC 4180.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::report;
    use super::*;

    #[test]
    fn every_run_is_a_row() {
        let mut report = report();
        report.sought.motifs = "EcoRI GAATTC\nTATAAT".into();
        let text = csv(&report);
        let rows = text.matches("\r\n").count();
        assert_eq!(rows, 1 + 9);
        let first = text.split("\r\n").nth(1).expect("a row");
        assert_eq!(
            first,
            "2026-11-22T21:00:00.000Z,Firefox 140,engines/ab12/,true,0.005,my genome.fa,4000000,\
             \"EcoRI GAATTC\nTATAAT\",0,Both,search,Naive,One thread,1,1,3,40,4000000,12,50"
        );
        assert_eq!(HEADER.len(), 20);
    }

    #[test]
    fn cells_are_quoted_where_they_must() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"hi\""), "\"say \"\"hi\"\"\"");
    }
}
