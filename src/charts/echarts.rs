//! The few calls of ECharts that the page makes.

use std::cell::{Cell, RefCell};

use js_sys::{Object, Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{HtmlElement, HtmlScriptElement};

use super::tokens;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Instance;

    /// What the chart is painted on.
    type Canvas;

    /// A click, in pixels of the chart.
    type Click;

    #[wasm_bindgen(method)]
    fn on(this: &Canvas, event: &str, handler: &js_sys::Function);

    #[wasm_bindgen(method, getter, js_name = offsetX)]
    fn x(this: &Click) -> f64;

    #[wasm_bindgen(js_namespace = echarts, js_name = init, catch)]
    fn init(element: &HtmlElement, theme: &JsValue, options: &JsValue)
    -> Result<Instance, JsValue>;

    #[wasm_bindgen(method, js_name = setOption, catch)]
    fn set_option(this: &Instance, option: &JsValue, settings: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, js_name = getZr)]
    fn canvas(this: &Instance) -> Canvas;

    #[wasm_bindgen(method, js_name = convertFromPixel)]
    fn convert_from_pixel(this: &Instance, finder: &JsValue, pixel: f64) -> JsValue;

    #[wasm_bindgen(method)]
    fn resize(this: &Instance);

    #[wasm_bindgen(method)]
    fn dispose(this: &Instance);
}

/// A chart in an element of the page; dropping it frees the element.
#[derive(Clone)]
pub(super) struct Drawing(Instance);

impl Drawing {
    /// An empty chart that fills the element.
    pub(super) fn new(element: &HtmlElement) -> Result<Self, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"renderer".into(), &"svg".into())?;
        init(element, &JsValue::NULL, &options).map(Self)
    }

    /// Draws; nothing of an earlier drawing remains.
    pub(super) fn draw(&self, chart: &charming::Chart) -> Result<(), JsValue> {
        let option = chart.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?;
        Self::draw_tooltip(&option)?;
        let settings = Object::new();
        Reflect::set(&settings, &"notMerge".into(), &JsValue::TRUE)?;
        // In the next frame: the page is free between taking the numbers and drawing them.
        Reflect::set(&settings, &"lazyUpdate".into(), &JsValue::TRUE)?;
        self.0.set_option(&option, &settings)
    }

    /// Has the box that follows the pointer drawn like the chart: as an element of the page it would bring styles that the page's
    /// policy forbids.
    fn draw_tooltip(option: &JsValue) -> Result<(), JsValue> {
        let Ok(tooltip) = Reflect::get(option, &"tooltip".into())?.dyn_into::<Object>() else {
            return Ok(());
        };
        Reflect::set(&tooltip, &"renderMode".into(), &"richText".into())?;
        let text = Object::new();
        Reflect::set(&text, &"color".into(), &tokens::TEXT.into())?;
        Reflect::set(&text, &"fontSize".into(), &12.into())?;
        Reflect::set(&tooltip, &"textStyle".into(), &text)?;
        Ok(())
    }

    /// Tells from now on which category of the horizontal axis, from 0, is clicked, on a bar, above or below it.
    pub(super) fn on_pick(&self, pick: impl Fn(usize) + 'static) {
        let instance = self.0.clone();
        let on_click = Closure::<dyn Fn(Click)>::new(move |click: Click| {
            let finder = Object::new();
            let is_set = Reflect::set(&finder, &"xAxisIndex".into(), &0.into());
            let category = instance.convert_from_pixel(&finder, click.x());
            if let (Ok(true), Some(category)) = (is_set, category.as_f64())
                && category >= 0.0
            {
                pick(category as usize);
            }
        });
        // The chart has it as long as it lives.
        let on_click = on_click.into_js_value();
        self.0.canvas().on("click", on_click.unchecked_ref());
    }

    /// Follows the size of the element.
    pub(super) fn resize(&self) {
        self.0.resize();
    }

    /// Frees the element.
    pub(super) fn dispose(&self) {
        self.0.dispose();
    }
}

thread_local! {
    /// The library, if it is there or on its way.
    static LOADING: RefCell<Option<Promise>> = const { RefCell::new(None) };
    /// How often that was tried.
    static TRIES: Cell<u32> = const { Cell::new(0) };
}

/// Loads the library while there is nothing else to do: to read it in takes longer than a person may wait for a letter
/// that they type.
pub(crate) fn prepare() {
    wasm_bindgen_futures::spawn_local(async {
        // Whether it is there is seen when a chart is to be drawn.
        let _ = loaded().await;
    });
}

/// Resolves when the library is there. If it cannot be loaded, it is tried anew when it is asked for again.
pub(super) async fn loaded() -> Result<(), JsValue> {
    let loading = LOADING.with_borrow_mut(|loading| {
        let loading = loading.get_or_insert_with(|| future_to_promise(load()));
        loading.clone()
    });
    let outcome = JsFuture::from(loading.clone()).await;
    if outcome.is_err() {
        LOADING.with_borrow_mut(|now| {
            // Somebody else may have begun anew.
            now.take_if(|now| Object::is(now, &loading));
        });
    }
    outcome.map(drop)
}

/// Loads the script, and waits until it has read all that it needs.
async fn load() -> Result<JsValue, JsValue> {
    JsFuture::from(load_script()).await?;
    let read: Promise = Reflect::get(&js_sys::global(), &"chartsAreRead".into())?.dyn_into()?;
    JsFuture::from(read).await
}

fn load_script() -> Promise {
    Promise::new(&mut |resolve, reject| {
        let insert = || -> Result<(), JsValue> {
            let document = web_sys::window()
                .and_then(|window| window.document())
                .ok_or(JsValue::NULL)?;
            let script: HtmlScriptElement = document.create_element("script")?.unchecked_into();
            script.set_type("module");
            // Browsers remember of an address that there was no script.
            let tries = TRIES.replace(TRIES.get() + 1);
            script.set_src(&match tries {
                0 => "charts/charts.js".to_owned(),
                _ => format!("charts/charts.js?{tries}"),
            });
            script.set_onload(Some(&resolve));
            script.set_onerror(Some(&reject));
            document
                .head()
                .ok_or(JsValue::NULL)?
                .append_child(&script)?;
            Ok(())
        };
        if let Err(error) = insert() {
            // A promise ignores what its rejection returns.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    })
}
