//! `score --pseudonyms`: the same ranking, without what may say who the person is.

use std::fs;
use std::path::Path;

use crate::common::{Answer, run};

const JOB: &str = "data/jobs/backend_engineer.md";
const TWIN: &str = "Anna_Example.md";

/// Two CVs of the sample, one of them twice, with a name in the name of a file.
fn cvs(folder: &Path) -> String {
    let place = folder.join("cvs");
    fs::create_dir_all(&place).unwrap();
    for (from, to) in [
        ("data/cvs/c-0001.md", "c-0001.md"),
        ("data/cvs/c-0001.md", TWIN),
        ("data/cvs/c-0010.txt", "c-0010.txt"),
    ] {
        fs::copy(crate::common::root().join(from), place.join(to)).unwrap();
    }
    place.display().to_string()
}

fn table(folder: &Path, rows: &str) -> String {
    let path = folder.join("names.csv");
    fs::write(&path, rows).unwrap();
    path.display().to_string()
}

fn score(cvs: &str, more: &[&str]) -> Answer {
    let first = ["score", JOB, cvs, "--as-of", "2026-06-01", "--quiet"];
    run(&[&first, more].concat())
}

const NAMES: &str = "pseudonym,cv_id\nCV 7,c-0001\nCV 8,Anna_Example\nCV 9,c-0010\n";

#[test]
fn the_ranking_is_the_same_and_names_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let cvs = cvs(folder.path());
    let names = table(folder.path(), NAMES);
    let plain = score(&cvs, &["-f=csv"]).stdout;
    let known = [
        ("c-0001", "CV 7"),
        ("Anna_Example", "CV 8"),
        ("c-0010", "CV 9"),
    ];
    let cells = |text: &str| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows = reader.records().map(Result::unwrap);
        rows.map(|row| row.iter().map(str::to_owned).collect())
            .collect()
    };
    let mut expected = cells(&plain);
    let source = expected[0].iter().position(|name| name == "source");
    for row in &mut expected[1..] {
        row[source.unwrap()].clear();
        for cell in row {
            for (id, name) in known {
                *cell = cell.replace(id, name);
            }
        }
    }
    let named = score(&cvs, &["-f=csv", "--pseudonyms", &names]).stdout;
    assert_eq!(cells(&named), expected);
    assert!(named.contains("the same file as CV"), "{named}");

    for format in ["table", "json", "html", "csv"] {
        let shown = score(&cvs, &["-f", format, "--pseudonyms", &names]);
        assert_eq!(shown.code, 0, "{}", shown.stderr);
        assert!(shown.stdout.contains("CV 8"), "{format}");
        for trace in ["Anna", "c-0001", "c-0010", "cvs/"] {
            assert!(!shown.stdout.contains(trace), "{format}: {trace}");
        }
    }
}

#[test]
fn one_of_them_is_invited_by_the_new_name() {
    let folder = tempfile::tempdir().unwrap();
    let cvs = cvs(folder.path());
    let names = table(folder.path(), NAMES);
    let sheet = folder.path().join("sheet.md");
    let sheet = sheet.to_str().unwrap();
    let more = ["--pseudonyms", &names, "--interview", sheet, "--invite"];
    let answer = score(&cvs, &[&more[..], &["CV 9"]].concat());
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    assert!(fs::read_to_string(sheet).unwrap().contains("CV 9"));
    let answer = score(&cvs, &[&more[..], &["c-0010"]].concat());
    assert_eq!(
        answer.stderr,
        "error: --invite c-0010: no CV with this id was scored; the ids stand in the ranking\n"
    );
}

#[test]
fn a_table_that_cannot_be_used_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let cvs = cvs(folder.path());
    for (rows, why) in [
        (
            "id,name\nc-0001,A\n",
            "pseudonyms stand in a CSV with the columns cv_id and pseudonym",
        ),
        (
            "cv_id,pseudonym\nc-0001,\n",
            "the pseudonym of c-0001 is empty",
        ),
        (
            "cv_id,pseudonym\nc-0001,A\nc-0010,A\n",
            "two CVs have the pseudonym A",
        ),
        (
            "cv_id,pseudonym\nc-0001,A\nc-0001,B\n",
            "c-0001 has two pseudonyms",
        ),
        (
            "cv_id,pseudonym\nc-0001,A\nc-0010,B\n",
            "no pseudonym for Anna_Example",
        ),
    ] {
        let names = table(folder.path(), rows);
        let answer = score(&cvs, &["--pseudonyms", &names]);
        assert_eq!(answer.code, 2, "{rows}");
        assert_eq!(answer.stdout, "");
        assert_eq!(answer.stderr, format!("error: {names}: {why}\n"), "{rows}");
    }
    let absent = score(&cvs, &["--pseudonyms", "nowhere.csv"]);
    assert!(
        absent.stderr.starts_with("error: nowhere.csv: "),
        "{}",
        absent.stderr
    );
    for other in [
        "--with-contact",
        "--ats=lever",
        "--out=run",
        "--jobs=data/jobs",
    ] {
        let answer = run(&["score", JOB, "--pseudonyms=names.csv", other]);
        assert_eq!(answer.code, 2, "{other}");
        assert!(answer.stderr.contains("cannot be used with"), "{other}");
    }
}
