//! A table of any length: only the rows on the screen are in the page, and only they are asked for.

mod cell;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{KeyboardEvent, WheelEvent};

pub(super) use cell::{Cell, Choosing, Column, Looking};
use cell::{Doing, Row, match_of, row_id, row_view};

use crate::model::format::integer;
use crate::model::kept_rows::{KeptRows, PAGE_ROWS};
use crate::model::viewport::Viewport;
use crate::resize::on_resize;
use crate::state::Jump;

/// Height of a row, in pixels; the style sheet has the same.
const ROW_PX: f64 = 28.0;

/// Rows that are on their way; none when they are not to be had any more.
pub(super) type Rows = Pin<Box<dyn Future<Output = Option<Vec<Row>>>>>;

#[derive(Clone, Copy)]
struct Table {
    row_count: Signal<u64>,
    generation: Signal<u32>,
    visible_rows: u32,
    element: NodeRef<Div>,
    /// What a bar at the foot takes of the height, in pixels; the box is so much higher.
    bar_px: RwSignal<i32>,
    /// The row at the top, from 0; may lie between two rows.
    position: RwSignal<f64>,
    /// Where the scroll bar was put by the page itself, in pixels; far from anywhere if it was not.
    placed_px: StoredValue<f64>,
    kept: StoredValue<KeptRows<Row>, LocalStorage>,
    /// Tells that rows have come.
    arrived: RwSignal<u32>,
    /// What its rows can do.
    doing: Doing,
}

/// A table that shows `visible_rows` of `row_count` rows.
#[component]
pub(super) fn VirtualTable<F>(
    /// The table's name.
    #[prop(into)]
    caption: Signal<String>,
    /// What should be known to read it.
    #[prop(optional, into)]
    note: Signal<String>,
    /// The columns.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// What the buttons in the rows choose.
    #[prop(optional)]
    choosing: Option<Choosing>,
    /// The matches of the rows, which can then be looked at.
    #[prop(optional)]
    looking: Option<Looking>,
    /// The row that the person was sent to last.
    #[prop(optional, into)]
    jump: Signal<Option<Jump>>,
    /// Rows on the screen.
    visible_rows: u32,
    /// Rows of the whole table.
    row_count: Signal<u64>,
    /// Changes when the rows are others than before.
    generation: Signal<u32>,
    /// Gets rows: the first one's ordinal from 0, and their number.
    fetch: F,
) -> impl IntoView
where
    F: Fn(u64, u32) -> Rows + Copy + 'static,
{
    let table = Table {
        row_count,
        generation,
        visible_rows,
        element: NodeRef::new(),
        bar_px: RwSignal::new(0),
        position: RwSignal::new(0.0),
        placed_px: StoredValue::new(f64::NEG_INFINITY),
        kept: StoredValue::new_local(KeptRows::default()),
        arrived: RwSignal::new(0),
        doing: Doing {
            choosing,
            looking,
            current: RwSignal::new(None),
        },
    };
    Effect::new(move |former_jump: Option<Option<Jump>>| {
        table.generation.track();
        table.row_count.track();
        let jump = jump.get();
        match jump {
            Some(Jump { row, .. }) if former_jump != Some(jump) => table.jump_to(row),
            _ => {
                table.doing.current.set(None);
                table.move_to(0.0);
            }
        }
        jump
    });
    Effect::new(move |_| {
        table.position.track();
        table.generation.track();
        table.row_count.track();
        table.fetch_missing(fetch);
    });

    on_resize(table.element, move |element| {
        let bar_px = element.offset_height() - element.client_height();
        // At once, the box would change its size while it is told of the change before.
        request_animation_frame(move || {
            // The page may have taken the table away.
            if table.bar_px.try_get_untracked() != Some(bar_px) {
                let _ = table.bar_px.try_set(bar_px);
            }
        });
    });

    view! {
        <div class="virtual-table">
            <div
                class="table-scroll"
                tabindex="0"
                role="group"
                aria-label=move || format!("{}, scrollable", caption.get())
                aria-busy=move || (!table.has_all()).to_string()
                aria-activedescendant=move || table.current_on_screen().map(row_id)
                node_ref=table.element
                class:whole=move || table.is_whole()
                style:--bar=move || format!("{}px", table.bar_px.get())
                style:--visible-rows=move || table.shown_rows().to_string()
                on:scroll=move |_| table.scrolled()
                on:wheel=move |event| table.wheel(&event)
                on:keydown=move |event| table.key(&event)
            >
                <div class="track" style:--track=move || format!("{}px", table.viewport().track_px())>
                    <table aria-rowcount=move || (row_count.get() + 1).to_string()>
                        <caption>{caption}</caption>
                        <thead>
                            <tr aria-rowindex="1">
                                {move || {
                                    columns
                                        .get()
                                        .into_iter()
                                        .map(|column| {
                                            view! { <th scope="col" class:number=column.is_number>{column.title}</th> }
                                        })
                                        .collect_view()
                                }}
                            </tr>
                        </thead>
                        <tbody style:transform=move || format!("translateY({:.1}px)", table.shift_px())>
                            {move || {
                                let columns = columns.get();
                                table
                                    .rows()
                                    .into_iter()
                                    .map(|(i, row)| row_view(i, row, &columns, table.doing))
                                    .collect_view()
                            }}
                        </tbody>
                    </table>
                </div>
            </div>
            <p class="note table-note">
                <span>{move || table.extent()}</span>
                <span>{note}</span>
            </p>
        </div>
    }
}

impl Table {
    fn viewport(&self) -> Viewport {
        Viewport {
            row_count: self.row_count.get(),
            row_px: ROW_PX,
            visible_px: f64::from(self.visible_rows) * ROW_PX,
        }
    }

    /// A table shorter than its box takes less room.
    fn shown_rows(&self) -> u64 {
        self.row_count.get().clamp(1, self.visible_rows.into())
    }

    /// Whether there are rows, and all are on the screen at once: then there is nothing to move up and down.
    fn is_whole(&self) -> bool {
        (1..=u64::from(self.visible_rows)).contains(&self.row_count.get())
    }

    /// The part of a row that is above the visible part, as an upward shift.
    fn shift_px(&self) -> f64 {
        -self.position.get().fract() * ROW_PX
    }

    fn rows(&self) -> Vec<(u64, Option<Row>)> {
        self.arrived.track();
        let generation = self.generation.get();
        let (first, count) = self.viewport().rows(self.position.get());
        self.kept.with_value(|kept| {
            (first..first + count as u64)
                .map(|index| (index, kept.row(generation, index)))
                .collect()
        })
    }

    /// Whether all rows on the screen are those that belong there.
    fn has_all(&self) -> bool {
        self.arrived.track();
        let generation = self.generation.get();
        let (first, count) = self.viewport().rows(self.position.get());
        self.kept
            .with_value(|kept| kept.has_all(generation, first, count))
    }

    fn extent(&self) -> String {
        let row_count = self.row_count.get();
        if row_count == 0 {
            return "No rows.".into();
        }
        let (first, count) = self.viewport().rows(self.position.get());
        let last = (first + count as u64).min(first + u64::from(self.visible_rows));
        format!(
            "Rows {} to {} of {}.",
            integer(first + 1),
            integer(last),
            integer(row_count)
        )
    }

    /// Puts a row at the top.
    fn move_to(&self, position: f64) {
        let viewport = untrack(|| self.viewport());
        let position = position.clamp(0.0, viewport.last_position());
        self.position.set(position);
        if let Some(element) = self.element.get_untracked() {
            let scroll_px = viewport.scroll_px(position).round();
            self.placed_px.set_value(scroll_px);
            element.set_scroll_top(scroll_px as i32);
        }
    }

    fn scrolled(&self) {
        let Some(element) = self.element.get_untracked() else {
            return;
        };
        let scroll_px = f64::from(element.scroll_top());
        // Where the page itself put the bar, the position is known better than the bar can say.
        if (scroll_px - self.placed_px.get_value()).abs() > 1.0 {
            self.placed_px.set_value(f64::NEG_INFINITY);
            self.position
                .set(untrack(|| self.viewport()).position(scroll_px));
        }
    }

    /// On a scaled track a pixel stands for many rows, so the wheel is translated.
    fn wheel(&self, event: &WheelEvent) {
        if event.ctrl_key() || event.delta_y() == 0.0 || !untrack(|| self.viewport()).is_scaled() {
            return;
        }
        event.prevent_default();
        let rows = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => event.delta_y(),
            WheelEvent::DOM_DELTA_PAGE => event.delta_y() * f64::from(self.visible_rows),
            _ => event.delta_y() / ROW_PX,
        };
        self.move_to(self.position.get_untracked() + rows);
    }

    fn key(&self, event: &KeyboardEvent) {
        let has_moved = match self.doing.looking {
            Some(looking) => self.row_key(&event.key(), looking),
            None => self.scroll_key(&event.key()),
        };
        if has_moved {
            event.prevent_default();
        }
    }

    /// Scrolls by a key; false if the key is for something else, or there is nothing to scroll.
    fn scroll_key(&self, key: &str) -> bool {
        if untrack(|| self.is_whole()) {
            return false;
        }
        let position = self.position.get_untracked();
        let page = f64::from(self.visible_rows);
        let target = match key {
            "ArrowDown" => position.floor() + 1.0,
            "ArrowUp" => position.ceil() - 1.0,
            "PageDown" => position + page,
            "PageUp" => position - page,
            "Home" => 0.0,
            "End" => f64::MAX,
            _ => return false,
        };
        self.move_to(target);
        true
    }

    /// Moves to another row by a key, or looks at its match; false if the key is for something else.
    fn row_key(&self, key: &str, looking: Looking) -> bool {
        let last = self.row_count.get_untracked().saturating_sub(1);
        let page = u64::from(self.visible_rows);
        let first_on_screen = self.position.get_untracked().ceil() as u64;
        let current = self.doing.current.get_untracked();
        // Whoever begins to move begins with what is on the screen.
        let from = |move_from: &dyn Fn(u64) -> u64| current.map_or(first_on_screen, move_from);
        let target = match key {
            "ArrowDown" => from(&|row| row + 1),
            "ArrowUp" => from(&|row| row.saturating_sub(1)),
            "PageDown" => from(&|row| row + page),
            "PageUp" => from(&|row| row.saturating_sub(page)),
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                let row = current.and_then(|row| self.kept_row(row));
                if let Some(found) = row.as_deref().and_then(match_of) {
                    looking.look_at.run(Arc::clone(found));
                }
                return current.is_some();
            }
            _ => return false,
        };
        let row = target.min(last);
        self.doing.current.set(Some(row));
        self.show_row(row);
        true
    }

    fn kept_row(&self, index: u64) -> Option<Row> {
        let generation = self.generation.get_untracked();
        self.kept.with_value(|kept| kept.row(generation, index))
    }

    /// Scrolls as far as it takes to see the row.
    fn show_row(&self, row: u64) {
        let position = self.position.get_untracked();
        let last = position + f64::from(self.visible_rows) - 1.0;
        let row = row as f64;
        if row < position {
            self.move_to(row);
        } else if row > last {
            self.move_to(row + 1.0 - f64::from(self.visible_rows));
        }
    }

    /// Goes to a row, with some before it in sight.
    fn jump_to(&self, row: u64) {
        self.doing.current.set(Some(row));
        self.move_to(row as f64 - f64::from(self.visible_rows / 3));
    }

    /// The row that the keys move from, if it is drawn.
    fn current_on_screen(&self) -> Option<u64> {
        let current = self.doing.current.get()?;
        let (first, count) = self.viewport().rows(self.position.get());
        (first..first + count as u64)
            .contains(&current)
            .then_some(current)
    }

    /// Asks for the first page on the screen that is not there; when it has come, looks again.
    fn fetch_missing<F>(self, fetch: F)
    where
        F: Fn(u64, u32) -> Rows + Copy + 'static,
    {
        let generation = self.generation.get_untracked();
        let (first, count) = untrack(|| self.viewport()).rows(self.position.get_untracked());
        let missing = self
            .kept
            .try_update_value(|kept| kept.take_missing(generation, first, count));
        let Some(Some(page)) = missing else { return };
        spawn_local(async move {
            let rows = fetch(page * PAGE_ROWS, PAGE_ROWS as u32).await;
            let is_of_use = self
                .kept
                .try_update_value(|kept| kept.receive(generation, page, rows));
            if is_of_use == Some(true) {
                self.arrived
                    .update(|arrived| *arrived = arrived.wrapping_add(1));
                self.fetch_missing(fetch);
            }
        });
    }
}
