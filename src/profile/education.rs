//! Levels and fields of education, in the words of all languages.

mod tables;

use serde::{Deserialize, Serialize};

use super::cv::sections::{SectionKind, of_heading};
use crate::document::Span;
use crate::text::{Match, Shape, TermKey, Token, Tokens};
use Guard::{Capital, Capitalised, Initials, Schooling, Sure};
use tables::{Guard, Named, Tables};

/// Ordered from lowest to highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EducationLevel {
    Secondary,
    /// Apprenticeship, vocational school, associate degree, technician.
    Vocational,
    Bachelor,
    Master,
    Doctorate,
}

impl EducationLevel {
    /// As it is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Secondary => "secondary",
            Self::Vocational => "vocational",
            Self::Bachelor => "bachelor",
            Self::Master => "master",
            Self::Doctorate => "doctorate",
        }
    }
}

/// A degree or a school named in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EducationMention {
    /// The words that name the level.
    pub span: Span,
    pub level: EducationLevel,
    /// The field of study, where one is written beside it.
    pub field: Option<Span>,
}

/// How many tokens of a line are looked at on each side.
const LINE_REACH: usize = 24;
/// A line with a year that is at most this long is an entry.
const LONGEST_ENTRY: usize = 14;
/// Words of a longest field of study.
const LONGEST_FIELD: usize = 6;

/// The key of no word.
const NO_WORD: TermKey = 0;

/// Every level of education named in `text`, in order.
pub fn find(text: &str, tokens: &[Token]) -> Vec<EducationMention> {
    find_within(text, tokens, &[])
}

/// As [`find`], where the lines `told`, in order, are known to be about schooling.
pub(crate) fn find_within(text: &str, tokens: &[Token], told: &[Span]) -> Vec<EducationMention> {
    let tables = Tables::get();
    let mut reader = Reader {
        text,
        tokens,
        tables,
        told,
        headings: HeadingReader::new(text, tokens),
    };
    let view = Tokens::new(text, tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if !tables.phrases.may_begin(token.key) {
            at += 1;
            continue;
        }
        let matched = tables.phrases.all_at(view, at).find(|phrase| {
            reader.is_joined(phrase, at) && reader.holds(phrase.value, at, at + phrase.count)
        });
        at = match matched {
            Some(phrase) => {
                let (mention, next) = reader.mention(phrase.value, at, at + phrase.count);
                found.push(mention);
                next
            }
            None => at + 1,
        };
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tables: &'static Tables,
    told: &'a [Span],
    headings: HeadingReader<'a>,
}

impl<'a> Reader<'a> {
    fn key(&self, at: usize) -> TermKey {
        self.tokens.get(at).map_or(NO_WORD, |token| token.key)
    }

    /// The signs before the token at `at`; a line break at the text's edges.
    fn gap(&self, at: usize) -> &'a str {
        Tokens::new(self.text, self.tokens).gap(at)
    }

    fn written(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// Whether the words of a phrase stand together as its writing wants.
    fn is_joined(&self, phrase: &Match<Named>, at: usize) -> bool {
        let dotted = phrase.value.dotted;
        // `I.A.S.` holds no `A.S.`
        let inside = dotted && self.gap(at) == ".";
        !inside
            && (at + 1..at + phrase.count).all(|next| {
                let gap = self.gap(next);
                if dotted {
                    matches!(gap, "." | ". " | ".-" | ". -")
                } else {
                    gap.len() <= 3 && !gap.contains([';', ':', ',', '|', '!', '?'])
                }
            })
    }

    /// Whether what must hold for the phrase from `at` to `next` does.
    fn holds(&mut self, phrase: &Named, at: usize, next: usize) -> bool {
        let tables = self.tables;
        let capital = self.written(at).starts_with(char::is_uppercase);
        let same_line = |gap: &str| !gap.contains(['\n', ',', ';', '.', '|']);
        let before = if at > 0 && same_line(self.gap(at)) {
            self.key(at - 1)
        } else {
            NO_WORD
        };
        let after = if same_line(self.gap(next)) {
            self.key(next)
        } else {
            NO_WORD
        };
        let key = self.key(at);
        if tables.ambiguous.contains(&key)
            && (at + 1..next).all(|rest| !tables.possessive.contains(&self.key(rest)))
        {
            let inside = if phrase.leads { self.key(next) } else { after };
            if tables.before_master.contains(&before) || tables.after_master.contains(&inside) {
                return false;
            }
        }
        if tables.high.contains(&key) && tables.after_school.contains(&after) {
            return false;
        }
        match phrase.guard {
            Sure if self.is_two_letters(phrase, at, next) && !self.may_be_a_degree(at, next) => {
                false
            }
            Sure => {
                !phrase.dotted
                    || capital
                    || self.written(at).chars().all(char::is_alphabetic)
                        && key_is_cyrillic(self.written(at))
            }
            Capital => capital,
            Capitalised => {
                capital
                    && (self.leads_on(next) || self.heads(at) && self.is_schooling(at, next, true))
            }
            Schooling => self.led_by_field(at) || self.is_schooling(at, next, false),
            Initials => self.initials(at, next),
        }
    }

    /// Whether the words are two letters with a dot between: `M.S.` is also a kind of steel.
    fn is_two_letters(&self, phrase: &Named, at: usize, next: usize) -> bool {
        let is_letter = |at: usize| self.written(at).chars().nth(1).is_none();
        phrase.dotted && next == at + 2 && is_letter(at) && is_letter(at + 1)
    }

    /// Whether, in a CV some of whose lines are known to be about schooling, this is one of them,
    /// or the words around say that it is a degree.
    fn may_be_a_degree(&mut self, at: usize, next: usize) -> bool {
        let is_followed = self.leads_on(next) && !self.gap(next).contains('/');
        self.told.is_empty() || is_followed || self.is_schooling(at, next, true)
    }

    /// Whether a field of study stands right before: `engineering degree`.
    fn led_by_field(&self, at: usize) -> bool {
        at > 0
            && self.gap(at) == " "
            && self.tables.degree_words.contains(&self.key(at))
            && self.tables.fields.contains(&self.key(at - 1))
    }

    /// The field that stands before the degree at `at`: `computer science degree`.
    fn field_before(&self, at: usize) -> Option<Span> {
        if !self.led_by_field(at) {
            return None;
        }
        let mut first = at - 1;
        while first > 0
            && at - first < LONGEST_FIELD
            && self.gap(first) == " "
            && self.tables.fields.contains(&self.key(first - 1))
        {
            first -= 1;
        }
        Some(self.tokens[first].span().join(self.tokens[at - 1].span()))
    }

    /// Whether `in`, `of`, `degree` or a colon follows on the same line.
    fn leads_on(&self, next: usize) -> bool {
        let gap = self.gap(next);
        !gap.contains(['\n', ',', ';', '|'])
            && next < self.tokens.len()
            && (self.tables.leads.contains(&self.key(next))
                || self.tables.degree_words.contains(&self.key(next)))
    }

    fn initials(&mut self, at: usize, next: usize) -> bool {
        let written = self.written(at);
        if !written.chars().all(char::is_uppercase)
            || self.gap(next).starts_with('/')
                && self
                    .tokens
                    .get(next)
                    .is_some_and(|token| token.shape() == Shape::Number)
        {
            return false;
        }
        if !self.gap(next).contains('\n') && self.tables.after_initials.contains(&self.key(next)) {
            return false;
        }
        // In a line of capitals every word looks like initials.
        let shouted = self.written(next).len() > 1
            && self.written(next).chars().all(char::is_uppercase)
            && self.tables.leads.contains(&self.key(next));
        if self.leads_on(next) && !shouted {
            return true;
        }
        // `BS/MS in Physics`: what follows the second speaks of both.
        let is_pair = self.gap(next) == "/"
            && self.tables.phrases.may_begin(self.key(next))
            && self.written(next).chars().all(char::is_uppercase);
        if is_pair && self.leads_on(next + 1) {
            return true;
        }
        // `BS or MS in Physics`.
        let joins = |word: &str| word.len() <= 4 && word.chars().all(char::is_lowercase);
        let is_joined = self.gap(next) == " "
            && joins(self.written(next))
            && self.gap(next + 1) == " "
            && self.tables.phrases.may_begin(self.key(next + 1))
            && self.written(next + 1).chars().all(char::is_uppercase);
        if is_joined && self.leads_on(next + 2) {
            return true;
        }
        let place = self.tables.places.contains(&self.key(at)) && self.gap(at).contains(',');
        !place && self.heads(at) && self.is_schooling(at, next, true)
    }

    /// Whether the token begins a line or a part of one.
    fn heads(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.contains(['\n', '|', '•', '·', '–', '—', '\t', ',', ';', ':', '(', '/'])
            || gap.contains(" - ")
            || gap.contains("  ")
            || at > 0
                && self
                    .tokens
                    .get(at - 1)
                    .is_some_and(|token| token.shape() == Shape::Number)
            || at > 0 && self.tables.schools.contains(&self.key(at - 1))
    }

    /// Whether the line names a school, is a dated entry, or stands in an education section.
    fn is_schooling(&mut self, at: usize, next: usize, years_count: bool) -> bool {
        if let Some(token) = self.tokens.get(at) {
            let start = token.span().start;
            let line = self.told.partition_point(|line| line.end <= start);
            if (self.told.get(line)).is_some_and(|line| line.start <= start) {
                return true;
            }
        }
        let mut first = at;
        while first > 0 && at - first < LINE_REACH && !self.gap(first).contains('\n') {
            first -= 1;
        }
        let mut end = next;
        while end < self.tokens.len() && end - next < LINE_REACH && !self.gap(end).contains('\n') {
            end += 1;
        }
        let line = (first..at).chain(next..end);
        let mut year = false;
        for other in line {
            if self.tables.schools.contains(&self.key(other)) {
                return true;
            }
            year |= is_year(self.written(other));
        }
        match self.headings.section_before(first) {
            Some(SectionKind::Education) => {
                end - first > 1
                    || next - at < end - first
                    || self.written(at).chars().all(char::is_uppercase)
            }
            Some(SectionKind::Experience | SectionKind::Skills) => false,
            _ => years_count && year && end - first <= LONGEST_ENTRY,
        }
    }

    /// The mention from `at` to `next`, and the token to go on from.
    fn mention(&self, phrase: &Named, at: usize, next: usize) -> (EducationMention, usize) {
        let mut end = next;
        if phrase.leads {
            end -= 1;
        }
        while end < self.tokens.len()
            && self.tables.degree_words.contains(&self.key(end))
            && matches!(self.gap(end), " " | "'" | "’" | "-" | "' " | "’ " | ". ")
        {
            end += 1;
        }
        // `NVQ Level 3 Transport Operations`.
        let is_grade = end > next
            && self.gap(end) == " "
            && matches!(self.written(end).as_bytes(), [b'1'..=b'9']);
        if is_grade {
            end += 1;
        }
        let (Some(first), Some(last)) = (self.tokens.get(at), self.tokens.get(end - 1)) else {
            return (
                EducationMention {
                    span: Span::new(0, 0),
                    level: phrase.level,
                    field: None,
                },
                at + 1,
            );
        };
        let field = self.field(end);
        let mention = EducationMention {
            span: first.span().join(last.span()),
            level: phrase.level,
            field: field
                .map(|(span, _)| span)
                .or_else(|| self.field_before(at)),
        };
        (mention, field.map_or(end, |(_, next)| next))
    }

    /// The field of study that begins after token `from - 1`, and the token after it.
    fn field(&self, from: usize) -> Option<(Span, usize)> {
        let mut start = from;
        let mut led = false;
        while start < self.tokens.len()
            && start - from < 3
            && self.tables.leads.contains(&self.key(start))
            && self.gap(start).trim_matches([' ', '.', '\n']).is_empty()
        {
            // `Bachelor. In 2010`: a new sentence leads nowhere.
            if self.gap(start).contains('.') && !self.written(start).starts_with(char::is_lowercase)
            {
                return None;
            }
            led = true;
            start += 1;
        }
        let gap = self.gap(start);
        let separator = gap.trim_matches([' ', '.', '\u{2019}', '\'', ')']);
        let colon = separator == ":";
        if !(gap.trim_matches(' ').is_empty()
            || colon
            || matches!(separator, "" | "," | "-" | "–" | "("))
            || gap.contains('\n') && !led
        {
            return None;
        }
        let begins = self.tables.fields.contains(&self.key(start));
        let capital = self.written(start).starts_with(char::is_uppercase);
        if !(led || colon || begins || capital && separator.is_empty()) {
            return None;
        }
        let mut end = start;
        while end < self.tokens.len() && end - start < LONGEST_FIELD {
            let token = self.tokens[end];
            let gap = self.gap(end);
            let joined = end == start
                || matches!(gap, " " | "-" | "/" | " & " | "&" | "'" | "’" | "\n")
                    && (gap != "\n" || led);
            let known = self.key(end);
            let conjunction = end > start && self.is_conjunction(end) && self.continues(end);
            if !joined
                || token.shape() == Shape::Number
                || (self.tables.not_a_field.contains(&known)
                    || self.tables.schools.contains(&known))
                    && !conjunction
                || end > start && gap == "\n" && self.written(end).starts_with(char::is_uppercase)
            {
                break;
            }
            end += 1;
        }
        // `Business Administration Troy University`: the last words name the school.
        let named = self.gap(end) == " " && self.tables.schools.contains(&self.key(end));
        if named && self.written(end).starts_with(char::is_uppercase) {
            while end > start && !self.tables.fields.contains(&self.key(end - 1)) {
                end -= 1;
            }
        }
        while end > start
            && (self.tables.leads.contains(&self.key(end - 1)) || self.is_conjunction(end - 1))
        {
            end -= 1;
        }
        (end > start).then(|| {
            (
                self.tokens[start].span().join(self.tokens[end - 1].span()),
                end,
            )
        })
    }

    /// A word that joins two of a field, in lower case: `Y` is a name.
    fn is_conjunction(&self, at: usize) -> bool {
        self.tables.conjunctions.contains(&self.key(at))
            && !self.written(at).contains(char::is_uppercase)
    }

    /// Whether the word after a conjunction carries the field on (`Electrical and Computer Engineering`).
    fn continues(&self, conjunction: usize) -> bool {
        let next = conjunction + 1;
        self.gap(next) == " "
            && self.written(next).starts_with(char::is_uppercase)
            && !self.tables.not_a_field.contains(&self.key(next))
    }
}

/// The section that each line stands in, by the headings before it.
pub(super) struct HeadingReader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Tokens before this one have been looked at.
    read: usize,
    section: Option<SectionKind>,
}

impl<'a> HeadingReader<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            text,
            tokens,
            read: 0,
            section: None,
        }
    }

    /// The section before token `first` of a line; must be asked in order of the text.
    pub(super) fn section_before(&mut self, first: usize) -> Option<SectionKind> {
        while self.read < first {
            let start = self.read;
            let mut end = start + 1;
            while let (Some(last), Some(next)) = (self.tokens.get(end - 1), self.tokens.get(end)) {
                if self.text[last.span().end as usize..next.span().start as usize].contains('\n') {
                    break;
                }
                end += 1;
            }
            if let Some(kind) = of_heading(&self.tokens[start..end]) {
                self.section = Some(kind);
            }
            self.read = end;
        }
        self.section
    }
}

/// Cyrillic initials are written small (`к.т.н.`).
fn key_is_cyrillic(written: &str) -> bool {
    written
        .chars()
        .all(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}

fn is_year(written: &str) -> bool {
    written.len() == 4
        && (written.starts_with("19") || written.starts_with("20"))
        && written.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
