//! Round numbers along an axis.

use super::format::{integer, significant};

/// The first of 1, 2, 5, 10, 20, … that cuts this extent into at most so many parts.
fn round_step(extent: f64, most: f64) -> f64 {
    let least = extent / most;
    let unit = 10f64.powf(least.log10().floor());
    let factors = [1.0, 2.0, 5.0, 10.0];
    let factor = factors
        .into_iter()
        .find(|factor| factor * unit >= least * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * unit
}

/// Positions of letters, 1-based, at most about so many but never none, with what stands below each.
pub(crate) fn positions(first: u64, last: u64, most: usize) -> Vec<(u64, String)> {
    if last < first {
        return Vec::new();
    }
    let count = |step: u64| last / step - first.saturating_sub(1) / step;
    let steps = (0..=18).flat_map(|power| [1, 2, 5].map(|factor| factor * 10u64.pow(power)));
    // The first that is wide enough, or the widest that has any.
    let step = steps
        .take_while(|&step| count(step) > 0)
        .reduce(|step, next| {
            if count(step) > most as u64 {
                next
            } else {
                step
            }
        })
        .unwrap_or(1);
    let start = first.div_ceil(step) * step;
    let label = |position: u64| match step {
        1_000_000.. => format!("{} Mb", integer(position / 1_000_000)),
        1_000.. => format!("{} kb", integer(position / 1000)),
        _ => integer(position),
    };
    (start..=last)
        .step_by(step as usize)
        .map(|position| (position, label(position)))
        .collect()
}

/// Round numbers from 0 to the first that is not below the greatest value, or to 1 if there is nothing above 0.
pub(crate) fn from_zero(greatest: f64) -> Vec<(f64, String)> {
    let greatest = if greatest > 0.0 { greatest } else { 1.0 };
    let step = round_step(greatest, 4.0);
    let count = (greatest / step - 1e-9).ceil() as u32;
    (0..=count)
        .map(|index| {
            let value = f64::from(index) * step;
            (value, plain(value))
        })
        .collect()
}

/// Multiples of 5 or 10 per cent around these shares (0 to 1), as shares.
pub(crate) fn percentages(least: f64, greatest: f64) -> Vec<(f64, String)> {
    let (least, greatest) = (least * 100.0, greatest * 100.0);
    let step = match greatest - least {
        extent if extent > 50.0 => 25.0,
        extent if extent > 20.0 => 10.0,
        _ => 5.0,
    };
    let first = (least / step).floor();
    let last = (greatest / step).ceil().max(first + 1.0);
    (0..=(last - first) as u32)
        .map(|index| {
            let value = (first + f64::from(index)) * step;
            (value / 100.0, format!("{value:.0}"))
        })
        .collect()
}

/// A round number without zeros at its end.
fn plain(value: f64) -> String {
    let text = significant(value);
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_round() {
        let check = |first, last, most, expected: &[(u64, &str)]| {
            let got = positions(first, last, most);
            let got: Vec<_> = got
                .iter()
                .map(|(at, label)| (*at, label.as_str()))
                .collect();
            assert_eq!(got, expected);
        };
        check(101, 166, 5, &[(120, "120"), (140, "140"), (160, "160")]);
        check(1, 3, 9, &[(1, "1"), (2, "2"), (3, "3")]);
        check(1, 2_961_149, 3, &[(1_000_000, "1 Mb"), (2_000_000, "2 Mb")]);
        check(
            1_200_000,
            1_205_999,
            3,
            &[
                (1_200_000, "1,200 kb"),
                (1_202_000, "1,202 kb"),
                (1_204_000, "1,204 kb"),
            ],
        );
        check(5, 4, 3, &[]);
        // Never none, however few there may be.
        let two = [(2_000_000, "2 Mb"), (4_000_000, "4 Mb")];
        check(1, 4_641_652, 2, &two);
        check(1, 4_641_652, 1, &two);
        check(6, 9, 1, &[(6, "6"), (8, "8")]);
    }

    #[test]
    fn values_begin_at_zero_and_reach_the_greatest() {
        let check = |greatest, expected: &[&str]| {
            let got = from_zero(greatest);
            assert!(got.last().is_some_and(|(value, _)| *value >= greatest));
            let labels: Vec<_> = got.iter().map(|(_, label)| label.as_str()).collect();
            assert_eq!(labels, expected);
        };
        check(0.0, &["0", "0.5", "1"]);
        check(0.37, &["0", "0.1", "0.2", "0.3", "0.4"]);
        check(290.0, &["0", "100", "200", "300"]);
        check(1.0, &["0", "0.5", "1"]);
    }

    #[test]
    fn percentages_surround_their_values() {
        let labels = |least, greatest| {
            let got = percentages(least, greatest);
            got.into_iter().map(|(_, label)| label).collect::<Vec<_>>()
        };
        assert_eq!(labels(0.43, 0.51), ["40", "45", "50", "55"]);
        assert_eq!(labels(0.2, 0.55), ["20", "30", "40", "50", "60"]);
        assert_eq!(labels(0.5, 0.5), ["50", "55"]);
    }
}
