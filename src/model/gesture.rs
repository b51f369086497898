//! Fingers on a drawing, or the mouse: one moves what is in view, two zoom it and move it.

use super::view::View;

/// Fingers that are nearer to each other zoom as if they were so far apart, in pixels.
const NEAREST_PX: f64 = 24.0;

/// A finger, or the mouse while its button is pressed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Contact {
    /// What the browser calls it.
    pub(crate) id: i32,
    /// Where it is between the left end (0) and the right end (1) of what is in view.
    pub(crate) share: f64,
    /// Where it is in the window, in pixels from the left and from the top.
    pub(crate) at_px: [f64; 2],
}

/// One contact or two, from where they were when the last of them came or went.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gesture(Option<Held>);

#[derive(Debug, Clone)]
struct Held {
    /// What was in view then.
    view: View,
    from: Contacts,
    now: Contacts,
}

/// One, or two.
#[derive(Debug, Clone, Copy)]
struct Contacts {
    first: Contact,
    second: Option<Contact>,
}

impl Gesture {
    /// A contact came; a third one has no say.
    pub(crate) fn put_down(&mut self, contact: Contact, view: View) {
        match &self.0 {
            None => self.hold(contact, None, view),
            Some(held) if held.now.second.is_none() => {
                self.hold(held.now.first, Some(contact), view);
            }
            Some(_) => {}
        }
    }

    /// A contact moved; gives what is then in view, if that changes anything.
    pub(crate) fn moved(&mut self, contact: Contact) -> Option<View> {
        let held = self.0.as_mut()?;
        *held.now.find(contact.id)? = contact;
        let (from, now) = (&held.from, &held.now);
        let factor = from.distance_px() / now.distance_px();
        Some(held.view.brought(factor, from.middle(), now.middle()))
    }

    /// A contact went; with the other one, if there is one, it goes on from what is in view.
    pub(crate) fn lift(&mut self, id: i32, view: View) {
        let Some(Held { now, .. }) = self.0.take() else {
            return;
        };
        let rest = |contact: &Contact| contact.id != id;
        let first = Some(now.first).filter(rest);
        let second = now.second.filter(rest);
        if let Some(contact) = first.or(second) {
            self.hold(contact, first.and(second), view);
        }
    }

    /// The browser took a contact, to scroll the page with it; gives what is in view again if it was the only one.
    pub(crate) fn give_up(&mut self, id: i32, view: View) -> Option<View> {
        let before = self
            .0
            .as_ref()
            .filter(|held| held.now.second.is_none() && held.now.first.id == id)
            .map(|held| held.view);
        self.lift(id, view);
        before
    }

    fn hold(&mut self, first: Contact, second: Option<Contact>, view: View) {
        let from = Contacts { first, second };
        self.0 = Some(Held {
            view,
            from,
            now: from,
        });
    }
}

impl Contacts {
    fn find(&mut self, id: i32) -> Option<&mut Contact> {
        [Some(&mut self.first), self.second.as_mut()]
            .into_iter()
            .flatten()
            .find(|contact| contact.id == id)
    }

    fn middle(&self) -> f64 {
        let second = self.second.unwrap_or(self.first);
        f64::midpoint(self.first.share, second.share)
    }

    fn distance_px(&self) -> f64 {
        let second = self.second.unwrap_or(self.first);
        let [x, y] = [0, 1].map(|axis| self.first.at_px[axis] - second.at_px[axis]);
        x.hypot(y).max(NEAREST_PX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH_PX: f64 = 400.0;

    fn contact(id: i32, x_px: f64, y_px: f64) -> Contact {
        Contact {
            id,
            share: x_px / WIDTH_PX,
            at_px: [x_px, y_px],
        }
    }

    fn ends(view: Option<View>) -> (f64, f64) {
        let view = view.expect("a view");
        (view.from, view.to)
    }

    /// 4000 letters: ten a pixel.
    fn view() -> View {
        View::of(100_000, 20_000, 24_000)
    }

    #[test]
    fn one_contact_moves() {
        let mut gesture = Gesture::default();
        gesture.put_down(contact(7, 100.0, 10.0), view());
        let moved = gesture.moved(contact(7, 150.0, 90.0));
        assert_eq!(ends(moved), (19_500.0, 23_500.0));
        assert_eq!(
            ends(gesture.moved(contact(7, 500.0, 0.0))),
            (16_000.0, 20_000.0)
        );
        assert_eq!(gesture.moved(contact(8, 0.0, 0.0)), None);
        gesture.lift(7, view());
        assert!(gesture.0.is_none());
        assert_eq!(gesture.moved(contact(7, 0.0, 0.0)), None);
    }

    #[test]
    fn two_contacts_zoom_about_their_middle() {
        let mut gesture = Gesture::default();
        gesture.put_down(contact(1, 150.0, 50.0), view());
        gesture.put_down(contact(2, 250.0, 50.0), view());
        // Twice as far apart, about 200 pixels: letter 22,000 stays.
        assert!(gesture.moved(contact(1, 100.0, 50.0)).is_some());
        let zoomed = gesture.moved(contact(2, 300.0, 50.0));
        assert_eq!(ends(zoomed), (21_000.0, 23_000.0));
        // Half as far apart, and the middle 100 pixels further to the right: letter 22,000 comes along.
        assert!(gesture.moved(contact(1, 275.0, 50.0)).is_some());
        let moved = gesture.moved(contact(2, 325.0, 50.0));
        assert_eq!(ends(moved), (16_000.0, 24_000.0));
    }

    #[test]
    fn fingers_one_above_the_other_zoom_too() {
        let mut gesture = Gesture::default();
        gesture.put_down(contact(1, 200.0, 0.0), view());
        gesture.put_down(contact(2, 200.0, 50.0), view());
        let zoomed = gesture.moved(contact(2, 200.0, 100.0));
        assert_eq!(ends(zoomed), (21_000.0, 23_000.0));
        // So near that a pixel would zoom by far.
        let zoomed = gesture.moved(contact(2, 200.0, 1.0));
        let letters = 4000.0 * 50.0 / NEAREST_PX;
        assert_eq!(
            zoomed.map(|view| view.bases().round()),
            Some(letters.round())
        );
    }

    #[test]
    fn the_finger_that_stays_goes_on() {
        let mut gesture = Gesture::default();
        gesture.put_down(contact(1, 150.0, 50.0), view());
        gesture.put_down(contact(2, 250.0, 50.0), view());
        gesture.put_down(contact(3, 390.0, 50.0), view());
        assert_eq!(gesture.moved(contact(3, 0.0, 0.0)), None);
        let zoomed = gesture.moved(contact(2, 350.0, 50.0)).expect("a view");
        gesture.lift(1, zoomed);
        assert_eq!(gesture.moved(contact(2, 350.0, 50.0)), Some(zoomed));
        // Half as many letters are in view: five a pixel.
        let moved = gesture.moved(contact(2, 360.0, 50.0)).expect("a view");
        assert_eq!(moved, zoomed.moved(-50.0));
    }

    #[test]
    fn scrolling_the_page_takes_back_what_the_finger_moved() {
        let mut gesture = Gesture::default();
        gesture.put_down(contact(1, 100.0, 10.0), view());
        let moved = gesture.moved(contact(1, 103.0, 30.0)).expect("a view");
        assert_eq!(gesture.give_up(1, moved), Some(view()));
        assert!(gesture.0.is_none());

        gesture.put_down(contact(1, 150.0, 50.0), view());
        gesture.put_down(contact(2, 250.0, 50.0), view());
        assert_eq!(gesture.give_up(1, view()), None);
        assert!(gesture.0.is_some());
    }
}
