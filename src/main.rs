//! The page of Motif Matcher: what the person sees and does.
//!
//! Plain values ([`model`]), then signals ([`state`]), then views ([`components`]). The engine is known only
//! by its messages (crate `protocol`) and by the worker that carries them ([`engine`]).

#![allow(
    unreachable_pub,
    reason = "the component macro makes its functions public"
)]

mod charts;
mod components;
mod engine;
mod isolation;
mod model;
mod pause;
mod resize;
mod state;
mod versions;

fn main() {
    console_error_panic_hook::set_once();
    wasm_bindgen_futures::spawn_local(async {
        // The page may have to be loaded once more before it is shown; never after.
        isolation::settle().await;
        leptos::mount::mount_to_body(components::App);
    });
}
