//! What is left of a pasted post beside its copied lines.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Copied, is_telling, line_key};
use crate::document::Document;
use crate::features::job_query::JobQuery;
use crate::profile::cv::CvProfile;
use crate::text::{StopWords, TermKey, TermMap, TermSet, stop_words, tokenize};

/// Lines from one copied line to the next within a pasted post.
const BETWEEN: usize = 8;
/// Words of its copied lines, at least.
const LEAST_WORDS: usize = 40;
/// Lines above it that may be its title and what stands below that, and lines behind it; and how many
/// words of the post they stand from what is copied.
const BESIDE: usize = 12;
const NEAR: u32 = 40;

struct Pasted<'a> {
    copied: &'a Copied,
    job: &'a JobQuery,
    cv: &'a CvProfile,
    document: &'a Document,
    common: &'a StopWords,
}

/// The ranges of copied `lines` with what is left of a pasted post, in order: its short lines, with
/// a word woven in or some changed. They are too short to be known by themselves, and read behind a
/// CV they would look like a part of its last section.
pub(super) fn with_them(
    copied: &Copied,
    job: &JobQuery,
    cv: &CvProfile,
    document: &Document,
    lines: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let common = stop_words(&job.profile.language);
    let pasted = Pasted {
        copied,
        job,
        cv,
        document,
        common,
    };
    pasted.all(lines)
}

impl Pasted<'_> {
    fn all(&self, lines: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let whole: BTreeSet<usize> = lines.iter().cloned().flatten().collect();
        let is_copied = |line: &usize| whole.contains(line) || self.is_mostly_copied(*line);
        let copied: Vec<usize> = (0..self.document.lines.len()).filter(is_copied).collect();
        let mut all = lines;
        for pasted in copied.chunk_by(|one, next| *next <= one + BETWEEN) {
            let &[first, .., last] = pasted else {
                continue;
            };
            let known: usize = pasted.iter().map(|line| self.words(*line)).sum();
            let inside: usize = (first..=last).map(|line| self.words(line)).sum();
            if known < LEAST_WORDS || 2 * known < inside {
                continue;
            }
            let is_left =
                |line: &usize| !whole.contains(line) && (is_copied(line) || self.is_of_post(*line));
            let left = (first..=last).filter(is_left);
            all.extend(left.map(|line| line..line + 1));
            if 3 * known >= self.job.post.places.values().map(Vec::len).sum() {
                let woven = self.woven(pasted);
                let tells = |line: &&usize| !self.telling(**line).is_empty();
                let edges = [pasted.iter().find(tells), pasted.iter().rfind(tells)];
                let [top, bottom] = edges.map(|line| line.copied().unwrap_or(first));
                let above = (first.saturating_sub(BESIDE)..first).rev();
                let above = above.take_while(|line| match self.words(*line) {
                    // All of it is masked, as at the head of a CV.
                    0 => self.is_line_of_post(*line),
                    _ => {
                        !self.telling(*line).is_empty() && self.is_beside(*line, top, true, &woven)
                    }
                });
                let above = above.last().unwrap_or(first)..first;
                let behind = last + 1..self.document.lines.len().min(last + 1 + BESIDE);
                let behind = behind.take_while(|line| self.is_beside(*line, bottom, false, &woven));
                all.extend(above.chain(behind).map(|line| line..line + 1));
            }
        }
        all.sort_by_key(|range| range.start);
        all
    }

    /// The tokens of a line.
    fn tokens(&self, line: usize) -> Range<usize> {
        let before = |end: u32| {
            let tokens = &self.cv.tokens;
            tokens.partition_point(|token| token.span().start < end)
        };
        let span = self.document.lines.get(line).map(|line| line.span);
        span.map_or(0..0, |span| before(span.start)..before(span.end))
    }

    fn words(&self, line: usize) -> usize {
        self.tokens(line).len()
    }

    /// The telling words of a line, each once.
    fn telling(&self, line: usize) -> TermSet {
        let tokens = self.tokens(line);
        let keys = tokens.filter_map(|at| Some(self.cv.tokens.get(at)?.key));
        keys.filter(|key| is_telling(*key, self.common)).collect()
    }

    /// Where a word stands in the post.
    fn places(&self, key: TermKey) -> &[u32] {
        self.job.post.places.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether two words in three are copied.
    fn is_mostly_copied(&self, line: usize) -> bool {
        let tokens = self.tokens(line);
        let copied = tokens.clone().filter(|at| self.copied.contains(*at));
        !tokens.is_empty() && 3 * copied.count() >= 2 * tokens.len()
    }

    /// Whether all telling words but one, or half of them, stand in the post.
    fn is_of_post(&self, line: usize) -> bool {
        let telling = self.telling(line);
        let own = telling.iter().filter(|key| self.places(**key).is_empty());
        let own = own.count();
        own <= 1 || 2 * own <= telling.len()
    }

    /// Whether it stands in the post word for word.
    fn is_line_of_post(&self, line: usize) -> bool {
        let line = self.document.lines.get(line);
        line.is_some_and(|line| {
            let words = tokenize(line.span.of(&self.document.text));
            self.job.post.lines.contains(&line_key(&words))
        })
    }

    /// Words that are none of the post and stand on several of these lines.
    fn woven(&self, lines: &[usize]) -> TermSet {
        /// Lines of a word that is woven in.
        const LEAST: u32 = 3;
        let mut counts: TermMap<u32> = TermMap::default();
        for key in lines.iter().flat_map(|line| self.telling(*line)) {
            *counts.entry(key).or_default() += 1;
        }
        let woven = counts.into_iter();
        let woven = woven.filter(|(key, count)| *count >= LEAST && self.places(*key).is_empty());
        woven.map(|(key, _)| key).collect()
    }

    /// Whether two in three telling words stand in the post shortly before what is copied, or behind
    /// it; what is woven in does not count.
    fn is_beside(&self, line: usize, copied: usize, is_before: bool, woven: &TermSet) -> bool {
        // Where the copied line stands in the post: not before the first places of its words.
        let words = self.telling(copied);
        let places = words.iter().map(|key| self.places(*key));
        let edge = match is_before {
            true => places.filter_map(|places| places.first()).max(),
            false => places.filter_map(|places| places.last()).min(),
        };
        let Some(edge) = edge else {
            return false;
        };
        // It has a length of its own.
        let near = NEAR + self.words(copied) as u32;
        let is_near = |key: &TermKey| {
            self.places(*key).iter().any(|place| match is_before {
                true => place < edge && edge - place <= near,
                false => edge < place && place - edge <= near,
            })
        };
        let telling = self.telling(line);
        let telling = telling.iter().filter(|key| !woven.contains(*key));
        let (near, own): (Vec<TermKey>, Vec<TermKey>) = telling.copied().partition(is_near);
        2 * own.len() <= near.len()
    }
}

#[cfg(test)]
mod tests;
