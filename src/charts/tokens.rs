//! Colours of the page for the charts that the library draws.
//!
//! The style sheets know what they are, light and dark, on the screen, on paper and in a saved picture; so a chart need not be
//! drawn again where its colours change.

/// Bars and lines.
pub(super) const ACCENT: &str = "var(--accent)";
/// Beside the accent, where it is not to be taken for it.
pub(super) const ACCENT_SOFT: &str = "var(--accent-soft)";
/// Titles and values.
pub(super) const TEXT: &str = "var(--text)";
/// Labels of axes.
pub(super) const TEXT_MUTED: &str = "var(--text-muted)";
/// Rules and grids.
pub(super) const RULE: &str = "var(--rule)";
/// Behind tool tips.
pub(super) const SURFACE_RAISED: &str = "var(--surface-raised)";
