//! Locks that all tabs respect.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::browser::navigator;
use crate::fault::said;

/// A lock that is held until this is dropped, or the tab closed.
pub(super) struct Lock {
    release: Function,
}

impl Lock {
    /// Takes the lock of a file; none if somebody has it.
    ///
    /// # Errors
    /// What the browser says if it gives no locks here.
    pub(super) async fn take(file_name: &str) -> Result<Option<Self>, String> {
        let locks = navigator().locks().ok_or("this browser has no locks")?;
        let name = format!("motif-matcher genomes/{file_name}");
        let options = Object::new();
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
        let mut requested = Err(JsValue::UNDEFINED);
        // Becomes the function that releases the lock, or null.
        let granted = Promise::new(&mut |resolve, _| {
            let callback = Closure::once_into_js(move |lock: JsValue| hold(&lock, &resolve));
            requested = locks.request(&name, &options, callback.unchecked_ref());
        });
        let requested = requested.map_err(|error| said(&error))?;
        // The request ends when the lock is released; here it matters only if it fails.
        let first = Promise::race(&Array::of2(&granted, &requested));
        let release = JsFuture::from(first).await.map_err(|error| said(&error))?;
        Ok(release.dyn_into().ok().map(|release| Self { release }))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The function of a promise does not throw.
        let _ = self.release.call0(&JsValue::NULL);
    }
}

/// Holds the lock as long as the promise that this gives is open.
fn hold(lock: &JsValue, granted: &Function) -> JsValue {
    if lock.is_null() {
        let _ = granted.call1(&JsValue::NULL, &JsValue::NULL);
        return JsValue::UNDEFINED;
    }
    let held = Promise::new(&mut |release, _| {
        let _ = granted.call1(&JsValue::NULL, &release);
    });
    held.into()
}
