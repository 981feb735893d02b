//! Where the job's terms stand in a CV: one pass over the CV's tokens.

use super::copied::Copied;
use super::job_query::JobQuery;
use crate::document::{Span, budget};
use crate::profile::cv::{CvProfile, SkillClaim, SkillMention, Stance, Strength};
use crate::text::{Shape, Stemmer, pair_key};

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
    /// Sum of the weights of the lines that hold it.
    pub lines: f64,
    /// The same within dated positions.
    pub used: f64,
    /// Passage and span, one a line, in order.
    pub at: Vec<(u32, Span)>,
}

/// Of a token that is none of the job's terms.
pub(super) const NO_TERM: u32 = u32::MAX;

/// The job's terms and pairs as found in one CV.
pub(super) struct Found<'a> {
    /// Of each token of the CV, the job's term.
    pub by_token: Vec<u32>,
    pub terms: Vec<Places>,
    pub pairs: Vec<Places>,
    copied: &'a Copied,
}

impl<'a> Found<'a> {
    pub(super) fn new(job: &JobQuery, cv: &CvProfile, text: &str, copied: &'a Copied) -> Self {
        let mut found = Self {
            terms: vec![Places::default(); job.terms.len()],
            pairs: vec![Places::default(); job.pairs.len()],
            by_token: vec![NO_TERM; cv.tokens.len()],
            copied,
        };
        // Of the job, so that what a CV is taken to be written in changes no match: most CVs in
        // another language hold words of the job all the same.
        let mut stemmer = Stemmer::new(&job.profile.language);
        for (index, passage) in cv.passages.iter().enumerate() {
            let first = passage.first_token as usize;
            let tokens = passage.tokens(&cv.tokens);
            budget::spend(tokens.len());
            let weight = line_weight(passage.strength);
            let used = passage.position.is_some();
            for (offset, &token) in tokens.iter().enumerate() {
                if copied.contains(first + offset) {
                    continue;
                }
                let own = job.by_form.get(&token.key);
                let term = match own {
                    None if token.shape == Shape::Word => {
                        job.by_stem.get(&stemmer.stem(text, token))
                    }
                    own => own,
                };
                if let Some(&term) = term {
                    found.by_token[first + offset] = term;
                    found.terms[term as usize].add(index as u32, token.span, weight, used);
                }
                // Both words of a pair are terms as well.
                let next = own.and_then(|_| tokens.get(offset + 1));
                let pair = next.and_then(|next| {
                    Some((
                        *job.by_pair.get(&pair_key(token.key, next.key))?,
                        token.span.join(next.span),
                    ))
                });
                if let Some((pair, span)) = pair {
                    found.pairs[pair as usize].add(index as u32, span, weight, used);
                }
            }
        }
        found
    }

    /// Whether the CV's token at this place is copied from the job.
    pub(super) fn is_copied_at(&self, token: usize) -> bool {
        self.copied.contains(token)
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

impl Places {
    fn add(&mut self, passage: u32, span: Span, weight: f64, used: bool) {
        if self.at.last().is_some_and(|(last, _)| *last == passage) {
            return;
        }
        self.lines += weight;
        if used {
            self.used += weight;
        }
        self.at.push((passage, span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::tests::assert_near;

    #[test]
    fn saturation_rises_from_zero_to_one() {
        assert_eq!(saturate(0.0), 0.0);
        assert_eq!(saturate(ENOUGH_LINES), 1.0);
        assert_eq!(saturate(100.0), 1.0);
        assert!(saturate(2.0) > saturate(1.0) && saturate(2.0) < 2.0 * saturate(1.0));
    }

    #[test]
    fn eight_lines_are_enough_and_three_are_half_of_many() {
        for (lines, value) in [
            (0.45, 0.45 / 3.45 * 1.375),
            (1.0, 0.25 * 1.375),
            (3.0, 0.5 * 1.375),
            (7.0, 0.7 * 1.375),
            (8.0, 1.0),
            (9.0, 1.0),
        ] {
            assert_near(saturate(lines), value, &format!("{lines} lines"));
        }
    }

    #[test]
    fn a_line_counts_by_its_strength() {
        for (strength, weight) in [
            (Strength::Listed, 0.45),
            (Strength::Described, 0.8),
            (Strength::Used, 1.0),
        ] {
            assert_near(line_weight(strength), weight, &format!("{strength:?}"));
        }
        assert_near(
            heaviest_over_lightest(),
            1.0 / 0.45,
            "heaviest over lightest",
        );
    }

    #[test]
    fn a_term_counts_once_a_line_and_apart_where_it_is_used() {
        let mut places = Places::default();
        let span = |start| Span::new(start, start + 1);
        places.add(2, span(0), 0.45, false);
        places.add(2, span(4), 0.45, false);
        places.add(3, span(8), 1.0, true);
        assert_near(places.lines, 1.45, "lines");
        assert_near(places.used, 1.0, "used");
        assert_eq!(places.at, [(2, span(0)), (3, span(8))]);
    }
}
