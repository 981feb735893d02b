use super::train::{Sequence, Settings, train};
use super::*;

const SETTINGS: Settings = Settings {
    rounds: 8,
    rate: 0.5,
    penalty: 0.01,
    least: 1,
    smallest: 0.01,
};

/// Three labels of weights without order, the third never behind the first.
fn small() -> Chain {
    let transitions = vec![row(&[3, -2, FORBIDDEN]), row(&[1, 4, 2]), row(&[-3, 0, 1])];
    let rows = vec![bytes(&[5, -1, 2]), bytes(&[-4, 3, 0]), bytes(&[1, 1, -6])];
    let labels = ["one", "two", "three"].map(str::to_owned).to_vec();
    Chain::new(
        labels,
        0.1,
        vec![7, 70_000, 3_000_000_000],
        rows,
        transitions,
    )
}

fn row(scores: &[i32]) -> Scores {
    std::array::from_fn(|at| scores.get(at).copied().unwrap_or(FORBIDDEN))
}

fn bytes(weights: &[i8]) -> [i8; LANES] {
    std::array::from_fn(|at| weights.get(at).copied().unwrap_or(0))
}

fn scores_of(chain: &Chain, places: &[&[u32]]) -> Vec<Scores> {
    let sum = |features: &&[u32]| {
        let mut sums = [0; LANES];
        features
            .iter()
            .for_each(|feature| chain.add(*feature, &mut sums));
        widened(&sums)
    };
    places.iter().map(sum).collect()
}

/// Every path with its score.
fn paths(chain: &Chain, scores: &[Scores]) -> Vec<(Vec<u8>, i32)> {
    let mut paths = vec![(Vec::new(), 0)];
    for here in scores {
        paths = paths
            .into_iter()
            .flat_map(|(path, sum)| {
                (0..chain.labels.len()).map(move |label| {
                    let step = path
                        .last()
                        .map_or(0, |last: &u8| chain.transitions[usize::from(*last)][label]);
                    let mut longer = path.clone();
                    longer.push(label as u8);
                    (longer, sum + step + here[label])
                })
            })
            .collect();
    }
    paths
}

const PLACES: &[&[u32]] = &[
    &[7],
    &[7, 70_000],
    &[3_000_000_000],
    &[],
    &[70_000, 3_000_000_000, 5],
    &[7],
];

#[test]
fn the_best_path_is_the_best_of_all() {
    let chain = small();
    for length in 1..=PLACES.len() {
        let scores = scores_of(&chain, &PLACES[..length]);
        let all = paths(&chain, &scores);
        let highest = all.iter().map(|(_, sum)| *sum).max().unwrap();
        let best = chain.best(&scores);
        let (_, sum) = all.iter().find(|(path, _)| *path == best).unwrap();
        assert_eq!(*sum, highest);
    }
    assert!(chain.best(&[]).is_empty());
}

#[test]
fn marginals_are_those_of_all_paths() {
    let chain = small();
    let scores = scores_of(&chain, PLACES);
    let found = chain.marginals(&scores);
    let all = paths(&chain, &scores);
    let weight = |sum: i32| {
        if sum < -1_000_000 {
            0.0
        } else {
            (f64::from(sum) * 0.1).exp()
        }
    };
    let total: f64 = all.iter().map(|(_, sum)| weight(*sum)).sum();
    for (at, marginals) in found.iter().enumerate() {
        for label in 0..3_u8 {
            let sum: f64 = all
                .iter()
                .filter(|(path, _)| path[at] == label)
                .map(|(_, sum)| weight(*sum))
                .sum();
            let expected = sum / total;
            let is = f64::from(marginals[usize::from(label)]);
            assert!(
                (is - expected).abs() < 1e-4,
                "{at} {label}: {is} {expected}"
            );
        }
    }
}

/// Sequences in which the second of two labels follows the first, whatever is seen there.
fn taught() -> Vec<Sequence> {
    (0..40_u32)
        .map(|number| {
            let mut sequence = Sequence::default();
            sequence.push(&[1, 10 + number % 5], 1);
            sequence.push(&[20 + number % 3], 2);
            sequence.push(&[1, 10 + number % 4], 1);
            sequence
        })
        .collect()
}

#[test]
fn what_was_taught_is_known_and_nothing_forbidden_is_said() {
    let chain = train(&["odd", "even"], &taught(), &|_, _| false, SETTINGS);
    assert_eq!(
        chain.best(&scores_of(&chain, &[&[1], &[20], &[1]])),
        [0, 1, 0]
    );
    let never = train(
        &["odd", "even"],
        &taught(),
        &|from, to| from == 1 && to == 0,
        SETTINGS,
    );
    let said = never.best(&scores_of(&never, &[&[1], &[20], &[1]]));
    assert!(said.windows(2).all(|pair| pair != [1, 0]), "{said:?}");
}

#[test]
fn a_place_that_allows_all_teaches_nothing_but_its_neighbours_do() {
    let mut sequences = taught();
    for sequence in &mut sequences[20..] {
        sequence.allowed[1] = 3;
    }
    let chain = train(&["odd", "even"], &sequences, &|_, _| false, SETTINGS);
    assert_eq!(
        chain.best(&scores_of(&chain, &[&[1], &[20], &[1]])),
        [0, 1, 0]
    );
}

#[test]
fn training_twice_gives_the_same_bytes_and_a_file_is_read_back() {
    let once = train(&["odd", "even"], &taught(), &|_, _| false, SETTINGS);
    let again = train(&["odd", "even"], &taught(), &|_, _| false, SETTINGS);
    let bytes = file::write(&[("a", &once), ("b", &small())]);
    assert_eq!(bytes, file::write(&[("a", &again), ("b", &small())]));
    let read = file::read(&bytes).unwrap();
    assert_eq!(read, [("a".to_owned(), once), ("b".to_owned(), small())]);
}

#[test]
fn a_damaged_or_foreign_file_is_refused() {
    let good = file::write(&[("a", &small())]);
    for at in 10..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1;
        assert_eq!(file::read(&bad), Err(file::FileError::Damaged), "{at}");
    }
    assert_eq!(
        file::read(&good[..good.len() - 1]),
        Err(file::FileError::Damaged)
    );
    assert_eq!(
        file::read(b"{\"weights\": []}, and more"),
        Err(file::FileError::Foreign)
    );
    assert_eq!(file::read(b""), Err(file::FileError::Foreign));
    let mut other = good;
    other[8] = 9;
    assert_eq!(
        file::read(&other),
        Err(file::FileError::Version { found: 9 })
    );
}
