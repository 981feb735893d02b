//! Pools in temporary folders.

use std::fs;

use super::*;
use crate::document::{Format, Role};

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn ids(sources: &[Source]) -> Vec<&str> {
    sources.iter().map(|source| source.id.as_str()).collect()
}

fn text_of(source: &Source) -> Result<String, Status> {
    source
        .read_with(&|_| Err(unreadable(Status::Failed, "no PDF here")))
        .map(|document| document.text)
        .map_err(|error| error.status)
}

fn pool(paths: &[PathBuf]) -> Vec<Source> {
    collect(paths, &PoolOptions::default()).unwrap()
}

#[test]
fn folders_are_walked_in_order_and_clashing_stems_get_paths() {
    let folder = folder(&[
        ("b/one.txt", "b one"),
        ("a/one.txt", "a one"),
        ("a/two.txt", "a two"),
        ("a/two.md", "a two md"),
        (".hidden/cv.txt", "x"),
        ("~$lock.docx", "x"),
        ("three.txt", "three"),
    ]);
    let sources = pool(&[folder.path().to_owned()]);
    assert_eq!(
        ids(&sources),
        ["a/one", "a/two.md", "a/two.txt", "b/one", "three"]
    );
    assert_eq!(text_of(&sources[0]), Ok("a one".into()));
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_end() {
    let folder = folder(&[("a/cv.txt", "text")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/back")).unwrap();
    assert_eq!(ids(&pool(&[folder.path().to_owned()])), ["cv"]);
}

#[test]
fn a_missing_file_is_one_row_unless_all_are_missing() {
    let folder = folder(&[("cv.txt", "text")]);
    let there = folder.path().join("cv.txt");
    let sources = pool(&[there.clone(), "gone.txt".into(), there]);
    assert_eq!(ids(&sources), ["cv", "gone"]);
    assert_eq!(text_of(&sources[1]), Err(Status::NotFound));
    let error = collect(&["gone.txt".into(), "lost".into()], &PoolOptions::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "nothing was found at gone.txt nor at the other 1 paths; check the path"
    );
}

#[test]
fn tables_have_one_cv_a_row() {
    let cases = [
        (
            "p.csv",
            "id,name,text\n7,x,\"Ewa,\nclerk\"\n7,x,second\n,x,third\n",
        ),
        (
            "p.csv",
            "\u{FEFF}Candidate_ID;Resume_str\r\n7;\"Ewa,\nclerk\"\r\n7;second\r\n;third\r\n",
        ),
        (
            "p.tsv",
            "cv_id\tcv\n7\t\"Ewa,\nclerk\"\n7\tsecond\n\tthird\n",
        ),
        (
            "p.jsonl",
            "{\"id\": 7, \"text\": \"Ewa,\\nclerk\"}\n{\"id\": \"7\", \"text\": \"second\"}\n\n{\"text\": \"third\"}",
        ),
    ];
    for (name, content) in cases {
        let folder = folder(&[(name, content)]);
        let sources = pool(&[folder.path().join(name)]);
        assert_eq!(ids(&sources), ["7", "7#2", "p-3"], "{content}");
        let texts: Vec<_> = sources.iter().map(text_of).collect();
        assert_eq!(
            texts,
            [
                Ok("Ewa,\nclerk".into()),
                Ok("second".into()),
                Ok("third".into())
            ]
        );
    }
}

#[test]
fn rows_may_hold_html_or_a_whole_resume() {
    let folder = folder(&[
        ("a.csv", "id,text\n1,<ul><li>built</li></ul>\n"),
        (
            "b.jsonl",
            "{\"basics\": {\"label\": \"Clerk\"}}\nnot json\n",
        ),
    ]);
    let sources = pool(&[folder.path().join("a.csv"), folder.path().join("b.jsonl")]);
    let document = sources[0].read_with(&|_| unreachable!()).unwrap();
    assert_eq!(
        (document.format, document.lines[0].role),
        (Format::CsvRow, Role::ListItem)
    );
    assert_eq!(text_of(&sources[1]), Ok("Clerk".into()));
    assert_eq!(text_of(&sources[2]), Err(Status::Damaged));
}

#[test]
fn a_missing_column_lists_the_columns_found() {
    let folder = folder(&[("p.csv", "cv_id,grade\n1,2\n"), ("cv.txt", "text")]);
    let path = folder.path().join("p.csv");
    let shown = path.display().to_string();
    let error = collect(std::slice::from_ref(&path), &PoolOptions::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "{shown}: no column text or cv or resume or cv_text or resume_text or resume_str or \
             content; found cv_id, grade; name the right one with --text-column"
        )
    );
    let options = PoolOptions {
        text_column: Some("grade".into()),
        id_column: Some("number".into()),
        ..PoolOptions::default()
    };
    let error = collect(&[path], &options).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "{shown}: no column number; found cv_id, grade; name the right one with --id-column"
        )
    );
    // In a folder it is one bad file among good ones.
    let sources = pool(&[folder.path().to_owned()]);
    assert_eq!(ids(&sources), ["cv", "p"]);
    assert_eq!(text_of(&sources[1]), Err(Status::Unsupported));
}

#[test]
fn standard_input_is_one_cv() {
    let options = PoolOptions {
        stdin: Some(b"piped text".to_vec()),
        ..PoolOptions::default()
    };
    let sources = collect(&["-".into()], &options).unwrap();
    assert_eq!(ids(&sources), ["stdin"]);
    assert_eq!(text_of(&sources[0]), Ok("piped text".into()));
    assert_eq!(
        collect(&["-".into()], &PoolOptions::default()).unwrap_err(),
        SourceError::NoStandardInput
    );
}

#[test]
fn ids_never_repeat() {
    let found = |id: &str| Found {
        source: Source {
            id: id.to_owned(),
            path: String::new(),
            accept_doubtful: false,
            content: Content::Row(Shared::new(String::new())),
        },
        fallbacks: Vec::new(),
    };
    let sources = with_unique_ids(["7", "7", "7#2", "7"].map(found).into());
    assert_eq!(ids(&sources), ["7", "7#3", "7#2", "7#4"]);
}
