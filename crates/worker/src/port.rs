//! Messages to and from the page, as bytes.

use js_sys::{Array, Uint8Array};
use protocol::{Envelope, Event, Request, RequestId, WireError};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, File};

/// The worker itself.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Tells the page what follows from a request.
pub(crate) fn post(id: RequestId, body: Event) {
    let bytes = match (Envelope { id, body }).to_bytes() {
        Ok(bytes) => bytes,
        Err(error) => wasm_bindgen::throw_str(&error.to_string()),
    };
    // A copy outside shared memory, which is handed over and not copied again.
    let message = Uint8Array::from(bytes.as_slice());
    let transfer = Array::of1(&message.buffer());
    if let Err(error) = scope().post_message_with_transfer(&message, &transfer) {
        wasm_bindgen::throw_val(error);
    }
}

/// Reads a message of the page: a request, and the files that go with it.
pub(crate) fn read(data: &JsValue) -> Result<(Envelope<Request>, Vec<File>), WireError> {
    let parts = data.dyn_ref::<Array>().ok_or(WireError)?;
    let bytes = parts
        .get(0)
        .dyn_into::<Uint8Array>()
        .map_err(|_| WireError)?;
    let envelope = Envelope::from_bytes(&bytes.to_vec())?;
    let files = parts.iter().skip(1).filter_map(|part| part.dyn_into().ok());
    Ok((envelope, files.collect()))
}
