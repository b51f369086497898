//! The library as a person knows it, and as the browser does.

use serde_json::json;

use crate::page::{Page, strings};

/// An entry as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: String,
    /// Bases, size and day.
    pub(crate) facts: String,
}

/// Begins each script: the folder of the library, in the origin's files.
const FOLDER: &str = r"
    const done = arguments[arguments.length - 1];
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('genomes', { create: true });
    const names = [];
    for await (const name of folder.keys()) names.push(name);
";

impl Page {
    /// The kept genomes that are shown, once the library is known.
    pub(crate) fn kept(&self) -> Vec<Entry> {
        let script = r"
            const items = [...document.querySelectorAll('section[aria-labelledby=library-heading] li')];
            return items.flatMap((item) => [...item.querySelectorAll('span')].map((span) => span.textContent));
        ";
        let texts = strings(&self.session.script(script, &[]));
        let entry = |texts: &[String]| Entry {
            name: texts[0].clone(),
            facts: texts[1].clone(),
        };
        texts.chunks(2).map(entry).collect()
    }

    /// Waits until the genomes of these names are kept, in this order, and no other.
    #[track_caller]
    pub(crate) fn wait_for_kept(&self, names: &[&str]) {
        self.session.wait(&format!("{names:?} in the library"), || {
            assert_eq!(self.problem(), None, "while {names:?} should be kept");
            let kept = self.kept();
            let is_there = kept
                .iter()
                .map(|entry| entry.name.as_str())
                .eq(names.to_vec());
            (is_there && !self.is_keeping() && !self.library_note().is_empty()).then_some(())
        });
    }

    /// Whether a genome is being written.
    pub(crate) fn is_keeping(&self) -> bool {
        self.session
            .has("//button[starts-with(@aria-label, 'Stop keeping')]")
    }

    /// What stands beside the heading of the library.
    pub(crate) fn library_note(&self) -> String {
        let script = r"
            const heading = document.getElementById('library-heading');
            return heading?.nextElementSibling?.textContent ?? '';
        ";
        let note = self.session.script(script, &[]);
        note.as_str().unwrap_or_default().to_owned()
    }

    /// A sentence about what was found without being asked for.
    pub(crate) fn notice(&self) -> Option<String> {
        let script = "return document.querySelector('.notice')?.textContent ?? null";
        let notice = self.session.script(script, &[]);
        notice.as_str().map(str::to_owned)
    }

    /// Turns the switch on or off.
    #[track_caller]
    pub(crate) fn set_keeps(&self, keeps: bool) {
        if self.is_on("Keep in this browser") != keeps {
            self.session
                .click("//*[@id=//label[normalize-space()='Keep in this browser']/@for]");
        }
        assert_eq!(self.is_on("Keep in this browser"), keeps);
    }

    /// Opens a kept genome, without waiting for it.
    #[track_caller]
    pub(crate) fn open_kept(&self, name: &str) {
        self.press_in_library(&format!("Open {name} from the library"));
    }

    #[track_caller]
    pub(crate) fn remove_kept(&self, name: &str) {
        self.press_in_library(&format!("Remove {name} from the library"));
    }

    #[track_caller]
    fn press_in_library(&self, name: &str) {
        // It folds away when a genome is open.
        let unfold = "document.querySelector('section[aria-labelledby=library-heading] details').open = true";
        self.session.script(unfold, &[]);
        self.session
            .click(&format!("//button[@aria-label='{name}']"));
    }

    /// The files that the browser holds for the library.
    pub(crate) fn kept_files(&self) -> Vec<String> {
        strings(&self.in_folder("done(names);", &[]))
    }

    /// The first bytes of the file of a genome.
    #[track_caller]
    pub(crate) fn kept_bytes(&self, genome: &str, count: usize) -> Vec<u8> {
        let script = r"
            const name = names.find((name) => name.endsWith(`-${arguments[0]}.genome`));
            const file = await (await folder.getFileHandle(name)).getFile();
            done([...new Uint8Array(await file.slice(0, arguments[1]).arrayBuffer())]);
        ";
        let bytes = self.in_folder(script, &[json!(genome), json!(count)]);
        serde_json::from_value(bytes).expect("bytes")
    }

    /// Changes the file of a genome behind the page's back: `change` has its bytes as `bytes`, and gives others.
    #[track_caller]
    pub(crate) fn change_kept_file(&self, genome: &str, change: &str) {
        let script = format!(
            r"
            const name = names.find((name) => name.endsWith(`-${{arguments[0]}}.genome`));
            const handle = await folder.getFileHandle(name);
            const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
            const changed = ((bytes) => {{ {change} }})(bytes);
            const writable = await handle.createWritable();
            await writable.write(changed);
            await writable.close();
            done(changed.length);
            "
        );
        let bytes = self.in_folder(&script, &[json!(genome)]);
        assert!(bytes.is_u64(), "{bytes}");
    }

    /// Removes the file of a genome behind the page's back.
    #[track_caller]
    pub(crate) fn remove_kept_file(&self, genome: &str) {
        let script = r"
            const name = names.find((name) => name.endsWith(`-${arguments[0]}.genome`));
            await folder.removeEntry(name);
            done(name);
        ";
        let name = self.in_folder(script, &[json!(genome)]);
        assert!(name.is_string(), "{name}");
    }

    fn in_folder(&self, script: &str, arguments: &[serde_json::Value]) -> serde_json::Value {
        let script = format!(
            "const answer = arguments[arguments.length - 1];\
             (async function () {{ {FOLDER} {script} }}).apply(null, arguments).catch((error) => answer({{ error: String(error) }}));"
        );
        self.session.script_with_answer(&script, arguments)
    }
}
