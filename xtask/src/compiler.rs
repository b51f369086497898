//! The compiler for WebAssembly: the same release everywhere.
//!
//! The engine with threads needs a standard library compiled with atomics, so the release must come with the
//! library's sources. rustup has them; where it cannot download, Debian's packages hold the same release.

use std::{env, path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

use crate::{debian, files, step};

/// The release that Debian packages too.
const RELEASE: &str = "1.96.0";
const DEBIAN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
/// Set to `rustup` or `debian` to choose between them where both are to be had.
const CHOICE: &str = "WASM_COMPILER";

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

pub(crate) struct Compiler {
    /// Holds `cargo` and `rustc`; not rustup's proxies, which would choose a release themselves.
    programs: PathBuf,
    /// The sources that it compiles the standard library from.
    sources: PathBuf,
    linker: Option<&'static str>,
}

/// Finds the compiler, or installs it: what is there goes before what would have to be downloaded.
pub(crate) fn find() -> Result<Compiler> {
    let choice = env::var(CHOICE).unwrap_or_default();
    let rustup = choice != "debian";
    let debian = choice != "rustup" && debian::is_here();
    let there = || {
        let by_rustup = rustup.then(with_rustup).flatten();
        by_rustup.or_else(|| debian.then(with_debian).flatten())
    };
    if let Some(found) = there() {
        return Ok(found);
    }
    if rustup
        && install_with_rustup().is_ok()
        && let Some(found) = there()
    {
        return Ok(found);
    }
    if debian {
        debian::install(&DEBIAN, "the compiler for WebAssembly")?;
        if let Some(found) = there() {
            return Ok(found);
        }
    }
    bail!(
        "Rust {RELEASE} with the sources of its library is missing: \
         `rustup toolchain install {RELEASE} --profile minimal --component rust-src` would bring it"
    )
}

impl Compiler {
    /// Cargo for WebAssembly, with outputs in `target/<folder>`, as a change of flags compiles everything anew.
    pub(crate) fn cargo(&self, folder: &str, flags: &[&str]) -> Command {
        let mut command = Command::new(self.programs.join("cargo"));
        // What the cargo and rustup that run this program have set is about another compiler.
        for name in [
            "CARGO",
            "RUSTUP_TOOLCHAIN",
            "RUSTFLAGS",
            "RUSTDOC",
            "LD_LIBRARY_PATH",
        ] {
            command.env_remove(name);
        }
        command
            .current_dir(files::root())
            .env("RUSTC", self.programs.join("rustc"))
            // Building the standard library is open to nightly releases only, unless one insists.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_UNSTABLE_BUILD_STD", "panic_abort,std")
            // Sorting and printing numbers are not what the modules spend their time with.
            .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
            .env("CARGO_TARGET_DIR", files::target(folder))
            .env("CARGO_ENCODED_RUSTFLAGS", self.flags(flags).join("\u{1f}"));
        if let Some(linker) = self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }

    /// The flags, and what keeps the folders of this machine out of the modules.
    fn flags(&self, flags: &[&str]) -> Vec<String> {
        let mut all: Vec<String> = flags.iter().map(|&flag| flag.to_owned()).collect();
        let cargo_home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(env::home_dir()?.join(".cargo")));
        let folders = [
            (cargo_home, "cargo"),
            (Some(files::root().to_path_buf()), "motif-matcher"),
            (Some(self.sources.clone()), "rust"),
        ];
        for (folder, name) in folders {
            if let Some(folder) = folder {
                all.push(format!("--remap-path-prefix={}={name}", folder.display()));
            }
        }
        all
    }
}

fn with_rustup() -> Option<Compiler> {
    let sysroot = step::read(
        Command::new("rustup")
            .args(["run", RELEASE, "rustc", "--print", "sysroot"])
            .env("RUSTUP_AUTO_INSTALL", "0")
            .env_remove("LD_LIBRARY_PATH"),
    )
    .ok()?;
    let sysroot = PathBuf::from(sysroot.trim());
    let sources = sysroot.join("lib/rustlib/src/rust");
    sources.join("library").exists().then(|| Compiler {
        programs: sysroot.join("bin"),
        sources,
        linker: None,
    })
}

fn install_with_rustup() -> Result<()> {
    step::announce(&format!(
        "Installing Rust {RELEASE} with rustup, to compile for WebAssembly"
    ));
    step::run(
        Command::new("rustup")
            .args(["toolchain", "install", RELEASE, "--profile", "minimal"])
            .args(["--component", "rust-src", "--no-self-update"]),
    )
    .context("rustup cannot install it here")
}

fn with_debian() -> Option<Compiler> {
    let programs = PathBuf::from("/usr/bin");
    let sources = PathBuf::from(format!("/usr/src/rustc-{RELEASE}"));
    let release = step::read(
        Command::new(programs.join("rustc"))
            .arg("--version")
            .env_remove("LD_LIBRARY_PATH"),
    )
    .ok()?;
    let linker = "wasm-ld-22";
    let complete = release.starts_with(&format!("rustc {RELEASE} "))
        && programs.join("cargo").exists()
        && programs.join(linker).exists()
        && sources.join("library").exists();
    complete.then_some(Compiler {
        programs,
        sources,
        linker: Some(linker),
    })
}
