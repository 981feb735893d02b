//! Skills with evidence: where each is named, in what stance, for how long.

pub mod stance;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Strength;
use super::passages::Passage;
use super::positions::{Position, intervals};
use crate::document::Span;
use crate::lexicon::{ConceptId, Lexicon};
use crate::profile::dates::Month;
use crate::text::Token;

/// What the words around a skill claim about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// `no experience with`.
    Denied,
    /// `would like to learn`.
    Wished,
    /// `worked alongside the Java team`: somebody else's.
    Distant,
    /// `basic`, `familiar with`.
    Basic,
    Claimed,
}

/// One place where a skill is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillMention {
    pub span: Span,
    /// Index into the profile's passages.
    pub passage: u32,
    pub stance: Stance,
    pub strength: Strength,
}

/// A skill and all that the CV says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillClaim {
    pub concept: ConceptId,
    /// One a passage, in order of the text.
    pub mentions: Vec<SkillMention>,
    /// Union of the months of the positions that use it.
    pub months: u32,
    /// Last month of the latest position that uses it.
    pub last_used: Option<Month>,
}

impl SkillClaim {
    /// The best that is claimed anywhere.
    pub fn stance(&self) -> Stance {
        self.mentions
            .iter()
            .map(|mention| mention.stance)
            .max()
            .unwrap_or(Stance::Denied)
    }
}

/// Every skill of the lexicon named in the passages, by concept.
pub(crate) fn find(
    language: &str,
    text: &str,
    lexicon: &Lexicon,
    tokens: &[Token],
    passages: &[Passage],
    positions: &[Position],
    as_of: Month,
) -> Vec<SkillClaim> {
    let hits = lexicon.find_in(language, text, tokens);
    let mut found: Vec<(ConceptId, SkillMention)> = Vec::with_capacity(hits.len());
    let mut passage = 0;
    for hit in hits {
        while passages
            .get(passage)
            .is_some_and(|known| known.end_token <= hit.first_token)
        {
            passage += 1;
        }
        let Some(within) = passages
            .get(passage)
            .filter(|known| known.first_token <= hit.first_token)
        else {
            continue;
        };
        let named = hit.first_token as usize..(hit.first_token + hit.token_count) as usize;
        let stance = stance_of(text, tokens, passages, passage, named);
        let mention = SkillMention {
            span: hit.span,
            passage: passage as u32,
            stance,
            strength: within.strength,
        };
        found.push((hit.concept, mention));
    }
    // Stable: the mentions of a concept stay in order of the text.
    found.sort_by_key(|(concept, _)| *concept);
    found
        .chunk_by(|(one, _), (other, _)| one == other)
        .filter_map(|same| Some((same.first()?.0, one_a_passage(same))))
        .map(|(concept, mentions)| {
            let used: Vec<(Month, Month)> = mentions
                .iter()
                .filter(|mention| mention.stance >= Stance::Basic)
                .filter_map(|mention| {
                    positions
                        .get(passages.get(mention.passage as usize)?.position? as usize)?
                        .months
                })
                .collect();
            SkillClaim {
                concept,
                months: intervals(&used).0,
                last_used: used
                    .iter()
                    .map(|(_, end)| *end)
                    .max()
                    .map(|end| end.min(as_of)),
                mentions,
            }
        })
        .collect()
}

/// What the words around the tokens at `named`, in the passage at `passage`, make of them.
pub(super) fn stance_of(
    text: &str,
    tokens: &[Token],
    passages: &[Passage],
    passage: usize,
    named: Range<usize>,
) -> Stance {
    let first = continued(text, passages, passage).first_token as usize;
    stance::of_skill(text, tokens, first, named)
}

/// The first mention in each passage, with the best stance of all there.
fn one_a_passage(mentions: &[(ConceptId, SkillMention)]) -> Vec<SkillMention> {
    mentions
        .chunk_by(|(_, one), (_, other)| one.passage == other.passage)
        .filter_map(|same| {
            let (_, first) = same.first()?;
            let stance = same.iter().map(|(_, mention)| mention.stance).max()?;
            Some(SkillMention { stance, ..*first })
        })
        .collect()
}

/// The passage at `index`, or the one before where that ends amid a list (`no Docker,`).
fn continued<'a>(text: &str, passages: &'a [Passage], index: usize) -> &'a Passage {
    let before = index.checked_sub(1).map(|before| &passages[before]);
    before
        .filter(|before| {
            before.end_token == passages[index].first_token
                && before.span.of(text).trim_end().ends_with(',')
        })
        .unwrap_or(&passages[index])
}
