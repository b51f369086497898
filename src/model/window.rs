//! The window of the moving mean, as a slider chooses it.

/// The slider's last position; its first is 0.
pub(crate) const LAST_POSITION: u32 = 400;

/// The widest window of a record of so many letters: half of it.
pub(crate) const fn widest(length: u64) -> u64 {
    if length < 2 { 1 } else { length / 2 }
}

/// The window that a record of so many letters is first shown with: about a hundredth of it.
pub(crate) fn first(length: u64) -> u64 {
    rounded(length as f64 / 100.0).clamp(1, widest(length))
}

/// The window at a position of the slider, which is logarithmic.
pub(crate) fn at_position(position: u32, length: u64) -> u64 {
    let widest = widest(length);
    if position >= LAST_POSITION {
        return widest;
    }
    let share = f64::from(position) / f64::from(LAST_POSITION);
    rounded((widest as f64).powf(share)).clamp(1, widest)
}

/// The position of the slider for a window.
pub(crate) fn position(window: u64, length: u64) -> u32 {
    let widest = widest(length);
    if widest == 1 {
        return 0;
    }
    let share = (window.clamp(1, widest) as f64).ln() / (widest as f64).ln();
    (share * f64::from(LAST_POSITION)).round() as u32
}

/// Two significant digits.
fn rounded(value: f64) -> u64 {
    if value < 10.0 {
        return value.round() as u64;
    }
    let unit = 10f64.powf(value.log10().floor() - 1.0);
    ((value / unit).round() * unit).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slider_reaches_both_ends() {
        for length in [0, 1, 2, 3, 100, 2_961_149, 250_000_000] {
            assert_eq!(at_position(0, length), 1);
            assert_eq!(at_position(LAST_POSITION, length), widest(length));
            let mut last = 0;
            for at in 0..=LAST_POSITION {
                let window = at_position(at, length);
                assert!(window >= last, "{length}: {window} after {last}");
                last = window;
            }
        }
    }

    #[test]
    fn the_slider_stands_where_its_window_is() {
        for window in [1, 7, 1000, 30_000, 1_480_574] {
            let at = position(window, 2_961_149);
            let back = at_position(at, 2_961_149) as f64;
            assert!(
                (back / window as f64 - 1.0).abs() < 0.06,
                "{window}: {back}"
            );
        }
        assert_eq!(position(9_999_999, 100), LAST_POSITION);
        assert_eq!(position(1, 1), 0);
    }

    #[test]
    fn first_windows_are_round() {
        assert_eq!(first(2_961_149), 30_000);
        assert_eq!(first(50), 1);
        assert_eq!(first(0), 1);
    }
}
