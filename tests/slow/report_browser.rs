//! The HTML report in a real browser: opens, expands, filters, sorts; axe-core finds no serious
//! fault of accessibility. Needs node, Chromium, and the packages of `tests/browser`; `tests/browser/install` brings all three.

use std::path::Path;
use std::process::Command;

use crate::common::{root, run};

/// Names that Chromium goes by; `CHROMIUM` names another.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

pub(crate) fn on_path(program: &str) -> Option<String> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
        .map(|path| path.display().to_string())
}

/// What opens pages in a test.
pub(crate) struct Browser {
    pub(crate) node: String,
    pub(crate) chromium: String,
}

/// Nothing where it is absent, and that may be.
pub(crate) fn browser() -> Option<Browser> {
    let folder = root().join("tests/browser");
    let installed = |package: &str| folder.join("node_modules").join(package).is_dir();
    let named = std::env::var("CHROMIUM").ok();
    let chromium = named.or_else(|| BROWSERS.iter().find_map(|name| on_path(name)));
    let ready = installed("axe-core") && installed("playwright-core");
    if let (Some(node), Some(chromium), true) = (on_path("node"), chromium, ready) {
        return Some(Browser { node, chromium });
    }
    let absent = "ABSENT: node, Chromium or the packages of tests/browser (tests/browser/install). No browser was tried.";
    assert!(
        std::env::var_os("CVRANK_REQUIRE_BROWSER").is_none(),
        "{absent} CVRANK_REQUIRE_BROWSER asks for it."
    );
    eprintln!("{absent}");
    None
}

#[test]
fn the_report_works_in_a_browser() {
    let Some(Browser { node, chromium }) = browser() else {
        return;
    };
    let folder = root().join("tests/browser");
    let made = tempfile::tempdir().expect("a folder can be made");
    let report = made.path().join("report.html");
    write_report(&report);
    let tried = Command::new(node)
        .arg("run.mjs")
        .arg(&report)
        .current_dir(&folder)
        .env("CHROMIUM", chromium)
        .output()
        .expect("node starts");
    let said = String::from_utf8_lossy(&tried.stdout);
    eprintln!("{said}");
    let errors = String::from_utf8_lossy(&tried.stderr);
    assert!(tried.status.success(), "{said}{errors}");
}

fn write_report(path: &Path) {
    let path = path.to_str().expect("a path in UTF-8");
    let job = "data/jobs/backend_engineer.md";
    let cvs = ["data/cvs", "data/unreadable"];
    let answer = run(&[
        "score",
        job,
        cvs[0],
        cvs[1],
        "--as-of=2026-06-01",
        "--format=html",
        "-o",
        path,
    ]);
    assert_eq!(answer.code, 4, "{}", answer.stderr);
}
