//! What each unit of a post is used for, by its label and its words.

use super::cues::{Cue, IMPORTANCE, NOT_NEEDED};
use super::headings::{HEADINGS, Part};
use super::phrases::{Found, Words};
use super::reading::PostLabel;
use super::reading::units::Unit;
use super::requirement::Findings;
use super::{Importance, SetAsideReason, boilerplate, protected, title, years};
use crate::document::Span;

/// What a unit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Asks(Importance),
    Duty,
    Title,
    /// A heading over what is wished for.
    WishesBelow,
    SetAside(SetAsideReason),
}

/// What a unit is for, by its label.
pub(super) fn use_of(findings: &Findings, unit: &Unit, label: PostLabel) -> Use {
    let words = &findings.words;
    match label {
        PostLabel::Ask | PostLabel::Nice if protected::not_for_scoring(words, unit.span) => {
            Use::SetAside(SetAsideReason::Condition)
        }
        PostLabel::Ask | PostLabel::Nice if says_not_needed(words, unit.span) => {
            Use::SetAside(SetAsideReason::NotAsked)
        }
        PostLabel::Ask | PostLabel::Nice if let Some(other) = no_ask(findings, unit) => other,
        // `Nice to have: Kafka`, and the column of what is desirable.
        PostLabel::Ask if unit.lead == Some(Part::Nice) => Use::Asks(Importance::Nice),
        PostLabel::Ask => Use::Asks(Importance::Must),
        PostLabel::Nice => Use::Asks(Importance::Nice),
        PostLabel::Title if asks_at_once(findings, unit) => Use::Asks(Importance::Must),
        PostLabel::Title => Use::Title,
        PostLabel::Duty => Use::Duty,
        PostLabel::Company => Use::SetAside(SetAsideReason::AboutCompany),
        PostLabel::Offer => Use::SetAside(SetAsideReason::Benefits),
        PostLabel::Pay => Use::SetAside(SetAsideReason::Salary),
        PostLabel::Apply => Use::SetAside(SetAsideReason::HowToApply),
        PostLabel::Law => Use::SetAside(match boilerplate::strong(words, unit.span) {
            Some(SetAsideReason::EqualOpportunity) => SetAsideReason::EqualOpportunity,
            _ => SetAsideReason::Legal,
        }),
        PostLabel::Waived => Use::SetAside(SetAsideReason::NotAsked),
        PostLabel::Condition => Use::SetAside(SetAsideReason::Condition),
        PostLabel::Fact => Use::SetAside(SetAsideReason::Facts),
        PostLabel::Noise => Use::SetAside(SetAsideReason::Navigation),
        PostLabel::HeadNice => Use::WishesBelow,
        PostLabel::HeadAsk
        | PostLabel::HeadDuty
        | PostLabel::HeadCompany
        | PostLabel::HeadOffer
        | PostLabel::HeadLaw
        | PostLabel::HeadApply
        | PostLabel::HeadOther => Use::SetAside(SetAsideReason::Heading),
    }
}

/// What a unit is for that names nothing which could be asked: pay, hours, a heading or a label.
fn no_ask(findings: &Findings, unit: &Unit) -> Option<Use> {
    let words = &findings.words;
    if !names_nothing(findings, unit) {
        return None;
    }
    if opens_with_pay(words, unit.span) {
        return Some(Use::SetAside(SetAsideReason::Salary));
    }
    if says_hours(words, unit.span) {
        return Some(Use::SetAside(SetAsideReason::Facts));
    }
    // `Description` on a line of its own.
    match heading(words, unit) {
        Some(Part::Nice) => Some(Use::WishesBelow),
        Some(_) => Some(Use::SetAside(SetAsideReason::Heading)),
        None => begins_with_label(words, unit).then_some(Use::SetAside(SetAsideReason::Facts)),
    }
}

/// What a unit announces that is nothing but a known heading.
fn heading(words: &Words, unit: &Unit) -> Option<Part> {
    let range = words.within(unit.span);
    let found = words.at(&HEADINGS, range.start, range.end)?;
    (found.range == range && !unit.bullet).then_some(found.value)
}

/// `Work location: on the road`.
fn begins_with_label(words: &Words, unit: &Unit) -> bool {
    let range = words.within(unit.span);
    let label = words.at(&HEADINGS, range.start, range.end);
    unit.lead == Some(Part::Label)
        || label.is_some_and(|label| {
            label.value == Part::Label && words.gap_before(label.range.end).starts_with(':')
        })
}

/// Whether nothing stands there that could be asked: no known skill, degree, language or years.
fn names_nothing(findings: &Findings, unit: &Unit) -> bool {
    let span = unit.content;
    findings.hits_in(span).next().is_none()
        && findings.education_in(span).next().is_none()
        && findings.spoken_in(span).next().is_none()
        && years::find(&findings.words, findings.words.within(span)).is_empty()
}

/// `36k plus tips`, `€24.50/h LTD or PAYE`: a budget to be held stands behind other words.
fn opens_with_pay(words: &Words, span: Span) -> bool {
    let text = span.of(words.text);
    let is_sign = |letter: char| matches!(letter, '$' | '€' | '£' | '₽' | '¥' | '₹');
    let amount =
        text.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !is_sign(letter));
    let first = amount.split_whitespace().next().unwrap_or_default();
    let is_thousands = first
        .strip_suffix(['k', 'K'])
        .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
    is_thousands || amount.starts_with(is_sign) && amount.chars().any(|c| c.is_ascii_digit())
}

/// `10pm to 6am`, `8:00 - 16:30`: two times of the day.
fn says_hours(words: &Words, span: Span) -> bool {
    let is_hour = |number: &str| number.parse::<u32>().is_ok_and(|hour| hour < 25);
    let is_time = |word: &str| {
        let lower = word.to_lowercase();
        let half = ["am", "pm"]
            .iter()
            .find_map(|half| lower.strip_suffix(half));
        let parts = lower.split_once([':', 'h']);
        half.is_some_and(|number| is_hour(number.split([':', '.']).next().unwrap_or_default()))
            || parts.is_some_and(|(hour, minutes)| {
                is_hour(hour) && minutes.len() == 2 && minutes.parse::<u32>().is_ok()
            })
    };
    let text = span.of(words.text);
    let parts = text.split(|letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '–' | ',' | ';' | '(' | ')')
    });
    parts
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| is_time(word))
        .count()
        > 1
}

/// Whether all of a short sentence says that something is not needed; `preferred but not required`
/// says more.
fn says_not_needed(words: &Words, span: Span) -> bool {
    /// Words of a longest sentence of one thought.
    const LONGEST: usize = 14;
    let range = words.within(span);
    if range.len() > LONGEST || span.of(words.text).contains([',', ';']) {
        return false;
    }
    let Some(found) = words.first(&NOT_NEEDED, range.clone()) else {
        return false;
    };
    let apart =
        |cue: &Found<Cue>| cue.range.start < found.range.start || found.range.end < cue.range.end;
    let mut cues = words.find(&IMPORTANCE, range).into_iter();
    !cues.any(|cue| cue.value != Cue::Must && apart(&cue))
}

/// `Need a React developer, 3+ years, good JavaScript.`: a request in one sentence names the job and
/// asks.
fn asks_at_once(findings: &Findings, unit: &Unit) -> bool {
    let words = &findings.words;
    let range = words.within(unit.span);
    let is_sentence = unit.span.of(words.text).ends_with(['.', '!']);
    range.len() > title::TITLE_WORDS
        || !years::find(words, range).is_empty()
        || is_sentence && findings.hits_in(unit.span).count() > 1
}
