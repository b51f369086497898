//! A drawing of the page as a file: SVG as it is, or PNG by way of a canvas.
//!
//! Every chart of the page is an `svg` element, those of ECharts too. What the style sheets say of its parts is written
//! into the copy, so that the file looks the same without the page.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Document, DomRect, Element, HtmlCanvasElement,
    HtmlImageElement, Url, Window, XmlSerializer,
};

/// Pixels of a PNG for each pixel of the page.
const PNG_SCALE: f64 = 2.0;
/// Room around the drawing, in pixels.
const MARGIN_PX: f64 = 8.0;
const SVG: &str = "http://www.w3.org/2000/svg";
/// What style sheets may say of parts of a drawing.
const PROPERTIES: [&str; 14] = [
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "font-family",
    "font-size",
    "font-weight",
    "opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "visibility",
];

/// A drawing that stands for itself.
pub(crate) struct Picture {
    markup: String,
    width_px: f64,
    height_px: f64,
}

impl Picture {
    /// The drawings in `holder` as they are now, where they stand, with the texts beside them that have the attribute
    /// `data-caption`, in the light colours on white, also while the page is dark; `title` says what they are.
    ///
    /// # Errors
    /// If there are none, or the browser fails.
    pub(crate) fn of(holder: &Element, title: &str) -> Result<Self, JsValue> {
        // It is light just while the styles are read: the screen shows nothing of it.
        holder.set_attribute("data-scheme", "light")?;
        let picture = Self::of_light(holder, title);
        holder.remove_attribute("data-scheme")?;
        picture
    }

    fn of_light(holder: &Element, title: &str) -> Result<Self, JsValue> {
        let window = window()?;
        let document = window.document().ok_or(JsValue::NULL)?;
        let found = holder.query_selector_all("svg, [data-caption]")?;
        let parts = (0..found.length()).filter_map(|index| found.item(index));
        let parts: Vec<Element> = parts.map(|part| part.unchecked_into()).collect();
        let boxes = parts.iter().map(Element::get_bounding_client_rect);
        let boxes: Vec<DomRect> = boxes.collect();
        let edge = |of: fn(&DomRect) -> f64, farther: fn(f64, f64) -> f64| {
            boxes.iter().map(of).reduce(farther).ok_or(JsValue::NULL)
        };
        let left = edge(|place| place.x(), f64::min)? - MARGIN_PX;
        let top = edge(|place| place.y(), f64::min)? - MARGIN_PX;
        let width_px = edge(|place| place.x() + place.width(), f64::max)? + MARGIN_PX - left;
        let height_px = edge(|place| place.y() + place.height(), f64::max)? + MARGIN_PX - top;

        let picture = document.create_element_ns(Some(SVG), "svg")?;
        let name = document.create_element_ns(Some(SVG), "title")?;
        name.set_text_content(Some(title));
        picture.append_child(&name)?;
        let ground = document.create_element_ns(Some(SVG), "rect")?;
        ground.set_attribute("fill", &background(&window, holder)?)?;
        picture.append_child(&ground)?;
        for element in [&picture, &ground] {
            element.set_attribute("width", &width_px.to_string())?;
            element.set_attribute("height", &height_px.to_string())?;
        }
        picture.set_attribute("viewBox", &format!("0 0 {width_px} {height_px}"))?;
        for (part, place) in parts.iter().zip(&boxes) {
            let (x, y) = (place.x() - left, place.y() - top);
            let copy = if part.tag_name().eq_ignore_ascii_case("svg") {
                drawing(&window, part, place)?
            } else {
                caption(&window, &document, part, place)?
            };
            copy.set_attribute("x", &x.to_string())?;
            copy.set_attribute("y", &y.to_string())?;
            picture.append_child(&copy)?;
        }
        Ok(Self {
            markup: XmlSerializer::new()?.serialize_to_string(&picture)?,
            width_px,
            height_px,
        })
    }

    /// The file as SVG.
    ///
    /// # Errors
    /// If the browser fails.
    pub(crate) fn svg(&self) -> Result<Blob, JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type("image/svg+xml");
        Blob::new_with_str_sequence_and_options(&Array::of1(&self.markup.as_str().into()), &options)
    }

    /// The file as PNG, at twice the size.
    ///
    /// # Errors
    /// If the browser fails.
    pub(crate) async fn png(&self) -> Result<Blob, JsValue> {
        let address = Url::create_object_url_with_blob(&self.svg()?)?;
        let painted = self.painted(&address).await;
        Url::revoke_object_url(&address)?;
        let canvas = painted?;
        let made = Promise::new(&mut |resolve, reject| {
            if let Err(error) = canvas.to_blob(&resolve) {
                // A promise ignores what its rejection returns.
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        JsFuture::from(made).await?.dyn_into()
    }

    async fn painted(&self, address: &str) -> Result<HtmlCanvasElement, JsValue> {
        let image = HtmlImageElement::new()?;
        let loaded = Promise::new(&mut |resolve, reject| {
            image.set_onload(Some(&resolve));
            image.set_onerror(Some(&reject));
        });
        image.set_src(address);
        JsFuture::from(loaded).await?;
        let document = window()?.document().ok_or(JsValue::NULL)?;
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        canvas.set_width((self.width_px * PNG_SCALE).ceil() as u32);
        canvas.set_height((self.height_px * PNG_SCALE).ceil() as u32);
        let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        context.draw_image_with_html_image_element_and_dw_and_dh(
            &image,
            0.0,
            0.0,
            self.width_px * PNG_SCALE,
            self.height_px * PNG_SCALE,
        )?;
        Ok(canvas)
    }
}

/// A copy of a drawing, of the same size.
fn drawing(window: &Window, original: &Element, place: &DomRect) -> Result<Element, JsValue> {
    let copy: Element = original.clone_node_with_deep(true)?.unchecked_into();
    write_styles(window, original, &copy)?;
    let (width, height) = (place.width(), place.height());
    if copy.get_attribute("viewBox").is_none() {
        copy.set_attribute("viewBox", &format!("0 0 {width} {height}"))?;
    }
    copy.set_attribute("width", &width.to_string())?;
    copy.set_attribute("height", &height.to_string())?;
    Ok(copy)
}

/// A text of the page as a drawing of the same size, which cuts it off where the page does; in the middle of its line.
fn caption(
    window: &Window,
    document: &Document,
    original: &Element,
    place: &DomRect,
) -> Result<Element, JsValue> {
    let copy = document.create_element_ns(Some(SVG), "svg")?;
    copy.set_attribute("width", &place.width().to_string())?;
    copy.set_attribute("height", &place.height().to_string())?;
    let text = document.create_element_ns(Some(SVG), "text")?;
    text.set_text_content(original.text_content().as_deref());
    let style = window.get_computed_style(original)?.ok_or(JsValue::NULL)?;
    for (name, property) in [
        ("fill", "color"),
        ("font-family", "font-family"),
        ("font-size", "font-size"),
        ("font-weight", "font-weight"),
    ] {
        text.set_attribute(name, &style.get_property_value(property)?)?;
    }
    text.set_attribute("dominant-baseline", "central")?;
    text.set_attribute("y", &(place.height() / 2.0).to_string())?;
    copy.append_child(&text)?;
    Ok(copy)
}

/// Writes into a copy what the style sheets say of the original, part by part.
fn write_styles(window: &Window, original: &Element, copy: &Element) -> Result<(), JsValue> {
    if let Some(style) = window.get_computed_style(original)? {
        for name in PROPERTIES {
            let value = style.get_property_value(name)?;
            if !value.is_empty() {
                copy.set_attribute(name, &value)?;
            }
        }
    }
    copy.remove_attribute("class")?;
    copy.remove_attribute("style")?;
    let (originals, copies) = (original.children(), copy.children());
    for index in 0..originals.length() {
        if let (Some(original), Some(copy)) = (originals.item(index), copies.item(index)) {
            write_styles(window, &original, &copy)?;
        }
    }
    Ok(())
}

fn background(window: &Window, holder: &Element) -> Result<String, JsValue> {
    let style = window.get_computed_style(holder)?.ok_or(JsValue::NULL)?;
    style.get_property_value("background-color")
}

fn window() -> Result<Window, JsValue> {
    web_sys::window().ok_or(JsValue::NULL)
}
