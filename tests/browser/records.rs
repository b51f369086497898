//! The records of a search: their table, whose columns must fit each other, and their chart.

use serde_json::{Value, json};

use crate::page::{Page, number, strings};

/// The bars as the chart has them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bars {
    /// What stands below them.
    pub(crate) names: Vec<String>,
    /// For each strand, its name and its share of each bar.
    pub(crate) strands: Vec<(String, Vec<f64>)>,
}

impl Bars {
    /// The height of each bar: all strands together.
    pub(crate) fn heights(&self) -> Vec<f64> {
        let sum = |bar: usize| self.strands.iter().map(|(_, shares)| shares[bar]).sum();
        (0..self.names.len()).map(sum).collect()
    }
}

/// The rows of the table of records that are on the screen, after a look at whether their columns fit each other. The first three
/// columns are always name, length and matches.
#[track_caller]
pub(crate) fn records(page: &Page, caption: &'static str) -> Vec<Vec<String>> {
    let table = page.table(caption);
    let titles = table.titles();
    let rows = table.cells();
    for row in &rows {
        let cell = |title: &str| {
            let column = titles.iter().position(|one| one == title);
            number(&row[column.unwrap_or_else(|| panic!("no {title} in {titles:?}"))])
        };
        let matches = cell("Matches").unwrap();
        let is_strand = |title: &str| ["Forward", "Reverse", "Both (.)"].contains(&title);
        let strands = titles.iter().filter(|title| is_strand(title));
        let sum: f64 = strands.map(|title| cell(title).unwrap()).sum();
        let has_strands = titles.iter().any(|title| is_strand(title));
        assert!(!has_strands || sum == matches, "{titles:?}: {row:?}");
        check_quotient(
            row,
            cell("Matches per Mb"),
            matches * 1e6,
            cell("Length").unwrap(),
        );
        check_quotient(
            row,
            cell("Observed ÷ expected"),
            matches,
            cell("Expected").unwrap(),
        );
    }
    rows
}

/// A quotient has three digits, as may have what it is divided by.
fn check_quotient(row: &[String], quotient: Option<f64>, share: f64, of: f64) {
    match quotient {
        Some(quotient) => {
            let expected = share / of;
            assert!((quotient - expected).abs() <= expected * 0.011, "{row:?}");
        }
        None => assert_eq!(of, 0.0, "{row:?}"),
    }
}

/// The bars, once they are there.
#[track_caller]
pub(crate) fn bars(page: &Page) -> Bars {
    let script = r"
        const canvas = document.querySelector('.per-record .chart-canvas');
        const option = window.echarts?.getInstanceByDom(canvas)?.getOption();
        if (!option?.series?.length) return null;
        return [option.xAxis[0].data, option.series.map((series) => [series.name, series.data])];
    ";
    let bars = page.session.wait("the bars", || {
        let bars = page.session.script(script, &[]);
        (!bars.is_null()).then_some(bars)
    });
    let strands = bars[1].as_array().into_iter().flatten();
    let share = |value: &Value| value.as_f64().unwrap_or(0.0);
    let strand = |strand: &Value| {
        let shares = strand[1].as_array().into_iter().flatten();
        let name = strand[0].as_str().unwrap_or_default();
        (name.to_owned(), shares.map(share).collect())
    };
    Bars {
        names: strings(&bars[0]),
        strands: strands.map(strand).collect(),
    }
}

/// Waits until the bars have these names, and gives them.
#[track_caller]
pub(crate) fn wait_for_bars(page: &Page, names: &[&str]) -> Bars {
    page.session.wait(&format!("the bars {names:?}"), || {
        let bars = bars(page);
        (bars.names == names).then_some(bars)
    })
}

/// Clicks on the chart where this bar stands, from 0.
pub(crate) fn click_bar(page: &Page, bar: usize) {
    let script = r"
        const canvas = document.querySelector('.per-record .chart-canvas');
        const chart = window.echarts.getInstanceByDom(canvas);
        const box = canvas.getBoundingClientRect();
        const x = box.left + chart.convertToPixel({ xAxisIndex: 0 }, arguments[0]);
        const y = box.top + box.height * 0.6;
        const drawn = canvas.querySelector('svg').parentElement;
        for (const type of ['mousemove', 'mousedown', 'mouseup', 'click']) {
          drawn.dispatchEvent(new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, view: window }));
        }
    ";
    page.session.script(script, &[json!(bar)]);
}

/// The names of the rows that are marked as selected.
pub(crate) fn selected(page: &Page) -> Vec<String> {
    let script = r"
        const rows = document.querySelectorAll('.records-table tbody tr.chosen');
        return [...rows].map((row) => row.cells[0].textContent);
    ";
    strings(&page.session.script(script, &[]))
}
