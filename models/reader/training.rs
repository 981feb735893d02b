//! From samples to chains.

use rayon::prelude::*;

use super::annotated::UNASKED;
use super::sample::{NOTHING, Sample};
use cvrank::reader::cascade::{Reader, blocks};
use cvrank::reader::chain::train::{Sequence, Settings, mean, train};
use cvrank::reader::class::{Class, ClassSet};
use cvrank::reader::classes::Classes;
use cvrank::reader::labels::{LineLabel, WORD_CHAIN, WordLabel, never_follows};
use cvrank::reader::line_features;
use cvrank::reader::lines::Page;
use cvrank::reader::word_features::{Seen, Told};
use cvrank::reader::words::Gap;
use cvrank::text::tokenize;

pub(crate) const LINES: Settings = Settings {
    rounds: 8,
    rate: 0.35,
    penalty: 0.2,
    least: 4,
    smallest: 0.04,
};
pub(crate) const WORDS: Settings = Settings {
    rounds: 12,
    rate: 0.5,
    penalty: 0.2,
    least: 4,
    smallest: 0.04,
};

/// Classes that come of lists, and so may be missing.
const LISTED: ClassSet = ClassSet::of(&[
    Class::Role,
    Class::RoleEnding,
    Class::TitleHead,
    Class::TitleWord,
    Class::Seniority,
    Class::LegalForm,
    Class::EmployerWord,
    Class::School,
    Class::Degree,
    Class::Secondary,
    Class::FieldOfStudy,
    Class::Did,
    Class::Small,
    Class::HeadingWord,
    Class::PlaceWord,
    Class::Department,
    Class::Certificate,
    Class::FormTitle,
    Class::FormEmployer,
    Class::FormDate,
    Class::FormPlace,
    Class::FormDuties,
    Class::FormClient,
    Class::FormSchool,
    Class::FormDegree,
]);

/// The page of a sample, with some of what is known of its words forgotten.
pub(crate) fn page(sample: &Sample, classes: &Classes) -> Page {
    let tokens = tokenize(&sample.text);
    let source = sample.source(&tokens);
    if sample.forgotten == 0 {
        return Page::new(source, classes);
    }
    Page::partly(source, classes, &|key| {
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        (mixed % 100 < u64::from(sample.forgotten)).then_some(LISTED)
    })
}

/// Trains the cascade on several sets of samples: its weights are the mean of theirs.
pub(crate) fn reader(sets: &[Vec<&Sample>], classes: &Classes) -> Reader {
    reader_by(sets, classes, LINES, WORDS)
}

pub(crate) fn reader_by(
    sets: &[Vec<&Sample>],
    classes: &Classes,
    lines: Settings,
    words: Settings,
) -> Reader {
    let pages: Vec<Vec<Page>> = sets
        .iter()
        .map(|samples| {
            let pages = samples.par_iter().map(|sample| page(sample, classes));
            pages.collect()
        })
        .collect();
    let each = || {
        sets.iter()
            .zip(&pages)
            .map(|(set, pages)| set.iter().zip(pages))
    };
    let line_chains = each().map(|set| {
        let sequences: Vec<Sequence> = set
            .map(|(sample, page)| line_sequence(sample, page))
            .collect();
        train(LineLabel::NAMES, &sequences, &|_, _| false, lines)
    });
    let line_chain = mean(&line_chains.collect::<Vec<_>>(), lines);
    let half = Reader::new(
        line_chain.clone(),
        train(WORD_CHAIN, &[], &|_, _| false, words),
    );
    let word_chains = each().map(|set| {
        let sequences =
            set.map(|(sample, page)| word_sequences(sample, page, &half.line_labels(page).0));
        let sequences: Vec<Sequence> = sequences.flatten().collect();
        train(WORD_CHAIN, &sequences, &never_follows, words)
    });
    Reader::new(line_chain, mean(&word_chains.collect::<Vec<_>>(), words))
}

fn line_sequence(sample: &Sample, page: &Page) -> Sequence {
    let mut sequence = Sequence::default();
    let mut features = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        features.clear();
        line_features::of_line(page, at, sample.lexical, &mut |feature| {
            features.push(feature)
        });
        sequence.push(&features, sample.allowed[line.index]);
    }
    sequence
}

/// Labels of lines, some of them wrong, so that the words do not lean on them alone.
fn mistaken(page: &Page, labels: &[LineLabel]) -> Vec<LineLabel> {
    const WRONG: [LineLabel; 3] = [LineLabel::Summary, LineLabel::Description, LineLabel::Other];
    let mixed = |at: usize| {
        let span = page.lines[at].span;
        (u64::from(span.start) << 20 ^ u64::from(span.end) ^ (labels.len() as u64) << 40)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            >> 33
    };
    labels
        .iter()
        .enumerate()
        .map(|(at, label)| match mixed(at) {
            chance if label.is_telling() && chance % 100 < MISTAKES => {
                WRONG[(chance / 100 % 3) as usize]
            }
            _ => *label,
        })
        .collect()
}

/// Of a hundred lines whose words are learnt, how many have a wrong label.
const MISTAKES: u64 = 10;

fn word_sequences(sample: &Sample, page: &Page, labels: &[LineLabel]) -> Vec<Sequence> {
    let labels = &if sample.lexical {
        labels.to_vec()
    } else {
        mistaken(page, labels)
    };
    let told = Told::new(page, labels);
    let mut features = Vec::new();
    let mut sequences = Vec::new();
    for block in blocks(page, labels) {
        let mut sequence = Sequence::default();
        for line in block {
            let seen = Seen::new(&told, line);
            let words = page.words_of(line);
            let mut before = None;
            for (index, word) in words.iter().enumerate() {
                features.clear();
                seen.word(index, sample.lexical, &mut |feature| features.push(feature));
                let at = sample
                    .marks
                    .partition_point(|mark| mark.span.end <= word.span.start);
                let mark = sample
                    .marks
                    .get(at)
                    .filter(|mark| mark.span.start < word.span.end);
                let allowed = match mark {
                    // Only a small word leads from a degree to its field.
                    Some(mark) if before == Some(at) && !word.classes.any(LEADS) => {
                        mark.further & !NOTHING
                            | if mark.further == mark.first {
                                mark.further
                            } else {
                                0
                            }
                    }
                    Some(mark) if before == Some(at) => mark.further,
                    Some(mark) => mark.first,
                    None if sample.lexical => {
                        let is_labelled = words
                            .iter()
                            .skip(index + 1)
                            .take(4)
                            .any(|word| word.gap == Gap::Colon);
                        sample.outside | unasked(word.classes, is_labelled && index < 4)
                    }
                    None => sample.outside,
                };
                before = mark.map(|_| at);
                sequence.push(&features, allowed);
            }
        }
        sequences.push(sequence);
    }
    sequences
}

const YOUNG: ClassSet = ClassSet::of(&[Class::Secondary, Class::School]);

const LEADS: ClassSet = ClassSet::of(&[Class::Small, Class::DegreeLead]);

/// What a word that annotators left may be all the same.
fn unasked(classes: ClassSet, is_labelled: bool) -> u32 {
    let of_lists = UNASKED.iter().filter(|(needed, label)| {
        classes.any(*needed) && (is_labelled || *label != WordLabel::Form)
    });
    let bits = of_lists.fold(0, |bits, (_, label)| bits | label.both());
    // Schools for the young were marked now and then.
    let study = WordLabel::Degree.both() | WordLabel::Field.both() | WordLabel::Institution.both();
    let bits = bits | if classes.any(YOUNG) { study } else { 0 };
    bits | if is_dated(classes) {
        WordLabel::Date.both()
    } else {
        0
    }
}

fn is_dated(classes: ClassSet) -> bool {
    classes.any(ClassSet::of(&[
        Class::Year,
        Class::Month,
        Class::Open,
        Class::Until,
        Class::Number,
        Class::Since,
        Class::Length,
    ]))
}
