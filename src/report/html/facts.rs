//! What the report shows of a CV beside its score: kept only when a report is asked for.

use crate::document::{Document, Span, Warning};
use crate::lexicon::{ConceptId, Lexicon};
use crate::profile::cv::{CvProfile, PositionKind, Stance};
use crate::profile::dates::Month;
use crate::profile::identity::Contact;

/// A position as shown: nothing in it says who the person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub title: String,
    pub employer: String,
    pub months: Option<(Month, Month)>,
    pub stated_months: Option<u32>,
    pub kind: PositionKind,
}

/// A skill as the CV claims it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub concept: ConceptId,
    pub name: String,
    pub months: u32,
    pub last_used: Option<Month>,
    /// Lines that name it.
    pub places: u32,
    pub stance: Stance,
}

/// One CV, ready to be shown; a few kilobytes beside its text.
#[derive(Debug, Clone)]
pub struct Facts {
    pub(super) text: String,
    /// The parts of `text` that do not say who the person is, in order.
    pub(super) visible: Vec<Span>,
    /// Lines that are matched: no interests, references or repeated lines.
    pub(super) matched: Vec<Span>,
    /// In the order of the text.
    pub(super) positions: Vec<Held>,
    pub(super) gaps: Vec<(Month, Month)>,
    pub(super) overlaps: Vec<(Month, Month)>,
    pub(super) as_of: Month,
    pub(super) skills: Vec<Claim>,
    /// What was odd while reading.
    pub(super) warnings: Vec<Warning>,
    pub(super) contact: Contact,
}

impl Facts {
    /// What a report needs of the CV in `document`.
    pub fn of(document: &Document, profile: &CvProfile, lexicon: &Lexicon) -> Self {
        let text = &document.text;
        let blind = |span: Option<Span>| {
            let shown = span
                .map(|span| profile.blind(text, span))
                .unwrap_or_default();
            shown.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let positions = profile.positions.iter().map(|position| Held {
            title: blind(position.title),
            employer: blind(position.employer),
            months: position.months,
            stated_months: position.stated_months,
            kind: position.kind,
        });
        let skills = profile.skills.iter().map(|claim| Claim {
            concept: claim.concept,
            name: lexicon.label(claim.concept).to_owned(),
            months: claim.months,
            last_used: claim.last_used,
            places: claim.mentions.len() as u32,
            stance: claim.stance(),
        });
        Self {
            text: text.clone(),
            visible: profile.visible_parts(Span::new(0, text.len())),
            matched: profile.passages.iter().map(|line| line.span).collect(),
            positions: positions.collect(),
            gaps: profile.gaps.clone(),
            overlaps: profile.overlaps.clone(),
            as_of: profile.as_of,
            skills: skills.collect(),
            warnings: document.warnings.clone(),
            contact: profile.contact(text),
        }
    }

    /// Who the person is: for a recruiter who asks.
    pub fn contact(&self) -> &Contact {
        &self.contact
    }

    /// Spans of months without a position, and with two at once, in the order of time.
    pub(in crate::report) fn gaps(&self) -> &[(Month, Month)] {
        &self.gaps
    }

    pub(in crate::report) fn overlaps(&self) -> &[(Month, Month)] {
        &self.overlaps
    }

    /// The month that open ends resolve to.
    pub(in crate::report) fn as_of(&self) -> Month {
        self.as_of
    }

    /// Title and employer of each position for pay that says neither when nor how long.
    pub(in crate::report) fn undated(&self) -> impl Iterator<Item = String> {
        let undated = self.positions.iter().filter(|held| {
            held.kind == PositionKind::Work
                && held.months.is_none()
                && held.stated_months.is_none()
                && !held.title.is_empty()
        });
        undated.map(|held| match held.employer.as_str() {
            "" => held.title.clone(),
            employer => format!("{}, {employer}", held.title),
        })
    }

    /// The parts that say who the person is.
    pub(super) fn identity(&self) -> impl Iterator<Item = &str> {
        let ends = self.visible.iter().map(|part| part.start as usize);
        let starts = self.visible.iter().map(|part| part.end as usize);
        std::iter::once(0)
            .chain(starts)
            .zip(ends.chain(std::iter::once(self.text.len())))
            .filter_map(|(start, end)| self.text.get(start..end))
    }
}
