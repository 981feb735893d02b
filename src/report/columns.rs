//! The one look of tables on a terminal.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// An empty table `width` columns wide, those at `right` with their cells to the right.
pub(crate) fn table(width: u16, header: &[&str], right: &[usize]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(header);
    for &column in right {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}
