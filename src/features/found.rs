//! Where the job's terms stand in a CV: one pass over the CV's tokens.

use std::collections::HashMap;
use std::ops::Range;

use super::copied::Copied;
use super::job_query::JobQuery;
use crate::document::{Span, budget};
use crate::profile::cv::{CvProfile, Passage, SkillClaim, SkillMention, Stance, Strength};
use crate::text::{Shape, Stemmer, TermKey, pair_key, stop_words};

/// Terms of the job by which lines are told apart; with fewer, by all their words.
const LEAST_TERMS: usize = 3;
/// Share of the terms, or of the words, that two lines that say the same have in common.
const SAME_TERMS: f64 = 0.8;
const SAME_WORDS: f64 = 0.6;
/// A line of fewer words is never the same as another.
const LEAST_WORDS: usize = 3;
/// Share of the words beside the job's that two positions that say the same have in common, and
/// how many they must be: the same work for another employer is not said again.
const SAME_POSITION: f64 = 0.6;
const LEAST_WORDS_OF_POSITION: usize = 5;
/// Marks words beside the job's terms.
const OTHER: u64 = 1 << 63;
/// Earlier lines with a word that are looked at, the last ones.
const LINES_LOOKED_AT: usize = 16;
/// Lines beyond this many add nothing.
const ENOUGH_LINES: f64 = 8.0;
/// Lines at which a term has earned half of what many lines earn.
const HALF: f64 = 3.0;

/// What a line of each strength counts.
pub(super) fn line_weight(strength: Strength) -> f64 {
    match strength {
        // Less than use in a dated position, whatever else is said.
        Strength::Listed => 0.45,
        Strength::Described => 0.8,
        Strength::Used => 1.0,
    }
}

/// How many times a bare list's line one of a dated position counts.
pub(super) fn heaviest_over_lightest() -> f64 {
    line_weight(Strength::Used) / line_weight(Strength::Listed)
}

/// Rises with the weight of the lines from 0 to 1, ever more slowly.
pub(super) fn saturate(lines: f64) -> f64 {
    let lines = lines.min(ENOUGH_LINES);
    lines / (lines + HALF) * ((ENOUGH_LINES + HALF) / ENOUGH_LINES)
}

/// Where one term stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Sum of the weights of the stretches that hold it, each by its heaviest line.
    pub lines: f64,
    /// The same within dated positions.
    pub used: f64,
    /// Passage and span, one a line, in order.
    pub at: Vec<(u32, Span)>,
    /// Stretches that hold it, with their weights.
    stretches: Vec<(u32, f64)>,
}

/// A line that holds a term.
#[derive(Debug, Clone, Copy)]
struct Line {
    passage: u32,
    stretch: u32,
    weight: f64,
    /// Within a dated position.
    used: bool,
}

/// Of a token that is none of the job's terms.
pub(super) const NO_TERM: u32 = u32::MAX;
/// Of a token that earns nothing: copied from the job, denied, or said in a line before.
pub(super) const WITHOUT_WORTH: u32 = u32::MAX - 1;

/// The job's terms and pairs as found in one CV.
pub(super) struct Found<'a> {
    /// Of each token of the CV, the job's term.
    pub by_token: Vec<u32>,
    pub terms: Vec<Places>,
    pub pairs: Vec<Places>,
    copied: &'a Copied,
    /// Of each passage, the stretch within which a word counts once.
    stretches: Vec<u32>,
    /// Passages that say of the job what one before them in their stretch said.
    again: Vec<bool>,
}

impl<'a> Found<'a> {
    pub(super) fn new(job: &JobQuery, cv: &CvProfile, text: &str, copied: &'a Copied) -> Self {
        let mut found = Self {
            terms: vec![Places::default(); job.terms.len()],
            pairs: vec![Places::default(); job.pairs.len()],
            by_token: vec![NO_TERM; cv.tokens.len()],
            copied,
            stretches: Vec::new(),
            again: Vec::new(),
        };
        found.note_terms(job, cv, text);
        found.stretches = stretches(cv, &found.by_token);
        found.again = said_again(cv, &found);
        for (index, passage) in cv.passages.iter().enumerate() {
            let weight = line_weight(passage.strength);
            let used = passage.position.is_some();
            let stretch = found.stretches[index];
            let line = Line {
                passage: index as u32,
                stretch,
                weight,
                used,
            };
            let first = passage.first_token as usize;
            let tokens = passage.tokens(&cv.tokens);
            budget::spend(tokens.len());
            for (offset, token) in tokens.iter().enumerate() {
                let term = found.by_token[first + offset];
                if term == NO_TERM || term == WITHOUT_WORTH {
                    continue;
                }
                found.terms[term as usize].add(line, token.span());
                // Both words of a pair are terms as well.
                let next = tokens
                    .get(offset + 1)
                    .filter(|_| job.by_form.contains_key(&token.key));
                let pair = next.and_then(|next| {
                    Some((
                        *job.by_pair.get(&pair_key(token.key, next.key))?,
                        token.span().join(next.span()),
                    ))
                });
                if let Some((pair, span)) = pair {
                    found.pairs[pair as usize].add(line, span);
                }
            }
        }
        found
    }

    /// Finds the job's term of each token that may earn something.
    fn note_terms(&mut self, job: &JobQuery, cv: &CvProfile, text: &str) {
        // Of the job, so that what a CV is taken to be written in changes no match: most CVs in
        // another language hold words of the job all the same.
        let mut stemmer = Stemmer::new(&job.profile.language);
        let disclaimed = disclaimed(cv);
        for (index, passage) in cv.passages.iter().enumerate() {
            let of_passage = disclaimed.partition_point(|(passage, _)| *passage < index as u32);
            let denied = disclaimed[of_passage..].iter();
            let denied = denied.take_while(|(passage, _)| *passage == index as u32);
            let first = passage.first_token as usize;
            for (token, at) in passage.tokens(&cv.tokens).iter().zip(first..) {
                let is_denied = denied.clone().any(|(_, key)| *key == token.key);
                if is_denied || self.copied.contains(at) {
                    self.by_token[at] = WITHOUT_WORTH;
                    continue;
                }
                let term = match job.by_form.get(&token.key) {
                    None if token.shape() == Shape::Word => {
                        job.by_stem.get(&stemmer.stem(text, *token))
                    }
                    own => own,
                };
                self.by_token[at] = term.copied().unwrap_or(NO_TERM);
            }
        }
    }

    /// The weight in all of lines by their passages: once a stretch, its heaviest.
    pub(super) fn lines(&self, lines: impl Iterator<Item = (u32, Strength)>) -> f64 {
        let mut places = Places::default();
        for (passage, strength) in lines {
            let line = Line {
                passage,
                stretch: self.stretches[passage as usize],
                weight: line_weight(strength),
                used: false,
            };
            places.weigh(line);
        }
        places.lines
    }

    /// Whether anything of the CV is copied from the job.
    pub(super) fn copies_any(&self) -> bool {
        !self.copied.spans.is_empty()
    }

    /// Whether the CV's token at this place is copied from the job.
    pub(super) fn is_copied_at(&self, token: usize) -> bool {
        self.copied.contains(token)
    }

    /// Whether the passage says of the job only what one before it in its stretch said.
    pub(super) fn is_said_again(&self, passage: usize) -> bool {
        self.again.get(passage).copied().unwrap_or(false)
    }

    /// Whether any part of `span` is copied from the job.
    pub(super) fn is_copied(&self, span: Span) -> bool {
        let spans = &self.copied.spans;
        let after = spans.partition_point(|copied| copied.end <= span.start);
        spans.get(after).is_some_and(|copied| copied.overlaps(span))
    }

    /// The places that claim a skill: neither denied nor copied from the job.
    pub(super) fn claims<'c>(
        &'c self,
        claim: &'c SkillClaim,
    ) -> impl Iterator<Item = &'c SkillMention> + Clone {
        claim
            .mentions
            .iter()
            .filter(|mention| mention.stance >= Stance::Basic && !self.is_copied(mention.span))
    }
}

/// Words of skills that the CV denies, wishes for or says of others, by passage.
fn disclaimed(cv: &CvProfile) -> Vec<(u32, TermKey)> {
    let mentions = cv.skills.iter().flat_map(|claim| &claim.mentions);
    let not_claimed = mentions.filter(|mention| mention.stance < Stance::Basic);
    let mut words: Vec<(u32, TermKey)> = not_claimed
        .flat_map(|mention| {
            let first = cv
                .tokens
                .partition_point(|token| token.span().start < mention.span.start);
            let named = cv.tokens[first..].iter();
            let named = named.take_while(|token| token.span().end <= mention.span.end);
            named.map(|token| (mention.passage, token.key))
        })
        .collect();
    words.sort_unstable();
    words
}

/// The words in these tokens that say something, in order, each once; `is_asked` for those of the
/// job, or else for all others.
fn words(cv: &CvProfile, by_token: &[u32], tokens: Range<usize>, is_asked: bool) -> Vec<u64> {
    let common = stop_words(cv.language);
    let both = cv.tokens[tokens.clone()].iter().zip(&by_token[tokens]);
    let mut keys: Vec<u64> = both
        .filter_map(|(token, term)| {
            let is_other = token.shape() == Shape::Word && !common.contains(&token.key);
            match (*term, is_asked) {
                (WITHOUT_WORTH, _) => None,
                (NO_TERM, false) => is_other.then_some(token.key),
                (term, true) if term != NO_TERM => Some(u64::from(term)),
                _ => None,
            }
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether one of the two holds nearly all that the other does.
fn are_same(one: &[u64], other: &[u64]) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    budget::spend(short.len());
    let is_held = |key: &&u64| long.binary_search(key).is_ok();
    short.len() >= LEAST_WORDS_OF_POSITION
        && short.iter().filter(is_held).count() as f64 >= SAME_POSITION * short.len() as f64
}

/// Of each passage, a number of what it belongs to: a position, all positions that say the same, or
/// all sections of a kind. Who says a thing often in one place says it once.
///
/// Positions are compared by the words that are none of the job's: a line that meets a requirement
/// must make no two of them the same.
fn stretches(cv: &CvProfile, by_token: &[u32]) -> Vec<u32> {
    let mut tokens: Vec<Range<usize>> = vec![0..0; cv.positions.len()];
    for passage in &cv.passages {
        if let Some(at) = passage.position {
            let own = &mut tokens[at as usize];
            let (first, end) = (passage.first_token as usize, passage.end_token as usize);
            *own = if own.end == 0 { first } else { own.start }..end;
        }
    }
    let mut told: Vec<Vec<u64>> = Vec::with_capacity(tokens.len());
    let mut of_position: Vec<u32> = Vec::with_capacity(tokens.len());
    for (at, tokens) in tokens.into_iter().enumerate() {
        let own = words(cv, by_token, tokens, false);
        let says_enough = own.len() >= LEAST_WORDS_OF_POSITION;
        let same = says_enough.then(|| told.iter().position(|before| are_same(&own, before)));
        let same = same.flatten();
        of_position.push(same.map_or(at as u32, |before| of_position[before]));
        told.push(own);
    }
    let sections = told.len() as u32;
    let stretch = |passage: &Passage| match passage.position {
        Some(at) => of_position[at as usize],
        None => sections + passage.section as u32,
    };
    cv.passages.iter().map(stretch).collect()
}

/// Which passages say of the job only what one before them in their stretch says, whatever is woven
/// in.
fn said_again(cv: &CvProfile, found: &Found) -> Vec<bool> {
    let mut lines: HashMap<(u32, bool, u64), Vec<u32>> = HashMap::new();
    let mut shared: HashMap<u32, usize> = HashMap::new();
    let mut again = Vec::with_capacity(cv.passages.len());
    for (at, passage) in (0..).zip(&cv.passages) {
        let tokens = passage.first_token as usize..passage.end_token as usize;
        let mut own = words(cv, &found.by_token, tokens.clone(), true);
        let by_terms = own.len() >= LEAST_TERMS;
        if !by_terms {
            own.extend(
                words(cv, &found.by_token, tokens, false)
                    .iter()
                    .map(|key| key | OTHER),
            );
        }
        shared.clear();
        if own.len() >= LEAST_WORDS {
            let stretch = found.stretches[at as usize];
            for key in &own {
                let known = lines.entry((stretch, by_terms, *key)).or_default();
                let last = known.len().saturating_sub(LINES_LOOKED_AT);
                budget::spend(known.len() - last);
                for line in &known[last..] {
                    *shared.entry(*line).or_default() += 1;
                }
                known.push(at);
            }
        }
        let most = shared.values().copied().max().unwrap_or(0);
        let same_from = if by_terms { SAME_TERMS } else { SAME_WORDS };
        again.push(most > 0 && most as f64 >= same_from * own.len() as f64);
    }
    again
}

impl Places {
    fn add(&mut self, line: Line, span: Span) {
        if self
            .at
            .last()
            .is_some_and(|(last, _)| *last == line.passage)
        {
            return;
        }
        self.weigh(line);
        self.at.push((line.passage, span));
    }

    fn weigh(&mut self, line: Line) {
        let Line {
            stretch, weight, ..
        } = line;
        match self.stretches.iter_mut().find(|(at, _)| *at == stretch) {
            Some((_, heaviest)) => {
                self.lines += (weight - *heaviest).max(0.0);
                *heaviest = heaviest.max(weight);
            }
            None => {
                self.stretches.push((stretch, weight));
                self.lines += weight;
                if line.used {
                    self.used += weight;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
