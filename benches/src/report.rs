//! What is printed: tables for people, and JSON for programs.

use serde_json::Value;

/// Where results go.
pub(crate) struct Report {
    json: bool,
}

impl Report {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Prints for people: beside the standard output, if that is for programs.
    pub(crate) fn say(&self, text: &str) {
        if self.json {
            eprintln!("{text}");
        } else {
            println!("{text}");
        }
    }

    /// Prints for programs, if one listens.
    pub(crate) fn tell(&self, object: &Value) {
        if self.json {
            println!("{object}");
        }
    }
}

/// What is done at the moment, for whoever waits for it.
pub(crate) fn announce(what: &str) {
    eprintln!("==> {what}");
}

/// A Markdown table with its columns in line: the first to the left, all others to the right.
pub(crate) fn table(headers: &[&str], rows: &[Vec<String>]) -> String {
    let width = |text: &str| text.chars().count();
    let widths: Vec<usize> = headers
        .iter()
        .enumerate()
        .map(|(column, header)| {
            let cells = rows.iter().map(|row| width(&row[column]));
            cells.chain([width(header), 3]).max().unwrap_or_default()
        })
        .collect();
    let line = |cells: Vec<&str>| {
        let cells = cells.iter().zip(&widths).enumerate();
        let padded = cells.map(|(column, (cell, &width))| match column {
            0 => format!(" {cell:<width$} |"),
            _ => format!(" {cell:>width$} |"),
        });
        format!("|{}\n", padded.collect::<String>())
    };
    let rule = widths.iter().enumerate().map(|(column, &width)| {
        let dashes = "-".repeat(width - 1);
        let (left, right) = if column == 0 { ("-", "") } else { ("", ":") };
        format!(" {left}{dashes}{right} |")
    });
    let mut text = line(headers.to_vec());
    text += &format!("|{}\n", rule.collect::<String>());
    for row in rows {
        text += &line(row.iter().map(String::as_str).collect());
    }
    text
}

/// A number with commas between the thousands.
pub(crate) fn with_commas(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_in_line() {
        let rows = [
            vec!["naïve".to_owned(), "1.5".into()],
            vec!["b".into(), "–".into()],
        ];
        assert_eq!(
            table(&["what", "ms"], &rows),
            "| what  |  ms |\n| ----- | --: |\n| naïve | 1.5 |\n| b     |   – |\n"
        );
    }

    #[test]
    fn thousands_are_set_apart() {
        for (value, expected) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (25_000_000, "25,000,000"),
        ] {
            assert_eq!(with_commas(value), expected);
        }
    }
}
