//! Lines hidden by means combined at random, drawn by the programs that people read CVs with: what
//! they do not draw earns nothing. Needs python3, and for each format what draws it; the whole run
//! is in CONTRIBUTING.

use std::process::Command;

use crate::common::root;
use crate::report_browser::{browser, on_path};

/// Files of each format in one run of the tests.
const COUNT: usize = 40;

#[test]
fn what_is_not_drawn_earns_nothing() {
    let Some(python) = on_path("python3") else {
        eprintln!("ABSENT: python3. Nothing was drawn.");
        return;
    };
    let office = on_path("soffice").is_some();
    let pages = on_path("pdftoppm").is_some();
    let drawn = [
        ("html", browser().is_some()),
        ("pdf", pages),
        ("docx", office && pages),
        ("odt", office && pages),
        ("rtf", office && pages),
    ];
    let made = tempfile::tempdir().expect("a folder can be made");
    for (format, can_be) in drawn {
        if !can_be {
            eprintln!("ABSENT: what draws {format}. It was not tried.");
            continue;
        }
        let tried = Command::new(&python)
            .arg(root().join("tests/render/fuzz.py"))
            .args(["--program", env!("CARGO_BIN_EXE_cvrank")])
            .arg("--job")
            .arg(root().join("data/jobs/backend_engineer.md"))
            .args(["--formats", format, "--count", &COUNT.to_string()])
            .arg("--out")
            .arg(made.path())
            .output()
            .expect("python3 starts");
        let said = String::from_utf8_lossy(&tried.stdout);
        let told = String::from_utf8_lossy(&tried.stderr);
        assert!(tried.status.success(), "{said}{told}");
        assert!(said.contains(&format!("{format}: {COUNT} cases")), "{said}");
    }
}
