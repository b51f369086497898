//! What is called of the browser and may be missing in it; the rest is there wherever this is.

use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::FileSystemFileHandle;

#[wasm_bindgen]
extern "C" {
    /// `WorkerNavigator`, as far as it matters here.
    #[derive(Clone)]
    pub(super) type Navigator;
    #[wasm_bindgen(thread_local_v2, js_name = navigator)]
    static NAVIGATOR: Navigator;
    #[wasm_bindgen(method, getter)]
    pub(super) fn storage(this: &Navigator) -> Option<Storage>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn locks(this: &Navigator) -> Option<Locks>;

    /// `StorageManager`.
    pub(super) type Storage;
    #[wasm_bindgen(method, catch, js_name = getDirectory)]
    pub(super) fn get_directory(this: &Storage) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn estimate(this: &Storage) -> Result<Promise, JsValue>;

    /// `LockManager`.
    pub(super) type Locks;
    #[wasm_bindgen(method, catch)]
    pub(super) fn request(
        this: &Locks,
        name: &str,
        options: &Object,
        callback: &Function,
    ) -> Result<Promise, JsValue>;

    /// `FileSystemFileHandle`, with the mode of access, which not every browser knows.
    #[wasm_bindgen(extends = FileSystemFileHandle)]
    pub(super) type FileHandle;
    #[wasm_bindgen(method, catch, js_name = createSyncAccessHandle)]
    pub(super) fn create_sync_access_handle(
        this: &FileHandle,
        options: &Object,
    ) -> Result<Promise, JsValue>;
}

/// The browser as the worker sees it.
pub(super) fn navigator() -> Navigator {
    NAVIGATOR.with(Clone::clone)
}
