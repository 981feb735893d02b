//! Degrees a sentence asks for, and their fields of study.

use std::ops::Range;
use std::sync::LazyLock;

use super::cues::{AND, EXPERIENCE, IMPORTANCE, OR, OR_EQUIVALENT, SPEECH};
use super::items::{Item, is_general};
use super::phrases::{Words, phrase_table};
use super::requirement::Findings;
use super::scopes::Scopes;
use super::{Demand, Importance, years};
use crate::document::Span;
use crate::languages::key;
use crate::profile::education::EducationMention;
use crate::text::PhraseTable;

/// Keeps the degrees of a university; `a high degree of accuracy` is none.
pub(super) fn keep_of_universities(education: &mut Vec<EducationMention>, words: &Words) {
    /// `Degree of`, `degree turn`.
    static OTHER_DEGREES: LazyLock<PhraseTable<()>> =
        LazyLock::new(|| phrase_table(&[(key::EDUCATION_OTHER_DEGREE, ())]));
    let others = words.find(&OTHER_DEGREES, 0..words.tokens.len());
    let others: Vec<Span> = others.iter().map(|hit| words.span_of(&hit.range)).collect();
    education.retain(|mention| {
        let at = others.partition_point(|other| other.end <= mention.span.start);
        let is_other = others
            .get(at)
            .is_some_and(|other| other.contains(mention.span));
        words.within(mention.span).len() > 1 || !is_other
    });
}

impl Findings<'_> {
    /// Fields of study listed behind the first, up to the last after `or`: `a degree in economics,
    /// statistics or mathematics`.
    pub(super) fn listed_fields(&self, from: usize, range: &Range<usize>) -> Vec<Range<usize>> {
        /// Words of a longest field.
        const LONGEST: usize = 4;
        let words = &self.words;
        let is_or = |at: usize| words.joins_in(&OR, at, &self.language);
        let ends = |at: usize| {
            at >= range.end
                || words.gap_before(at).contains([';', '.', '(', ')', ':'])
                || words.joins_in(&AND, at, &self.language)
        };
        let mut fields = Vec::new();
        let mut at = from;
        let mut saw_or = false;
        while at < range.end && !saw_or && !ends(at) {
            if is_or(at) {
                saw_or = true;
                at += 1;
            } else if !words.gap_before(at).contains(',') {
                break;
            }
            let start = at;
            while !ends(at) && !is_or(at) && (at == start || !words.gap_before(at).contains(',')) {
                at += 1;
            }
            let field = start..at;
            let is_field = (1..=LONGEST).contains(&field.len())
                && words.first(&EXPERIENCE, field.clone()).is_none()
                && words.first(&SPEECH, field.clone()).is_none()
                && words.first(&IMPORTANCE, field.clone()).is_none()
                && years::find(words, field.clone()).is_empty()
                && !is_general(words.word(start))
                && words.starts_upper(start);
            if is_field {
                fields.push(field);
            }
        }
        if saw_or { fields } else { Vec::new() }
    }

    /// Takes those of `items` that are further fields of a degree: `a degree in mathematics, physics
    /// or statistics`.
    pub(super) fn take_fields(
        &self,
        education: &[&EducationMention],
        items: &mut Vec<Item>,
        range: &Range<usize>,
    ) -> Vec<String> {
        /// Words between a degree and its first field, or between two fields.
        const BETWEEN: usize = 6;
        let words = &self.words;
        let mut taken: Vec<usize> = Vec::new();
        for mention in education {
            let end = mention
                .field
                .map_or(mention.span, |field| mention.span.join(field));
            let mut at = words.within(end).end;
            let mut run: Vec<usize> = Vec::new();
            for (index, item) in items.iter().enumerate() {
                let between = at..item.range.start;
                if item.range.start < at {
                    continue;
                }
                let asks = || words.first(&SPEECH, between.clone()).is_some();
                let turns = (between.start..=between.end)
                    .any(|at| words.gap_before(at).contains([';', '.', '(', ')', ':']));
                let and = between
                    .clone()
                    .any(|at| words.joins_in(&AND, at, &self.language));
                if between.len() > BETWEEN || turns || and || asks() {
                    break;
                }
                run.push(index);
                at = item.range.end;
            }
            let first = words.within(end).end;
            let last = (at + 1).min(range.end);
            if (first..last).any(|at| words.joins_anywhere(&OR, at)) {
                taken.extend(run);
            }
        }
        let mut fields: Vec<String> = taken
            .iter()
            .filter_map(|index| items.get(*index))
            .map(|item| item.wanted.label.to_lowercase())
            .collect();
        for mention in education {
            let Some(first) = mention.field else { continue };
            let end = words.within(mention.span.join(first)).end;
            for field in self.listed_fields(end, range) {
                let label = words.span_of(&field).of(words.text).to_lowercase();
                let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
                if !fields.contains(&label) {
                    fields.push(label);
                }
                let within =
                    |item: &Item| field.start <= item.range.start && item.range.end <= field.end;
                let listed = items.iter().enumerate().filter(|(_, item)| within(item));
                taken.extend(listed.map(|(index, _)| index));
            }
        }
        let mut index = 0;
        items.retain(|_| {
            index += 1;
            !taken.contains(&(index - 1))
        });
        fields
    }

    pub(super) fn degrees(
        &self,
        mentions: &[&EducationMention],
        range: &Range<usize>,
        scopes: &Scopes,
        replaced: bool,
        further: &[String],
    ) -> Vec<(usize, Importance, Demand)> {
        let words = &self.words;
        let mut found: Vec<(usize, Importance, Demand)> = Vec::new();
        let or_equivalent = replaced || words.first(&OR_EQUIVALENT, range.clone()).is_some();
        for importance in [Importance::Must, Importance::Nice] {
            let mut of_kind = mentions
                .iter()
                .map(|mention| (words.within(mention.span).start, mention))
                .filter(|(at, _)| scopes.at(*at) == importance)
                .peekable();
            let Some(&(at, _)) = of_kind.peek() else {
                continue;
            };
            let of_kind: Vec<_> = of_kind.map(|(_, mention)| mention).collect();
            let Some(level) = of_kind.iter().map(|mention| mention.level).min() else {
                continue;
            };
            let mut fields: Vec<String> = Vec::new();
            for field in of_kind.iter().filter_map(|mention| mention.field) {
                let field = field.of(words.text).to_lowercase();
                let field = field.split_whitespace().collect::<Vec<_>>().join(" ");
                if !fields.contains(&field) {
                    fields.push(field);
                }
            }
            for field in further {
                if !fields.contains(field) {
                    fields.push(field.clone());
                }
            }
            found.push((
                at,
                importance,
                Demand::Education {
                    level,
                    fields,
                    or_equivalent,
                },
            ));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, plain};
    use crate::lexicon::Lexicon;

    #[test]
    fn fields_behind_the_first_are_listed_up_to_the_last_after_or() {
        for (text, expected) in [
            ("Economics, Statistics or Botany", "Statistics|Botany"),
            ("Economics or Botany", "Botany"),
            ("Economics, or Botany", "Botany"),
            ("Economics, Statistics or Botany, Rye", "Statistics|Botany"),
            // A comma or an `or` stands right behind the first, and an `or` before the last.
            ("Economics there, Statistics or Botany", ""),
            ("Economics, Statistics, Botany", ""),
            ("Economics or", ""),
            // A clause ends there, or goes on to what is asked as well.
            ("Economics; Statistics or Botany", ""),
            ("Economics, Statistics; Rye or Botany", ""),
            ("Economics, Statistics and Rye or Botany", ""),
            // Small letters name none.
            ("Economics, rye or Botany", "Botany"),
            // Four words, and five.
            (
                "Economics, Quabb Fennx Zorbl Drusk or Botany",
                "Quabb Fennx Zorbl Drusk|Botany",
            ),
            (
                "Economics, Quabb Fennx Zorbl Drusk Plimm or Botany",
                "Botany",
            ),
            // Practice, speech, weight, a length and what is general are no fields.
            ("Economics, Zorbl Work or Botany", "Botany"),
            ("Economics, Zorbl Proficient or Botany", "Botany"),
            ("Economics, Zorbl Desirable or Botany", "Botany"),
            ("Economics, Zorbl 3 Years or Botany", "Botany"),
            ("Economics, Related Zorbl or Botany", "Botany"),
        ] {
            let document = plain::from_text(text, Format::PlainText).unwrap();
            let findings = Findings::of(&document, Lexicon::builtin());
            let words = &findings.words;
            let fields = findings.listed_fields(1, &(0..words.tokens.len()));
            let fields: Vec<&str> = fields
                .iter()
                .map(|field| words.span_of(field).of(text))
                .collect();
            assert_eq!(fields.join("|"), expected, "{text}");
        }
    }
}
