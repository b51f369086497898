//! The built site in real browsers, used as a person uses it. `cargo xtask test browser` runs these tests.

#![allow(
    clippy::unwrap_used,
    reason = "in a test, what is missing ends the test"
)]

mod browser;
mod check;
mod download;
mod driver;
mod native;
mod needs;
mod page;
mod scenarios;
mod session;
mod table;

/// Tests of the form `browser::scenario`.
macro_rules! tests {
    ($name:ident is $browser:ident: $($scenario:ident),+ $(,)?) => {
        mod $name {
            use crate::{browser::Browser, check::check, scenarios};
            $(
                #[test]
                fn $scenario() {
                    check(Browser::$browser, stringify!($scenario), scenarios::$scenario);
                }
            )+
        }
    };
}

tests! { chromium is CHROMIUM:
    example_is_searched,
}
tests! { chromium_single is CHROMIUM_SINGLE:
    example_is_searched,
}
tests! { firefox is FIREFOX:
    example_is_searched,
}
tests! { firefox_single is FIREFOX_SINGLE:
    example_is_searched,
}
tests! { webkit is WEBKIT:
    example_is_searched,
}
tests! { webkit_single is WEBKIT_SINGLE:
    example_is_searched,
}
