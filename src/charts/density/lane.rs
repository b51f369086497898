use std::fmt::Write as _;

use protocol::{DensityLane, DensityLanes};

use crate::model::density::densities;

/// Height of a lane, in the units of its drawing.
pub(crate) const LANE_HEIGHT: f64 = 10.0;
/// Width of the longest lane, in the same units.
const LONGEST: f64 = 1000.0;
/// Shades of a bin with matches.
pub(crate) const LEVELS: u32 = 6;
/// The share of bins that the darkest shade begins above: a few bins with very many matches leave the others their shades.
const ORDINARY_BINS: f64 = 0.98;

/// Which density has which shade.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    /// Matches per letter at which the darkest shade is reached.
    pub(crate) darkest: f64,
    /// The most matches per letter of any bin.
    pub(crate) greatest: f64,
    /// Letters of the longest record.
    pub(crate) longest: u64,
}

impl Scale {
    /// The scale of these lanes.
    pub(crate) fn of(lanes: &DensityLanes) -> Self {
        let bins = lanes.lanes.iter().flat_map(densities);
        let mut densities: Vec<f64> = bins.map(|(_, _, density)| density).collect();
        densities.retain(|&density| density > 0.0);
        densities.sort_unstable_by(f64::total_cmp);
        let last = densities.len().saturating_sub(1) as f64;
        let ordinary = (last * ORDINARY_BINS).ceil() as usize;
        Self {
            darkest: densities.get(ordinary).copied().unwrap_or(0.0),
            greatest: densities.last().copied().unwrap_or(0.0),
            longest: lanes
                .lanes
                .iter()
                .map(|lane| lane.length_bases)
                .max()
                .unwrap_or(0),
        }
    }

    /// The shade of a density: 0 for none, and up to [`LEVELS`].
    pub(crate) fn level(&self, density: f64) -> u32 {
        if density <= 0.0 {
            return 0;
        }
        let level = density / self.darkest * f64::from(LEVELS);
        (level.ceil() as u32).clamp(1, LEVELS)
    }
}

/// Width of a lane's drawing; that of the longest is 1000.
pub(crate) fn lane_width(length: u64, scale: &Scale) -> f64 {
    (LONGEST * length as f64 / scale.longest.max(1) as f64).max(1.0)
}

/// A lane: neighbouring bins of one shade are one piece, and a shade is one path.
pub(crate) fn lane(lane: &DensityLane, scale: &Scale) -> String {
    let width = lane_width(lane.length_bases, scale);
    let unit = width / lane.length_bases.max(1) as f64;
    let mut paths = vec![String::new(); LEVELS as usize + 1];
    let mut piece: Option<(u64, u64, u32)> = None;
    let mut draw = |(start, end, level): (u64, u64, u32)| {
        let (x, length) = (start as f64 * unit, (end - start) as f64 * unit);
        let _ = write!(
            paths[level as usize],
            "M{x:.2} 0h{length:.2}v{LANE_HEIGHT}h-{length:.2}z"
        );
    };
    for (start, end, density) in densities(lane) {
        let level = scale.level(density);
        piece = match piece {
            Some((first, _, same)) if same == level => Some((first, end, level)),
            before => {
                before.into_iter().for_each(&mut draw);
                Some((start, end, level))
            }
        };
    }
    piece.into_iter().for_each(&mut draw);
    let mut out = format!(
        r#"<rect width="{width:.2}" height="{LANE_HEIGHT}" fill="var(--surface-sunken)"/>"#
    );
    for (level, path) in paths.iter().enumerate().skip(1) {
        if !path.is_empty() {
            let _ = write!(
                out,
                r#"<path d="{path}" fill="var(--accent)" fill-opacity="{:.2}"/>"#,
                opacity(level as u32)
            );
        }
    }
    out
}

/// How strong the colour of a shade is, 0 to 1.
pub(crate) fn opacity(level: u32) -> f64 {
    f64::from(level) / f64::from(LEVELS)
}

#[cfg(test)]
mod tests {
    use protocol::DensityBin;

    use super::*;

    fn lanes(counts: &[u64]) -> DensityLanes {
        let bins = counts
            .iter()
            .zip(1..)
            .map(|(&match_count, index)| DensityBin {
                end: index * 100,
                match_count,
            });
        let lane = DensityLane {
            record: 0,
            name: "chr1".into(),
            length_bases: counts.len() as u64 * 100,
            match_count: counts.iter().sum(),
            bins: bins.collect(),
        };
        DensityLanes {
            lanes: vec![lane],
            other_record_count: 0,
        }
    }

    #[test]
    fn shades_follow_the_density() {
        let lanes = lanes(&[0, 1, 6, 12, 12, 0]);
        let scale = Scale::of(&lanes);
        let levels: Vec<u32> = densities(&lanes.lanes[0])
            .map(|(_, _, density)| scale.level(density))
            .collect();
        assert_eq!(levels, [0, 1, 3, 6, 6, 0]);
        let drawing = lane(&lanes.lanes[0], &scale);
        assert_eq!(drawing.matches("<path").count(), 3);
        assert!(
            drawing.contains("M500.00 0h333.33v10h-333.33z"),
            "{drawing}"
        );
    }

    #[test]
    fn a_bin_of_very_many_matches_leaves_the_others_their_shades() {
        let mut counts = vec![10; 99];
        counts.push(100_000);
        let scale = Scale::of(&lanes(&counts));
        assert_eq!(scale.darkest, 0.1);
        assert_eq!(scale.greatest, 1000.0);
    }

    #[test]
    fn nothing_found_has_no_shade() {
        let lanes = lanes(&[0, 0]);
        assert_eq!(
            lane(&lanes.lanes[0], &Scale::of(&lanes))
                .matches("<path")
                .count(),
            0
        );
    }
}
