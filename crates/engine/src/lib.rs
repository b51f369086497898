//! Parses, packs and searches genomes; knows no browser.
