use super::*;

fn ranks(orders: &[&[usize]]) -> Vec<Vec<u32>> {
    let rank = |order: &&[usize]| {
        let mut ranks = vec![0; order.len()];
        for (place, &index) in order.iter().enumerate() {
            ranks[index] = place as u32 + 1;
        }
        ranks
    };
    orders.iter().map(rank).collect()
}

#[test]
fn groups_are_named_as_columns_are() {
    for (number, name) in [
        (0, "A"),
        (25, "Z"),
        (26, "AA"),
        (51, "AZ"),
        (52, "BA"),
        (702, "AAA"),
    ] {
        assert_eq!(letters(number), name);
    }
}

#[test]
fn a_group_ends_where_its_first_is_out_of_reach() {
    // The second often passes the first and the third the second, but never the third the first.
    let samples = ranks(&[&[0, 1, 2], &[1, 0, 2], &[0, 2, 1], &[1, 0, 2], &[0, 2, 1]]);
    assert_eq!(tie_groups(&samples, 3), [0, 0, 1]);
}

#[test]
fn a_tie_takes_more_than_a_tenth_of_the_samples() {
    let of = |changed: usize| {
        let mut orders: Vec<&[usize]> = vec![&[0, 1]; 20 - changed];
        orders.extend(vec![&[1, 0][..]; changed]);
        tie_groups(&ranks(&orders), 2)
    };
    assert_eq!(of(2), [0, 1]);
    assert_eq!(of(3), [0, 0]);
}

#[test]
fn equal_scores_are_a_tie() {
    assert_eq!(tie_groups(&[vec![1, 1, 3]], 3), [0, 0, 1]);
}
