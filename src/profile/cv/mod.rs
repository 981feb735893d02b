//! What a CV claims, with the place of every claim.

pub(crate) mod impossible;
pub(crate) mod kept;
mod lines;
pub(crate) mod passages;
pub(crate) mod positions;
mod reading;
mod repeats;
mod righted;
pub(crate) mod schooling;
pub(crate) mod sections;
pub(crate) mod skills;
mod stated;
mod structured;
mod written;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::dates::{self, Month};
use super::education::{self, EducationMention};
use super::identity::{self, Contact, Identity};
use super::seniority::Seniority;
use super::spoken::{self, SpokenMention};
use crate::document::{Document, Line, Span};
use crate::lexicon::Lexicon;
use crate::text::{Token, Tokens, language, tokenize};
use lines::Lines;
use positions::Positions;
use reading::LineLabels;

pub use impossible::{Impossibility, Impossible};
pub use passages::Passage;
pub use positions::{Position, PositionKind};
pub use schooling::EducationEntry;
pub use sections::SectionKind;
pub use skills::{SkillClaim, SkillMention, Stance, stance};
pub use stated::StatedLength;

/// What a CV claims. All spans point into the text of the document it was read from.
#[derive(Debug, Clone)]
pub struct CvProfile {
    /// The month that open ends resolved to.
    pub as_of: Month,
    /// ISO 639-1 code.
    pub language: &'static str,
    /// The language in English, where no file of words covers it.
    pub unread_language: Option<&'static str>,
    /// Tokens that may be matched: none of identity, hobbies, references.
    pub tokens: Vec<Token>,
    /// Lines of matched text, in order; repeated lines are left out.
    pub passages: Vec<Passage>,
    /// By start of their text.
    pub positions: Vec<Position>,
    /// Parts of positions with dates and a title of their own, within the months of the whole.
    pub details: Vec<Position>,
    /// By concept.
    pub skills: Vec<SkillClaim>,
    /// Items of lists of skills that the lexicon does not hold, in order; shown, and no evidence.
    pub written_skills: Vec<Span>,
    /// Lengths of time beside what they may be stated of, in order.
    pub stated_lengths: Vec<StatedLength>,
    pub education: Vec<EducationMention>,
    /// By start of their text.
    pub education_entries: Vec<EducationEntry>,
    pub spoken: Vec<SpokenMention>,
    /// Highest seniority of any position's title.
    pub seniority: Option<Seniority>,
    /// Months of work: the union of positions that are work, and the lengths of those without dates.
    pub total_months: u32,
    /// Months between positions, as inclusive ranges.
    pub gaps: Vec<(Month, Month)>,
    /// Where two positions ran at once, as inclusive ranges.
    pub overlaps: Vec<(Month, Month)>,
    /// What cannot be as it is dated, by start of its text; all but the last kind is left out of
    /// everything else.
    pub impossible: Vec<Impossible>,
    /// Masked parts: never matched, quoted or printed.
    identity: Identity,
    /// The same of each hidden text.
    hidden: Vec<Vec<Span>>,
}

/// A capital, as names begin with one, that is part of no word.
const FILLER: char = 'X';

/// How far apart sections' claims count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// In a bare list.
    Listed,
    /// In prose outside a dated position.
    Described,
    /// In a position with dates.
    Used,
}

impl CvProfile {
    /// The passage in which `span` begins.
    pub(crate) fn passage_at(&self, span: Span) -> Option<usize> {
        let behind = self
            .passages
            .partition_point(|passage| passage.span.start <= span.start);
        let at = behind.checked_sub(1)?;
        self.passages
            .get(at)
            .filter(|passage| span.start < passage.span.end)?;
        Some(at)
    }

    /// What the words around `span` make of what stands there; claimed where no passage holds it.
    pub(crate) fn stance_at(&self, text: &str, span: Span) -> Stance {
        let Some(passage) = self.passage_at(span) else {
            return Stance::Claimed;
        };
        let named = Tokens::new(text, &self.tokens).within(span);
        self.stance(text, passage, named)
    }

    /// The stance that a cue beside a spoken language gives it: a list of names has no other words
    /// to learn from.
    pub(crate) fn spoken_stance(&self, text: &str, span: Span) -> Stance {
        let Some(passage) = self.passage_at(span) else {
            return Stance::Claimed;
        };
        let first = self.passages[passage].first_token as usize;
        let named = Tokens::new(text, &self.tokens).within(span);
        let said = skills::stance::cue(text, &self.tokens, first, named);
        said.map_or(Stance::Claimed, |said| said.stance)
    }

    /// What the words around the profile's tokens at `named`, in the passage at `passage`, make of
    /// what stands there.
    pub(crate) fn stance(&self, text: &str, passage: usize, named: Range<usize>) -> Stance {
        skills::stance_of(text, &self.tokens, &self.passages, passage, named)
    }

    /// The longest time in months that the CV states beside what stands at `named`; 0 for none.
    pub(crate) fn stated_months(&self, text: &str, named: Span) -> u32 {
        let Some(passage) = self.passage_at(named) else {
            return 0;
        };
        let of = (text, self.tokens.as_slice());
        stated::months_of(
            named,
            passage as u32,
            of,
            self.language,
            &self.stated_lengths,
        )
    }

    /// The parts of `span` that do not say who the person is, in order.
    pub(crate) fn visible_parts(&self, span: Span) -> Vec<Span> {
        visible_parts(span, &self.identity.spans)
    }

    /// `span` of the hidden text number `index`, with `…` for all that may say who the person is.
    pub(crate) fn blind_hidden(&self, index: usize, text: &str, span: Span) -> String {
        let masked = self.hidden.get(index).map_or(&[][..], Vec::as_slice);
        blind(text, span, masked)
    }

    /// The text of `span` with `…` wherever it says who the person is.
    pub fn blind(&self, text: &str, span: Span) -> String {
        blind(text, span, &self.identity.spans)
    }

    /// Who the person is, for a recruiter who asks for it; nothing of it is ever matched.
    pub fn contact(&self, text: &str) -> Contact {
        Contact::of(text, &self.identity)
    }

    /// All that says who the person is, in order.
    pub(crate) fn identity_spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.identity.spans.iter().copied()
    }

    /// Whether any part of `span` says who the person is.
    pub fn is_identity(&self, span: Span) -> bool {
        let masked = &self.identity.spans;
        let after = masked.partition_point(|masked| masked.end <= span.start);
        masked
            .get(after)
            .is_some_and(|masked| masked.overlaps(span))
    }
}

/// The parts of `span` outside of the masked ones, in order, as those are.
fn visible_parts(span: Span, masked: &[Span]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut at = span.start;
    let first = masked.partition_point(|masked| masked.end <= span.start);
    let near = masked[first..].iter();
    for masked in near.take_while(|masked| masked.start < span.end) {
        if masked.start > at {
            parts.push(Span {
                start: at,
                end: masked.start,
            });
        }
        at = masked.end.min(span.end);
    }
    if at < span.end {
        parts.push(Span {
            start: at,
            end: span.end,
        });
    }
    parts
}

/// The text of `span` with `…` for what is masked.
fn blind(text: &str, span: Span, masked: &[Span]) -> String {
    let parts = visible_parts(span, masked);
    let mut shown: String = parts
        .iter()
        .map(|part| part.of(text))
        .collect::<Vec<_>>()
        .join("…");
    if parts.first().is_none_or(|first| first.start > span.start) && !span.is_empty() {
        shown.insert(0, '…');
    }
    if parts.last().is_some_and(|last| last.end < span.end) {
        shown.push('…');
    }
    shown
}

/// Reads the CV in `document`; open ends of positions resolve to `as_of`.
///
/// Positions that cannot be are left out, as if they were never written.
pub fn read(document: &Document, lexicon: &Lexicon, as_of: Month) -> CvProfile {
    let mut all = read_all(document, lexicon, as_of);
    all.impossible.sort_by_key(|known| known.span);
    let mut spans = (all.impossible.iter())
        .filter(|known| known.why.is_left_out())
        .map(|known| known.span)
        .peekable();
    let mut left_out: Vec<Range<usize>> = Vec::new();
    for (at, line) in document.lines.iter().enumerate() {
        let is_before = |span: &Span| span.end <= line.span.start;
        while spans.next_if(is_before).is_some() {}
        if spans.peek().is_some_and(|span| span.overlaps(line.span)) {
            match left_out.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end = at + 1,
                None => left_out.push(at..at + 1),
            }
        }
    }
    if left_out.is_empty() {
        return all;
    }
    let mut possible = read_all(
        &repeats::without(document.clone(), &left_out),
        lexicon,
        as_of,
    );
    all.impossible.retain(|known| known.why.is_left_out());
    possible.impossible.append(&mut all.impossible);
    possible.impossible.sort_by_key(|known| known.span);
    possible
}

fn read_all(document: &Document, lexicon: &Lexicon, as_of: Month) -> CvProfile {
    let all = tokenize(&document.text);
    let all_by_line = by_line(document, &all);
    let identity = identity::find(document, &all, &all_by_line, lexicon);
    let hidden = document.hidden.iter();
    let hidden = hidden
        .map(|hidden| identity::hidden::masked(&hidden.text, &identity.words, lexicon))
        .collect();
    let mut tokens = unmasked(&all, &identity.spans);
    // From here on nothing can see who the person is.
    let mut document = neutral(document, &identity.spans);
    let repeated = if repeats::may_be_any(&all_by_line) {
        repeats::find(&document, &all_by_line, &by_line(&document, &tokens))
    } else {
        Vec::new()
    };
    if !repeated.is_empty() {
        tokens = outside(&document, &repeated, &tokens);
        document = repeats::without(document, &repeated);
    }
    let document = &document;
    let text = &document.text;
    let line_tokens = by_line(document, &tokens);

    let mentions = dates::find(text, &running(document, &tokens, &line_tokens));
    // The name of a month is a word of some language, and another month is another word.
    let dated = mentions.iter().map(|found| found.span);
    let detected = language::detect(text, apart(&tokens, dated));
    let read = LineLabels::of(document, &all, &identity.spans);
    let told = match document.format.is_structured_cv() {
        true => structured::schooling_lines(document),
        false => read.schooling_lines(document),
    };
    let mut education = education::find_within(text, &tokens, &told);
    let lines = Lines::new(document, &line_tokens, &mentions, &education);
    let sections = sections::of_lines(&lines, &read);
    let positions = positions::find(&lines, &sections, &read, as_of);
    let education_entries = schooling::find(&lines, &sections, &read, as_of);
    structured::tell_fields(document, &education_entries, &mut education);
    let passages = passages::find(document, &sections.kinds, &positions, &tokens);
    let Positions {
        held: positions,
        details,
        mut impossible,
    } = positions;
    impossible.extend(impossible::too_many(&positions));
    let skills = skills::find(
        detected.code,
        text,
        lexicon,
        &tokens,
        &passages,
        &positions,
        as_of,
    );
    let stated_lengths = stated::find(&mentions, &passages, as_of);

    // Internships and volunteering stand in the profile, and are no months of work.
    let work = || {
        let all = positions.iter();
        all.filter(|position| position.kind == PositionKind::Work)
    };
    let worked: Vec<(Month, Month)> = work().filter_map(|position| position.months).collect();
    let all_dated = positions.iter().filter_map(|position| position.months);
    let (_, gaps, overlaps) = positions::intervals(&all_dated.collect::<Vec<_>>());
    let months = dates::interval::union_months(&worked);
    let stated: u32 = work()
        .filter_map(|position| position.stated_months)
        .fold(0, u32::saturating_add);
    let total_months = months.saturating_add(stated);
    let mut profile = CvProfile {
        as_of,
        language: detected.code,
        unread_language: detected.unread,
        seniority: (positions.iter().chain(&details))
            .filter_map(|position| position.seniority)
            .max(),
        education,
        education_entries,
        spoken: spoken::find_within(text, &tokens, &read.language_lines(document)),
        tokens,
        passages,
        positions,
        details,
        skills,
        written_skills: Vec::new(),
        stated_lengths,
        total_months,
        gaps,
        overlaps,
        impossible,
        identity,
        hidden,
    };
    profile.written_skills = written::find(document, &read, &sections, &profile);
    let blind = |known: &Impossible| profile.blind(text, known.named);
    let quotes: Vec<String> = profile.impossible.iter().map(blind).collect();
    for (known, quote) in profile.impossible.iter_mut().zip(quotes) {
        known.quote = quote;
    }
    profile
}

/// The same CV as if the lines in `left_out`, ranges in order, were empty.
pub(crate) fn read_without(
    document: &Document,
    left_out: &[Range<usize>],
    lexicon: &Lexicon,
    as_of: Month,
) -> CvProfile {
    read(
        &repeats::without(document.clone(), left_out),
        lexicon,
        as_of,
    )
}

/// The document with every masked byte made [`FILLER`], so that all spans stay true.
fn neutral(document: &Document, identity: &[Span]) -> Document {
    Document {
        text: filled(&document.text, identity, FILLER),
        lines: document.lines.clone(),
        hidden: Vec::new(),
        warnings: Vec::new(),
        ..*document
    }
}

/// `text` with every byte of the spans made `filler`, of one byte.
fn filled(text: &str, spans: &[Span], filler: char) -> String {
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        made.push_str(&text[at..span.start as usize]);
        made.extend(std::iter::repeat_n(filler, span.len()));
        at = span.end as usize;
    }
    made.push_str(&text[at..]);
    made
}

/// The tokens that stand on none of the lines.
fn outside(document: &Document, lines: &[Range<usize>], tokens: &[Token]) -> Vec<Token> {
    let spans: Vec<Span> = lines
        .iter()
        .filter_map(|range| document.lines.get(range.clone()))
        .filter_map(|lines| Some(lines.first()?.span.join(lines.last()?.span)))
        .collect();
    unmasked(tokens, &spans)
}

/// The tokens of each line.
fn by_line<'a>(document: &Document, tokens: &'a [Token]) -> Vec<&'a [Token]> {
    /// Tokens stepped over at once.
    const STEP: usize = 8;
    let mut at = 0;
    document
        .lines
        .iter()
        .map(|line| {
            let start = at;
            let is_before = |at: usize| {
                let token = tokens.get(at);
                token.is_some_and(|token| token.span().start < line.span.end)
            };
            while is_before(at + STEP) {
                at += STEP;
            }
            while is_before(at) {
                at += 1;
            }
            &tokens[start..at]
        })
        .collect()
}

/// The tokens of the running text: a page number beside a date is no part of it.
fn running<'a>(
    document: &Document,
    all: &'a [Token],
    line_tokens: &[&[Token]],
) -> Cow<'a, [Token]> {
    let is_outside = |line: &Line| line.role.is_outside();
    if !document.lines.iter().any(is_outside) {
        let read = line_tokens.iter().map(|tokens| tokens.len()).sum();
        return Cow::Borrowed(&all[..read]);
    }
    document
        .lines
        .iter()
        .zip(line_tokens)
        .filter(|(line, _)| !is_outside(line))
        .flat_map(|(_, tokens)| tokens.iter().copied())
        .collect()
}

/// The tokens that overlap none of the spans, which are in order and overlap each other nowhere.
fn unmasked(tokens: &[Token], masked: &[Span]) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    for span in masked {
        let before = rest.partition_point(|token| token.span().end <= span.start);
        let (outside, from) = rest.split_at(before);
        kept.extend_from_slice(outside);
        let within = from.partition_point(|token| token.span().start < span.end);
        rest = &from[within..];
    }
    kept.extend_from_slice(rest);
    kept
}

/// The tokens that overlap none of the spans, which are in order.
fn apart(tokens: &[Token], spans: impl Iterator<Item = Span>) -> impl Iterator<Item = &Token> {
    let mut spans = spans.peekable();
    tokens.iter().filter(move |token| {
        while spans
            .next_if(|span| span.end <= token.span().start)
            .is_some()
        {}
        !spans.peek().is_some_and(|span| span.overlaps(token.span()))
    })
}

#[cfg(test)]
mod tests;
