//! What axe-core finds: nothing, in any state of the page, light and dark, wide and narrow.

use serde_json::json;

use crate::needs;
use crate::page::{Page, strings};

/// Runs axe in the page; answers with a line for each finding.
const RUN: &str = r"
    const answer = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => answer(
      violations.flatMap(({ id, nodes }) => nodes.map((node) =>
        `${id}: ${node.target.join(' ')}: ${node.failureSummary}`)),
    ), (error) => answer([String(error)]));
";

pub(crate) fn nothing_is_inaccessible(page: &Page) {
    for (width_px, scheme) in [
        (1280, "light"),
        (1280, "dark"),
        (390, "light"),
        (390, "dark"),
    ] {
        show_as(page, width_px, scheme);
        let check = |state: &str| check(page, &format!("{state}, {width_px} px, {scheme}"));
        check("as it is opened");
        page.type_motif("GAATTJ");
        page.session
            .wait("a wrong motif", || page.motif_note().1.then_some(()));
        check("with a wrong motif");
        page.open_motif_library();
        check("with the library of motifs");
        page.press("Close");
        page.open_example();
        page.search("GAATTC");
        check("with results");
        open_all(page);
        check("with all that can be unfolded");
        if width_px < 800 {
            page.press("Change the search (GAATTC)");
        }
        page.fill_number("Mismatches", "1");
        page.paste_motifs("EcoRI GAATTC\nGANTC");
        page.press("Search");
        page.wait_for_results_of("2 motifs together");
        check("with several motifs and mismatches");
        page.refused_by("Copy as command");
        check("with a command to be copied by hand");
        if width_px < 800 {
            page.press("Change the search");
        }
        page.open_pasted("no sequence!");
        page.wait_for_problem();
        check("with a problem");
        page.forget_settings();
        page.reload();
    }
}

/// Shows the page as on a screen of this width, `light` or `dark`; only in Chromium.
pub(super) fn show_as(page: &Page, width_px: u32, scheme: &str) {
    let screen =
        json!({ "width": width_px, "height": 844, "deviceScaleFactor": 1, "mobile": false });
    page.session
        .developer_tools("Emulation.setDeviceMetricsOverride", screen);
    let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
    page.session.developer_tools(
        "Emulation.setEmulatedMedia",
        json!({ "features": [feature] }),
    );
}

fn open_all(page: &Page) {
    let open = "document.querySelectorAll('details').forEach((details) => details.open = true)";
    page.session.script(open, &[]);
}

fn check(page: &Page, state: &str) {
    let axe = needs::data("../../node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(axe).expect("axe-core, which `cargo xtask test` installs");
    page.session.script(&axe, &[]);
    let findings = strings(&page.session.script_with_answer(RUN, &[]));
    assert!(findings.is_empty(), "{state}: {findings:#?}");
}
