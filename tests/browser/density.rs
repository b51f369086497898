//! The section `Density` as a person uses it.

use serde_json::{Value, json};

use crate::page::{Page, field, strings};

const FIND: &str = r"
    const section = document.getElementById('density-heading').closest('section');
    const picture = section.querySelector('.density-picture');
    const lanes = [...section.querySelectorAll('[role=option]')];
";
const ENTER: &str = "\u{e007}";

/// The section of a page that shows results.
#[derive(Clone, Copy)]
pub(crate) struct Density<'page>(pub(crate) &'page Page);

impl Density<'_> {
    /// Waits until all is drawn that belongs there.
    #[track_caller]
    pub(crate) fn settle(self) {
        self.0.session.wait("the density to be drawn", || {
            let is_drawn = "return section.getAttribute('aria-busy') === 'false' && !!picture.querySelector('path')";
            (self.script(is_drawn, &[]) == true).then_some(())
        });
    }

    /// What each lane is called, and whether it is selected.
    pub(crate) fn lanes(self) -> Vec<(String, bool)> {
        let script = "return lanes.map((lane) => [lane.getAttribute('aria-label'), lane.ariaSelected ?? lane.getAttribute('aria-selected')])";
        let lanes = self.script(script, &[]);
        let lanes = lanes.as_array().into_iter().flatten().map(strings);
        lanes
            .map(|lane| (lane[0].clone(), lane[1] == "true"))
            .collect()
    }

    /// Clicks on a lane, by its place from 0.
    pub(crate) fn click_lane(self, index: usize) {
        self.0
            .session
            .click(&format!("(//*[@role='option'])[{}]", index + 1));
    }

    /// Presses keys while a lane has the focus.
    pub(crate) fn press_on_lane(self, index: usize, keys: &str) {
        let lane = format!("(//*[@role='option'])[{}]", index + 1);
        self.0.session.send_keys(&lane, keys);
    }

    /// Presses keys while the drawing has the focus.
    pub(crate) fn press(self, keys: &str) {
        let picture = "//*[@role='group'][starts-with(@aria-label, 'Density along')]";
        self.0.session.send_keys(picture, keys);
    }

    /// What is in view: `chr2: 101–200`.
    pub(crate) fn place(self) -> String {
        let script = "return document.getElementById('density-place').value";
        self.text(script)
    }

    /// Waits until this is in view and drawn.
    #[track_caller]
    pub(crate) fn wait_for_place(self, place: &str) {
        self.0.session.wait(&format!("{place} in view"), || {
            (self.place() == place).then_some(())
        });
        self.settle();
    }

    /// Types a place.
    pub(crate) fn go_to(self, place: &str) {
        let script = "document.getElementById('density-place').select()";
        self.script(script, &[]);
        self.0
            .session
            .send_keys(&field("Place"), &format!("{place}{ENTER}"));
    }

    /// What is said about the place that was typed.
    pub(crate) fn place_note(self) -> String {
        self.text("return document.getElementById('density-place-note').textContent")
    }

    /// The letters of a strand (`forward` or `reverse`) as they are drawn, from left to right.
    pub(crate) fn strand(self, name: &str) -> String {
        self.text_with(
            "return picture.querySelector(`[data-strand=${arguments[0]}]`)?.textContent ?? ''",
            name,
        )
    }

    /// The matches that are drawn: `1031-1036.`, with the strand at the end.
    pub(crate) fn matches(self) -> Vec<String> {
        strings(&self.script(
            "return [...picture.querySelectorAll('[data-match]')].map((bar) => bar.dataset.match)",
            &[],
        ))
    }

    /// The path of a line, `matches` or `gc`.
    pub(crate) fn line(self, name: &str) -> String {
        self.text_with(
            "return picture.querySelector(`[data-line=${arguments[0]}]`)?.getAttribute('d') ?? ''",
            name,
        )
    }

    /// Puts the slider for the window to a share of its way.
    pub(crate) fn slide(self, share: f64) {
        let script = r"
            const slider = document.getElementById('density-slider');
            slider.value = Math.round(slider.max * arguments[0]);
            slider.dispatchEvent(new Event('input', { bubbles: true }));
        ";
        self.script(script, &[json!(share)]);
    }

    /// The window in the box.
    pub(crate) fn window(self) -> u64 {
        let window = self.text("return document.getElementById('density-window').value");
        window.parse().expect("a number of bases")
    }

    /// Types a window.
    pub(crate) fn type_window(self, bases: u64) {
        self.script("document.getElementById('density-window').select()", &[]);
        self.0
            .session
            .send_keys(&field("Window"), &format!("{bases}{ENTER}"));
    }

    /// Waits so long that a turn of the wheel is no more one with those before it.
    pub(crate) fn wait_for_rest(self) {
        self.0
            .session
            .script_with_answer("setTimeout(arguments[arguments.length - 1], 400)", &[]);
    }

    /// Turns the wheel over the drawing, at a share of its width.
    pub(crate) fn wheel(self, pixels: f64, share: f64) {
        let script = r"
            const box = picture.getBoundingClientRect();
            const clientX = box.left + box.width * arguments[1];
            const event = { deltaY: arguments[0], clientX, bubbles: true, cancelable: true };
            picture.dispatchEvent(new WheelEvent('wheel', event));
        ";
        self.script(script, &[json!(pixels), json!(share)]);
    }

    /// Scrolls the page, as a script may do at any time.
    pub(crate) fn scroll_page(self, pixels: i32) {
        self.script("scrollBy(0, arguments[0])", &[json!(pixels)]);
    }

    /// Turns the wheel over the page's heading, and at once over the drawing; gives whether the drawing took the second turn.
    pub(crate) fn takes_wheel_of_the_page(self) -> bool {
        let script = r"
            const turn = (element) => {
              const event = new WheelEvent('wheel', { deltaY: -250, clientX: 400, bubbles: true, cancelable: true });
              return !element.dispatchEvent(event);
            };
            turn(document.querySelector('h1'));
            return turn(picture);
        ";
        self.script(script, &[]) == true
    }

    /// Drags the drawing by so many pixels.
    pub(crate) fn drag(self, pixels: i32) {
        let script = r"
            const from = picture.getBoundingClientRect().left + 200;
            const send = (type, clientX) => picture.dispatchEvent(
              new PointerEvent(type, { clientX, button: 0, bubbles: true }));
            send('pointerdown', from);
            send('pointermove', from + arguments[0]);
            send('pointerup', from + arguments[0]);
        ";
        self.script(script, &[json!(pixels)]);
    }

    /// Where what is in view is drawn in the window, and half way down: left, right and middle, in pixels. `sides` is the room beside
    /// it.
    pub(crate) fn plot(self, sides: [f64; 2]) -> [f64; 3] {
        let script = r"
            picture.scrollIntoView({ block: 'center' });
            const box = picture.getBoundingClientRect();
            return [box.left, box.right, box.top + box.height / 2];
        ";
        let places = self.script(script, &[]);
        let [left, right, middle] = [0, 1, 2].map(|index| places[index].as_f64().unwrap());
        [left + sides[0], right - sides[1], middle]
    }

    /// Opens the tables behind the drawings.
    pub(crate) fn open_numbers(self) {
        self.0.session.click("//summary[.='Density in numbers']");
    }

    fn text(self, script: &str) -> String {
        self.text_with(script, "")
    }

    fn text_with(self, script: &str, argument: &str) -> String {
        let text = self.script(script, &[json!(argument)]);
        text.as_str().unwrap_or_default().to_owned()
    }

    fn script(self, script: &str, arguments: &[Value]) -> Value {
        self.0.session.script(&format!("{FIND}{script}"), arguments)
    }
}
