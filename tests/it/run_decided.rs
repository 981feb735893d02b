//! What people decided, as the files of a run show it: beside what was computed, and not to be
//! changed unseen.

use std::collections::BTreeMap;
use std::fs;

use crate::common::place::Place;
use crate::common::workbook::{Cell, part, sheet};
use scraper::{Html, Selector};

const COLUMNS: [&str; 4] = [
    "decided_rank",
    "decision_reason",
    "decided_by",
    "decided_on",
];
/// Files that show decisions.
const SHOWN: [&str; 3] = ["ranking.csv", "ranking.xlsx", "report.html"];

fn decide(place: &Place, cv: &str, rank: &str, reason: &str, by: &str) {
    let arguments = [
        "override",
        "run",
        cv,
        "--rank",
        rank,
        "--reason",
        reason,
        "--on",
        "2026-06-03",
    ];
    let by = if by.is_empty() {
        vec![]
    } else {
        vec!["--by", by]
    };
    let answer = place.run(&[&arguments[..], &by].concat());
    assert_eq!((answer.code, &*answer.stderr), (0, ""), "{}", answer.stdout);
}

fn bytes(place: &Place, path: &str) -> Vec<u8> {
    fs::read(place.at("run").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The rows of a CSV by cv id, and its header.
fn rows(bytes: &[u8]) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let mut reader = csv::Reader::from_reader(bytes);
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let header = cells(reader.headers().unwrap());
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        (record[1].to_owned(), cells(&record))
    });
    (header, rows.collect())
}

fn assert_whole(place: &Place, decisions: usize) {
    let verified = place.run(&["verify", "run"]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
    let last = format!(", {decisions} decisions\n");
    assert!(verified.stdout.ends_with(&last), "{}", verified.stdout);
    let again = place.run(&["replay", "run"]);
    assert_eq!(again.code, 0, "{}", again.stdout);
    assert!(
        again.stdout.contains("the same bytes in all 13 files"),
        "{}",
        again.stdout
    );
}

#[test]
fn a_decision_stands_beside_what_was_computed() {
    let place = Place::scored();
    let computed: Vec<Vec<u8>> = SHOWN.map(|path| bytes(&place, path)).to_vec();
    let json = bytes(&place, "ranking.json");
    decide(&place, "c-0010", "4", "first thought", "");
    decide(&place, "c-0010", "1", "Built our \"router\"", "M. Example");
    decide(&place, "empty", "5", "Read on paper", "");
    assert_whole(&place, 3);
    assert_eq!(bytes(&place, "ranking.json"), json);
    for (path, computed) in SHOWN.iter().zip(&computed) {
        assert_eq!(
            &bytes(&place, &format!("computed/{path}")),
            computed,
            "{path}"
        );
    }

    let (header, decided) = rows(&bytes(&place, "ranking.csv"));
    let (before, known) = rows(&computed[0]);
    assert_eq!(header, [&before[..], &COLUMNS.map(str::to_owned)].concat());
    for (id, row) in &decided {
        assert_eq!(row[..before.len()], known[id][..], "{id}");
        let expected = match id.as_str() {
            "c-0010" => ["1", "Built our \"router\"", "M. Example", "2026-06-03"],
            "empty" => ["5", "Read on paper", "", "2026-06-03"],
            _ => [""; 4],
        };
        assert_eq!(row[before.len()..], expected, "{id}");
    }

    let workbook = bytes(&place, "ranking.xlsx");
    let (sheets, earlier) = (sheet(&workbook, 1), sheet(&computed[1], 1));
    let further = |row: &BTreeMap<String, Cell>, earlier: &BTreeMap<String, Cell>| {
        let mut row = row.clone();
        for (column, cell) in earlier {
            assert_eq!(row.remove(column).as_ref(), Some(cell), "{column}");
        }
        row.into_values().collect::<Vec<Cell>>()
    };
    let text = |text: &str| Cell::Text(text.to_owned());
    for (row, earlier) in sheets.iter().zip(&earlier) {
        let expected = match &earlier["B"] {
            Cell::Text(id) if id == "cv_id" => COLUMNS.map(text).to_vec(),
            Cell::Text(id) if id == "c-0010" => vec![
                Cell::Number(1.0),
                text("Built our \"router\""),
                text("M. Example"),
                text("2026-06-03"),
            ],
            Cell::Text(id) if id == "empty" => {
                vec![Cell::Number(5.0), text("Read on paper"), text("2026-06-03")]
            }
            _ => vec![],
        };
        assert_eq!(further(row, earlier), expected);
    }
    // Who sorts by a filter must not part the decisions from their CVs.
    let ranking = part(&workbook, "xl/worksheets/sheet1.xml");
    assert!(ranking.contains("<dimension ref=\"A1:AD6\"/>"), "{ranking}");
    assert!(
        ranking.contains("<autoFilter ref=\"A1:AD6\"/>"),
        "{ranking}"
    );
    assert!(part(&workbook, "xl/workbook.xml").contains("Ranking!$A$1:$AD$6<"));
    for number in 2..=4 {
        assert_eq!(sheet(&workbook, number), sheet(&computed[1], number));
    }

    let page = String::from_utf8(bytes(&place, "report.html")).unwrap();
    let page = Html::parse_document(&page);
    let shown = |selector: &str| -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let texts = page
            .select(&selector)
            .map(|element| element.text().collect::<String>());
        texts
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    };
    assert_eq!(
        shown(".why .decided"),
        ["Decided rank 1 (M. Example, 2026-06-03): Built our \"router\""]
    );
    let rank = &known["c-0010"][0];
    assert!(
        shown("summary .rank")
            .iter()
            .any(|text| text.starts_with(&format!("rank {rank} ")) && text.ends_with(" decided 1")),
        "{:?}",
        shown("summary .rank")
    );
    let score = &known["c-0010"][2];
    assert_eq!(
        shown("section[aria-labelledby=decisions] tbody tr"),
        [
            format!(
                "c-00104rank {rank}, score {score}first thought (a later decision holds)2026-06-03"
            ),
            format!("c-00101rank {rank}, score {score}Built our \"router\"M. Example2026-06-03"),
            "empty5no scoreRead on paper2026-06-03".to_owned(),
        ]
    );
    assert!(
        shown("#unscored ~ table tr th")
            .iter()
            .any(|text| text == "empty decided rank 5")
    );
}

#[test]
fn a_decision_that_was_changed_where_it_is_shown_is_noticed() {
    let place = Place::scored();
    decide(&place, "c-0010", "1", "Built our router", "M. Example");
    assert_whole(&place, 1);
    let noticed = |path: &str, expected: &str| {
        let answer = place.run(&["verify", "run"]);
        assert_eq!(answer.code, 1, "{path}: {}", answer.stdout);
        assert!(
            answer.stdout.contains(&format!("{path}: {expected}")),
            "{}",
            answer.stdout
        );
        assert_eq!(place.run(&["replay", "run"]).code, 1, "{path}");
    };
    let other = "does not show the decisions of decisions.jsonl as they are there; `cvrank override RUN` without a CV writes them into it again\n";
    for (path, from, to) in [
        (
            "ranking.csv",
            ",1,Built our router,",
            ",2,Built our router,",
        ),
        ("ranking.csv", "Built our router", "Knows our owner"),
        ("report.html", "rank 1 (M. Example", "rank 2 (M. Example"),
        (
            "report.html",
            "<section aria-labelledby=\"decisions\">",
            "<section hidden>",
        ),
    ] {
        let before = bytes(&place, path);
        place.change(&format!("run/{path}"), from, to);
        noticed(path, other);
        fs::write(place.at("run").join(path), before).unwrap();
    }
    // What was computed, put back in the place of what shows the decision.
    for path in SHOWN {
        let before = bytes(&place, path);
        fs::copy(
            place.at("run/computed").join(path),
            place.at("run").join(path),
        )
        .unwrap();
        noticed(path, other);
        fs::write(place.at("run").join(path), before).unwrap();
    }
    // What was computed, changed.
    for path in SHOWN {
        let apart = format!("computed/{path}");
        let before = bytes(&place, &apart);
        fs::write(place.at("run").join(&apart), [&before[..], b"\n"].concat()).unwrap();
        noticed(path, "was changed: its SHA-256 is ");
        let arguments = ["override", "run", "c-0001", "--rank", "2", "--reason", "x"];
        let error = format!(
            "error: run/{apart}: not the file that the manifest names; `cvrank verify` says what is wrong with the run\n"
        );
        place.assert(&arguments, 2, "", &error);
        fs::write(place.at("run").join(&apart), before).unwrap();
    }
    assert_whole(&place, 1);
    // No decision any more, in a file that shows one.
    fs::write(place.at("run/decisions.jsonl"), "").unwrap();
    noticed("ranking.csv", other);
    fs::remove_file(place.at("run/decisions.jsonl")).unwrap();
    noticed("ranking.csv", "was changed: its SHA-256 is ");
    noticed("computed/ranking.csv", "is not in the manifest\n");
}

#[test]
fn decisions_are_written_again_after_a_program_that_was_stopped() {
    let place = Place::scored();
    let nobody =
        "error: run: nobody decided against this run; name a CV with --rank and --reason\n";
    place.assert(&["override", "run"], 2, "", nobody);
    assert!(!place.at("run/decisions.jsonl").exists());
    decide(&place, "c-0010", "1", "Built our router", "");
    let shown: Vec<Vec<u8>> = SHOWN.map(|path| bytes(&place, path)).to_vec();
    // As if stopped right behind the chain, and in the middle of the files.
    for (path, moved) in SHOWN.iter().zip([true, true, false]) {
        let (from, to) = (
            place.at("run/computed").join(path),
            place.at("run").join(path),
        );
        fs::copy(&from, to).unwrap();
        if moved {
            fs::rename(from, place.at("run/computed").join(format!("{path}.new"))).unwrap();
        }
    }
    assert_eq!(place.run(&["verify", "run"]).code, 1);
    place.assert(
        &["override", "run"],
        0,
        "run: 1 decision shown in its files\n",
        "",
    );
    assert_whole(&place, 1);
    let again: Vec<Vec<u8>> = SHOWN.map(|path| bytes(&place, path)).to_vec();
    assert!(again == shown);
    let usage = place.run(&["override", "run", "c-0010", "--rank", "1"]);
    assert_eq!(usage.code, 2);
    assert!(usage.stderr.contains("--reason <TEXT>"), "{}", usage.stderr);
}

#[test]
fn what_a_person_writes_cannot_run_and_stays_one_cell() {
    let place = Place::scored();
    let reason = "=1+1\n<script>alert(1)</script> & \u{1b}[31m\u{1}; =2";
    decide(&place, "c-0010", "1", reason, "@who </span>");
    assert_whole(&place, 1);
    let (_, rows) = rows(&bytes(&place, "ranking.csv"));
    let row = &rows["c-0010"];
    let written = "'=1+1 <script>alert(1)</script> & \u{1b}[31m\u{1}; '=2";
    assert_eq!(
        row[row.len() - 3..],
        [written, "'@who </span>", "2026-06-03"]
    );
    let workbook = bytes(&place, "ranking.xlsx");
    let xml = part(&workbook, "xl/worksheets/sheet1.xml");
    assert!(
        xml.contains(">'=1+1 &lt;script&gt;alert(1)&lt;/script&gt; &amp;  [31m ; '=2</t>"),
        "{xml}"
    );
    let page = String::from_utf8(bytes(&place, "report.html")).unwrap();
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert"));
}

#[test]
fn a_page_names_nobody_for_a_decision() {
    let place = Place::new();
    let cv = "Robin Vale\n\nExperience\nEngineer, Brill Ltd, 2015 - 2018\n- Wrote letters to the customers of three towns, and answered theirs\n- Kept the books of a small shop for four years, with its stock and its wages\n";
    fs::write(place.at("cvs/robin-vale.txt"), cv).unwrap();
    let answer = place.score(&["--out", "run", "--top", "3"]);
    assert_eq!(answer.code, 4, "{}", answer.stderr);
    decide(&place, "robin-vale", "1", "met them", "");
    let page = String::from_utf8(bytes(&place, "report.html")).unwrap();
    assert!(
        !page.to_lowercase().contains("robin"),
        "the page names a person"
    );
    assert!(page.contains("not on this page<td>1<td>rank "), "{page}");
}
