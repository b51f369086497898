//! The site without a network, and a new version of it.

use serde_json::Value;

use crate::own_site::OwnSite;
use crate::page::Page;

/// How many files of the site the browser keeps, and how many there are.
const KEPT: &str = r"
    const [answer] = [...arguments].slice(-1);
    (async () => {
      const script = await (await fetch('sw.js')).text();
      const files = script.match(/const FILES = \[(.*)\]/)[1].split(', ').length + 1;
      const names = (await caches.keys()).filter((name) => script.includes(name.replace('motif-matcher-', '')));
      const kept = names.length ? (await (await caches.open(names[0])).keys()).length : 0;
      answer([kept, files]);
    })().catch((error) => answer([0, String(error)]));
";

/// Which version the page says that it is.
const VERSION: &str = "return document.querySelector('meta[name=test]')?.content ?? null";

/// Has the browser never say which versions there are.
const SILENCE: &str = r"
    ServiceWorkerContainer.prototype.getRegistration = () => {
      window.wasAsked = true;
      return new Promise(() => {});
    };
";
const WAS_ASKED: &str = "return window.wasAsked ?? false";

/// What was visited once can be used without a network, as a whole.
pub(crate) fn site_works_offline(page: &Page) {
    let site = OwnSite::start();
    page.load_at(site.url());
    wait_until_kept(page);
    site.go_away();
    // Firefox's driver would load it again past the service worker.
    page.load();
    page.load_at(site.url());
    assert_eq!(page.session.script("return crossOriginIsolated", &[]), true);
    page.open_example();
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
    page.session
        .find("//canvas|//*[@role='img']//*[name()='svg']");
    page.check_that_all_went_well();
}

/// A new version is offered; what is opened stays until the person takes it.
pub(crate) fn new_version_is_offered(page: &Page) {
    let site = OwnSite::start();
    page.load_at(site.url());
    wait_until_kept(page);
    page.open_example();
    page.search("GAATTC");
    site.publish("new");
    wait_until_offered(page);
    assert_eq!(page.outcome(), "720 matches in 2 records");
    page.check_that_all_went_well();
    page.press("Later");
    assert!(!page.session.has("//p[contains(., 'A new version')]"));
    site.publish("newer");
    look_for_new(page);
    page.press("Reload");
    page.wait_until_loaded_again();
    assert_eq!(page.session.script(VERSION, &[]), "newer");
    assert_eq!(page.session.script("return crossOriginIsolated", &[]), true);
    page.open_example();
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
}

/// A page that is loaded is of the newest version that is there, if that takes over in time; if not, loading again is another chance.
pub(crate) fn new_version_comes_with_loading(page: &Page) {
    let site = OwnSite::start();
    page.load_at(site.url());
    wait_until_kept(page);
    site.publish("new");
    wait_until_offered(page);
    page.session.wait("the new version", || {
        page.reload();
        (page.session.script(VERSION, &[]) == "new").then_some(())
    });
}

/// A version that does not take over leaves the page as it is.
pub(crate) fn stubborn_version_is_not_waited_for(page: &Page) {
    let site = OwnSite::start();
    page.load_at(site.url());
    wait_until_kept(page);
    site.publish_stubborn("new");
    wait_until_offered(page);
    page.reload();
    assert_eq!(page.session.script(VERSION, &[]), Value::Null);
    page.open_example();
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
    page.check_that_all_went_well();
}

/// A browser that does not say which versions there are leaves the page as it is, and not empty.
pub(crate) fn silent_browser_is_not_waited_for(page: &Page) {
    page.before_each_load(SILENCE);
    page.reload();
    assert_eq!(page.session.script(WAS_ASKED, &[]), true);
    page.open_example();
    page.search("GAATTC");
    assert_eq!(page.outcome(), "720 matches in 2 records");
}

fn wait_until_kept(page: &Page) {
    page.session.wait("all files to be kept", || {
        let counts = page.session.script_with_answer(KEPT, &[]);
        (counts[0] == counts[1]).then_some(())
    });
}

fn wait_until_offered(page: &Page) {
    look_for_new(page);
    page.session
        .find("//p[contains(., 'A new version of Motif Matcher is ready')]");
}

fn look_for_new(page: &Page) {
    let look = "const [answer] = [...arguments].slice(-1); \
        navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => answer(true), (error) => answer(String(error)))";
    assert_eq!(page.session.script_with_answer(look, &[]), true);
}
