use leptos::prelude::*;
use protocol::MatchedColumn;

use crate::model::logo::{LogoScale, spoken, stack};

const COLUMN_PX: f64 = 24.0;
const SPACER_PX: f64 = 56.0;
/// Room on the left for the numbers of the axis.
const LEFT_PX: f64 = 32.0;
const TOP_PX: f64 = 8.0;
const HEIGHT_PX: f64 = 96.0;
/// Room below for the motif's letters and the columns' numbers.
const BELOW_PX: f64 = 34.0;
/// Lower letters cannot be made out.
const LEAST_PX: f64 = 0.4;

/// The outlines of A, C, G and T in a square of 100: the same everywhere, whatever fonts there are.
const GLYPHS: [&str; 4] = [
    "M0 100 38 0H62L100 100H79L71 76H29L21 100ZM35 59H65L50 20Z",
    "M100 28C94 10 76 0 52 0C20 0 0 20 0 50C0 80 20 100 52 100C77 100 95 89 100 70L79 65C75 77 66 83 52 83C32 83 21 71 21 50C21 29 32 17 52 17C66 17 75 23 79 34Z",
    "M100 28C94 10 76 0 52 0C20 0 0 20 0 50C0 80 20 100 53 100C73 100 89 93 100 82V46H54V62H80V73C73 80 64 83 53 83C32 83 21 71 21 50C21 29 32 17 52 17C66 17 75 22 79 33Z",
    "M0 0H100V17H61V100H39V17H0Z",
];
const CLASSES: [&str; 4] = ["base-a", "base-c", "base-g", "base-t"];

/// A sequence logo. The letters are drawn, so that they can be told apart without their colours.
#[component]
pub(crate) fn Logo(
    /// The columns of the motif.
    columns: Vec<MatchedColumn>,
    /// What the heights say.
    scale: LogoScale,
) -> impl IntoView {
    let mut left = LEFT_PX;
    let mut views = Vec::new();
    for (number, column) in (1..).zip(&columns) {
        let (width, view) = match column {
            MatchedColumn::Letter { code, counts, .. } => {
                (COLUMN_PX, letters(left, number, *code, counts, scale))
            }
            MatchedColumn::Spacer {
                code,
                min_bases,
                counts,
            } => {
                let last = *min_bases as usize + counts.len() - 1;
                (
                    SPACER_PX,
                    spacer(left, *code, &format!("{min_bases}–{last}")),
                )
            }
        };
        left += width;
        views.push(view);
    }
    let (width, height) = (left + 4.0, TOP_PX + HEIGHT_PX + BELOW_PX);
    let label = format!(
        "Sequence logo; from 5' to 3' most matches have {}.",
        spoken(&columns)
    );
    view! {
        <svg
            class="logo"
            role="img"
            aria-label=label
            width=width.to_string()
            height=height.to_string()
            viewBox=format!("0 0 {width} {height}")
        >
            {axis(scale, left)}
            {views}
        </svg>
    }
}

fn axis(scale: LogoScale, right: f64) -> impl IntoView {
    let ticks = [0.0, 0.5, 1.0].map(|share| {
        let y = TOP_PX + HEIGHT_PX * (1.0 - share);
        let value = (scale.greatest() * share).to_string();
        view! {
            <line class="rule" x1=LEFT_PX.to_string() x2=right.to_string() y1=y.to_string() y2=y.to_string()></line>
            <text class="tick" x=(LEFT_PX - 6.0).to_string() y=(y + 4.0).to_string() text-anchor="end">
                {value}
            </text>
        }
    });
    ticks.collect_view()
}

fn letters(left: f64, number: u32, code: char, counts: &[u64; 4], scale: LogoScale) -> AnyView {
    let mut bottom = TOP_PX + HEIGHT_PX;
    let mut views = Vec::new();
    for (base, height) in stack(counts, scale) {
        let height = height / scale.greatest() * HEIGHT_PX;
        bottom -= height;
        if height < LEAST_PX {
            continue;
        }
        let place = format!(
            "translate({:.2} {bottom:.2}) scale({} {:.4})",
            left + 1.0,
            (COLUMN_PX - 2.0) / 100.0,
            height / 100.0
        );
        views.push(view! {
            <path
                class=CLASSES[base]
                d=GLYPHS[base]
                transform=place
                fill="currentColor"
                fill-rule="evenodd"
                data-base=&"ACGT"[base..=base]
                data-height=format!("{height:.2}")
            ></path>
        });
    }
    view! {
        <g class="logo-column">
            {views}
            {below(left + COLUMN_PX / 2.0, &code.to_string(), &number.to_string())}
        </g>
    }
    .into_any()
}

fn spacer(left: f64, code: char, lengths: &str) -> AnyView {
    let y = TOP_PX + HEIGHT_PX;
    view! {
        <g class="logo-spacer">
            <line
                class="gap"
                x1=(left + 6.0).to_string()
                x2=(left + SPACER_PX - 6.0).to_string()
                y1=(y - 1.0).to_string()
                y2=(y - 1.0).to_string()
                stroke-dasharray="3 3"
            ></line>
            {below(left + SPACER_PX / 2.0, &code.to_string(), lengths)}
        </g>
    }
    .into_any()
}

/// The letter of the motif, and a number below it.
fn below(middle: f64, code: &str, number: &str) -> impl IntoView + use<> {
    let y = TOP_PX + HEIGHT_PX;
    view! {
        <text class="code" x=middle.to_string() y=(y + 14.0).to_string() text-anchor="middle">
            {code.to_owned()}
        </text>
        <text class="tick" x=middle.to_string() y=(y + 28.0).to_string() text-anchor="middle">
            {number.to_owned()}
        </text>
    }
}
