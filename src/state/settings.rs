//! The settings that a link carries and a reload keeps.
//!
//! A tab remembers its settings as long as it is there (`sessionStorage`): a reload, a crash and a tab that is opened again
//! keep them, two tabs never overwrite each other's, and nothing that was typed is left behind. A link wins over that.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::{AppState, Form};
use crate::model::link::{self, Written};
use crate::model::views::View;

/// Where a tab remembers its settings.
const KEPT: &str = "motif-matcher-settings";

/// A setting, as a link knows it.
struct Setting {
    key: &'static str,
    text: Box<dyn Fn() -> String>,
    /// Sets it to what a text says, if that is a value of it.
    set: Box<dyn Fn(&str) -> bool>,
    /// Whether it is what it is on a fresh page.
    is_fresh: Box<dyn Fn() -> bool>,
    refresh: Box<dyn Fn()>,
    /// Whether it is written out even so.
    is_always_told: bool,
}

/// All settings that a link carries, in its order: a further one is a line here.
fn settings(form: Form, available_threads: RwSignal<u32>) -> Vec<Setting> {
    let all_threads = move || available_threads.get();
    let threads = move |text: &str| Some(link::threads(text)?.min(untrack(all_threads)));
    let number = u32::to_string;
    vec![
        Setting::of("motif", form.motifs).always_told(),
        Setting::new(
            "mismatches",
            form.mismatches,
            || 0,
            number,
            link::mismatches,
        )
        .always_told(),
        Setting::of("strands", form.strands).always_told(),
        // A file of regions cannot be told.
        Setting::of("regions", form.scope.text),
        Setting::new(
            "soft-masked",
            form.scope.skips_soft_masked,
            || false,
            |skips| link::soft_masked(*skips),
            link::skips_soft_masked,
        ),
        Setting::of("version", form.version),
        Setting::of("sharing", form.sharing),
        Setting::new("threads", form.threads, all_threads, number, threads),
        Setting::of("typing", form.live_choice),
    ]
}

impl Setting {
    /// A setting that is its type's default on a fresh page.
    fn of<T>(key: &'static str, signal: RwSignal<T>) -> Self
    where
        T: Written + Default + Clone + PartialEq + Send + Sync + 'static,
    {
        Self::new(key, signal, T::default, T::written, T::from_written)
    }

    /// A setting that is `fresh` on a fresh page.
    fn new<T>(
        key: &'static str,
        signal: RwSignal<T>,
        fresh: impl Fn() -> T + Copy + 'static,
        write: impl Fn(&T) -> String + 'static,
        read: impl Fn(&str) -> Option<T> + 'static,
    ) -> Self
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        Self {
            key,
            text: Box::new(move || signal.with(&write)),
            set: Box::new(move |text| read(text).map(|value| signal.set(value)).is_some()),
            is_fresh: Box::new(move || signal.with(|value| *value == fresh())),
            refresh: Box::new(move || signal.set(untrack(fresh))),
            is_always_told: false,
        }
    }

    fn always_told(self) -> Self {
        Self {
            is_always_told: true,
            ..self
        }
    }
}

/// The settings as a text; what goes without saying is left out.
fn text(settings: &[Setting]) -> String {
    let told = settings
        .iter()
        .filter(|setting| setting.is_always_told || !(setting.is_fresh)());
    link::joined(told.map(|setting| (setting.key, (setting.text)())))
}

/// Sets what a text says, and all else as on a fresh page. Gives what could not be read.
fn take(settings: &[Setting], text: &str) -> Vec<String> {
    for setting in settings {
        (setting.refresh)();
    }
    link::take(text, |key, value| {
        let known = settings.iter().find(|setting| setting.key == key);
        known.is_some_and(|setting| (setting.set)(value))
    })
}

impl AppState {
    /// Takes the settings of the link that the page was opened by, or else those of this tab before it was loaded again; keeps
    /// them from then on.
    pub(super) fn keep_settings(self) {
        if !self.take_link()
            && let Some(kept) = storage().and_then(|storage| storage.get_item(KEPT).ok()?)
        {
            // What an older page wrote, and this one does not know, is left out.
            take(&self.settings(), &kept);
        }
        let changed = window_event_listener(ev::hashchange, move |_| {
            self.take_link();
        });
        // While a page is left its engine ends, which is no wish of the person.
        let is_left = RwSignal::new(false);
        let left = window_event_listener(ev::pagehide, move |_| is_left.set(true));
        let shown = window_event_listener(ev::pageshow, move |_| is_left.set(false));
        on_cleanup(move || {
            changed.remove();
            left.remove();
            shown.remove();
        });
        Effect::new(move |_| {
            if is_left.get() {
                return;
            }
            let text = text(&self.settings());
            if let Some(storage) = storage()
                && storage.set_item(KEPT, &text).is_err()
            {
                // Better none than older ones.
                let _ = storage.remove_item(KEPT);
            }
        });
    }

    /// A link that opens the page with these settings.
    pub(crate) fn link(self) -> String {
        let text = untrack(|| text(&self.settings()));
        format!("{}#{text}", address().unwrap_or_default())
    }

    /// Sets all but the motif as on a fresh page.
    pub(crate) fn reset_settings(self) {
        for setting in self.settings() {
            if setting.key != "motif" {
                (setting.refresh)();
            }
        }
    }

    /// Whether there is something to be reset.
    pub(crate) fn has_settings(self) -> bool {
        self.settings()
            .iter()
            .any(|setting| setting.key != "motif" && !(setting.is_fresh)())
    }

    fn settings(self) -> Vec<Setting> {
        settings(self.form, self.available_threads)
    }

    /// Takes what stands behind the address, and takes it away there: what is changed from now on is not undone by a reload.
    /// Gives whether there was something.
    fn take_link(self) -> bool {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        let hash = hash.unwrap_or_default();
        // Which view is shown is said there as well, and stays.
        let view = View::of_fragment(&hash).in_fragment("");
        let hash = View::Search.in_fragment(&hash);
        let text = hash.trim_start_matches('#');
        if text.is_empty() {
            return false;
        }
        let refused = take(&self.settings(), text);
        if let Some(remark) = link::remark(&refused) {
            self.notice.set(Some(remark));
        }
        if let Some((window, address)) = web_sys::window().zip(address())
            && let Ok(history) = window.history()
        {
            // Where it stays, a reload takes it again.
            let address = format!("{address}{view}");
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
        true
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// The address of the page, without what stands behind its `#`.
fn address() -> Option<String> {
    let address = web_sys::window()?.location().href().ok()?;
    let (page, _) = address.split_once('#').unwrap_or((&address, ""));
    Some(page.to_owned())
}

#[cfg(test)]
mod tests {
    use protocol::{Sharing, StrandChoice, Version};

    use super::*;

    /// What remains of a text that is taken, and what of it was refused.
    fn check(given: &str, expected: &str, refused: &[&str]) {
        let owner = Owner::new();
        owner.with(|| {
            let settings = settings(Form::new(4), RwSignal::new(4));
            assert_eq!(take(&settings, given), refused, "{given}");
            assert_eq!(text(&settings), expected, "{given}");
        });
    }

    #[test]
    fn settings_come_back() {
        const FRESH: &str = "motif=&mismatches=0&strands=both";
        check("", FRESH, &[]);
        let all = "motif=GAATTC&mismatches=8&strands=reverse&version=naive&sharing=one-thread&threads=3&typing=off";
        check(all, all, &[]);
        check("strands=both&threads=4&version=bit-planes", FRESH, &[]);
        check(
            "threads=64&mismatches=2",
            "motif=&mismatches=2&strands=both",
            &[],
        );
        check(
            "mismatches=9&motif=GA&colour=red&strands=",
            "motif=GA&mismatches=0&strands=both",
            &["mismatches=9", "colour=red", "strands="],
        );
    }

    #[test]
    fn a_link_is_the_whole() {
        Owner::new().with(|| {
            let form = Form::new(4);
            let settings = settings(form, RwSignal::new(4));
            let motifs = "E&1\tGAATTC\n\n>x %41\n[AC]+";
            form.motifs.set(motifs.to_owned());
            form.strands.set(StrandChoice::Forward);
            form.version.set(Version::ShiftAnd);
            form.sharing.set(Sharing::PerRecord);
            let link = text(&settings);
            assert_eq!(take(&settings, "motif=GG"), [""; 0]);
            assert_eq!(text(&settings), "motif=GG&mismatches=0&strands=both");
            assert_eq!(take(&settings, &link), [""; 0]);
            assert_eq!(form.motifs.get_untracked(), motifs);
            assert_eq!(text(&settings), link);
        });
    }
}
