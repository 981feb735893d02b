//! Skill concepts and their aliases.
//!
//! [`Lexicon::builtin`] is compiled in; [`Lexicon::from_sources`] reads the same
//! text form from a user's file, and [`import`] makes that form from the tables
//! of ESCO and O*NET.

mod assemble;
mod builtin;
mod endings;
mod everyday;
mod format;
pub mod import;
mod matcher;
mod parts;
mod rules;
mod spelling;
mod trie;

#[cfg(test)]
mod reference_matcher;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod tests;

use std::sync::{LazyLock, OnceLock};

pub use format::{HEADER, LexiconError, Problem};
pub use parts::{ConceptId, Kind};

use crate::document::{Span, budget};
use crate::hash::sha256;
use crate::text::{TermKey, TermMap, Token, tokenize};
use parts::{Concept, Parts};

/// An alias found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub concept: ConceptId,
    pub span: Span,
    /// Index of the first token, and how many tokens the alias takes.
    pub first_token: u32,
    pub token_count: u32,
}

/// Skill concepts with a matcher over their aliases.
#[derive(Debug)]
pub struct Lexicon {
    parts: Parts,
    /// What it was made of, where not of what is compiled in alone.
    origin: String,
    /// In how many ways aliases go on with each word, counted when first asked for.
    words: OnceLock<TermMap<u32>>,
}

/// What a concept that somebody has is to the one asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Relation {
    Same,
    /// Asked: a database, has: PostgreSQL.
    Narrower,
    /// With the strength that the lexicon states, in (0, 1).
    Related(f32),
    /// Asked: PostgreSQL, has: a database.
    Broader,
}

impl Relation {
    /// How well having the one answers being asked for the other, in (0, 1].
    pub(crate) fn nearness(self) -> f32 {
        match self {
            Relation::Same => 1.0,
            Relation::Narrower => 0.9,
            Relation::Related(strength) => strength,
            Relation::Broader => 0.3,
        }
    }
}

/// Of names and texts.
fn hash_of(sources: &[(&str, &str)]) -> String {
    let parts = sources.iter().flat_map(|(name, text)| [*name, *text]);
    let parted: Vec<&str> = parts.flat_map(|part| [part, "\0"]).collect();
    sha256(parted.concat().as_bytes())
}

impl Lexicon {
    /// The lexicon compiled into the program.
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::ready(include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin")))
        });
        &BUILTIN
    }

    /// A lexicon that the build made ready.
    pub(crate) fn ready(bytes: &[u8]) -> Lexicon {
        let parts = Parts::ready(bytes).expect("what the build makes is tested to load");
        Self::of(parts, String::new())
    }

    fn of(parts: Parts, origin: String) -> Lexicon {
        Self {
            parts,
            origin,
            words: OnceLock::new(),
        }
    }

    /// Name and text of each file of the built-in lexicon.
    pub(crate) fn builtin_sources() -> &'static [(&'static str, &'static str)] {
        builtin::SOURCES
    }

    /// Builds a lexicon from `(name, text)` pairs in the form of [`HEADER`].
    ///
    /// The names stand in errors, and aliases under the rule `near` look for
    /// company in their own source; [`Lexicon::builtin`] has families of sources.
    ///
    /// # Errors
    /// The first problem found, with its file and line.
    pub fn from_sources(sources: &[(&str, &str)]) -> Result<Lexicon, LexiconError> {
        let (parts, problems) = assemble::assemble(sources);
        match problems.into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok(Self::of(parts, format!("alone {}", hash_of(sources)))),
        }
    }

    /// The built-in lexicon with `sources` added, and how many of their forms
    /// it has already.
    ///
    /// Where a form clashes the built-in concept keeps it: a row with such a
    /// label adds its other aliases to that concept. Under the rule `near`
    /// aliases of `sources` find company in any source.
    ///
    /// # Errors
    /// The first problem found besides clashes, with its file and line.
    pub fn builtin_with(sources: &[(&str, &str)]) -> Result<(Lexicon, usize), LexiconError> {
        let assembled = assemble::beside_builtin(sources);
        let origin = format!("beside {}", hash_of(sources));
        match assembled.problems.into_iter().next() {
            Some(problem) => Err(problem),
            None => Ok((Self::of(assembled.parts, origin), assembled.clashes)),
        }
    }

    /// Everything that is wrong with `sources`, in the order of reading.
    pub fn problems(sources: &[(&str, &str)]) -> Vec<LexiconError> {
        assemble::assemble(sources).1
    }

    /// Builds a lexicon from one text.
    ///
    /// # Errors
    /// The first problem found, with its line.
    pub fn parse(name: &str, text: &str) -> Result<Lexicon, LexiconError> {
        Self::from_sources(&[(name, text)])
    }

    /// By which one is told from another of the same program: empty for the one compiled in, or
    /// the hash of what it was made of.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Number of concepts; their ids run from 0.
    pub fn len(&self) -> usize {
        self.parts.concepts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.parts.concepts.is_empty()
    }

    /// All concepts, in order of their ids.
    pub fn concepts(&self) -> impl Iterator<Item = ConceptId> + use<> {
        (0..self.parts.concepts.len() as u32).map(ConceptId)
    }

    /// Every alias in `text`, leftmost first, longest first, without overlaps, in order.
    ///
    /// `tokens` are those of `text`. An alias does not reach across a blank
    /// line, a full stop, a comma or another separator of a list.
    pub fn find(&self, text: &str, tokens: &[Token]) -> Vec<Hit> {
        budget::spend(1 + tokens.len());
        matcher::find(self, text, tokens)
    }

    /// The same of a text in `language`, ISO 639-1, which may write names of products together with
    /// endings or other words.
    pub(crate) fn find_in(&self, language: &str, text: &str, tokens: &[Token]) -> Vec<Hit> {
        self.find(text, &endings::bare(self, language, text, tokens))
    }

    /// The concept that `alias` names, ignoring case and ambiguity rules.
    pub fn lookup(&self, alias: &str) -> Option<ConceptId> {
        self.parts.lookup(alias)
    }

    /// The concept that a post's word names: the letters of `ADA` stand for something else than `Ada`,
    /// those of `RUST` may be no more than loud.
    pub(crate) fn named(&self, written: &str) -> Option<ConceptId> {
        /// Letters of a longest word that is taken for an acronym.
        const ACRONYM: usize = 3;
        let is_capital = |word: &str| {
            let mut letters = word.chars().filter(|c| c.is_alphabetic());
            word.chars().count() > 1 && letters.all(char::is_uppercase)
        };
        let entry = self.parts.entry(&tokenize(written))?;
        let rules = entry.rules.and_then(|at| self.parts.rules.get(at as usize));
        let spellings = rules.map_or(&[][..], |rules| rules.spellings.as_slice());
        let is_other = written.chars().count() <= ACRONYM
            && is_capital(written)
            && !spellings.is_empty()
            && !spellings
                .iter()
                .any(|spelling| spelling.iter().all(|word| is_capital(word)));
        (!is_other).then_some(entry.concept)
    }

    /// Whether prose uses the name in other senses: one or two letters, or a common word.
    pub fn is_everyday(&self, name: &str) -> bool {
        everyday::is_everyday(name)
    }

    /// Whether the two are of one field, so that one speaks for the sense of the other.
    pub(crate) fn are_of_one_field(&self, one: ConceptId, other: ConceptId) -> bool {
        let family = |concept| {
            let source = usize::from(self.concept(concept)?.source);
            self.parts.families.get(source).copied()
        };
        family(one).is_some_and(|own| Some(own) == family(other))
    }

    /// Whether the name counts only under a rule: an everyday word, an acronym of several senses.
    pub fn is_guarded(&self, name: &str) -> bool {
        let entry = self.parts.entry(&tokenize(name));
        entry.is_some_and(|entry| entry.rules.is_some())
    }

    /// Whether some alias holds the word.
    pub(crate) fn knows_word(&self, word: TermKey) -> bool {
        self.uses_of_word(word) > 0
    }

    /// In how many different places aliases hold the word: `management` in very many, a name in few.
    pub(crate) fn uses_of_word(&self, word: TermKey) -> u32 {
        let words = self.words.get_or_init(|| {
            let mut uses = TermMap::default();
            for word in self.parts.trie.words() {
                *uses.entry(word).or_insert(0) += 1;
            }
            uses
        });
        words.get(&word).copied().unwrap_or(0)
    }

    /// Preferred label.
    pub fn label(&self, concept: ConceptId) -> &str {
        self.parts.label(concept)
    }

    /// Every written form, the label first.
    pub fn aliases(&self, concept: ConceptId) -> &[String] {
        self.parts.aliases(concept)
    }

    /// Concepts that stand near but are not equal, with their strength in (0, 1).
    pub fn related(&self, concept: ConceptId) -> &[(ConceptId, f32)] {
        self.concept(concept)
            .map_or(&[], |found| found.related.as_slice())
    }

    /// The more general concepts, direct parents only.
    pub fn broader(&self, concept: ConceptId) -> &[ConceptId] {
        self.parts.broader(concept)
    }

    /// The more general concepts over all levels, nearest first.
    pub(crate) fn ancestors(&self, concept: ConceptId) -> &[ConceptId] {
        self.parts.ancestors(concept)
    }

    pub fn kind(&self, concept: ConceptId) -> Option<Kind> {
        self.concept(concept).map(|found| found.kind)
    }

    /// Name of the source that states the concept (`software`, `law`).
    pub fn source(&self, concept: ConceptId) -> &str {
        self.concept(concept)
            .and_then(|found| self.parts.sources.get(usize::from(found.source)))
            .map_or("", String::as_str)
    }

    /// What having `has` is to being asked for `asked`, the nearest first; nothing
    /// where neither says anything of the other.
    pub(crate) fn relation(&self, asked: ConceptId, has: ConceptId) -> Option<Relation> {
        if asked == has {
            return Some(Relation::Same);
        }
        if self.ancestors(has).contains(&asked) {
            return Some(Relation::Narrower);
        }
        let related = self.related(asked);
        if let Ok(found) = related.binary_search_by_key(&has, |&(concept, _)| concept) {
            return related
                .get(found)
                .map(|&(_, strength)| Relation::Related(strength));
        }
        self.ancestors(asked)
            .contains(&has)
            .then_some(Relation::Broader)
    }

    fn concept(&self, concept: ConceptId) -> Option<&Concept> {
        self.parts.concept(concept)
    }
}
