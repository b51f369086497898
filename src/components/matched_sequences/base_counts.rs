use std::sync::Arc;

use leptos::prelude::*;
use protocol::{MatchedColumn, MatchedSequences};

use crate::model::format::integer;
use crate::model::logo::information_bits;

/// How many matches have which base in each column, as a table.
#[component]
pub(super) fn BaseCounts(looked: Arc<MatchedSequences>) -> impl IntoView {
    let has_others = looked
        .columns
        .iter()
        .any(|column| matches!(column, MatchedColumn::Letter { others, .. } if *others > 0));
    let rows = (1..)
        .zip(&looked.columns)
        .map(|(number, column)| row(number, column, has_others));
    let rows = rows.collect_view();
    view! {
        <details>
            <summary>"Base counts as table"</summary>
            <div class="short-table" tabindex="0" role="group" aria-label="Base counts, scrollable">
                <table>
                    <caption>"Base counts"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            <th scope="col">"Motif"</th>
                            {["A", "C", "G", "T"]
                                .map(|base| view! { <th scope="col" class="number">{base}</th> })
                                .collect_view()}
                            {has_others.then(|| view! { <th scope="col" class="number">"Other"</th> })}
                            <th scope="col" class="number">"Bits"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

fn row(number: u32, column: &MatchedColumn, has_others: bool) -> AnyView {
    match column {
        MatchedColumn::Letter {
            code,
            counts,
            others,
        } => {
            let numbers = counts.iter().chain(has_others.then_some(others));
            let numbers: Vec<u64> = numbers.copied().collect();
            view! {
                <tr>
                    <th scope="row">{number}</th>
                    <td class="sequence">{code.to_string()}</td>
                    {numbers
                        .into_iter()
                        .map(|count| view! { <td class="number">{integer(count)}</td> })
                        .collect_view()}
                    <td class="number">{format!("{:.2}", information_bits(counts))}</td>
                </tr>
            }
            .into_any()
        }
        MatchedColumn::Spacer {
            code,
            min_bases,
            counts,
        } => {
            let columns = if has_others { 6 } else { 5 };
            let last = *min_bases as usize + counts.len() - 1;
            view! {
                <tr>
                    <th scope="row">{number}</th>
                    <td class="sequence">{code.to_string()}</td>
                    <td colspan=columns.to_string()>{format!("{min_bases} to {last} letters")}</td>
                </tr>
            }
            .into_any()
        }
    }
}
