//! Tables: what their styles say of each cell, and which cells are shown.

use super::super::HiddenReason;
use super::super::visibility::{self, Paint, Room, doubt, worse};
use super::super::xml::Element;
use super::colours::Theme;
use super::properties::{Properties, TWIP, is_on, measure, value};
use super::styles::of_both;
use super::words::is_placeholder;
use super::{Reader, Role, Surroundings};

/// Parts of a table style, each laid over those before it.
const PARTS: [&str; 13] = [
    "wholeTable",
    "band1Vert",
    "band2Vert",
    "band1Horz",
    "band2Horz",
    "firstCol",
    "lastCol",
    "firstRow",
    "lastRow",
    "nwCell",
    "neCell",
    "swCell",
    "seCell",
];

/// A column narrower than this many points, of a table that keeps its widths, shows no word.
const NARROWEST_COLUMN: f64 = 8.0;

/// A cell reaches so far out of its table at most, in points.
const MOST_OUTWARDS: f64 = 36.0;

#[derive(Clone, Copy, Default)]
struct Part {
    properties: Properties,
    shade: Option<Paint>,
}

impl Part {
    fn read(element: Element<'_>, theme: &Theme) -> Self {
        let cell = element.at(&["tcPr", "shd"]);
        let table = element.at(&["tblPr", "shd"]);
        let is_hidden = element.at(&["trPr", "hidden"]).is_some_and(is_on);
        let mut properties = of_both(element, theme);
        if is_hidden {
            properties = Properties::doubtful().over(properties);
        }
        Self {
            properties,
            shade: cell.or(table).map(|shade| theme.shade(shade)),
        }
    }

    fn over(self, base: Self) -> Self {
        Self {
            properties: self.properties.over(base.properties),
            shade: self.shade.or(base.shade),
        }
    }
}

/// A table style: the whole table and its parts.
#[derive(Clone, Default)]
pub(super) struct TableStyle {
    whole: Part,
    parts: [Option<Part>; PARTS.len()],
    row_band: Option<usize>,
    column_band: Option<usize>,
}

impl TableStyle {
    pub(super) fn read(style: Element<'_>, theme: &Theme) -> Self {
        let mut out = Self {
            whole: Part::read(style, theme),
            ..Self::default()
        };
        let band = |name: &str| {
            let size = style.at(&["tblPr", name]).and_then(value)?;
            size.parse::<usize>().ok()
        };
        out.row_band = band("tblStyleRowBandSize");
        out.column_band = band("tblStyleColBandSize");
        for part in style.children().filter(|part| part.name() == "tblStylePr") {
            let kind = part.own("type").unwrap_or_default();
            match PARTS.iter().position(|name| **name == *kind) {
                Some(at) => out.parts[at] = Some(Part::read(part, theme)),
                None => out.whole.properties = Properties::doubtful().over(out.whole.properties),
            }
        }
        out
    }

    pub(super) fn base_on(&mut self, base: &Self) {
        self.whole = self.whole.over(base.whole);
        for (part, base) in self.parts.iter_mut().zip(base.parts) {
            *part = match (*part, base) {
                (Some(own), Some(base)) => Some(own.over(base)),
                (own, base) => own.or(base),
            };
        }
        self.row_band = self.row_band.or(base.row_band);
        self.column_band = self.column_band.or(base.column_band);
    }

    pub(super) fn doubt(&mut self) {
        self.whole.properties = Properties::doubtful().over(self.whole.properties);
    }

    /// What holds for a cell.
    fn cell(&self, look: Option<Look>, at: Place) -> Part {
        match look {
            Some(look) => self.laid(look, at),
            // Without a word on which parts show, viewers differ.
            None => {
                let none = self.laid(Look::default(), at);
                let all = self.laid(Look::ALL, at);
                let both = [none, all].map(|part| part.shade.unwrap_or_default());
                let mut properties = none.properties;
                if all.properties != none.properties {
                    properties = Properties::doubtful().over(properties);
                }
                Part {
                    properties,
                    shade: Some(
                        both[0]
                            .over(visibility::WHITE)
                            .agreed(both[1].over(visibility::WHITE)),
                    )
                    .filter(|_| both[0] != both[1])
                    .or(none.shade),
                }
            }
        }
    }

    fn laid(&self, look: Look, at: Place) -> Part {
        let first_row = look.first_row && at.row == 0;
        let last_row = look.last_row && at.row + 1 == at.rows;
        let first_column = look.first_column && at.column == 0;
        let last_column = look.last_column && at.column + 1 == at.columns;
        let band = |place: usize, is_after: bool, size: Option<usize>| {
            place.saturating_sub(usize::from(is_after)) / size.unwrap_or(1).max(1) % 2
        };
        let row = band(at.row, look.first_row, self.row_band);
        let column = band(at.column, look.first_column, self.column_band);
        let in_rows = look.row_bands && !first_row && !last_row;
        let in_columns = look.column_bands && !first_column && !last_column;
        let holds = [
            true,
            in_columns && column == 0,
            in_columns && column == 1,
            in_rows && row == 0,
            in_rows && row == 1,
            first_column,
            last_column,
            first_row,
            last_row,
            first_row && first_column,
            first_row && last_column,
            last_row && first_column,
            last_row && last_column,
        ];
        let mut out = self.whole;
        for (part, _) in self.parts.iter().zip(holds).filter(|(_, holds)| *holds) {
            if let Some(part) = part {
                out = part.over(out);
            }
        }
        out
    }
}

#[derive(Clone, Copy)]
struct Place {
    row: usize,
    rows: usize,
    column: usize,
    columns: usize,
}

/// Which parts of its style a table shows.
#[derive(Clone, Copy, Default)]
struct Look {
    first_row: bool,
    last_row: bool,
    first_column: bool,
    last_column: bool,
    row_bands: bool,
    column_bands: bool,
}

impl Look {
    const ALL: Self = Self {
        first_row: true,
        last_row: true,
        first_column: true,
        last_column: true,
        row_bands: true,
        column_bands: true,
    };

    fn read(look: Element<'_>) -> Self {
        let bits = value(look).and_then(|hex| u32::from_str_radix(&hex, 16).ok());
        let is_set = |name: &str, bit: u32| match look.own(name) {
            Some(stated) => matches!(&*stated, "1" | "true" | "on"),
            None => bits.is_some_and(|bits| bits & bit != 0),
        };
        Self {
            first_row: is_set("firstRow", 0x20),
            last_row: is_set("lastRow", 0x40),
            first_column: is_set("firstColumn", 0x80),
            last_column: is_set("lastColumn", 0x100),
            row_bands: !is_set("noHBand", 0x200),
            column_bands: !is_set("noVBand", 0x400),
        }
    }
}

/// Rows or cells of a table, also those within controls and insertions.
fn within<'t>(parent: Element<'t>, name: &str, out: &mut Vec<Element<'t>>) {
    for child in parent.children() {
        match child.name() {
            found if found == name && child.prefix() == parent.prefix() => out.push(child),
            "sdt" if is_placeholder(child) => {}
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => within(child, name, out),
            _ => {}
        }
    }
}

impl Reader<'_> {
    pub(super) fn table(&mut self, table: Element<'_>, around: Surroundings) {
        let properties = table.child("tblPr");
        let of_table = |name: &str| properties.and_then(|properties| properties.child(name));
        let style = of_table("tblStyle").and_then(value);
        let style = self.styles.of_table(style.as_deref());
        let look = of_table("tblLook").map(Look::read);
        let is_fixed = of_table("tblLayout")
            .and_then(|layout| layout.own("type"))
            .is_some_and(|kind| kind == "fixed");
        let mut hidden = around.hidden;
        let indent = of_table("tblInd").map_or(0.0, |indent| measure(indent, "w", TWIP));
        hidden = worse(hidden, self.beside(indent, around));
        if let Some(float) = of_table("tblpPr") {
            hidden = worse(
                hidden,
                self.off_page(float, ["tblpX", "tblpY"], ["horzAnchor", "vertAnchor"]),
            );
        }
        let shade = of_table("shd").map(|shade| self.theme.shade(shade));
        let grid: Vec<f64> = table
            .child("tblGrid")
            .into_iter()
            .flat_map(|grid| grid.children())
            .filter(|column| column.name() == "gridCol")
            .map(|column| measure(column, "w", TWIP))
            .collect();

        let (mut rows, mut all) = (Vec::new(), Vec::new());
        within(table, "tr", &mut rows);
        rows.retain(|row| row.at(&["trPr", "del"]).is_none());
        let count = rows.len();
        for (at, row) in rows.iter().enumerate() {
            let of_row = self.row_hidden(*row);
            let height = row
                .at(&["trPr", "trHeight"])
                .filter(|height| height.own("hRule").is_some_and(|rule| rule == "exact"))
                .map(|height| measure(height, "val", TWIP));
            let mut cells = Vec::new();
            within(*row, "tc", &mut cells);
            let columns = cells.len();
            let before = row.at(&["trPr", "gridBefore"]).and_then(value);
            let before = before.and_then(|before| before.parse::<usize>().ok());
            let mut column_of_grid = before.unwrap_or(0).min(1000);
            let is_shifted = column_of_grid > 0;
            let mut of_this = Vec::new();
            for (column, cell) in cells.into_iter().enumerate() {
                let place = Place {
                    row: at,
                    rows: count,
                    column,
                    columns,
                };
                let part = style.cell(look, place);
                let span = cell
                    .at(&["tcPr", "gridSpan"])
                    .and_then(value)
                    .and_then(|span| span.parse::<usize>().ok())
                    .unwrap_or(1)
                    .clamp(1, 1000);
                let width: Option<f64> = grid
                    .get(column_of_grid..column_of_grid + span)
                    .map(|columns| columns.iter().sum());
                column_of_grid += span;
                let mut inside = Surroundings {
                    hidden: worse(hidden, of_row),
                    table: part.properties,
                    flow: false,
                    ..around
                };
                let of_cell = cell
                    .at(&["tcPr", "shd"])
                    .map(|shade| self.theme.shade(shade));
                inside.ground = of_cell
                    .or(part.shade)
                    .or(shade)
                    .unwrap_or_default()
                    .over(around.ground);
                inside.on_page &=
                    of_cell.or(part.shade).or(shade).unwrap_or_default() == Paint::Auto;
                inside.hidden = worse(inside.hidden, self.cell_hidden(cell, width, is_fixed));
                // Behind the last column there is no room.
                inside.hidden = worse(
                    inside.hidden,
                    doubt(is_shifted && width.is_none() && !grid.is_empty()),
                );
                if let Some(width) = width.filter(|width| *width > 0.0) {
                    inside.width = width.min(around.width);
                }
                if let Some(height) = height {
                    inside.room = Some(self.rooms.len());
                    self.rooms.push(Room::new(inside.width, height));
                }
                of_this.push((cell, inside));
            }
            all.push(of_this);
        }
        if columns(&all) {
            self.by_columns(&all);
            return;
        }
        for row in all {
            self.builder.begin_row();
            for (cell, inside) in row {
                self.builder.begin_cell();
                self.blocks(cell, inside);
            }
            self.builder.end_row();
        }
    }

    /// Column by column, each below its head, the names of the rows with the first of them.
    fn by_columns(&mut self, rows: &[Vec<(Element<'_>, Surroundings)>]) {
        let Some((head, body)) = rows.split_first() else {
            return;
        };
        for (at, (name, around)) in head.iter().enumerate() {
            let outer = self.forced_role.replace(Role::Heading);
            self.blocks(*name, *around);
            self.forced_role = outer;
            for row in body.iter().filter(|_| at > 0) {
                let first = row.first().filter(|_| at == 1);
                for (cell, around) in first.into_iter().chain(row.get(at)) {
                    self.blocks(*cell, *around);
                }
            }
        }
    }

    fn row_hidden(&self, row: Element<'_>) -> Option<HiddenReason> {
        let mut out = None;
        for property in row.child("trPr").into_iter().flat_map(Element::children) {
            let found = match property.name() {
                "hidden" if is_on(property) => Some(HiddenReason::Invisible),
                "wBefore" => self.beside(measure(property, "w", TWIP), Surroundings::default()),
                "hidden" | "trHeight" | "gridBefore" | "gridAfter" | "wAfter" | "cantSplit"
                | "tblHeader" | "jc" | "tblCellSpacing" | "cnfStyle" | "divId" | "ins"
                | "trPrChange" => None,
                _ => Some(HiddenReason::Doubtful),
            };
            out = worse(out, found);
        }
        out
    }

    fn cell_hidden(
        &self,
        cell: Element<'_>,
        width: Option<f64>,
        is_fixed: bool,
    ) -> Option<HiddenReason> {
        let mut out = visibility::doubt(
            is_fixed && width.is_some_and(|width| width.is_nan() || width < NARROWEST_COLUMN),
        );
        for property in cell.child("tcPr").into_iter().flat_map(Element::children) {
            let found = match property.name() {
                // What stands in a cell that goes on is not shown.
                "vMerge" | "hMerge" if value(property).is_none_or(|kind| kind != "restart") => {
                    Some(HiddenReason::Covered)
                }
                "cellDel" => Some(HiddenReason::Invisible),
                "tcW" => {
                    let is_length = property.own("type").is_none_or(|kind| kind == "dxa");
                    let width = measure(property, "w", TWIP);
                    visibility::doubt(
                        is_fixed && is_length && width > 0.0 && width < NARROWEST_COLUMN,
                    )
                }
                "tcMar" => {
                    let far = property.children().any(|side| {
                        let width = measure(side, "w", TWIP);
                        !(-MOST_OUTWARDS..=200.0).contains(&width)
                    });
                    visibility::doubt(far)
                }
                "tcFitText" => visibility::doubt(is_on(property)),
                "vMerge" | "hMerge" | "gridSpan" | "tcBorders" | "shd" | "noWrap"
                | "textDirection" | "vAlign" | "hideMark" | "cnfStyle" | "headers" | "cellIns"
                | "tcPrChange" => None,
                _ => Some(HiddenReason::Doubtful),
            };
            out = worse(out, found);
        }
        out
    }
}

/// Whether the columns of a table are read one after the other: a row of heads, and below them
/// lists of paragraphs side by side (`Criteria`, `Essential`, `Desirable`).
fn columns(rows: &[Vec<(Element<'_>, Surroundings)>]) -> bool {
    let paragraphs = |cell: Element<'_>| {
        let paragraphs = cell.children();
        paragraphs.filter(|block| block.name() == "p").count()
    };
    let plain = |cell: Element<'_>| {
        let mut blocks = cell.children();
        blocks.all(|block| matches!(block.name(), "p" | "tcPr"))
    };
    let Some((head, body)) = rows.split_first() else {
        return false;
    };
    let lists = |row: &[(Element<'_>, Surroundings)]| {
        let cells = row.iter();
        cells.filter(|(cell, _)| paragraphs(*cell) > 1).count()
    };
    let is_even = rows
        .iter()
        .all(|row| row.len() == head.len() && row.iter().all(|(cell, _)| plain(*cell)));
    head.len() > 2
        && is_even
        && lists(head) == 0
        && body
            .iter()
            .all(|row| row.first().is_some_and(|(cell, _)| paragraphs(*cell) == 1))
        && body.iter().any(|row| lists(row) > 1)
}
