//! Set-up, build, serve and test of the project: `cargo xtask`.
fn main() {}
