//! The order in which styles that are based on each other are resolved.

/// What a style is laid over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// It is based on none.
    Nothing,
    Style(usize),
    /// Its bases lead back to it: they say nothing that all viewers agree on.
    Itself,
}

/// Each style once, behind what it is based on; `bases` by their places.
pub(super) fn in_order(bases: &[Option<usize>]) -> Vec<(usize, Below)> {
    let mut order = Vec::with_capacity(bases.len());
    let mut is_met = vec![false; bases.len()];
    for start in 0..bases.len() {
        let (mut chain, mut next) = (Vec::new(), Some(start));
        while let Some(at) = next.filter(|at| !is_met[*at]) {
            is_met[at] = true;
            chain.push(at);
            next = bases[at];
        }
        let mut below = match next {
            Some(at) if chain.contains(&at) => Below::Itself,
            Some(at) => Below::Style(at),
            None => Below::Nothing,
        };
        for at in chain.into_iter().rev() {
            order.push((at, below));
            below = Below::Style(at);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::Below::{Itself, Nothing, Style};
    use super::*;

    #[test]
    fn each_style_comes_once_and_behind_its_base() {
        for (bases, expected) in [
            (vec![], vec![]),
            (vec![None, Some(0)], vec![(0, Nothing), (1, Style(0))]),
            (
                vec![Some(2), Some(0), None],
                vec![(2, Nothing), (0, Style(2)), (1, Style(0))],
            ),
            // Round in a circle, which others are based on.
            (
                vec![Some(1), Some(0), Some(0)],
                vec![(1, Itself), (0, Style(1)), (2, Style(0))],
            ),
            (vec![Some(0)], vec![(0, Itself)]),
        ] {
            assert_eq!(in_order(&bases), expected, "{bases:?}");
        }
    }
}
