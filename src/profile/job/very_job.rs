//! Demands that ask for nothing but the very job, or the facts beside its name.

use super::phrases::Words;
use super::reading::units::Unit;
use super::requirement::Asked;
use super::{Demand, Wanted};
use crate::document::Span;
use crate::lexicon::Lexicon;
use crate::profile::roles::names_a_role;
use crate::text::{TermKey, tokenize};

/// Whether all that would do are occupations.
pub(super) fn names_roles(demand: &Demand) -> bool {
    let Demand::Skill { any_of, .. } = demand else {
        return false;
    };
    let mut labels = any_of.iter().map(|wanted| wanted.label.as_str());
    labels.all(label_is_role)
}

/// Whether a demand asks for nothing but the very job.
pub(super) fn asks_for_the_title(demand: &Demand, title: &str, lexicon: &Lexicon) -> bool {
    only_names(demand, title, |wanted| is_role(wanted, lexicon))
}

/// Where a sentence that asks begins with the job itself: its title, and the facts up to a colon
/// (`Night Porter, Whitby, £13/h: first aid`).
pub(super) fn named_in(words: &Words, unit: &Unit, title: Span) -> Option<Span> {
    if !unit.span.contains(title) {
        return None;
    }
    let range = words.within(unit.span);
    let behind = words.within(title).end;
    let is_beside = words.within(title).start <= range.start + 1;
    let colon = (behind..range.end).find(|&at| words.gap_before(at).trim_end().ends_with(':'));
    match colon.filter(|_| is_beside) {
        Some(colon) => Some(words.span_of(&(range.start..colon))),
        None => Some(title),
    }
}

/// Whether the demand only says again what names the job: unknown names and occupations there.
pub(super) fn is_named_in(asked: &Asked, named: Span, words: &Words, lexicon: &Lexicon) -> bool {
    only_names(&asked.demand, named.of(words.text), |wanted| {
        wanted.concept.is_none() || is_role(wanted, lexicon)
    })
}

/// Whether all that would do stands in `named`, is `meant` and no years of it are asked.
fn only_names(demand: &Demand, named: &str, meant: impl Fn(&Wanted) -> bool) -> bool {
    let Demand::Skill {
        any_of,
        minimum_months: None,
        ..
    } = demand
    else {
        return false;
    };
    let keys =
        |text: &str| -> Vec<TermKey> { tokenize(text).iter().map(|token| token.key).collect() };
    let named = keys(named);
    any_of.iter().all(|wanted| {
        let label = keys(&wanted.label);
        let is_there = !label.is_empty() && named.windows(label.len()).any(|some| some == label);
        is_there && meant(wanted)
    })
}

/// Whether both the name and the concept are an occupation: `React developer` asks for React.
fn is_role(wanted: &Wanted, lexicon: &Lexicon) -> bool {
    let concept = wanted.concept.map(|concept| lexicon.label(concept));
    label_is_role(&wanted.label) && concept.is_none_or(label_is_role)
}

fn label_is_role(label: &str) -> bool {
    names_a_role(label, Span::new(0, label.len()))
}
