//! FASTA text, pushed in pieces.
