//! What a person does to the drawing: the wheel zooms, so do two fingers; dragging moves; so do keys.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use super::controls::{MOVE, ZOOM};
use super::state::DensityState;
use crate::charts::density::HEIGHT;
use crate::model::gesture::{Contact, Gesture};
use crate::model::view::View;
use crate::state::now_ms;

/// How much a pixel of the wheel zooms.
const WHEEL_ZOOM: f64 = 0.002;
/// A wheel that scrolls the page is not taken over by the drawing that it brings below the pointer, in ms.
const WHEEL_PAUSE_MS: f64 = 250.0;

/// Turns events of the drawing into what is in view.
#[derive(Clone, Copy)]
pub(super) struct Gestures {
    density: DensityState,
    element: NodeRef<Div>,
    gesture: StoredValue<Gesture>,
    /// Where the pointer is above the drawing, in pixels from its left end.
    pointer_x: RwSignal<Option<f64>>,
    /// When the wheel last scrolled the page.
    left_to_page_ms: StoredValue<f64>,
}

impl Gestures {
    pub(super) fn new(density: DensityState, element: NodeRef<Div>) -> Self {
        let left_to_page_ms = StoredValue::new(f64::MIN);
        let wheel = window_event_listener(leptos::ev::wheel, move |event| {
            if !event.default_prevented() {
                left_to_page_ms.try_set_value(now_ms());
            }
        });
        on_cleanup(move || wheel.remove());
        Self {
            density,
            element,
            gesture: StoredValue::new(Gesture::default()),
            pointer_x: RwSignal::new(None),
            left_to_page_ms,
        }
    }

    /// Where the pointer is, in pixels of the drawing; none if it is elsewhere.
    pub(super) fn pointer_x(self) -> Option<f64> {
        self.pointer_x.get()
    }

    pub(super) fn turn_wheel(self, event: &WheelEvent) {
        let is_left_to_page = now_ms() - self.left_to_page_ms.get_value() < WHEEL_PAUSE_MS;
        if event.delta_y() == 0.0 || is_left_to_page {
            return;
        }
        let pixels = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => event.delta_y() * 16.0,
            WheelEvent::DOM_DELTA_PAGE => event.delta_y() * HEIGHT,
            _ => event.delta_y(),
        };
        let plot = untrack(|| self.density.plot());
        let share = plot.share_at(self.x_of(event.client_x())).clamp(0.0, 1.0);
        let zoomed = plot.view.zoomed((pixels * WHEEL_ZOOM).exp(), share);
        // At either end the wheel scrolls the page again.
        if zoomed != plot.view {
            event.prevent_default();
            self.density.view.set(zoomed);
        }
    }

    pub(super) fn put_down(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        if let Some(element) = self.element.get_untracked() {
            // Without it the drag ends at the edge, which is no harm.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        let (contact, view) = (self.contact(event), self.view());
        self.gesture
            .update_value(|gesture| gesture.put_down(contact, view));
    }

    pub(super) fn follow(self, event: &PointerEvent) {
        let contact = self.contact(event);
        let moved = self
            .gesture
            .try_update_value(|gesture| gesture.moved(contact));
        if let Some(view) = moved.flatten() {
            self.density.view.set(view);
        }
        self.pointer_x.set(Some(self.x_of(event.client_x())));
    }

    pub(super) fn lift(self, event: &PointerEvent) {
        let view = self.view();
        self.gesture
            .update_value(|gesture| gesture.lift(event.pointer_id(), view));
    }

    pub(super) fn give_up(self, event: &PointerEvent) {
        let view = self.view();
        let before = self
            .gesture
            .try_update_value(|gesture| gesture.give_up(event.pointer_id(), view));
        if let Some(before) = before.flatten() {
            self.density.view.set(before);
        }
    }

    pub(super) fn leave(self) {
        self.pointer_x.set(None);
    }

    pub(super) fn press(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let view = self.view();
        let next = match event.key().as_str() {
            "ArrowLeft" => view.moved(-MOVE * view.bases()),
            "ArrowRight" => view.moved(MOVE * view.bases()),
            "+" | "=" => view.zoomed(1.0 / ZOOM, 0.5),
            "-" | "−" => view.zoomed(ZOOM, 0.5),
            "Home" => View::whole(view.length),
            _ => return,
        };
        event.prevent_default();
        self.density.view.set(next);
    }

    fn view(self) -> View {
        self.density.view.get_untracked()
    }

    fn contact(self, event: &PointerEvent) -> Contact {
        let plot = untrack(|| self.density.plot());
        Contact {
            id: event.pointer_id(),
            share: plot.share_at(self.x_of(event.client_x())),
            at_px: [event.client_x(), event.client_y()].map(f64::from),
        }
    }

    fn x_of(self, client_x: i32) -> f64 {
        let left = self
            .element
            .get_untracked()
            .map_or(0.0, |element| element.get_bounding_client_rect().left());
        f64::from(client_x) - left
    }
}
