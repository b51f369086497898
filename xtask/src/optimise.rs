//! What wasm-bindgen wrote, made smaller over the network.

use std::{fs, path::Path, process::Command, thread};

use anyhow::Result;

use crate::{files, shrink, step};

/// What the compiler uses of WebAssembly beyond its beginnings.
const FEATURES: [&str; 9] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
    "--enable-threads",
];

/// Makes all modules and scripts in a folder smaller. wasm-bindgen calls the script `<name>.js`; `npm` is the folder of wasm-opt
/// and esbuild, `options` are more of wasm-opt's.
///
/// # Errors
/// If a program fails, or a module is none.
pub(crate) fn optimise(npm: &Path, folder: &Path, name: &str, options: &[String]) -> Result<()> {
    let main = fs::read(folder.join(format!("{name}_bg.wasm")))?;
    let names = shrink::Names::new(&main, &format!("./{name}_bg.js"))?;
    let (modules, scripts): (Vec<_>, Vec<_>) = files::list(folder)?
        .into_iter()
        .filter(|file| file.ends_with(".wasm") || file.ends_with(".js"))
        .partition(|file| file.ends_with(".wasm"));
    // Each module on a thread of its own.
    thread::scope(|threads| {
        let works: Vec<_> = modules
            .iter()
            .map(|file| {
                let (path, names) = (folder.join(file), &names);
                threads.spawn(move || module(npm, &path, options, names))
            })
            .collect();
        works.into_iter().try_for_each(|work| match work.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    })?;
    let script = folder.join(format!("{name}.js"));
    fs::write(&script, names.in_script(&files::read(&script)?))?;
    scripts
        .iter()
        .try_for_each(|file| minify(npm, &folder.join(file)))
}

/// More passes of `wasm-opt` than these take twice as long, and what goes over the network, compressed, gets no smaller by them.
fn module(npm: &Path, path: &Path, options: &[String], names: &shrink::Names) -> Result<()> {
    let mut command = Command::new(npm.join("wasm-opt"));
    command.args(options);
    command.arg("-O1").arg("--output").arg(path).arg(path);
    // Read, not run: it warns of names that the cutting leaves, and the modules lose.
    step::read(command.args(FEATURES))?;
    let shrunk = shrink::module(&fs::read(path)?, names)?;
    Ok(fs::write(path, shrunk)?)
}

/// Makes a script smaller, in place.
///
/// # Errors
/// If esbuild fails.
pub(crate) fn minify(npm: &Path, script: &Path) -> Result<()> {
    let mut command = Command::new(npm.join("esbuild"));
    // wasm-bindgen names the script of the page's parts once for each, of which esbuild would warn.
    command.arg(script).args(["--minify", "--log-level=error"]);
    let minified = step::read(&mut command)?;
    Ok(fs::write(script, minified)?)
}
