//! Text that may be hidden: not scored, shown, and counted when a person says so for that CV.

use std::fs;

use crate::common::place::Place;

const LINE: &str = "Ran Kafka and Kubernetes with Terraform";

/// A folder with a CV one line of which is cut off by a path that lies elsewhere.
fn place() -> Place {
    let place = Place::new();
    let page = format!(
        "<p>Zofia Modrzewska</p><p>Experience</p><p>Backend developer, Ferry Lines, 01/2019 - \
         03/2024</p><ul><li>Wrote services in Go for the timetable and kept them running at night\
         </li><li style='clip-path: url(#a)'>{LINE}</li></ul><p>Education</p><p>BSc Mathematics, \
         University of Leeds, 2018</p>"
    );
    fs::write(place.at("cvs/doubt.html"), page).unwrap();
    place
}

/// Score and flags of the CV in a table.
fn row(table: &str) -> (f64, String) {
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let head = rows.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|known| known == name).unwrap();
    let row = rows.records().map(Result::unwrap);
    let row = row
        .into_iter()
        .find(|row| &row[column("cv_id")] == "doubt")
        .unwrap();
    (
        row[column("score")].parse().unwrap(),
        row[column("flags")].to_owned(),
    )
}

#[test]
fn doubtful_text_is_counted_when_a_person_has_accepted_it() {
    let place = place();
    let (plain, flags) = row(&place.score(&["-q", "--format", "csv"]).stdout);
    let gain = flags.split("would have gained +").nth(1).unwrap();
    let gain: f64 = gain.split(';').next().unwrap().parse().unwrap();
    assert_eq!(
        flags,
        format!(
            "39 characters that may be hidden, not counted: “{LINE}”; would have gained \
             +{gain:.3}; look at the file, and count them with --accept-doubtful"
        )
    );
    let accepted = place.score(&["-q", "--format", "csv", "--accept-doubtful", "doubt"]);
    let (score, flags) = row(&accepted.stdout);
    assert!(
        (score - plain - gain).abs() < 1e-9,
        "{score} {plain} {gain}"
    );
    assert_eq!(
        flags,
        "doubtful characters that a person accepted as seen: 39"
    );
}

#[test]
fn a_run_says_whose_doubtful_text_was_accepted_and_is_made_again() {
    let place = place();
    let answer = place.score(&["-q", "--out", "run", "--accept-doubtful", "doubt"]);
    assert_eq!(answer.code, 4, "{}", answer.stderr);
    let manifest = fs::read_to_string(place.at("run/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(
        manifest["command"]["accept_doubtful"],
        serde_json::json!(["doubt"])
    );
    let again = place.run(&["replay", "run", "-q"]);
    assert_eq!(again.code, 0, "{}{}", again.stdout, again.stderr);
    let other = place.score(&["-q", "--out", "other"]);
    assert_eq!(other.code, 4, "{}", other.stderr);
    let other = fs::read_to_string(place.at("other/manifest.json")).unwrap();
    let other: serde_json::Value = serde_json::from_str(&other).unwrap();
    assert_ne!(manifest["run_id"], other["run_id"]);
    assert!(other["command"].get("accept_doubtful").is_none());
}

#[test]
fn an_id_that_no_cv_has_is_refused() {
    let answer = place().score(&["--accept-doubtful", "nobody"]);
    assert_eq!(
        (answer.code, answer.stderr.as_str()),
        (
            2,
            "error: no CV has the id nobody, which --accept-doubtful names; take it from the \
             ranking\n"
        )
    );
}
