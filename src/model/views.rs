//! Which of its views the page shows, and how its address says so.

/// The views of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// Search a genome.
    #[default]
    Search,
    /// Compare ways to search it.
    Compare,
    /// Read how they work.
    HowItWorks,
}

const KEY: &str = "view=";

impl View {
    /// All of them, in order.
    pub(crate) const ALL: [Self; 3] = [Self::Search, Self::Compare, Self::HowItWorks];

    /// What the view is called.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Search => "Search",
            Self::Compare => "Compare",
            Self::HowItWorks => "How it works",
        }
    }

    const fn value(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Compare => "compare",
            Self::HowItWorks => "how-it-works",
        }
    }

    /// The view that the fragment of an address names, as in `#view=compare`; among other words that it may hold.
    pub(crate) fn of_fragment(fragment: &str) -> Self {
        let words = fragment.trim_start_matches('#').split('&');
        let named = words.filter_map(|word| word.strip_prefix(KEY)).next_back();
        let is_named = |view: &Self| Some(view.value()) == named;
        Self::ALL.into_iter().find(is_named).unwrap_or_default()
    }

    /// The fragment that names this view, with whatever else there was; empty if nothing is to be said.
    pub(crate) fn in_fragment(self, fragment: &str) -> String {
        let words = fragment.trim_start_matches('#').split('&');
        let mut words: Vec<String> = words
            .filter(|word| !word.is_empty() && !word.starts_with(KEY))
            .map(str::to_owned)
            .collect();
        if self != Self::default() {
            words.push(format!("{KEY}{}", self.value()));
        }
        if words.is_empty() {
            String::new()
        } else {
            format!("#{}", words.join("&"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_the_view_and_keeps_what_else_it_says() {
        let check = |view: View, before: &str, expected: &str| {
            let fragment = view.in_fragment(before);
            assert_eq!(fragment, expected);
            assert_eq!(View::of_fragment(&fragment), view);
        };
        check(View::Compare, "", "#view=compare");
        check(
            View::HowItWorks,
            "#motif=GAATTC",
            "#motif=GAATTC&view=how-it-works",
        );
        check(View::Search, "#view=compare", "");
        check(View::Search, "#view=compare&motif=A", "#motif=A");
        check(
            View::Compare,
            "#a=1&view=how-it-works&b=2",
            "#a=1&b=2&view=compare",
        );
        assert_eq!(View::of_fragment("#view=elsewhere"), View::Search);
    }
}
