//! A drawing of the page as a file: SVG as it is, or PNG by way of a canvas.
//!
//! Every chart of the page is an `svg` element, those of ECharts too. What the style sheets say of its parts is written
//! into the copy, so that the file looks the same without the page.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement,
    Url, Window, XmlSerializer,
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
    /// The first drawing in `holder` as it is now, on the page's background; `title` says what it is.
    ///
    /// # Errors
    /// If there is none, or the browser fails.
    pub(crate) fn of(holder: &Element, title: &str) -> Result<Self, JsValue> {
        let window = window()?;
        let document = window.document().ok_or(JsValue::NULL)?;
        let drawing = holder.query_selector("svg")?.ok_or(JsValue::NULL)?;
        let copy: Element = drawing.clone_node_with_deep(true)?.unchecked_into();
        write_styles(&window, &drawing, &copy)?;
        let shape = drawing.get_bounding_client_rect();
        let (width, height) = (shape.width(), shape.height());
        if copy.get_attribute("viewBox").is_none() {
            copy.set_attribute("viewBox", &format!("0 0 {width} {height}"))?;
        }
        for (name, value) in [
            ("x", MARGIN_PX),
            ("y", MARGIN_PX),
            ("width", width),
            ("height", height),
        ] {
            copy.set_attribute(name, &value.to_string())?;
        }
        let (width_px, height_px) = (width + 2.0 * MARGIN_PX, height + 2.0 * MARGIN_PX);
        let picture = document.create_element_ns(Some(SVG), "svg")?;
        picture.set_attribute("width", &width_px.to_string())?;
        picture.set_attribute("height", &height_px.to_string())?;
        picture.set_attribute("viewBox", &format!("0 0 {width_px} {height_px}"))?;
        let name = document.create_element_ns(Some(SVG), "title")?;
        name.set_text_content(Some(title));
        let ground = document.create_element_ns(Some(SVG), "rect")?;
        ground.set_attribute("width", "100%")?;
        ground.set_attribute("height", "100%")?;
        ground.set_attribute("fill", &background(&window)?)?;
        for part in [&name, &ground, &copy] {
            picture.append_child(part)?;
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

fn background(window: &Window) -> Result<String, JsValue> {
    let body = window.document().and_then(|document| document.body());
    let body = body.ok_or(JsValue::NULL)?;
    let style = window.get_computed_style(&body)?.ok_or(JsValue::NULL)?;
    style.get_property_value("background-color")
}

fn window() -> Result<Window, JsValue> {
    web_sys::window().ok_or(JsValue::NULL)
}
