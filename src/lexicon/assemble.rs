//! From the rows of all files to one lexicon, with the checks that need them all.

#[path = "assemble/relations.rs"]
mod relations;

use super::format::{self, LexiconError, Problem, Row, Rule};
use super::rules::RuleSet;
use super::trie::{self, Entry, NodeId, Trie};
use super::{Concept, ConceptId, Kind, Parts, builtin, spelling};
use crate::text::tokenize::lower;
use crate::text::{TermKey, Token, term_key, tokenize};

/// What could be built of some sources, and what is wrong with the rest.
pub(super) struct Assembled {
    pub parts: Parts,
    pub problems: Vec<LexiconError>,
    /// Forms that a built-in concept has already.
    pub clashes: usize,
}

/// Builds what can be built of `sources` and says what is wrong with the rest.
pub(super) fn assemble(sources: &[(&str, &str)]) -> (Parts, Vec<LexiconError>) {
    let assembled = build(sources, 0);
    (assembled.parts, assembled.problems)
}

/// The built-in files first, whose forms win, then `sources`.
pub(super) fn beside_builtin(sources: &[(&str, &str)]) -> Assembled {
    let all = [builtin::SOURCES, sources].concat();
    build(&all, builtin::SOURCES.len())
}

/// `builtin` is how many of `sources`, from the first, are built in.
fn build(sources: &[(&str, &str)], builtin: usize) -> Assembled {
    let mut problems = Vec::new();
    let rows: Vec<(u16, Row<'_>)> = (0u16..)
        .zip(sources)
        .flat_map(|(source, &(file, text))| {
            let mut own = Vec::new();
            let rows = format::rows(file, text, &mut own);
            if usize::from(source) >= builtin {
                problems.append(&mut own);
            }
            rows.into_iter().map(move |row| (source, row))
        })
        .take(format::MAX_CONCEPTS + 1)
        .collect();
    let aliases: usize = rows.iter().map(|(_, row)| 1 + row.aliases.len()).sum();
    let mut builder = Builder {
        sources,
        builtin: builtin as u16,
        problems,
        clashes: 0,
        parts: Parts {
            sources: sources.iter().map(|&(name, _)| name.to_owned()).collect(),
            families: families(sources.len(), builtin),
            concepts: Vec::with_capacity(rows.len()),
            trie: Trie::with_capacity(aliases * 2),
            rules: Vec::new(),
        },
        lines: Vec::with_capacity(rows.len()),
        forms: Vec::with_capacity(aliases),
        form_keys: Vec::with_capacity(aliases * 2),
    };
    let limits = [
        ("concepts", rows.len(), format::MAX_CONCEPTS),
        ("aliases", aliases, format::MAX_ALIASES),
    ];
    for (what, found, limit) in limits {
        if found > limit {
            builder.report(
                builder.builtin,
                1,
                Problem::OverLimit { what, found, limit },
            );
            return builder.finished();
        }
    }
    let boundary = rows.partition_point(|&(source, _)| source < builder.builtin);
    let mut kept: Vec<Row<'_>> = Vec::with_capacity(rows.len());
    for (at, (source, row)) in rows.into_iter().enumerate() {
        if at == boundary {
            // Plurals and spellings of the built-in files stand before all that follows.
            builder.forms();
        }
        if builder.concept(source, &row) {
            kept.push(row);
        }
    }
    builder.forms();
    for (index, row) in (0..).zip(&kept) {
        builder.relations(ConceptId(index), row);
    }
    builder.parts.trie.close();
    builder.order_related();
    builder.ancestors();
    builder.finished()
}

/// See [`Parts::families`].
fn families(sources: usize, builtin: usize) -> Vec<u16> {
    (0..sources)
        .map(|source| match (source < builtin, builtin) {
            (true, _) => builtin::family(source) as u16,
            (false, 0) => source as u16,
            (false, _) => sources as u16,
        })
        .collect()
}

/// A form that is looked for besides the stated aliases: a path of keys from a node.
struct Form {
    node: NodeId,
    keys: std::ops::Range<usize>,
    entry: Entry,
}

struct Builder<'a> {
    sources: &'a [(&'a str, &'a str)],
    /// How many of `sources` are built in.
    builtin: u16,
    problems: Vec<LexiconError>,
    clashes: usize,
    parts: Parts,
    /// Line of each concept in its source.
    lines: Vec<u32>,
    forms: Vec<Form>,
    /// The keys of all forms, one after another.
    form_keys: Vec<TermKey>,
}

impl Builder<'_> {
    fn finished(self) -> Assembled {
        Assembled {
            parts: self.parts,
            problems: self.problems,
            clashes: self.clashes,
        }
    }

    fn report(&mut self, source: u16, line: u32, problem: Problem) {
        if source < self.builtin {
            // A test of ours tells; a user's run takes what is right.
            return;
        }
        let file = self
            .sources
            .get(usize::from(source))
            .map_or("", |&(name, _)| name);
        self.problems.push(LexiconError {
            file: file.to_owned(),
            line,
            problem: Box::new(problem),
        });
    }

    fn report_at(&mut self, concept: ConceptId, problem: Problem) {
        let source = self.parts.concept(concept).map_or(0, |c| c.source);
        let line = self.lines.get(concept.index()).copied().unwrap_or(1);
        self.report(source, line, problem);
    }

    /// Takes in a row with its aliases; false where its label is taken or unusable.
    fn concept(&mut self, source: u16, row: &Row<'_>) -> bool {
        let forms: Vec<(&str, Vec<Token>)> = std::iter::once(&row.label)
            .chain(&row.aliases)
            .map(|&written| (written, tokenize(written)))
            .collect();
        let known = forms
            .first()
            .and_then(|(_, label)| self.builtin_over(source, label));
        let id = known.unwrap_or(ConceptId(self.parts.concepts.len() as u32));
        let mut ambiguous: Vec<(Vec<Token>, u32)> = Vec::new();
        for (alias, rules) in &row.ambiguous {
            let tokens = tokenize(alias);
            if !forms.iter().any(|(_, keys)| same_keys(keys, &tokens)) {
                let found = format::shortened(alias);
                self.report(source, row.line, Problem::AmbiguousAlias { found });
                continue;
            }
            let set = rule_set(rules, &spellings(&forms, alias, &tokens));
            ambiguous.push((tokens, self.parts.rules.len() as u32));
            self.parts.rules.push(set);
        }
        let mut aliases: Vec<String> = Vec::with_capacity(forms.len());
        for (alias, tokens) in &forms {
            let rules = ambiguous
                .iter()
                .find(|(keys, _)| same_keys(keys, tokens))
                .map(|&(_, rules)| rules);
            let entry = Entry { concept: id, rules };
            if self.builtin_over(source, tokens).is_some() {
                self.clashes += 1;
                continue;
            }
            if let Err(problem) = self.take(alias, tokens, entry, row.label) {
                self.report(source, row.line, problem);
                if aliases.is_empty() {
                    return false;
                }
                continue;
            }
            if aliases.iter().any(|known| known == alias) {
                continue;
            }
            aliases.push((*alias).to_owned());
            self.plan_forms(alias, tokens, row.kind, entry);
        }
        if let Some(known) = known {
            if let Some(concept) = self.parts.concepts.get_mut(known.index()) {
                concept.aliases.append(&mut aliases);
            }
            return false;
        }
        self.lines.push(row.line);
        self.parts.concepts.push(Concept {
            kind: row.kind,
            source,
            aliases,
            broader: Vec::new(),
            ancestors: Vec::new(),
            related: Vec::new(),
        });
        true
    }

    /// The built-in concept that has the form already, for a source that is not built in.
    fn builtin_over(&self, source: u16, tokens: &[Token]) -> Option<ConceptId> {
        if self.builtin == 0 || source < self.builtin {
            return None;
        }
        let entry = self.parts.entry(tokens)?;
        let concept = self.parts.concept(entry.concept)?;
        (concept.source < self.builtin).then_some(entry.concept)
    }

    fn take(
        &mut self,
        alias: &str,
        tokens: &[Token],
        entry: Entry,
        label: &str,
    ) -> Result<(), Problem> {
        if tokens.is_empty() {
            return Err(Problem::EmptyAlias {
                alias: format::shortened(alias),
            });
        }
        if tokens.len() > format::MAX_ALIAS_TOKENS {
            return Err(Problem::LongAlias {
                alias: format::shortened(alias),
                found: tokens.len(),
            });
        }
        let node = self.path(tokens);
        if let Some(taken) = self.parts.trie.entry(node) {
            if taken.concept == entry.concept {
                return Ok(());
            }
            let other = self.parts.concept(taken.concept);
            let source = other.map_or(0, |c| usize::from(c.source));
            return Err(Problem::AliasTwice {
                alias: format::shortened(alias),
                label: format::shortened(label),
                other: format::shortened(self.parts.label(taken.concept)),
                other_file: self.parts.sources.get(source).cloned().unwrap_or_default(),
                other_line: self
                    .lines
                    .get(taken.concept.index())
                    .copied()
                    .unwrap_or_default(),
            });
        }
        self.parts.trie.set_entry(node, entry);
        Ok(())
    }

    fn path(&mut self, tokens: &[Token]) -> NodeId {
        tokens.iter().fold(trie::ROOT, |node, token| {
            self.parts.trie.child_or_new(node, token.key)
        })
    }

    /// Notes the other forms of an alias. They are laid only after every stated
    /// alias is in its place, which they never take.
    fn plan_forms(&mut self, alias: &str, tokens: &[Token], kind: Kind, entry: Entry) {
        let cased = entry
            .rules
            .and_then(|rules| self.parts.rules.get(rules as usize))
            .is_some_and(|set| !set.spellings.is_empty());
        if cased {
            return;
        }
        // The name of a language has no plural, and an alias in doubt stays as written.
        let has_plural = kind != Kind::Language && entry.rules.is_none();
        if has_plural
            && let Some((last, before)) = tokens.split_last()
            && let Some(plural) = spelling::plural(last.of(alias))
        {
            let node = self.path(before);
            self.plan(node, &[key_of(&plural)], entry);
        }
        let respellings: [fn(&str) -> Option<String>; 3] = [
            spelling::without_accents,
            |word| spelling::respell(word, true),
            |word| spelling::respell(word, false),
        ];
        for respell in respellings {
            let mut keys: Vec<TermKey> = Vec::new();
            let mut plural = None;
            for (at, token) in tokens.iter().enumerate() {
                let Some(other) = respell(token.of(alias)) else {
                    continue;
                };
                if keys.is_empty() {
                    keys.extend(tokens.iter().map(|token| token.key));
                }
                if let Some(key) = keys.get_mut(at) {
                    *key = key_of(&other);
                }
                if at + 1 == tokens.len() {
                    plural = spelling::plural(&other);
                }
            }
            let Some((&last, before)) = keys.split_last() else {
                continue;
            };
            self.plan(trie::ROOT, &keys, entry);
            let plural = plural.or_else(|| spelling::plural(tokens.last()?.of(alias)));
            if has_plural && let Some(plural) = plural {
                let key = key_of(&plural);
                if key != last {
                    let mut keys = before.to_vec();
                    keys.push(key);
                    self.plan(trie::ROOT, &keys, entry);
                }
            }
        }
    }

    fn plan(&mut self, node: NodeId, keys: &[TermKey], entry: Entry) {
        let start = self.form_keys.len();
        self.form_keys.extend_from_slice(keys);
        self.forms.push(Form {
            node,
            keys: start..self.form_keys.len(),
            entry,
        });
    }

    fn forms(&mut self) {
        for form in std::mem::take(&mut self.forms) {
            let keys = self.form_keys.get(form.keys).unwrap_or_default();
            let node = keys.iter().fold(form.node, |node, &key| {
                self.parts.trie.child_or_new(node, key)
            });
            if self.parts.trie.entry(node).is_none() {
                self.parts.trie.set_entry(node, form.entry);
            }
        }
    }
}

/// The key of a single word.
fn key_of(word: &str) -> TermKey {
    if word.is_ascii() {
        term_key(&word.to_ascii_lowercase())
    } else {
        term_key(&lower(word))
    }
}

fn same_keys(left: &[Token], right: &[Token]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.key == b.key)
}

/// The spellings that the rule `case` accepts for `alias`: as the label, the
/// aliases and the rule itself write it. A spelling with capitals rules out the
/// all-lower one, which files use for aliases in general.
fn spellings(forms: &[(&str, Vec<Token>)], alias: &str, tokens: &[Token]) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    let own = (alias, tokens);
    for (written, words) in forms.iter().map(|(w, t)| (*w, t.as_slice())).chain([own]) {
        if same_keys(words, tokens) {
            let spelling: Vec<String> = words.iter().map(|t| t.of(written).to_owned()).collect();
            if !found.contains(&spelling) {
                found.push(spelling);
            }
        }
    }
    let has_capital = |spelling: &Vec<String>| {
        spelling
            .iter()
            .any(|word| word.chars().any(char::is_uppercase))
    };
    if found.iter().any(has_capital) {
        found.retain(has_capital);
    }
    found
}

fn rule_set(rules: &[Rule<'_>], spellings: &[Vec<String>]) -> RuleSet {
    let mut set = RuleSet::default();
    let keys = |words: &[&str]| -> Vec<u64> {
        words
            .iter()
            .flat_map(|word| tokenize(word))
            .map(|token| token.key)
            .collect()
    };
    for rule in rules {
        match rule {
            Rule::Case => set.spellings = spellings.to_vec(),
            Rule::Near => set.near = true,
            Rule::Item => set.item = true,
            Rule::Before(words) => set.before.extend(keys(words)),
            Rule::After(words) => set.after.extend(keys(words)),
            Rule::NotBefore(words) => set.not_before.extend(keys(words)),
            Rule::NotAfter(words) => set.not_after.extend(keys(words)),
        }
    }
    set
}
