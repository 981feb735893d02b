//! What each unit of a post is used for, by its label and its words.

use std::sync::LazyLock;

use super::cues::{Cue, IMPORTANCE, NOT_NEEDED, SPEECH};
use super::headings::{HEADINGS, Part};
use super::lasting::is_age;
use super::phrases::{Found, Words, phrase_table};
use super::reading::PostLabel;
use super::reading::units::Unit;
use super::requirement::Findings;
use super::{Importance, SetAsideReason, boilerplate, protected, title, years};
use crate::document::Span;
use crate::languages::key;
use crate::lexicon::Kind;
use crate::text::PhraseTable;

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
        PostLabel::Ask | PostLabel::Nice if is_condition(findings, unit) => {
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
        PostLabel::Condition if asks_beside_conditions(findings, unit) => {
            Use::Asks(Importance::Must)
        }
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
    if opens_with_rate(words, unit.span) {
        return Some(Use::SetAside(SetAsideReason::Salary));
    }
    if !names_nothing(findings, unit) {
        return None;
    }
    if opens_with_pay(words, unit.span) {
        return Some(Use::SetAside(SetAsideReason::Salary));
    }
    // `Right to work (no sponsorship)`
    if boilerplate::strong(words, unit.span) == Some(SetAsideReason::Legal)
        && words.first(&SPEECH, words.within(unit.span)).is_none()
    {
        return Some(Use::SetAside(SetAsideReason::Condition));
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

/// `Right to work in the UK (we can't offer sponsorship)`: a permit, travel or shifts, and beside
/// it nothing that could be shown.
fn is_condition(findings: &Findings, unit: &Unit) -> bool {
    static CONDITIONS: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| phrase_table(&[(key::POST_SET_ASIDE_CONDITION, ())]));
    let words = &findings.words;
    let said = words.find(&CONDITIONS, words.within(unit.span));
    let said: Vec<Span> = said.iter().map(|cue| words.span_of(&cue.range)).collect();
    let mut skills = findings.hits_in(unit.content);
    !said.is_empty()
        && skills.all(|hit| said.iter().any(|said| hit.span.overlaps(*said)))
        && findings.education_in(unit.content).next().is_none()
        && findings.spoken_in(unit.content).next().is_none()
}

/// What a unit announces that is nothing but a known heading.
fn heading(words: &Words, unit: &Unit) -> Option<Part> {
    whole_heading(words, unit.span).filter(|_| !unit.bullet)
}

/// What a heading of exactly these words announces.
fn whole_heading(words: &Words, span: Span) -> Option<Part> {
    let range = words.within(span);
    let found = words.at(&HEADINGS, range.start, range.end)?;
    (found.range == range).then_some(found.value)
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

/// Whether a heading says that what stands below is wished only, whatever else it says: `Lovely to
/// have, not essential`.
pub(super) fn says_not_essential(words: &Words, span: Span) -> bool {
    // `Desired candidate profile` stands over all that is asked.
    if whole_heading(words, span) == Some(Part::Must) {
        return false;
    }
    let cues = words.find(&IMPORTANCE, words.within(span));
    !cues.is_empty() && cues.iter().all(|cue| cue.value != Cue::Must)
}

pub(super) fn says_must(words: &Words, span: Span) -> bool {
    let cues = words.find(&IMPORTANCE, words.within(span));
    cues.iter().any(|cue| cue.value == Cue::Must)
}

/// `€24.50/h LTD or PAYE`: whatever else stands there says how it is paid.
fn opens_with_rate(words: &Words, span: Span) -> bool {
    let first = span.of(words.text).split_whitespace().next();
    let rate = first.and_then(|first| first.split_once('/'));
    rate.is_some_and(|(amount, unit)| {
        amount.starts_with(is_currency)
            && amount.ends_with(|letter: char| letter.is_ascii_digit())
            && unit.starts_with(char::is_alphabetic)
    })
}

fn is_currency(letter: char) -> bool {
    matches!(letter, '$' | '€' | '£' | '₽' | '¥' | '₹')
}

/// `36k plus tips`, `€24.50/h LTD or PAYE`: a budget to be held stands behind other words.
fn opens_with_pay(words: &Words, span: Span) -> bool {
    let text = span.of(words.text);
    let amount =
        text.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !is_currency(letter));
    let first = amount.split_whitespace().next().unwrap_or_default();
    let is_thousands = first
        .strip_suffix(['k', 'K'])
        .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
    is_thousands || amount.starts_with(is_currency) && amount.chars().any(|c| c.is_ascii_digit())
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
pub(super) fn says_not_needed(words: &Words, span: Span) -> bool {
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

/// `Nights, 6 weeks, must be coded, min. 5 years on pipes`: a sentence of conditions that also asks
/// for years and a skill.
fn asks_beside_conditions(findings: &Findings, unit: &Unit) -> bool {
    let words = &findings.words;
    let range = words.within(unit.span);
    let names_skill = findings.hits_in(unit.span).any(|hit| {
        let kind = findings.lexicon.kind(hit.concept);
        kind.is_some_and(|kind| kind != Kind::Soft)
    });
    let lasts = years::find(words, range.clone())
        .iter()
        .any(|length| length.minimum_months >= 12 && !is_age(length));
    let is_listed = range.clone().any(|at| words.gap_before(at).contains(','));
    names_skill && is_listed && says_must(words, unit.span) && lasts
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

#[cfg(test)]
mod tests {
    use super::super::reading::units::split;
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;

    #[test]
    fn a_sentence_of_fourteen_words_may_say_that_something_is_not_needed() {
        let says = |words: usize, end: &str| format!("{}{end}", "rye ".repeat(words));
        for (text, expected) in [
            (says(1, "is not needed"), true),
            (says(11, "is not needed"), true),
            (says(12, "is not needed"), false),
            (says(11, "is welcome"), false),
            // More than one thought.
            (says(1, "is good, wheat is not needed"), false),
            (says(1, "is preferred but not required"), false),
            (says(1, "is a must, wheat is not needed"), false),
        ] {
            let words = Words::new(&text);
            let span = Span::new(0, text.len());
            assert_eq!(says_not_needed(&words, span), expected, "{text}");
        }
    }

    /// What the first line of `text` is for with this label.
    fn used(text: &str, label: PostLabel) -> Use {
        let document = plain::from_text(text, Format::PlainText).unwrap();
        let findings = Findings::of(&document, Lexicon::builtin());
        let units = split(&document, &findings.words);
        use_of(&findings, &units[0], label)
    }

    #[test]
    fn a_line_is_used_by_its_label() {
        use SetAsideReason::{
            AboutCompany, Benefits, Condition, EqualOpportunity, Facts, HowToApply, Legal,
            Navigation, NotAsked, Salary,
        };
        let equal = "We are an equal opportunity employer";
        for (text, label, expected) in [
            ("Rye bread", PostLabel::Title, Use::Title),
            ("Rye bread", PostLabel::Duty, Use::Duty),
            ("Rye bread", PostLabel::Ask, Use::Asks(Importance::Must)),
            ("Rye bread", PostLabel::Nice, Use::Asks(Importance::Nice)),
            ("Rye bread", PostLabel::Company, Use::SetAside(AboutCompany)),
            ("Rye bread", PostLabel::Offer, Use::SetAside(Benefits)),
            ("Rye bread", PostLabel::Pay, Use::SetAside(Salary)),
            ("Rye bread", PostLabel::Apply, Use::SetAside(HowToApply)),
            ("Rye bread", PostLabel::Law, Use::SetAside(Legal)),
            (equal, PostLabel::Law, Use::SetAside(EqualOpportunity)),
            ("Rye bread", PostLabel::Waived, Use::SetAside(NotAsked)),
            ("Rye bread", PostLabel::Condition, Use::SetAside(Condition)),
            ("Rye bread", PostLabel::Fact, Use::SetAside(Facts)),
            ("Rye bread", PostLabel::Noise, Use::SetAside(Navigation)),
            ("Rye bread", PostLabel::HeadNice, Use::WishesBelow),
            // A sentence of conditions that asks for a year, a skill and says so.
            (
                "Nights, must know Kafka, 12 months of it",
                PostLabel::Condition,
                Use::Asks(Importance::Must),
            ),
            (
                "Nights, must know Kafka, 11 months of it",
                PostLabel::Condition,
                Use::SetAside(Condition),
            ),
            // All that is asked must be there: a list, a must, no age.
            (
                "Nights must know Kafka 12 months of it",
                PostLabel::Condition,
                Use::SetAside(Condition),
            ),
            (
                "Nights, know Kafka, 12 months of it",
                PostLabel::Condition,
                Use::SetAside(Condition),
            ),
            (
                "Nights, must know Kafka, 18 years of it",
                PostLabel::Condition,
                Use::SetAside(Condition),
            ),
            // A title that asks: a sentence with two skills, years, or thirteen words.
            ("Kafka bakers.", PostLabel::Title, Use::Title),
            (
                "Kafka, Docker bakers.",
                PostLabel::Title,
                Use::Asks(Importance::Must),
            ),
            ("Kafka, Docker bakers", PostLabel::Title, Use::Title),
            (
                "Baker, 3 years",
                PostLabel::Title,
                Use::Asks(Importance::Must),
            ),
            (
                "Baker of rye and rye and rye and rye and rye and",
                PostLabel::Title,
                Use::Title,
            ),
            (
                "Baker of rye and rye and rye and rye and rye and rye",
                PostLabel::Title,
                Use::Asks(Importance::Must),
            ),
        ] {
            assert_eq!(used(text, label), expected, "{text}: {label:?}");
        }
    }

    #[test]
    fn a_day_has_twenty_four_hours() {
        for (text, expected) in [
            ("Works from 8:00 to 16:00", true),
            ("Works from 8:00 to 24:00", true),
            ("Works from 8:00 to 25:00", false),
            ("Works from 10pm to 6am", true),
            ("Works from 10.30pm to 6am", true),
            ("Works until 10pm", false),
            ("Works from 25pm to 26pm", false),
            ("Works 8h30 - 16h30", true),
            ("Screens of 16:9 and 4:3", false),
            ("Works from 8:000 to 9:000", false),
        ] {
            let words = Words::new(text);
            let span = Span::new(0, text.len());
            assert_eq!(says_hours(&words, span), expected, "{text}");
        }
    }

    #[test]
    fn pay_opens_with_an_amount() {
        for (text, is_rate, is_pay) in [
            ("€24.50/h LTD", true, true),
            ("24.50/h LTD", false, false),
            ("€/h LTD", false, false),
            ("€24/7 shifts", false, true),
            ("LTD €24.50/h", false, false),
            ("36k plus tips", false, true),
            ("- 36K plus tips", false, true),
            ("k plus tips", false, false),
            ("3x6k plus tips", false, false),
            ("36 loaves", false, false),
        ] {
            let words = Words::new(text);
            let span = Span::new(0, text.len());
            let found = (opens_with_rate(&words, span), opens_with_pay(&words, span));
            assert_eq!(found, (is_rate, is_pay), "{text}");
        }
    }

    #[test]
    fn only_words_of_wish_make_a_heading_of_wishes() {
        for (text, expected) in [
            ("Lovely to have, not essential", true),
            ("Preferred", true),
            ("Required", false),
            ("Preferred and required", false),
            ("Rye bread", false),
            // A heading that is known to stand over all that is asked.
            ("Desired candidate profile", false),
            ("Desired candidate oven", true),
        ] {
            let words = Words::new(text);
            let span = Span::new(0, text.len());
            assert_eq!(says_not_essential(&words, span), expected, "{text}");
        }
    }

    #[test]
    fn a_list_item_is_no_heading() {
        for (mark, expected) in [("", Some(Part::Must)), ("- ", None)] {
            let text = format!("{mark}Requirements");
            let document = plain::from_text(&text, Format::PlainText).unwrap();
            let words = Words::new(&document.text);
            let unit = split(&document, &words)[0];
            assert_eq!(heading(&words, &unit), expected, "{text}");
        }
    }

    #[test]
    fn permits_travel_and_lifting_are_conditions_where_nothing_else_is_named() {
        use SetAsideReason::Condition;
        let ask = Use::Asks(Importance::Must);
        for (text, expected) in [
            (
                "Right to work in the UK (we can't offer sponsorship)",
                Use::SetAside(Condition),
            ),
            ("Able to lift 20 kg", Use::SetAside(Condition)),
            ("Arbeitserlaubnis", Use::SetAside(Condition)),
            ("Right to work, Kafka", ask),
            ("Right to work and a bachelor's degree", ask),
            ("Right to work and fluent German", ask),
            ("Sponsorship of events", ask),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let unit = split(&document, &findings.words)[0];
            assert_eq!(use_of(&findings, &unit, PostLabel::Ask), expected, "{text}");
        }
    }

    #[test]
    fn what_is_denied_around_a_word_is_not_needed() {
        for (text, expected) in [
            ("No German needed", true),
            ("No prior Kotlin knowledge expected", true),
            ("No prior knowledge of Kotlin is expected", false),
            ("This is not an entry-level position", true),
            ("Training in Docker will be given", true),
            ("Kein Deutsch nötig", true),
            ("German needed", false),
        ] {
            let words = Words::new(text);
            let span = Span::new(0, text.len());
            assert_eq!(says_not_needed(&words, span), expected, "{text}");
        }
    }

    #[test]
    fn a_part_of_a_sentence_is_wished_where_another_is_asked() {
        for (text, expected) in [
            ("Kafka, ideally Docker", true),
            ("Kafka and Docker", false),
            ("Ideally Kafka and Docker", false),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let span = Span::new(0, text.len());
            assert_eq!(findings.wishes_for_a_part(span), expected, "{text}");
        }
    }
}
