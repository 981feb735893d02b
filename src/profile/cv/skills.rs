//! Skills with evidence: where each is named, in what stance, for how long.

use std::sync::LazyLock;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::Strength;
use super::passages::Passage;
use super::positions::{Position, intervals};
use crate::document::Span;
use crate::lexicon::{ConceptId, Lexicon};
use crate::profile::dates::Month;
use crate::text::{TermKey, TermMap, Token, tokenize};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkillMention {
    pub span: Span,
    /// Index into the profile's passages.
    pub passage: u32,
    pub stance: Stance,
    pub strength: Strength,
}

/// A skill and all that the CV says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// Words before a skill, nearest last, and what they make of it.
const CUES: &[(Stance, &[&str])] = &[
    (
        Stance::Denied,
        &[
            "no experience with",
            "no experience in",
            "no experience of",
            "no prior",
            "without experience in",
            "never used",
            "never worked with",
            "no knowledge of",
            "not familiar with",
            "lack of",
            "no hands on",
            "have not used",
            "haven t used",
            "not yet used",
            "no commercial",
            "keine erfahrung mit",
            "keine erfahrung in",
            "keine kenntnisse in",
            "pas d expérience",
            "aucune expérience",
            "sin experiencia",
            "nessuna esperienza",
            "sem experiência",
            "geen ervaring",
            "brak doświadczenia",
            "bez doświadczenia",
            "fără experiență",
            "нет опыта",
            "без опыта",
            "not interested in",
        ],
    ),
    (
        Stance::Wished,
        &[
            "would like to learn",
            "want to learn",
            "eager to learn",
            "keen to learn",
            "hope to learn",
            "interested in learning",
            "plan to learn",
            "looking to learn",
            "currently learning",
            "want to work with",
            "would like to work with",
            "möchte lernen",
            "souhaite apprendre",
            "quiero aprender",
            "chcę się nauczyć",
            "хочу изучить",
            "wish to learn",
            "like to move into",
            "hoping to work with",
        ],
    ),
    (
        Stance::Distant,
        &[
            "alongside the",
            "alongside",
            "supported the team using",
            "liaised with the",
            "sat next to the",
            "neben dem",
            "handed over to the",
        ],
    ),
    (
        Stance::Basic,
        &[
            "basic",
            "basics of",
            "basic knowledge of",
            "familiar with",
            "familiarity with",
            "exposure to",
            "some experience with",
            "some knowledge of",
            "beginner",
            "elementary",
            "limited experience with",
            "introductory",
            "awareness of",
            "grundkenntnisse",
            "grundlagen",
            "notions de",
            "notions",
            "nociones de",
            "básico",
            "conocimientos básicos de",
            "nozioni di",
            "conhecimentos básicos de",
            "basiskennis",
            "podstawy",
            "podstawowa znajomość",
            "cunoștințe de bază",
            "базовые знания",
            "базовые",
            "знаком с",
            "основы",
        ],
    ),
];

/// How many tokens before a skill a cue may end.
const REACH: usize = 6;
/// Longest cue in tokens.
const LONGEST_CUE: usize = 5;

/// Cues by the key of their last token.
type CuesByLast = TermMap<Vec<(Vec<TermKey>, Stance)>>;

fn cues() -> &'static CuesByLast {
    static BY_LAST: LazyLock<CuesByLast> = LazyLock::new(|| {
        let mut by_last = CuesByLast::default();
        for (stance, phrases) in CUES {
            for phrase in *phrases {
                let keys: Vec<TermKey> = tokenize(phrase)
                    .into_iter()
                    .map(|token| token.key)
                    .collect();
                if let Some(&last) = keys.last() {
                    by_last.entry(last).or_default().push((keys, *stance));
                }
            }
        }
        by_last
    });
    &BY_LAST
}

/// Every skill of the lexicon named in the passages, by concept.
pub fn find(
    text: &str,
    lexicon: &Lexicon,
    tokens: &[Token],
    passages: &[Passage],
    positions: &[Position],
    as_of: Month,
) -> Vec<SkillClaim> {
    let mut claims: HashMap<ConceptId, Vec<SkillMention>> = HashMap::new();
    let mut passage = 0;
    for hit in lexicon.find(text, tokens) {
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
        let mentions = claims.entry(hit.concept).or_default();
        let stance = stance(text, tokens, within, hit.first_token as usize);
        if let Some(last) = mentions
            .last_mut()
            .filter(|last| last.passage == passage as u32)
        {
            last.stance = last.stance.max(stance);
            continue;
        }
        mentions.push(SkillMention {
            span: hit.span,
            passage: passage as u32,
            stance,
            strength: within.strength,
        });
    }
    let mut claims: Vec<SkillClaim> = claims
        .into_iter()
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
        .collect();
    claims.sort_unstable_by_key(|claim| claim.concept);
    claims
}

/// The stance by the nearest cue before `skill` in its clause.
fn stance(text: &str, tokens: &[Token], passage: &Passage, skill: usize) -> Stance {
    let from = (passage.first_token as usize).max(skill.saturating_sub(REACH));
    for end in (from..skill).rev() {
        let here = tokens[end];
        let between = &text[here.span.end as usize..tokens[end + 1].span.start as usize];
        if between.contains(['.', ';', '!', '|', '•']) {
            return Stance::Claimed;
        }
        let Some(known) = cues().get(&here.key) else {
            continue;
        };
        let before = &tokens[end
            .saturating_sub(LONGEST_CUE - 1)
            .max(passage.first_token as usize)..=end];
        let found = known
            .iter()
            .filter(|(keys, _)| {
                before.len() >= keys.len()
                    && before[before.len() - keys.len()..]
                        .iter()
                        .map(|token| token.key)
                        .eq(keys.iter().copied())
            })
            .max_by_key(|(keys, _)| keys.len());
        if let Some((_, stance)) = found {
            return *stance;
        }
    }
    Stance::Claimed
}
