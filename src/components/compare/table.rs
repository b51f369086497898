use leptos::prelude::*;

/// A table of numbers behind a chart: the first column names the row.
#[component]
pub(super) fn NumbersTable(
    /// What the numbers are.
    caption: &'static str,
    /// What the columns are.
    columns: Vec<String>,
    /// The rows, a text for each column.
    rows: Vec<Vec<String>>,
) -> impl IntoView {
    view! {
        <details class="numbers">
            <summary>"Table: " {caption}</summary>
            <div class="numbers-scroll">
                <table>
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            {columns
                                .into_iter()
                                .enumerate()
                                .map(|(index, column)| {
                                    view! { <th scope="col" class:number=index != 0>{column}</th> }
                                })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {rows
                            .into_iter()
                            .map(|row| {
                                let mut cells = row.into_iter();
                                let name = cells.next();
                                view! {
                                    <tr>
                                        <th scope="row">{name}</th>
                                        {cells.map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </details>
    }
}
