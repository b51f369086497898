//! Charts as files.

use super::accessibility::show_as;
use crate::density::Density;
use crate::download::{save, text};
use crate::page::{Page, strings};

const LIGHT_ACCENT: &str = "rgb(11, 106, 119)";
const DARK_ACCENT: &str = "rgb(85, 192, 206)";

/// A chart is saved as it is on the page, as SVG and at twice the size as PNG.
pub(crate) fn charts_are_saved(page: &Page) {
    page.open_example();
    page.search("TATAAT");
    let names = ["gi|12057212|gb|AE003852.1|", "gi|12057213|gb|AE003853.1|"];
    crate::records::wait_for_bars(page, &names);
    let stem = "vibrio_cholerae_N16961_TATAAT.matches_per_chromosome";
    let svg = text(save(
        page,
        "SVG of Matches per chromosome",
        &format!("{stem}.svg"),
    ));
    check_svg(&svg, "Matches per chromosome");
    assert!(svg.contains(names[0]), "names of records: {svg}");
    let png = save(
        page,
        "PNG of Matches per chromosome",
        &format!("{stem}.png"),
    );
    check_png(&png, &svg);
    let stem = "vibrio_cholerae_N16961_TATAAT.density";
    let lanes = text(save(
        page,
        "SVG of Density of chromosomes",
        &format!("{stem}_of_chromosomes.svg"),
    ));
    check_svg(&lanes, "Density of chromosomes");
    assert!(names.iter().all(|name| lanes.contains(name)), "{lanes}");
    let line = text(save(page, "SVG of Density", &format!("{stem}.svg")));
    check_svg(&line, "Density");
    let png = save(page, "PNG of Density", &format!("{stem}.png"));
    check_png(&png, &line);
}

/// What is saved while the page is dark is light on white, whoever drew it; and the page stays dark.
pub(crate) fn dark_charts_are_saved_light(page: &Page) {
    show_as(page, 1280, "dark");
    page.open_example();
    page.search("TATAAT");
    let names = ["gi|12057212|gb|AE003852.1|", "gi|12057213|gb|AE003853.1|"];
    crate::records::wait_for_bars(page, &names);
    Density(page).settle();
    let stem = "vibrio_cholerae_N16961_TATAAT";
    for (chart, ending) in [
        ("Matches per chromosome", "matches_per_chromosome"),
        ("Density", "density"),
        ("Density of chromosomes", "density_of_chromosomes"),
    ] {
        let name = format!("{stem}.{ending}.svg");
        let svg = text(save(page, &format!("SVG of {chart}"), &name));
        let ground = r#"<rect fill="rgb(255, 255, 255)""#;
        assert!(svg.contains(ground), "{chart}: {svg}");
        for (color, is_there) in [(LIGHT_ACCENT, true), (DARK_ACCENT, false)] {
            assert_eq!(svg.contains(color), is_there, "{color} in {chart}: {svg}");
        }
        assert!(!svg.contains("var("), "{chart}: {svg}");
    }
    let colors = r#"
        const color = (element, name) => getComputedStyle(element)[name];
        const bar = document.querySelector('.chart svg path[fill="var(--accent)"]');
        return [color(document.body, 'backgroundColor'), color(bar, 'fill')];
    "#;
    let colors = strings(&page.session.script(colors, &[]));
    assert_eq!(colors, ["rgb(20, 25, 28)", DARK_ACCENT]);
}

/// It is a drawing that stands for itself.
#[track_caller]
pub(crate) fn check_svg(svg: &str, title: &str) {
    assert!(svg.starts_with("<svg"), "{svg}");
    assert!(
        svg.contains("xmlns=\"http://www.w3.org/2000/svg\""),
        "{svg}"
    );
    assert!(svg.contains(&format!("<title>{title}</title>")), "{svg}");
    for foreign in ["class=", "style=", "var(", "href=\"http"] {
        assert!(!svg.contains(foreign), "{foreign} in {svg}");
    }
}

/// It is a picture of twice the size, and not of one colour.
#[track_caller]
pub(crate) fn check_png(png: &[u8], svg: &str) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    for (name, at) in [("width", 16), ("height", 20)] {
        let side_px: f64 = attribute(svg, name).parse().unwrap();
        assert_eq!(f64::from(side(at)), (2.0 * side_px).ceil(), "{name}");
    }
    // A picture of nothing is pressed into almost nothing.
    let pixels = side(16) as usize * side(20) as usize;
    assert!(
        png.len() > pixels / 200,
        "{} bytes for {pixels} pixels",
        png.len()
    );
}

/// The first value of an attribute.
fn attribute<'svg>(svg: &'svg str, name: &str) -> &'svg str {
    let start = svg.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
    svg[start..].split('"').next().unwrap()
}
