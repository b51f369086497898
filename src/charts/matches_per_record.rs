use charming::Chart;
use charming::component::{Axis, Grid, Legend};
use charming::datatype::CompositeValue;
use charming::element::{
    AxisLabel, AxisLine, AxisPointer, AxisPointerType, AxisTick, AxisType, BorderType, Color,
    Emphasis, ItemStyle, Label, LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant,
    SplitLine, Symbol, TextStyle, Tooltip, Trigger,
};
use charming::series::Bar;
use protocol::{RecordChart, RecordFigures, RecordMeasure, RecordRow};

use super::tokens;
use crate::model::format;

/// Room for names below the bars, in letters; longer ones are shortened, and the table has them whole.
const AXIS_LETTERS: usize = 90;
/// The same on a narrow screen.
const NARROW_AXIS_LETTERS: usize = 34;
/// Names of so many letters are never shortened.
const SHORT_NAME_LETTERS: usize = 14;
/// More names than this stand aslant.
const LEVEL_NAMES: usize = 6;
/// Fewer bars than this are not made broader to fill the chart.
const NARROW_BARS: usize = 12;

/// How the bars are shown.
pub(crate) struct Shown {
    /// What they show.
    pub(crate) measure: RecordMeasure,
    /// That in words.
    pub(crate) axis_name: String,
    /// Ordinal of the record that is selected.
    pub(crate) selected: Option<u32>,
    /// Whether there is little room.
    pub(crate) is_narrow: bool,
}

/// How the bars of a strand look: apart also without colour.
struct Strand {
    name: &'static str,
    count: fn(&RecordFigures) -> u64,
    style: ItemStyle,
}

/// The records as bars, the strands one on the other.
pub(crate) fn matches_per_record(chart: &RecordChart, shown: &Shown) -> Chart {
    let mut names: Vec<String> = chart.bars.iter().map(|bar| name(bar, shown)).collect();
    let mut bars: Vec<&RecordFigures> = chart.bars.iter().map(|bar| &bar.figures).collect();
    if chart.other_count > 0 {
        names.push(format!("{} others", format::integer(chart.other_count)));
        bars.push(&chart.others);
    }
    let axis_letters = if shown.is_narrow {
        NARROW_AXIS_LETTERS
    } else {
        AXIS_LETTERS
    };
    let name_letters = (axis_letters / names.len().max(1)).max(SHORT_NAME_LETTERS);
    let bar_width = if names.len() < NARROW_BARS {
        CompositeValue::from(40.0)
    } else {
        CompositeValue::from("70%")
    };
    let is_slanted = names.len() > LEVEL_NAMES;
    let strands = strands(chart);
    let label = || {
        AxisLabel::new()
            .color(color(tokens::TEXT_MUTED))
            .font_size(11.0)
    };
    let rule = || LineStyle::new().color(color(tokens::RULE));
    let names = names.iter().map(|name| shortened(name, name_letters));
    let mut drawing = Chart::new()
        .animation(false)
        .grid(
            Grid::new()
                .left(8)
                .right(8)
                .top(28)
                .bottom(4)
                .contain_label(true),
        )
        .tooltip(
            Tooltip::new()
                .trigger(Trigger::Axis)
                .axis_pointer(AxisPointer::new().type_(AxisPointerType::Shadow))
                .background_color(color(tokens::SURFACE_RAISED))
                .border_color(color(tokens::RULE)),
        )
        .x_axis(
            Axis::new()
                .type_(AxisType::Category)
                .data(names.collect())
                .axis_label(label().rotate(if is_slanted { 45.0 } else { 0.0 }))
                .axis_tick(AxisTick::new().show(false))
                .axis_line(AxisLine::new().show(false)),
        )
        .y_axis(
            value_axis(shown)
                .axis_label(label())
                .split_line(SplitLine::new().line_style(rule())),
        );
    if strands.len() > 1 {
        drawing = drawing.legend(
            Legend::new()
                .top(0)
                .right(8)
                .item_width(12.0)
                .item_height(12.0)
                .text_style(
                    TextStyle::new()
                        .color(color(tokens::TEXT_MUTED))
                        .font_size(11.0),
                ),
        );
    }
    for (index, strand) in strands.into_iter().enumerate() {
        let values = bars.iter().map(|figures| {
            let value = figures.share((strand.count)(figures), shown.measure);
            value.map_or_else(|| CompositeValue::from("-"), |value| rounded(value).into())
        });
        let mut series = Bar::new()
            .name(strand.name)
            .stack("strands")
            .bar_width(bar_width.clone())
            .item_style(strand.style.clone())
            // By itself it would make the colour lighter, which it cannot with one that the style sheets have.
            .emphasis(Emphasis::new().item_style(strand.style))
            .data(values.collect::<Vec<CompositeValue>>());
        if index == 0 && shown.measure == RecordMeasure::ObservedToExpected {
            series = series.mark_line(as_expected());
        }
        drawing = drawing.series(series);
    }
    drawing
}

/// The strands that there are matches on.
fn strands(chart: &RecordChart) -> Vec<Strand> {
    let full = || ItemStyle::new().color(color(tokens::ACCENT));
    let framed = |fill: &str, line: &str| {
        ItemStyle::new()
            .color(color(fill))
            .border_color(color(line))
            .border_width(1.0)
    };
    let all = [
        Strand {
            name: "Forward",
            count: |figures| figures.forward,
            style: full(),
        },
        Strand {
            name: "Reverse",
            count: |figures| figures.reverse,
            style: framed(tokens::ACCENT_SOFT, tokens::ACCENT),
        },
        Strand {
            name: "Both (.)",
            count: |figures| figures.both,
            style: framed(tokens::SURFACE_RAISED, tokens::TEXT_MUTED)
                .border_type(BorderType::Dashed),
        },
    ];
    let mut strands: Vec<Strand> = all
        .into_iter()
        .filter(|strand| (strand.count)(&chart.all) > 0)
        .collect();
    if let [_] | [] = strands.as_slice() {
        let name = strands.first().map_or("Matches", |strand| strand.name);
        strands = vec![Strand {
            name,
            count: RecordFigures::match_count,
            style: full(),
        }];
    }
    strands
}

fn value_axis(shown: &Shown) -> Axis {
    let axis = Axis::new()
        .type_(AxisType::Value)
        .name(shortened(&shown.axis_name, NARROW_AXIS_LETTERS))
        .name_text_style(
            TextStyle::new()
                .color(color(tokens::TEXT_MUTED))
                .align("left"),
        );
    match shown.measure {
        RecordMeasure::Count => axis.min_interval(1.0),
        _ => axis,
    }
}

/// A line where as many are observed as expected.
fn as_expected() -> MarkLine {
    let line = LineStyle::new()
        .color(color(tokens::TEXT))
        .type_(LineStyleType::Dashed);
    MarkLine::new()
        .silent(true)
        .symbol(vec![Symbol::None, Symbol::None])
        .label(Label::new().show(false))
        .line_style(line)
        .data(vec![MarkLineVariant::Simple(
            MarkLineData::new().y_axis(1.0),
        )])
}

/// The name below a bar; that of the selected record is marked.
fn name(bar: &RecordRow, shown: &Shown) -> String {
    if shown.selected == Some(bar.record) {
        format!("▸ {}", bar.name)
    } else {
        bar.name.clone()
    }
}

fn color(token: &str) -> Color {
    Color::Value(token.to_owned())
}

/// Four significant digits: what is read off the bars.
fn rounded(value: f64) -> f64 {
    if value == 0.0 || value.fract() == 0.0 {
        return value;
    }
    let scale = 10_f64.powi(3 - value.abs().log10().floor() as i32);
    (value * scale).round() / scale
}

fn shortened(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    let mut text: String = name.chars().take(letters - 1).collect();
    text.push('…');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_shortened() {
        assert_eq!(shortened("NC_000913.3", 14), "NC_000913.3");
        assert_eq!(shortened("a_name_of_many_letters", 14), "a_name_of_man…");
    }

    #[test]
    fn values_are_read_with_four_digits() {
        assert_eq!(
            [123_456.0, 178.512_34, 0.012_345_6].map(rounded),
            [123_456.0, 178.5, 0.012_35]
        );
        assert_eq!(rounded(0.0), 0.0);
    }
}
