use charming::Chart;
use charming::component::{Axis, Grid};
use charming::datatype::CompositeValue;
use charming::element::{
    AxisLabel, AxisLine, AxisPointer, AxisPointerType, AxisTick, AxisType, Color, ItemStyle,
    LineStyle, SplitLine, TextStyle, Tooltip, Trigger,
};
use charming::series::Bar;
use protocol::SearchSummary;

use super::Tokens;
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

/// Matches per record as bars, in the file's order; `axis_name` says what is counted.
pub(crate) fn matches_per_record(
    summary: &SearchSummary,
    axis_name: &str,
    tokens: &Tokens,
    is_narrow: bool,
) -> Chart {
    let mut names: Vec<String> = summary.bars.iter().map(|bar| bar.name.clone()).collect();
    let mut counts: Vec<f64> = summary
        .bars
        .iter()
        .map(|bar| bar.match_count as f64)
        .collect();
    if summary.other_record_count > 0 {
        names.push(format!(
            "{} others",
            format::integer(summary.other_record_count)
        ));
        counts.push(summary.other_match_count as f64);
    }
    let axis_letters = if is_narrow {
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
    let color = |token: &str| Color::Value(token.to_owned());
    let label = || AxisLabel::new().color(color(&tokens.muted)).font_size(11.0);
    let rule = || LineStyle::new().color(color(&tokens.rule));
    Chart::new()
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
                .background_color(color(&tokens.surface))
                .border_color(color(&tokens.rule)),
        )
        .x_axis(
            Axis::new()
                .type_(AxisType::Category)
                .data(
                    names
                        .iter()
                        .map(|name| shortened(name, name_letters))
                        .collect(),
                )
                .axis_label(label().rotate(if is_slanted { 45.0 } else { 0.0 }))
                .axis_tick(AxisTick::new().show(false))
                .axis_line(AxisLine::new().show(false)),
        )
        .y_axis(
            Axis::new()
                .type_(AxisType::Value)
                .name(shortened(axis_name, NARROW_AXIS_LETTERS))
                .name_text_style(TextStyle::new().color(color(&tokens.muted)).align("left"))
                .min_interval(1.0)
                .axis_label(label())
                .split_line(SplitLine::new().line_style(rule())),
        )
        .series(
            Bar::new()
                .name("Matches")
                .bar_width(bar_width)
                .item_style(ItemStyle::new().color(color(&tokens.accent)))
                .data(counts),
        )
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
}
