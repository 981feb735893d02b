//! Tables: which cells are shown, what they paint, what they cut off.

use super::super::HiddenReason;
use super::super::visibility::{Room, doubt, worse};
use super::super::xml::Element;
use super::{Around, Reader, TABLE_OVER_THE_EDGE, words};

impl<'t> Reader<'t> {
    pub(super) fn table(&mut self, table: Element<'t>, around: Around) {
        let stated = self.styles.of(table, "table", self.part);
        let edge = if around.flow { self.page.left } else { 0.0 };
        let from = edge + stated.left.unwrap_or(0.0);
        let mut hidden = doubt(stated.doubt);
        if stated.is_invisible() {
            hidden = Some(HiddenReason::Invisible);
        }
        hidden = worse(hidden, doubt(from.is_nan() || from < -TABLE_OVER_THE_EDGE));
        if from >= self.page.width {
            hidden = Some(HiddenReason::OffPage);
        }
        let inside = around.hidden(hidden).on(stated.ground);
        let mut columns = Vec::new();
        self.columns(table, &mut columns);
        self.rows(table, inside, &columns);
    }

    /// Width of each column and whether it is shown, as far as they are few.
    pub(super) fn columns(&self, parent: Element<'t>, out: &mut Vec<(Option<f64>, bool)>) {
        for column in parent.children() {
            match column.name() {
                "table-columns" | "table-header-columns" | "table-column-group" => {
                    self.columns(column, out);
                }
                "table-column" => {
                    let width = self.styles.of(column, "table-column", self.part).width;
                    let is_shown = is_visible(column);
                    let times = repeated(column, "number-columns-repeated");
                    for _ in 0..times.min(1_000usize.saturating_sub(out.len())) {
                        out.push((width, is_shown));
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn rows(
        &mut self,
        table: Element<'t>,
        around: Around,
        columns: &[(Option<f64>, bool)],
    ) {
        for row in table.children() {
            match row.name() {
                "table-row" => self.row(row, around, columns),
                "table-rows" | "table-header-rows" | "table-row-group" => {
                    let is_off = row
                        .attribute("display")
                        .is_some_and(|shown| shown == "false");
                    self.rows(row, around.hidden(doubt(is_off)), columns);
                }
                _ => {}
            }
        }
    }

    pub(super) fn row(
        &mut self,
        row: Element<'t>,
        around: Around,
        columns: &[(Option<f64>, bool)],
    ) {
        let stated = self.styles.of(row, "table-row", self.part);
        let around = around.on(stated.ground).hidden(doubt(!is_visible(row)));
        self.builder.begin_row();
        let mut column = 0;
        for cell in row.children() {
            let times = repeated(cell, "number-columns-repeated");
            let spanned = repeated(cell, "number-columns-spanned");
            let (width, is_shown) = columns.get(column).copied().unwrap_or((None, true));
            column += times;
            match cell.name() {
                "table-cell" => {
                    self.builder.begin_cell();
                    let stated = self.styles.of(cell, "table-cell", self.part);
                    let mut inside = around.on(stated.ground);
                    inside.flow = false;
                    let widths =
                        columns.get(column - times..(column - times).saturating_add(spanned));
                    let width = widths
                        .and_then(|widths| {
                            widths.iter().map(|(width, _)| *width).sum::<Option<f64>>()
                        })
                        .or(width);
                    let narrow = width.is_some_and(|width| width.is_nan() || width < 8.0);
                    inside = inside.hidden(doubt(narrow || !is_shown || stated.doubt));
                    inside.width = width.unwrap_or(f64::INFINITY);
                    if let Some(height) = self.styles.of(row, "table-row", self.part).row_height {
                        inside.room = Some(self.rooms.len());
                        self.rooms.push(Room::new(inside.width, height));
                    }
                    self.blocks(cell, inside);
                }
                // Another cell reaches over it.
                "covered-table-cell" => {
                    self.builder.hidden(&words(cell), HiddenReason::Covered);
                }
                _ => {}
            }
        }
        self.builder.end_row();
    }
}

fn is_visible(element: Element<'_>) -> bool {
    element
        .attribute("visibility")
        .is_none_or(|shown| shown == "visible")
}

fn repeated(element: Element<'_>, name: &str) -> usize {
    let times = element.attribute(name).and_then(|times| times.parse().ok());
    times.unwrap_or(1).clamp(1, 1_000)
}
