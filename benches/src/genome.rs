//! The genomes that are measured on: files given by path, and generated ones of any size.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use protocol::memory::FileFacts;

use crate::{compressed, human_like};

/// Changes whenever the generator writes something else.
const GENERATOR: &str = "v2";

/// Where a genome comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Generated, with so many letters.
    Generated(u64),
    /// A file of the person.
    File(PathBuf),
}

/// A genome's file, and what stands in tables for it.
#[derive(Debug, Clone)]
pub(crate) struct GenomeFile {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    pub(crate) is_gzip: bool,
    /// Its size, and what else the page's rule for memory goes by.
    pub(crate) facts: FileFacts,
}

impl Source {
    /// The file; a generated one is written unless it is there already.
    ///
    /// # Errors
    /// If the file cannot be read, or not be written.
    pub(crate) fn file(&self) -> Result<GenomeFile> {
        match self {
            Self::Generated(bases) => generated(*bases),
            Self::File(path) => given(path),
        }
    }

    /// The file; of a generated genome also as gzip of one member and in blocks.
    ///
    /// # Errors
    /// If a file cannot be read, or not be written.
    pub(crate) fn files_in_every_form(&self) -> Result<Vec<GenomeFile>> {
        let file = self.file()?;
        if let Self::File(_) = self {
            return Ok(vec![file]);
        }
        let gzip = made_of(&file, "fa.gz", compressed::write_gzip)?;
        let bgzf = made_of(&file, "fa.bgz", compressed::write_bgzf)?;
        Ok(vec![file, gzip, bgzf])
    }
}

impl GenomeFile {
    /// The same genome as plain text, for programs that read nothing else.
    ///
    /// # Errors
    /// If it cannot be decompressed.
    pub(crate) fn plain(self) -> Result<Self> {
        if !self.is_gzip {
            return Ok(self);
        }
        let name = self.name.trim_end_matches(".gz").to_owned();
        let path = folder()?.join(format!("plain-{name}"));
        let mut text = MultiGzDecoder::new(open(&self.path)?);
        write_whole(&path, |out| std::io::copy(&mut text, out).map(drop))?;
        Ok(Self {
            name,
            ..given(&path)?
        })
    }
}

fn generated(bases: u64) -> Result<GenomeFile> {
    let path = folder()?.join(format!("human-like-{bases}-{GENERATOR}.fa"));
    if !path.exists() {
        eprintln!("==> Generating a genome of {bases} bases");
        write_whole(&path, |out| human_like::write(out, bases))?;
    }
    given(&path)
}

/// The text of a generated genome in another form; written unless it is there already.
fn made_of(
    text: &GenomeFile,
    extension: &str,
    write: impl FnOnce(&mut File, &mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<GenomeFile> {
    let path = text.path.with_extension(extension);
    if !path.exists() {
        eprintln!("==> Writing {}", path.display());
        let mut text = open(&text.path)?;
        write_whole(&path, |out| write(&mut text, out))?;
    }
    given(&path)
}

fn given(path: &Path) -> Result<GenomeFile> {
    let path = path
        .canonicalize()
        .with_context(|| format!("cannot find {}: give the path of a file", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut file = open(&path)?;
    let bytes = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut start = Vec::new();
    file.take(FileFacts::FIRST_BYTES.into())
        .read_to_end(&mut start)
        .with_context(|| format!("cannot read {}", path.display()))?;
    Ok(GenomeFile {
        name: name.into_owned(),
        path: path.clone(),
        is_gzip: start.starts_with(&[0x1f, 0x8b]),
        facts: FileFacts::new(bytes, &start),
    })
}

fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Where generated genomes stay for the next run.
fn folder() -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    fs::create_dir_all(&folder).context("cannot write to target/")?;
    Ok(folder)
}

/// Writes a file under another name first, so that one that is there is complete.
fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
) -> Result<()> {
    let unfinished = path.with_extension("part");
    let failed = || format!("cannot write {}", unfinished.display());
    let mut out =
        BufWriter::with_capacity(1 << 20, File::create(&unfinished).with_context(failed)?);
    write(&mut out).with_context(failed)?;
    out.into_inner()
        .map_err(|error| error.into_error())
        .with_context(failed)?;
    fs::rename(&unfinished, path).with_context(failed)
}
