//! Copies of the post with something woven in, and the lines beside them.

use std::collections::VecDeque;
use std::ops::Range;

use super::{Copied, CopiedLines, is_telling};
use crate::document::budget;
use crate::features::job_query::JobQuery;
use crate::profile::cv::CvProfile;
use crate::text::stop_words;

/// Words of the post in its order, common ones among them, that make a copy whatever stands between.
/// A list of the same skills in the same order lacks the words that the post says of them.
const WOVEN_RUN: usize = 14;
/// How many words of the post they may span: of a copy with every third word changed two in three
/// are left.
const WOVEN_SPAN: u32 = 22;
/// The same for who asks whether there may be any.
pub(super) const RUN: usize = WOVEN_RUN;
pub(super) const SPAN: usize = WOVEN_SPAN as usize;
/// Words beside what stands in the post word for word that are one's own.
const BESIDE_EXACT: usize = 2;
/// Words of the post from one of them to the next, at most.
const REACH: u32 = 4;
/// Words of a CV from one of them to the next, at most.
const MOST_BETWEEN: usize = 24;
/// Beginnings of a copy that are followed at once, and of one word.
const WOVEN_AT_ONCE: usize = 8;
const MOST_PLACES: usize = 3;

/// Words of a run on a line of which all between them is woven in.
const LEAST_OF_LINE: usize = 3;

/// Lines before and behind a copied one of which those are copied as well that say what stands
/// beside it in the post.
const NEIGHBOURS: usize = 4;
/// How many words from the copied ones they may stand in the post.
const BESIDE: u32 = 40;

/// Words that follow each other in the post: token of the CV and place in the post.
type Woven = VecDeque<(usize, u32)>;

/// Runs of words in the order of the post, whatever is woven in and whichever of them are changed.
pub(super) fn runs(job: &JobQuery, cv: &CvProfile, text: &str, copied: &mut Copied) {
    let common = stop_words(&job.profile.language);
    // What may be the beginning of a copy.
    let mut begun: Vec<Woven> = Vec::with_capacity(WOVEN_AT_ONCE);
    for (token, key) in cv.tokens.iter().map(|token| token.key).enumerate() {
        let Some(places) = job.post.places.get(&key) else {
            continue;
        };
        budget::spend(1);
        begun.retain(|run| {
            run.back()
                .is_some_and(|(last, _)| token - last <= MOST_BETWEEN)
        });
        let next = |run: &Woven| {
            let (_, last) = run.back()?;
            let next = places.partition_point(|place| place <= last);
            let next = places.get(next)?;
            (next - last <= REACH).then_some(*next)
        };
        let mut follows = false;
        for run in &mut begun {
            let Some(place) = next(run) else {
                continue;
            };
            follows = true;
            if run.len() == WOVEN_RUN {
                run.pop_front();
            }
            run.push_back((token, place));
            // What stands there word for word is marked to the word, and no word beside it.
            let is_marked = || {
                let exact = run.iter().filter(|(token, _)| copied.is_exact(*token));
                exact.count() + BESIDE_EXACT >= WOVEN_RUN
            };
            if let (WOVEN_RUN, Some((_, from))) = (run.len(), run.front())
                && place - from < WOVEN_SPAN
                && !is_marked()
            {
                mark(cv, text, run, copied);
            }
        }
        if follows || !is_telling(key, common) {
            continue;
        }
        for place in places.iter().take(MOST_PLACES) {
            if begun.len() == WOVEN_AT_ONCE {
                let shortest = (0..begun.len()).min_by_key(|at| begun[*at].len());
                begun.swap_remove(shortest.unwrap_or_default());
            }
            begun.push(VecDeque::from([(token, *place)]));
        }
    }
}

/// Marks the words of a run and all between them on their lines. Whole lines between are answers to
/// the lines of a post, and of a line with few words of the run it is those words alone.
fn mark(cv: &CvProfile, text: &str, run: &Woven, copied: &mut Copied) {
    let ends_line = |at: usize| {
        let pair = cv.tokens.get(at).zip(cv.tokens.get(at + 1));
        let gap = pair
            .and_then(|(one, next)| text.get(one.span().end as usize..next.span().start as usize));
        gap.is_some_and(|gap| gap.contains('\n'))
    };
    let words: Vec<usize> = run.iter().map(|(token, _)| *token).collect();
    let parts = |one: &usize, next: &usize| !(*one..*next).any(ends_line);
    let mut lines = words.chunk_by(parts).peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        let (Some(first), Some(last)) = (line.first(), line.last()) else {
            continue;
        };
        if line.len() < LEAST_OF_LINE && words.len() > line.len() {
            line.iter()
                .for_each(|token| copied.mark(cv, *token, *token));
        } else {
            // What is woven in at an edge of the line, and not a long line's other words.
            let mut before = (first.saturating_sub(MOST_BETWEEN)..*first).rev();
            let start = before.find(|at| ends_line(*at)).map_or(*first, |at| at + 1);
            let start = if is_first { *first } else { start };
            let mut behind = *last..cv.tokens.len().min(last + MOST_BETWEEN);
            let end = behind.find(|at| ends_line(*at));
            let end = end.filter(|_| lines.peek().is_some()).unwrap_or(*last);
            copied.mark(cv, start, end);
        }
        is_first = false;
    }
}

impl Copied {
    fn is_exact(&self, token: usize) -> bool {
        self.exact.get(token).copied().unwrap_or(false)
    }

    /// Whether less than half of these tokens stand in the post word for word.
    fn is_woven(&self, tokens: &Range<usize>) -> bool {
        2 * tokens.clone().filter(|token| self.is_exact(*token)).count() < tokens.len()
    }

    /// The lines of `copied` with those of the `others` that stand near them as they do in the post:
    /// its title, and short lines with something woven in.
    pub(super) fn with_neighbours(
        &self,
        job: &JobQuery,
        cv: &CvProfile,
        copied: &[CopiedLines],
        others: &[(usize, Range<usize>)],
    ) -> Vec<Range<usize>> {
        let common = stop_words(&job.profile.language);
        let places = |token: usize| {
            let key = cv.tokens.get(token).map(|token| token.key);
            key.and_then(|key| job.post.places.get(&key))
                .map_or(&[][..], Vec::as_slice)
        };
        // Whether half of the telling words, each once, stand in the post near the edge.
        let is_beside = |tokens: &Range<usize>, edge: usize, is_before: bool| {
            let mut telling: Vec<usize> = tokens
                .clone()
                .filter(|token| is_telling(cv.tokens[*token].key, common))
                .collect();
            telling.sort_by_key(|token| cv.tokens[*token].key);
            telling.dedup_by_key(|token| cv.tokens[*token].key);
            let is_near = |token: &&usize| {
                places(**token).iter().any(|own| {
                    places(edge).iter().any(|edge| match is_before {
                        true => own < edge && edge - own <= BESIDE,
                        false => edge < own && own - edge <= BESIDE,
                    })
                })
            };
            2 * telling.iter().filter(is_near).count() >= telling.len()
        };
        // What stands there word for word is known line by line.
        let is_woven = |known: &&CopiedLines| self.is_woven(&known.tokens);
        let mut all: Vec<Range<usize>> = copied.iter().map(|known| known.lines.clone()).collect();
        for (line, tokens) in others {
            let after = copied.partition_point(|known| known.lines.end <= *line);
            let before = after.checked_sub(1).and_then(|before| copied.get(before));
            let follows = before.filter(is_woven).is_some_and(|before| {
                *line < before.lines.end + NEIGHBOURS
                    && is_beside(tokens, before.tokens.end - 1, false)
            });
            let leads = copied.get(after).filter(is_woven).is_some_and(|after| {
                *line < after.lines.start
                    && after.lines.start <= *line + NEIGHBOURS
                    && is_beside(tokens, after.tokens.start, true)
            });
            if follows || leads {
                all.push(*line..*line + 1);
            }
        }
        all.sort_by_key(|range| range.start);
        all
    }
}

#[cfg(test)]
mod tests;
