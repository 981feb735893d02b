//! Who of a pool is scored and shown.

use std::collections::BTreeMap;
use std::fs;

use super::{Place, job};
use crate::common::{AS_OF, root, run};

#[test]
fn filters_count_whom_they_leave_out() {
    let place = Place::new();
    let cv = |name: &str, place_of: &str, end: &str, what: &str| {
        format!(
            "{name}\n{place_of}\n\nExperience\nWard nurse, Brill Clinic, 2015 - {end}\n- {what}\n"
        )
    };
    let english = "Gave medication on a surgical ward and trained the night shift of nurses";
    let german = "Gab auf der chirurgischen Station Medikamente und leitete die Nachtschicht an";
    for (file, text) in [
        ("a.txt", cv("Anna Nowak", "10115 Berlin", "2023", english)),
        ("b.txt", cv("Bea Stein", "Hamburg", "present", english)),
        ("c.txt", cv("Cora Lind", "Berlin", "heute", german)),
        ("d.txt", cv("Dora Winter", "Bremen", "2016", english)),
    ] {
        fs::write(place.cvs().join(file), text).unwrap();
    }
    place.add(&["--arrived", "2026-09-01"]);
    place.run(&["pool", "tag", "POOL", "ward", "a", "b", "c"]);
    for (filters, ids, told) in [
        (
            &["--tag", "ward"][..],
            &["a", "b", "c"][..],
            &["1 left out by --tag ward"][..],
        ),
        (
            &["--language", "de"],
            &["c"],
            &["3 left out by --language de"],
        ),
        (
            &["--place", "berlin"],
            &["a", "c"],
            &["2 left out by --place berlin"],
        ),
        (
            &[
                "--tag",
                "ward",
                "--active-since",
                "2024-01",
                "--place",
                "Hamburg",
            ],
            &["b"],
            &[
                "1 left out by --tag ward",
                "1 left out by --active-since 2024-01",
                "1 left out by --place Hamburg",
            ],
        ),
        (
            &["--active-since", "2023-12"],
            &["a", "b", "c"],
            &["1 left out by --active-since 2023-12"],
        ),
        (
            &["--active-since", "2024-01"],
            &["b", "c"],
            &["2 left out by --active-since 2024-01"],
        ),
    ] {
        let mut found = place.ids(filters);
        found.sort();
        assert_eq!(found, ids, "{filters:?}");
        let table = place.score(&[&["--pool", "POOL"], filters].concat()).stdout;
        for line in told {
            assert!(table.contains(&format!("\n{line}\n")), "{line}\n{table}");
        }
    }
    place.run(&["pool", "tag", "POOL", "ward", "a", "--remove"]);
    assert_eq!(place.ids(&["--tag", "ward"]).len(), 2);
    let json = place
        .score(&["--pool", "POOL", "--tag", "ward", "--format", "json"])
        .stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["left_out"],
        serde_json::json!([{"by": "--tag ward", "cvs": 2}])
    );
}

#[test]
fn who_came_since_keeps_the_rank_among_all() {
    let place = Place::with(&["c-0001.md", "c-0012.md", "c-0023.md", "c-0010.txt"]);
    place.add(&["--arrived", "2026-09-01"]);
    let before = place.ids(&[]);
    fs::copy(
        root().join("data/cvs/c-0027.md"),
        place.cvs().join("c-0027.md"),
    )
    .unwrap();
    place.add(&["--arrived", "2026-09-20"]);
    let of = |more: &[&str]| {
        let json = place
            .score(&[&["--pool", "POOL", "--format", "json"], more].concat())
            .stdout;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        json
    };
    let (all, new) = (of(&[]), of(&["--since", "2026-09-20"]));
    let rows: BTreeMap<&str, &serde_json::Value> = all["matches"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["cv_id"].as_str().unwrap(), row))
        .collect();
    assert_eq!(rows.len(), before.len() + 1);
    let shown = new["matches"].as_array().unwrap();
    assert_eq!(shown.len(), 1);
    assert_eq!(&shown[0], rows["c-0027"]);
    assert_eq!(
        new["left_out"],
        serde_json::json!([{"by": "--since 2026-09-20 (ranked, not shown)", "cvs": 4}])
    );
}

/// The first of a pool are the first of all, with all that is said of them, whatever is passed over.
#[test]
fn the_first_of_a_pool_are_the_first_of_all() {
    let place = Place::new();
    // Invented people of several trades, so that for each post most can be passed over.
    let trades = [
        (
            "Ward nurse",
            "Gave medication on an acute medical ward, wound care and discharge planning",
        ),
        (
            "Backend engineer",
            "Wrote services in Rust and Go with PostgreSQL, Kafka and Kubernetes",
        ),
        (
            "Baker",
            "Baked rye bread and sold it with cake at the old mill",
        ),
        (
            "Warehouse clerk",
            "Drove a forklift, picked goods and counted stock in SAP",
        ),
        (
            "Accountant",
            "Prepared month end closing, balance sheets and tax returns in DATEV",
        ),
        (
            "Gardener",
            "Planted hedges, mowed lawns and kept the roses of the park",
        ),
    ];
    let mut table = "id,text\n".to_owned();
    for number in 0..240_usize {
        let (title, told) = trades[number % trades.len()];
        let other = trades[(number / 7) % trades.len()].1;
        let (from, to) = (1990 + number % 25, 2016 + number % 9);
        table.push_str(&format!(
            "p-{number},\"Experience\n{title}, Brill {number} Ltd, {from} - {to}\n- {told}\n\
             - Trained {} new colleagues\n\nSkills\n{}\n\nEducation\nBachelor of Arts, {from}\n\"\n",
            number % 5 + 2,
            if number % 3 == 0 { other } else { "Excel, English" },
        ));
    }
    fs::write(place.cvs().join("people.csv"), table).unwrap();
    fs::write(place.cvs().join("short.txt"), "Baker").unwrap();
    // Some paste the post or parts of it, at an end or between their own lines.
    for (number, post) in fs::read_dir(root().join("data/jobs")).unwrap().enumerate() {
        let post = fs::read_to_string(post.unwrap().path()).unwrap();
        let lines: Vec<&str> = post.lines().filter(|line| line.len() > 30).collect();
        for (at, (own, told)) in trades.iter().enumerate() {
            let own = format!("{own}, Brill Ltd, 2015 - 2022\n- {told}");
            let middle = own.len() / 2;
            let middle = middle + own[middle..].find(' ').unwrap();
            let some = &lines[at % lines.len()..(at + 3).min(lines.len())];
            for (kind, text) in [
                format!("Experience\n{own}\n\n{post}"),
                format!("{}\n\nExperience\n{own}\n", lines[at % lines.len()]),
                format!("Experience\n{own}\n- {}\n", some.join("\n- ")),
                format!(
                    "Experience\n{} {} {}\n",
                    &own[..middle],
                    some[0],
                    &own[middle..]
                ),
            ]
            .into_iter()
            .enumerate()
            {
                let name = format!("paste-{number}-{at}-{kind}.txt");
                fs::write(place.cvs().join(name), text).unwrap();
            }
        }
    }
    place.add(&["--tag", "all"]);
    let jobs = fs::read_dir(root().join("data/jobs")).unwrap();
    let mut passed_over = 0;
    for job in jobs.map(|entry| entry.unwrap().path()) {
        let job = job.to_str().unwrap();
        for top in ["1", "5", "40"] {
            let of = |from: &[&str]| {
                let score = [
                    "score", job, "--top", top, "--as-of", AS_OF, "-q", "--format", "json",
                ];
                let answer = place.run(&[&score, from].concat());
                serde_json::from_str::<serde_json::Value>(&answer.stdout).unwrap()
            };
            // Named among the CVs, it is scored whole.
            let (all, mut first) = (of(&["POOL"]), of(&["--pool", "POOL"]));
            passed_over += first["passed_over"].as_u64().unwrap_or(0);
            let rows = |of: &serde_json::Value| of["matches"].as_array().unwrap().clone();
            for (all, first) in rows(&all).iter().zip(rows(&first)) {
                for (key, value) in all.as_object().unwrap() {
                    assert_eq!(
                        *value, first[key],
                        "{job}, {top}, {key} of {}",
                        all["cv_id"]
                    );
                }
            }
            assert_eq!(all["matches"], first["matches"], "{job}, {top}");
            assert_eq!(
                all["stability"]["cut"], first["stability"]["cut"],
                "{job}, {top}"
            );
            assert_eq!(all["cvs"], first["cvs"]);
            first = of(&["--pool", "POOL", "--tag", "all"]);
            assert_eq!(all["matches"], first["matches"], "{job}, {top}, filtered");
        }
    }
    assert!(passed_over > 500, "{passed_over} were passed over");
}

#[test]
fn only_musts_leaves_out_who_lacks_one() {
    let all = run(&[
        "score",
        &job(),
        root().join("data/cvs").to_str().unwrap(),
        "--as-of",
        AS_OF,
        "-q",
        "--format",
        "csv",
    ]);
    let mut reader = csv::Reader::from_reader(all.stdout.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|known| known == name).unwrap();
    let (met, of) = (at("must_met"), at("must_total"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let expected: Vec<&str> = rows
        .iter()
        .filter(|row| row[met] == row[of])
        .map(|row| &row[1])
        .collect();
    let only = run(&[
        "score",
        &job(),
        root().join("data/cvs").to_str().unwrap(),
        "--as-of",
        AS_OF,
        "--only-musts",
        "--format",
        "csv",
    ]);
    let mut reader = csv::Reader::from_reader(only.stdout.as_bytes());
    let kept: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[1].to_owned())
        .collect();
    assert_eq!(kept, expected);
    let left_out = format!(
        "note: {} left out by --only-musts\n",
        rows.len() - kept.len()
    );
    assert!(only.stderr.starts_with(&left_out), "{}", only.stderr);
}
