//! A file that is put together from parts and then handed to the person.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::{OnOutcome, Outcome};
use crate::engine::error_text;

/// How long the browser may take to fetch the file after the click, in ms.
const KEEP_MS: i32 = 60_000;

/// Parts become blobs at once, which browsers keep outside the page's memory, on disk when they are large.
pub(crate) struct Parts {
    file_name: String,
    parts: RefCell<Vec<Blob>>,
    on_outcome: OnOutcome,
}

impl Parts {
    pub(super) fn new(file_name: String, on_outcome: OnOutcome) -> Self {
        Self {
            file_name,
            parts: RefCell::default(),
            on_outcome,
        }
    }

    pub(super) fn push(&self, bytes: &[u8]) {
        let part = Array::of1(&Uint8Array::from(bytes));
        let outcome = match Blob::new_with_u8_array_sequence(&part) {
            Ok(blob) => {
                self.parts.borrow_mut().push(blob);
                Outcome::PartTaken
            }
            Err(error) => Outcome::Failed(error_text(&error)),
        };
        (self.on_outcome)(outcome);
    }

    /// Hands the file over. What fails after that is told by the browser itself, in its
    /// list of downloads.
    pub(super) fn finish(&self) {
        let outcome = match self.save() {
            Ok(()) => Outcome::Saved,
            Err(error) => Outcome::Failed(error_text(&error)),
        };
        (self.on_outcome)(outcome);
    }

    fn save(&self) -> Result<(), JsValue> {
        let parts: Array = self.parts.take().into_iter().map(JsValue::from).collect();
        hand_over(&self.file_name, &Blob::new_with_blob_sequence(&parts)?)
    }
}

/// Hands a file over, as a click on a link to it would.
///
/// # Errors
/// What the browser says, if it cannot.
pub(crate) fn hand_over(file_name: &str, file: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(file)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(file_name);
    link.click();
    let forget = Closure::once_into_js(move || Url::revoke_object_url(&address));
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(forget.unchecked_ref(), KEEP_MS)?;
    Ok(())
}
