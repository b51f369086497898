//! Charts: charming writes what is to be drawn, ECharts draws it. The library is loaded when the first genome is opened.

mod chart_view;
pub(crate) mod density;
mod echarts;
mod matches_per_record;
mod tokens;

pub(crate) use chart_view::ChartView;
pub(crate) use echarts::prepare;
pub(crate) use matches_per_record::matches_per_record;
pub(crate) use tokens::Tokens;
