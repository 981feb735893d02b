//! The most that a CV can earn for any job, made ready once: what lets a pool pass over those that
//! cannot be among the first.
//!
//! A [`Record`] says of each word of a CV the most that it can weigh in each measure, whatever is
//! asked; [`Above`] adds that up for one job. No score lies above what comes out: that is what the
//! tests of exactness hold it to.

mod above;

use std::collections::{BTreeMap, BTreeSet};

use super::background::Background;
use super::coverage::WORDS_OF_A_LANGUAGE;
use super::found::line_weight;
use super::passages::{self, NEAREST, blocks, often, rarity_in, telling};
use crate::judge::beginning;
use crate::profile::cv::{CvProfile, Stance};
use crate::profile::dates::interval::union_months;
use crate::text::stop_words::languages_of;
use crate::text::{Shape, Stemmer, TermKey, stop_words, term_key};
pub(crate) use above::{Above, Scratch};

/// A line's weight in steps of a twentieth, of which all weights are multiples.
const STEPS: f64 = 20.0;
/// Lines beyond these add nothing.
const MOST_LINES: f64 = 8.0;
/// Steps of a nearness: sixteen for each doubling, from 1/1024 on.
const STEPS_OF_NEARNESS: f64 = 16.0;
const LEAST_NEARNESS: f64 = -10.0;

/// What is kept of one CV for posts in one language.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    /// Months of work, and months in any position.
    total_months: u32,
    any_months: u32,
    /// Languages that it speaks of or is written in, at least in part.
    languages: Vec<u16>,
    /// Beginnings of words with the weight of the lines that hold them, and which of sixteen those
    /// are: words that share none stand on no line together.
    beginnings: Vec<(u16, u8, u16)>,
    /// Stems with the most they add to the four nearest passages, and the weight of their lines.
    stems: Vec<(u16, u8, u8)>,
    /// Claimed concepts with the weight of their lines.
    concepts: Vec<(u32, u8)>,
}

/// Sixteen bits of a key.
fn short(key: TermKey) -> u16 {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as u16
}

/// Of a language by its code (ISO 639).
fn language_code(code: &str) -> u16 {
    short(term_key(code))
}

/// Rounded up.
fn line_code(lines: f64) -> u8 {
    (lines.min(MOST_LINES) * STEPS - 1e-6).ceil() as u8
}

fn lines_of(code: u8) -> f64 {
    f64::from(code) / STEPS
}

/// Rounded up; the last code is anything larger.
fn nearness_code(nearness: f64) -> u8 {
    let step = (nearness.log2() - LEAST_NEARNESS) * STEPS_OF_NEARNESS;
    (step.ceil() + 1.0).clamp(0.0, 255.0) as u8
}

fn nearness_of(code: u8) -> f64 {
    match code {
        u8::MAX => f64::INFINITY,
        code => ((f64::from(code) / STEPS_OF_NEARNESS) + LEAST_NEARNESS).exp2(),
    }
}

/// Weights of lines by stretch: a position, or all sections of a kind.
#[derive(Default)]
struct Stretches(Vec<(u32, f64)>);

impl Stretches {
    fn add(&mut self, stretch: u32, weight: f64) {
        match self.0.iter_mut().find(|(known, _)| *known == stretch) {
            Some((_, heaviest)) => *heaviest = heaviest.max(weight),
            None => self.0.push((stretch, weight)),
        }
    }

    fn code(&self) -> u8 {
        line_code(self.0.iter().map(|(_, weight)| weight).sum())
    }
}

impl Record {
    /// Of a CV, for posts in `language` (ISO 639-1).
    pub(crate) fn of(cv: &CvProfile, text: &str, language: &str, background: &Background) -> Self {
        let mut stemmer = Stemmer::new(language);
        let sections = cv.positions.len() as u32;
        let stretch = |line: &crate::profile::cv::Passage| match line.position {
            Some(at) => at,
            None => sections + line.section as u32,
        };
        let mut beginnings: BTreeMap<u16, (Stretches, u16)> = BTreeMap::new();
        let mut lines: BTreeMap<u16, Stretches> = BTreeMap::new();
        for (number, line) in cv.passages.iter().enumerate() {
            let weight = line_weight(line.strength);
            for token in line.tokens(&cv.tokens) {
                let begins = short(beginning(token.of(text)));
                let (begun, among) = beginnings.entry(begins).or_default();
                begun.add(stretch(line), weight);
                *among |= 1 << (number % 16);
                // Common ones, too: another form of theirs may be asked.
                if token.shape() == Shape::Word {
                    let stem = short(stemmer.stem(text, *token));
                    lines.entry(stem).or_default().add(stretch(line), weight);
                }
            }
        }
        let nearest = nearest(cv, text, language, background, &mut stemmer);
        let claims = cv.skills.iter().filter_map(|claim| {
            let mut of_claim = Stretches::default();
            let mentions = claim.mentions.iter();
            for mention in mentions.filter(|mention| mention.stance >= Stance::Basic) {
                let line = cv.passages.get(mention.passage as usize)?;
                of_claim.add(stretch(line), line_weight(mention.strength));
            }
            let code = of_claim.code();
            (code > 0).then_some((claim.concept.0, code))
        });
        let words = cv
            .tokens
            .iter()
            .filter(|token| token.shape() == Shape::Word);
        let words = words.map(|token| token.key);
        let written = languages_of(words, WORDS_OF_A_LANGUAGE).chain([cv.language]);
        let spoken = cv.spoken.iter().map(|mention| mention.code);
        let languages: BTreeSet<u16> = written.chain(spoken).map(language_code).collect();
        let held = cv.positions.iter().filter_map(|position| position.months);
        let stated = cv
            .positions
            .iter()
            .filter_map(|position| position.stated_months);
        let stated = stated.fold(0, u32::saturating_add);
        let held = union_months(&held.collect::<Vec<_>>()).saturating_add(stated);
        let beside = cv.stated_lengths.iter().map(|length| length.months).max();
        Self {
            total_months: cv.total_months,
            any_months: held.max(beside.unwrap_or(0)),
            languages: languages.into_iter().collect(),
            beginnings: beginnings
                .iter()
                .map(|(key, (of, among))| (*key, of.code(), *among))
                .collect(),
            stems: lines
                .iter()
                .map(|(key, of)| {
                    let near = nearest.get(key).copied().unwrap_or(0.0);
                    (*key, nearness_code(near), of.code())
                })
                .collect(),
            concepts: claims.collect(),
        }
    }

    /// As bytes, to be kept.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for number in [self.total_months, self.any_months] {
            bytes.extend(number.to_le_bytes());
        }
        for count in [
            self.languages.len(),
            self.beginnings.len(),
            self.stems.len(),
        ] {
            bytes.extend((count as u32).to_le_bytes());
        }
        for language in &self.languages {
            bytes.extend(language.to_le_bytes());
        }
        for (key, lines, among) in &self.beginnings {
            bytes.extend(key.to_le_bytes());
            bytes.push(*lines);
            bytes.extend(among.to_le_bytes());
        }
        for (key, near, lines) in &self.stems {
            bytes.extend(key.to_le_bytes());
            bytes.extend([*near, *lines]);
        }
        for (concept, lines) in &self.concepts {
            bytes.extend(concept.to_le_bytes());
            bytes.push(*lines);
        }
        bytes
    }
}

/// The most that each stem adds to the sum of the four nearest passages, whichever they are: its
/// four largest shares.
fn nearest(
    cv: &CvProfile,
    text: &str,
    language: &str,
    background: &Background,
    stemmer: &mut Stemmer,
) -> BTreeMap<u16, f64> {
    let common = stop_words(language);
    let words = background.words(language);
    let mut shares: BTreeMap<u16, Vec<f64>> = BTreeMap::new();
    for block in blocks(cv, text) {
        let mut forms: Vec<(TermKey, u32, f64)> = Vec::new();
        let mut stems: Vec<(u16, u32)> = Vec::new();
        for (number, line) in (0..).zip(cv.passages.get(block).unwrap_or_default()) {
            for (_, token) in telling(cv, line, common) {
                if let Some(rarity) = rarity_in(&words, token.key, token.of(text)) {
                    forms.push((token.key, number, rarity));
                }
                stems.push((short(stemmer.stem(text, *token)), number));
            }
        }
        let mut squares = 0.0;
        passages::weigh(&mut forms, |_, weight| squares += weight * weight);
        let norm = f64::sqrt(squares);
        stems.sort_unstable();
        stems.dedup();
        for of_stem in stems.chunk_by(|one, other| one.0 == other.0) {
            let share = often(of_stem.len()) / norm;
            shares.entry(of_stem[0].0).or_default().push(share);
        }
    }
    let most = |mut shares: Vec<f64>| {
        shares.sort_by(|one, other| other.total_cmp(one));
        shares.iter().take(NEAREST).sum::<f64>()
    };
    let all = shares.into_iter();
    all.map(|(stem, shares)| (stem, most(shares))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_lines_are_kept_in_twentieths_up_to_eight_lines() {
        for (lines, code) in [
            (0.0, 0),
            (0.45, 9),
            (0.8, 16),
            (1.0, 20),
            (1.01, 21),
            (7.95, 159),
            (8.0, 160),
            (8.05, 160),
            (20.0, 160),
        ] {
            assert_eq!(line_code(lines), code, "{lines}");
            let kept = lines_of(code);
            assert!(kept >= lines.min(8.0) && kept - lines < 0.05, "{lines}");
        }
    }

    #[test]
    fn nearness_is_kept_in_sixteenths_of_a_doubling_and_never_below_itself() {
        for (nearness, code) in [
            (0.0, 0),
            (2f64.powi(-11), 0),
            (2f64.powi(-10), 1),
            (1.0, 161),
            (2.0, 177),
            (2f64.powf(5.8), 254),
            (2f64.powf(5.9), 255),
            (1e9, 255),
        ] {
            assert_eq!(nearness_code(nearness), code, "{nearness}");
            assert!(nearness_of(code) >= nearness, "{nearness}");
        }
        // Less than an eighth of a doubling above it.
        for step in -80..46 {
            let nearness = 2f64.powf(f64::from(step) / 8.0 + 0.01);
            let kept = nearness_of(nearness_code(nearness));
            assert!(kept <= nearness * 2f64.powf(0.125), "{nearness}: {kept}");
        }
    }

    #[test]
    fn a_stretch_weighs_what_its_heaviest_line_does() {
        let mut all = Stretches::default();
        for (stretch, weight, code) in [(0, 0.45, 9), (0, 0.8, 16), (0, 0.45, 16), (1, 0.45, 25)] {
            all.add(stretch, weight);
            assert_eq!(all.code(), code, "{stretch} {weight}");
        }
    }

    /// What is kept of a CV as seen from January 2020.
    fn record(text: &str) -> Record {
        let cv = crate::features::tests::profile(&crate::features::tests::document(text));
        Record::of(&cv, text, "en", &Background::default())
    }

    #[test]
    fn months_in_all_are_those_held_or_the_most_that_a_line_states() {
        let held = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kneaded gloamrye\n";
        for (line, months) in [
            ("", 48),
            ("- 3 years of gloamrye\n", 48),
            ("- 5 years of gloamrye\n", 60),
            ("- 5 years of gloamrye\n- 6 years of quay\n", 72),
            ("- 6 years of gloamrye\n- 5 years of quay\n", 72),
        ] {
            assert_eq!(
                record(&format!("{held}{line}")).any_months,
                months,
                "{line}"
            );
        }
    }

    #[test]
    fn a_word_is_kept_with_the_lines_that_it_stands_in() {
        let kept = record(
            "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kneaded gloamrye\n- Sold gloamrye\n",
        );
        let key = short(beginning("gloamrye"));
        let found = kept
            .beginnings
            .iter()
            .find(|(beginning, ..)| *beginning == key);
        let (_, code, among) = found.unwrap();
        // Two lines of one position weigh what the heaviest does; each has its own bit.
        assert_eq!((*code, among.count_ones()), (20, 2));
        let other = short(beginning("kneaded"));
        let kneaded = kept
            .beginnings
            .iter()
            .find(|(beginning, ..)| *beginning == other);
        assert_eq!(kneaded.unwrap().2.count_ones(), 1);
    }

    #[test]
    fn the_languages_of_a_record_are_those_it_is_written_in() {
        let english =
            "- This was what they had been with for the most of it and that was all of it\n";
        let german =
            "- ich war mit der und die das nicht auch nur von den auf sich eine einem haben\n";
        for (lines, codes) in [
            (english.to_owned(), &["en"][..]),
            (format!("{english}{german}"), &["de", "en"]),
        ] {
            let kept = record(&format!(
                "Experience\nBaker, Brill Ltd, 2015 - 2018\n{lines}"
            ));
            let mut expected: Vec<u16> = codes.iter().map(|code| language_code(code)).collect();
            expected.sort_unstable();
            assert_eq!(kept.languages, expected, "{lines}");
        }
    }

    #[test]
    fn months_of_positions_without_dates_are_months_in_any() {
        let text = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Kneaded gloamrye\n";
        let mut cv = crate::features::tests::profile(&crate::features::tests::document(text));
        cv.total_months = 7;
        cv.positions[0].stated_months = Some(12);
        let kept = Record::of(&cv, text, "en", &Background::default());
        assert_eq!((kept.total_months, kept.any_months), (7, 48 + 12));
    }

    #[test]
    fn who_knows_the_basics_may_earn_by_a_skill_and_who_denies_it_does_not() {
        let text = "Experience\nBaker, Brill Ltd, 2015 - 2018\n- Wrote Kafka\n";
        for (stance, codes) in [
            (Stance::Claimed, &[20][..]),
            (Stance::Basic, &[20]),
            (Stance::Distant, &[]),
            (Stance::Denied, &[]),
        ] {
            let mut cv = crate::features::tests::profile(&crate::features::tests::document(text));
            cv.skills[0].mentions[0].stance = stance;
            let kafka = cv.skills[0].concept.0;
            let kept = Record::of(&cv, text, "en", &Background::default());
            let found = kept
                .concepts
                .iter()
                .filter(|(concept, _)| *concept == kafka);
            let found: Vec<u8> = found.map(|(_, code)| *code).collect();
            assert_eq!(found, codes, "{stance:?}");
        }
    }
}
