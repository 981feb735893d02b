//! Sentences that give another way to meet what was just asked: `OR education: ...`, `two years may
//! be substituted for the degree`.

use std::sync::LazyLock;

use super::Demand;
use super::cues::OR;
use super::phrases::phrase_table;
use super::reading::units::Unit;
use super::requirement::{Asked, Findings};
use crate::languages::key;
use crate::text::PhraseTable;

/// Whether the unit says what would do instead, and asks for nothing that must be met beside.
pub(super) fn is_another_way(findings: &Findings, unit: &Unit) -> bool {
    static INSTEAD: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| phrase_table(&[(key::POST_CUES_INSTEAD, ())]));
    let words = &findings.words;
    let range = words.within(unit.span);
    // A single letter may be a bullet that a word processor left.
    let opens_with_or = words.word(range.start).chars().count() > 1
        && range.len() > 1
        && words.joins_in(&OR, range.start, &findings.language);
    let instead = || {
        let said = words.first(&INSTEAD, range.clone())?;
        let said = words.span_of(&said.range);
        // The degree that it stands in for comes behind it.
        let mut degrees = findings.education_in(unit.content);
        Some(degrees.all(|degree| degree.span.start > said.start))
    };
    opens_with_or || instead().unwrap_or(false)
}

/// `OR` on a line of its own: what stands below is another way.
pub(super) fn is_lone_or(findings: &Findings, unit: &Unit) -> bool {
    let words = &findings.words;
    let range = words.within(unit.span);
    range.len() == 1
        && words.word(range.start).chars().count() > 1
        && words.joins_in(&OR, range.start, &findings.language)
}

/// Loosens what was asked: a degree may be replaced, by a lower one that the other way names too.
pub(super) fn loosen(findings: &Findings, unit: &Unit, asked: &mut [Asked]) {
    let lower = findings
        .education_in(unit.content)
        .map(|mention| mention.level)
        .min();
    let degree = asked
        .iter_mut()
        .rev()
        .find_map(|one| match &mut one.demand {
            Demand::Education {
                level,
                or_equivalent,
                ..
            } => Some((level, or_equivalent)),
            _ => None,
        });
    if let Some((level, or_equivalent)) = degree {
        *level = lower.map_or(*level, |lower| lower.min(*level));
        *or_equivalent = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Span, plain};
    use crate::lexicon::Lexicon;

    #[test]
    fn another_way_opens_with_or_or_says_what_may_replace_a_degree() {
        for (text, is_another, is_lone) in [
            ("or a mill of rye", true, false),
            ("OR", false, true),
            ("or", false, true),
            ("rye or oats", false, false),
            ("rye", false, false),
            // A bullet that is left of a list.
            ("o mill of rye", false, false),
            ("o", false, false),
            (
                "Two years may be substituted for the bachelor's degree",
                true,
                false,
            ),
            (
                "A bachelor's degree may be substituted for two years",
                false,
                false,
            ),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let span = Span::new(0, text.len());
            let unit = Unit {
                span,
                content: span,
                heading: None,
                lead: None,
                mark: false,
                bullet: false,
                whole: true,
                after_blank: false,
                navigation: false,
            };
            let found = (
                is_another_way(&findings, &unit),
                is_lone_or(&findings, &unit),
            );
            assert_eq!(found, (is_another, is_lone), "{text}");
        }
    }
}
