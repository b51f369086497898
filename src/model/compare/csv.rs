//! A comparison as a table for spreadsheets and scripts: a row for each run that counts.

use super::report::{Line, Report};

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
    let mut push = |row: Row<'_>| {
        let [round, runs, ms, warm_up_ms] = row.run;
        let values = [
            row.what,
            row.version.to_owned(),
            row.sharing.to_owned(),
            row.threads,
            round,
            runs,
            ms,
            row.part_bases,
            row.matches,
            warm_up_ms,
        ];
        let cells: Vec<String> = about
            .iter()
            .chain(&values)
            .map(|cell| quoted(cell))
            .collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    };
    for line in &report.lines {
        let Line {
            warm_up_ms,
            ms,
            runs,
            ..
        } = line;
        for run in each_run(ms, runs, *warm_up_ms) {
            push(Row {
                what: "search".into(),
                version: &line.version,
                sharing: &line.sharing,
                threads: line.threads.to_string(),
                run,
                part_bases: line.part_bases.to_string(),
                matches: line.matches.to_string(),
            });
        }
    }
    for mean in &report.means {
        for run in each_run(&mean.ms, &mean.runs, mean.warm_up_ms) {
            push(Row {
                what: format!("moving mean of {}, window {}", mean.of, mean.window),
                version: &mean.way,
                sharing: "",
                threads: mean.threads.to_string(),
                run,
                part_bases: mean.values.to_string(),
                matches: String::new(),
            });
        }
    }
    for (stage, ms) in opening_stages(report) {
        push(Row {
            what: "opening".into(),
            version: stage,
            sharing: "",
            threads: report.threads.to_string(),
            run: once(ms),
            part_bases: report.genome.bases.to_string(),
            matches: String::new(),
        });
    }
    if let Some(sample) = &report.opening {
        let both = [
            ("parse", 1, &sample.parse),
            ("parse and pack", sample.threads, &sample.parse_and_pack),
        ];
        for (stage, threads, timed) in both {
            for run in each_run(&timed.ms, &timed.runs, timed.warm_up_ms) {
                push(Row {
                    what: "sample of opening".into(),
                    version: stage,
                    sharing: "",
                    threads: threads.to_string(),
                    run,
                    part_bases: sample.bases.to_string(),
                    matches: String::new(),
                });
            }
        }
    }
    text
}

/// A row, but for what all rows have in common.
struct Row<'report> {
    what: String,
    version: &'report str,
    sharing: &'report str,
    threads: String,
    run: Run,
    part_bases: String,
    matches: String,
}

/// Round, runs, ms and warm-up in ms.
type Run = [String; 4];

/// Each round of what was measured.
fn each_run(ms: &[f64], runs: &[u32], warm_up_ms: f64) -> impl Iterator<Item = Run> {
    ms.iter().enumerate().map(move |(index, ms)| {
        [
            (index + 1).to_string(),
            runs.get(index).copied().unwrap_or(1).to_string(),
            ms.to_string(),
            warm_up_ms.to_string(),
        ]
    })
}

/// What was measured once.
fn once(ms: f64) -> Run {
    ["1".into(), "1".into(), ms.to_string(), String::new()]
}

/// The stages of opening as they were measured, in ms.
fn opening_stages(report: &Report) -> [(&'static str, f64); 4] {
    let genome = &report.genome;
    let parse = if genome.is_kept {
        "verify"
    } else {
        "parse and pack"
    };
    [
        ("read", genome.read_ms),
        ("decompress", genome.decompress_ms),
        (parse, genome.parse_ms),
        ("total", genome.open_ms),
    ]
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
    use super::super::report::{MeanLine, OpeningSample, Timed};
    use super::*;

    #[test]
    fn every_run_is_a_row() {
        let mut report = report();
        report.sought.motifs = "EcoRI GAATTC\nTATAAT".into();
        let text = csv(&report);
        let rows = text.matches("\r\n").count();
        // Three ways in three rounds each, and what opening took.
        assert_eq!(rows, 1 + 9 + 4);
        let first = text.split("\r\n").nth(1).expect("a row");
        assert_eq!(
            first,
            "2026-11-22T21:00:00.000Z,Firefox 140,engines/ab12/,true,0.005,my genome.fa,4000000,\
             \"EcoRI GAATTC\nTATAAT\",0,Both,search,Naive,One thread,1,1,3,40,4000000,12,50"
        );
        let opening = text.split("\r\n").nth(1 + 9 + 2).expect("a row");
        assert!(
            opening.ends_with(",opening,parse and pack,,2,1,1,5,4000000,,"),
            "{opening}"
        );
    }

    #[test]
    fn means_and_samples_are_rows() {
        let timed = |ms: &[f64]| Timed {
            warm_up_ms: 3.0,
            ms: ms.to_vec(),
            runs: vec![7; ms.len()],
        };
        let mut report = report();
        report.lines.clear();
        report.opening = Some(OpeningSample {
            bases: 1_000,
            threads: 2,
            parse: timed(&[0.5]),
            parse_and_pack: timed(&[0.75]),
        });
        report.means = vec![MeanLine {
            way: "Sequential".into(),
            of: "Matches".into(),
            threads: 1,
            values: 900,
            window: 50,
            hash: "ab".into(),
            warm_up_ms: 4.0,
            ms: vec![0.25],
            runs: vec![80],
        }];
        let text = csv(&report);
        let rows: Vec<&str> = text.split("\r\n").collect();
        let expected = "Both,\"moving mean of Matches, window 50\",Sequential,,1,1,80,0.25,900,,4";
        assert!(rows[1].ends_with(expected), "{}", rows[1]);
        let expected = [
            "sample of opening,parse,,1,1,7,0.5,1000,,3",
            "sample of opening,parse and pack,,2,1,7,0.75,1000,,3",
        ];
        for (row, expected) in rows[6..].iter().zip(expected) {
            assert!(row.ends_with(expected), "{row}");
        }
        let widths = ["read", "total"].map(|stage| {
            let row = rows.iter().find(|row| row.contains(&format!(",{stage},")));
            row.map(|row| row.matches(',').count())
        });
        assert_eq!(widths, [Some(HEADER.len() - 1); 2]);
    }

    #[test]
    fn cells_are_quoted_where_they_must() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"hi\""), "\"say \"\"hi\"\"\"");
    }
}
