//! Charts as files.

use crate::download::{save, text};
use crate::page::Page;

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
