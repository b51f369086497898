//! The part of the engine that comes later (`xtask/src/engines.rs` says what is in it, `xtask/src/cut.rs` how it is cut
//! off): loaded while the first genome is being opened, and joined to the instance of each thread that comes to need it.

use std::cell::RefCell;
use std::sync::OnceLock;

use js_sys::{Error, Object, Promise, Reflect, Uint8Array, WebAssembly};
use protocol::Failure;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{Response, Url, XmlHttpRequest, XmlHttpRequestResponseType};

use crate::port;

/// As seen from `js/coordinator.js`.
const FILE: &str = if cfg!(feature = "threads") {
    "threads/later.wasm"
} else {
    "single/later.wasm"
};

/// Where it lies, as all threads can ask for it.
static ADDRESS: OnceLock<String> = OnceLock::new();
/// The part, for all threads.
static LATER: OnceLock<Vec<u8>> = OnceLock::new();

thread_local! {
    /// What loads it. Only the coordinator does.
    static LOADING: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(address: &str) -> Result<Promise, JsValue>;
}

/// Notes where it lies. To be called by the coordinator, before there are other threads.
///
/// # Errors
/// What the browser says.
pub(crate) fn prepare() -> Result<(), JsValue> {
    let here = port::scope().location().href();
    let address = Url::new_with_base(FILE, &here)?.href();
    ADDRESS.get_or_init(|| address);
    Ok(())
}

fn address() -> &'static str {
    ADDRESS.get().map_or(FILE, String::as_str)
}

/// Begins to load it. Whether it comes is seen when it is needed.
pub(crate) fn begin() {
    spawn_local(async {
        let _ = load().await;
    });
}

/// Waits until it is loaded.
///
/// # Errors
/// [`Failure::PartNotLoaded`].
pub(crate) async fn load() -> Result<(), Failure> {
    if LATER.get().is_some() {
        return Ok(());
    }
    match JsFuture::from(loading()).await {
        Ok(bytes) => {
            LATER.get_or_init(|| Uint8Array::new(&bytes).to_vec());
            Ok(())
        }
        Err(_) => {
            // It is tried anew when it is needed again.
            LOADING.take();
            Err(Failure::PartNotLoaded)
        }
    }
}

fn loading() -> Promise {
    LOADING.with_borrow_mut(|loading| {
        loading
            .get_or_insert_with(|| future_to_promise(bytes()))
            .clone()
    })
}

async fn bytes() -> Result<JsValue, JsValue> {
    let response: Response = JsFuture::from(fetch(address())?).await?.unchecked_into();
    if !response.ok() {
        return Err(response.status_text().into());
    }
    JsFuture::from(response.array_buffer()?).await
}

/// Joins it to the instance of this thread.
///
/// # Errors
/// What the browser says, or that it is not loaded.
pub(crate) fn join() -> Result<(), JsValue> {
    let bytes = match LATER.get() {
        Some(bytes) => bytes,
        None => {
            let bytes = bytes_now()?;
            LATER.get_or_init(|| bytes)
        }
    };
    let module = WebAssembly::Module::new(&Uint8Array::from(bytes.as_slice()))?;
    let imports = Object::new();
    Reflect::set(&imports, &"first".into(), &wasm_bindgen::exports())?;
    WebAssembly::Instance::new(&module, &imports).map(drop)
}

/// Loads it while this thread waits: where nobody foresaw that it would be needed.
fn bytes_now() -> Result<Vec<u8>, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open_with_async("GET", address(), false)?;
    request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    request.send()?;
    if request.status()? != 200 {
        return Err(Error::new("a part of the engine could not be loaded").into());
    }
    Ok(Uint8Array::new(&request.response()?).to_vec())
}
