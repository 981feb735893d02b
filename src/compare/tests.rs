use proptest::prelude::*;

use super::*;

fn apart(points: &[i64]) -> Vec<Difference<'static>> {
    let mut points = points.to_vec();
    let sign = points.iter().sum::<i64>().signum();
    points.sort_by_key(|points| -sign * points);
    points
        .into_iter()
        .map(|points| Difference {
            first: None,
            second: None,
            points: Points(points),
        })
        .collect()
}

/// By the book: the size of the smallest subset that reaches nine tenths.
fn smallest(points: &[i64]) -> usize {
    let gap: i64 = points.iter().sum();
    (0u32..1 << points.len())
        .filter(|mask| {
            let chosen = (0..points.len()).filter(|place| mask >> place & 1 == 1);
            let sum: i64 = chosen.map(|place| points[place]).sum();
            10 * sum * gap.signum() >= 9 * gap.abs()
        })
        .map(|mask| mask.count_ones() as usize)
        .min()
        .unwrap()
}

proptest! {
    #[test]
    fn the_decisive_parts_are_the_fewest(points in proptest::collection::vec(-5000..5000i64, 0..10)) {
        let gap = Points(points.iter().sum());
        prop_assert_eq!(decisive(&apart(&points), gap), smallest(&points));
    }
}

#[test]
fn equal_scores_have_no_decisive_part() {
    assert_eq!(decisive(&apart(&[300, -300]), Points(0)), 0);
}
