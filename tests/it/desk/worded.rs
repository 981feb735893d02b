//! What the desk says so that everybody understands it: kinds for the page's own words, sentences
//! about ports, the page of a closed desk, and interview sheets of the people who are meant.

use serde_json::json;

use super::POST;
use crate::common::desk::{AS_OF, Reply, open, try_open};
use crate::common::{root, run};

const CV: &str = "data/cvs/c-0001.md";

/// The kind of a refusal, for which the page has words in each language.
fn kind(reply: &Reply) -> String {
    reply.json()["kind"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn refusals_have_kinds_that_the_page_words_itself() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let cv = std::fs::read(root().join(CV)).unwrap();
    desk.add_cvs(job, &[("a.md", &cv), ("b.txt", b"")]);
    let rows = desk.rows(job);
    let of = |is_scored: bool| {
        let found = rows.iter().find(|row| row["rank"].is_null() != is_scored);
        found.unwrap()["candidate"].as_i64().unwrap()
    };
    let (scored, empty) = (of(true), of(false));
    let at = |path: &str| desk.get(&format!("/api/jobs/{job}/{path}"));
    let put = |path: &str, body| desk.post(&format!("/api/jobs/{job}/{path}"), &body);
    let table = [
        (desk.get("/api/jobs/77"), 404, "no_job"),
        (at("cvs/77"), 404, "no_candidate"),
        (
            at(&format!("compare?a={scored}&b={empty}")),
            422,
            "not_compared",
        ),
        (at(&format!("cvs/{scored}/original")), 403, "names_hidden"),
        (at("export/csv?contact=true"), 403, "names_hidden"),
        (at("export/shortlist"), 409, "nobody_shortlisted"),
        (
            at("export/interview-md?shortlisted=true"),
            409,
            "nobody_shortlisted",
        ),
        (put("undo", json!({})), 409, "nothing_to_undo"),
        (put("redo", json!({})), 409, "nothing_to_redo"),
        (put("edits", json!({"title": " "})), 422, "title_empty"),
        (
            put("decisions/undo", json!({"by": "Ann"})),
            409,
            "nothing_decided",
        ),
        (
            desk.decide(job, scored, "note", "", "Ann"),
            422,
            "note_empty",
        ),
        (
            desk.decide(job, scored, "reject", " ", "Ann"),
            422,
            "reason_missing",
        ),
        (desk.request("GET", "/api/desk", &[], b""), 401, "no_secret"),
    ];
    for (reply, status, expected) in table {
        assert_eq!(
            (reply.status, kind(&reply).as_str()),
            (status, expected),
            "{}",
            reply.text()
        );
        assert!(!reply.error().is_empty());
    }
    // What has no kind is told in the server's words.
    assert!(desk.get("/api/nothing").json()["kind"].is_null());
}

#[test]
fn twins_are_told_by_a_word_for_programs_too() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let cv = std::fs::read(root().join(CV)).unwrap();
    let import = desk.add_cvs(job, &[("a.md", &cv), ("b.md", &cv)]);
    assert_eq!(import["duplicates"][0]["same"], "file");
    assert_eq!(desk.rows(job)[0]["duplicates"][0]["same"], "file");
}

#[test]
fn a_port_that_cannot_be_had_is_one_sentence_that_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let wrong =
        "a port is a whole number from 1024 to 65535; leave --port out for one that is free";
    for port in ["99999", "abc", "-1", "80.5", ""] {
        let told = try_open(folder.path(), &[&format!("--port={port}")]).err();
        let told = told.unwrap();
        assert!(told.contains(wrong), "{port}: {told}");
    }
    let desk = open(&folder.path().join("first"));
    let port = desk.port.to_string();
    let told = try_open(&folder.path().join("second"), &["--port", &port]).err();
    assert_eq!(
        told.unwrap(),
        format!(
            "error: port {port} is in use, perhaps by another desk; close that, give another number with --port, or leave --port out for one that is free\n"
        )
    );
}

#[test]
fn a_closed_desk_says_what_to_do_in_each_language_and_asks_for_no_other_file() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let wrong = format!("/?secret={}", "0".repeat(desk.secret.len()));
    for path in ["/", &wrong] {
        for (liked, first, second) in [
            ("en", "This desk is closed", "Dieser Desk ist"),
            ("de-AT, en;q=0.5", "Dieser Desk ist", "This desk is closed"),
        ] {
            let reply = desk.request("GET", path, &[("accept-language", liked)], b"");
            assert_eq!(reply.status, 401);
            let page = reply.text();
            assert!(!page.contains(&desk.secret));
            let heading = page.find(&format!("<h1>{first}")).expect("a heading");
            let other = page.find(&format!("<h2>{second}")).expect("the other");
            assert!(heading < other, "{liked}");
            assert!(page.contains("start “cvrank desk” again with the same folder"));
            // The page's own style, in itself.
            assert!(page.contains("--page: #13161b") && page.contains("header.desk {"));
            assert!(
                !page.contains("/page/") && !page.contains("<script") && !page.contains("http")
            );
            let policy = reply.header("content-security-policy").unwrap();
            let nonce = policy.split("style-src 'nonce-").nth(1).unwrap();
            let nonce = nonce.split('\'').next().unwrap();
            assert!(page.contains(&format!("<style nonce=\"{nonce}\">")));
            assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"));
        }
    }
}

#[test]
fn interview_sheets_of_one_and_of_the_shortlist_are_what_the_program_writes() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    desk.add_sample(job);
    desk.post(&format!("/api/jobs/{job}/reveal"), &json!({"by": "Ann"}));
    let rows = desk.rows(job);
    let id = |row: usize| {
        let source = rows[row]["person"]["source"].as_str().unwrap();
        let path = std::path::Path::new(source);
        path.file_stem().unwrap().to_str().unwrap().to_owned()
    };
    let number = |row: usize| rows[row]["candidate"].as_i64().unwrap();
    // Further down than the ten of a sheet that names nobody.
    for row in [2, 14] {
        assert_eq!(
            desk.decide(job, number(row), "shortlist", "", "Ann").status,
            201
        );
    }
    let pool = folder.path().join("cvs.cvrank");
    for ending in ["docx", "html", "md"] {
        let sheet = folder.path().join(format!("sheet.{ending}"));
        let program = |more: &[String]| {
            let named = [
                "score",
                POST,
                "--pool",
                pool.to_str().unwrap(),
                "--tag=job-1",
                "--as-of",
                AS_OF,
                "--quiet",
                "-f=csv",
                "--interview",
                sheet.to_str().unwrap(),
            ];
            let more = more.iter().map(String::as_str);
            let answer = run(&named.into_iter().chain(more).collect::<Vec<_>>());
            assert_eq!(answer.code, 0, "{}", answer.stderr);
            std::fs::read(&sheet).unwrap()
        };
        let export = |asked: &str| {
            let reply = desk.get(&format!("/api/jobs/{job}/export/interview-{ending}{asked}"));
            assert_eq!(reply.status, 200, "{}", reply.text());
            reply.body
        };
        let one = program(&[format!("--invite={}", id(14))]);
        assert!(one == export(&format!("?candidate={}", number(14))));
        let both = [2, 14].map(|row| format!("--invite={}", id(row)));
        assert!(program(&both) == export("?shortlisted=true"));
        assert!(one != program(&both));
        assert!(program(&[]) == export(""));
    }
    let sheet = String::from_utf8(
        desk.get(&format!(
            "/api/jobs/{job}/export/interview-md?shortlisted=true"
        ))
        .body,
    );
    let sheet = sheet.unwrap();
    assert!(sheet.contains("2 of 44 CVs"), "{sheet}");
    let nobody = run(&[
        "score",
        POST,
        "data/cvs",
        "--interview",
        folder.path().join("x.md").to_str().unwrap(),
        "--invite=nobody",
    ]);
    assert_eq!(nobody.code, 2);
    assert!(
        nobody.stderr.ends_with(
            "error: --invite nobody: no CV with this id was scored; the ids stand in the ranking\n"
        ),
        "{}",
        nobody.stderr
    );
}

#[test]
fn until_somebody_reveals_no_export_names_a_file_or_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let cv = std::fs::read(root().join(CV)).unwrap();
    let other = std::fs::read(root().join("data/cvs/c-0010.txt")).unwrap();
    desk.add_cvs(job, &[("Zoe_Sample.md", &cv), ("b.txt", &other)]);
    let rows = desk.rows(job);
    let number = rows[0]["candidate"].as_i64().unwrap();
    let decided = desk.decide(job, number, "shortlist", "knows Kafka", "Ann");
    assert_eq!(decided.status, 201);
    let export = |format: &str| desk.get(&format!("/api/jobs/{job}/export/{format}"));
    let called = format!("CV {number}");
    for format in [
        "csv",
        "html",
        "decided-csv",
        "decided-html",
        "shortlist",
        "interview-md?shortlisted=true",
        &format!("interview-html?candidate={number}"),
    ] {
        let reply = export(format);
        assert_eq!(reply.status, 200, "{format}: {}", reply.text());
        let text = reply.text();
        assert!(text.contains(&called), "{format}");
        assert!(!text.contains("Zoe") && !text.contains("b.txt"), "{format}");
    }
    assert!(
        export("shortlist")
            .text()
            .contains("shortlisted: knows Kafka")
    );
    // A run holds the files themselves.
    let run = export("run");
    assert_eq!((run.status, kind(&run).as_str()), (403, "names_hidden"));

    desk.post(&format!("/api/jobs/{job}/reveal"), &json!({"by": "Ann"}));
    for format in ["csv", "shortlist", "decided-html"] {
        assert!(export(format).text().contains("Zoe_Sample"), "{format}");
    }
    assert_eq!(export("run").status, 200);
}
