//! What is learnt of lines that name what is asked: a linear model over the signs of a line and the
//! words around the name (`models/judge`).

use std::sync::LazyLock;

use super::{PRODUCT, Place, SIGNS, Signs};
use crate::judge::Showing;
use crate::profile::cv::{CvProfile, stance};
use crate::reader::chain::{Chain, LANES, Sums, file, widened};
use crate::reader::line_features::feature;
use crate::text::{Tokens, stop_words};

/// Names of the two answers, in the order of the model's labels.
pub const ANSWERS: &[&str] = &["meant", "other"];
const CHAIN: &str = "belief";

/// By how many logits it must be likelier that a line means what is asked than that it means something
/// else: where seven of eight lines that mean it are still believed in the folds, which are of
/// words with several senses alone.
const LEAST: f32 = -0.25;

/// What is looked at, by number.
const SIGN: u32 = 2200;
const TWO_SIGNS: u32 = 2201;

/// The model that is compiled in.
fn builtin() -> &'static Chain {
    static MODEL: LazyLock<Chain> = LazyLock::new(|| {
        let bytes = include_bytes!("../../../models/judge.chains");
        file::read_one(bytes, CHAIN, ANSWERS).expect("the built-in beliefs are tested to load")
    });
    &MODEL
}

/// The bytes of `models/judge.chains`.
pub fn to_bytes(chain: &Chain) -> Vec<u8> {
    file::write(&[(CHAIN, chain)])
}

/// Gives all that is seen of a line to `emit`.
fn features(signs: &Signs, place: &Place, emit: &mut impl FnMut(u32)) {
    let there = || (0..signs.len() as u32).filter(|&number| signs[number as usize]);
    for number in there() {
        emit(feature(SIGN, number));
        for other in there().take_while(|&other| other < number) {
            emit(feature(TWO_SIGNS, other << 8 | number));
        }
    }
    let range = place.range.clone();
    stance::features(place.text, place.tokens, 0, range, None, emit);
}

/// All that is seen of the line of a showing in `cv`, whose text is `text`.
pub fn seen(showing: &Showing, cv: &CvProfile, text: &str) -> Vec<u32> {
    let passage = &cv.passages[showing.passage as usize];
    let tokens = passage.tokens(&cv.tokens);
    let place = Place {
        text,
        passage,
        number: showing.passage as usize,
        tokens,
        range: Tokens::new(text, tokens).within(showing.span),
        stop: stop_words(cv.language),
    };
    let mut seen = Vec::new();
    features(&showing.signs, &place, &mut |feature| seen.push(feature));
    seen
}

/// By how many logits it is likelier, by the weights of `chain`, that what is seen is of a line that
/// means what is asked.
pub fn meant(chain: &Chain, seen: impl IntoIterator<Item = u32>) -> f32 {
    let mut sums: Sums = [0; LANES];
    for feature in seen {
        chain.add(feature, &mut sums);
    }
    difference(chain, &sums)
}

fn difference(chain: &Chain, sums: &Sums) -> f32 {
    let scores = widened(sums);
    chain.logits(scores[0] - scores[1])
}

/// A product is believed where it has a capital that no beginning of a line explains, or that needs
/// no explanation, since the lexicon guards the name by no rule.
pub fn is_believed_whatever(signs: &Signs) -> bool {
    signs[PRODUCT]
}

/// Whether the line means what is asked.
pub(in crate::judge) fn is_believed(signs: &Signs, place: &Place) -> bool {
    is_believed_whatever(signs) || {
        let chain = builtin();
        let mut sums: Sums = [0; LANES];
        features(signs, place, &mut |feature| chain.add(feature, &mut sums));
        difference(chain, &sums) >= LEAST
    }
}

/// The sign that speaks most against it.
pub(crate) fn doubt(signs: &Signs) -> Option<&'static str> {
    let named = SIGNS.iter().enumerate().zip(signs);
    let weighed = named.filter(|(_, sign)| **sign).map(|((number, name), _)| {
        let weight = meant(builtin(), [feature(SIGN, number as u32)]);
        (weight, *name)
    });
    let against = weighed.filter(|(weight, _)| *weight < 0.0);
    against
        .min_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| name)
}
