//! The density under fingers.

use super::letters::masked_genome;
use crate::density::Density;
use crate::page::{Page, number};

/// Room beside a line.
const SIDES: [f64; 2] = [52.0, 44.0];

/// A place of the record that is long enough to be moved both ways, as a line.
const PLACE: &str = "two: 40,001–80,000";

fn show_a_place(page: &Page) -> Density<'_> {
    let (path, _) = masked_genome(page);
    page.open_file(&path);
    page.search("GANT");
    let density = Density(page);
    density.settle();
    density.go_to(PLACE);
    density.wait_for_place(PLACE);
    density
}

/// Two fingers that go apart show less of the record, and the letter between them goes with them; side by side they move it.
pub(crate) fn two_fingers_zoom_the_density(page: &Page) {
    let density = show_a_place(page);
    touch(density, &[[0.4, 0.3], [0.6, 0.7]]);
    // Twice as far apart.
    check(density, [50_000.0, 70_000.0]);
    touch(density, &[[0.2, 0.5], [0.4, 0.7]]);
    // As far apart, and 0.3 of the width further to the right.
    check(density, [44_000.0, 64_000.0]);
    touch(density, &[[0.2, 0.45], [0.8, 0.75]]);
    // Half as far apart, and their middle goes from 0.5 to 0.6: from letter 54,000 to where 24,000 of 40,000 letters lie before it.
    check(density, [30_000.0, 70_000.0]);
}

/// One finger moves the record sideways; up and down it scrolls the page.
pub(crate) fn finger_moves_the_density(page: &Page) {
    let density = show_a_place(page);
    touch(density, &[[0.7, 0.45]]);
    check(density, [50_000.0, 90_000.0]);
    let place = density.place();
    let [left, right, y] = density.plot(SIDES);
    let middle = f64::midpoint(left, right);
    let scrolled = || {
        let scrolled = page.session.script("return scrollY", &[]);
        scrolled.as_f64().unwrap()
    };
    let before = scrolled();
    page.session
        .touch(&[[[middle, y], [middle + 4.0, y - 80.0]]]);
    page.session.wait("the page to be scrolled", || {
        (scrolled() > before + 20.0).then_some(())
    });
    assert_eq!(density.place(), place);
}

/// Moves fingers from one share of what is in view to another.
fn touch(density: Density<'_>, fingers: &[[f64; 2]]) {
    let [left, right, y] = density.plot(SIDES);
    let place = |share: f64| [left + share * (right - left), y];
    let fingers: Vec<_> = fingers.iter().map(|finger| finger.map(place)).collect();
    density.0.session.touch(&fingers);
}

/// Waits until these ends are in view, to two pixels or so.
#[track_caller]
fn check(density: Density<'_>, expected: [f64; 2]) {
    let [left, right, _] = density.plot(SIDES);
    let tolerance = 3.0 * (expected[1] - expected[0]) / (right - left);
    density
        .0
        .session
        .wait(&format!("{expected:?} in view"), || {
            let place = density.place();
            let ends = place.strip_prefix("two: ")?.split_once('–')?;
            let ends = [number(ends.0)?, number(ends.1)?];
            let is_near = |index: usize| (ends[index] - expected[index]).abs() <= tolerance;
            (is_near(0) && is_near(1)).then_some(())
        });
    density.settle();
}
