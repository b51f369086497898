//! The files that are to be one genome, from wherever they come.

use gloo_file::FileList;
use js_sys::{Array, JsString, Promise, Uint8Array};
use protocol::Failure;
use protocol::memory::FileFacts;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, Response};

use crate::engine::error_text;
use crate::model::files::{PASTED, PASTED_RECORD, is_bed, natural_order};

/// The genome that comes with the site.
pub(super) const EXAMPLE_FILE: &str = "vibrio_cholerae_N16961.fa.gz";

/// The files of one genome, in its order.
#[derive(Debug, Clone)]
pub(crate) struct ChosenFiles {
    /// The files themselves.
    pub(super) files: Vec<File>,
    /// Their names, as they are shown.
    pub(super) names: Vec<String>,
    /// Their names for the engine, after which it names a sequence that has no header.
    pub(super) engine_names: Vec<String>,
}

impl ChosenFiles {
    /// Files that were chosen, in the natural order of their names; none if there are none.
    pub(crate) fn from_list(list: &FileList) -> Option<Self> {
        Self::of(list.iter().map(|file| File::clone(file.as_ref())).collect())
    }

    fn of(mut files: Vec<File>) -> Option<Self> {
        files.sort_by(|a, b| natural_order(&a.name(), &b.name()));
        (!files.is_empty()).then(|| Self::new(files))
    }

    /// What of the files that were dropped is a genome, and a BED file that says where to search.
    ///
    /// # Errors
    /// If there are several of the latter: their number.
    pub(super) fn dropped(list: &FileList) -> Result<(Option<Self>, Option<File>), usize> {
        let files = list.iter().map(|file| File::clone(file.as_ref()));
        let (mut regions, genome): (Vec<File>, Vec<File>) =
            files.partition(|file| is_bed(&file.name()));
        match regions.len() {
            0 | 1 => Ok((Self::of(genome), regions.pop())),
            several => Err(several),
        }
    }

    /// A text that was pasted, as a file in the browser's keeping.
    pub(crate) fn pasted(text: &JsString) -> Result<Self, Failure> {
        let file = File::new_with_str_sequence(&Array::of1(text), PASTED)
            .map_err(|error| unreadable(&error))?;
        Ok(Self {
            engine_names: vec![PASTED_RECORD.to_owned()],
            ..Self::new(vec![file])
        })
    }

    /// The example, fetched from the site.
    pub(super) async fn example() -> Result<Self, Failure> {
        let file = fetch_example().await;
        let file = file.map_err(|reason| Failure::Unreadable {
            offset_bytes: 0,
            reason,
        })?;
        Ok(Self::new(vec![file]))
    }

    fn new(files: Vec<File>) -> Self {
        let names: Vec<String> = files.iter().map(File::name).collect();
        Self {
            files,
            engine_names: names.clone(),
            names,
        }
    }

    /// What can be told of each file from its first bytes.
    pub(super) async fn facts(&self) -> Result<Vec<FileFacts>, Failure> {
        let reads: Vec<Result<Promise, JsValue>> =
            self.files.iter().map(read_first_bytes).collect();
        let mut facts = Vec::with_capacity(reads.len());
        let mut first_failure = None;
        // Each read is waited for, also after one that failed: the browser would report the others.
        for (file, read) in self.files.iter().zip(reads) {
            let buffer = match read {
                Ok(read) => JsFuture::from(read).await,
                Err(error) => Err(error),
            };
            match buffer {
                Ok(buffer) => {
                    let first_bytes = Uint8Array::new(&buffer).to_vec();
                    facts.push(FileFacts::new(file.size() as u64, &first_bytes));
                }
                Err(error) => {
                    first_failure.get_or_insert_with(|| Failure::InFile {
                        file_name: file.name(),
                        failure: Box::new(unreadable(&error)),
                    });
                }
            }
        }
        first_failure.map_or(Ok(facts), Err)
    }
}

fn read_first_bytes(file: &File) -> Result<Promise, JsValue> {
    let end = f64::from(FileFacts::FIRST_BYTES);
    Ok(file.slice_with_f64_and_f64(0.0, end)?.array_buffer())
}

fn unreadable(error: &JsValue) -> Failure {
    Failure::Unreadable {
        offset_bytes: 0,
        reason: error_text(error),
    }
}

async fn fetch_example() -> Result<File, String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let address = format!("example/{EXAMPLE_FILE}");
    let response = JsFuture::from(window.fetch_with_str(&address))
        .await
        .map_err(|error| error_text(&error))?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!("the site answered {}", response.status()));
    }
    let blob = response.blob().map_err(|error| error_text(&error))?;
    let blob = JsFuture::from(blob)
        .await
        .map_err(|error| error_text(&error))?;
    File::new_with_blob_sequence(&Array::of1(&blob), EXAMPLE_FILE)
        .map_err(|error| error_text(&error))
}
