//! What a model must beat, made from plain texts alone: random order, CV length, TF-IDF cosine,
//! BM25.

use hashbrown::HashMap;

use crate::random::SplitMix64;
use crate::text::{TermKey, language, stop_words, tokenize};

/// Orders that the random baseline is averaged over.
pub const SHUFFLES: usize = 200;
const SEED: u64 = 0x7368_7566_666c_6521;
/// Saturation of a term's count, and share of the correction for length: the usual values.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// A text as a bag of terms: sorted, each with its count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bag {
    terms: Vec<(TermKey, u32)>,
    /// Number of tokens, stop words included.
    pub length: usize,
}

impl Bag {
    /// Tokens of `text` in lower case without the stop words of its language.
    pub fn new(text: &str) -> Self {
        let tokens = tokenize(text);
        let common = stop_words(language::detect(text, &tokens).code);
        let kept = tokens
            .iter()
            .map(|token| token.key)
            .filter(|key| !common.contains(key));
        Self {
            length: tokens.len(),
            ..Self::from_terms(kept)
        }
    }

    /// A bag of exactly these terms.
    pub fn from_terms(terms: impl Iterator<Item = TermKey>) -> Self {
        let mut terms: Vec<TermKey> = terms.collect();
        terms.sort_unstable();
        let counted = terms
            .chunk_by(|a, b| a == b)
            .map(|run| (run[0], run.len() as u32))
            .collect();
        Self {
            terms: counted,
            length: terms.len(),
        }
    }

    fn count(&self, term: TermKey) -> u32 {
        let found = self.terms.binary_search_by_key(&term, |(known, _)| *known);
        found.map_or(0, |index| self.terms[index].1)
    }

    fn kept(&self) -> u32 {
        self.terms.iter().map(|(_, count)| count).sum()
    }
}

/// Document frequencies of a benchmark's CVs.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    documents: f64,
    frequencies: HashMap<TermKey, u32>,
    mean_length: f64,
}

impl Collection {
    pub fn fit<'a>(cvs: impl Iterator<Item = &'a Bag>) -> Self {
        let mut frequencies = HashMap::new();
        let mut documents = 0.0;
        let mut length = 0.0;
        for cv in cvs {
            documents += 1.0;
            length += f64::from(cv.kept());
            for (term, _) in &cv.terms {
                *frequencies.entry(*term).or_insert(0) += 1;
            }
        }
        let mean_length = if documents > 0.0 {
            length / documents
        } else {
            0.0
        };
        Self {
            documents,
            frequencies,
            mean_length,
        }
    }

    /// Cosine of the TF-IDF vectors, in [0, 1]; 0 when they share no term.
    ///
    /// As scikit-learn's `TfidfVectorizer(sublinear_tf=True)` fitted on the CVs: weight
    /// `(1 + ln count) * (ln((1 + N) / (1 + df)) + 1)`; terms that no CV holds are left out.
    pub fn tfidf_cosine(&self, job: &Bag, cv: &Bag) -> f64 {
        let weight = |term: TermKey, count: u32| {
            let frequency = f64::from(*self.frequencies.get(&term)?);
            let idf = ((1.0 + self.documents) / (1.0 + frequency)).ln() + 1.0;
            Some((1.0 + f64::from(count).ln()) * idf)
        };
        let norm = |bag: &Bag| {
            let weights = bag
                .terms
                .iter()
                .filter_map(|&(term, count)| weight(term, count));
            weights.map(|weight| weight * weight).sum::<f64>().sqrt()
        };
        let product: f64 = job
            .terms
            .iter()
            .filter_map(|&(term, count)| match cv.count(term) {
                0 => None,
                in_cv => Some(weight(term, count)? * weight(term, in_cv)?),
            })
            .sum();
        if product > 0.0 {
            product / (norm(job) * norm(cv))
        } else {
            0.0
        }
    }

    /// BM25 of the CV for the job, at least 0; a term that the job repeats counts as often.
    ///
    /// `idf = ln(1 + (N - df + 0.5) / (df + 0.5))`, k1 1.2, b 0.75. Robertson and Zaragoza,
    /// "The probabilistic relevance framework: BM25 and beyond", 2009, with Lucene's idf.
    pub fn bm25(&self, job: &Bag, cv: &Bag) -> f64 {
        if self.mean_length <= 0.0 {
            return 0.0;
        }
        let length = f64::from(cv.kept()) / self.mean_length;
        job.terms
            .iter()
            .filter_map(|&(term, asked)| {
                let count = f64::from(cv.count(term));
                let frequency = f64::from(*self.frequencies.get(&term)?);
                let idf = (1.0 + (self.documents - frequency + 0.5) / (frequency + 0.5)).ln();
                let saturated = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
                Some(f64::from(asked) * idf * saturated)
            })
            .sum()
    }
}

/// [`SHUFFLES`] random scorings of `count` CVs without ties; `seed` tells jobs apart.
pub fn random_scores(count: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut random = SplitMix64::new(SEED ^ seed);
    let mut scores: Vec<f64> = (0..count).map(|place| place as f64).collect();
    (0..SHUFFLES)
        .map(|_| {
            random.shuffle(&mut scores);
            scores.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::text::term_key;

    #[derive(Deserialize)]
    struct Reference {
        similarity: Similarity,
    }

    #[derive(Deserialize)]
    struct Similarity {
        jobs: Vec<String>,
        cvs: Vec<String>,
        tfidf_cosine: Vec<Vec<f64>>,
        bm25: Vec<Vec<f64>>,
    }

    fn words(text: &str) -> Bag {
        Bag::from_terms(text.split(' ').map(term_key))
    }

    #[test]
    fn similarities_equal_scikit_learn_and_bm25s() {
        let json = include_str!("../../tests/fixtures/evaluate_reference.json");
        let reference = serde_json::from_str::<Reference>(json).unwrap().similarity;
        let cvs: Vec<Bag> = reference.cvs.iter().map(|text| words(text)).collect();
        let collection = Collection::fit(cvs.iter());
        for (row, job) in reference.jobs.iter().enumerate() {
            let job = words(job);
            for (column, cv) in cvs.iter().enumerate() {
                for (ours, theirs) in [
                    (
                        collection.tfidf_cosine(&job, cv),
                        reference.tfidf_cosine[row][column],
                    ),
                    (collection.bm25(&job, cv), reference.bm25[row][column]),
                ] {
                    let place = format!("job {row}, cv {column}");
                    assert!(
                        (ours - theirs).abs() < 1e-9,
                        "{place}: ours {ours}, theirs {theirs}"
                    );
                }
            }
        }
    }

    #[test]
    fn texts_lose_case_and_stop_words_but_keep_their_length() {
        let bag = Bag::new("The welding of the frames, and Welding of pipes");
        assert_eq!(bag.length, 9);
        assert_eq!(bag.count(term_key("welding")), 2);
        assert_eq!(bag.count(term_key("the")), 0);
    }

    #[test]
    fn nothing_in_common_is_zero() {
        let cv = words("audit tax");
        let collection = Collection::fit([&cv].into_iter());
        for job in [words("nursing"), Bag::default()] {
            assert_eq!(collection.tfidf_cosine(&job, &cv), 0.0);
            assert_eq!(collection.bm25(&job, &cv), 0.0);
        }
        assert_eq!(Collection::default().bm25(&cv, &cv), 0.0);
        assert_eq!(Collection::default().tfidf_cosine(&cv, &cv), 0.0);
    }

    #[test]
    fn random_scores_repeat_and_differ_by_job() {
        let first = random_scores(6, 0);
        assert_eq!(first.len(), SHUFFLES);
        assert_eq!(first, random_scores(6, 0));
        assert_ne!(first, random_scores(6, 1));
    }
}
