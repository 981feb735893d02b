//! Names of products with what a language writes together with them: `Excelu`, `Javaentwickler`.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Kind, Lexicon};
use crate::document::Span;
use crate::languages::key;
use crate::text::tokenize::lower;
use crate::text::{Shape, TermSet, Token, term_key, words_by_language};

/// Letters of a shortest name that is looked for so.
const NAME: usize = 4;

static ENDINGS: LazyLock<Vec<(&'static str, TermSet)>> =
    LazyLock::new(|| words_by_language(key::JUDGE_NAME_ENDINGS));

/// The tokens of `text` as names of products are looked for among them: one that begins with a
/// capital, and is such a name but for an ending that `language` gives names, is the name alone.
pub(super) fn bare<'a>(
    lexicon: &Lexicon,
    language: &str,
    text: &str,
    tokens: &'a [Token],
) -> Cow<'a, [Token]> {
    let Some((_, endings)) = ENDINGS.iter().find(|(code, _)| *code == language) else {
        return Cow::Borrowed(tokens);
    };
    let mut bare = Cow::Borrowed(tokens);
    for (at, token) in tokens.iter().enumerate() {
        if let Some(name) = name(lexicon, endings, text, *token) {
            bare.to_mut()[at] = name;
        }
    }
    bare
}

fn name(lexicon: &Lexicon, endings: &TermSet, text: &str, token: Token) -> Option<Token> {
    let written = token.of(text);
    let trie = &lexicon.parts.trie;
    let may_be = token.shape() == Shape::Word
        && written.starts_with(char::is_uppercase)
        && written.len() > NAME;
    if !may_be || trie.may_start(token.key) {
        return None;
    }
    let lower = lower(written);
    // Small letters may take other room than capitals; then nobody knows where the name ends.
    let ends = lower.char_indices().skip(NAME).map(|(end, _)| end);
    let mut ends = ends.filter(|_| lower.len() == written.len());
    ends.find_map(|end| {
        let key = term_key(&lower[..end]);
        let entry = trie.entry(trie.start(key)?)?;
        let is_product = matches!(lexicon.kind(entry.concept)?, Kind::Tool | Kind::Language);
        let start = token.span().start;
        let name = Span::new(start as usize, start as usize + end);
        (is_product && endings.contains(&term_key(&lower[end..])))
            .then(|| Token::new(key, name, Shape::Word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    /// What is looked for in place of the only word of `text`.
    fn bare_word(language: &str, text: &str) -> String {
        let tokens = tokenize(text);
        let bare = bare(Lexicon::builtin(), language, text, &tokens);
        bare[0].of(text).to_owned()
    }

    #[test]
    fn a_product_is_its_name_without_the_ending_of_the_language() {
        for (language, written, name) in [
            ("pl", "Dockerem", "Docker"),
            ("pl", "Excelu", "Excel"),
            ("fi", "Dockerilla", "Docker"),
            ("de", "Javaentwickler", "Java"),
            // In small letters it is no name, and another language gives it no such ending.
            ("pl", "dockerem", "dockerem"),
            ("en", "Dockerem", "Dockerem"),
            ("de", "Dockerem", "Dockerem"),
            // No ending that names take, no product, too short a name, a name of its own.
            ("pl", "Dockerowanie", "Dockerowanie"),
            ("pl", "Zespołem", "Zespołem"),
            ("pl", "Gita", "Gita"),
            ("pl", "Docker", "Docker"),
        ] {
            assert_eq!(bare_word(language, written), name, "{language}: {written}");
        }
    }
}
