//! What a lexicon is made of, as the build makes it ready and a run takes it.

use serde::{Deserialize, Serialize};

use super::rules::RuleSet;
use super::trie::{self, Entry, Trie};
use crate::text::{Token, tokenize};

/// Index of a concept in its lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptId(pub u32);

impl ConceptId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What sort of thing a concept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Skill,
    Tool,
    /// A programming language.
    Language,
    Method,
    Certificate,
    Soft,
    Domain,
    /// Holds other concepts together; may be asked for as well.
    Group,
}

impl Kind {
    /// The name in a lexicon file.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Skill => "skill",
            Kind::Tool => "tool",
            Kind::Language => "language",
            Kind::Method => "method",
            Kind::Certificate => "certificate",
            Kind::Soft => "soft",
            Kind::Domain => "domain",
            Kind::Group => "group",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        [
            Kind::Skill,
            Kind::Tool,
            Kind::Language,
            Kind::Method,
            Kind::Certificate,
            Kind::Soft,
            Kind::Domain,
            Kind::Group,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Concept {
    pub kind: Kind,
    /// Index into [`Parts::sources`].
    pub source: u16,
    /// The label first.
    pub aliases: Vec<String>,
    pub broader: Vec<ConceptId>,
    /// Over all levels, nearest first.
    pub ancestors: Vec<ConceptId>,
    /// Sorted by concept.
    pub related: Vec<(ConceptId, f32)>,
}

/// Concepts, and what finds their aliases.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Parts {
    pub sources: Vec<String>,
    /// For each source the index of the one that it shares company with under
    /// the rule `near`; the number of sources where any company does.
    pub families: Vec<u16>,
    pub concepts: Vec<Concept>,
    pub trie: Trie,
    pub rules: Vec<RuleSet>,
}

impl Parts {
    /// Those that the build wrote.
    pub(super) fn ready(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    pub(super) fn concept(&self, concept: ConceptId) -> Option<&Concept> {
        self.concepts.get(concept.index())
    }

    /// What stands at the end of these words.
    pub(super) fn entry(&self, tokens: &[Token]) -> Option<Entry> {
        let mut node = trie::ROOT;
        for token in tokens {
            node = self.trie.child(node, token.key)?;
        }
        self.trie.entry(node)
    }

    /// The concept that `alias` names, ignoring case and ambiguity rules.
    pub(super) fn lookup(&self, alias: &str) -> Option<ConceptId> {
        self.entry(&tokenize(alias)).map(|entry| entry.concept)
    }

    /// Every written form, the label first.
    pub(super) fn aliases(&self, concept: ConceptId) -> &[String] {
        self.concept(concept)
            .map_or(&[], |found| found.aliases.as_slice())
    }

    /// Preferred label.
    pub(super) fn label(&self, concept: ConceptId) -> &str {
        self.aliases(concept).first().map_or("", String::as_str)
    }

    /// The more general concepts, direct parents only.
    pub(super) fn broader(&self, concept: ConceptId) -> &[ConceptId] {
        self.concept(concept)
            .map_or(&[], |found| found.broader.as_slice())
    }

    /// The more general concepts over all levels, nearest first.
    pub(super) fn ancestors(&self, concept: ConceptId) -> &[ConceptId] {
        self.concept(concept)
            .map_or(&[], |found| found.ancestors.as_slice())
    }
}
