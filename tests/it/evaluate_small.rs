//! `cvrank evaluate` on an invented benchmark: the whole answer, and that it repeats.

const BENCHMARK: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/benchmark_small"
);

/// Figures of models and p against them are left out: they change with every model.
const EXPECTED: &str = "\
benchmark_small: 3 jobs, 15 pairs, 8 CVs read, 1 not; as of 2024-01-01
labels without a file: 1, such as job sailor
labels without a file: 1, such as cv c99
random -0.001 [-0.015, 0.017] 0.500 [0.492, 0.509] 0.821 [0.805, 0.831] 0.592 [0.578, 0.602]
cv_length 0.165 [-0.105, 0.600] 0.583 [0.450, 0.800] 0.828 [0.740, 0.986] 0.639 [0.417, 1.000]
tfidf_cosine 0.916 [0.800, 1.000] 0.950 [0.900, 1.000] 0.998 [0.997, 1.000] 1.000 [1.000, 1.000]
bm25 0.916 [0.800, 1.000] 0.950 [0.900, 1.000] 0.998 [0.997, 1.000] 1.000 [1.000, 1.000]
";

fn evaluate(arguments: &[&str]) -> String {
    let all = [&["evaluate", BENCHMARK, "--as-of", "2024-01-01"], arguments].concat();
    let answer = crate::common::run(&all);
    // One CV of the benchmark is too short to be read.
    assert_eq!(answer.code, 4, "{}", answer.stderr);
    answer.stdout
}

#[test]
fn the_table_holds_the_baselines_and_names_what_is_missing() {
    let answer = evaluate(&["--strangers", "0"]);
    let mut lines: Vec<String> = answer
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty() && !line.starts_with("not read: 1, such as cv c09: "))
        .collect();
    let rows = lines.split_off(3);
    let (models, baselines) = rows.split_at(rows.len() - 4);
    assert!(models[0].starts_with("model tau_b auc ndcg_cut_10 map p(tau_b) to "));
    for model in &models[1..] {
        assert_eq!(model.matches('[').count(), 4, "{model}");
    }
    lines.extend(baselines.iter().map(|row| {
        let (figures, p) = row.rsplit_once(' ').unwrap();
        assert!((0.0..=1.0).contains(&p.parse::<f64>().unwrap()), "{row}");
        figures.to_owned()
    }));
    assert_eq!(lines, EXPECTED.lines().collect::<Vec<_>>());
}

#[test]
fn how_good_cvs_are_found_among_those_of_other_jobs_is_a_question_of_its_own() {
    let answer = evaluate(&[]);
    let (_, found) = answer
        .split_once("\nfound among CVs of other jobs: ")
        .unwrap();
    assert!(
        found.starts_with("3 jobs, 6 CVs that were judged for other jobs only\n"),
        "{found}"
    );
    let table: Vec<&str> = found.lines().skip(1).collect();
    assert!(
        table[0]
            .split_whitespace()
            .eq(["model", "auc", "map", "p(auc)", "to", "default-v2"]),
        "{}",
        table[0]
    );
    let names = table[1..]
        .iter()
        .map(|row| row.split_whitespace().next().unwrap());
    let expected = [
        "default-v2",
        "prior-v2",
        "random",
        "cv_length",
        "tfidf_cosine",
        "bm25",
    ];
    assert_eq!(names.collect::<Vec<_>>(), expected);
    let fewer = evaluate(&["--strangers", "1"]);
    assert!(
        fewer.contains("\nfound among CVs of other jobs: 3 jobs, 3 CVs that"),
        "{fewer}"
    );
}

#[test]
fn threads_change_nothing() {
    let all = evaluate(&["--per-feature"]);
    assert_eq!(evaluate(&["--per-feature", "--threads", "1"]), all);
    assert_eq!(evaluate(&["--per-feature", "--threads", "7"]), all);
}

#[test]
fn letor_lines_hold_every_pair_that_could_be_read() {
    let folder = tempfile::tempdir().unwrap();
    evaluate(&["--letor", folder.path().to_str().unwrap()]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let features = read("features.tsv");
    assert!(
        features.starts_with("id\tname\tunit\n1\tmust_coverage\t"),
        "{features}"
    );
    let count = features.lines().count() - 1;
    let lines = read("benchmark_small.letor");
    assert_eq!(lines.lines().count(), 14);
    for line in lines.lines() {
        let (values, comment) = line.split_once(" # ").unwrap();
        assert_eq!(values.split(' ').count(), count + 2, "{line}");
        assert_eq!(comment.split(' ').count(), 2, "{line}");
    }
    assert!(
        lines.starts_with("1 qid:1 1:") && lines.contains(" # accountant c01\n"),
        "{lines}"
    );
}
