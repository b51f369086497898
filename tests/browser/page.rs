//! The page as a person knows it: everything is found by its accessible name.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::{Browser, Build, Program};
use crate::needs;
use crate::session::{Session, Tab};
use crate::table::Table;

/// How long Chromium may take to know what is in the fields of a page.
const FORGETTING: Duration = Duration::from_secs(2);
const ENTER: &str = "\u{e007}";

/// Keeps what goes wrong from now on, and is gone if the page is loaded again.
const WATCH: &str = r"
    window.wrongs = [];
    const add = (what) => window.wrongs.push(String(what));
    addEventListener('error', (event) => add(`error: ${event.message}`), true);
    addEventListener('unhandledrejection', (event) => add(`rejected: ${event.reason}`));
    document.addEventListener('securitypolicyviolation', (event) =>
      add(`policy: ${event.violatedDirective} ${event.blockedURI}`));
    const error = console.error;
    console.error = (...values) => { add(values.join(' ')); error.apply(console, values); };
";

const COUNT_LOADS: &str = "sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1";
const NO_SERVICE_WORKERS: &str =
    "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })";

/// The page of Motif Matcher in a browser.
pub(crate) struct Page {
    pub(crate) session: Session,
    site: String,
}

impl Page {
    /// Starts a fresh browser.
    ///
    /// # Errors
    /// Says what is missing on this system.
    pub(crate) fn start(browser: Browser) -> Result<Self, String> {
        Ok(Self {
            site: needs::site()?,
            session: Session::start(browser)?,
        })
    }

    /// Opens the page for the first time, and waits until it is settled.
    pub(crate) fn load(&self) {
        let browser = self.session.browser();
        if browser.program == Program::Chromium {
            self.before_each_load(COUNT_LOADS);
            if browser.build == Build::Single {
                self.before_each_load(NO_SERVICE_WORKERS);
            }
        }
        self.session.go_to(&self.site);
        self.settle();
    }

    /// Opens the page of another site, and waits until it is settled.
    pub(crate) fn load_at(&self, url: &str) {
        self.session.go_to(url);
        self.session.wait("the other site", || {
            let is_there = "return location.href === arguments[0] && window.wrongs === undefined";
            let is_there = self.session.try_script(is_there, &[url.into()]);
            is_there
                .is_ok_and(|is_there| is_there == true)
                .then_some(())
        });
        self.settle();
    }

    /// Opens the page with this behind its address, and waits until it is settled.
    pub(crate) fn load_with(&self, query: &str) {
        self.load_at(&format!("{}{query}", self.site));
    }

    /// Has Chromium run a script whenever it loads the page, before the page's own.
    pub(crate) fn before_each_load(&self, script: &str) {
        let source = json!({ "source": script });
        self.session
            .developer_tools("Page.addScriptToEvaluateOnNewDocument", source);
    }

    /// How often Chromium has loaded the page.
    pub(crate) fn loads(&self) -> u64 {
        let loads = self
            .session
            .script("return Number(sessionStorage.loads)", &[]);
        loads.as_u64().expect("a number of loads")
    }

    /// Loads the page again and waits until it is settled.
    #[track_caller]
    pub(crate) fn reload(&self) {
        if self.session.browser().program == Program::Chromium {
            // It never loads a page again in which its driver has chosen files, until it knows that none are.
            let forget = "document.querySelectorAll('input[type=file]').forEach((input) => input.value = '')";
            self.session.script(forget, &[]);
            std::thread::sleep(FORGETTING);
        }
        self.session.reload();
        self.wait_until_loaded_again();
    }

    /// Waits until the page is there that a script has loaded again.
    #[track_caller]
    pub(crate) fn wait_until_loaded_again(&self) {
        self.session.wait("the page to be loaded again", || {
            self.is_new().then_some(())
        });
        self.settle();
    }

    /// Whether the page was loaded since it was watched.
    fn is_new(&self) -> bool {
        let is_new = self
            .session
            .try_script("return window.wrongs === undefined", &[]);
        is_new.is_ok_and(|is_new| is_new == true)
    }

    /// Opens the page in another tab, which is the one that is looked at from then on.
    #[track_caller]
    pub(crate) fn load_in_new_tab(&self) -> Tab {
        let tab = self.session.new_tab();
        self.load();
        tab
    }

    /// Waits until the page is shown, which it is once it will not be loaded again by itself; then watches it.
    #[track_caller]
    pub(crate) fn settle(&self) {
        self.session.find(&field("Genome file"));
        self.session.script(WATCH, &[]);
    }

    /// Checks that nothing went wrong that a person does not see.
    pub(crate) fn check_that_all_went_well(&self) {
        let wrongs = self
            .session
            .script("return window.wrongs ?? 'the page was loaded again'", &[]);
        assert_eq!(wrongs, json!([]), "the page's errors");
    }

    /// Opens the example and waits until it is there.
    #[track_caller]
    pub(crate) fn open_example(&self) {
        self.press("Open example");
        self.wait_for_genome("vibrio_cholerae_N16961.fa.gz");
    }

    /// Chooses a file and waits until it is open.
    #[track_caller]
    pub(crate) fn open_file(&self, path: &Path) {
        self.choose_file(path);
        self.wait_for_genome(&path.file_name().expect("a name").to_string_lossy());
    }

    #[track_caller]
    pub(crate) fn choose_file(&self, path: &Path) {
        self.choose_files(&[path]);
    }

    /// Chooses several files at once.
    #[track_caller]
    pub(crate) fn choose_files(&self, paths: &[&Path]) {
        let paths: Vec<&str> = paths
            .iter()
            .map(|path| path.to_str().expect("a path in UTF-8"))
            .collect();
        // A driver takes a path a line, and adds them to what was chosen before.
        let forget = r"
            const label = [...document.querySelectorAll('label')].find((label) => label.textContent === 'Genome file');
            document.getElementById(label.htmlFor).value = '';
        ";
        self.session.script(forget, &[]);
        self.session
            .send_keys(&field("Genome file"), &paths.join("\n"));
    }

    /// Waits until the genome is open that is called so.
    #[track_caller]
    pub(crate) fn wait_for_genome(&self, label: &str) {
        self.session
            .wait(&format!("{label} in the region Genome"), || {
                assert_eq!(self.problem(), None, "while {label} is opened");
                let is_there = self.genome_label().as_deref() == Some(label);
                (is_there && !self.is_busy()).then_some(())
            });
    }

    /// What the opened genome is called: the file, or the first of several.
    pub(crate) fn genome_label(&self) -> Option<String> {
        let script = r"
            const term = [...document.querySelectorAll('dt')].find((term) => /^Files?$/.test(term.textContent));
            const figure = term?.nextElementSibling;
            return (figure?.querySelector('summary') ?? figure)?.textContent ?? null;
        ";
        let label = self.session.script(script, &[]);
        label.as_str().map(str::to_owned)
    }

    /// The names of all files of the opened genome.
    pub(crate) fn genome_files(&self) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll('dd li')].map((item) => item.textContent)";
        strings(&self.session.script(script, &[]))
    }

    /// Puts a sequence into the box that takes one, in place of what was there, and opens it.
    pub(crate) fn open_pasted(&self, sequence: &str) {
        let script = r"
            const title = [...document.querySelectorAll('summary')].find((s) => s.textContent === 'Paste sequence');
            title.parentElement.open = true;
            const box = document.querySelector(`[aria-labelledby=${title.id}]`);
            box.focus();
            box.select();
            document.execCommand(arguments[0] ? 'insertText' : 'delete', false, arguments[0]);
            return box.value;
        ";
        let value = self.session.script(script, &[json!(sequence)]);
        assert_eq!(value, sequence, "what is in the box");
        self.press("Open pasted sequence");
    }

    /// Types a motif, in place of what was in the box.
    #[track_caller]
    pub(crate) fn type_motif(&self, motif: &str) {
        self.fill("Motif", motif);
    }

    /// Searches for a motif by the button, and waits for the result.
    #[track_caller]
    pub(crate) fn search(&self, motif: &str) {
        self.type_motif(motif);
        self.press("Search");
        self.wait_for_results(motif);
    }

    /// Searches for a motif by Enter, and waits for the result.
    #[track_caller]
    pub(crate) fn search_by_enter(&self, motif: &str) {
        self.type_motif(motif);
        self.session.send_keys(&field("Motif"), ENTER);
        self.wait_for_results(motif);
    }

    /// Puts a text into the box for motifs, in place of what was there, as if it came from the clipboard.
    pub(crate) fn paste_motifs(&self, motifs: &str) {
        let script = r"
            const label = [...document.querySelectorAll('label')].find((label) => label.textContent === 'Motif');
            const box = document.getElementById(label.htmlFor);
            box.focus();
            box.select();
            document.execCommand('insertText', false, arguments[0]);
            return box.value;
        ";
        let value = self.session.script(script, &[json!(motifs)]);
        assert_eq!(value, motifs, "what is in the box");
    }

    /// Waits until the results are of this motif, and will stay so.
    #[track_caller]
    pub(crate) fn wait_for_results(&self, motif: &str) {
        self.wait_for_results_of(&format!("{motif} on "));
    }

    /// Waits until the line that says what the results are of begins like this, no others are about to come, and
    /// all sections are there, of which that with the logo is the last.
    ///
    /// Waits in one script a look: searches are many, and looks are more.
    #[track_caller]
    pub(crate) fn wait_for_results_of(&self, beginning: &str) {
        let script = r"
            const problem = document.querySelector('[role=alert] span')?.textContent;
            if (problem) return problem;
            const heading = [...document.querySelectorAll('h2')].find((h) => h.textContent === 'Results');
            const region = heading.closest('section');
            const text = region.querySelector('[role=status] + p').textContent;
            const isWhole = [...region.querySelectorAll('h3')].some((h) => h.textContent.startsWith('Matched sequences'));
            return region.getAttribute('aria-busy') !== 'true' && text.startsWith(arguments[0]) && isWhole;
        ";
        self.session
            .wait(&format!("results of “{beginning}…”"), || {
                let answer = self.session.script(script, &[json!(beginning)]);
                assert!(answer.is_boolean(), "instead of “{beginning}…”: {answer}");
                (answer == true).then_some(())
            });
    }

    /// What the results are of.
    pub(crate) fn subject(&self) -> String {
        self.text_of("[role=status] + p").unwrap_or_default()
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, label: &str) -> bool {
        let script = r"
            const label = [...document.querySelectorAll('label')].find((label) => label.textContent === arguments[0]);
            return document.getElementById(label.htmlFor).checked;
        ";
        self.session.script(script, &[json!(label)]) == true
    }

    /// Whether the page searches as one types.
    pub(crate) fn is_live(&self) -> bool {
        self.is_on("Search as you type")
    }

    /// Has the page search as one types, or only on demand.
    #[track_caller]
    pub(crate) fn set_live(&self, is_live: bool) {
        if self.is_live() != is_live {
            self.session.click(&field("Search as you type"));
        }
        assert_eq!(self.is_live(), is_live);
    }

    /// Whether something runs that could be cancelled.
    pub(crate) fn is_busy(&self) -> bool {
        self.session.has(&button("Cancel"))
    }

    #[track_caller]
    pub(crate) fn press(&self, name: &str) {
        self.session.click(&button(name));
    }

    /// Fills a box.
    #[track_caller]
    pub(crate) fn fill(&self, label: &str, text: &str) {
        self.session.clear(&field(label));
        self.session.send_keys(&field(label), text);
    }

    /// Fills a box for a small number.
    #[track_caller]
    pub(crate) fn fill_number(&self, label: &str, number: &str) {
        // To empty it first would be a change to nothing, which the page takes back.
        let backspaces = "\u{e003}".repeat(3);
        self.session
            .send_keys(&field(label), &format!("{backspaces}{number}"));
    }

    /// Chooses from a drop-down list.
    #[track_caller]
    pub(crate) fn select(&self, label: &str, option: &str) {
        self.session.click(&format!(
            "{}/option[normalize-space()='{option}']",
            field(label)
        ));
    }

    /// The names of what can be chosen under this heading.
    pub(crate) fn versions(&self) -> Vec<String> {
        let script = r"
            const group = [...document.querySelectorAll('fieldset')].find((f) => f.querySelector('legend').textContent === 'Version');
            return [...group.querySelectorAll('label')].map((label) => label.textContent.trim());
        ";
        strings(&self.session.script(script, &[]))
    }

    #[track_caller]
    pub(crate) fn choose_version(&self, name: &str) {
        self.session.click(&format!(
            "//fieldset[legend='Version']//label[normalize-space()='{name}']/input"
        ));
    }

    /// The text of a region, which is found by its heading.
    pub(crate) fn region(&self, heading: &str) -> Option<String> {
        let script = r"
            const region = [...document.querySelectorAll('section')].find((s) => s.querySelector('h2')?.textContent === arguments[0]);
            return region?.textContent ?? null;
        ";
        let text = self.session.script(script, &[json!(heading)]);
        text.as_str().map(str::to_owned)
    }

    /// A figure of the genome, by its name.
    pub(crate) fn figure(&self, name: &str) -> Option<String> {
        let script = r"
            const name = [...document.querySelectorAll('dt')].find((term) => term.textContent === arguments[0]);
            return name?.nextElementSibling.textContent ?? null;
        ";
        let text = self.session.script(script, &[json!(name)]);
        text.as_str().map(str::to_owned)
    }

    /// What the line says that screen readers announce.
    pub(crate) fn status(&self) -> String {
        self.text_of("[role=status]").unwrap_or_default()
    }

    /// The status line without the time at its end, which differs from run to run.
    pub(crate) fn outcome(&self) -> String {
        let status = self.status();
        let (outcome, time) = status.rsplit_once(" · ").unwrap_or((&status, ""));
        let ms = time.split_once(" ms").and_then(|(ms, _)| number(ms));
        assert!(ms.is_some(), "a time in ms at the end of “{status}”");
        outcome.to_owned()
    }

    /// The sentence of a failure, if one is shown.
    pub(crate) fn problem(&self) -> Option<String> {
        self.text_of("[role=alert] span")
    }

    /// The sentence of a failure, once it is shown.
    #[track_caller]
    pub(crate) fn wait_for_problem(&self) -> String {
        let sentence = self
            .session
            .wait("a sentence about what is wrong", || self.problem());
        let all = self.session.script(
            "return document.querySelectorAll('[role=alert] p').length",
            &[],
        );
        assert_eq!(all, 1, "number of sentences beside “{sentence}”");
        sentence
    }

    /// All that the page says of what it does, and of what is wrong, as far as it can still be asked.
    pub(crate) fn words(&self) -> Vec<String> {
        let script = r"
            const said = document.querySelectorAll('[role=alert], [role=status], .messages, .progress');
            return [...said].map((element) => element.textContent).filter((text) => text);
        ";
        let words = self.session.try_script(script, &[]);
        strings(&words.unwrap_or_default())
    }

    /// What stands below the motif, and whether the box is marked as wrong.
    pub(crate) fn motif_note(&self) -> (String, bool) {
        let script = r"
            const label = [...document.querySelectorAll('label')].find((label) => label.textContent === 'Motif');
            const box = document.getElementById(label.htmlFor);
            const note = document.getElementById(box.getAttribute('aria-describedby').split(' ')[0]);
            return [note.textContent, box.getAttribute('aria-invalid') === 'true'];
        ";
        let note = self.session.script(script, &[]);
        (
            note[0].as_str().unwrap_or_default().to_owned(),
            note[1] == true,
        )
    }

    /// How many threads the page says that it has.
    pub(crate) fn engine_note(&self) -> String {
        self.text_of("header p:last-of-type").unwrap_or_default()
    }

    /// A table, by its caption.
    pub(crate) fn table(&self, caption: &'static str) -> Table<'_> {
        Table::new(&self.session, caption)
    }

    fn text_of(&self, selector: &str) -> Option<String> {
        let script = "return document.querySelector(arguments[0])?.textContent ?? null";
        let text = self.session.script(script, &[json!(selector)]);
        text.as_str().map(str::to_owned)
    }
}

/// A control by its label.
pub(crate) fn field(label: &str) -> String {
    format!("//*[@id=//label[normalize-space()='{label}']/@for]")
}

/// A button by its name.
pub(crate) fn button(name: &str) -> String {
    format!("//button[normalize-space()='{name}']")
}

/// A number as it is written for people.
pub(crate) fn number(text: &str) -> Option<f64> {
    text.replace(',', "").parse().ok()
}

/// The texts of a list that a script gave.
pub(crate) fn strings(list: &Value) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten();
    texts
        .map(|text| text.as_str().unwrap_or_default().to_owned())
        .collect()
}
