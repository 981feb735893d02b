//! The spreadsheet: the ranking, requirements by candidate, points by feature, and the run.
//!
//! Text is written as text and is neutralised as in the CSV, since a spreadsheet that is saved as
//! CSV again would otherwise run it. The only time in the file is the as-of date.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatDataBarDirection, DocProperties,
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::csv::{COLUMNS, NUMBERS, rows, status_word, text_cell};
use super::jobs::{JobRanking, matrix};
use super::{Ranked, Run, requirement_title};
use crate::explain::Explanation;
use crate::features::{Feature, JobQuery, Outcome, REGISTRY};
use crate::model::{Points, registry_hash};
use crate::rank::{Match, Ranking};

/// A cell holds at most 32,767 characters; what is longer ends in `…`.
const LONGEST_CELL: usize = 32_000;

/// Points that a line of text is high.
const LINE_HEIGHT: f64 = 15.0;
const MOST_HEADER_LINES: f64 = 8.0;

/// The ranking as an Excel workbook.
///
/// # Errors
/// When there are more rows than a sheet holds.
pub fn ranking_xlsx(ranked: Ranked) -> Result<Vec<u8>, XlsxError> {
    let Ranked {
        run,
        job,
        ranking,
        top,
        ..
    } = ranked;
    let matches = ranking.top(top);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(run)?);
    let styles = Styles::new();
    rank_sheet(workbook.add_worksheet(), &styles, "Ranking", rows(ranked))?;
    requirement_sheet(workbook.add_worksheet(), &styles, job, &matches)?;
    point_sheet(workbook.add_worksheet(), &styles, &matches)?;
    run_sheet(workbook.add_worksheet(), &styles, run, ranking)?;
    workbook.save_to_buffer()
}

/// Several jobs as one workbook: the scores of each CV for each job, then each job's ranking on a
/// sheet of its own, then the run.
///
/// # Errors
/// When there are more rows or columns than a sheet holds.
pub fn jobs_xlsx(jobs: &[JobRanking], top: Option<usize>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let styles = Styles::new();
    if let Some(first) = jobs.first() {
        let titles = Run {
            job: "several jobs".to_owned(),
            ..first.run.clone()
        };
        workbook.set_properties(&properties(&titles)?);
    }
    matrix_sheet(workbook.add_worksheet(), &styles, jobs, top)?;
    let mut taken = BTreeSet::from(["jobs by cv".to_owned(), "run".to_owned()]);
    for job in jobs {
        let name = sheet_name(&job.job_id, &mut taken);
        let rows = rows(job.ranked(top));
        rank_sheet(workbook.add_worksheet(), &styles, &name, rows)?;
    }
    if let Some(first) = jobs.first() {
        let all = Run {
            job: jobs
                .iter()
                .map(|job| job.run.job.as_str())
                .collect::<Vec<_>>()
                .join("; "),
            ..first.run.clone()
        };
        run_sheet(workbook.add_worksheet(), &styles, &all, &first.ranking)?;
    }
    workbook.save_to_buffer()
}

/// One row a CV: its id, its status, the job it fits best, and its score for each.
fn matrix_sheet(
    sheet: &mut Worksheet,
    styles: &Styles,
    jobs: &[JobRanking],
    top: Option<usize>,
) -> Result<(), XlsxError> {
    let mut columns = [("cv_id", 18.0), ("status", 11.0), ("best_job", 24.0)]
        .map(|(name, width)| (name.to_owned(), width))
        .to_vec();
    columns.extend(jobs.iter().map(|job| (text_cell(&job.job_id), 20.0)));
    let mut table = Table::new(sheet, styles, "Jobs by CV", &columns, 1)?;
    for row in matrix(jobs, top) {
        table.next_row();
        table.text(0, &text_cell(row.cv_id), &styles.text)?;
        table.text(1, &row.status, &styles.text)?;
        table.text(2, &text_cell(row.best_job()), &styles.text)?;
        for (column, score) in (3..).zip(&row.scores) {
            if let Some(score) = score {
                table.points(column, *score)?;
            }
        }
    }
    table.finish(None)
}

/// A sheet's name that Excel takes and no other sheet has: 31 characters, none of `[]:*?/\\`, no
/// apostrophe at its ends.
fn sheet_name(job_id: &str, taken: &mut BTreeSet<String>) -> String {
    const LONGEST: usize = 31;
    let plain: String = job_id
        .chars()
        .map(|c| {
            if "[]:*?/\\'".contains(c) || c.is_control() {
                '_'
            } else {
                c
            }
        })
        .collect();
    // What counts is UTF-16.
    let cut = |most: usize| {
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= most
        };
        plain.chars().take_while(fits).collect::<String>()
    };
    let numbered = (2..).map(|number| {
        let ending = format!(" {number}");
        cut(LONGEST - ending.len()) + &ending
    });
    let mut free = std::iter::once(cut(LONGEST))
        .chain(numbered)
        // Excel keeps `History` for itself.
        .filter(|name| !name.trim().is_empty() && !name.eq_ignore_ascii_case("history"))
        .filter(|name| taken.insert(name.to_lowercase()));
    free.next().unwrap_or_default()
}

fn properties(run: &Run) -> Result<DocProperties, XlsxError> {
    let properties = DocProperties::new().set_title(format!("Ranking: {}", run.job));
    // The library would take the clock's time otherwise.
    let day = ExcelDateTime::parse_from_str(&run.as_of)?;
    Ok(properties.set_creation_datetime(&day))
}

struct Styles {
    header: Format,
    text: Format,
    day: Format,
    whole: Format,
    one_decimal: Format,
    three_decimals: Format,
    met: Format,
    partly: Format,
    not_found: Format,
    contradicted: Format,
}

impl Styles {
    fn new() -> Self {
        let filled = |colour| Format::new().set_background_color(Color::RGB(colour));
        Self {
            header: filled(0x00E8_EDF2)
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin),
            // Kept off the number before it.
            text: Format::new().set_indent(1),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            whole: Format::new().set_num_format("0"),
            one_decimal: Format::new().set_num_format("0.0"),
            three_decimals: Format::new().set_num_format("0.000"),
            met: filled(0x00D5_EBDD).set_indent(1),
            partly: filled(0x00FB_F0CC).set_indent(1),
            not_found: Format::new().set_indent(1),
            contradicted: filled(0x00F7_D4D0).set_bold().set_indent(1),
        }
    }

    fn decimals(&self, decimals: usize) -> &Format {
        match decimals {
            0 => &self.whole,
            1 => &self.one_decimal,
            _ => &self.three_decimals,
        }
    }

    /// The word says it; the colour only helps to find it.
    fn outcome(&self, outcome: Outcome) -> (&'static str, &Format) {
        match outcome {
            Outcome::Met => ("met", &self.met),
            Outcome::Partly => ("partly", &self.partly),
            Outcome::NotFound => ("not found", &self.not_found),
            Outcome::Contradicted => ("contradicted", &self.contradicted),
        }
    }
}

/// One sheet, written row by row below its header.
struct Table<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    columns: u16,
    row: u32,
}

impl<'a> Table<'a> {
    /// `columns` with their widths in characters; the first `frozen` stay in sight.
    fn new(
        sheet: &'a mut Worksheet,
        styles: &'a Styles,
        name: &str,
        columns: &[(String, f64)],
        frozen: u16,
    ) -> Result<Self, XlsxError> {
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, frozen)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        let mut count = 0;
        let mut lines = 1.0_f64;
        for (title, width) in columns {
            sheet.write_string_with_format(0, count, cut(title), &styles.header)?;
            sheet.set_column_width(count, *width)?;
            // Bold letters and whole words leave part of a line empty.
            lines = lines.max((title.chars().count() as f64 * 1.5 / width).ceil());
            count += 1;
        }
        sheet.set_row_height(0, LINE_HEIGHT * lines.min(MOST_HEADER_LINES) + 4.0)?;
        Ok(Self {
            sheet,
            styles,
            columns: count,
            row: 0,
        })
    }

    fn next_row(&mut self) {
        self.row += 1;
    }

    fn text(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        if !text.is_empty() {
            self.sheet
                .write_string_with_format(self.row, column, cut(text), format)?;
        }
        Ok(())
    }

    fn number(&mut self, column: u16, number: f64, decimals: usize) -> Result<(), XlsxError> {
        let format = self.styles.decimals(decimals);
        self.sheet
            .write_number_with_format(self.row, column, number, format)?;
        Ok(())
    }

    fn points(&mut self, column: u16, points: Points) -> Result<(), XlsxError> {
        self.number(column, points.as_f64(), 3)
    }

    /// Rank, id and score, with which the sheets about candidates begin.
    fn candidate(&mut self, known: &Match) -> Result<(), XlsxError> {
        if let Some(rank) = known.rank {
            self.number(0, rank.into(), 0)?;
        }
        self.text(1, &text_cell(&known.cv_id), &self.styles.text)?;
        match known.score() {
            Some(score) => self.points(2, score),
            None => self.text(2, &status_word(known.status), &self.styles.text),
        }
    }

    /// Filters over all rows, and a bar for each score.
    fn finish(self, score: Option<u16>) -> Result<(), XlsxError> {
        let last = self.row.max(1);
        self.sheet
            .autofilter(0, 0, last, self.columns.saturating_sub(1))?;
        if let Some(score) = score {
            let bar = ConditionalFormatDataBar::new()
                .set_minimum(rust_xlsxwriter::ConditionalFormatType::Number, 0)
                .set_maximum(rust_xlsxwriter::ConditionalFormatType::Number, 100)
                .set_direction(ConditionalFormatDataBarDirection::LeftToRight)
                .set_fill_color(Color::RGB(0x009F_C5E8))
                .set_solid_fill(true);
            self.sheet
                .add_conditional_format(1, score, last, score, &bar)?;
        }
        Ok(())
    }
}

pub(super) fn cut(text: &str) -> String {
    if text.len() <= LONGEST_CELL {
        return text.to_owned();
    }
    let mut end = LONGEST_CELL;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &text[..end])
}

/// Characters that a column of the ranking is wide.
fn width(column: &str) -> f64 {
    match column {
        "top_evidence" | "missing" | "next_best_change" | "partly" => 44.0,
        "flags" | "reason" | "source" | "contradicted" => 30.0,
        "cv_id" => 18.0,
        "score" | "model" | "relevant_years" | "total_years" => 14.0,
        _ => 11.0,
    }
}

fn rank_sheet(
    sheet: &mut Worksheet,
    styles: &Styles,
    name: &str,
    rows: impl Iterator<Item = [String; COLUMNS.len()]>,
) -> Result<(), XlsxError> {
    let columns = COLUMNS.map(|name| (name.to_owned(), width(name)));
    let mut table = Table::new(sheet, styles, name, &columns, 2)?;
    for row in rows {
        table.next_row();
        for ((column, name), cell) in (0..).zip(COLUMNS).zip(row) {
            let decimals = NUMBERS.iter().find(|(number, _)| *number == name);
            match (decimals, cell.parse()) {
                (Some((_, decimals)), Ok(number)) => table.number(column, number, *decimals)?,
                _ if name == "as_of" => {
                    let day = ExcelDateTime::parse_from_str(&cell)?;
                    let at = table.row;
                    table
                        .sheet
                        .write_datetime_with_format(at, column, &day, &styles.day)?;
                }
                _ => table.text(column, &cell, &styles.text)?,
            }
        }
    }
    let score = (0..)
        .zip(COLUMNS)
        .find_map(|(column, name)| (name == "score").then_some(column));
    table.finish(score)
}

fn requirement_sheet(
    sheet: &mut Worksheet,
    styles: &Styles,
    job: &JobQuery,
    matches: &[&Match],
) -> Result<(), XlsxError> {
    let count = job.profile.requirements.len();
    let mut columns = candidate_columns();
    columns.extend((0..count).map(|index| {
        let title = requirement_title(job, index as u32);
        (text_cell(&title), 16.0)
    }));
    let mut table = Table::new(sheet, styles, "Requirements", &columns, 3)?;
    for known in matches {
        table.next_row();
        table.candidate(known)?;
        for reason in known.explanation.iter().flat_map(|known| &known.reasons) {
            let contribution = &reason.contribution;
            let is_requirement = matches!(
                contribution.feature,
                Feature::MustCoverage | Feature::NiceCoverage
            );
            if let Some(index) = contribution.requirement.filter(|_| is_requirement)
                && let Ok(column) = u16::try_from(index + 3)
            {
                let (word, format) = styles.outcome(contribution.outcome);
                table.text(column, word, format)?;
            }
        }
    }
    table.finish(Some(2))
}

fn candidate_columns() -> Vec<(String, f64)> {
    [("rank", 7.0), ("cv_id", 18.0), ("score", 14.0)]
        .map(|(name, width)| (name.to_owned(), width))
        .to_vec()
}

/// Points earned by each feature: base and features of a row sum to its score.
fn point_sheet(
    sheet: &mut Worksheet,
    styles: &Styles,
    matches: &[&Match],
) -> Result<(), XlsxError> {
    let explained = || {
        matches
            .iter()
            .filter_map(|known| known.explanation.as_ref())
    };
    let of = |known: &Explanation, feature: Feature| -> Option<Points> {
        let of_feature = |reason: &&crate::explain::Reason| reason.contribution.feature == feature;
        let mut points = known.reasons.iter().filter(of_feature).peekable();
        points.peek()?;
        Some(points.map(|reason| reason.contribution.points).sum())
    };
    let features: Vec<Feature> = REGISTRY
        .iter()
        .map(|info| info.feature)
        .filter(|feature| explained().any(|known| of(known, *feature).is_some()))
        .collect();
    let mut columns = candidate_columns();
    columns.push(("base".to_owned(), 11.0));
    columns.extend(features.iter().map(|feature| {
        let title = feature.name().replace('_', " ");
        (title, 14.0)
    }));
    let mut table = Table::new(sheet, styles, "Points", &columns, 3)?;
    for known in matches {
        table.next_row();
        table.candidate(known)?;
        if let Some(explained) = &known.explanation {
            table.points(3, explained.base)?;
            for (column, feature) in (4..).zip(&features) {
                if let Some(points) = of(explained, *feature) {
                    table.points(column, points)?;
                }
            }
        }
    }
    table.finish(Some(2))
}

fn run_sheet(
    sheet: &mut Worksheet,
    styles: &Styles,
    run: &Run,
    ranking: &Ranking,
) -> Result<(), XlsxError> {
    let columns = [("what", 28.0), ("value", 60.0)].map(|(name, width)| (name.to_owned(), width));
    let mut table = Table::new(sheet, styles, "Run", &columns, 0)?;
    let texts = [
        ("job", text_cell(&run.job)),
        ("model", text_cell(&run.model)),
        ("as of", run.as_of.clone()),
        ("cvrank", env!("CARGO_PKG_VERSION").to_owned()),
        ("features (registry)", registry_hash()),
    ];
    for (name, value) in texts {
        table.next_row();
        table.text(0, name, &styles.text)?;
        table.text(1, &value, &styles.text)?;
    }
    let mut counts = vec![("CVs".to_owned(), ranking.matches.len())];
    for known in &ranking.matches {
        let word = status_word(known.status).replace('_', " ");
        match counts.iter_mut().find(|(name, _)| *name == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    for (name, count) in counts {
        table.next_row();
        table.text(0, &name, &styles.text)?;
        table.number(1, count as f64, 0)?;
    }
    table.next_row();
    table.text(0, "note", &styles.text)?;
    let note = "A person decides. Scores are a reading order, not a decision.";
    table.text(1, note, &styles.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_those_that_excel_takes() {
        let mut taken = BTreeSet::from(["run".to_owned()]);
        let long = "a".repeat(40);
        for (id, name) in [
            ("nurse", "nurse"),
            ("Nurse", "Nurse 2"),
            ("run", "run 2"),
            ("a/b:c*[d]?'\\", "a_b_c__d____"),
            (long.as_str(), &"a".repeat(31)),
            (long.as_str(), &format!("{} 2", "a".repeat(29))),
            ("History", "History 2"),
            ("", " 2"),
        ] {
            assert_eq!(sheet_name(id, &mut taken), name, "{id}");
        }
    }
}
