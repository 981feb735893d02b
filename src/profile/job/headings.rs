//! What headings of job posts announce.

use std::sync::LazyLock;

use super::SetAsideReason::{
    self, AboutCompany, Benefits, EqualOpportunity, HowToApply, Legal, Salary,
};
use super::phrases::phrase_table;
use crate::languages::{Key, key};
use crate::text::{PhraseTable, TermSet, Token, pair_key};

/// What a part of a post is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// No heading says: its sentences speak for themselves.
    Open,
    Must,
    Nice,
    Duties,
    SetAside(SetAsideReason),
    /// A label with a value of its own line: place, contract, number of the post.
    Label,
}

pub(super) static HEADINGS: LazyLock<PhraseTable<Part>> = LazyLock::new(|| phrase_table(&PARTS));

/// Of two parts that one phrase names, the first speaks.
const PARTS: [(Key, Part); 10] = [
    (key::POST_HEADINGS_MUST, Part::Must),
    (key::POST_HEADINGS_NICE, Part::Nice),
    (key::POST_HEADINGS_DUTIES, Part::Duties),
    (key::POST_HEADINGS_BENEFITS, Part::SetAside(Benefits)),
    (
        key::POST_HEADINGS_ABOUT_COMPANY,
        Part::SetAside(AboutCompany),
    ),
    (
        key::POST_HEADINGS_EQUAL_OPPORTUNITY,
        Part::SetAside(EqualOpportunity),
    ),
    (key::POST_HEADINGS_HOW_TO_APPLY, Part::SetAside(HowToApply)),
    (key::POST_HEADINGS_SALARY, Part::SetAside(Salary)),
    (key::POST_HEADINGS_LEGAL, Part::SetAside(Legal)),
    (key::POST_HEADINGS_LABEL, Part::Label),
];

/// Whether a line of exactly these words is a heading or a label of posts.
pub(in crate::profile) fn is_heading(tokens: &[Token]) -> bool {
    /// Words of a longest heading.
    const LONGEST: usize = 7;
    static KNOWN: LazyLock<TermSet> = LazyLock::new(|| {
        let phrases = PARTS.iter().flat_map(|(key, _)| key.prepared());
        // Those with open words have no keys.
        phrases
            .filter_map(|phrase| phrase.keys.iter().copied().reduce(pair_key))
            .collect()
    });
    if tokens.is_empty() || tokens.len() > LONGEST {
        return false;
    }
    let keys = tokens.iter().map(|token| token.key);
    keys.reduce(pair_key)
        .is_some_and(|key| KNOWN.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::text::Shape;

    #[test]
    fn a_phrase_of_at_most_seven_words_is_a_heading_and_with_another_word_it_is_none() {
        for phrase in PARTS.iter().flat_map(|(key, _)| key.prepared()) {
            let token = |key| Token::new(key, Span::new(0, 1), Shape::Word);
            let mut tokens: Vec<Token> = phrase.keys.iter().copied().map(token).collect();
            if tokens.is_empty() {
                continue;
            }
            let is_short = tokens.len() <= 7;
            assert_eq!(is_heading(&tokens), is_short, "{}", phrase.phrase);
            tokens.push(token(crate::text::term_key("gloamrye")));
            assert!(!is_heading(&tokens), "{} gloamrye", phrase.phrase);
        }
        assert!(!is_heading(&[]));
    }
}
