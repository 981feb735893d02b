//! The review desk through its API: what it shows is what the program says, nothing is lost, and
//! nobody else may ask.

mod documented;
mod guarded;
mod kept;
mod worded;

use serde_json::{Value, json};

use crate::common::desk::{AS_OF, open};
use crate::common::{root, run};

const POST: &str = "data/jobs/backend_engineer.md";

/// Candidates with their points, in order.
fn points(rows: &[Value]) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    rows.iter()
        .map(|row| (row["candidate"].to_string(), text(&row["points"])))
        .collect()
}

/// The names of the files, without endings, with their points.
fn points_by_file(rows: &[Value]) -> Vec<(String, String)> {
    let file = |row: &Value| {
        let source = row["person"]["source"].as_str().unwrap().to_owned();
        let path = std::path::Path::new(&source);
        path.file_stem().unwrap().to_str().unwrap().to_owned()
    };
    let points = points(rows).into_iter().map(|(_, points)| points);
    rows.iter().map(file).zip(points).collect()
}

/// By cv id, as the program scores the sample's files for `job`.
fn scored(job: &str) -> Vec<(String, String)> {
    let answer = run(&[
        "score", job, "data/cvs", "--as-of", AS_OF, "--format", "csv", "--quiet",
    ]);
    let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| (row[1].to_owned(), row[2].to_owned()))
        .collect()
}

#[test]
fn the_whole_way_gives_what_the_program_gives() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let import = desk.add_sample(job);
    assert_eq!(
        (&import["new"], &import["unreadable"]),
        (&json!(44), &json!([]))
    );
    assert_eq!(
        desk.post(&format!("/api/jobs/{job}/reveal"), &json!({"by": "Ann"}))
            .status,
        200
    );
    assert_eq!(points_by_file(&desk.rows(job)), scored(POST));

    // A change, and what the program makes of the job file that it gives.
    let edits = format!("/api/jobs/{job}/edits");
    let changed = desk.post(
        &edits,
        &json!({"set": {"index": 0, "keys": {"years": 2, "weight": 3}}}),
    );
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(
        changed.json()["requirements"][0]["label"],
        "backend development (2+ years)"
    );
    let after = points_by_file(&desk.rows(job));
    assert_ne!(after, scored(POST));
    let file = folder.path().join("given.toml");
    let given = desk.get(&format!("/api/jobs/{job}/export/job"));
    std::fs::write(&file, &given.body).unwrap();
    assert_eq!(after, scored(file.to_str().unwrap()));

    // There and back.
    assert_eq!(
        desk.post(&format!("/api/jobs/{job}/undo"), &json!({}))
            .status,
        200
    );
    assert_eq!(points_by_file(&desk.rows(job)), scored(POST));
    assert_eq!(
        desk.post(&format!("/api/jobs/{job}/redo"), &json!({}))
            .status,
        200
    );
    assert_eq!(points_by_file(&desk.rows(job)), after);
}

#[test]
fn every_export_is_what_the_program_writes() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    desk.add_sample(job);
    let edit = json!({"remove": {"index": 2}});
    assert_eq!(
        desk.post(&format!("/api/jobs/{job}/edits"), &edit).status,
        200
    );
    let export = |format: &str| desk.get(&format!("/api/jobs/{job}/export/{format}"));
    assert_eq!(export("csv").status, 200);
    for named in ["csv?contact=true", "ats-lever", "ats-greenhouse?top=3"] {
        let refused = export(named);
        assert_eq!(refused.status, 403, "{named}");
        assert_eq!(
            refused.error(),
            "this export names people; reveal names first, which is written down"
        );
    }
    desk.post(&format!("/api/jobs/{job}/reveal"), &json!({"by": "Ann"}));
    let file = folder.path().join("jobs/1/job.toml");
    let pool = folder.path().join("cvs.cvrank");
    let output = folder.path().join("answer");
    let (file, pool, place) = (
        file.to_str().unwrap(),
        pool.to_str().unwrap(),
        output.to_str().unwrap(),
    );
    for (format, options) in [
        ("csv", &["--format", "csv"][..]),
        ("excel", &["--format", "csv", "--excel"]),
        ("xlsx", &["--format", "xlsx"]),
        ("html", &["--format", "html"]),
        ("json", &["--format", "json"]),
        ("table", &["--format", "table"]),
        ("ats-greenhouse", &["--ats", "greenhouse"]),
        ("ats-lever", &["--ats", "lever"]),
        (
            "csv?contact=true&top=3",
            &["--format", "csv", "--with-contact", "--top", "3"],
        ),
    ] {
        let named = [
            "score", file, "--pool", pool, "--tag", "job-1", "--as-of", AS_OF, "-o", place,
            "--quiet",
        ];
        let answer = run(&[&named[..], options].concat());
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        assert!(
            export(format).body == std::fs::read(&output).unwrap(),
            "{format}"
        );
    }
    let named = [
        "score", file, "--pool", pool, "--tag", "job-1", "--as-of", AS_OF, "--quiet",
    ];
    for ending in ["docx", "html", "md"] {
        let sheet = folder.path().join(format!("sheet.{ending}"));
        let options = ["--interview", sheet.to_str().unwrap(), "-o", place];
        assert_eq!(run(&[&named[..], &options].concat()).code, 0);
        let exported = export(&format!("interview-{ending}"));
        assert!(exported.body == std::fs::read(&sheet).unwrap(), "{ending}");
    }
    let unknown = export("exe");
    assert_eq!(unknown.status, 404);
    assert!(
        unknown
            .error()
            .starts_with("there is no format exe; expected one of: csv, ")
    );
}

#[test]
fn a_run_that_leaves_the_desk_is_whole_and_holds_what_was_decided() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    desk.add_sample(job);
    let rows = desk.rows(job);
    let number = |place: usize| rows[place]["candidate"].as_i64().unwrap();
    assert_eq!(
        desk.decide(job, number(0), "shortlist", "", "Ann").status,
        201
    );
    assert_eq!(
        desk.decide(job, number(1), "reject", "No Go", "Bo").status,
        201
    );
    assert_eq!(desk.decide(job, number(2), "hold", "", "").status, 201);
    assert_eq!(desk.decide(job, number(2), "none", "", "").status, 201);
    desk.post(&format!("/api/jobs/{job}/reveal"), &json!({"by": "Ann"}));
    let run_folder = folder.path().join("run");
    let zip = desk.get(&format!("/api/jobs/{job}/export/run")).body;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    archive.extract(&run_folder).unwrap();
    let place = run_folder.to_str().unwrap();
    let verified = run(&["verify", place]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
    assert!(
        verified.stdout.ends_with(", 2 decisions\n"),
        "{}",
        verified.stdout
    );
    let replayed = run(&["replay", place, "--from", root().to_str().unwrap()]);
    assert_eq!(replayed.code, 0, "{}", replayed.stdout);
    let table = std::fs::read_to_string(run_folder.join("ranking.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let reasons: Vec<String> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            row[row.len() - 3].to_owned()
        })
        .collect();
    assert_eq!(reasons[..3], ["shortlisted", "rejected: No Go", ""]);
    for (format, file) in [
        ("decided-csv", "ranking.csv"),
        ("decided-xlsx", "ranking.xlsx"),
        ("decided-html", "report.html"),
    ] {
        let export = desk.get(&format!("/api/jobs/{job}/export/{format}")).body;
        assert!(
            export == std::fs::read(run_folder.join(file)).unwrap(),
            "{format}"
        );
    }
    let shortlist = desk
        .get(&format!("/api/jobs/{job}/export/shortlist"))
        .text();
    assert_eq!(shortlist.lines().count(), 2, "{shortlist}");
    assert!(
        shortlist
            .lines()
            .nth(1)
            .unwrap()
            .ends_with(",,shortlisted,Ann,2026-06-01"),
        "{shortlist}"
    );
    let page = std::fs::read_to_string(run_folder.join("report.html")).unwrap();
    assert!(page.contains("<b>Decided</b> rejected (Bo, 2026-06-01): No Go"));
}

#[test]
fn nobody_is_named_before_somebody_reveals() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let cv = |name: &str| std::fs::read(root().join("data/cvs").join(name)).unwrap();
    let (first, second) = (cv("c-0001.md"), cv("c-0010.txt"));
    desk.add_cvs(
        job,
        &[
            ("Annika Vermeulen CV.md", &first),
            ("again.md", &first),
            ("b.txt", &second),
        ],
    );
    let answers = || -> Vec<String> {
        let mut answers = vec![
            desk.get("/api/desk").text(),
            desk.get(&format!("/api/jobs/{job}")).text(),
            desk.get(&format!("/api/jobs/{job}/ranking")).text(),
            desk.get(&format!("/api/jobs/{job}/imports")).text(),
            desk.get(&format!("/api/jobs/{job}/compare?a=1&b=2")).text(),
            desk.get(&format!("/api/jobs/{job}/decisions")).text(),
        ];
        for number in 1..=3 {
            answers.push(desk.get(&format!("/api/jobs/{job}/cvs/{number}")).text());
        }
        answers
    };
    let blind = answers();
    let original = format!("/api/jobs/{job}/cvs/1/original");
    let refused = desk.get(&original);
    assert_eq!(refused.status, 403);
    assert_eq!(
        refused.error(),
        "the file shows who the person is; reveal names first, which is written down"
    );
    assert_eq!(
        desk.post(&format!("/api/jobs/{job}/reveal"), &json!({"by": "Ann"}))
            .status,
        200
    );
    let rows = desk.rows(job);
    let mut named = vec!["Annika".to_owned(), "Vermeulen".to_owned()];
    for row in &rows {
        for key in ["name", "email", "phone"] {
            let text = row["person"][key].as_str().unwrap();
            named.extend((!text.is_empty()).then(|| text.to_owned()));
        }
    }
    assert!(named.len() >= 6, "{named:?}");
    for answer in &blind {
        for name in &named {
            assert!(!answer.contains(name.as_str()), "{name} in {answer}");
        }
    }
    assert_eq!(desk.get(&original).status, 200);
    let log = desk.get(&format!("/api/jobs/{job}/decisions")).json();
    assert_eq!(
        (&log["log"][0]["verdict"], &log["log"][0]["by"]),
        (&json!("reveal"), &json!("Ann"))
    );
    // Hidden again, and the same answers but for the log.
    assert_eq!(
        desk.post(&format!("/api/jobs/{job}/blind"), &json!({}))
            .status,
        200
    );
    assert_eq!(answers()[2..5], blind[2..5]);
}

#[test]
fn a_change_is_refused_in_the_words_of_its_rule() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    let edits = format!("/api/jobs/{job}/edits");
    let table = [
        (
            json!({}),
            422,
            "nothing to change was given; expected one of: set, add, remove, move, title, restore",
        ),
        (
            json!({"remove": {"index": 99}}),
            422,
            "no requirement 99; the job has 14",
        ),
        (
            json!({"move": {"index": 0, "to": 14}}),
            422,
            "no requirement 14; the job has 14",
        ),
        (
            json!({"set": {"index": 0, "keys": {"salary": 1}}}),
            422,
            "a requirement has no salary; it has: importance, ",
        ),
        (
            json!({"set": {"index": 0, "keys": {"years": -1}}}),
            422,
            "job file, line ",
        ),
        (
            json!({"add": {"keys": {"importance": "must"}}}),
            422,
            "job file, line ",
        ),
        (
            json!({"title": " "}),
            422,
            "the title is empty; write what the work is called",
        ),
        (
            json!({"restore": {"index": 999, "importance": "must"}}),
            422,
            "nothing 999 was set aside; the job has ",
        ),
        (
            json!({"edit": 7, "title": "Baker"}),
            409,
            "the job was changed in another window meanwhile; ",
        ),
        (
            json!({"colour": 1}),
            422,
            "Failed to deserialize the JSON body into the target type: colour: unknown field `colour`",
        ),
    ];
    for (change, status, expected) in table {
        let refused = desk.post(&edits, &change);
        assert_eq!(refused.status, status, "{change}");
        assert!(
            refused.error().starts_with(expected),
            "{change}: {}",
            refused.error()
        );
    }
    assert_eq!(desk.get(&format!("/api/jobs/{job}")).json()["edit"], 0);
    let nothing = desk.post(&format!("/api/jobs/{job}/undo"), &json!({}));
    assert_eq!(
        (nothing.status, nothing.error().as_str()),
        (409, "there is nothing to undo")
    );
}

#[test]
fn a_post_that_says_too_little_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let warnings =
        |text: &str| desk.post("/api/jobs", &json!({"text": text})).json()["warnings"].clone();
    let nonsense = warnings("asdf qwer zxcv uiop hjkl vbnm tyui ghjk cvbn");
    assert!(
        nonsense[0]
            .as_str()
            .unwrap()
            .contains("so the order says little"),
        "{nonsense}"
    );
    let good = warnings("Baker wanted\n\nYou have:\n- 3 years of Python\n- English B2\n");
    assert_eq!(good, json!([]));
    let job = desk.get("/api/jobs/1").json();
    assert_eq!(job["source"], "pasted text.txt");
    let nobody = desk.get("/api/jobs/2/export/shortlist");
    assert_eq!(
        (nobody.status, nobody.error().as_str()),
        (422, "the job has no CVs yet; add some first")
    );
}

#[test]
fn requirements_are_added_moved_and_taken_from_what_was_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let text = "Baker wanted\n\nWe are a happy family company.\n\nYou have:\n- 3 years of rye bread\n- English B2\n\nWe offer:\n- Python courses\n";
    let added = desk.post("/api/jobs", &json!({"text": text}));
    assert_eq!(added.status, 201, "{}", added.text());
    let job = added.json();
    let edits = format!("/api/jobs/{}/edits", job["job"]);
    let labels = |view: &Value| -> Vec<String> {
        let asked = view["requirements"].as_array().unwrap().iter();
        asked
            .map(|one| one["label"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = labels(&job);
    let add = json!({"add": {"keys": {"importance": "nice", "any_of": ["Excel"]}}});
    let with = desk.post(&edits, &add).json();
    assert_eq!(labels(&with), [&before[..], &["Excel".to_owned()]].concat());
    let last = before.len();
    let moved = desk
        .post(&edits, &json!({"move": {"index": last, "to": 0}}))
        .json();
    assert_eq!(
        labels(&moved),
        [&["Excel".to_owned()], &before[..]].concat()
    );
    let aside = moved["set_aside"].as_array().unwrap();
    let offer = aside
        .iter()
        .find(|part| part["quote"].as_str().unwrap().contains("Python"))
        .unwrap();
    let restore = json!({"restore": {"index": offer["index"], "importance": "must"}});
    let restored = desk.post(&edits, &restore).json();
    assert!(
        labels(&restored)
            .iter()
            .any(|label| label.contains("Python")),
        "{restored}"
    );
    assert_eq!(
        restored["set_aside"].as_array().unwrap().len(),
        aside.len() - 1
    );
}

#[test]
fn the_ranking_is_filtered_sorted_and_searched() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    desk.add_sample(job);
    desk.add_cvs(job, &[("empty.txt", b"nothing")]);
    let of = |query: &str| desk.get(&format!("/api/jobs/{job}/ranking?{query}")).json();
    let all = of("limit=1000");
    assert_eq!(
        (&all["total"], &all["scored"], &all["filtered"]),
        (&json!(45), &json!(44), &json!(45))
    );
    let numbers = |ranking: &Value| -> Vec<i64> {
        let rows = ranking["rows"].as_array().unwrap().iter();
        rows.map(|row| row["candidate"].as_i64().unwrap()).collect()
    };
    let whole = numbers(&all);
    assert_eq!(numbers(&of("offset=10&limit=5")), whole[10..15]);
    assert_eq!(
        numbers(&of("limit=1000&descending=true")),
        whole.iter().rev().copied().collect::<Vec<_>>()
    );
    let arrived = numbers(&of("limit=1000&sort=arrived"));
    let mut sorted = whole.clone();
    sorted.sort_unstable();
    assert_eq!(arrived, sorted);
    let years: Vec<f64> = of("limit=1000&sort=years")["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            row["relevant_years"]
                .as_str()
                .unwrap()
                .parse()
                .unwrap_or(-1.0)
        })
        .collect();
    assert!(years.is_sorted_by(|one, other| one >= other), "{years:?}");
    assert_eq!(of("status=unreadable")["rows"][0]["status"], "empty");
    let found = of("search=kafka%20postgresql&limit=1000");
    assert!(
        (1..44).contains(&found["filtered"].as_i64().unwrap()),
        "{}",
        found["filtered"]
    );
    let called = format!("search=CV%20{}", whole[7]);
    assert_eq!(numbers(&of(&called)), [whole[7]]);
    desk.decide(job, whole[3], "hold", "", "Ann");
    desk.decide(job, whole[5], "shortlist", "", "Ann");
    assert_eq!(numbers(&of("decision=any")), [whole[3], whole[5]]);
    assert_eq!(numbers(&of("decision=hold")), [whole[3]]);
    assert_eq!(numbers(&of("sort=decision&limit=2")), [whole[5], whole[3]]);
    assert_eq!(of("decision=none")["filtered"], 43);
    let wrong = desk.get(&format!("/api/jobs/{job}/ranking?sort=colour"));
    assert_eq!(wrong.status, 400);
    assert!(
        wrong.error().contains("unknown variant `colour`"),
        "{}",
        wrong.error()
    );
    // With a must less, so that somebody meets all.
    let fewer = json!({"set": {"index": 0, "keys": {"importance": "nice"}}});
    let edited = desk.post(&format!("/api/jobs/{job}/edits"), &fewer);
    assert_eq!(edited.status, 200, "{}", edited.text());
    let musts = of("musts=all&limit=1000");
    let all_met = |row: &Value| row["must"]["met"] == row["must"]["total"];
    assert!(musts["rows"].as_array().unwrap().iter().all(all_met) && musts["filtered"] != json!(0));
}

#[test]
fn what_was_decided_moves_the_weights_only_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    desk.add_sample(job);
    let learning = format!("/api/jobs/{job}/learning");
    let preview = desk.get(&learning).json();
    assert_eq!(preview["possible"], false);
    assert_eq!(preview["too_few"], true);
    assert_eq!(
        preview["why_not"],
        "3 who were chosen and 3 who were turned down are needed to tell what is looked for; decide about more"
    );
    assert_eq!(desk.post(&learning, &json!({})).status, 409);
    let rows = desk.rows(job);
    // Whoever has done such work is chosen, and the best of those who have not are turned down.
    let (mut chosen, mut rejected) = (0, 0);
    for row in &rows {
        let number = row["candidate"].as_i64().unwrap();
        let has_done_it = row["relevant_years"] != "0.0";
        if has_done_it && chosen < 12 {
            chosen += 1;
            desk.decide(job, number, "shortlist", "", "Ann");
        } else if !has_done_it && rejected < 10 {
            rejected += 1;
            desk.decide(job, number, "reject", "has not done it", "Ann");
        }
    }
    assert_eq!((chosen, rejected), (12, 10));
    let preview = desk.get(&learning).json();
    assert_eq!(
        (&preview["possible"], &preview["pairs"]),
        (&json!(true), &json!(120))
    );
    let after = preview["agreement_after"].as_f64().unwrap();
    assert!(
        after >= preview["agreement_before"].as_f64().unwrap(),
        "{preview}"
    );
    assert!(!preview["moves"].as_array().unwrap().is_empty());
    assert_eq!(points(&desk.rows(job)), points(&rows));
    let applied = desk.post(&learning, &json!({})).json();
    assert_eq!(
        (&applied["learned"], &applied["model"]),
        (&json!(true), &json!("learned from 22 decisions"))
    );
    let moved = desk.rows(job);
    assert_ne!(points(&moved), points(&rows));
    // The program ranks so with the job's own model.
    let export = desk.get(&format!("/api/jobs/{job}/export/csv")).text();
    let first = export
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .nth(2)
        .unwrap()
        .to_owned();
    assert_eq!(moved[0]["points"], first.as_str());
    let back = desk.delete(&learning).json();
    assert_eq!(back["learned"], false);
    assert_eq!(points(&desk.rows(job)), points(&rows));
}

#[test]
fn training_says_what_the_program_says() {
    let folder = tempfile::tempdir().unwrap();
    let desk = open(folder.path());
    let job = desk.add_job(POST);
    desk.add_sample(job);
    let rows = desk.rows(job);
    for (place, row) in rows.iter().take(8).enumerate() {
        let number = row["candidate"].as_i64().unwrap();
        let (verdict, reason) = if place < 4 {
            ("shortlist", "")
        } else {
            ("reject", "too far")
        };
        assert_eq!(desk.decide(job, number, verdict, reason, "Ann").status, 201);
    }
    assert_eq!(desk.post("/api/training", &json!({})).status, 202);
    let started = std::time::Instant::now();
    let ended = loop {
        let state = desk.get("/api/training").json();
        if state["running"] == false {
            break state;
        }
        assert!(started.elapsed().as_secs() < 100);
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    // One job with eight labels: the program says whether it suffices, and so does the desk.
    assert!(
        matches!(ended["exit_code"].as_i64(), Some(0..=2)),
        "{ended}"
    );
    assert!(
        !ended["text"].as_str().unwrap().is_empty()
            && !ended["verdict"].as_str().unwrap().is_empty()
    );
    let models = desk.get("/api/desk").json()["models"].clone();
    assert_eq!(models[0], json!({"name": "default-v2", "in_use": true}));
}
