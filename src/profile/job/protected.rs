//! What a job may not ask in many places: age, sex, family, origin, health, religion, looks.

use std::sync::LazyLock;

use super::phrases::{Found, Words, phrase_table};
use crate::document::Span;
use crate::languages::key;
use crate::text::PhraseTable;

/// A ground that the law protects in many places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    Age,
    Gender,
    Family,
    Origin,
    Health,
    Religion,
    Photo,
    /// A language level that only birth gives.
    NativeSpeaker,
}

static ASKED: LazyLock<PhraseTable<Ground>> = LazyLock::new(|| {
    phrase_table(&[
        (key::POST_SET_ASIDE_AGE, Ground::Age),
        (key::POST_SET_ASIDE_GENDER, Ground::Gender),
        (key::POST_SET_ASIDE_FAMILY, Ground::Family),
        (key::POST_SET_ASIDE_ORIGIN, Ground::Origin),
        (key::POST_SET_ASIDE_HEALTH, Ground::Health),
        (key::POST_SET_ASIDE_RELIGION, Ground::Religion),
        (key::POST_SET_ASIDE_PHOTO, Ground::Photo),
        (key::POST_SET_ASIDE_NATIVE_SPEAKER, Ground::NativeSpeaker),
    ])
});

/// Everything in `span` that touches a protected ground.
pub(super) fn find(words: &Words, span: Span) -> Vec<Found<Ground>> {
    words.find(&ASKED, words.within(span))
}

/// Whether the sentence asks for what may not be scored: it gives no requirement.
pub(super) fn not_for_scoring(words: &Words, span: Span) -> bool {
    find(words, span)
        .iter()
        .any(|hit| hit.value != Ground::NativeSpeaker)
}
