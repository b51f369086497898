//! The drawings of the density: SVG as text, which is drawn as it is and can be taken along as a file.

mod lane;
mod letters;
mod line;
mod strand;
mod svg;

pub(crate) use lane::{LANE_HEIGHT, LEVELS, Scale, lane, lane_width, opacity};
pub(crate) use letters::letters;
pub(crate) use line::{LinePicture, line, points_in_view};
pub(crate) use strand::complement;
pub(crate) use svg::{HEIGHT, Plot, TICK_PX};
