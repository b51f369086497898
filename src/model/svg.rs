//! Drawings as SVG text. Colours and fonts are the style sheet's, by classes.

use std::fmt::{Display, Write};

/// A drawing in pixels, which is as high as what is on it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Svg {
    body: String,
    width: f64,
    height: f64,
}

/// Where a text stands at its place.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

impl Svg {
    /// An empty drawing of this width.
    pub(crate) fn new(width: f64) -> Self {
        Self {
            width,
            ..Self::default()
        }
    }

    /// A box; `title` is shown to who points at it.
    pub(crate) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4], title: &str) {
        self.reach(y + height);
        let (x, y, width, height) = (short(x), short(y), short(width.max(0.0)), short(height));
        self.add(format_args!(
            r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}">"#
        ));
        if !title.is_empty() {
            self.add(format_args!("<title>{}</title>", escaped(title)));
        }
        self.body.push_str("</rect>");
    }

    /// A line between two points.
    pub(crate) fn line(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
        self.reach(y1.max(y2));
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(short);
        self.add(format_args!(
            r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#
        ));
    }

    /// A path, in SVG's words.
    pub(crate) fn path(&mut self, class: &str, path: &str) {
        self.add(format_args!(r#"<path class="{class}" d="{path}"/>"#));
    }

    /// A disc.
    pub(crate) fn disc(&mut self, class: &str, [x, y, radius]: [f64; 3], title: &str) {
        self.reach(y + radius);
        let [x, y, radius] = [x, y, radius].map(short);
        self.add(format_args!(
            r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}">"#
        ));
        if !title.is_empty() {
            self.add(format_args!("<title>{}</title>", escaped(title)));
        }
        self.body.push_str("</circle>");
    }

    /// A text on a base line.
    pub(crate) fn text(&mut self, class: &str, anchor: Anchor, [x, y]: [f64; 2], text: &str) {
        self.reach(y + 4.0);
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let (x, y, text) = (short(x), short(y), escaped(text));
        self.add(format_args!(
            r#"<text class="{class}" text-anchor="{anchor}" x="{x}" y="{y}">{text}</text>"#
        ));
    }

    /// The drawing, with a name for those who do not see it.
    pub(crate) fn finish(self, label: &str) -> String {
        let (width, height, label) = (short(self.width), short(self.height), escaped(label));
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{}</svg>"#,
            self.body
        )
    }

    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(text);
    }

    fn reach(&mut self, y: f64) {
        self.height = self.height.max(y);
    }
}

/// A number of pixels with a place behind the point where it needs one.
pub(crate) fn short(value: f64) -> impl Display {
    (value * 10.0).round() / 10.0
}

/// A text in SVG.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_break_out() {
        let mut svg = Svg::new(100.0);
        svg.text("label", Anchor::Start, [0.25, 10.0], "<script>&");
        svg.rect("bar", [0.0, 20.04, -5.0, 6.0], "\"quoted\"");
        let text = svg.finish("a > b");
        assert!(text.contains("&lt;script&gt;&amp;"), "{text}");
        assert!(text.contains("<title>&quot;quoted&quot;</title>"), "{text}");
        assert!(
            text.contains(r#"x="0.3""#) && text.contains(r#"width="0""#),
            "{text}"
        );
        assert!(text.contains(r#"viewBox="0 0 100 26""#), "{text}");
    }
}
