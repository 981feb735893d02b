//! What each unit of a post is used for, by its label and its words.

use super::cues::{Cue, IMPORTANCE, NOT_NEEDED};
use super::headings::Part;
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
