//! Whether a position is the work that a job asks for.
//!
//! Both are placed among occupations; a shared word of the title proves little (`Account Manager`
//! for an accountant), and less the longer the two tell what is done. The weights of the signs are
//! trained on labelled positions (`models/occupations`).

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::occupations::{Language, Placed, Space, nearest, shared};
use crate::text::{TermKey, Token};

/// What speaks for a position, each in standard deviations but the last. Between two languages, texts
/// that are not in English are as far as their titles, which the names of occupations bring into
/// English.
pub const SIGNS: [&str; 5] = [
    "text near text",
    "title near text",
    "text near title",
    "title near title in English",
    "same occupations",
];

/// Words under a title from which on they tell what the work is; before, the title does.
const TELLING: usize = 2;
/// What a title that holds the whole of the job's is worth at least (`Data Engineer` for
/// `Senior Cloud Data Engineer`): of such pairs about half are the same work.
const HOLDING: f64 = 0.5;

/// Work as a job or a position tells it.
#[derive(Debug, Clone)]
pub struct Work {
    language: Language,
    /// The words of the title without levels, in order of their keys.
    title_words: Vec<TermKey>,
    /// The occupations that the title names, with their shares.
    occupations: Vec<(u32, f32)>,
    /// In its own language.
    own: View,
    /// In English, as far as the title can be brought there.
    english: View,
}

/// Title and text as they lie in one language.
#[derive(Debug, Clone, Default)]
struct View {
    title: Option<Placed>,
    text: Option<Placed>,
}

/// Words of a text.
pub type Words<'t> = (&'t str, &'t [&'t Token]);

impl Work {
    /// What a job asks for, in `language` (ISO 639-1): the words of its title, levels left out, and
    /// those that describe the work.
    pub fn of_job(language: &str, title: Words, text: Words) -> Self {
        Self::new(language, title, text, Space::builtin().languages())
    }

    /// The same of a position, to be compared with `job`.
    pub fn of_position(language: &str, title: Words, text: Words, job: &Work) -> Self {
        Self::new(language, title, text, [job.language].into_iter())
    }

    fn new(
        code: &str,
        title: Words,
        text: Words,
        others: impl Iterator<Item = Language> + Clone,
    ) -> Self {
        let space = Space::builtin();
        let english = space.language("en");
        let is_english = code == "en";
        let is_seen = others.clone().any(|language| language == english);
        let seen_from = others.chain((is_english && !is_seen).then_some(english));
        let place =
            |(text, tokens): Words| space.place(text, tokens.iter().copied(), seen_from.clone());
        let mut title_words: Vec<TermKey> = title.1.iter().map(|token| token.key).collect();
        title_words.sort_unstable();
        title_words.dedup();
        let told = if text.1.len() >= TELLING {
            place(text)
        } else {
            None
        };
        let own = View {
            title: place(title).or_else(|| told.clone()),
            text: told,
        };
        let occupations = nearest(code, title.0, title.1);
        let english = if is_english {
            own.clone()
        } else {
            // The text stays behind; its title stands for it.
            let title = space.place_of_occupations(&occupations);
            View {
                text: title.clone(),
                title,
            }
        };
        Self {
            language: space.language(code),
            title_words,
            occupations,
            own,
            english,
        }
    }
}

/// The signs of one position, in the order of [`SIGNS`]; 0 where one of the two says nothing.
pub fn signs(job: &Work, position: &Work) -> [f64; SIGNS.len()] {
    let english = Space::builtin().language("en");
    let near = |one: &Option<Placed>, other: &Option<Placed>, language| {
        let both = one.as_ref().zip(other.as_ref());
        let near = both.and_then(|(one, other)| one.nearness(language, other, language));
        near.unwrap_or(0.0)
    };
    let (asked, held, language) = if job.language == position.language {
        (&job.own, &position.own, job.language)
    } else {
        (&job.english, &position.english, english)
    };
    [
        near(&asked.text, &held.text, language),
        near(&asked.title, &held.text, language),
        near(&asked.text, &held.title, language),
        near(&job.english.title, &position.english.title, english),
        shared(&job.occupations, &position.occupations),
    ]
}

/// What each sign says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// [`SIGNS`], in their order.
    pub signs: Vec<String>,
    /// Where job and position are in English, whose occupations the table knows with descriptions.
    pub english: Scale,
    /// Both in one other language.
    pub other: Scale,
    /// In two languages.
    pub across: Scale,
}

/// From signs to a share of the months.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Thousandths, one a sign, none negative.
    pub weights: Vec<u32>,
    /// Up to this sum a position is other work.
    pub none: i32,
    /// From this sum on it is the very work.
    pub full: i32,
}

impl Weights {
    /// Those compiled into the program.
    pub(crate) fn builtin() -> &'static Weights {
        static BUILTIN: LazyLock<Weights> = LazyLock::new(|| {
            let weights: Weights =
                serde_json::from_str(include_str!("../../models/relevance.json"))
                    .expect("the built-in weights are tested to load");
            assert_eq!(
                weights.signs, SIGNS,
                "models/relevance.json is of other signs"
            );
            weights
        });
        &BUILTIN
    }

    fn scale(&self, job: &Work, position: &Work) -> &Scale {
        if job.language != position.language {
            &self.across
        } else if job.language == Space::builtin().language("en") {
            &self.english
        } else {
            &self.other
        }
    }

    /// How much of the position's months count, in [0, 1]; all where the titles are the same.
    pub fn relevance(&self, job: &Work, position: &Work) -> f64 {
        let is_held = |word: &TermKey| position.title_words.binary_search(word).is_ok();
        let is_holding = !job.title_words.is_empty() && job.title_words.iter().all(is_held);
        if is_holding && job.title_words.len() == position.title_words.len() {
            return 1.0;
        }
        let scale = self.scale(job, position);
        let (none, full) = (f64::from(scale.none), f64::from(scale.full));
        let told = ((scale.sum(&signs(job, position)) - none) / (full - none)).clamp(0.0, 1.0);
        if is_holding { told.max(HOLDING) } else { told }
    }
}

impl Scale {
    /// The weighted signs, in thousandths.
    pub fn sum(&self, signs: &[f64; SIGNS.len()]) -> f64 {
        let weighted = self.weights.iter().zip(signs);
        weighted
            .map(|(weight, sign)| f64::from(*weight) * sign)
            .sum()
    }
}
