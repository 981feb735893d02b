//! What the words and lines of the page say beside their labels.

use super::{Builder, Draft, Piece, Position, TitleAlone};
use crate::document::Span;
use crate::reader::cascade::Run;
use crate::reader::class::{Class, ClassSet};
use crate::reader::labels::{LineLabel, WordLabel};
use crate::reader::line_features::ROLE;
use crate::reader::lines::End;
use crate::reader::words::{Gap, Shape, Word};

/// Marginal up to which a line may be something else.
const UNSURE: f32 = 0.85;
/// Words of a longest name that stands over its title.
const LONGEST_NAME: usize = 6;
/// Tenths of the words of a name that begin with a capital.
const MOSTLY: u8 = 7;

/// Dates of a position that are looked at line by line.
fn first_dates(position: &Position) -> impl Iterator<Item = &Piece> {
    const COUNT: usize = 4;
    position.dates.iter().take(COUNT)
}

impl Builder<'_> {
    /// Whether a line of dates alone tells the time of the title in the line above, for which at
    /// most a length was told.
    pub(super) fn is_time_of(&self, told_before: TitleAlone, at: usize, runs: &[Run]) -> bool {
        let Draft::Position(position) = &self.draft else {
            return false;
        };
        told_before == TitleAlone::At(at.wrapping_sub(1))
            && runs.iter().any(|run| run.label == WordLabel::Date)
            && !runs
                .iter()
                .any(|run| matches!(run.label, WordLabel::Title | WordLabel::Employer))
            && first_dates(position).all(|date| self.is_length(date.span))
    }

    /// Whether a line without a date says what the head above, which has a date and no title, leaves
    /// open: any name below dates alone, or a further label of a form.
    pub(super) fn is_of_the_same_head(&self, at: usize, runs: &[Run]) -> bool {
        let Draft::Position(position) = &self.draft else {
            return false;
        };
        let has = |label| runs.iter().any(|run| run.label == label);
        position.title.is_none()
            && !position.dates.is_empty()
            && position.lines.end == at
            && !has(WordLabel::Date)
            && (has(WordLabel::Form)
                || position.employer.is_none()
                    && (has(WordLabel::Title) || has(WordLabel::Employer)))
    }

    /// Whether the line is an item of a list.
    pub(super) fn is_item(&self, at: usize) -> bool {
        let line = self.reading.page.lines.get(at);
        let first = line.and_then(|line| self.reading.page.words.get(line.first));
        first.is_some_and(|word| word.gap == Gap::Bullet)
    }

    /// Whether the two lines below are a head of their own, the employer with its time over the title,
    /// so that this one is the last of those above.
    pub(super) fn is_above_a_head(&self, at: usize, runs: &[Run]) -> bool {
        use WordLabel::{Date, Employer, Title};
        let has = |runs: &[&Run], label| runs.iter().any(|run| run.label == label);
        let all = &self.reading.runs;
        let line = |at: usize| -> Vec<&Run> {
            let first = all.partition_point(|run| run.line < at);
            all[first..]
                .iter()
                .take_while(|run| run.line == at)
                .collect()
        };
        let is_dated = runs.iter().any(|run| run.label == Date);
        if is_dated || !matches!(self.draft, Draft::Position(_)) {
            return false;
        }
        let (next, last) = (line(at + 1), line(at + 2));
        has(&next, Employer)
            && has(&next, Date)
            && !has(&next, Title)
            && has(&last, Title)
            && !has(&last, Employer)
            && !has(&last, Date)
    }

    /// Opens a position where a title has a range of dates on its line and what is open is an
    /// employer with another, and no title; whether it did.
    pub(super) fn part_from_umbrella(&mut self, at: usize, runs: &[Run], sure: f32) -> bool {
        let Draft::Position(position) = &self.draft else {
            return false;
        };
        let is_range = |date: Span| {
            let ends = ClassSet::of(&[Class::Year, Class::Open]);
            self.words_of(date)
                .filter(|word| word.classes.any(ends))
                .count()
                > 1
        };
        let has_title = runs.iter().any(|run| run.label == WordLabel::Title);
        let has_range = runs
            .iter()
            .any(|run| run.label == WordLabel::Date && is_range(run.span));
        let is_over =
            position.lines.start < at && first_dates(position).any(|date| is_range(date.span));
        let names_a_role =
            |title: Piece| self.words_of(title.span).any(|word| word.classes.any(ROLE));
        // What was taken for a title without being sure, and names no role, is the employer.
        let employer = match (position.employer, position.title) {
            (Some(employer), None) => Some(employer),
            (None, Some(title)) if title.sure < UNSURE && !names_a_role(title) => Some(title),
            _ => None,
        };
        if let Some(employer) = employer.filter(|_| is_over)
            && has_title
            && has_range
        {
            let next = self.opened(at, position.is_project, sure);
            if let Draft::Position(whole) = &mut self.draft {
                whole.employer = Some(employer);
                whole.title = None;
            }
            self.close();
            self.umbrella = Some(employer);
            self.draft = Draft::Position(next);
            return true;
        }
        false
    }

    /// The words of a span.
    fn words_of(&self, span: Span) -> impl Iterator<Item = &Word> {
        let words = &self.reading.page.words;
        let first = words.partition_point(|word| word.span.end <= span.start);
        words[first..]
            .iter()
            .take_while(move |word| word.span.start < span.end)
    }

    /// The span of a name with the words right before it that begin as names do and have no label.
    pub(super) fn whole_name(&self, name: Span, runs: &[Run]) -> Span {
        let words = &self.reading.page.words;
        let first = words.partition_point(|word| word.span.end <= name.start);
        let mut start = name.start;
        for at in (0..first).rev().take(LONGEST_NAME) {
            let is_joined = words
                .get(at + 1)
                .is_some_and(|next| matches!(next.gap, Gap::Space | Gap::Dot | Gap::Stop));
            let word = &words[at];
            let is_titled = matches!(
                word.shape,
                Shape::Capitalised | Shape::Upper | Shape::Initial | Shape::Mixed
            );
            let is_labelled = runs.iter().any(|run| run.span.overlaps(word.span));
            if !is_joined || !is_titled || is_labelled {
                break;
            }
            start = word.span.start;
        }
        Span { start, ..name }
    }

    /// Whether all of it says who somebody is.
    pub(super) fn is_masked(&self, span: Span) -> bool {
        let mut words = self.words_of(span).peekable();
        words.peek().is_some() && words.all(Word::is_masked)
    }

    /// Whether the words of a date say how long and not when.
    fn is_length(&self, date: Span) -> bool {
        const POINTS: ClassSet = ClassSet::of(&[Class::Year, Class::Month, Class::Open]);
        let words = self.words_of(date);
        let all = words.fold(ClassSet::NONE, |all, word| all.with(word.classes));
        all.has(Class::Length) && !all.any(POINTS)
    }

    /// Whether under an employer that stands over several titles what follows the title on its line
    /// is a place: nothing of it is of employers.
    pub(super) fn is_place_under(&self, title: Piece, employer: Piece) -> bool {
        const NAMES: ClassSet = ClassSet::of(&[Class::LegalForm, Class::EmployerWord]);
        let lines = &self.reading.page.lines;
        let at = lines.partition_point(|line| line.span.end <= title.span.start);
        let is_beside = title.span.end <= employer.span.start
            && lines
                .get(at)
                .is_some_and(|line| employer.span.end <= line.span.end);
        is_beside
            && !self
                .words_of(employer.span)
                .any(|word| word.classes.any(NAMES))
    }

    /// The words of a short line right above the head at `at` that was taken for another without
    /// being sure: a name over its title.
    pub(super) fn name_above(&self, at: usize) -> Option<Piece> {
        const NO_NAME: ClassSet =
            ClassSet::of(&[Class::Masked, Class::Did, Class::Oneself, Class::Break]);
        let above = at.checked_sub(1)?;
        let line = self.reading.page.lines.get(above)?;
        let sure = *self.reading.sure.get(above)?;
        let is_other = matches!(
            self.reading.labels[above],
            LineLabel::Description | LineLabel::Other
        );
        let words = self.reading.page.words_of(above);
        let is_plain = !line.has_date && !line.all.any(NO_NAME) && line.ends != End::Stop;
        let (first, rest) = words.split_first()?;
        let is_bare = first.gap == Gap::LineStart && line.titled >= MOSTLY;
        if sure > UNSURE || !is_other || !is_plain || !is_bare || words.len() > LONGEST_NAME {
            return None;
        }
        let name = rest
            .iter()
            .take_while(|word| !word.gap.is_part())
            .fold(first.span, |span, word| span.join(word.span));
        Some(Piece {
            span: name,
            sure: 1.0 - sure,
        })
    }
}
