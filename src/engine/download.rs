//! A file that is put together from parts and then handed to the person.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// How long the browser may take to fetch the file after the click, in ms.
const KEEP_MS: i32 = 60_000;

/// Parts become blobs at once, which browsers keep outside the page's memory, on disk when they are large.
pub(crate) struct Download {
    file_name: String,
    parts: RefCell<Vec<Blob>>,
}

impl Download {
    /// An empty file of this name.
    pub(crate) fn new(file_name: String) -> Self {
        Self {
            file_name,
            parts: RefCell::default(),
        }
    }

    /// A file that is there already.
    pub(crate) fn of(file_name: String, file: Blob) -> Self {
        Self {
            file_name,
            parts: RefCell::new(vec![file]),
        }
    }

    /// Appends a part.
    pub(crate) fn push(&self, bytes: &[u8]) {
        let part = Array::of1(&Uint8Array::from(bytes));
        if let Ok(blob) = Blob::new_with_u8_array_sequence(&part) {
            self.parts.borrow_mut().push(blob);
        }
    }

    /// Hands the file over, as a click on a link to it would.
    pub(crate) fn save(&self) {
        // What fails here is told by the browser itself, in its list of downloads.
        let _ = self.try_save();
    }

    fn try_save(&self) -> Result<(), JsValue> {
        let parts: Array = self.parts.take().into_iter().map(JsValue::from).collect();
        let file = Blob::new_with_blob_sequence(&parts)?;
        let address = Url::create_object_url_with_blob(&file)?;
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let document = window.document().ok_or(JsValue::NULL)?;
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&address);
        link.set_download(&self.file_name);
        link.click();
        let forget = Closure::once_into_js(move || Url::revoke_object_url(&address));
        window.set_timeout_with_callback_and_timeout_and_arguments_0(
            forget.unchecked_ref(),
            KEEP_MS,
        )?;
        Ok(())
    }
}
