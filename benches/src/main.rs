//! Measures the built engine in Chromium, alone and beside other programs. `cargo xtask bench` runs it.

fn main() {}
