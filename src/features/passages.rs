//! How near the passages of a CV that are nearest to the job lie to it.
//!
//! The cosine of a whole CV punishes whoever has done much else; sums without any norm reward
//! length. In between lies the mean over the few nearest passages: what a reader would read as one.

use super::found::{Found, NO_TERM};
use super::job_query::JobQuery;
use super::similarity::similarity_part;
use super::{Feature, Pair, Part};
use crate::document::{Span, budget};
use crate::profile::cv::{CvProfile, SectionKind};
use crate::text::{Shape, TermKey, stop_words};

/// Words of a passage at most; a longer section or position is several.
const MOST_WORDS: usize = 150;
/// Words from which on a passage ends where its section or position does.
const LEAST_WORDS: usize = 50;
/// Passages that count; one that is missing counts 0.
const NEAREST: usize = 4;
/// A mean cosine from which on nothing more can be asked: few CVs are nearer to any post.
const FULL: f64 = 0.5;
/// Share of a passage's words that a nearer one holds as well from which on it is the same said
/// again, and counts nothing.
const SAME_FROM: f64 = 0.8;
/// Words of a line that is more than a heading or a label.
const LEAST_LINE: usize = 4;
/// Words shown in the note.
const SHOWN: usize = 5;

/// A run of lines.
struct Passage {
    cosine: f64,
    /// The line that adds most.
    line: Span,
    /// The words with what each adds; 0 for those that are none of the job's terms.
    words: Vec<(Word, f64)>,
}

/// One of the job's terms, or another word by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Term(u32),
    Other(TermKey),
}

impl Passage {
    /// Whether `nearer` says nearly all of it.
    fn is_in(&self, nearer: &Self) -> bool {
        let is_held = |(word, _): &&(Word, f64)| {
            let words = &nearer.words;
            words
                .binary_search_by_key(word, |(known, _)| *known)
                .is_ok()
        };
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
    let shared = nearest.first().map_or(&[][..], |nearest| &nearest.words);
    let mut shared: Vec<(u32, f64)> = shared
        .iter()
        .filter_map(|(word, adds)| match word {
            Word::Term(term) => Some((*term, *adds)),
            Word::Other(_) => None,
        })
        .collect();
    shared.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let words = shared.iter().take(SHOWN);
    let words = words.map(|(term, _)| job.terms[*term as usize].written.as_str());
    similarity_part(
        Feature::PassageSimilarity,
        (mean / FULL).min(1.0),
        words.collect::<Vec<_>>().join(", "),
        nearest.iter().map(|passage| passage.line).collect(),
    )
}

fn passages(job: &JobQuery, cv: &CvProfile, found: &Found, text: &str) -> Vec<Passage> {
    let common = stop_words(&job.profile.language);
    let mut passages = Vec::new();
    let mut read = Read::default();
    let mut before = None;
    for line in &cv.passages {
        let place = (line.section, line.position);
        let own = line.end_token.saturating_sub(line.first_token) as usize;
        let is_elsewhere = before.is_some_and(|before| before != place);
        if read.count + own > MOST_WORDS || is_elsewhere && read.count >= LEAST_WORDS {
            passages.extend(read.passage(job));
        }
        before = Some(place);
        read.count += own;
        let first = line.first_token as usize;
        let mut adds = 0.0;
        for (at, token) in (first..).zip(line.tokens(&cv.tokens)) {
            let is_word = token.shape == Shape::Word
                && !found.is_copied_at(at)
                && !common.contains(&token.key);
            if !is_word {
                continue;
            }
            let term = found.by_token[at];
            if term == NO_TERM {
                // Other words of the head, and of headings, are what stands around a name.
                if line.section == SectionKind::Head || own < LEAST_LINE {
                    continue;
                }
                let rarity = job.words.rarity(token.key, token.of(text));
                read.words.push((Word::Other(token.key), rarity));
            } else {
                // Weights are roots.
                let rarity = job.terms[term as usize].weight.powi(2);
                read.words.push((Word::Term(term), rarity));
                adds += rarity * rarity;
            }
        }
        if read.line.is_none_or(|(most, _)| adds > most) {
            read.line = Some((adds, line.span));
        }
    }
    passages.extend(read.passage(job));
    passages
}

/// A passage that is being read.
#[derive(Default)]
struct Read {
    count: usize,
    /// The line that adds most so far.
    line: Option<(f64, Span)>,
    /// Words with their inverse document frequencies.
    words: Vec<(Word, f64)>,
}

impl Read {
    /// Ends the passage; `None` where nothing was read. Each word counts once.
    fn passage(&mut self, job: &JobQuery) -> Option<Passage> {
        let Self {
            line, mut words, ..
        } = std::mem::take(self);
        let (_, line) = line?;
        budget::spend(words.len());
        words.sort_by_key(|(word, _)| *word);
        words.dedup_by_key(|(word, _)| *word);
        let squares: f64 = words.iter().map(|(_, rarity)| rarity * rarity).sum();
        for (word, rarity) in &mut words {
            *rarity *= match word {
                Word::Term(_) => *rarity,
                Word::Other(_) => 0.0,
            };
        }
        let sum: f64 = words.iter().map(|(_, adds)| adds).sum();
        // A passage that says less than the post is measured against the post: else a bare list of
        // a few of its words would be nearest of all.
        let norm = squares.sqrt().max(job.norm) * job.norm;
        Some(Passage {
            cosine: if norm > 0.0 { sum / norm } else { 0.0 },
            line,
            words,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::tests::{self, assert_near};

    fn near(asked: &str, held: &str) -> Part {
        let document = tests::document(held);
        let cv = tests::profile(&document);
        tests::part(tests::job("", asked), &cv, held, Feature::PassageSimilarity)
    }

    #[test]
    fn the_cosine_of_one_passage_is_a_quarter_of_the_mean() {
        let held = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- kneading gloamrye zorblang\n";
        let document = tests::document(held);
        let cv = tests::profile(&document);
        let read = cv.passages.iter().flat_map(|line| line.tokens(&cv.tokens));
        let common = stop_words("en");
        let read = read.filter(|token| !common.contains(&token.key));
        let words: Vec<&str> = read.map(|token| token.of(held)).collect();
        // Eight letters weigh 5 in a language without a table; the test's background has none.
        let rarity = |word: &str| 1.0 + 0.5 * word.len().min(12) as f64;
        let of_words = |word: &&str| word.chars().all(char::is_alphabetic);
        let squares = words
            .iter()
            .filter(|word| of_words(word))
            .map(|word| rarity(word).powi(2));
        let norm = f64::sqrt(squares.sum::<f64>());
        let asked = f64::sqrt(2.0 * 5.0 * 5.0);
        let cosine = 2.0 * 5.0 * 5.0 / norm / asked;
        let part = near("gloamrye kneading", held);
        assert_near(part.value, cosine / 4.0 / FULL, "value");
        assert_eq!(part.evidence.len(), 1);
        assert_eq!(near("quay", held).value, 0.0);
    }

    #[test]
    fn a_word_counts_once_and_the_same_said_again_nothing() {
        let job = tests::query(tests::job("", "gloamrye"));
        let passage = |times: usize, others: std::ops::Range<u64>| {
            let mut words: Vec<(Word, f64)> = others.map(|key| (Word::Other(key), 3.0)).collect();
            words.extend(vec![(Word::Term(0), 5.0); times]);
            let mut read = Read {
                count: words.len(),
                line: Some((0.0, Span::new(0, 1))),
                words,
            };
            read.passage(&job).unwrap()
        };
        // One term alone in the job: its cosine is its share of the passage's norm.
        for times in [1, 2, 20] {
            let cosine = passage(times, 0..3).cosine;
            assert_near(cosine, 5.0 / f64::sqrt(25.0 + 27.0), "cosine");
        }
        // Ten words: eight in the other are the same, seven are not.
        let ten = passage(1, 0..9);
        assert!(ten.is_in(&passage(1, 2..40)));
        assert!(!ten.is_in(&passage(1, 3..40)));
    }

    #[test]
    fn passages_end_after_150_words_and_from_50_on_where_the_section_does() {
        let count = |text: &str| {
            let document = tests::document(text);
            let cv = tests::profile(&document);
            let query = tests::query(tests::job("", "gloamrye"));
            let copied = crate::features::copied::find(&query, &cv, text);
            let found = Found::new(&query, &cv, text, &copied);
            passages(&query, &cv, &found, text).len()
        };
        let lines = |lines: usize| {
            (0..lines).fold("Skills\n".to_owned(), |text, line| {
                text + &format!("rye{line} oat{line} bun{line} tart{line} pie{line}\n")
            })
        };
        let one = count(&lines(9));
        assert_eq!(count(&lines(40)), one + 1);
        let with_education =
            |rows: usize| lines(rows) + "\nEducation\nMiller's school, 2010 - 2012\n";
        assert_eq!(count(&with_education(5)), one);
        assert_eq!(count(&with_education(12)), one + 1);
    }
}
