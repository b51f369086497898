use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, MouseEvent};

use super::later::Later;
use super::part::{Part, Piece};
use crate::model::format::counted;
use crate::model::motif_library::{Entry, entries, is_found, line, with_line};
use crate::model::own_motifs::OwnMotif;
use crate::state::{AppState, OwnMotifs};

/// So many rows are made in a turn.
const ROWS_A_TURN: usize = 30;

/// Whether the library is open.
#[derive(Clone, Copy)]
pub(crate) struct LibraryDialog(pub(crate) RwSignal<bool>);

/// Known motifs and the person's own, to be put into the motif box. Made when it is opened.
#[component]
pub(crate) fn MotifLibrary() -> impl IntoView {
    let LibraryDialog(is_open) = expect_context();
    let element = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        if is_open.get() {
            // One that is open already stays so.
            let _ = element.show_modal();
        } else {
            element.close();
        }
    });
    let close = move || is_open.set(false);
    view! {
        <dialog
            class="motif-library"
            aria-labelledby="motif-library-heading"
            node_ref=element
            on:close=move |_| close()
        >
            <div class="title">
                <h2 id="motif-library-heading">"Motif library"</h2>
                <button type="button" class="quiet" on:click=move |_| close()>
                    "Close"
                </button>
            </div>
            <Show when=move || is_open.get()>
                <Part piece=Piece::MotifLibrary/>
            </Show>
        </dialog>
    }
}

#[component]
pub(super) fn Content() -> impl IntoView {
    let LibraryDialog(is_open) = expect_context();
    let state = expect_context::<AppState>();
    let own = expect_context::<OwnMotifs>();
    own.said.set(Vec::new());
    let typed = RwSignal::new(String::new());
    let find = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(find) = find.get() {
            // Without it the box waits for a press.
            let _ = find.focus();
        }
    });
    let known = StoredValue::new(entries());
    let choose = Choose {
        state,
        own,
        is_open,
    };
    let own_rows = move || {
        let rows = own.list.get();
        let is_empty = rows.is_empty();
        let rows = rows.into_iter().map(|motif| own_view(motif, choose, typed));
        let rows = rows.collect_view();
        let none = "None yet. What you save stays in this browser, for all tabs of this page.";
        view! {
            <ul aria-label="My motifs">{rows}</ul>
            <Show when=move || is_empty>
                <p class="note">{none}</p>
            </Show>
        }
    };
    let found = Memo::new(move |_| {
        let typed = typed.get();
        known.with_value(|known| known.iter().filter(|entry| is_known(entry, &typed)).count())
    });
    view! {
        <div class="find">
            <label for="find-motif">"Find"</label>
            <input
                type="text"
                id="find-motif"
                placeholder="name, motif or kind"
                autocomplete="off"
                spellcheck="false"
                node_ref=find
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <span class="note" aria-live="polite">
                {move || counted(found.get() as u64, "motif", "motifs")}
            </span>
        </div>
        <p class="note">
            "A press on a name puts it into the motif box in place of what is there; Add, or a press with Shift, adds a line."
        </p>
        <div class="said note" aria-live="polite">
            {move || own.said.get().into_iter().map(|said| view! { <p>{said}</p> }).collect_view()}
        </div>
        <div class="shelves">
            <h3>"My motifs"</h3>
            {own_rows}
            <OwnActions/>
            <h3>"Known motifs"</h3>
            <ul aria-label="Known motifs">
                {known.with_value(|known| {
                    let parts = known.chunks(ROWS_A_TURN).enumerate();
                    parts.map(|(turns, part)| later(turns, part.to_vec(), choose, typed)).collect_view()
                })}
            </ul>
        </div>
    }
}

/// What a press on a motif does.
#[derive(Clone, Copy)]
struct Choose {
    state: AppState,
    own: OwnMotifs,
    is_open: RwSignal<bool>,
}

impl Choose {
    /// Puts a motif into the box in place of what is there, and closes the library.
    fn put(self, name: &str, motif: &str) {
        self.state.form.motifs.set(line(name, motif));
        self.is_open.set(false);
    }

    /// Adds a line, and leaves the library open.
    fn add(self, name: &str, motif: &str) {
        let motifs = self.state.form.motifs;
        motifs.update(|text| *text = with_line(text, name, motif));
        self.own.say(&format!("{name} is added to the motif box."));
    }
}

/// A part of the rows, some turns after those before it.
fn later(turns: usize, part: Vec<Entry>, choose: Choose, typed: RwSignal<String>) -> impl IntoView {
    let rows = move || {
        let rows = part.iter().map(|entry| known_view(entry, choose, typed));
        rows.collect_view()
    };
    view! { <Later turns>{rows.clone()}</Later> }
}

fn is_known(entry: &Entry, typed: &str) -> bool {
    is_found([entry.name, entry.motif, entry.kind, &entry.note], typed)
}

fn known_view(entry: &Entry, choose: Choose, typed: RwSignal<String>) -> impl IntoView + use<> {
    let searched = entry.clone();
    let is_hidden = move || typed.with(|typed| !is_known(&searched, typed));
    let Entry {
        name,
        motif,
        kind,
        note,
        source,
    } = entry.clone();
    view! {
        <li hidden=is_hidden>
            {motif_view(name.to_owned(), motif.to_owned(), choose)}
            <span class="note">{kind} ": " {note} " · " {source}</span>
        </li>
    }
}

fn own_view(own: OwnMotif, choose: Choose, typed: RwSignal<String>) -> impl IntoView + use<> {
    let OwnMotif { name, motif } = own;
    let searched = (name.clone(), motif.clone());
    let is_hidden = move || {
        let (name, motif) = &searched;
        typed.with(|typed| !is_found([name, motif, "", ""], typed))
    };
    let removed = name.clone();
    view! {
        <li hidden=is_hidden>
            {motif_view(name.clone(), motif, choose)}
            <button
                type="button"
                class="quiet"
                aria-label=format!("Remove {name}")
                on:click=move |_| choose.own.remove(&removed)
            >
                "Remove"
            </button>
        </li>
    }
}

/// Name and motif, and the buttons that take them.
fn motif_view(name: String, motif: String, choose: Choose) -> impl IntoView + use<> {
    let label = format!("Add {name}");
    let shown = (name.clone(), motif.clone());
    let put = (name.clone(), motif.clone());
    let put = move |event: MouseEvent| {
        if event.shift_key() {
            choose.add(&put.0, &put.1);
        } else {
            choose.put(&put.0, &put.1);
        }
    };
    view! {
        <button type="button" class="quiet name" on:click=put>{shown.0}</button>
        <span class="sequence">{shown.1}</span>
        <button type="button" class="quiet" aria-label=label on:click=move |_| choose.add(&name, &motif)>
            "Add"
        </button>
    }
}

/// Saving, importing and exporting the person's own motifs.
#[component]
fn OwnActions() -> impl IntoView {
    let state = expect_context::<AppState>();
    let own = expect_context::<OwnMotifs>();
    let name = NodeRef::<Input>::new();
    let save = move || {
        if let Some(name) = name.get_untracked() {
            own.save(state, &name.value());
        }
    };
    let import = move |input: HtmlInputElement| {
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            own.import(state, file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <form
            class="own-actions"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <label for="own-name">"Name"</label>
            <input type="text" id="own-name" autocomplete="off" spellcheck="false" node_ref=name/>
            <button type="submit" class="secondary">
                "Save what is in the motif box"
            </button>
            <span class="files">
                <label for="import-motifs">"Import"</label>
                <input
                    type="file"
                    id="import-motifs"
                    accept=".txt,.tsv,.fa,.fasta,text/plain"
                    aria-describedby="import-note"
                    on:change=move |event| {
                        let input = event.target().and_then(|target| target.dyn_into().ok());
                        if let Some(input) = input {
                            import(input);
                        }
                    }
                />
                <button
                    type="button"
                    class="secondary"
                    disabled=move || own.list.with(Vec::is_empty)
                    on:click=move |_| own.export()
                >
                    "Export"
                </button>
            </span>
            <p class="note" id="import-note">
                "Files are lists as the motif box takes them: name, tab, motif; or FASTA."
            </p>
        </form>
    }
}
