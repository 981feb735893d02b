//! Sentences at the head of a CV, and the name that one opens with.

use std::sync::LazyLock;

use super::name;
use super::seen::Reader;
use super::title;
use super::unspaced::is_unspaced;
use crate::document::Span;
use crate::languages::key;
use crate::profile::roles::tokens_name_a_role;
use crate::text::{Shape, TermSet, Token, stop_words::english_and_foreign, words_of};

/// Words of a shortest sentence without a full stop.
const SENTENCE: usize = 5;
/// Words of a shortest sentence that is told by its small words alone.
const OPEN_SENTENCE: usize = 6;
/// Words of a shortest sentence all in capitals.
const SHOUTED: usize = 8;
/// Letters of a shortest sentence in a script without spaces.
const UNSPACED_SENTENCE: usize = 16;
/// Words of a shortest sentence in a script without capitals.
const UNCASED_SENTENCE: usize = 6;
/// Letters of a shortest line that may break a sentence, those that are masked not counted.
const BROKEN_LINE: usize = 40;

/// Whether the words are a sentence or a long part of one; no name is so long and so small.
pub(super) fn is_prose(text: &str, segment: Span, words: &[Token], reader: &Reader) -> bool {
    static BORN_AS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_BORN_AS]));
    let written = segment.of(text);
    if words.iter().any(|word| is_unspaced(word.of(text))) {
        let letters = written.chars().filter(|c| c.is_alphabetic()).count();
        return letters >= UNSPACED_SENTENCE || written.contains(['，', '。']);
    }
    let count = words.len();
    let is_small = |word: &&Token| {
        let small = word.of(text);
        small.starts_with(char::is_lowercase)
            && small.chars().nth(1).is_some()
            && !name::is_particle(small)
            && !BORN_AS.contains(&word.key)
    };
    if words.iter().all(|word| name::is_uncased(text, word)) {
        return count >= UNCASED_SENTENCE;
    }
    let small = words.iter().filter(is_small).count();
    let common = || {
        let plain = words
            .iter()
            .filter(|word| !name::is_particle(word.of(text)));
        let (english, foreign) = english_and_foreign(plain.map(|word| word.key));
        english.max(foreign)
    };
    let begins = words[0].of(text).starts_with(char::is_uppercase)
        || words[0].shape() == Shape::Number
        || segment.start > 0 && reader.follows_masked(segment);
    // `Ruby Marshgrove Dipl. Ing.` ends with an abbreviation.
    let long = words[count - 1].of(text).chars().count() > 3;
    let ended = count > 1 && (written.ends_with('.') && long || written.ends_with(['!', '?']));
    let verb_follows = |at: usize| words.get(at).is_some_and(|word| is_small(&word));
    // `Drove trucks.`, `Drove trucks in Leeds.`, and `fährt Stapler.` with a name or without.
    let whole = ended
        && (begins && small + 1 >= count
            || begins && count > 3 && small * 2 >= count
            || begins && count > 2 && verb_follows(1)
            || reader.follows_masked(segment) && (verb_follows(0) || verb_follows(1)));
    let open = begins && count >= SENTENCE && small * 10 >= (count - 1) * 6;
    whole
        || open
        || count >= OPEN_SENTENCE && small > 1 && common() > 1
        || count >= SHOUTED && small == 0 && common() > 2
}

/// Whether the line goes on with the sentence of the line above.
pub(super) fn goes_on(text: &str, at: usize, reader: &Reader) -> bool {
    let line = reader.document.lines[at - 1].span;
    let above = line.of(text).trim_end();
    let here = reader.document.lines[at].span.of(text).trim_start();
    // A longer address makes no line longer.
    let letters = |line: Span| -> usize {
        let parts = reader.outside(line, &[]);
        parts
            .iter()
            .map(|part| part.of(text).trim().chars().count())
            .sum()
    };
    !above.ends_with(['.', '!', '?', ':', '。'])
        && (here.starts_with(char::is_lowercase) || letters(line) >= BROKEN_LINE)
}

/// The name that a sentence opens with: `Ruby Marshgrove builds shops`, and where no name stood
/// before (`unnamed`) a single word as well: `Ruby is a developer`, `Ruby, a developer`.
pub(super) fn opening_name<'t>(
    text: &str,
    words: &'t [Token],
    unnamed: bool,
    reader: &Reader,
) -> &'t [Token] {
    static VERBS: LazyLock<TermSet> = LazyLock::new(|| words_of(&[key::IDENTITY_VERB]));
    let fits = |at: usize, word: &Token| {
        let written = word.of(text);
        word.shape() == Shape::Word
            && (written.starts_with(char::is_uppercase) || at > 0 && name::is_particle(written))
            && !name::is_no_name(word)
            && (name::ordinary().contains(&word.key) || !tokens_name_a_role(text, &[*word]))
    };
    let joined = |at: usize| {
        at == 0
            || matches!(
                &text[words[at - 1].span().end as usize..words[at].span().start as usize],
                " " | "-" | "'" | "’" | ". "
            )
    };
    let count = words
        .iter()
        .enumerate()
        .take(name::LONGEST)
        .take_while(|(at, word)| joined(*at) && fits(*at, word))
        .count();
    let run = &words[..count];
    let Some(next) = words.get(count).filter(|_| count > 0) else {
        return &[];
    };
    let gap = &text[words[count - 1].span().end as usize..next.span().start as usize];
    let known = |word: &Token| title::is_common(text, *word, reader);
    let titled = tokens_name_a_role(text, &[*next]) || name::is_no_name(next);
    let masked = match run {
        [single] => {
            let verb = VERBS.contains(&next.key) && gap == " ";
            let parted =
                gap.starts_with([',', '—']) || gap.starts_with(" -") || gap.starts_with(" –");
            unnamed && (verb || parted) && !known(single)
        }
        _ => !run.iter().all(known) && (unnamed || !titled),
    };
    if masked { run } else { &[] }
}
