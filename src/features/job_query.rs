//! A job made ready to be compared with many CVs.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

mod wording;

use super::background::Background;
use super::copied;
use super::passages::Said;
use super::registry::{COUNT, Feature, REGISTRY};
use super::title::{TitleQuery, is_level};
use crate::document::Span;
use crate::hash::sha256;
use crate::judge::Search;
use crate::judge::field_of_study::AskedFields;
use crate::judge::relevance::Work;
use crate::lexicon::{ConceptId, Lexicon};
use crate::profile::job::{Demand, Importance, JobProfile, Wanted};
use crate::text::{
    Shape, Stemmer, StopWords, TermKey, TermMap, TermSet, Token, pair_key, stop_words, tokenize,
};
pub(super) use wording::Wording;

/// What a skill of the job's title weighs, in weights of the rarest that is asked.
const TITLE_OVER_MOST: f64 = 1.25;

/// A word or pair of the job.
#[derive(Debug, Clone)]
pub(super) struct Term {
    /// As the job writes it.
    pub written: String,
    pub weight: f64,
}

/// A demand with the terms by which it is sought.
#[derive(Debug, Clone)]
pub(super) struct RequirementQuery {
    pub importance: Importance,
    /// How much it counts among those of its importance.
    pub weight: f64,
    /// For each thing that would do, the job's terms that make up its name.
    pub phrases: Vec<Vec<u32>>,
    /// Terms of the whole sentence.
    pub terms: Vec<u32>,
    /// Fields of study that are asked.
    pub fields: AskedFields,
    /// What is sought of it in [`JobQuery::search`].
    pub sought: Range<u32>,
    /// Whether its sentence says more than the lexicon knows, and so is asked as a whole beside it:
    /// years of acute care.
    pub says_more: bool,
    /// Written forms that are searched; shared by the explanations of all CVs.
    pub searched: Arc<[String]>,
}

/// A job ready to be compared with CVs: terms with weights, requirements, title.
#[derive(Debug, Clone)]
pub struct JobQuery {
    pub profile: JobProfile,
    pub(super) terms: Vec<Term>,
    /// What the post says, as passages of CVs are compared with it.
    pub(super) said: Said,
    pub(super) by_form: TermMap<u32>,
    pub(super) by_stem: TermMap<u32>,
    pub(super) pairs: Vec<Term>,
    pub(super) by_pair: TermMap<u32>,
    /// Of each pair, the terms of its words.
    pub(super) pair_terms: Vec<[u32; 2]>,
    pub(super) requirements: Vec<RequirementQuery>,
    /// What is asked by name.
    pub(super) search: Search,
    /// What the work is, to compare positions with.
    pub(super) work: Work,
    /// By which the same work is known again.
    pub(super) work_hash: Arc<str>,
    /// By which the same wording is known again.
    pub(super) wording: Arc<Wording>,
    /// Skills named anywhere in the matched text, with their weights.
    pub(super) skills: Vec<(ConceptId, f64)>,
    pub(super) title: TitleQuery,
    /// Term and weight of each word of the title that says what the work is.
    pub(super) title_terms: Vec<(u32, f64)>,
    /// By which copies of the post are told.
    pub(super) post: copied::Post,
    applicable: [bool; COUNT],
}

impl JobQuery {
    /// Prepares `profile`; weights come from `background` alone.
    pub fn new(profile: JobProfile, lexicon: &Lexicon, background: &Background) -> Self {
        let mut builder = Builder {
            language: profile.language.clone(),
            background,
            stemmer: Stemmer::new(&profile.language),
            common: stop_words(&profile.language),
            terms: Vec::new(),
            by_form: TermMap::default(),
            by_stem: TermMap::default(),
            pairs: Vec::new(),
            by_pair: TermMap::default(),
            pair_words: Vec::new(),
        };
        let tokens = tokenize(&profile.text);
        // The described parts stand in order and apart from each other.
        let is_described = |token: &Token| {
            let parts = &profile.described;
            let at = parts.partition_point(|part| part.end < token.span().end);
            parts
                .get(at)
                .is_some_and(|part| part.contains(token.span()))
        };
        let described: Vec<Token> = tokens
            .iter()
            .filter(|token| is_described(token))
            .copied()
            .collect();
        builder.add(&profile.text, &described);
        let title_tokens = tokenize(&profile.title);
        builder.add(&profile.title, &title_tokens);
        let title_terms = builder.title(&profile.title, &title_tokens);
        let mut requirements: Vec<RequirementQuery> = profile
            .requirements
            .iter()
            .map(|requirement| builder.requirement(requirement, lexicon))
            .collect();
        weigh(&mut requirements, &profile, lexicon, &title_tokens);
        let search = Search::new(
            named(&mut requirements, &profile).into_iter(),
            &profile.language,
            lexicon,
        );
        let work = work(&profile, &title_tokens, &described);
        let title = TitleQuery::new(&profile.title, &profile.language, background);
        let skills = skills(&profile, lexicon, &described, &builder);
        let said = Said::new(
            &builder.terms,
            described.iter().chain(&title_tokens),
            &builder.by_form,
            background.words(&profile.language),
        );
        // Both words of a pair are terms as well, by now.
        let words = builder.pair_words.iter();
        let term = |key: &TermKey| builder.by_form.get(key).copied().unwrap_or_default();
        let pair_terms = words.map(|words| words.each_ref().map(term)).collect();
        let mut query = Self {
            pair_terms,
            said,
            terms: builder.terms,
            by_form: builder.by_form,
            by_stem: builder.by_stem,
            pairs: builder.pairs,
            by_pair: builder.by_pair,
            requirements,
            search,
            work_hash: work_hash(&profile, &described),
            work,
            wording: Arc::default(),
            skills,
            title,
            title_terms,
            post: copied::Post::new(&profile.text, &profile.language, &tokens, builder.common),
            applicable: [true; COUNT],
            profile,
        };
        query.applicable = query.find_applicable();
        let words = background.words(&query.profile.language);
        query.wording = Arc::new(Wording::of(&query, words));
        query
    }

    /// Written forms by which a requirement is searched; none for one that names no skill.
    pub(crate) fn searched(&self, requirement: u32) -> Arc<[String]> {
        self.requirements
            .get(requirement as usize)
            .map(|query| Arc::clone(&query.searched))
            .unwrap_or_default()
    }

    /// Whether the job asks for what the feature measures; depends on the job alone.
    pub fn applies(&self, feature: Feature) -> bool {
        self.applicable[feature.index()]
    }

    /// Whether the post is long enough for a copy of it to be told from what a CV may say itself.
    pub(crate) fn tells_copies(&self) -> bool {
        self.post.tells_copies()
    }

    /// The features that the job asks for.
    pub(crate) fn features(&self) -> impl Iterator<Item = Feature> + '_ {
        let all = REGISTRY.iter().map(|info| info.feature);
        all.filter(|feature| self.applies(*feature))
    }

    /// The same of every feature, in the order of the registry.
    pub fn asked(&self) -> &[bool; COUNT] {
        &self.applicable
    }

    fn find_applicable(&self) -> [bool; COUNT] {
        std::array::from_fn(|index| self.asks_for(REGISTRY[index].feature))
    }

    fn asks_for(&self, feature: Feature) -> bool {
        let asks = |importance| {
            self.requirements
                .iter()
                .any(|requirement| requirement.importance == importance)
        };
        let demands = |wanted: fn(&Demand) -> bool| {
            self.profile
                .requirements
                .iter()
                .any(|requirement| wanted(&requirement.demand))
        };
        match feature {
            Feature::MustCoverage => asks(Importance::Must),
            Feature::NiceCoverage => asks(Importance::Nice),
            Feature::SkillSimilarity => !self.skills.is_empty(),
            Feature::WordSimilarity
            | Feature::ExperienceSimilarity
            | Feature::PassageSimilarity => !self.terms.is_empty(),
            Feature::PairSimilarity => !self.pairs.is_empty(),
            Feature::TitleSimilarity => !self.title.is_empty(),
            Feature::TitleWords => !self.title_terms.is_empty(),
            // `0-2 years`: a beginner's job, where a short career is no drawback.
            Feature::RelevantYears | Feature::TotalYears | Feature::Recency => !demands(|demand| {
                matches!(
                    demand,
                    Demand::Experience {
                        minimum_months: 0,
                        ..
                    }
                )
            }),
            Feature::Seniority => self.profile.seniority.is_some(),
            Feature::Education => demands(|demand| matches!(demand, Demand::Education { .. })),
            Feature::Languages => demands(|demand| matches!(demand, Demand::Language { .. })),
        }
    }
}

struct Builder<'a> {
    language: String,
    background: &'a Background,
    stemmer: Stemmer,
    common: &'static StopWords,
    terms: Vec<Term>,
    by_form: TermMap<u32>,
    by_stem: TermMap<u32>,
    pairs: Vec<Term>,
    by_pair: TermMap<u32>,
    pair_words: Vec<[TermKey; 2]>,
}

impl Builder<'_> {
    fn counts(&self, token: &Token) -> bool {
        token.shape() == Shape::Word && !self.common.contains(&token.key)
    }

    /// Takes in the words and pairs of `tokens`; returns the terms of the words.
    fn add(&mut self, text: &str, tokens: &[Token]) -> Vec<u32> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        for (index, token) in tokens.iter().enumerate() {
            if !self.counts(token) {
                continue;
            }
            let term = self.term(text, *token);
            if seen.insert(term) {
                found.push(term);
            }
            if let Some(next) = tokens.get(index + 1).filter(|next| self.counts(next)) {
                self.pair(text, *token, *next);
            }
        }
        found
    }

    /// Term and weight of each word of the job's title, levels left out.
    fn title(&mut self, title: &str, tokens: &[Token]) -> Vec<(u32, f64)> {
        let mut terms: Vec<(u32, f64)> = Vec::new();
        for token in tokens.iter().filter(|token| !is_level(**token)) {
            if !self.counts(token) {
                continue;
            }
            let term = self.term(title, *token);
            if terms.iter().all(|(known, _)| *known != term) {
                let weight = self.background.word(&self.language, token.of(title));
                terms.push((term, weight));
            }
        }
        terms
    }

    fn term(&mut self, text: &str, token: Token) -> u32 {
        if let Some(&known) = self.by_form.get(&token.key) {
            return known;
        }
        let stem = self.stemmer.stem(text, token);
        // Two forms of one stem are one term, so that a post's inflections do not count twice.
        let term = self
            .by_stem
            .get(&stem)
            .copied()
            .unwrap_or(self.terms.len() as u32);
        if term as usize == self.terms.len() {
            // The square root keeps a few rare words from outweighing all the rest.
            let weight = self.background.word(&self.language, token.of(text)).sqrt();
            self.terms.push(Term {
                written: token.of(text).to_owned(),
                weight,
            });
            self.by_stem.insert(stem, term);
        }
        self.by_form.insert(token.key, term);
        term
    }

    fn pair(&mut self, text: &str, first: Token, second: Token) {
        let key = pair_key(first.key, second.key);
        if self.by_pair.contains_key(&key) {
            return;
        }
        let weight = self.background.pair(&self.language, key).sqrt();
        let written = first.span().join(second.span()).of(text);
        // A pair across a line break or a full stop is no expression.
        if written.contains(['\n', '.', ';', '|', '•', '\t']) {
            return;
        }
        self.by_pair.insert(key, self.pairs.len() as u32);
        self.pair_words.push([first.key, second.key]);
        self.pairs.push(Term {
            written: written.to_owned(),
            weight,
        });
    }

    fn rarity(&self, terms: &[u32]) -> f64 {
        let sum: f64 = terms
            .iter()
            .map(|&term| self.terms[term as usize].weight)
            .sum();
        if terms.is_empty() {
            1.0
        } else {
            sum / terms.len() as f64
        }
    }

    fn requirement(
        &mut self,
        requirement: &crate::profile::job::Requirement,
        lexicon: &Lexicon,
    ) -> RequirementQuery {
        let terms = self.add(&requirement.quote, &tokenize(&requirement.quote));
        let phrases: Vec<Vec<u32>> = match &requirement.demand {
            Demand::Skill { any_of, .. } => any_of
                .iter()
                .map(|wanted| self.add(&wanted.label, &tokenize(&wanted.label)))
                .collect(),
            Demand::Experience { .. }
            | Demand::Education { .. }
            | Demand::Language { .. }
            | Demand::Text => Vec::new(),
        };
        let fields = match &requirement.demand {
            Demand::Education { fields, .. } => AskedFields::new(fields),
            _ => AskedFields::default(),
        };
        let wanted = match &requirement.demand {
            Demand::Skill { any_of, .. } => any_of.as_slice(),
            _ => &[],
        };
        let weight = wanted
            .iter()
            .zip(&phrases)
            .map(|(wanted, phrase)| {
                let concept = wanted.concept.map(|concept| lexicon.label(concept));
                let counted = concept.and_then(|label| self.background.concept(label));
                counted.map_or_else(|| self.rarity(phrase), f64::sqrt)
            })
            .reduce(f64::max)
            .unwrap_or_else(|| self.rarity(&terms));
        RequirementQuery {
            importance: requirement.importance,
            weight,
            phrases,
            terms,
            fields,
            sought: 0..0,
            says_more: false,
            searched: searched(&requirement.demand, lexicon),
        }
    }
}

/// The job's title, and what describes it.
fn work(profile: &JobProfile, title_tokens: &[Token], described: &[Token]) -> Work {
    let title = title_tokens.iter().filter(|token| !is_level(**token));
    let title: Vec<&Token> = title.collect();
    let asked = title_tokens.iter().map(|token| token.key);
    let asked: TermSet = asked.collect();
    // The title stands among what describes the work; its words alone would make a text.
    let told = described.iter().filter(|token| !asked.contains(&token.key));
    let told: Vec<&Token> = told.collect();
    let (title, told) = (
        (profile.title.as_str(), &*title),
        (profile.text.as_str(), &*told),
    );
    Work::of_job(&profile.language, title, told)
}

/// The same for the same words of the same language.
fn work_hash(profile: &JobProfile, described: &[Token]) -> Arc<str> {
    let described = described.iter().map(|token| token.of(&profile.text));
    let words: Vec<&str> = [profile.language.as_str(), profile.title.as_str(), ""]
        .into_iter()
        .chain(described)
        .collect();
    sha256(words.join("\n").as_bytes()).into()
}

/// All that the job asks by name, in order; each requirement learns which are its own.
fn named<'j>(requirements: &mut [RequirementQuery], profile: &'j JobProfile) -> Vec<&'j Wanted> {
    let mut all: Vec<&Wanted> = Vec::new();
    let own = profile.requirements.iter();
    let texts: HashSet<&str> = own
        .filter(|requirement| requirement.demand.is_of_words())
        .map(|requirement| requirement.quote.as_str())
        .collect();
    for (query, requirement) in requirements.iter_mut().zip(&profile.requirements) {
        query.says_more = texts.contains(requirement.quote.as_str());
        let start = all.len() as u32;
        if let Demand::Skill { any_of, .. } = &requirement.demand {
            all.extend(any_of);
        }
        query.sought = start..all.len() as u32;
    }
    all
}

/// What the title names weighs most, and each what a recruiter says.
fn weigh(
    requirements: &mut [RequirementQuery],
    profile: &JobProfile,
    lexicon: &Lexicon,
    title_tokens: &[Token],
) {
    let in_title = lexicon.find(&profile.title, title_tokens);
    let is_named = |demand: &Demand| {
        let Demand::Skill { any_of, .. } = demand else {
            return false;
        };
        let mut concepts = any_of.iter().filter_map(|wanted| wanted.concept);
        concepts.any(|concept| in_title.iter().any(|hit| hit.concept == concept))
    };
    let most = requirements
        .iter()
        .map(|query| query.weight)
        .fold(0.0, f64::max);
    for (query, requirement) in requirements.iter_mut().zip(&profile.requirements) {
        if is_named(&requirement.demand) {
            query.weight = TITLE_OVER_MOST * most;
        }
        query.weight *= requirement.weight;
    }
}

/// The labels of a skill demand and every alias of what they name, each once.
fn searched(demand: &Demand, lexicon: &Lexicon) -> Arc<[String]> {
    let Demand::Skill { any_of, .. } = demand else {
        return Arc::default();
    };
    let mut forms: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for wanted in any_of {
        let aliases = wanted
            .concept
            .map(|concept| lexicon.aliases(concept))
            .unwrap_or_default();
        for form in std::iter::once(&wanted.label).chain(aliases) {
            if seen.insert(form.to_ascii_lowercase()) {
                forms.push(form.clone());
            }
        }
    }
    forms.into()
}

/// Skills of the described text and of the requirements, each once.
fn skills(
    profile: &JobProfile,
    lexicon: &Lexicon,
    described: &[Token],
    builder: &Builder,
) -> Vec<(ConceptId, f64)> {
    let weigh = |span: Span, text: &str| {
        let written = span.of(text);
        let tokens = tokenize(written);
        let word = |token: &Token| {
            builder
                .background
                .word(&profile.language, token.of(written))
        };
        let sum: f64 = tokens.iter().map(word).sum();
        (sum / tokens.len().max(1) as f64).sqrt()
    };
    let mut skills: Vec<(ConceptId, f64)> = lexicon
        .find(&profile.text, described)
        .into_iter()
        .map(|hit| (hit.concept, weigh(hit.span, &profile.text)))
        .collect();
    for requirement in &profile.requirements {
        if let Demand::Skill { any_of, .. } = &requirement.demand {
            skills.extend(any_of.iter().filter_map(|wanted| {
                let whole = Span::new(0, wanted.label.len());
                Some((wanted.concept?, weigh(whole, &wanted.label)))
            }));
        }
    }
    skills.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    skills.dedup_by_key(|(concept, _)| *concept);
    skills
}

#[cfg(test)]
mod tests;
