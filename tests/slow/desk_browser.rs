//! The desk in a real browser: the whole way from an empty folder to a shortlist and an export, and
//! again after a restart. Needs what `report_browser` needs.

use std::path::Path;
use std::process::Command;

use super::report_browser::{Browser, browser};
use crate::common::desk::{OpenDesk, open};
use crate::common::root;

fn walk(browser: &Browser, desk: &OpenDesk, step: &str) {
    let address = format!("http://127.0.0.1:{}/?secret={}", desk.port, desk.secret);
    let tried = Command::new(&browser.node)
        .arg("desk.mjs")
        .arg(address)
        .arg(root().join("data"))
        .arg(step)
        .current_dir(root().join("tests/browser"))
        .env("CHROMIUM", &browser.chromium)
        .output()
        .expect("node starts");
    let said = String::from_utf8_lossy(&tried.stdout);
    eprintln!("{said}");
    let errors = String::from_utf8_lossy(&tried.stderr);
    assert!(tried.status.success(), "{said}{errors}");
}

#[test]
fn the_desk_works_in_a_browser_and_has_everything_after_a_restart() {
    let Some(browser) = browser() else { return };
    let made = tempfile::tempdir().expect("a folder can be made");
    let folder: &Path = made.path();
    let desk = open(folder);
    walk(&browser, &desk, "first");
    desk.kill();
    walk(&browser, &open(folder), "again");
}
