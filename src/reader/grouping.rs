//! Positions and education entries made of labelled lines and words.

mod looks;

use std::ops::Range;

use crate::document::Span;
use crate::reader::cascade::{Reading, Run};
use crate::reader::labels::{LineLabel, WordLabel};

/// A run of words, perhaps over two lines, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    pub span: Span,
    pub sure: f32,
}

/// A position or a project as its lines tell it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Position {
    pub title: Option<Piece>,
    /// That of the position above where none is named here.
    pub employer: Option<Piece>,
    pub is_employer_of_above: bool,
    pub place: Option<Piece>,
    pub department: Option<Piece>,
    pub client: Option<Piece>,
    /// A further title in another line of the head: where no employer is named, it is one that looks
    /// like a title.
    spare: Option<Piece>,
    /// In order of the text: a range, or its start and its end, or a length of time.
    pub dates: Vec<Piece>,
    pub is_project: bool,
    /// The heading above.
    pub section: Option<LineLabel>,
    /// Lines of the page from its head to the end of its description.
    pub lines: Range<usize>,
    /// The least marginal of its first line and of its title, employer and dates.
    pub sure: f32,
}

impl Position {
    fn is_employer_over_title(&self) -> bool {
        match (self.employer, self.title) {
            (Some(employer), Some(title)) => employer.span.end <= title.span.start,
            _ => self.employer.is_some(),
        }
    }
}

/// A course of study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    pub degree: Option<Piece>,
    pub field: Option<Piece>,
    pub institution: Option<Piece>,
    pub place: Option<Piece>,
    pub grade: Option<Piece>,
    pub status: Option<Piece>,
    pub dates: Vec<Piece>,
    pub lines: Range<usize>,
    pub sure: f32,
}

/// A language with what is said of its level.
#[derive(Debug, Clone, PartialEq)]
pub struct Spoken {
    pub language: Piece,
    pub level: Option<Piece>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Groups {
    pub positions: Vec<Position>,
    pub education: Vec<Entry>,
    pub spoken: Vec<Spoken>,
}

/// What is open while lines are gone through.
enum Draft {
    None,
    Position(Position),
    Entry(Entry),
}

/// The positions, education entries and languages of a reading.
pub fn groups(reading: &Reading) -> Groups {
    let runs = joined(&reading.runs);
    let mut builder = Builder {
        reading,
        told_before: TitleAlone::No,
        umbrella: None,
        groups: Groups::default(),
        draft: Draft::None,
        section: None,
    };
    let mut rest = runs.as_slice();
    for (at, label) in reading.labels.iter().enumerate() {
        let count = rest.iter().take_while(|run| run.line <= at).count();
        let (here, behind) = rest.split_at(count);
        rest = behind;
        builder.line(at, *label, reading.sure[at], here);
    }
    builder.close();
    builder.groups
}

/// Runs with those of the next line joined that go on.
fn joined(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if run.goes_on && last.label == run.label => {
                last.span = last.span.join(run.span);
                last.sure = last.sure.min(run.sure);
            }
            _ => joined.push(*run),
        }
    }
    joined
}

/// Marginal from which a word is taken for sure.
const SURE: f32 = 0.6;

/// Whether the line before has a title and no date.
#[derive(Clone, Copy, PartialEq)]
enum TitleAlone {
    No,
    At(usize),
}

struct Builder<'a> {
    reading: &'a Reading,
    told_before: TitleAlone,
    /// An employer with a time of its own, over titles with theirs.
    umbrella: Option<Piece>,
    groups: Groups,
    draft: Draft,
    section: Option<LineLabel>,
}

impl Builder<'_> {
    fn line(&mut self, at: usize, label: LineLabel, sure: f32, runs: &[Run]) {
        use LineLabel::*;
        if label.is_heading() {
            self.close();
            self.section = Some(label);
            self.umbrella = None;
            return;
        }
        let label = match label {
            _ if self.is_head_after_all(label, runs) => PositionStart,
            PositionStart | PositionMore
                if runs.is_empty() && self.is_item(at) || self.is_above_a_head(at, runs) =>
            {
                Description
            }
            label => label,
        };
        let told_before = self.told_before;
        let has = |label| runs.iter().any(|run| run.label == label);
        self.told_before = if has(WordLabel::Title) && !has(WordLabel::Date) {
            TitleAlone::At(at)
        } else {
            TitleAlone::No
        };
        match label {
            PositionStart | ProjectStart | PositionMore | ProjectMore => {
                let is_parted = self.part_from_umbrella(at, runs, sure);
                let goes_on = (is_parted
                    || matches!(label, PositionMore | ProjectMore)
                    || self.is_time_of(told_before, at, runs)
                    || self.is_of_the_same_head(at, runs))
                    && matches!(self.draft, Draft::Position(_));
                if !goes_on {
                    self.close();
                    let is_project = matches!(label, ProjectStart | ProjectMore);
                    self.draft = Draft::Position(self.opened(at, is_project, sure));
                }
                self.feed(at, runs);
            }
            EducationStart | EducationMore => {
                let goes_on = label == EducationMore && matches!(self.draft, Draft::Entry(_));
                if !goes_on {
                    self.close();
                    self.draft = Draft::Entry(Entry {
                        lines: at..at + 1,
                        sure,
                        ..Entry::default()
                    });
                }
                self.study(at, runs);
            }
            Description => {
                if let Draft::Position(position) = &mut self.draft {
                    position.lines.end = at + 1;
                }
            }
            Language => self.languages(runs),
            _ => {}
        }
    }

    /// Whether the words of a line under work say so surely that it heads a position; who teaches
    /// has a place of learning as employer.
    fn is_head_after_all(&self, label: LineLabel, runs: &[Run]) -> bool {
        use LineLabel::{
            Description, EducationMore, EducationStart, HeadExperience, Other, Summary,
        };
        let surely = |label| runs.iter().any(|run| run.label == label && run.sure > SURE);
        let employs = match label {
            Description | Other | Summary => surely(WordLabel::Employer),
            EducationStart | EducationMore => {
                let study = [WordLabel::Degree, WordLabel::Field];
                (surely(WordLabel::Employer) || surely(WordLabel::Institution))
                    && !runs.iter().any(|run| study.contains(&run.label))
            }
            _ => false,
        };
        self.section == Some(HeadExperience)
            && employs
            && surely(WordLabel::Title)
            && surely(WordLabel::Date)
    }

    fn opened(&self, at: usize, is_project: bool, sure: f32) -> Position {
        Position {
            is_project,
            section: self.section,
            lines: at..at + 1,
            sure,
            ..Position::default()
        }
    }

    fn feed(&mut self, at: usize, runs: &[Run]) {
        let has_date = runs.iter().any(|run| run.label == WordLabel::Date);
        for run in runs {
            if run.label == WordLabel::Title && self.is_masked(run.span) {
                continue;
            }
            let Draft::Position(position) = &mut self.draft else {
                return;
            };
            position.lines.end = position.lines.end.max(at + 1);
            let piece = Piece {
                span: run.span,
                sure: run.sure,
            };
            let is_whole = !position.dates.is_empty() && position.title.is_some();
            let opens = match run.label {
                // Below a title with its date, another one without is what employs.
                WordLabel::Title => {
                    is_whole
                        && position.lines.start < at
                        && (position.employer.is_some() || has_date)
                }
                WordLabel::Employer => is_whole && position.employer.is_some(),
                _ => false,
            };
            if opens {
                let next = self.opened(at, false, 1.0);
                self.close();
                self.draft = Draft::Position(next);
            }
            let Draft::Position(position) = &mut self.draft else {
                return;
            };
            let slot = match run.label {
                WordLabel::Title if position.title.is_some() && position.lines.start < at => {
                    &mut position.spare
                }
                WordLabel::Title => &mut position.title,
                WordLabel::Employer | WordLabel::Institution => &mut position.employer,
                WordLabel::Place => &mut position.place,
                WordLabel::Department => &mut position.department,
                WordLabel::Client => &mut position.client,
                WordLabel::Date => {
                    position.dates.push(piece);
                    position.sure = position.sure.min(piece.sure);
                    continue;
                }
                _ => continue,
            };
            if slot.is_none() {
                *slot = Some(piece);
                if matches!(run.label, WordLabel::Title | WordLabel::Employer) {
                    position.sure = position.sure.min(piece.sure);
                }
            }
        }
    }

    fn study(&mut self, at: usize, runs: &[Run]) {
        let names_a_school = runs.iter().any(|run| run.label == WordLabel::Institution);
        for run in runs {
            let Draft::Entry(entry) = &mut self.draft else {
                return;
            };
            let is_next_line = entry.lines.end <= at;
            entry.lines.end = entry.lines.end.max(at + 1);
            let is_whole = entry.degree.is_some() && entry.institution.is_some();
            let is_dated = !entry.dates.is_empty();
            let span = match run.label {
                WordLabel::Institution => self.whole_name(run.span, runs),
                _ => run.span,
            };
            let piece = Piece {
                span,
                sure: run.sure,
            };
            let opens = match run.label {
                // A line with a degree and a school of its own is another course.
                WordLabel::Degree => is_whole && (is_dated || is_next_line && names_a_school),
                _ => false,
            };
            if opens {
                self.close();
                let sure = piece.sure;
                self.draft = Draft::Entry(Entry {
                    lines: at..at + 1,
                    sure,
                    ..Entry::default()
                });
            }
            let Draft::Entry(entry) = &mut self.draft else {
                return;
            };
            let slot = match run.label {
                WordLabel::Degree => &mut entry.degree,
                WordLabel::Field => &mut entry.field,
                WordLabel::Institution | WordLabel::Employer => &mut entry.institution,
                WordLabel::Place => &mut entry.place,
                WordLabel::Grade => &mut entry.grade,
                WordLabel::Status => &mut entry.status,
                WordLabel::Date => {
                    entry.dates.push(piece);
                    continue;
                }
                _ => continue,
            };
            if slot.is_none() {
                *slot = Some(piece);
                entry.sure = entry.sure.min(piece.sure);
            }
        }
    }

    fn languages(&mut self, runs: &[Run]) {
        let mut level_before = None;
        let mut is_level_first = false;
        for (number, run) in runs.iter().enumerate() {
            let piece = Piece {
                span: run.span,
                sure: run.sure,
            };
            match run.label {
                WordLabel::Language => {
                    self.groups.spoken.push(Spoken {
                        language: piece,
                        level: level_before.take(),
                    });
                }
                WordLabel::Level => {
                    is_level_first |= number == 0;
                    if is_level_first {
                        level_before = Some(piece);
                    } else if let Some(last) = self.groups.spoken.last_mut() {
                        last.level.get_or_insert(piece);
                    }
                }
                _ => {}
            }
        }
    }

    fn close(&mut self) {
        match std::mem::replace(&mut self.draft, Draft::None) {
            Draft::Position(mut position) => {
                let above = self.groups.positions.last();
                let above = above.filter(|above| {
                    above.section == position.section && above.is_project == position.is_project
                });
                if let (Some(whole), Some(title), Some(employer)) =
                    (self.umbrella, position.title, position.employer)
                {
                    if self.is_place_under(title, employer) {
                        position.place = position.place.or(Some(employer));
                        position.employer = None;
                    } else if employer != whole {
                        self.umbrella = None;
                    }
                }
                position.employer = position.employer.or(position.spare);
                // Where others have their employer over the title, this one may, too.
                let is_habit = above.is_some_and(|above| above.is_employer_over_title());
                if position.employer.is_none() && position.title.is_some() && is_habit {
                    position.employer = self.name_above(position.lines.start);
                }
                if position.employer.is_none()
                    && position.title.is_some()
                    && !position.dates.is_empty()
                {
                    position.employer = above.and_then(|above| above.employer);
                    position.is_employer_of_above = position.employer.is_some();
                }
                let is_dated = !position.dates.is_empty();
                if position.title.is_some() || position.employer.is_some() && is_dated {
                    self.groups.positions.push(position);
                }
            }
            Draft::Entry(entry) => {
                if entry.degree.is_some() || entry.institution.is_some() || entry.field.is_some() {
                    self.groups.education.push(entry);
                }
            }
            Draft::None => {}
        }
    }
}

#[cfg(test)]
mod tests;
