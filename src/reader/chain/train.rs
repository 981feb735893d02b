//! Training: regularised likelihood by AdaGrad with dual averaging, in a fixed order.
//!
//! Duchi, Hazan, Singer (2011), equation 25: the sum of gradients is shrunk by the penalty and
//! scaled by the root of the sum of their squares, so that most weights are zero. A place may
//! allow several labels where the truth is known in part (Tsuboi et al. 2008).

use std::collections::{BTreeMap, HashMap};

use super::{Chain, FORBIDDEN, LANES, Marginals, Scores, exponential, normalise};

/// A sequence with what is known of its labels.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    /// Where the features of each place end.
    pub ends: Vec<u32>,
    pub features: Vec<u32>,
    /// A bit for each label that may stand at the place.
    pub allowed: Vec<u32>,
}

impl Sequence {
    /// Adds a place with its features.
    pub fn push(&mut self, features: &[u32], allowed: u32) {
        self.features.extend_from_slice(features);
        self.ends.push(self.features.len() as u32);
        self.allowed.push(allowed);
    }

    pub(crate) fn len(&self) -> usize {
        self.allowed.len()
    }

    fn at(&self, place: usize) -> &[u32] {
        let start = if place == 0 {
            0
        } else {
            self.ends[place - 1] as usize
        };
        &self.features[start..self.ends[place] as usize]
    }
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub rounds: usize,
    /// Size of a step.
    pub rate: f32,
    /// What a weight must gain in a round, per sequence and round.
    pub penalty: f32,
    /// Features of fewer places are left out.
    pub least: u32,
    /// Weights smaller than this are left out at the end.
    pub smallest: f32,
}

type Row = [f32; LANES];

/// Scores further below the highest, and moves further from zero, are taken as these, so that no
/// product of two leaves the range of numbers.
const LOWEST: f32 = -40.0;
const STEEPEST: f32 = 10.0;
/// A sum so small says that no path may be.
const SMALLEST_SUM: f32 = 1e-30;

/// Sums by which a weight is known.
#[derive(Clone)]
struct Sums {
    gradients: Vec<Row>,
    squares: Vec<Row>,
}

impl Sums {
    fn new(count: usize) -> Self {
        Self {
            gradients: vec![[0.0; LANES]; count],
            squares: vec![[0.0; LANES]; count],
        }
    }

    #[inline]
    fn row(&self, at: usize, rate: f32, shrink: f32) -> Row {
        let (gradients, squares) = (&self.gradients[at], &self.squares[at]);
        std::array::from_fn(|lane| {
            let gradient = gradients[lane];
            let kept = (gradient.abs() - shrink).max(0.0);
            -(kept.copysign(gradient)) * rate / (1.0 + squares[lane].sqrt())
        })
    }

    #[inline]
    fn add(&mut self, at: usize, change: &Row) {
        let (gradients, squares) = (&mut self.gradients[at], &mut self.squares[at]);
        for lane in 0..LANES {
            gradients[lane] += change[lane];
            squares[lane] += change[lane] * change[lane];
        }
    }
}

/// Learns a chain. `forbidden` says which label (second) may never follow which (first).
pub fn train(
    labels: &[&str],
    sequences: &[Sequence],
    forbidden: &dyn Fn(usize, usize) -> bool,
    settings: Settings,
) -> Chain {
    let count = labels.len();
    let (numbers, sequences) = numbered(sequences, settings.least);
    let mut weights = Sums::new(numbers.len());
    let mut moves = Sums::new(count);
    let open: Vec<Row> = (0..count)
        .map(|from| {
            std::array::from_fn(|to| f32::from(u8::from(to < count && !forbidden(from, to))))
        })
        .collect();
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut done = 0_u32;
    for _ in 0..settings.rounds {
        for at in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(at, (random % (at as u64 + 1)) as usize);
        }
        for &index in &order {
            let sequence = &sequences[index];
            let shrink = settings.penalty * done as f32 / order.len() as f32;
            learn(
                sequence,
                &mut weights,
                &mut moves,
                &open,
                count,
                settings.rate,
                shrink,
            );
            done += 1;
        }
    }
    let shrink = settings.penalty * done as f32 / order.len().max(1) as f32;
    finished(labels, &numbers, &weights, &moves, &open, settings, shrink)
}

/// One step of training.
fn learn(
    sequence: &Sequence,
    weights: &mut Sums,
    moves: &mut Sums,
    open: &[Row],
    count: usize,
    rate: f32,
    shrink: f32,
) {
    let length = sequence.len();
    if length == 0 {
        return;
    }
    let steps: Vec<Row> = (0..count)
        .map(|from| {
            let row = moves.row(from, rate, 0.0);
            std::array::from_fn(|to| {
                open[from][to] * exponential(row[to].clamp(-STEEPEST, STEEPEST))
            })
        })
        .collect();
    let mut free = Vec::with_capacity(length);
    let mut bound = Vec::with_capacity(length);
    for place in 0..length {
        let mut scores = [0.0_f32; LANES];
        for &feature in sequence.at(place) {
            let row = weights.row(feature as usize, rate, shrink);
            for lane in 0..LANES {
                scores[lane] += row[lane];
            }
        }
        let highest = scores[..count].iter().copied().fold(f32::MIN, f32::max);
        let potential: Marginals = std::array::from_fn(|label| {
            if label < count {
                exponential((scores[label] - highest).max(LOWEST))
            } else {
                0.0
            }
        });
        free.push(potential);
        let allowed = sequence.allowed[place];
        bound.push(std::array::from_fn(|label| {
            if allowed >> label & 1 == 1 {
                potential[label]
            } else {
                0.0
            }
        }));
    }
    let mut moved = vec![[0.0; LANES]; count];
    let expected = expectations(&steps, &free, count, 1.0, &mut moved);
    let (Some(expected), Some(known)) = (
        expected,
        expectations(&steps, &bound, count, -1.0, &mut moved),
    ) else {
        return;
    };
    for place in 0..length {
        let change: Row = std::array::from_fn(|lane| expected[place][lane] - known[place][lane]);
        for &feature in sequence.at(place) {
            weights.add(feature as usize, &change);
        }
    }
    for (from, change) in moved.iter().enumerate() {
        moves.add(from, change);
    }
}

/// Marginals, with the expected moves times `sign` added to `moved`; none where no path may be.
fn expectations(
    steps: &[Row],
    potentials: &[Marginals],
    count: usize,
    sign: f32,
    moved: &mut [Row],
) -> Option<Vec<Marginals>> {
    let length = potentials.len();
    let mut forward = potentials.to_vec();
    for at in 0..length {
        if at > 0 {
            let before = forward[at - 1];
            let mut sums = [0.0; LANES];
            for from in 0..count {
                for to in 0..LANES {
                    sums[to] += before[from] * steps[from][to];
                }
            }
            for to in 0..LANES {
                forward[at][to] = sums[to] * potentials[at][to];
            }
        }
        if normalise(&mut forward[at]) <= SMALLEST_SUM {
            return None;
        }
    }
    let mut behind = [1.0; LANES];
    let mut marginals = forward.clone();
    for at in (0..length).rev() {
        for label in 0..LANES {
            marginals[at][label] *= behind[label];
        }
        normalise(&mut marginals[at]);
        if at > 0 {
            let weighted: Row = std::array::from_fn(|to| potentials[at][to] * behind[to]);
            let mut next = [0.0; LANES];
            let mut sum = 0.0;
            for from in 0..count {
                next[from] = (0..LANES).map(|to| steps[from][to] * weighted[to]).sum();
                sum += next[from] * forward[at - 1][from];
            }
            if sum <= SMALLEST_SUM {
                return None;
            }
            for from in 0..count {
                let factor = sign * forward[at - 1][from] / sum;
                if factor != 0.0 {
                    for to in 0..LANES {
                        moved[from][to] += factor * steps[from][to] * weighted[to];
                    }
                }
            }
            normalise(&mut next);
            behind = next;
        }
    }
    Some(marginals)
}

/// Features by number, those of fewer than `least` places left out; and the sequences so told.
fn numbered(sequences: &[Sequence], least: u32) -> (Vec<u32>, Vec<Sequence>) {
    let mut places: HashMap<u32, u32> = HashMap::new();
    for feature in sequences.iter().flat_map(|sequence| &sequence.features) {
        *places.entry(*feature).or_default() += 1;
    }
    let mut kept: Vec<u32> = places
        .iter()
        .filter(|(_, count)| **count >= least)
        .map(|(feature, _)| *feature)
        .collect();
    kept.sort_unstable();
    let numbers: HashMap<u32, u32> = kept
        .iter()
        .enumerate()
        .map(|(number, feature)| (*feature, number as u32))
        .collect();
    let told = sequences
        .iter()
        .map(|sequence| {
            let mut told = Sequence::default();
            for place in 0..sequence.len() {
                let features: Vec<u32> = sequence
                    .at(place)
                    .iter()
                    .filter_map(|at| numbers.get(at).copied())
                    .collect();
                told.push(&features, sequence.allowed[place]);
            }
            told
        })
        .collect();
    (kept, told)
}

/// The chain whose weights are the mean of those of `chains`, which have the same labels: what one
/// sample happens to teach weighs less.
pub fn mean(chains: &[Chain], settings: Settings) -> Chain {
    let Some(first) = chains.first() else {
        return train(&[], &[], &|_, _| false, settings);
    };
    let share = 1.0 / chains.len() as f32;
    let mut sums: BTreeMap<u32, Row> = BTreeMap::new();
    for chain in chains {
        for (feature, row) in chain.features.iter().zip(&chain.rows) {
            let sum = sums.entry(*feature).or_insert([0.0; LANES]);
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += f32::from(*weight) * chain.scale * share;
            }
        }
    }
    let moves = (0..first.labels.len()).map(|from| {
        std::array::from_fn(|to| {
            let all = chains
                .iter()
                .map(|chain| (chain.transitions[from][to], chain.scale));
            let open = all.filter(|(weight, _)| *weight != FORBIDDEN);
            open.map(|(weight, scale)| weight as f32 * scale * share)
                .reduce(|a, b| a + b)
        })
    });
    let labels = first.labels.clone();
    let (numbers, rows): (Vec<u32>, Vec<Row>) = sums.into_iter().unzip();
    in_bytes(
        labels,
        &numbers,
        &rows,
        &moves.collect::<Vec<_>>(),
        settings,
    )
}

/// The chain of what was learnt.
fn finished(
    labels: &[&str],
    numbers: &[u32],
    weights: &Sums,
    moves: &Sums,
    open: &[Row],
    settings: Settings,
    shrink: f32,
) -> Chain {
    let rows: Vec<Row> = (0..numbers.len())
        .map(|at| weights.row(at, settings.rate, shrink))
        .collect();
    let moves: Vec<[Option<f32>; LANES]> = (0..labels.len())
        .map(|from| {
            let row = moves.row(from, settings.rate, 0.0);
            std::array::from_fn(|to| (open[from][to] > 0.0).then_some(row[to]))
        })
        .collect();
    let labels = labels.iter().map(|label| (*label).to_owned()).collect();
    in_bytes(labels, numbers, &rows, &moves, settings)
}

/// The chain with its weights in bytes; no move where `moves` has none.
fn in_bytes(
    labels: Vec<String>,
    numbers: &[u32],
    rows: &[Row],
    moves: &[[Option<f32>; LANES]],
    settings: Settings,
) -> Chain {
    let count = labels.len();
    let largest = rows
        .iter()
        .flatten()
        .fold(0.5_f32, |largest, weight| largest.max(weight.abs()));
    let scale = largest.min(6.0) / 127.0;
    let byte = |weight: f32| {
        if weight.abs() < settings.smallest {
            0
        } else {
            (weight / scale).round().clamp(-127.0, 127.0) as i8
        }
    };
    let (mut features, mut kept) = (Vec::new(), Vec::new());
    for (feature, row) in numbers.iter().zip(rows) {
        let bytes: [i8; LANES] =
            std::array::from_fn(|lane| if lane < count { byte(row[lane]) } else { 0 });
        if bytes.iter().any(|weight| *weight != 0) {
            features.push(*feature);
            kept.push(bytes);
        }
    }
    let transitions: Vec<Scores> = moves
        .iter()
        .map(|row| {
            row.map(|weight| {
                weight.map_or(FORBIDDEN, |weight| {
                    (weight / scale).round().clamp(-2000.0, 2000.0) as i32
                })
            })
        })
        .collect();
    Chain::new(labels, scale, features, kept, transitions)
}
