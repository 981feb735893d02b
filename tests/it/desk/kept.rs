//! What the desk keeps: over a restart, beside another window, from an older version.

use std::path::Path;

use cvrank::hash::sha256;
use serde_json::{Value, json};

use super::POST;
use crate::common::desk::{open, try_open};
use crate::common::root;

#[test]
fn a_restarted_desk_has_everything() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    desk.add_sample(job);
    let edit = json!({"set": {"index": 1, "keys": {"importance": "nice"}}});
    desk.post(&format!("/api/jobs/{job}/edits"), &edit);
    let rows = desk.rows(job);
    let number = |place: usize| rows[place]["candidate"].as_i64().unwrap();
    desk.decide(job, number(0), "shortlist", "", "Ann");
    desk.decide(job, number(1), "note", "ask about Go", "Bo");
    let before = (desk.get(&format!("/api/jobs/{job}")).json(), desk.rows(job));
    desk.kill();
    let desk = open(folder.path());
    let after = (desk.get(&format!("/api/jobs/{job}")).json(), desk.rows(job));
    assert_eq!(before, after);
    #[cfg(unix)]
    {
        assert!(desk.close().success());
        let desk = open(folder.path());
        assert_eq!(desk.rows(job), before.1);
    }
}

#[test]
fn decisions_are_a_chain_and_are_undone_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    desk.add_sample(job);
    let rows = desk.rows(job);
    let first = rows[0]["candidate"].as_i64().unwrap();
    assert_eq!(
        desk.decide(job, first, "reject", "", "Ann").error(),
        "say in words why the candidate is turned down"
    );
    assert_eq!(
        desk.decide(job, first, "note", " ", "").error(),
        "the note is empty; write what shall be remembered"
    );
    assert_eq!(desk.decide(job, first, "undo", "", "").status, 422);
    assert_eq!(desk.decide(job, 999, "hold", "", "").status, 404);
    desk.decide(job, first, "hold", "", "Ann");
    desk.decide(job, first, "shortlist", "", "Ann");
    let row = desk.decide(job, first, "reject", "no", "Bo").json();
    assert_eq!(
        (&row["disagree"], row["decisions"].as_array().unwrap().len()),
        (&json!(true), 2)
    );
    let decisions = desk.get(&format!("/api/jobs/{job}/decisions")).json();
    assert_eq!(
        decisions["agreement"],
        json!({"pairs": 1, "agree": 0, "people": ["Ann", "Bo"]})
    );
    let undo = |by: &str| {
        desk.post(
            &format!("/api/jobs/{job}/decisions/undo"),
            &json!({"by": by}),
        )
    };
    assert_eq!(undo("Bo").json()["disagree"], false);
    assert_eq!(undo("Ann").json()["decision"]["verdict"], "hold");
    assert_eq!(undo("Ann").json()["decision"], Value::Null);
    let nothing = undo("Ann");
    assert_eq!(
        (nothing.status, nothing.error().as_str()),
        (409, "you have decided nothing that could be taken back")
    );
    // As in a run folder: each line holds the hash of the line before it.
    let log = desk
        .get(&format!("/api/jobs/{job}/export/decisions"))
        .text();
    let post = std::fs::read_to_string(root().join(POST)).unwrap();
    let mut last = None;
    for (line, number) in log.lines().zip(1..) {
        let entry: Value = serde_json::from_str(line).unwrap();
        assert_eq!(entry["number"], number);
        assert!(entry["computed_rank"] == 1, "{line}");
        match last {
            Some(last) => assert_eq!(entry["previous"], json!(last)),
            None => assert_ne!(
                entry["previous"],
                json!(sha256(post.as_bytes())),
                "of the text as it was read"
            ),
        }
        last = Some(sha256(line.as_bytes()));
    }
    assert_eq!(log.lines().count(), 6);
}

#[test]
fn two_windows_do_not_write_over_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let edits = format!("/api/jobs/{job}/edits");
    assert_eq!(
        desk.post(&edits, &json!({"edit": 0, "title": "Baker"}))
            .status,
        200
    );
    assert_eq!(
        desk.post(&edits, &json!({"edit": 0, "title": "Cook"}))
            .status,
        409
    );
    let view = desk.get(&format!("/api/jobs/{job}")).json();
    assert_eq!(
        (&view["title"], &view["edit"]),
        (&json!("Baker"), &json!(1))
    );
    // Many at once: each edit is one step, and none is lost unseen.
    let made: usize = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..8)
            .map(|number| {
                let (desk, edits) = (&desk, &edits);
                scope.spawn(move || {
                    let title = format!("Title {number}");
                    usize::from(desk.post(edits, &json!({"title": title})).status == 200)
                })
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).sum()
    });
    let view = desk.get(&format!("/api/jobs/{job}")).json();
    assert_eq!(view["edit"], json!(made + 1));
}

#[test]
fn cvs_are_known_again_named_anew_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let cv = |name: &str| std::fs::read(root().join("data/cvs").join(name)).unwrap();
    let (first, second) = (cv("c-0001.md"), cv("c-0010.txt"));
    desk.add_cvs(job, &[("a.md", &first)]);
    let again = desk.add_cvs(job, &[("a.md", &first)]);
    assert_eq!((&again["new"], &again["known"]), (&json!(0), &json!(1)));
    let other = desk.add_cvs(job, &[("a.md", &second), ("copy.md", &first)]);
    assert_eq!(other["new"], 2);
    assert_eq!(other["duplicates"][0]["how"], "the same file");
    assert_eq!(desk.rows(job).len(), 3);
    let wrong = desk.add_cvs(job, &[("scan.pdf", b"%PDF-1.4 broken")]);
    assert_eq!(wrong["unreadable"].as_array().unwrap().len(), 1, "{wrong}");
    assert_eq!(desk.rows(job).len(), 4);
    // Forgotten: no row, no file, no word of it.
    let text = String::from_utf8(second).unwrap();
    let word = text
        .split_whitespace()
        .max_by_key(|word| word.len())
        .unwrap()
        .to_owned();
    desk.post(&format!("/api/jobs/{job}/reveal"), &json!({}));
    let rows = desk.rows(job);
    let of_second = rows.iter().find(|row| {
        row["person"]["source"]
            .as_str()
            .unwrap_or_default()
            .ends_with("a (2).md")
    });
    let number = of_second.unwrap()["candidate"].as_i64().unwrap();
    assert_eq!(
        desk.delete(&format!("/api/jobs/{job}/cvs/{number}")).status,
        204
    );
    assert_eq!(desk.rows(job).len(), 3);
    assert_eq!(
        desk.get(&format!("/api/jobs/{job}/cvs/{number}")).status,
        404
    );
    assert!(!holds(folder.path(), &word), "{word}");
    // A job that goes takes its CVs with it.
    assert_eq!(desk.delete(&format!("/api/jobs/{job}")).status, 204);
    assert_eq!(desk.get(&format!("/api/jobs/{job}")).status, 404);
    assert!(!folder.path().join("cvs/1").exists());
    assert_eq!(desk.get("/api/desk").json()["jobs"], json!([]));
}

/// Whether any file below `folder` holds `word`.
fn holds(folder: &Path, word: &str) -> bool {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .any(|entry| {
            let bytes = std::fs::read(entry.path()).unwrap_or_default();
            bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        })
}

#[test]
fn archives_and_tables_are_read_and_shown_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["c-0001.md", "c-0010.txt"] {
        archive.start_file(name, options).unwrap();
        let bytes = std::fs::read(root().join("data/cvs").join(name)).unwrap();
        std::io::Write::write_all(&mut archive, &bytes).unwrap();
    }
    let zip = archive.finish().unwrap().into_inner();
    let import = desk.add_cvs(job, &[("inbox/applications.zip", &zip)]);
    assert_eq!((&import["files"], &import["new"]), (&json!(1), &json!(2)));
    desk.post(&format!("/api/jobs/{job}/reveal"), &json!({}));
    for row in desk.rows(job) {
        let original = desk.get(&format!(
            "/api/jobs/{job}/cvs/{}/original",
            row["candidate"]
        ));
        assert_eq!(original.status, 200, "{}", original.text());
        assert!(!row["label"].as_str().unwrap().starts_with("CV "), "{row}");
        let name = row["person"]["source"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(
            original.body,
            std::fs::read(root().join("data/cvs").join(name)).unwrap()
        );
    }
}

#[test]
fn another_version_or_another_folder_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let open_already = open(folder.path());
    let second = try_open(folder.path(), &[]).err().unwrap();
    assert!(second.ends_with(
        ": the desk is open already; use its page, or close it with Ctrl-C where it was started\n"
    ));
    drop(open_already);
    let store = folder.path().join("desk.sqlite");
    let connection = rusqlite::Connection::open(&store).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let refused = |folder: &Path| try_open(folder, &[]).err().unwrap();
    assert!(refused(folder.path()).ends_with(
        "desk.sqlite: the desk was made by a newer cvrank (its version is 99, this one reads up to 1); update cvrank\n"
    ));
    std::fs::write(
        &store,
        "no database at all, but long enough to be taken for one".repeat(50),
    )
    .unwrap();
    assert!(refused(folder.path()).contains("desk.sqlite: the file is damaged; "));
    let nowhere = folder.path().join("no/such/place");
    assert!(
        refused(&nowhere).contains("there is no folder ") && !folder.path().join("no").exists()
    );
    let foreign = tempfile::tempdir().unwrap();
    std::fs::write(foreign.path().join("letter.txt"), "mine").unwrap();
    assert!(refused(foreign.path()).ends_with(
        "the folder holds other files; name an empty or a new one, in which the desk keeps its own\n"
    ));
    let file = foreign.path().join("letter.txt");
    assert!(
        refused(&file)
            .ends_with("it is a file; name a folder, which is made where there is none\n")
    );
    let held = tempfile::tempdir().unwrap();
    let busy = open(held.path());
    let port = busy.port.to_string();
    let other = tempfile::tempdir().unwrap();
    let unmade = other.path().join("desk");
    let taken = try_open(&unmade, &["--port", &port]).err().unwrap();
    assert!(!unmade.exists());
    assert!(
        taken.starts_with(&format!("error: port {port} is in use, ")),
        "{taken}"
    );
}
