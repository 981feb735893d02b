//! The lines of a document with what stands on each, as features are made of it.

use crate::document::Span;
use crate::reader::class::{Class, ClassSet};
use crate::reader::classes::Classes;
use crate::reader::labels::LineLabel;
use crate::reader::line_features;
use crate::reader::words::{self, Gap, Shape, Word, is_bullet};
use crate::text::Token;

/// What the reader is given.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub text: &'a str,
    /// Of the whole text, in order.
    pub tokens: &'a [Token],
    /// In order; what stands between two is not read.
    pub lines: &'a [Span],
    /// What says who the person is, in order and apart.
    pub masked: &'a [Span],
}

/// Signs at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum End {
    None,
    Stop,
    Colon,
    Comma,
    Dash,
    Closing,
    Other,
}

/// One line that has words.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its place among the lines of the source.
    pub index: usize,
    pub span: Span,
    /// Its words among those of the page.
    pub first: usize,
    pub end: usize,
    /// Empty lines before it, at most 3.
    pub blanks: u8,
    /// 0 to 3.
    pub indent: u8,
    pub ends: End,
    pub cells: u8,
    /// What the whole line opens, as a heading.
    pub heading: Option<LineLabel>,
    /// What the words before its first colon, tab or wide gap open.
    pub lead_heading: Option<LineLabel>,
    /// Classes of labels of forms, where such words stand before a colon, tab or wide gap, or alone.
    pub lead: ClassSet,
    /// All classes on the line.
    pub all: ClassSet,
    pub has_date: bool,
    pub has_range: bool,
    /// Nothing but dates and what leads to them.
    pub only_date: bool,
    /// Shares in tenths, 0 to 10.
    pub capitals: u8,
    pub small: u8,
    pub titled: u8,
    pub is_upper: bool,
    /// What its dates are, as a feature.
    pub dates: u32,
    /// The kinds of things it has, as a feature.
    pub profile: u32,
}

impl Line {
    pub fn size(&self) -> usize {
        self.end - self.first
    }
}

/// A document as the reader sees it.
#[derive(Debug, Clone)]
pub struct Page {
    pub words: Vec<Word>,
    /// Only lines with words.
    pub lines: Vec<Line>,
    /// For each line the section that the nearest known heading above opens, and lines since it.
    pub sections: Vec<(Option<LineLabel>, usize)>,
}

/// Labels of forms.
pub const FORMS: ClassSet = ClassSet::of(&[
    Class::FormTitle,
    Class::FormEmployer,
    Class::FormDate,
    Class::FormPlace,
    Class::FormDuties,
    Class::FormClient,
    Class::FormSchool,
    Class::FormDegree,
    Class::FormField,
    Class::FormGrade,
    Class::FormLanguage,
    Class::FormDetail,
]);

const OF_DATES: ClassSet = ClassSet::of(&[
    Class::Month,
    Class::Open,
    Class::Until,
    Class::Since,
    Class::Length,
    Class::Season,
    Class::Year,
    Class::Number,
    Class::FormDate,
]);

impl Page {
    pub fn new(source: Source, classes: &Classes) -> Self {
        Self::partly(source, classes, &|_| None)
    }

    /// The same, as if of words for whose key `forgotten` gives classes those were not known.
    pub fn partly(
        source: Source,
        classes: &Classes,
        forgotten: &dyn Fn(u64) -> Option<ClassSet>,
    ) -> Self {
        let mut words = Vec::with_capacity(source.tokens.len());
        let mut lines: Vec<Line> = Vec::new();
        let (mut token, mut blanks) = (0, 0);
        for (index, &span) in source.lines.iter().enumerate() {
            while source
                .tokens
                .get(token)
                .is_some_and(|token| token.span().start < span.start)
            {
                token += 1;
            }
            let first_token = token;
            while source
                .tokens
                .get(token)
                .is_some_and(|token| token.span().end <= span.end)
            {
                token += 1;
            }
            let first = words.len();
            let tokens = &source.tokens[first_token..token];
            words::of_line(
                source.text,
                span,
                tokens,
                source.masked,
                classes,
                &mut words,
            );
            for word in &mut words[first..] {
                if let Some(gone) = forgotten(word.key) {
                    word.classes = word.classes.without(gone);
                }
            }
            if words.len() == first {
                blanks += 1;
                continue;
            }
            let mut seen = line(source.text, index, span, &words, first, blanks, classes);
            if words[first..]
                .iter()
                .any(|word| forgotten(word.key).is_some())
            {
                seen.heading = None;
            }
            seen.dates = line_features::dates(&seen, &words[first..]);
            seen.profile = line_features::profile(&seen);
            lines.push(seen);
            blanks = 0;
        }
        let mut section = (None, 0);
        let sections = lines
            .iter()
            .map(|line| {
                section.1 += 1;
                if let Some(kind) = line.heading {
                    section = (Some(kind), 0);
                }
                section
            })
            .collect();
        Self {
            words,
            lines,
            sections,
        }
    }

    pub fn words_of(&self, line: usize) -> &[Word] {
        let line = &self.lines[line];
        &self.words[line.first..line.end]
    }
}

fn line(
    text: &str,
    index: usize,
    span: Span,
    all: &[Word],
    first: usize,
    blanks: usize,
    classes: &Classes,
) -> Line {
    let words = &all[first..];
    let count = words.len();
    let before = &text[span.start as usize..words[0].span.start as usize];
    let behind = &text[words[count - 1].span.end as usize..span.end as usize];
    let spaces = before
        .chars()
        .take_while(|letter| letter.is_whitespace())
        .count();
    let keys: Vec<u64> = words.iter().take(7).map(|word| word.key).collect();
    let is_lead = |gap: Gap| matches!(gap, Gap::Colon | Gap::Tab | Gap::Wide | Gap::Pipe);
    let lead_end = words
        .iter()
        .skip(1)
        .position(|word| is_lead(word.gap))
        .map(|at| at + 1);
    let lead_words = &words[..lead_end.unwrap_or(count)];
    let lead_classes = lead_words
        .iter()
        .fold(ClassSet::NONE, |all, word| all.with(word.classes));
    let is_form = lead_words.len() <= 4 && (lead_end.is_some() || count <= 4);
    let share = |of: usize| (of * 10).div_ceil(count).min(10) as u8;
    let of_shape = |shapes: &[Shape]| {
        words
            .iter()
            .filter(|word| shapes.contains(&word.shape))
            .count()
    };
    let of_class = |class| words.iter().filter(|word| word.classes.has(class)).count();
    let union = words
        .iter()
        .fold(ClassSet::NONE, |all, word| all.with(word.classes));
    let points = of_class(Class::Year) + of_class(Class::Open);
    let dated = date_words(words);
    let cells = 1 + words
        .iter()
        .skip(1)
        .filter(|word| word.gap.is_cell())
        .count();
    Line {
        index,
        span,
        first,
        end: all.len(),
        blanks: blanks.min(3) as u8,
        indent: match spaces {
            // The indent of a centred name is made of the name.
            _ if words[0].is_masked() => 0,
            0 => 0,
            1..=3 => 1,
            4..=9 => 2,
            _ => 3,
        },
        ends: end_of(behind),
        cells: cells.min(6) as u8,
        heading: classes.heading(&keys).filter(|_| count < 7),
        lead_heading: lead_end.and_then(|end| classes.heading(keys.get(..end)?)),
        lead: if is_form {
            lead_classes.and(FORMS)
        } else {
            ClassSet::NONE
        },
        all: union,
        has_date: dated > 0,
        has_range: dated > 0 && points >= 2,
        only_date: dated > 0 && words.iter().all(|word| word.classes.any(OF_DATES)),
        capitals: share(of_shape(&[Shape::Upper, Shape::Initial])),
        small: share(of_class(Class::Small)),
        titled: share(of_shape(&[Shape::Capitalised, Shape::Upper, Shape::Mixed])),
        is_upper: of_shape(&[Shape::Upper]) > 0
            && of_shape(&[Shape::Lower, Shape::Capitalised, Shape::Mixed]) == 0,
        dates: 0,
        profile: 0,
    }
}

/// How many words say a year or an open end as dates do.
fn date_words(words: &[Word]) -> usize {
    let near = |at: usize, class: Class| {
        let beside = [at.wrapping_sub(1), at + 1];
        beside
            .iter()
            .any(|at| words.get(*at).is_some_and(|word| word.classes.has(class)))
    };
    (0..words.len())
        .filter(|&at| {
            let classes = words[at].classes;
            classes.has(Class::Year)
                || classes.has(Class::Month) && (near(at, Class::Number) || near(at, Class::Year))
        })
        .count()
}

fn end_of(behind: &str) -> End {
    match behind.trim_end().chars().next_back() {
        None => End::None,
        Some('.' | '。' | '!' | '?') => End::Stop,
        Some(':' | '：') => End::Colon,
        Some(',' | ';' | '、') => End::Comma,
        Some('-' | '–' | '—') => End::Dash,
        Some(')' | ']' | '）') => End::Closing,
        Some(_) => End::Other,
    }
}

/// Longest line that is taken as one, in bytes, where wide gaps part it; what is masked does not
/// make it longer.
const LONGEST_LINE: usize = 240;

/// The lines of a text, empty ones too.
pub fn of_text(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        push(text, Span::new(start, end), &[], &mut lines);
        start = end + 1;
    }
    lines
}

/// Adds a line; one that is a whole page run together is cut where gaps or bullets are.
pub(crate) fn push(text: &str, line: Span, masked: &[Span], lines: &mut Vec<Span>) {
    let first = masked.partition_point(|span| span.end <= line.start);
    let last = masked.partition_point(|span| span.start < line.end);
    let masked = &masked[first..last.max(first)];
    let hidden: usize = masked.iter().map(|span| span.len()).sum();
    if line.len() > LONGEST_LINE + hidden {
        cut(text, line, masked, lines);
    } else {
        lines.push(line);
    }
}

fn cut(text: &str, line: Span, masked: &[Span], lines: &mut Vec<Span>) {
    let mut from = line.start;
    let mut spaces = 0;
    for (at, letter) in line.of(text).char_indices() {
        let at = line.start + at as u32;
        let is_mark = is_bullet(letter) && letter != '*';
        if letter == ' ' {
            spaces += 1;
            continue;
        }
        let is_hidden = || {
            let next = masked.partition_point(|span| span.end <= at);
            masked.get(next).is_some_and(|span| span.start < at)
        };
        if (spaces >= 2 || is_mark && spaces > 0) && at > from && !is_hidden() {
            lines.push(Span {
                start: from,
                end: at,
            });
            from = at;
        }
        spaces = 0;
    }
    lines.push(Span {
        start: from,
        end: line.end,
    });
}
