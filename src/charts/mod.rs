//! Charts: charming writes what is to be drawn, ECharts draws it. The library is loaded with the first chart.

mod chart_view;
mod echarts;
mod matches_per_record;
mod tokens;

pub(crate) use chart_view::ChartView;
pub(crate) use matches_per_record::matches_per_record;
pub(crate) use tokens::Tokens;
