//! A slow matcher written from the rules, and properties of the fast one.

use proptest::prelude::*;

use super::Lexicon;
use crate::text::{Token, tokenize, tokenize::lower};

/// One alias as words in lower case, with its rule as written.
struct Alias {
    words: Vec<String>,
    concept: u32,
    source: usize,
    spelling: String,
    rule: &'static str,
}

const RULES: [&str; 9] = [
    "",
    "",
    "",
    "case",
    "near",
    "item",
    "not_before:ef",
    "after:ab",
    "case+near",
];
const WORDS: [&str; 7] = ["ab", "cd", "ef", "gh", "ij", "kl", "mn"];
const GAPS: [&str; 18] = [
    " ", " ", " ", " ", "\n", "\n\n", ", ", ". ", "-", " - ", "/", " / ", "\t", "\n- ", " • ", "'",
    ".", ": ",
];

struct Book<'a> {
    text: &'a str,
    tokens: &'a [Token],
    aliases: &'a [Alias],
}

impl Book<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens[at].of(self.text)
    }

    fn gap(&self, at: usize) -> &str {
        let from = self.tokens[at].span().end as usize;
        &self.text[from..self.tokens[at + 1].span().start as usize]
    }

    fn one_phrase(&self, at: usize, count: usize) -> bool {
        (at..at + count - 1).all(|at| {
            let gap = self.gap(at);
            let divides = gap.contains([',', ':', '\t', '•'])
                || gap.contains(". ")
                || gap.contains(" - ")
                || gap.contains("\n- ");
            !divides && gap.matches('\n').count() < 2
        })
    }

    fn fills_item(&self, at: usize, count: usize) -> bool {
        let before = if at == 0 { "\n" } else { self.gap(at - 1) };
        let after = if at + count == self.tokens.len() {
            &self.text[self.tokens[at + count - 1].span().end as usize..]
        } else {
            self.gap(at + count - 1)
        };
        let opens = before.contains([',', ':', '\t', '•', '\n', '/']);
        let ends = at + count == self.tokens.len() && matches!(after.trim(), "" | ".");
        let closes = ends || after.contains([',', ':', '\t', '•', '\n', '/']);
        opens && closes
    }

    fn rule_holds(&self, alias: &Alias, at: usize) -> bool {
        let count = alias.words.len();
        alias.rule.split('+').all(|rule| match rule {
            "" | "near" => true,
            "case" => {
                let words: Vec<&str> = (at..at + count).map(|at| self.word(at)).collect();
                words.join(" ") == alias.spelling
            }
            "item" => self.fills_item(at, count),
            "not_before:ef" => {
                at + count == self.tokens.len() || lower(self.word(at + count)) != "ef"
            }
            "after:ab" => at > 0 && lower(self.word(at - 1)) == "ab",
            other => panic!("{other}"),
        })
    }

    fn best(&self, at: usize, end: usize, with_near: bool) -> Option<&Alias> {
        self.aliases
            .iter()
            .filter(|alias| {
                at + alias.words.len() <= end
                    && (0..alias.words.len()).all(|i| lower(self.word(at + i)) == alias.words[i])
                    && self.one_phrase(at, alias.words.len())
                    && (with_near || !alias.rule.contains("near"))
                    && self.rule_holds(alias, at)
            })
            .max_by_key(|alias| alias.words.len())
    }

    fn scan(&self, range: std::ops::Range<usize>, with_near: bool) -> Vec<(usize, &Alias)> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match self.best(at, range.end, with_near) {
                Some(alias) => {
                    found.push((at, alias));
                    at += alias.words.len();
                }
                None => at += 1,
            }
        }
        found
    }

    fn find(&self) -> Vec<(usize, usize, u32)> {
        let found = self.scan(0..self.tokens.len(), true);
        let mut hits = Vec::new();
        for &(at, alias) in &found {
            let end = at + alias.words.len();
            let company = found.iter().any(|&(there, other)| {
                let other_end = there + other.words.len();
                let (from, to) = if there < at {
                    (other_end - 1, at)
                } else {
                    (end - 1, there)
                };
                // The line of a hit is that of its first token.
                let (left, right) = (there.min(at), there.max(at));
                let between = self.tokens[left].span().start as usize
                    ..self.tokens[right].span().start as usize;
                !other.rule.contains("near")
                    && other.concept != alias.concept
                    && other.source == alias.source
                    && (to - from <= 12 || !self.text[between].contains('\n'))
            });
            if !alias.rule.contains("near") || company {
                hits.push((at, alias.words.len(), alias.concept));
            } else {
                let shorter = self.scan(at..end, false);
                hits.extend(
                    shorter
                        .iter()
                        .map(|(at, a)| (*at, a.words.len(), a.concept)),
                );
            }
        }
        hits
    }
}

fn phrase() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..4)
}

fn concepts() -> impl Strategy<Value = Vec<(Vec<&'static str>, &'static str, bool)>> {
    prop::collection::vec(
        (phrase(), prop::sample::select(&RULES[..]), any::<bool>()),
        1..14,
    )
}

fn texts() -> impl Strategy<Value = String> {
    let word = (prop::sample::select(&WORDS[..]), 0..4).prop_map(|(word, case)| match case {
        0 => word.to_uppercase(),
        _ => word.to_owned(),
    });
    prop::collection::vec((word, prop::sample::select(&GAPS[..])), 0..40).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(w, gap)| [w, gap.to_owned()])
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_fast_matcher_equals_the_slow_one(concepts in concepts(), text in texts()) {
        let mut sources = [String::new(), String::new()];
        let mut aliases: Vec<Alias> = Vec::new();
        let mut chosen: [Vec<Alias>; 2] = [Vec::new(), Vec::new()];
        for (phrase, rule, second) in concepts {
            let words: Vec<String> = phrase.iter().map(|word| (*word).to_owned()).collect();
            if chosen.iter().flatten().any(|alias| alias.words == words) {
                continue;
            }
            let source = usize::from(second);
            let spelling = phrase.join(" ");
            let ambiguous = if rule.is_empty() { String::new() } else { format!("{spelling}={rule}") };
            sources[source].push_str(&format!("{spelling}\ttool\t\t\t\t{ambiguous}\n"));
            chosen[source].push(Alias { words, concept: 0, source, spelling, rule });
        }
        for alias in chosen.into_iter().flatten() {
            aliases.push(Alias { concept: aliases.len() as u32, ..alias });
        }
        let lexicon = Lexicon::from_sources(&[("one", &sources[0]), ("two", &sources[1])]);
        let lexicon = lexicon.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let tokens = tokenize(&text);
        let fast: Vec<(usize, usize, u32)> = lexicon
            .find(&text, &tokens)
            .iter()
            .map(|hit| (hit.first_token as usize, hit.token_count as usize, hit.concept.0))
            .collect();
        let slow = Book { text: &text, tokens: &tokens, aliases: &aliases }.find();
        prop_assert_eq!(fast, slow);
    }

    #[test]
    fn a_quote_is_an_alias_of_its_concept(
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..18usize, any::<bool>()), 1..30),
    ) {
        let lexicon = Lexicon::builtin();
        let mut text = String::new();
        for (pick, gap, upper) in &picks {
            if let Some(concept) = lexicon.parts.concepts.get(pick.index(lexicon.parts.concepts.len().max(1))) {
                let alias = &concept.aliases[pick.index(concept.aliases.len())];
                text.push_str(&if *upper { alias.to_uppercase() } else { alias.clone() });
                text.push_str(GAPS[*gap]);
            }
        }
        let mut end = 0;
        for hit in lexicon.find(&text, &tokenize(&text)) {
            prop_assert!(text.is_char_boundary(hit.span.start as usize));
            prop_assert!(text.is_char_boundary(hit.span.end as usize));
            prop_assert!(end <= hit.span.start, "hits overlap");
            end = hit.span.end;
            prop_assert_eq!(lexicon.lookup(hit.span.of(&text)), Some(hit.concept));
        }
    }

    #[test]
    fn no_text_is_a_reason_to_panic(source in "(?s).{0,200}", text in "(?s).{0,200}") {
        let lexicon = super::tests::assembled(&[("any", &source)]);
        lexicon.find(&text, &tokenize(&text));
    }

    #[test]
    fn no_row_is_a_reason_to_panic(
        rows in prop::collection::vec(("[a-dé+ |=]{0,6}", "[a-d|]{0,5}", "[a-d|]{0,5}", "[a-d|=.5]{0,8}", "[a-d=|+]{0,4}(=(case|near|item|after:a))?"), 0..12),
    ) {
        let source: String = rows
            .iter()
            .map(|(label, aliases, broader, related, rule)| {
                format!("{label}\tskill\t{aliases}\t{broader}\t{related}\t{rule}\n")
            })
            .collect();
        let lexicon = super::tests::assembled(&[("rows", &source)]);
        for concept in (0..lexicon.len() as u32).map(super::ConceptId) {
            prop_assert!(!lexicon.ancestors(concept).contains(&concept));
            prop_assert_eq!(lexicon.lookup(lexicon.label(concept)), Some(concept));
            for &(other, strength) in lexicon.related(concept) {
                prop_assert!(strength > 0.0 && strength < 1.0);
                prop_assert_eq!(lexicon.relation(concept, other).is_some(), true);
            }
        }
    }
}
