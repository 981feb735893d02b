//! What the program says of inputs that it can do little with, once and in few words.

use std::fs;

use crate::common::place::{AS_OF, Place};
use crate::common::workbook::sheet;

const OLD: &str = "the file is an Office file of the old binary format; save it as .docx or PDF";

/// A file of the old Office formats, as far as its first bytes say.
fn old_office() -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    bytes
}

#[test]
fn files_refused_for_one_reason_are_one_line_and_keep_their_rows() {
    let place = Place::new();
    for number in 1..=26 {
        fs::write(place.at(&format!("cvs/d{number:02}.doc")), old_office()).unwrap();
    }
    let table = place.score(&["--quiet"]).stdout;
    let refused: Vec<&str> = table
        .lines()
        .filter(|line| line.contains(" not scored ("))
        .collect();
    assert_eq!(
        refused,
        [
            &format!(
                "! 26 files were not scored (unsupported): {OLD}: d01.doc, d02.doc, d03.doc and 23 more"
            ),
            "! empty was not scored (empty): the file is empty (0 bytes); check that it was saved or uploaded",
        ]
    );
    for format in ["csv", "json", "html"] {
        let whole = place.score(&["--quiet", "-f", format]).stdout;
        assert_eq!(whole.matches(OLD).count(), 26, "{format}");
    }
    place.score(&["--quiet", "-f", "xlsx", "-o", "ranking.xlsx"]);
    let rows = sheet(&fs::read(place.at("ranking.xlsx")).unwrap(), 1);
    assert_eq!(rows.len(), 1 + 31);
}

#[test]
fn a_post_without_asks_is_said_to_have_none() {
    let place = Place::new();
    fs::write(place.at("vague.md"), "We are hiring!\n").unwrap();
    let note = "warning: vague.md: neither a title nor a must that can be checked was found, so the order says little; `cvrank parse` writes what was read, to be corrected\n";
    for arguments in [
        &["score", "vague.md", "cvs"][..],
        &["explain", "vague.md", "cvs/c-0010.txt"],
        &["compare", "vague.md", "cvs/c-0010.txt", "cvs/c-0001.md"],
    ] {
        let answer = place.run(&[arguments, &[AS_OF]].concat());
        assert_eq!(answer.stderr, note, "{arguments:?}");
        let quiet = place.run(&[arguments, &[AS_OF, "--quiet"]].concat());
        assert_eq!(quiet.stderr, "", "{arguments:?}");
        assert_eq!(quiet.stdout, answer.stdout, "{arguments:?}");
    }
    fs::write(
        place.at("words.md"),
        "Keeper of Tides\n\nRequirements\n- Gloamwork\n- Quay rhythms\n",
    )
    .unwrap();
    let note = "note: words.md: no ask was found that is known by itself (a skill, years, a degree, a language), so CVs are compared with the words of the post alone; `cvrank parse` writes what was read, to be corrected\n";
    let answer = place.run(&["score", "words.md", "cvs", AS_OF]);
    assert_eq!(answer.stderr, note);
    assert_eq!(place.score(&[]).stderr, "", "a post that asks");
}

#[test]
fn an_address_is_no_path() {
    let place = Place::new();
    let said = |address: &str| {
        format!(
            "error: {address}: this is an address, and cvrank reads nothing from a network; save the page or the file and give its path\n"
        )
    };
    let address = "https://jobs.example/post/7";
    place.assert(&["score", address, "cvs", AS_OF], 2, "", &said(address));
    place.assert(&["score", "job.md", address, AS_OF], 2, "", &said(address));
    place.assert(&["parse", address, AS_OF], 2, "", &said(address));
    let path = place.run(&["score", "x/nowhere.md", "cvs", AS_OF]);
    assert!(
        path.stderr
            .contains("the file does not exist; check the path")
    );
}

#[test]
fn the_best_none_is_a_mistake() {
    let place = Place::new();
    for none in ["0", "-1", "many"] {
        let answer = place.score(&[&*format!("--top={none}")]);
        assert_eq!((answer.code, &*answer.stdout), (2, ""));
        let expected = format!(
            "error: invalid value '{none}' for '--top <N>': expected a whole number from 1 on; leave --top out to see all\n"
        );
        assert!(answer.stderr.starts_with(&expected), "{}", answer.stderr);
    }
    assert_eq!(place.score(&["--top", "1"]).code, 4);
}

#[test]
fn a_note_names_three_cvs_and_counts_the_others() {
    for (copies, said) in [
        (
            3,
            "3 of 3 are the same as another, or of one person, and have a flag that names it: c1, c2, c3\n",
        ),
        (
            4,
            "4 of 4 are the same as another, or of one person, and have a flag that names it: c1, c2, c3 and 1 more\n",
        ),
    ] {
        let place = Place::new();
        fs::create_dir(place.at("same")).unwrap();
        for number in 1..=copies {
            let copy = place.at(&format!("same/c{number}.md"));
            fs::copy(place.at("cvs/c-0001.md"), copy).unwrap();
        }
        let answer = place.run(&["score", "job.md", "same", AS_OF]);
        assert_eq!((answer.code, answer.stderr), (0, format!("note: {said}")));
    }
}
