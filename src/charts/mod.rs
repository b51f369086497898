//! Charts: charming writes what is to be drawn, ECharts draws it. The library is loaded when the first genome is opened.

mod chart_view;
pub(crate) mod density;
mod echarts;
mod histogram;
mod logo;
mod matches_per_record;
mod save;
mod tokens;

pub(crate) use chart_view::ChartView;
pub(crate) use echarts::prepare;
pub(crate) use histogram::HistogramChart;
pub(crate) use logo::Logo;
pub(crate) use matches_per_record::{Shown, matches_per_record};
pub(crate) use save::Picture;
