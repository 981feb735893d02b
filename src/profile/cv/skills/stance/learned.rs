//! What is learnt of the words around a skill: a linear model over them (`models/stance`), which also
//! hears what the cues of the language files say and so speaks of languages that it never saw.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Said, Stance};
use crate::reader::chain::{Chain, LANES, Sums, file, widened};
use crate::reader::line_features::feature;
use crate::text::{Token, Tokens, ends_sentence};

/// Names of the stances, in the order of the model's labels.
pub const STANCES: &[&str] = &["claimed", "basic", "wished", "distant", "denied"];
/// Their values.
const VALUES: [Stance; 5] = [
    Stance::Claimed,
    Stance::Basic,
    Stance::Wished,
    Stance::Distant,
    Stance::Denied,
];
const CHAIN: &str = "stance";

/// By how many logits another stance must be likelier than that it is claimed, where no cue says
/// anything, and than what a cue says.
const SURE: f32 = 1.0;
const SURER: f32 = 3.0;

/// How many tokens on each side are looked at.
const LEFT: usize = 14;
const RIGHT: usize = 12;
/// First letters by which forms of a word are the same.
const LETTERS: usize = 5;

/// What is looked at, by number.
mod what {
    pub(super) const ALWAYS: u32 = 2000;
    pub(super) const CUE: u32 = 2001;
    pub(super) const CUE_ALONE: u32 = 2002;
    pub(super) const EDGES: u32 = 2003;
    pub(super) const REACH: u32 = 2004;
    pub(super) const NEXT: u32 = 2010;
    pub(super) const PAIR: u32 = 2020;
    pub(super) const THREE: u32 = 2030;
    pub(super) const WORD: u32 = 2040;
    pub(super) const FAR_WORD: u32 = 2050;
    pub(super) const BEGINNING: u32 = 2060;
    pub(super) const ANY_PAIR: u32 = 2070;
    pub(super) const OPENING: u32 = 2080;
    pub(super) const GAP: u32 = 2090;
    pub(super) const MARK: u32 = 2100;
}

/// The model that is compiled in.
pub(super) fn builtin() -> &'static Chain {
    static MODEL: LazyLock<Chain> = LazyLock::new(|| {
        let bytes = include_bytes!("../../../../../models/stance.chains");
        file::read_one(bytes, CHAIN, STANCES).expect("the built-in stances are tested to load")
    });
    &MODEL
}

/// The bytes of `models/stance.chains`.
pub fn to_bytes(chain: &Chain) -> Vec<u8> {
    file::write(&[(CHAIN, chain)])
}

/// The stance towards what stands at `skill`, by the weights of `chain`; `by_cue` is what cues say.
pub fn by(
    chain: &Chain,
    text: &str,
    tokens: &[Token],
    first: usize,
    skill: Range<usize>,
    by_cue: Option<Said>,
) -> Stance {
    // `no PHP`: nothing behind it makes it a claim.
    if let Some(said) = by_cue.filter(Said::is_beside) {
        return said.stance;
    }
    let mut sums: Sums = [0; LANES];
    features(text, tokens, first, skill, by_cue, &mut |feature| {
        chain.add(feature, &mut sums)
    });
    let scores = widened(&sums);
    let is_cued = by_cue.is_some();
    let by_cue = by_cue.map_or(Stance::Claimed, |said| said.stance);
    let known = VALUES
        .iter()
        .position(|stance| *stance == by_cue)
        .unwrap_or(0);
    let best = (0..VALUES.len()).rev().max_by_key(|&label| scores[label]);
    let least = if is_cued { SURER } else { SURE };
    let told = best.filter(|&label| chain.logits(scores[label] - scores[known]) > least);
    told.map_or(by_cue, |label| VALUES[label])
}

/// What parts two words, in steps.
fn step(gap: &str) -> u32 {
    match gap {
        " " => 0,
        "" | "-" | "/" => 1,
        gap if gap.contains(['(', '[']) => 2,
        gap if gap.contains([')', ']']) => 3,
        gap if gap.contains([':', '=']) => 4,
        gap if gap.contains(['–', '—']) || gap.contains(" - ") => 5,
        gap if gap.contains('\t') || gap.contains("  ") => 6,
        gap if gap.contains([',', '、', '،', '，']) => 7,
        gap if gap.contains(['\'', '’']) => 8,
        _ => 9,
    }
}

/// The first sign in a gap that parts no words: the `✗` of `Excel ✗`.
fn mark(gap: &str) -> Option<char> {
    let of_gap = |sign: &char| sign.is_ascii() || sign.is_whitespace();
    let parts =
        |sign: &char| matches!(sign, '–' | '—' | '•' | '·' | '…' | '’' | '、' | '，' | '：');
    gap.chars().find(|sign| !of_gap(sign) && !parts(sign))
}

/// The signs of its line before the skill and behind it, up to the next words.
fn signs_beside<'t>(text: &'t str, tokens: &[Token], skill: &Range<usize>) -> [&'t str; 2] {
    let end_of = |at: usize| tokens.get(at).map_or(0, |token| token.span().end as usize);
    let start_of = |at: usize| {
        tokens
            .get(at)
            .map_or(text.len(), |token| token.span().start as usize)
    };
    let before = skill.start.checked_sub(1).map_or(0, end_of)..start_of(skill.start);
    let behind = end_of(skill.end.saturating_sub(1))..start_of(skill.end);
    let [before, behind] = [before, behind].map(|range| text.get(range).unwrap_or_default());
    [
        before.rsplit('\n').next().unwrap_or_default(),
        behind.split('\n').next().unwrap_or_default(),
    ]
}

/// Gives all that is seen around the skill to `emit`.
pub fn features(
    text: &str,
    tokens: &[Token],
    first: usize,
    skill: Range<usize>,
    by_cue: Option<Said>,
    emit: &mut impl FnMut(u32),
) {
    let view = Tokens::new(text, tokens);
    let mut put = |what: u32, seen: u32| emit(feature(what, seen));
    let key = |at: usize| tokens[at].key as u32;
    let begins = |at: usize| {
        let written = view.written(at);
        let letters = written.chars().take(LETTERS).flat_map(char::to_lowercase);
        letters.fold(0_u32, |sum, letter| {
            sum.wrapping_mul(0x0100_0193) ^ letter as u32
        })
    };
    let cue = by_cue.map_or(0, |said| said.stance as u32 + 1);
    let reach = by_cue.map_or(0, |said| {
        (said.place as u32) << 3 | u32::from(said.over_items) << 2 | said.apart.min(3) as u32
    });

    let left_end = first.max(skill.start.saturating_sub(LEFT));
    let mut start = skill.start;
    while start > left_end && !ends_sentence(view.gap(start)) {
        start -= 1;
    }
    let mut end = skill.end;
    while end < tokens.len().min(skill.end + RIGHT) && !ends_sentence(view.gap(end)) {
        end += 1;
    }
    let (before, behind) = (skill.start - start, end - skill.end);
    let [gap, next_gap] = [skill.start, skill.end].map(|at| step(view.gap(at)));
    put(what::ALWAYS, 0);
    let marks = signs_beside(text, tokens, &skill).map(mark);
    for (side, sign) in (0..).zip(marks) {
        if let Some(sign) = sign {
            put(what::MARK + side, sign as u32);
        }
    }
    put(
        what::CUE,
        cue << 8 | (before.min(3) << 4 | behind.min(3)) as u32,
    );
    put(what::CUE_ALONE, cue);
    put(what::REACH, cue << 8 | reach);
    put(
        what::EDGES,
        (u32::from(before == 0) << 9 | u32::from(behind == 0) << 8) | gap << 4 | next_gap,
    );
    // A side: the tokens from the skill away, and in which places a new part begins.
    let left: Vec<usize> = (start..skill.start).rev().collect();
    let right: Vec<usize> = (skill.end..end).collect();
    for (side, words) in [(0, &left), (1, &right)] {
        let gap_to = |at: usize| step(view.gap(if side == 0 { at + 1 } else { at }));
        let mut parts = 0;
        for (number, &at) in words.iter().enumerate() {
            let between = gap_to(at);
            let is_parted = !matches!(between, 0 | 1 | 8);
            parts += u32::from(is_parted);
            let distance = match number {
                0 => 0,
                1 | 2 => 1,
                3..=5 => 2,
                _ => 3,
            };
            let region = parts.min(2) << 1 | side;
            put(what::WORD + side, key(at) ^ distance);
            put(what::FAR_WORD + region, key(at));
            put(what::BEGINNING + region, begins(at));
            if number == 0 {
                put(what::NEXT + side, key(at) ^ between << 20);
            }
            if is_parted {
                put(what::GAP + side, between << 2 | parts.min(3));
            }
            if let Some(&further) = words.get(number + 1) {
                let (one, other) = if side == 0 {
                    (further, at)
                } else {
                    (at, further)
                };
                let pair = key(one).rotate_left(7) ^ key(other);
                put(what::ANY_PAIR + region, pair);
                if number == 0 {
                    put(what::PAIR + side, pair);
                }
                if let Some(&third) = words.get(number + 2) {
                    let three = if side == 0 {
                        key(third).rotate_left(14) ^ pair
                    } else {
                        key(one).rotate_left(14) ^ key(other).rotate_left(7) ^ key(third)
                    };
                    put(what::THREE + side, three);
                }
            }
        }
    }
    if before > 0 {
        put(what::OPENING, key(start));
        if before > 1 {
            put(
                what::OPENING + 1,
                key(start).rotate_left(7) ^ key(start + 1),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{mark, signs_beside};
    use crate::text::tokenize;

    #[test]
    fn signs_are_those_of_the_line() {
        for (text, expected) in [
            ("Kafka ✗", ["", " ✗"]),
            ("✓ Kafka, Docker", ["✓ ", ", "]),
            ("Docker ✓\nKafka ✗\nRust ✓", ["", " ✗"]),
            ("Docker: Kafka", [": ", ""]),
        ] {
            let tokens = tokenize(text);
            let at = tokens
                .iter()
                .position(|token| token.of(text) == "Kafka")
                .unwrap();
            assert_eq!(
                signs_beside(text, &tokens, &(at..at + 1)),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn a_sign_that_parts_no_words_is_a_mark() {
        for (gap, sign) in [
            (" ✗, ", Some('✗')),
            (" (✓) ", Some('✓')),
            (" • ", None),
            (" – ", None),
            (", ", None),
            ("、", None),
            ("\u{3000}", None),
        ] {
            assert_eq!(mark(gap), sign, "{gap}");
        }
    }
}
