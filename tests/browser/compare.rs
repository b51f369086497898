//! The view `Compare`, as a person uses it.

use std::path::PathBuf;

use serde_json::json;

use crate::page::{Page, field, strings};

impl Page {
    /// Goes to one of the page's views.
    #[track_caller]
    pub(crate) fn go_to_view(&self, name: &str) {
        let link = format!("//nav//a[normalize-space()='{name}']");
        self.session.click(&link);
        self.session.find(&format!("{link}[@aria-current='page']"));
        if name != "Search" {
            // It is loaded when it is first seen.
            self.session
                .find(&format!("//main//h2[normalize-space()='{name}']"));
        }
    }

    /// Ticks these boxes under a heading, and no others.
    #[track_caller]
    pub(crate) fn tick_only(&self, legend: &str, names: &[&str]) {
        let script = r"
            const group = [...document.querySelectorAll('fieldset')].find((f) => f.querySelector('legend').textContent === arguments[0]);
            for (const label of group.querySelectorAll('label')) {
              const box = label.querySelector('input');
              if (box.checked !== arguments[1].includes(label.textContent.trim())) box.click();
            }
            return [...group.querySelectorAll('label')].filter((l) => l.querySelector('input').checked).map((l) => l.textContent.trim());
        ";
        let ticked = self.session.script(script, &[json!(legend), json!(names)]);
        assert_eq!(strings(&ticked), names, "{legend}");
    }

    /// Chooses what the moving mean is of.
    #[track_caller]
    pub(crate) fn choose_mean_of(&self, name: &str) {
        let radio =
            format!("//fieldset[legend='Moving mean of']//label[normalize-space()='{name}']/input");
        self.session.click(&radio);
    }

    /// As few rounds and as short runs as can be chosen.
    #[track_caller]
    pub(crate) fn compare_briefly(&self) {
        self.select("Rounds", "3");
        self.select("A run at most", "200 ms");
    }

    /// Runs the comparison to its end, and gives what it says about the matches.
    #[track_caller]
    pub(crate) fn run_comparison(&self) -> String {
        self.press("Run comparison");
        self.session.find("//*[@id='compare-progress']");
        self.wait_for_comparison()
    }

    /// Waits until no comparison runs, and gives what the last one says about the matches.
    #[track_caller]
    pub(crate) fn wait_for_comparison(&self) -> String {
        self.session.wait("the end of the comparison", || {
            assert_eq!(self.compare_problem(), None);
            let script = r"
                if (document.getElementById('compare-progress')) return null;
                return document.querySelector('.compare .verdict')?.textContent ?? null;
            ";
            let verdict = self.session.script(script, &[]);
            verdict.as_str().map(str::to_owned)
        })
    }

    /// The sentence of what is wrong, on this view.
    pub(crate) fn compare_problem(&self) -> Option<String> {
        let script =
            "return document.querySelector('.compare [role=alert] span')?.textContent ?? null";
        let problem = self.session.script(script, &[]);
        problem.as_str().map(str::to_owned)
    }

    /// The rows of a table behind a chart, the first cell of each included.
    pub(crate) fn numbers(&self, caption: &str) -> Vec<Vec<String>> {
        let script = r"
            const table = [...document.querySelectorAll('.compare table')].find((t) => t.caption.textContent === arguments[0]);
            const cells = (row) => [...row.cells].map((cell) => cell.textContent);
            return [...(table?.tBodies[0].rows ?? [])].map(cells);
        ";
        let rows = self.session.script(script, &[json!(caption)]);
        rows.as_array().into_iter().flatten().map(strings).collect()
    }

    /// Presses a button that hands over a file with this ending; gives where it lies.
    #[track_caller]
    pub(crate) fn download_comparison(&self, button: &str, ending: &str) -> PathBuf {
        self.press(button);
        let mut former_size = None;
        self.session.wait(&format!("a download .{ending}"), || {
            let files = std::fs::read_dir(self.session.downloads()).ok()?;
            let paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
            let is_it = |path: &&PathBuf| path.extension().is_some_and(|own| own == ending);
            let path = paths.iter().find(is_it)?;
            let size = path.metadata().ok()?.len();
            // A browser may lay an empty file first.
            let is_complete = size > 0 && former_size.replace(size) == Some(size);
            is_complete.then(|| path.clone())
        })
    }

    /// Opens a comparison from a file.
    pub(crate) fn open_comparison(&self, path: &std::path::Path) {
        let path = path.to_str().expect("a path in UTF-8");
        self.session.send_keys(&field("Open a comparison"), path);
    }

    /// Has the page believe that it is hidden, or seen again.
    pub(crate) fn set_hidden(&self, is_hidden: bool) {
        let script = r"
            Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
        ";
        self.session.script(script, &[json!(is_hidden)]);
    }
}
