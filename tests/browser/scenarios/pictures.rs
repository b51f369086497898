//! Charts as files.

use crate::download::{save, text};
use crate::page::Page;

/// A chart is saved as it is on the page, as SVG and at twice the size as PNG.
pub(crate) fn charts_are_saved(page: &Page) {
    page.open_example();
    page.search("TATAAT");
    crate::records::wait_for_bars(page, &["NC_002505.1", "NC_002506.1"]);
    let stem = "vibrio_cholerae_N16961_TATAAT.matches_per_chromosome";
    let svg = text(save(
        page,
        "SVG of Matches per chromosome",
        &format!("{stem}.svg"),
    ));
    check_svg(&svg, "Matches per chromosome");
    assert!(svg.contains("NC_002505.1"), "names of records: {svg}");
    let png = save(
        page,
        "PNG of Matches per chromosome",
        &format!("{stem}.png"),
    );
    check_png(&png, &svg);
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
