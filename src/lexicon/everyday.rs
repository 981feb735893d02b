//! Everyday English words that are also the name of a skill. The built-in files
//! guard them by a rule each, and the importer by one rule for all.

use std::sync::LazyLock;

use crate::text::tokenize::lower;

/// Whether `alias` is so short or so common that prose uses it in other senses:
/// one or two letters or digits, or a word of the table.
pub(super) fn is_everyday(alias: &str) -> bool {
    let word = lower(alias);
    let short = word.chars().count() <= 2 && word.chars().all(char::is_alphanumeric);
    short || EVERYDAY.binary_search(&word.as_str()).is_ok()
}

/// Words that prose uses in another sense than the skill's, one a line, in alphabetical order. An
/// alias that is one of them needs an ambiguity rule.
static EVERYDAY: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../data/words/everyday_en.txt")
        .lines()
        .collect()
});

#[cfg(test)]
mod tests {
    use super::super::{Lexicon, builtin::SOURCES, trie};
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn the_table_is_large_and_in_the_form_of_aliases() {
        assert!(EVERYDAY.len() >= 150, "{} words", EVERYDAY.len());
        assert!(EVERYDAY.iter().all(|word| lower(word) == *word));
        assert!(EVERYDAY.is_sorted());
    }

    #[test]
    fn the_built_in_files_are_right() {
        let problems = Lexicon::problems(SOURCES);
        let text: Vec<String> = problems.iter().take(60).map(ToString::to_string).collect();
        let count = problems.len();
        assert!(
            problems.is_empty(),
            "{count} problems:\n{}",
            text.join("\n")
        );
    }

    #[test]
    fn everyday_words_of_the_built_in_files_have_a_rule() {
        let lexicon = Lexicon::builtin();
        let mut bare = Vec::new();
        for concept in &lexicon.parts.concepts {
            for alias in concept.aliases.iter().filter(|alias| is_everyday(alias)) {
                if !has_rule(lexicon, alias) {
                    let source = lexicon.parts.sources.get(usize::from(concept.source));
                    bare.push(format!("{}: {alias}", source.map_or("", String::as_str)));
                }
            }
        }
        let count = bare.len();
        assert!(
            bare.is_empty(),
            "{count} aliases without a rule:\n{}",
            bare.join("\n")
        );
    }

    fn has_rule(lexicon: &Lexicon, alias: &str) -> bool {
        let node = tokenize(alias).iter().try_fold(trie::ROOT, |node, token| {
            lexicon.parts.trie.child(node, token.key)
        });
        node.and_then(|node| lexicon.parts.trie.entry(node))
            .is_some_and(|entry| entry.rules.is_some())
    }

    #[test]
    fn the_built_in_lexicon_is_large() {
        let lexicon = Lexicon::builtin();
        assert!(lexicon.len() >= 2_500, "{} concepts", lexicon.len());
    }
}
