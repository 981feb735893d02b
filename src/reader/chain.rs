//! A linear-chain conditional random field over sparse features, as it is read and used.
//!
//! Lafferty, McCallum, Pereira (2001). Features are 32-bit hashes; the weights of one feature
//! for all labels are a row of bytes, so that scores are sums of whole numbers, the same on every
//! machine.

mod exponential;
pub(crate) mod file;
pub mod train;

pub(crate) use exponential::exponential;

/// Labels of a chain are at most so many; a row has a byte for each.
pub(crate) const LANES: usize = 32;

/// The scores of one place for each label, in units of a chain's `scale`.
pub(crate) type Scores = [i32; LANES];
/// Sums of weights while they are added up: so short that a few moves of the machine add a row.
/// [`widened`] they are [`Scores`].
pub(crate) type Sums = [i16; LANES];

/// Sums as scores.
pub(crate) fn widened(sums: &Sums) -> Scores {
    sums.map(i32::from)
}

/// The probability of each label at one place.
pub(crate) type Marginals = [f32; LANES];

/// Far below any sum of weights, and far from overflow.
const FORBIDDEN: i32 = -(1 << 24);

/// Bits of a hash by which rows are found at once.
const BUCKET_BITS: u32 = 16;

/// Bits of a hash by which most absent features are told: 32 kB for all.
const PRESENT_BITS: u32 = 18;

/// A trained chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    labels: Vec<String>,
    /// What a weight of one is worth.
    scale: f32,
    /// Sorted.
    features: Vec<u32>,
    rows: Vec<[i8; LANES]>,
    /// From the label of the row to that of the column; [`FORBIDDEN`] where it may not be.
    transitions: Vec<Scores>,
    /// Where the features of each bucket start.
    buckets: Vec<u32>,
    /// A bit for the first bits of each feature, so that most that have no weights are known so
    /// without a look at the rest.
    present: Vec<u64>,
}

impl Chain {
    /// `features` are sorted, each with its row.
    pub(crate) fn new(
        labels: Vec<String>,
        scale: f32,
        features: Vec<u32>,
        rows: Vec<[i8; LANES]>,
        transitions: Vec<Scores>,
    ) -> Self {
        let mut buckets = vec![0_u32; (1 << BUCKET_BITS) + 1];
        for feature in &features {
            buckets[(feature >> (32 - BUCKET_BITS)) as usize + 1] += 1;
        }
        for at in 1..buckets.len() {
            buckets[at] += buckets[at - 1];
        }
        let mut present = vec![0_u64; 1 << (PRESENT_BITS - 6)];
        for feature in &features {
            let bit = feature >> (32 - PRESENT_BITS);
            present[(bit >> 6) as usize] |= 1 << (bit & 63);
        }
        Self {
            labels,
            scale,
            features,
            rows,
            transitions,
            buckets,
            present,
        }
    }

    /// A difference of scores, in logits.
    pub(crate) fn logits(&self, difference: i32) -> f32 {
        difference as f32 * self.scale
    }

    pub(crate) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Adds the weights of `feature`, if it has any.
    #[inline(always)]
    pub(crate) fn add(&self, feature: u32, sums: &mut Sums) {
        let bit = feature >> (32 - PRESENT_BITS);
        if self.present[(bit >> 6) as usize] >> (bit & 63) & 1 == 0 {
            return;
        }
        let bucket = (feature >> (32 - BUCKET_BITS)) as usize;
        let range = self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize;
        for at in range {
            if self.features[at] == feature {
                for (sum, weight) in sums.iter_mut().zip(&self.rows[at]) {
                    // A place has some hundred features of weights of a byte: no sum runs over.
                    *sum = sum.saturating_add(i16::from(*weight));
                }
                return;
            }
        }
    }

    /// The most probable labels of a sequence (Viterbi); of two that are equal, the first label.
    pub(crate) fn best(&self, scores: &[Scores]) -> Vec<u8> {
        let count = self.labels.len();
        let Some((first, rest)) = scores.split_first() else {
            return Vec::new();
        };
        let mut total = *first;
        let mut came_from: Vec<[u8; LANES]> = Vec::with_capacity(rest.len());
        for here in rest {
            let mut next = [i32::MIN; LANES];
            // As wide as the scores, so that a few moves of the machine compare a row.
            let mut from = [0_i32; LANES];
            for (before, (base, steps)) in total.iter().zip(&self.transitions).enumerate() {
                for to in 0..LANES {
                    let sum = base + steps[to];
                    let is_better = sum > next[to];
                    next[to] = if is_better { sum } else { next[to] };
                    from[to] = if is_better { before as i32 } else { from[to] };
                }
            }
            for to in 0..LANES {
                // Paths that may not be stay far below, and never run over.
                next[to] = (next[to] + here[to]).max(FORBIDDEN * 8);
            }
            total = next;
            came_from.push(from.map(|label| label as u8));
        }
        let mut last = 0;
        for label in 1..count {
            if total[label] > total[last] {
                last = label;
            }
        }
        let mut labels = vec![last as u8; scores.len()];
        for (at, from) in came_from.iter().enumerate().rev() {
            labels[at] = from[labels[at + 1] as usize];
        }
        labels
    }

    /// The probability of each label at each place (forward-backward).
    pub(crate) fn marginals(&self, scores: &[Scores]) -> Vec<Marginals> {
        let count = self.labels.len();
        let steps: Vec<Marginals> = self
            .transitions
            .iter()
            .map(|row| {
                std::array::from_fn(|to| {
                    if row[to] <= FORBIDDEN {
                        0.0
                    } else {
                        exponential(row[to] as f32 * self.scale)
                    }
                })
            })
            .collect();
        let potentials: Vec<Marginals> = scores
            .iter()
            .map(|here| {
                let highest = here[..count].iter().copied().max().unwrap_or(0);
                std::array::from_fn(|label| {
                    if label < count {
                        exponential((here[label] - highest) as f32 * self.scale)
                    } else {
                        0.0
                    }
                })
            })
            .collect();
        posterior(&steps, &potentials, count)
    }
}

/// Marginals of a chain of unnormalised potentials.
pub(crate) fn posterior(
    steps: &[Marginals],
    potentials: &[Marginals],
    count: usize,
) -> Vec<Marginals> {
    let mut forward = potentials.to_vec();
    for at in 0..forward.len() {
        if at > 0 {
            let before = forward[at - 1];
            let mut sums = [0.0; LANES];
            for from in 0..count {
                let weight = before[from];
                for to in 0..LANES {
                    sums[to] += weight * steps[from][to];
                }
            }
            for to in 0..LANES {
                forward[at][to] = sums[to] * potentials[at][to];
            }
        }
        normalise(&mut forward[at]);
    }
    let mut behind = [1.0; LANES];
    for at in (0..forward.len()).rev() {
        for label in 0..LANES {
            forward[at][label] *= behind[label];
        }
        normalise(&mut forward[at]);
        if at > 0 {
            let mut next = [0.0; LANES];
            for from in 0..count {
                let mut sum = 0.0;
                for to in 0..LANES {
                    sum += steps[from][to] * (potentials[at][to] * behind[to]);
                }
                next[from] = sum;
            }
            normalise(&mut next);
            behind = next;
        }
    }
    forward
}

/// Makes the values sum to one; all the same where there is nothing to go by.
pub(crate) fn normalise(values: &mut Marginals) -> f32 {
    let sum: f32 = values.iter().sum();
    if sum > f32::MIN_POSITIVE * 4.0 {
        let factor = 1.0 / sum;
        for value in values.iter_mut() {
            *value *= factor;
        }
    }
    sum
}

#[cfg(test)]
mod tests;
