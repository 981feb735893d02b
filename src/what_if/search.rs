//! The fewest facts that gain enough, of those the ones that gain most.

use crate::features::potential::Fact;
use crate::model::Points;

/// What facts gain together: never less with one more, never more than the sum of what each
/// gains alone.
pub(super) trait Gains {
    fn gain(&self, facts: &[Fact]) -> Points;
}

/// Sets tried before the search settles for what it has.
const MOST_TRIED: usize = 200_000;
/// Each part of a score is rounded down by itself, so a sum of gains may miss this much.
const ROUNDING: i64 = 64;

pub(super) struct Found {
    /// Empty when not even all facts gain enough.
    pub facts: Vec<Fact>,
    /// Whether fewer were proven not to gain enough.
    pub is_proven: bool,
}

/// The fewest of `facts` that gain `needed`. Months among them are the fewest that do.
pub(super) fn fewest(gains: &impl Gains, facts: &[Fact], needed: Points) -> Found {
    if gains.gain(facts) < needed {
        return Found {
            facts: Vec::new(),
            is_proven: true,
        };
    }
    let mut alone: Vec<(Points, Fact)> = facts
        .iter()
        .map(|&fact| (gains.gain(&[fact]), fact))
        .collect();
    // A stable sort: of equals, the one given first.
    alone.sort_by_key(|(gain, _)| std::cmp::Reverse(*gain));
    let mut search = Search {
        gains,
        alone: &alone,
        needed,
        best: None,
        tried: 0,
    };
    for size in 1..=alone.len() {
        search.extend(&mut Vec::new(), 0, size);
        if search.best.is_some() || search.tried >= MOST_TRIED {
            break;
        }
    }
    let is_proven = search.best.is_some();
    let mut found = match search.best {
        Some((_, facts)) => facts,
        None => greedy(gains, &alone, needed),
    };
    for place in 0..found.len() {
        if let Some(&fact) = found.get(place) {
            let others: Vec<Fact> = found
                .iter()
                .copied()
                .filter(|other| *other != fact)
                .collect();
            let shorter = shorten(gains, &others, fact, needed);
            found.splice(place..=place, [shorter]);
        }
    }
    Found {
        facts: found,
        is_proven,
    }
}

struct Search<'a, G> {
    gains: &'a G,
    alone: &'a [(Points, Fact)],
    needed: Points,
    best: Option<(Points, Vec<Fact>)>,
    tried: usize,
}

impl<G: Gains> Search<'_, G> {
    /// Tries every way of adding `left` facts from `start` on to `chosen` that could still be best.
    fn extend(&mut self, chosen: &mut Vec<Fact>, start: usize, left: usize) {
        if self.tried >= MOST_TRIED {
            return;
        }
        self.tried += 1;
        let gained = self.gains.gain(chosen);
        if left == 0 {
            let is_better = self.best.as_ref().is_none_or(|(best, _)| gained > *best);
            if gained >= self.needed && is_better {
                self.best = Some((gained, chosen.clone()));
            }
            return;
        }
        for place in start..(self.alone.len() + 1).saturating_sub(left) {
            let Some(next) = self.alone.get(place..place + left) else {
                return;
            };
            let most = gained.0 + next.iter().map(|(gain, _)| gain.0).sum::<i64>() + ROUNDING;
            let beaten = self.best.as_ref().is_some_and(|(best, _)| most <= best.0);
            // Later ones gain less.
            if most < self.needed.0 || beaten {
                return;
            }
            if let Some((_, fact)) = next.first() {
                chosen.push(*fact);
                self.extend(chosen, place + 1, left - 1);
                chosen.pop();
            }
        }
    }
}

/// The facts that gain most alone, until they suffice.
fn greedy(gains: &impl Gains, alone: &[(Points, Fact)], needed: Points) -> Vec<Fact> {
    let mut chosen = Vec::new();
    for (_, fact) in alone {
        chosen.push(*fact);
        if gains.gain(&chosen) >= needed {
            break;
        }
    }
    chosen
}

/// The same fact with the fewest months that still gain `needed` beside `others`.
pub(super) fn shorten(gains: &impl Gains, others: &[Fact], fact: Fact, needed: Points) -> Fact {
    let Fact::Months(most) = fact else {
        return fact;
    };
    let suffices = |months: u32| {
        let mut facts = others.to_vec();
        facts.push(Fact::Months(months));
        gains.gain(&facts) >= needed
    };
    if !suffices(most) {
        return fact;
    }
    let (mut too_few, mut enough) = (0, most);
    while enough - too_few > 1 {
        let middle = too_few + (enough - too_few) / 2;
        if suffices(middle) {
            enough = middle;
        } else {
            too_few = middle;
        }
    }
    Fact::Months(enough)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Facts in groups; a group's gains run together in a saturating form.
    struct Toy {
        /// Gain by itself, and gain in units of the shared half.
        facts: Vec<(i64, f64)>,
    }

    impl Gains for Toy {
        fn gain(&self, facts: &[Fact]) -> Points {
            let (mut own, mut shared) = (0, 0.0);
            for fact in facts {
                match *fact {
                    Fact::Requirement(index) => {
                        let (points, units) = self.facts[index as usize];
                        own += points;
                        shared += units;
                    }
                    Fact::Months(months) => own += i64::from(months) * 10,
                    Fact::Seniority => own += 250,
                }
            }
            Points(own + (10_000.0 * shared / (1.0 + shared)) as i64)
        }
    }

    /// By the book: every subset, the smallest that suffices, of those the one that gains most.
    fn by_the_book(toy: &Toy, facts: &[Fact], needed: Points) -> Option<(usize, Points)> {
        (1u32..1 << facts.len())
            .filter_map(|mask| {
                let chosen: Vec<Fact> = (0..facts.len())
                    .filter(|place| mask >> place & 1 == 1)
                    .map(|place| facts[place])
                    .collect();
                let gain = toy.gain(&chosen);
                (gain >= needed).then_some((chosen.len(), gain))
            })
            .min_by_key(|(count, gain)| (*count, -gain.0))
    }

    proptest! {
        #[test]
        fn the_search_finds_what_trying_all_finds(
            facts in proptest::collection::vec((0..3000i64, 0.0..1.5f64), 1..9),
            needed in 1..20_000i64,
        ) {
            let toy = Toy { facts };
            let mut open: Vec<Fact> = (0..toy.facts.len() as u32).map(Fact::Requirement).collect();
            open.push(Fact::Seniority);
            let found = fewest(&toy, &open, Points(needed));
            prop_assert!(found.is_proven);
            let gain = toy.gain(&found.facts);
            match by_the_book(&toy, &open, Points(needed)) {
                Some(best) => prop_assert_eq!((found.facts.len(), gain), best),
                None => prop_assert!(found.facts.is_empty()),
            }
        }

        #[test]
        fn months_are_the_fewest_that_do(needed in 1..600i64) {
            let toy = Toy { facts: Vec::new() };
            let fact = shorten(&toy, &[], Fact::Months(60), Points(needed));
            prop_assert_eq!(fact, Fact::Months((needed as u32).div_ceil(10)));
        }
    }

    #[test]
    fn what_gains_most_first_is_not_always_among_the_fewest() {
        // The two that share a half gain most alone, and little together.
        let toy = Toy {
            facts: vec![(0, 4.0), (0, 3.9), (7_000, 0.0), (6_900, 0.0)],
        };
        let open: Vec<Fact> = (0..4).map(Fact::Requirement).collect();
        let found = fewest(&toy, &open, Points(14_500));
        assert_eq!(found.facts, [Fact::Requirement(0), Fact::Requirement(2)]);
    }

    #[test]
    fn a_search_that_is_too_long_says_so() {
        // Two gain enough by the bound, 33 in truth.
        let toy = Toy {
            facts: vec![(0, 1.0); 40],
        };
        let open: Vec<Fact> = (0..40).map(Fact::Requirement).collect();
        let found = fewest(&toy, &open, Points(9_700));
        assert_eq!((found.facts.len(), found.is_proven), (33, false));
    }

    /// Parts that are rounded down one by one: two facts gain as much more than each alone.
    struct Rounded(i64);

    impl Gains for Rounded {
        fn gain(&self, facts: &[Fact]) -> Points {
            let both = if facts.len() == 2 { self.0 } else { 0 };
            Points(100 * facts.len() as i64 + both)
        }
    }

    #[test]
    fn facts_are_tried_that_rounding_alone_keeps_below() {
        let open = [Fact::Requirement(0), Fact::Requirement(1)];
        for (rounded, needed, count, is_proven) in [
            (64, 264, 2, true),
            (64, 265, 0, true),
            (0, 200, 2, true),
            (0, 201, 0, true),
            (0, 100, 1, true),
        ] {
            let found = fewest(&Rounded(rounded), &open, Points(needed));
            let said = (found.facts.len(), found.is_proven);
            assert_eq!(said, (count, is_proven), "{needed} with {rounded}");
        }
    }
}
