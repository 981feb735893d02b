//! Sentences that say nothing about whom is sought: praise, benefits, law, how to apply.

use std::sync::LazyLock;

use super::SetAsideReason::{self, Benefits, EqualOpportunity, HowToApply, Legal, Salary};
use super::phrases::{Words, phrase_table};
use crate::document::Span;
use crate::languages::key;
use crate::text::PhraseTable;

/// Phrases strong enough to set a sentence aside under any heading.
static STRONG: LazyLock<PhraseTable<SetAsideReason>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_SET_ASIDE_EQUAL_OPPORTUNITY, EqualOpportunity),
        (key::POST_SET_ASIDE_LEGAL, Legal),
        (key::POST_SET_ASIDE_HOW_TO_APPLY, HowToApply),
        (key::POST_SET_ASIDE_SALARY, Salary),
        (key::POST_SET_ASIDE_BENEFITS, Benefits),
    ])
});

/// Phrases by which a company speaks of itself; they count only where no heading asks.
static PRAISE: LazyLock<PhraseTable<()>> =
    LazyLock::new(|| phrase_table(&[(key::POST_SET_ASIDE_PRAISE, ())]));

/// Why the sentence is set aside, where its words show that under any heading.
pub(super) fn strong(words: &Words, span: Span) -> Option<SetAsideReason> {
    words
        .first(&STRONG, words.within(span))
        .map(|hit| hit.value)
}

/// Whether the company speaks of itself.
pub(super) fn praise(words: &Words, span: Span) -> bool {
    words.first(&PRAISE, words.within(span)).is_some()
}
