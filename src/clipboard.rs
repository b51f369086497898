//! Copying text.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = document, js_name = execCommand)]
    fn execute(command: &str) -> Result<bool, JsValue>;
}

/// Copies a text, by the older way if the browser refuses the newer one; whether that was done.
pub(crate) async fn copy(text: &str) -> bool {
    if let Ok(promise) = write_text(text)
        && JsFuture::from(promise).await.is_ok()
    {
        return true;
    }
    copy_from_field(text).unwrap_or(false)
}

/// Copies out of a field that is there for a moment.
fn copy_from_field(text: &str) -> Result<bool, JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::NULL)?;
    let body = document.body().ok_or(JsValue::NULL)?;
    let focused = document.active_element();
    let field: HtmlTextAreaElement = document.create_element("textarea")?.unchecked_into();
    field.set_value(text);
    field.set_class_name("out-of-sight");
    body.append_child(&field)?;
    field.select();
    let is_copied = execute("copy");
    field.remove();
    if let Some(element) =
        focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // Where the focus cannot go back to, it stays with the page.
        let _ = element.focus();
    }
    is_copied
}
