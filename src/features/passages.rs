//! How near the passages of a CV that are nearest to the job lie to it.
//!
//! The cosine of a whole CV punishes whoever has done much else; sums without any norm reward
//! length. In between lies the mean over the few nearest passages: what a reader would read as one.

use std::ops::Range;

use super::background::Words;
use super::found::{Found, NO_TERM, WITHOUT_WORTH};
use super::job_query::{JobQuery, Term};
use super::similarity::similarity_part;
use super::{Feature, Pair, Part};
use crate::document::{Span, budget};
use crate::profile::cv::{CvProfile, Passage as Line};
use crate::text::{Shape, StopWords, TermKey, TermMap, Token, stop_words};

/// Words of a passage at most, each once a line; a longer section or position is several.
///
/// Once, so that a line that says a thing twenty times is as long as one that says it once.
const MOST_WORDS: usize = 150;
/// Words from which on a passage ends where its paragraph, section or position does.
const LEAST_WORDS: usize = 50;
/// Passages that count; one that is missing counts 0.
pub(super) const NEAREST: usize = 4;
/// A mean cosine from which on nothing more can be asked: few CVs are nearer to any post.
pub(super) const FULL: f64 = 0.35;
/// Share of a passage's words that a nearer one holds as well from which on it is the same said
/// again, and counts nothing.
const SAME_FROM: f64 = 0.8;
/// Inverse document frequency from which on a word is rare enough: beyond, names and slips that
/// stand in no table would outweigh what the work is.
const RARE: f64 = 4.0;
/// Words shown in the note.
const SHOWN: usize = 5;

/// What a post says: its terms by how often it says them and how rare they are.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// One a term; their squares add up to 1, or all are 0.
    pub(super) weights: Vec<f64>,
    /// How rare any word is in the post's language.
    words: Words,
}

impl Said {
    /// Of the post's `tokens`, each of which may be one of its `terms`.
    pub(super) fn new<'t>(
        terms: &[Term],
        tokens: impl Iterator<Item = &'t Token>,
        by_form: &TermMap<u32>,
        words: Words,
    ) -> Self {
        let mut counts = vec![0; terms.len()];
        for term in tokens.filter_map(|token| by_form.get(&token.key)) {
            counts[*term as usize] += 1;
        }
        let weigh = |(term, count): (&Term, usize)| often(count) * rarity(term);
        let mut weights: Vec<f64> = terms.iter().zip(counts).map(weigh).collect();
        let norm = weights.iter().map(|weight| weight * weight).sum::<f64>();
        if norm > 0.0 {
            weights.iter_mut().for_each(|weight| *weight /= norm.sqrt());
        }
        Self { weights, words }
    }
}

/// How much a word counts that was said so many times: `1 + ln(count)`.
pub(super) fn often(count: usize) -> f64 {
    if count == 0 {
        return 0.0;
    }
    // Rounded so that a machine's own logarithm cannot change a score.
    let exact = 1.0 + (count as f64).ln();
    (exact * 4096.0).round() / 4096.0
}

/// Inverse document frequency of a term, cut.
pub(super) fn rarity(term: &Term) -> f64 {
    // Weights are roots.
    term.weight.powi(2).min(RARE)
}

/// A run of lines.
struct Passage {
    cosine: f64,
    /// The line that adds most.
    line: Span,
    /// All its words, by key.
    words: Vec<TermKey>,
    /// The job's terms in it with what each adds.
    terms: Vec<(u32, f64)>,
}

impl Passage {
    /// Whether `nearer` says nearly all of it.
    fn is_in(&self, nearer: &Self) -> bool {
        let is_held = |word: &&TermKey| nearer.words.binary_search(word).is_ok();
        let held = self.words.iter().filter(is_held).count();
        held as f64 >= SAME_FROM * self.words.len() as f64
    }
}

/// Measures [`Feature::PassageSimilarity`].
pub(super) fn similarity(pair: Pair) -> Part {
    let Pair {
        job,
        cv,
        found,
        text,
        ..
    } = pair;
    let mut passages = passages(job, cv, found, text);
    passages.retain(|passage| passage.cosine > 0.0);
    passages.sort_by(|one, other| {
        other
            .cosine
            .total_cmp(&one.cosine)
            .then(one.line.start.cmp(&other.line.start))
    });
    let mut nearest: Vec<Passage> = Vec::new();
    for passage in passages {
        if nearest.len() == NEAREST {
            break;
        }
        if !nearest.iter().any(|nearer| passage.is_in(nearer)) {
            nearest.push(passage);
        }
    }
    let mean = nearest.iter().map(|passage| passage.cosine).sum::<f64>() / NEAREST as f64;
    let lines = nearest.iter().map(|passage| passage.line).collect();
    let shared = nearest.into_iter().next();
    let mut shared = shared.map_or_else(Vec::new, |nearest| nearest.terms);
    shared.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let words = shared.iter().take(SHOWN);
    let words = words.map(|(term, _)| job.terms[*term as usize].written.as_str());
    similarity_part(
        Feature::PassageSimilarity,
        (mean / FULL).min(1.0),
        words.collect::<Vec<_>>().join(", "),
        lines,
    )
}

/// The lines of each passage, by number. Where one ends is the CV's own, whatever is asked.
pub(super) fn blocks(cv: &CvProfile, text: &str) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let (mut first, mut count) = (0, 0);
    let mut line_of_word: TermMap<usize> = TermMap::default();
    let mut before: Option<&Line> = None;
    for (number, line) in cv.passages.iter().enumerate() {
        let is_new = |token: &&Token| {
            !is_dated(cv, line, token) && line_of_word.insert(token.key, number) != Some(number)
        };
        let own = line.tokens(&cv.tokens).iter().filter(is_new).count();
        let is_elsewhere = before.is_some_and(|before| {
            (before.section, before.position) != (line.section, line.position)
                || text[before.span.end as usize..line.span.start as usize].contains("\n\n")
        });
        if number > first && (count + own > MOST_WORDS || is_elsewhere && count >= LEAST_WORDS) {
            blocks.push(first..number);
            (first, count) = (number, 0);
        }
        before = Some(line);
        count += own;
    }
    if first < cv.passages.len() {
        blocks.push(first..cv.passages.len());
    }
    blocks
}

/// When something was done says nothing of what: a month more changes no likeness.
fn is_dated(cv: &CvProfile, line: &Line, token: &Token) -> bool {
    let dates = line.position.map(|at| cv.positions[at as usize].dates);
    dates.is_some_and(|dates| dates.contains(token.span()))
}

/// The words of a line that say something, with their places among the CV's tokens.
pub(super) fn telling<'c>(
    cv: &'c CvProfile,
    line: &'c Line,
    common: &'c StopWords,
) -> impl Iterator<Item = (usize, &'c Token)> {
    let tokens = (line.first_token as usize..).zip(line.tokens(&cv.tokens));
    tokens.filter(|(_, token)| {
        token.shape() == Shape::Word && !is_dated(cv, line, token) && !common.contains(&token.key)
    })
}

/// How rare a word that a CV says is, cut; `None` of one that the language's table has not.
pub(super) fn rarity_in(words: &Words, key: TermKey, word: &str) -> Option<f64> {
    words.rarity(key, word).map(|rarity| rarity.min(RARE))
}

fn passages(job: &JobQuery, cv: &CvProfile, found: &Found, text: &str) -> Vec<Passage> {
    let common = stop_words(&job.profile.language);
    let mut passages = Vec::new();
    for block in blocks(cv, text) {
        let mut read = PassageInReading::default();
        for number in block {
            let Some(line) = cv.passages.get(number) else {
                continue;
            };
            // Said before, it adds nothing.
            let is_again = found.is_said_again(number);
            let mut adds = 0.0;
            for (at, token) in telling(cv, line, common) {
                let term = found.by_token[at];
                let counts = !is_again && term != NO_TERM && term != WITHOUT_WORTH;
                // A word of no table is a name, or as good as one, unless the job says it: whose it
                // is changes nothing.
                let of_table = rarity_in(&job.said.words, token.key, token.of(text));
                let of_term = counts.then(|| rarity(&job.terms[term as usize]));
                if let Some(rarity) = of_table.or(of_term) {
                    read.said.push((token.key, read.lines, rarity));
                }
                if let Some(rarity) = of_term {
                    read.terms.push((term, read.lines, rarity));
                    adds += rarity * job.said.weights[term as usize];
                }
            }
            read.lines += 1;
            if read.line.is_none_or(|(most, _)| adds > most) {
                read.line = Some((adds, line.span));
            }
        }
        passages.extend(read.passage(job));
    }
    passages
}

/// A passage that is being read.
#[derive(Default)]
struct PassageInReading {
    lines: u32,
    /// The line that adds most so far.
    line: Option<(f64, Span)>,
    /// Words with the lines that say them and their inverse document frequencies.
    said: Vec<(TermKey, u32, f64)>,
    /// The same of the job's terms.
    terms: Vec<(u32, u32, f64)>,
}

impl PassageInReading {
    /// Ends the passage; `None` where nothing was read. A word counts once a line.
    fn passage(self, job: &JobQuery) -> Option<Passage> {
        let Self {
            line,
            mut said,
            mut terms,
            ..
        } = self;
        let (_, line) = line?;
        budget::spend(said.len());
        let (mut squares, mut words) = (0.0, Vec::new());
        weigh(&mut said, |word, weight| {
            squares += weight * weight;
            words.push(word);
        });
        let (mut sum, mut adding) = (0.0, Vec::new());
        weigh(&mut terms, |term, weight| {
            let adds = weight * job.said.weights[term as usize];
            sum += adds;
            adding.push((term, adds));
        });
        Some(Passage {
            cosine: if squares > 0.0 {
                sum / f64::sqrt(squares)
            } else {
                0.0
            },
            line,
            words,
            terms: adding,
        })
    }
}

/// Tells each of `said` (what, in which line, and how rare it is) once, with its weight by the
/// lines that say it.
pub(super) fn weigh<W: Copy + Ord>(said: &mut Vec<(W, u32, f64)>, mut each: impl FnMut(W, f64)) {
    said.sort_unstable_by_key(|(word, line, _)| (*word, *line));
    said.dedup_by_key(|(word, line, _)| (*word, *line));
    for lines in said.chunk_by(|one, other| one.0 == other.0) {
        let (word, _, rarity) = lines[0];
        each(word, often(lines.len()) * rarity);
    }
}

#[cfg(test)]
mod tests;
