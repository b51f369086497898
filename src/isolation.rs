//! Isolation, which shared memory needs, on hosts that cannot send its headers: a service worker adds them.
//!
//! The first visit installs the service worker and loads the page once more, before it is shown. Where no
//! service worker is to be had, the page goes on without: the engine then runs on one thread.

use std::time::Duration;

use js_sys::{Date, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, Window};

use crate::pause::within;
use crate::versions;

/// Remembers when the page was last loaded again, so that it is never loaded again and again.
const RELOADED_KEY: &str = "motif-matcher-isolated-at";
/// A page that is not isolated within this time after loading again will not be: go on without.
const RELOAD_PAUSE_MS: u64 = 30_000;
/// Where pages hear that they were loaded again.
const LOADED_AGAIN: &str = "motif-matcher-loaded-again";
/// The longest wait for the service worker.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest wait for the page to be loaded, and to be loaded again.
const LOAD_PATIENCE: Duration = Duration::from_secs(30);

/// Makes the page isolated if that can be done. May end in the page being loaded again, in which case it
/// never returns.
pub(crate) async fn settle() {
    let Some(window) = web_sys::window() else {
        return;
    };
    give_up_former_page();
    let Some(registered) = register() else {
        return;
    };
    if is_isolated() {
        // A page that is loaded shows the newest version that is there: nothing is open yet that could be lost.
        if !was_just_reloaded(&window) && versions::take_waiting().await && remember_reload(&window)
        {
            load_again(&window).await;
        }
        // Isolation can be lost again, to a reload that passes the service worker by.
        forget_reload(&window);
        return;
    }
    if was_just_reloaded(&window) {
        return;
    }
    let is_active = within(PATIENCE, &registered).await.is_some();
    if is_active && remember_reload(&window) {
        load_again(&window).await;
    }
}

/// Loads the page again; comes back only if that cannot be done, or does not happen: an empty page must not stay.
async fn load_again(window: &Window) {
    // A page that is loaded again while it still loads confuses those who wait for it.
    within(LOAD_PATIENCE, &loaded(window)).await;
    listen_for_the_next();
    while window.location().reload().is_ok() {
        // Browsers keep this page, and may show it in place of the new one when that is loaded again.
        if within(LOAD_PATIENCE, &shown_again(window)).await.is_none() {
            return;
        }
    }
}

/// Has the browser give this page up as soon as the one is there that is loaded in its place. Chromium keeps pages as it
/// leaves them, but those no more that hear something meanwhile. Otherwise it would show this one, in place of the new one with
/// all that is open there, to who comes back from a later place of the history.
fn listen_for_the_next() {
    if let Ok(channel) = BroadcastChannel::new(LOADED_AGAIN) {
        let ignore = Closure::<dyn Fn()>::new(|| {}).into_js_value();
        // It listens until the page is gone.
        channel.set_onmessage(Some(ignore.unchecked_ref()));
    }
}

/// Tells a page that was loaded again that this one is there.
fn give_up_former_page() {
    if let Ok(channel) = BroadcastChannel::new(LOADED_AGAIN) {
        // Where nobody can be told, nobody listens.
        let _ = channel.post_message(&JsValue::NULL);
        channel.close();
    }
}

fn is_isolated() -> bool {
    Reflect::get(&js_sys::global(), &"crossOriginIsolated".into())
        .is_ok_and(|value| value.is_truthy())
}

/// Registers the service worker; resolves when it is active. Nothing where there are none.
fn register() -> Option<Promise> {
    let container = versions::service_workers()?;
    let registration = container.register("sw.js");
    let ready = container.ready().ok()?;
    Some(wasm_bindgen_futures::future_to_promise(async move {
        JsFuture::from(registration).await?;
        JsFuture::from(ready).await
    }))
}

/// The time of day in whole ms, which code to print and read is small for.
fn now_ms() -> u64 {
    Date::now() as u64
}

fn was_just_reloaded(window: &Window) -> bool {
    let Ok(Some(storage)) = window.session_storage() else {
        return true;
    };
    let reloaded_at = storage
        .get_item(RELOADED_KEY)
        .ok()
        .flatten()
        .and_then(|text| text.parse::<u64>().ok());
    reloaded_at.is_some_and(|at| now_ms().abs_diff(at) < RELOAD_PAUSE_MS)
}

/// Without the memory of it, the page must not be loaded again.
fn remember_reload(window: &Window) -> bool {
    let Ok(Some(storage)) = window.session_storage() else {
        return false;
    };
    storage
        .set_item(RELOADED_KEY, &now_ms().to_string())
        .is_ok()
}

fn forget_reload(window: &Window) {
    if let Ok(Some(storage)) = window.session_storage() {
        // What cannot be removed is stale in a while.
        let _ = storage.remove_item(RELOADED_KEY);
    }
}

/// Resolves when the page and all it needs is loaded.
fn loaded(window: &Window) -> Promise {
    Promise::new(&mut |resolve, _| {
        let is_loaded = window
            .document()
            .is_none_or(|document| document.ready_state() == "complete");
        if is_loaded
            || window
                .add_event_listener_with_callback("load", &resolve)
                .is_err()
        {
            // A promise ignores what its resolution returns.
            let _ = resolve.call0(&JsValue::NULL);
        }
    })
}

/// Resolves when the browser has kept the page and shows it again.
fn shown_again(window: &Window) -> Promise {
    Promise::new(&mut |resolve, _| {
        let on_show = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let was_kept =
                Reflect::get(&event, &"persisted".into()).is_ok_and(|value| value.is_truthy());
            if was_kept {
                // A promise ignores what its resolution returns.
                let _ = resolve.call0(&JsValue::NULL);
            }
        });
        let on_show = on_show.into_js_value();
        // Without a listener the page waits for good, as it would without this.
        let _ = window.add_event_listener_with_callback("pageshow", on_show.unchecked_ref());
    })
}
