//! The one place that says whether a line of a CV shows what is asked, and by what kind of evidence.

pub mod belief;
pub(crate) mod field_of_study;
mod inflection;
pub(crate) mod kin;
mod phrase;
pub mod relevance;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::document::{Span, budget};
use crate::lexicon::{ConceptId, Kind, Lexicon, Relation};
use crate::profile::cv::{CvProfile, SkillMention, Stance, Strength};
use crate::profile::job::Wanted;
use crate::text::{TermMap, Tokens, stop_words};
use belief::{Asked, Company, Place, Signs};
use inflection::Inflection;
use phrase::{Line, Phrase, Standing};
pub(crate) use phrase::{Needed, beginning};

/// How what a line names is akin to what is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kinship {
    /// The name as asked.
    Exact,
    /// The same words in other forms or another order.
    Inflection,
    /// Another name of the same.
    Alias,
    /// Something else, and what it is to the thing asked.
    Akin(ConceptId, Relation),
}

impl Kinship {
    /// How much of the asked it is, in (0, 1].
    pub fn nearness(self) -> f64 {
        f64::from(self.relation().nearness())
    }

    /// What is named to what is asked.
    pub fn relation(self) -> Relation {
        match self {
            Self::Exact | Self::Inflection | Self::Alias => Relation::Same,
            Self::Akin(_, relation) => relation,
        }
    }

    /// The concept that is named instead of the one asked.
    pub(crate) fn other(self) -> Option<ConceptId> {
        match self {
            Self::Exact | Self::Inflection | Self::Alias => None,
            Self::Akin(concept, _) => Some(concept),
        }
    }
}

/// One line that names what is asked, or something akin to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Showing {
    pub kinship: Kinship,
    /// Index into the profile's passages.
    pub passage: u32,
    pub span: Span,
    pub stance: Stance,
    pub strength: Strength,
    /// What speaks for and against it.
    pub signs: Signs,
    /// Whether the words mean what is asked, as far as their line tells.
    pub is_believed: bool,
}

/// One thing that would do, made ready to be looked for.
#[derive(Debug, Clone)]
struct Sought {
    concept: Option<ConceptId>,
    label: String,
    /// The name as asked first, then other names of the concept.
    names: Vec<Name>,
    /// A product is called by its names and not by forms of them.
    is_product: bool,
}

/// One name of a thing.
#[derive(Debug, Clone)]
struct Name {
    phrase: Phrase,
    /// Whether the lexicon guards it by a rule.
    is_guarded: bool,
}

/// Letters of a shortest name that is looked for where its rule in the lexicon does not allow it.
const LONG_ENOUGH: usize = 3;

/// All that a job asks by name, ready to be looked for in CVs.
#[derive(Debug, Clone, Default)]
pub struct Search {
    language: String,
    sought: Vec<Sought>,
    /// Phrases, each with whose it is, by the beginning of a word of theirs.
    by_beginning: TermMap<Vec<(u32, u32)>>,
}

impl Search {
    /// Everything in `wanted`, in that order; `language` is that of the job.
    pub fn new<'w>(
        wanted: impl Iterator<Item = &'w Wanted>,
        language: &str,
        lexicon: &Lexicon,
    ) -> Self {
        let mut search = Self {
            language: language.to_owned(),
            ..Self::default()
        };
        for wanted in wanted {
            search.add(wanted, lexicon);
        }
        search
    }

    fn add(&mut self, wanted: &Wanted, lexicon: &Lexicon) {
        // A short name that the lexicon guards by a rule (`Go`, `R`) is found under that rule alone.
        let is_guarded = |name: &str| lexicon.is_guarded(name);
        let is_strict = |name: &str| is_guarded(name) && name.chars().count() < LONG_ENOUGH;
        let own = (!is_strict(&wanted.label)).then_some(wanted.label.as_str());
        let aliases = wanted.concept.map(|concept| lexicon.aliases(concept));
        let is_product = wanted
            .concept
            .and_then(|concept| lexicon.kind(concept))
            .is_some_and(|kind| matches!(kind, Kind::Tool | Kind::Language));
        let aliases = aliases.unwrap_or_default().iter().map(String::as_str);
        let mut sought = Sought {
            concept: wanted.concept,
            label: wanted.label.clone(),
            names: Vec::new(),
            is_product,
        };
        // The lexicon finds the names of a product.
        let aliases = aliases.filter(|name| !is_strict(name) && (!is_product || is_guarded(name)));
        let index = self.sought.len() as u32;
        for name in own.into_iter().chain(aliases) {
            let number = sought.names.len() as u32;
            let is_asked = Some(name) == own && number == 0;
            let Some(phrase) = Phrase::of(name, &self.language, is_asked) else {
                continue;
            };
            let [head, joined] = phrase.beginnings();
            for key in [head, joined] {
                let at = self.by_beginning.entry(key).or_default();
                if at.last() != Some(&(index, number)) {
                    at.push((index, number));
                }
            }
            sought.names.push(Name {
                phrase,
                is_guarded: is_guarded(name),
            });
        }
        self.sought.push(sought);
    }

    /// What must stand in a CV for each thing sought to be shown by its words: of each of its
    /// phrases the beginnings by which it is looked up, of which one must be there, and those of all
    /// its words, of which all must be there unless its letters stand joined.
    pub(crate) fn beginnings(&self) -> Vec<(Option<ConceptId>, Vec<Needed>)> {
        let of_one = |sought: &Sought| {
            let needed = sought.names.iter().map(|name| name.phrase.needed());
            (sought.concept, needed.collect())
        };
        self.sought.iter().map(of_one).collect()
    }

    /// What the CV shows of each thing sought, in their order: by passage, one a passage and kinship.
    /// `is_copied` says whether a place is copied from the job, and counts for nothing.
    pub fn find(
        &self,
        cv: &CvProfile,
        text: &str,
        lexicon: &Lexicon,
        is_copied: &dyn Fn(Span) -> bool,
    ) -> Vec<Vec<Showing>> {
        let mut shown: Vec<Vec<Showing>> = vec![Vec::new(); self.sought.len()];
        let around = Around {
            cv,
            text,
            lexicon,
            company: Company::of(cv),
        };
        self.find_phrases(&around, is_copied, &mut shown);
        for (sought, shown) in self.sought.iter().zip(&mut shown) {
            let Some(asked) = sought.concept else {
                continue;
            };
            let by_phrase = shown.len();
            for claim in &cv.skills {
                let Some(relation) = lexicon.relation(asked, claim.concept) else {
                    continue;
                };
                budget::spend(claim.mentions.len());
                let kinship = match relation {
                    Relation::Same => Kinship::Alias,
                    akin => Kinship::Akin(claim.concept, akin),
                };
                let mentions = claim.mentions.iter();
                let own = mentions.filter(|mention| !is_copied(mention.span));
                for mention in own {
                    // What the phrases found stands in order of the text.
                    let by_passage = |known: &Showing| known.passage;
                    let is_known = relation == Relation::Same
                        && shown[..by_phrase]
                            .binary_search_by_key(&mention.passage, by_passage)
                            .is_ok();
                    if !is_known {
                        let SkillMention { passage, span, .. } = *mention;
                        let (signs, is_believed) = around.signs_at(sought, kinship, passage, span);
                        shown.push(Showing {
                            kinship,
                            passage,
                            span,
                            stance: mention.stance,
                            strength: mention.strength,
                            signs,
                            is_believed,
                        });
                    }
                }
            }
            shown.sort_by_key(|showing| showing.passage);
        }
        shown
    }

    fn find_phrases(
        &self,
        around: &Around,
        is_copied: &dyn Fn(Span) -> bool,
        shown: &mut [Vec<Showing>],
    ) {
        let Around { cv, text, .. } = *around;
        if self.by_beginning.is_empty() {
            return;
        }
        let inflection = Inflection::of(&[&self.language, cv.language]);
        let joining = phrase::joining(cv.language);
        let stop = stop_words(cv.language);
        for (index, passage) in cv.passages.iter().enumerate() {
            let line = Line {
                text,
                tokens: passage.tokens(&cv.tokens),
                inflection: &inflection,
                stop,
                joining,
            };
            budget::spend(line.tokens.len());
            for (at, token) in line.tokens.iter().enumerate() {
                let Some(led) = self.by_beginning.get(&beginning(token.of(text))) else {
                    continue;
                };
                budget::spend(led.len());
                for &(sought, number) in led {
                    let known = &mut shown[sought as usize];
                    if known
                        .last()
                        .is_some_and(|last| last.passage == index as u32)
                    {
                        continue;
                    }
                    let own = &self.sought[sought as usize];
                    let name = &own.names[number as usize];
                    let Some((standing, range)) = line.stands(&name.phrase, at) else {
                        continue;
                    };
                    if name.is_guarded {
                        // Where its rule allows it, it stands among the claims.
                        let is_named = |concept| around.company.names(concept, index);
                        let is_form = own.is_product && standing != Standing::Whole;
                        if is_form
                            || own.concept.is_some_and(is_named)
                            || around.is_small_word(own, &line, range.clone())
                        {
                            continue;
                        }
                    }
                    let Some(span) = Tokens::new(text, line.tokens).span(range.clone()) else {
                        continue;
                    };
                    if is_copied(span) {
                        continue;
                    }
                    let first = passage.first_token as usize;
                    let kinship = match standing {
                        Standing::Whole if number == 0 => Kinship::Exact,
                        Standing::Whole => Kinship::Alias,
                        Standing::Inflected | Standing::Apart => Kinship::Inflection,
                    };
                    let (signs, is_believed) =
                        around.signs(own, kinship, standing, index, range.clone());
                    known.push(Showing {
                        kinship,
                        signs,
                        is_believed,
                        passage: index as u32,
                        span,
                        stance: cv.stance(text, index, first + range.start..first + range.end),
                        strength: passage.strength,
                    });
                }
            }
        }
    }
}

/// One CV, with what its parts say of each other.
struct Around<'a> {
    cv: &'a CvProfile,
    text: &'a str,
    lexicon: &'a Lexicon,
    company: Company,
}

impl Around<'_> {
    fn signs(
        &self,
        sought: &Sought,
        kinship: Kinship,
        standing: Standing,
        number: usize,
        range: Range<usize>,
    ) -> (Signs, bool) {
        let passage = &self.cv.passages[number];
        let place = Place {
            text: self.text,
            passage,
            number,
            tokens: passage.tokens(&self.cv.tokens),
            range,
            stop: stop_words(self.cv.language),
        };
        let asked = Asked {
            concept: sought.concept,
            label: &sought.label,
        };
        let signs = belief::signs(
            asked,
            kinship,
            standing,
            &place,
            &self.company,
            self.lexicon,
        );
        (signs, belief::is_believed(&signs, &place))
    }

    /// `the rest area` for `REST`: an everyday word in small letters, where the name has capitals.
    fn is_small_word(&self, sought: &Sought, line: &Line, range: Range<usize>) -> bool {
        let name = sought.concept.map(|concept| self.lexicon.label(concept));
        let name = name.unwrap_or(&sought.label);
        let span = Tokens::new(line.text, line.tokens).span(range);
        let written = span.map_or("", |span| span.of(line.text));
        name.contains(char::is_uppercase)
            && !written.contains(char::is_uppercase)
            && self.lexicon.is_everyday(written)
    }

    /// The same of what the lexicon found at `span`.
    fn signs_at(
        &self,
        sought: &Sought,
        kinship: Kinship,
        passage: u32,
        span: Span,
    ) -> (Signs, bool) {
        let tokens = self.cv.passages[passage as usize].tokens(&self.cv.tokens);
        let range = Tokens::new(self.text, tokens).within(span);
        self.signs(sought, kinship, Standing::Whole, passage as usize, range)
    }
}
