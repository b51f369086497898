//! Densities in words.

use protocol::DensityLane;

use super::format::significant;

/// Matches per letter as `3.20 per kb`, or per Mb where they are rare.
pub(crate) fn per_length(per_base: f64) -> String {
    let (per, unit) = unit(per_base);
    format!("{} per {unit}", significant(per_base * per))
}

/// Per how many letters matches are counted that are at most so dense, and what that is called.
pub(crate) fn unit(per_base: f64) -> (f64, &'static str) {
    if per_base >= 0.1 / 1000.0 || per_base == 0.0 {
        (1e3, "kb")
    } else {
        (1e6, "Mb")
    }
}

/// Start, end (0-based, half-open) and matches per letter of each bin.
pub(crate) fn densities(lane: &DensityLane) -> impl Iterator<Item = (u64, u64, f64)> {
    let mut start = 0;
    lane.bins.iter().map(move |bin| {
        let from = std::mem::replace(&mut start, bin.end);
        let letters = (bin.end - from).max(1) as f64;
        (from, bin.end, bin.match_count as f64 / letters)
    })
}

/// The first of the bins in which matches lie most densely; none if there is no match.
pub(crate) fn densest(lane: &DensityLane) -> Option<(u64, u64, f64)> {
    let mut densest: Option<(u64, u64, f64)> = None;
    for bin in densities(lane) {
        if bin.2 > densest.map_or(0.0, |(_, _, most)| most) {
            densest = Some(bin);
        }
    }
    densest
}

#[cfg(test)]
mod tests {
    use protocol::DensityBin;

    use super::*;

    #[test]
    fn the_densest_bin_is_found() {
        let lane = |bins: &[(u64, u64)]| DensityLane {
            record: 0,
            name: "chr1".into(),
            length_bases: 100,
            match_count: 0,
            bins: bins
                .iter()
                .map(|&(end, match_count)| DensityBin { end, match_count })
                .collect(),
        };
        assert_eq!(densest(&lane(&[(50, 0), (100, 0)])), None);
        let bins = [(50, 10), (60, 5), (100, 20)];
        assert_eq!(densest(&lane(&bins)), Some((50, 60, 0.5)));
    }

    #[test]
    fn rare_matches_are_counted_per_megabase() {
        assert_eq!(per_length(0.0032), "3.20 per kb");
        assert_eq!(per_length(0.000_05), "50.0 per Mb");
        assert_eq!(per_length(0.0), "0 per kb");
    }
}
