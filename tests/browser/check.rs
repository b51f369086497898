//! Runs one scenario in one browser.

use std::any::Any;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{PoisonError, RwLock};
use std::time::Instant;

use crate::browser::{Browser, Program, network_log};
use crate::needs;
use crate::page::Page;

/// Two browsers at a time take each other's processors; most scenarios mostly wait, and just take longer then.
static TURN: RwLock<()> = RwLock::new(());
/// Those that look at how long something takes, or open a large genome, have the machine for themselves.
const ALONE: [&str; 16] = [
    "changed_file_is_refused",
    "genome_is_replaced_while_it_is_kept",
    "keeping_is_stopped",
    "large_file_goes_to_the_disk",
    "many_records_are_read_again",
    "million_records_are_opened",
    "opening_tells_its_pace",
    "page_is_never_blocked",
    "records_leave_room_to_search",
    "refused_memory_is_told",
    "results_follow_the_typing",
    "slow_search_is_overtaken",
    "spare_engine_can_be_missed",
    "spare_engine_opens_a_large_genome",
    "ways_are_compared",
    "work_is_cancelled",
];

/// Opens the page in a fresh browser, lets the scenario have it, and checks that nothing else went wrong.
///
/// # Panics
/// If the scenario does, after the browser was ended. What failed as WebKitGTK crashed is tried once more.
pub(crate) fn check(browser: Browser, name: &str, scenario: fn(&Page)) {
    // A scenario that failed before says nothing about this one.
    let (_alone, _beside) = if is_alone(browser, name) {
        let turn = TURN.write().unwrap_or_else(PoisonError::into_inner);
        (Some(turn), None)
    } else {
        let turn = TURN.read().unwrap_or_else(PoisonError::into_inner);
        (None, Some(turn))
    };
    let first = run(browser, name, scenario);
    let Err(Failed { panic, has_crashed }) = first else {
        return;
    };
    if !has_crashed || browser.program != Program::WebKit {
        resume_unwind(panic);
    }
    // WebKitGTK does now and then, by itself; a page that makes it crash does so again.
    say(&format!("{browser} crashed in {name}: once more"));
    if let Err(Failed { panic, .. }) = run(browser, name, scenario) {
        resume_unwind(panic);
    }
}

/// Why a scenario failed.
struct Failed {
    panic: Box<dyn Any + Send>,
    /// Whether the browser answers no more.
    has_crashed: bool,
}

fn run(browser: Browser, name: &str, scenario: fn(&Page)) -> Result<(), Failed> {
    let start = Instant::now();
    let page = match Page::start(browser) {
        Ok(page) => page,
        Err(reason) => {
            say(&format!("skipped: {name} in {browser}: {reason}"));
            return Ok(());
        }
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        page.load();
        scenario(&page);
        page.check_that_all_went_well();
        if browser.program == Program::Chromium {
            check_log(&page);
        }
    }));
    // A browser that does not answer any more cannot be asked.
    let answers = || {
        let answer = page.session.try_script("return true", &[]);
        answer.is_ok_and(|answer| answer == true)
    };
    let has_crashed =
        outcome.is_err() && !catch_unwind(AssertUnwindSafe(answers)).unwrap_or_default();
    if outcome.is_err() && !has_crashed {
        let _ = catch_unwind(AssertUnwindSafe(|| tell_more(&page, browser, name)));
    }
    let ended = catch_unwind(AssertUnwindSafe(|| page.session.end()));
    if let Err(panic) = outcome.and(ended) {
        eprintln!(
            "failed: {name} in {browser}, after {:.1} s",
            start.elapsed().as_secs_f64()
        );
        return Err(Failed { panic, has_crashed });
    }
    if browser.program == Program::Chromium {
        check_requests(&page);
    }
    Ok(())
}

/// Whether nothing else may run meanwhile. WebKit's driver loses clicks and answers when its processors are taken.
fn is_alone(browser: Browser, name: &str) -> bool {
    ALONE.contains(&name) || browser.program == Program::WebKit
}

/// Chromium logs also what happens in workers, and before a script can listen.
fn check_log(page: &Page) {
    let log = page.session.log();
    let errors: Vec<_> = log.iter().filter(|(level, _)| level == "SEVERE").collect();
    assert!(errors.is_empty(), "Chromium logged {errors:#?}");
}

/// Whatever the page, its workers and its service worker ask for is of the site. (The browser itself asks for more.)
fn check_requests(page: &Page) {
    let site = needs::site().unwrap();
    let path = site
        .find("/motif-matcher/")
        .expect("the site is under a sub-path");
    let initiator = format!("\"initiator\":\"{}\"", &site[..path]);
    let log = std::fs::read_to_string(network_log(page.session.folder())).unwrap();
    let requests: Vec<&str> = log
        .lines()
        .filter(|line| line.contains(&initiator))
        .filter_map(|line| line.split_once("\"url\":\"")?.1.split('"').next())
        .collect();
    // What the page is shown with; the engine may still be on its way.
    assert!(
        requests.len() >= 5,
        "the network log is cut off: {requests:#?}"
    );
    for request in requests {
        assert!(request.starts_with(&site), "the page asked for {request}");
    }
}

/// What the page said and looked like tells more than the assertion.
fn tell_more(page: &Page, browser: Browser, name: &str) {
    eprintln!("the page said {:#?}", page.words());
    keep_picture(page, browser, name);
    if browser.program == Program::Chromium {
        eprintln!("Chromium logged {:#?}", page.session.log());
    }
}

fn keep_picture(page: &Page, browser: Browser, name: &str) {
    let file = format!("motif-matcher {name} in {browser}.png");
    let path = std::env::temp_dir().join(file);
    if let Some(picture) = page.session.picture()
        && std::fs::write(&path, picture).is_ok()
    {
        eprintln!("the page at that moment: {}", path.display());
    }
}

/// Says something also where the output of tests that pass is not shown.
fn say(text: &str) {
    // Without a place to say it, nothing can be said.
    let _ = writeln!(std::io::stderr(), "{text}");
}

#[test]
fn scenarios_that_run_alone_exist() {
    let all = include_str!("scenarios/mod.rs");
    for name in ALONE {
        assert!(all.contains(name), "there is no scenario {name}");
    }
}
