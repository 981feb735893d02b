//! Text copied from the job post: shown, and worth nothing.

mod remains;
mod woven;

use std::ops::Range;
use std::sync::Arc;

use super::job_query::JobQuery;
use crate::document::{Document, Span};
use crate::hash::sha256;
use crate::profile::cv::CvProfile;
use crate::profile::identity;
use crate::text::{StopWords, TermKey, TermMap, TermSet, Token, pair_key, stop_words, tokenize};

/// How many telling words in a row make a copy of the job's text.
const COPIED_RUN: usize = 8;
/// Words of a longest name or address within a copied run.
const LONGEST_MASKED: usize = 6;
/// Whole lines of a post that stand in the same order make a copy from this many on, and from
/// this many telling words: a short list of skills may be the same by chance.
const COPIED_LINES: usize = 3;
const LEAST_WORDS_OF_LINES: usize = 5;

/// Of a post, what must stand in a CV that copies from it.
pub(super) struct Signs {
    /// Telling words in their order, and all words in theirs.
    telling: Vec<TermKey>,
    words: Vec<TermKey>,
    /// Words of each run of whole lines.
    lines: Vec<Vec<TermKey>>,
}

impl Signs {
    /// Of the post's text, in a language with these common words; `key` names a word as a CV is
    /// asked for it.
    pub(super) fn new(
        text: &str,
        common: &StopWords,
        mut key: impl FnMut(&Token) -> TermKey,
    ) -> Self {
        let tokens = tokenize(text);
        let is_told = |token: &&Token| is_telling(token.key, common);
        let telling = tokens.iter().filter(is_told).map(&mut key).collect();
        let lines = telling_lines(text, &tokens, common);
        let mut runs = Vec::new();
        for (start, line) in lines.iter().enumerate() {
            let last = line_run(&lines, start).and_then(|(last, _)| lines.get(last));
            let words = last.and_then(|last| tokens.get(line.first..=last.last));
            let words = words.unwrap_or_default().iter().filter(is_told);
            let words: Vec<TermKey> = words.map(&mut key).collect();
            runs.extend((!words.is_empty()).then_some(words));
        }
        Self {
            telling,
            words: tokens.iter().map(key).collect(),
            lines: runs,
        }
    }

    /// All words that are asked for.
    pub(super) fn keys(&self) -> impl Iterator<Item = TermKey> + '_ {
        self.words.iter().copied()
    }

    /// Whether a CV with these words may hold a copy; without them it holds none.
    pub(super) fn may_be_copied(&self, has: &dyn Fn(TermKey) -> bool) -> bool {
        // Some words of a run may be left out between the others.
        dense(&self.telling, COPIED_RUN + LONGEST_MASKED, COPIED_RUN, has)
            || dense(&self.words, woven::SPAN, woven::RUN, has)
            || self.lines.iter().any(|run| run.iter().all(|key| has(*key)))
    }
}

/// Whether of so many words in a row so many are there.
fn dense(words: &[TermKey], span: usize, least: usize, has: &dyn Fn(TermKey) -> bool) -> bool {
    let there: Vec<bool> = words.iter().map(|key| has(*key)).collect();
    let count = |window: &[bool]| window.iter().filter(|is_there| **is_there).count();
    if there.len() < span {
        return count(&there) >= least;
    }
    let mut held = count(&there[..span]);
    let mut moved = there.iter().zip(&there[span..]);
    held >= least
        || moved.any(|(gone, come)| {
            held = held + usize::from(*come) - usize::from(*gone);
            held >= least
        })
}

/// What a post says, as far as it tells what was copied from it.
#[derive(Debug, Clone)]
pub(crate) struct Post {
    /// Of its text.
    hash: Arc<str>,
    /// Hashes of every run of telling words.
    runs: TermSet,
    /// Runs out of which some words are masked in a CV, up to a longest name or address.
    parted_runs: TermSet,
    /// Hashes of all its lines.
    lines: TermSet,
    /// Hashes of runs of whole lines.
    line_runs: TermSet,
    /// The words that make up [`Self::runs`].
    telling: TermSet,
    /// Where each word stands, in words.
    places: TermMap<Vec<u32>>,
}

impl Post {
    /// By which the same post is known again.
    pub(super) fn hash(&self) -> &Arc<str> {
        &self.hash
    }

    pub(super) fn new(text: &str, language: &str, tokens: &[Token], common: &StopWords) -> Self {
        let telling: Vec<TermKey> = tokens
            .iter()
            .map(|token| token.key)
            .filter(|key| is_telling(*key, common))
            .collect();
        let mut places: TermMap<Vec<u32>> = TermMap::default();
        for (place, token) in (0..).zip(tokens) {
            places.entry(token.key).or_default().push(place);
        }
        Self {
            hash: format!("{language} {}", sha256(text.as_bytes())).into(),
            runs: runs(&telling),
            parted_runs: parted_runs(&telling),
            lines: lines(text),
            line_runs: line_runs(text, common),
            telling: telling.into_iter().collect(),
            places,
        }
    }

    /// Whether the post is long enough for a copy of it to be told from what a CV may say itself.
    pub(super) fn tells_copies(&self) -> bool {
        !self.runs.is_empty() || !self.line_runs.is_empty()
    }
}

/// Which tokens of a CV are copied from the job.
pub(crate) struct Copied {
    /// One flag a token; empty when nothing is copied.
    flags: Vec<bool>,
    /// The same of what stands in the post word for word.
    exact: Vec<bool>,
    pub spans: Vec<Span>,
}

/// Lines of a document that hold nothing of one's own.
struct CopiedLines {
    lines: Range<usize>,
    /// Those of the CV in them, but for a heading above.
    tokens: Range<usize>,
}

impl Copied {
    pub(crate) fn contains(&self, token: usize) -> bool {
        self.flags.get(token).copied().unwrap_or(false)
    }

    /// Takes the tokens from `first` to `last` for copied.
    fn mark(&mut self, cv: &CvProfile, first: usize, last: usize) {
        let (Some(from), Some(to)) = (cv.tokens.get(first), cv.tokens.get(last)) else {
            return;
        };
        self.push(from.span().join(to.span()));
        self.flags.resize(cv.tokens.len(), false);
        if let Some(flags) = self.flags.get_mut(first..=last) {
            flags.fill(true);
        }
    }

    fn push(&mut self, span: Span) {
        match self.spans.last_mut() {
            Some(known) if known.overlaps(span) => *known = known.join(span),
            _ => self.spans.push(span),
        }
    }

    /// Ranges of the document's lines that hold nothing of one's own, in order.
    pub(crate) fn lines(
        &self,
        job: &JobQuery,
        cv: &CvProfile,
        document: &Document,
    ) -> Vec<Range<usize>> {
        if self.spans.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<CopiedLines> = Vec::new();
        let common = stop_words(&job.profile.language);
        let mut at = 0;
        // Lines with something of one's own, and their tokens.
        let mut others: Vec<(usize, Range<usize>)> = Vec::new();
        // Whether nothing but common words stand since the last of them.
        let mut continues = false;
        // The line above, where it is a line of the job without a telling word: its heading.
        let mut heading = None;
        for (number, line) in document.lines.iter().enumerate() {
            let (mut copied, mut own) = (false, false);
            let begin = at;
            while let Some(token) = cv.tokens.get(at).filter(|t| t.span().start < line.span.end) {
                let is_copied = self.contains(at);
                copied |= is_copied;
                own |= !is_copied && is_telling(token.key, common);
                at += 1;
            }
            if own {
                others.push((number, begin..at));
            }
            if copied && !own {
                match found.last_mut().filter(|_| continues) {
                    Some(last) => {
                        last.lines.end = number + 1;
                        last.tokens.end = at;
                    }
                    None => found.push(CopiedLines {
                        lines: heading.unwrap_or(number)..number + 1,
                        tokens: begin..at,
                    }),
                }
            }
            let words = cv.tokens.get(begin..at).unwrap_or_default();
            heading = (!own && !words.is_empty() && job.post.lines.contains(&line_key(words)))
                .then_some(heading.unwrap_or(number));
            continues = !own && (copied || continues);
        }
        let copied = self.with_neighbours(job, cv, &found, &others);
        remains::with_them(self, job, cv, document, copied)
    }
}

/// Marks every run of telling words, and every run of whole lines, that stands in the job post in
/// the same order.
pub(crate) fn find(job: &JobQuery, cv: &CvProfile, text: &str) -> Copied {
    let mut copied = Copied {
        flags: Vec::new(),
        exact: Vec::new(),
        spans: Vec::new(),
    };
    runs_of_words(job, cv, &mut copied);
    runs_of_lines(job, cv, text, &mut copied);
    copied.exact.clone_from(&copied.flags);
    woven::runs(job, cv, text, &mut copied);
    copied.spans.sort_unstable();
    for span in std::mem::take(&mut copied.spans) {
        copied.push(span);
    }
    copied
}

/// Hashes of every run of whole lines that makes a copy.
fn line_runs(text: &str, common: &StopWords) -> TermSet {
    let lines = telling_lines(text, &tokenize(text), common);
    let starts = 0..lines.len();
    starts
        .filter_map(|start| line_run(&lines, start))
        .map(|(_, key)| key)
        .collect()
}

/// Hashes of all lines.
fn lines(text: &str) -> TermSet {
    let words = text.lines().map(tokenize);
    words.map(|words| line_key(&words)).collect()
}

fn line_key(words: &[Token]) -> TermKey {
    let keys = words.iter().map(|token| token.key);
    keys.reduce(pair_key).unwrap_or_default()
}

/// A line with telling words.
struct TellingLine {
    /// Its first and last token.
    first: usize,
    last: usize,
    words: usize,
    key: TermKey,
}

fn telling_lines(text: &str, tokens: &[Token], common: &StopWords) -> Vec<TellingLine> {
    let mut lines: Vec<TellingLine> = Vec::new();
    let mut breaks = true;
    let mut end = 0;
    for (place, token) in tokens.iter().enumerate() {
        let start = token.span().start as usize;
        breaks |= text.get(end..start).is_some_and(|gap| gap.contains('\n'));
        end = token.span().end as usize;
        if !is_telling(token.key, common) {
            continue;
        }
        match lines.last_mut().filter(|_| !breaks) {
            Some(line) => {
                line.last = place;
                line.words += 1;
                line.key = pair_key(line.key, token.key);
            }
            None => lines.push(TellingLine {
                first: place,
                last: place,
                words: 1,
                key: token.key,
            }),
        }
        breaks = false;
    }
    lines
}

/// The shortest run from line `start` on that is long enough: its last line, and its key.
fn line_run(lines: &[TellingLine], start: usize) -> Option<(usize, TermKey)> {
    let mut words = 0;
    let mut key = 0;
    for (place, line) in lines.iter().enumerate().skip(start) {
        words += line.words;
        key = pair_key(key, line.key);
        if place + 1 - start >= COPIED_LINES && words >= LEAST_WORDS_OF_LINES {
            return Some((place, key));
        }
    }
    None
}

fn runs_of_lines(job: &JobQuery, cv: &CvProfile, text: &str, copied: &mut Copied) {
    let post = &job.post;
    if post.line_runs.is_empty() {
        return;
    }
    let common = stop_words(&job.profile.language);
    let lines = telling_lines(text, &cv.tokens, common);
    for (start, first) in lines.iter().enumerate() {
        let copy = line_run(&lines, start).filter(|(_, key)| post.line_runs.contains(key));
        if let Some(last) = copy.and_then(|(last, _)| lines.get(last)) {
            copied.mark(cv, first.first, last.last);
        }
    }
}

fn runs_of_words(job: &JobQuery, cv: &CvProfile, copied: &mut Copied) {
    let post = &job.post;
    if post.runs.is_empty() {
        return;
    }
    let common = stop_words(&job.profile.language);
    // Telling words of the job that no telling word of another text divides.
    let (mut places, mut keys) = (Vec::new(), Vec::new());
    for (place, token) in cv.tokens.iter().enumerate() {
        if !post.telling.contains(&token.key) {
            if !keys.is_empty() && is_telling(token.key, common) {
                places.clear();
                keys.clear();
            }
            continue;
        }
        places.push(place);
        keys.push(token.key);
        let (Some(run), Some(&[first, .., last])) = (
            keys.last_chunk::<COPIED_RUN>(),
            places.last_chunk::<COPIED_RUN>(),
        ) else {
            continue;
        };
        let key = run_key(run);
        let span = cv.tokens[first].span().join(cv.tokens[last].span());
        let parted = || post.parted_runs.contains(&key) && cv.is_identity(span);
        if !post.runs.contains(&key) && !parted() {
            continue;
        }
        copied.mark(cv, first, last);
    }
}

/// Hashes of every run of [`COPIED_RUN`] telling words.
fn runs(telling: &[TermKey]) -> TermSet {
    telling.windows(COPIED_RUN).map(run_key).collect()
}

/// Hashes of every run of [`COPIED_RUN`] telling words around some that are left out: those that
/// look like a name or an address in a CV.
fn parted_runs(telling: &[TermKey]) -> TermSet {
    let mut parted = TermSet::default();
    for masked in 1..=LONGEST_MASKED {
        for window in telling.windows(COPIED_RUN + masked) {
            for before in 1..COPIED_RUN {
                let (first, rest) = window.split_at(before);
                let run = first.iter().chain(&rest[masked..]).copied();
                parted.insert(run.reduce(pair_key).unwrap_or_default());
            }
        }
    }
    parted
}

/// Neither a stop word nor a pronoun: those are masked in CVs and must not break a run.
pub(super) fn is_telling(key: TermKey, common: &StopWords) -> bool {
    !common.contains(&key) && !identity::is_address_word(key)
}

fn run_key(keys: &[TermKey]) -> u64 {
    keys.iter().copied().reduce(pair_key).unwrap_or_default()
}

#[cfg(test)]
mod tests;
