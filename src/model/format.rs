//! Numbers as people read them: thousands separators, units, times in ms below a second.

/// An integer with thousands separators: `4033460` → `4,033,460`.
pub(crate) fn integer(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 match`, `2 matches`.
pub(crate) fn counted(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", integer(value), if value == 1 { one } else { many })
}

const BASES: [&str; 5] = ["b", "kb", "Mb", "Gb", "Tb"];
const BYTES: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];

/// A size on disk or in memory: `48.5 kB`, `1.20 MB`; exact below 1 kB.
pub(crate) fn bytes(value: u64) -> String {
    let (number, unit) = in_unit(value);
    if unit == 0 {
        format!("{value} {}", BYTES[0])
    } else {
        format!("{} {}", significant(number), BYTES[unit])
    }
}

/// A number of letters: `4.03 Mb`.
pub(crate) fn bases(value: u64) -> String {
    let (number, unit) = in_unit(value);
    if unit == 0 {
        format!("{value} {}", BASES[0])
    } else {
        format!("{} {}", significant(number), BASES[unit])
    }
}

/// A day, of a month from 0: `22 Nov 2026`.
pub(crate) fn date(year: u32, month: u32, day: u32) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = MONTHS.get(month as usize).unwrap_or(&"");
    format!("{day} {month} {year}")
}

/// A part of a number of letters: `0.12 of 3.10 Gb`.
pub(crate) fn bases_of(part: u64, whole: u64) -> String {
    part_of(part, whole, BASES)
}

/// A part of a size: `0.12 of 3.10 GB`.
pub(crate) fn bytes_of(part: u64, whole: u64) -> String {
    part_of(part, whole, BYTES)
}

/// Both in the unit of the whole and with as many places, so that the text keeps its width.
fn part_of(part: u64, whole: u64, units: [&str; 5]) -> String {
    let (number, unit) = in_unit(whole);
    let places = match number {
        _ if unit == 0 => 0,
        number if number >= 99.95 => 0,
        number if number >= 9.995 => 1,
        _ => 2,
    };
    let part = part as f64 / 1000f64.powi(unit as i32);
    format!(
        "{} of {} {}",
        fixed(part, places),
        fixed(number, places),
        units[unit]
    )
}

/// The number in the unit that it is shown in, and that unit's place in the list.
fn in_unit(value: u64) -> (f64, usize) {
    let mut number = value as f64;
    let mut unit = 0;
    // 999.5 and more would be shown as 1000.
    while number >= 999.5 && unit + 1 < BYTES.len() {
        number /= 1000.0;
        unit += 1;
    }
    (number, unit)
}

/// Three significant digits, no exponent: `0.0123`, `1.20`, `12.3`, `123`, with separators above.
pub(crate) fn significant(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        "0".into()
    } else if size >= 99.95 {
        integer(value.round() as u64)
    } else if size >= 9.995 {
        fixed(value, 1)
    } else if size >= 0.9995 {
        fixed(value, 2)
    } else {
        let places = (2 - size.log10().floor() as i32).clamp(3, 9) as u32;
        fixed(value, places)
    }
}

/// A number with so many digits behind the point, 9 at most: by integers, as what prints any number at all is large code. A number
/// whose nearest decimal ends in a 5 behind these digits, such as 2.675 or 0.0005, may be rounded the other way than by the standard library.
fn fixed(value: f64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    let units = (value.abs() * unit as f64).round_ties_even() as u64;
    let sign = if value < 0.0 { "-" } else { "" };
    if places == 0 {
        return format!("{sign}{units}");
    }
    let (whole, part) = (units / unit, units % unit);
    format!("{sign}{whole}.{part:0width$}", width = places as usize)
}

/// Three significant digits with their sign, if it is below 0: `−1.73`.
pub(crate) fn signed(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{}", significant(value.abs()))
}

/// A time in ms, without its unit, for a table whose header names it: `0.42`, `12.3`, `1,234`.
pub(crate) fn milliseconds(ms: f64) -> String {
    if ms < 0.005 {
        "0".into()
    } else if ms < 0.9995 {
        fixed(ms, 2)
    } else {
        significant(ms)
    }
}

/// A time with its unit: ms below a second, then seconds and minutes.
pub(crate) fn duration(ms: f64) -> String {
    if ms < 999.5 {
        format!("{} ms", milliseconds(ms))
    } else if ms < 59_950.0 {
        format!("{} s", significant(ms / 1000.0))
    } else {
        let seconds = (ms / 1000.0).round() as u64;
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

/// So many units in so many ms as a rate per second, or nothing if the time is too short to tell.
pub(crate) fn rate(amount: u64, ms: f64, unit: &str) -> Option<String> {
    if ms <= 0.0 {
        return None;
    }
    rate_per_ms(amount as f64 / ms, unit)
}

/// A rate per ms as one per second; none if it is nothing.
pub(crate) fn rate_per_ms(per_ms: f64, unit: &str) -> Option<String> {
    if per_ms <= 0.0 {
        return None;
    }
    let per_second = per_ms * 1000.0;
    let (number, prefix) = match per_second {
        r if r >= 999.5e6 => (r / 1e9, "G"),
        r if r >= 999.5e3 => (r / 1e6, "M"),
        r => (r / 1e3, "k"),
    };
    Some(format!("{} {prefix}{unit}/s", significant(number)))
}

/// A share of 0 to 1 as per cent: `47.5 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{} %", fixed(share * 100.0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_behind_the_point_are_as_the_library_prints_them() {
        for places in 0..=9 {
            for value in [
                0.0,
                0.00049,
                0.0123456789,
                0.5,
                1.25,
                2.676,
                9.99499,
                12.34,
                99.9499,
                -1.73,
            ] {
                let expected = format!("{value:.width$}", width = places as usize);
                assert_eq!(fixed(value, places), expected, "{value}, {places}");
            }
        }
    }

    #[test]
    fn integers_have_thousands_separators() {
        let check = |value, expected| assert_eq!(integer(value), expected);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(4_033_460, "4,033,460");
        check(u64::MAX, "18,446,744,073,709,551,615");
    }

    #[test]
    fn counts_agree_with_their_noun() {
        assert_eq!(counted(0, "match", "matches"), "0 matches");
        assert_eq!(counted(1, "match", "matches"), "1 match");
        assert_eq!(counted(2_000, "match", "matches"), "2,000 matches");
    }

    #[test]
    fn sizes_have_three_digits() {
        let check = |value, expected| assert_eq!(bytes(value), expected);
        check(0, "0 B");
        check(999, "999 B");
        check(48_502, "48.5 kB");
        check(999_600, "1.00 MB");
        check(4_033_460, "4.03 MB");
        check(3_100_000_000, "3.10 GB");
    }

    #[test]
    fn a_part_is_in_the_unit_of_the_whole() {
        let check = |part, whole, expected| assert_eq!(bytes_of(part, whole), expected);
        check(0, 3_100_000_000, "0.00 of 3.10 GB");
        check(1_203_515, 3_100_000_000, "0.00 of 3.10 GB");
        check(3_100_000_000, 3_100_000_000, "3.10 of 3.10 GB");
        check(1_203_515, 12_345_678, "1.2 of 12.3 MB");
        check(99_600, 999_400, "100 of 999 kB");
        check(5, 900, "5 of 900 B");
        assert_eq!(bases_of(1_000_000, 4_033_464), "1.00 of 4.03 Mb");
    }

    #[test]
    fn times_are_ms_below_a_second() {
        let check = |ms, expected| assert_eq!(duration(ms), expected);
        check(0.0, "0 ms");
        check(0.423, "0.42 ms");
        check(12.34, "12.3 ms");
        check(999.4, "999 ms");
        check(999.6, "1.00 s");
        check(61_000.0, "1 min 1 s");
    }

    #[test]
    fn rates_choose_their_prefix() {
        assert_eq!(rate(4_033_460, 10.0, "b").as_deref(), Some("403 Mb/s"));
        assert_eq!(
            rate(4_033_460_000, 1000.0, "b").as_deref(),
            Some("4.03 Gb/s")
        );
        assert_eq!(rate(1, 0.0, "b"), None);
        assert_eq!(rate(0, 5.0, "b"), None);
    }

    #[test]
    fn small_numbers_keep_digits() {
        let check = |value, expected| assert_eq!(significant(value), expected);
        check(0.0, "0");
        check(0.5, "0.500");
        check(0.012_34, "0.0123");
        check(1234.6, "1,235");
        check(9.999, "10.0");
        assert_eq!(signed(-1234.6), "−1,235");
        assert_eq!(signed(0.5), "0.500");
    }
}
