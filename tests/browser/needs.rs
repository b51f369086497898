//! What the tests need from the system. `cargo xtask test browser` installs it and says where it is.

use std::path::PathBuf;

/// A place that is told by an environment variable.
///
/// # Errors
/// Names the variable, if it is not set.
pub fn need(variable: &str) -> Result<PathBuf, String> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .ok_or_else(|| {
            format!("{variable} does not say where it is: `cargo xtask test browser` would set it")
        })
}

/// Where the site is served.
///
/// # Errors
/// If it is not.
pub fn site() -> Result<String, String> {
    std::env::var("SITE_URL")
        .map_err(|_| "no site is served: `cargo xtask test browser` serves it".into())
}

/// A file of the test data.
pub fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name)
}
