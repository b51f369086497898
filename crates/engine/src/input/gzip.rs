//! The gzip format, RFC 1952, pushed in pieces.
