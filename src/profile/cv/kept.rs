//! A profile as bytes that are kept, and back, the same to the last field.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{
    CvProfile, EducationEntry, EducationMention, Identity, Impossible, Month, Passage, Position,
    Seniority, SkillClaim, Span, SpokenMention, StatedLength, Token, tokenize,
};
use crate::profile::spoken::SpokenLevel;
use crate::text::{Shape, TermKey};

/// Longest name of a language, and how many there may be: more than the world has.
const LONGEST_NAME: usize = 64;
const MOST_NAMES: usize = 1024;

/// Bytes that are no profile of this text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is kept of this CV is damaged")]
pub(crate) struct Damaged;

/// As [`CvProfile`], without what its text says anyway.
#[derive(Serialize, Deserialize)]
struct Kept {
    as_of: Month,
    language: String,
    unread_language: Option<String>,
    tokens: Tokens,
    passages: Vec<Passage>,
    positions: Vec<Position>,
    details: Vec<Position>,
    skills: Vec<SkillClaim>,
    written_skills: Vec<Span>,
    stated_lengths: Vec<StatedLength>,
    education: Vec<EducationMention>,
    education_entries: Vec<EducationEntry>,
    spoken: Vec<(Span, String, Option<SpokenLevel>)>,
    seniority: Option<Seniority>,
    total_months: u32,
    gaps: Vec<(Month, Month)>,
    overlaps: Vec<(Month, Month)>,
    impossible: Vec<Impossible>,
    identity: Identity,
    hidden: Vec<Vec<Span>>,
}

#[derive(Serialize, Deserialize)]
enum Tokens {
    /// Those of the text: how many are passed over, and how many then taken.
    OfText(Vec<(u32, u32)>),
    /// Of a text that was cut otherwise.
    Own(Vec<(TermKey, Span, bool)>),
}

impl Tokens {
    fn new(tokens: &[Token], text: &str) -> Self {
        let mut runs: Vec<(u32, u32)> = vec![(0, 0)];
        let mut wanted = tokens.iter().peekable();
        for token in &tokenize(text) {
            let is_taken = wanted.next_if(|wanted| *wanted == token).is_some();
            match (runs.last_mut(), is_taken) {
                (Some((_, taken)), true) => *taken += 1,
                (Some((passed, 0)), false) => *passed += 1,
                _ => runs.push((1, 0)),
            }
        }
        if wanted.peek().is_none() {
            return Self::OfText(runs);
        }
        let own = tokens
            .iter()
            .map(|token| (token.key, token.span(), token.shape() == Shape::Word));
        Self::Own(own.collect())
    }

    fn read(self, text: &str) -> Option<Vec<Token>> {
        match self {
            Self::Own(own) => Some(
                own.into_iter()
                    .map(|(key, span, is_word)| {
                        let shape = if is_word { Shape::Word } else { Shape::Number };
                        Token::new(key, span, shape)
                    })
                    .collect(),
            ),
            Self::OfText(runs) => {
                let all = tokenize(text);
                let mut rest = all.as_slice();
                let mut tokens = Vec::with_capacity(all.len());
                for (passed, taken) in runs {
                    let (own, behind) = rest
                        .get(passed as usize..)?
                        .split_at_checked(taken as usize)?;
                    tokens.extend_from_slice(own);
                    rest = behind;
                }
                Some(tokens)
            }
        }
    }
}

/// The same text, which lives as long as the program: names of languages are few.
fn lasting(name: &str) -> Option<&'static str> {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name) {
        return Some(known);
    }
    if name.len() > LONGEST_NAME || names.len() >= MOST_NAMES {
        return None;
    }
    let name: &'static str = Box::leak(name.into());
    names.insert(name);
    Some(name)
}

impl CvProfile {
    /// As bytes, to be kept beside `text`, which it was read from.
    pub(crate) fn to_kept(&self, text: &str) -> Result<Vec<u8>, Damaged> {
        let Self {
            as_of,
            language,
            unread_language,
            tokens,
            passages,
            positions,
            details,
            skills,
            written_skills,
            stated_lengths,
            education,
            education_entries,
            spoken,
            seniority,
            total_months,
            gaps,
            overlaps,
            impossible,
            identity,
            hidden,
        } = self.clone();
        let spoken = spoken.into_iter();
        let spoken = spoken.map(|known| (known.span, known.code.to_owned(), known.level));
        let kept = Kept {
            as_of,
            language: language.to_owned(),
            unread_language: unread_language.map(str::to_owned),
            tokens: Tokens::new(&tokens, text),
            passages,
            positions,
            details,
            skills,
            written_skills,
            stated_lengths,
            education,
            education_entries,
            spoken: spoken.collect(),
            seniority,
            total_months,
            gaps,
            overlaps,
            impossible,
            identity,
            hidden,
        };
        postcard::to_stdvec(&kept).map_err(|_| Damaged)
    }

    /// From what [`CvProfile::to_kept`] made.
    pub(crate) fn from_kept(bytes: &[u8], text: &str) -> Result<Self, Damaged> {
        let kept: Kept = postcard::from_bytes(bytes).map_err(|_| Damaged)?;
        let spoken = kept.spoken.into_iter().map(|(span, code, level)| {
            let code = lasting(&code)?;
            Some(SpokenMention { span, code, level })
        });
        let unread_language = match kept.unread_language {
            Some(name) => Some(lasting(&name).ok_or(Damaged)?),
            None => None,
        };
        Ok(Self {
            as_of: kept.as_of,
            language: lasting(&kept.language).ok_or(Damaged)?,
            unread_language,
            tokens: kept.tokens.read(text).ok_or(Damaged)?,
            passages: kept.passages,
            positions: kept.positions,
            details: kept.details,
            skills: kept.skills,
            written_skills: kept.written_skills,
            stated_lengths: kept.stated_lengths,
            education: kept.education,
            education_entries: kept.education_entries,
            spoken: spoken.collect::<Option<_>>().ok_or(Damaged)?,
            seniority: kept.seniority,
            total_months: kept.total_months,
            gaps: kept.gaps,
            overlaps: kept.overlaps,
            impossible: kept.impossible,
            identity: kept.identity,
            hidden: kept.hidden,
        })
    }
}
