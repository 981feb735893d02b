//! Who may ask the desk, and what it makes of what strangers wrote.

use serde_json::json;

use super::POST;
use crate::common::desk::{form, open, send};

/// Method, path, headers, and the status that is expected.
type Try<'t> = (&'t str, &'t str, Vec<(&'t str, &'t str)>, u16);

#[test]
fn requests_from_elsewhere_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let (port, secret) = (desk.port, desk.secret.as_str());
    let own = format!("http://127.0.0.1:{port}");
    let cookie = format!("cvrank-desk-{port}={secret}");
    let wrong = "0".repeat(secret.len());
    let token = ("x-cvrank-token", secret);
    let body = json!({"text": "Baker wanted. You have 3 years of rye bread."}).to_string();
    let kind = ("content-type", "application/json");
    let table: &[Try] = &[
        // The page, and whoever holds the secret.
        ("GET", "/api/desk", vec![token], 200),
        ("GET", "/api/desk", vec![("cookie", &cookie)], 200),
        ("POST", "/api/jobs", vec![token, kind], 201),
        (
            "POST",
            "/api/jobs",
            vec![
                token,
                kind,
                ("origin", &own),
                ("sec-fetch-site", "same-origin"),
            ],
            201,
        ),
        // No secret, a wrong one, half of one.
        ("GET", "/api/desk", vec![], 401),
        ("GET", "/api/desk", vec![("x-cvrank-token", &wrong)], 401),
        (
            "GET",
            "/api/desk",
            vec![("x-cvrank-token", &secret[1..])],
            401,
        ),
        ("GET", "/api/desk", vec![("cookie", "cvrank-desk-1=x")], 401),
        ("GET", "/api/openapi.json", vec![], 401),
        ("GET", "/page/desk.js", vec![], 401),
        // A browser sends cookies by itself: they alone change nothing.
        ("POST", "/api/jobs", vec![("cookie", &cookie), kind], 401),
        ("DELETE", "/api/jobs/1", vec![("cookie", &cookie)], 401),
        // Other pages, whatever they know.
        (
            "GET",
            "/api/desk",
            vec![token, ("origin", "http://evil.example")],
            403,
        ),
        ("GET", "/api/desk", vec![token, ("origin", "null")], 403),
        (
            "POST",
            "/api/jobs",
            vec![token, kind, ("origin", "https://127.0.0.1")],
            403,
        ),
        (
            "GET",
            "/api/desk",
            vec![("cookie", &cookie), ("sec-fetch-site", "cross-site")],
            403,
        ),
        (
            "GET",
            "/api/desk",
            vec![("cookie", &cookie), ("sec-fetch-site", "same-site")],
            403,
        ),
        // Names that lead to this machine.
        (
            "GET",
            "/api/desk",
            vec![token, ("host", "evil.example")],
            421,
        ),
        (
            "GET",
            "/",
            vec![("cookie", &cookie), ("host", "rebind.example:80")],
            421,
        ),
        (
            "GET",
            "/api/desk",
            vec![token, ("host", "127.0.0.1:1")],
            421,
        ),
        // Ways that are none.
        ("GET", "/api/nothing", vec![token], 404),
        ("PUT", "/api/jobs", vec![token, kind], 405),
        ("GET", "/page/../mod.rs", vec![token], 404),
        ("GET", "/page/%2e%2e%2fmod.rs", vec![token], 404),
    ];
    for (method, path, headers, expected) in table {
        let sent = if *method == "POST" {
            body.as_bytes()
        } else {
            b""
        };
        let reply = desk.request(method, path, headers, sent);
        assert_eq!(
            reply.status,
            *expected,
            "{method} {path} {headers:?}: {}",
            reply.text()
        );
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("access-control-allow-origin"), None);
    }
}

#[test]
fn the_address_with_the_secret_opens_the_page_and_no_other_does() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    for path in [
        "/",
        "/?secret=",
        "/?secret=0123",
        &format!("/?secret={}0", desk.secret),
    ] {
        let locked = desk.request("GET", path, &[], b"");
        assert_eq!(locked.status, 401, "{path}");
        assert!(!locked.text().contains(&desk.secret));
    }
    let opened = desk.request("GET", &format!("/?secret={}", desk.secret), &[], b"");
    assert_eq!((opened.status, opened.header("location")), (303, Some("/")));
    let cookie = opened.header("set-cookie").unwrap();
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"),
        "{cookie}"
    );
    let pair = cookie.split(';').next().unwrap().to_owned();
    let page = desk.request("GET", "/", &[("cookie", &pair)], b"");
    assert_eq!(page.status, 200);
    assert!(
        page.text()
            .contains(&format!("content=\"{}\"", desk.secret))
    );
    let german = desk.request(
        "GET",
        "/",
        &[("cookie", &pair), ("accept-language", "de-DE,de;q=0.9")],
        b"",
    );
    assert!(german.text().contains("<html lang=\"de\""));
    // Another start has another secret.
    let secret = desk.secret.clone();
    drop(desk);
    let again = open(folder.path());
    assert_ne!(again.secret, secret);
    assert_eq!(
        again
            .request("GET", "/api/desk", &[("x-cvrank-token", &secret)], b"")
            .status,
        401
    );
}

#[test]
fn hostile_files_and_names_are_text() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("desk");
    let desk = open(&place);
    let job = desk.add_job(POST);
    let script = "<script>alert(1)</script>";
    let cv = |extra: &str| {
        format!(
            "Jane Doe\njane@example.org\n\nExperience\n2019 - 2024 Backend engineer, {extra}\n\
             - Built services in Go and Rust on Kubernetes with PostgreSQL and Kafka.\n\
             - {extra} ran the message broker and wrote about it at length.\n"
        )
    };
    let hostile = cv(&format!(
        "{script} <img src=x onerror=alert(1)> javascript:alert(1)"
    ));
    let page = format!(
        "<html><body><svg onload=alert(1)><pre>{}</pre></body></html>",
        cv("ACME")
    );
    let names = [
        "../../../escaped.txt",
        "..\\..\\escaped2.txt",
        "/tmp/escaped3.txt",
        "<img src=x onerror=alert(1)>.txt",
        "a\u{202e}txt.exe",
        ".hidden",
        "con.txt",
        "page.html",
        "=cmd|' /C calc'!A0.txt",
    ];
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| {
            let text = if name.ends_with("html") {
                &page
            } else {
                &hostile
            };
            (*name, text.as_bytes())
        })
        .collect();
    desk.add_cvs(job, &files);
    // The page leaves such letters out; whoever sends them is refused.
    let commands = desk.upload(
        &format!("/api/jobs/{job}/cvs"),
        &[("\u{1b}[2J.txt", b"text")],
    );
    assert_eq!(commands.status, 400);
    // Nothing left the desk's own folder.
    let outside: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|one| one.unwrap().file_name())
        .collect();
    assert_eq!(outside, ["desk"]);
    assert!(!std::path::Path::new("/tmp/escaped3.txt").exists());
    desk.post(&format!("/api/jobs/{job}/reveal"), &json!({}));
    let rows = desk.rows(job);
    assert!(rows.len() >= 2, "{rows:?}");
    for row in &rows {
        let number = row["candidate"].as_i64().unwrap();
        let opened = desk.get(&format!("/api/jobs/{job}/cvs/{number}"));
        assert_eq!(opened.header("content-type"), Some("application/json"));
        // What the page puts in as it is are our own drawings alone.
        let view = &opened.json()["view"];
        for drawing in [&view["bar_svg"], &view["timeline"]["svg"]] {
            let drawing = drawing.as_str().unwrap_or_default();
            assert!(
                !drawing.contains("script")
                    && !drawing.contains("onload")
                    && !drawing.contains("onerror"),
                "{drawing}"
            );
        }
        let original = desk.get(&format!("/api/jobs/{job}/cvs/{number}/original"));
        assert_eq!(
            original.header("content-type"),
            Some("application/octet-stream")
        );
        assert!(
            original
                .header("content-disposition")
                .unwrap()
                .starts_with("attachment; filename=\"")
        );
    }
    let report = desk.get(&format!("/api/jobs/{job}/export/html"));
    assert!(!report.text().contains(script));
    assert!(
        report
            .header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
    // Notes and reasons come back as they were written, in JSON.
    let first = rows[0]["candidate"].as_i64().unwrap();
    assert_eq!(desk.decide(job, first, "note", script, script).status, 201);
    let log = desk.get(&format!("/api/jobs/{job}/cvs/{first}")).json()["log"].clone();
    assert_eq!(
        (&log[0]["reason"], &log[0]["by"]),
        (&json!(script), &json!(script))
    );
}

#[test]
fn what_is_too_large_or_torn_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let path = format!("/api/jobs/{job}/cvs");
    let token = ("x-cvrank-token", desk.secret.as_str());
    let none = desk.upload(&path, &[]);
    assert_eq!(
        (none.status, none.error().as_str()),
        (422, "no file came; send each as a part `file`")
    );
    let (kind, body) = form(&[("a.txt", b"text")]);
    let torn = desk.request(
        "POST",
        &path,
        &[token, ("content-type", &kind)],
        &body[..body.len() - 20],
    );
    assert_eq!(
        (torn.status, torn.error().as_str()),
        (400, "the files did not come whole; send them again")
    );
    let no_form = desk.request(
        "POST",
        &path,
        &[token, ("content-type", "text/plain")],
        b"x",
    );
    assert_eq!(no_form.status, 400);
    let long = vec![b'x'; 21 << 20];
    let post = desk.upload("/api/jobs", &[("post.txt", &long)]);
    assert_eq!(post.status, 413, "{}", post.text());
    assert_eq!(
        post.error(),
        "the post is larger than 20 MB; paste its text instead"
    );
    // A body that is said to be larger than any, of which nothing comes.
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nx-cvrank-token: {}\r\n\
         Content-Type: {kind}\r\nContent-Length: 999999999999\r\n\r\n",
        desk.port, desk.secret
    );
    let reply = send(desk.port, request.as_bytes());
    assert_eq!(reply.status, 413, "{}", reply.text());
    let job_of_nobody = desk.upload("/api/jobs/77/cvs", &[("a.txt", b"text")]);
    assert_eq!(
        (job_of_nobody.status, job_of_nobody.error().as_str()),
        (404, "there is no job 77 on this desk")
    );
    // Nothing of what was refused is left.
    let arriving = folder.path().join("arriving");
    assert_eq!(std::fs::read_dir(arriving).unwrap().count(), 0);
}
