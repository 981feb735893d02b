//! The program as a whole: exit code, standard output and standard error of each command.
//!
//! Answers that hold scores are snapshots in `tests/it/snapshots`; everything else is exact here.

use crate::common::{Answer, run, run_with};

const JOB: &str = "data/jobs/backend_engineer.md";
const CV: &str = "data/cvs/c-0001.md";
const AS_OF: &str = "--as-of=2026-06-01";

/// Exit code and both streams as one text.
fn whole(answer: &Answer) -> String {
    // Spaces that only fill a table's cells would be lost in editors.
    let trimmed: Vec<&str> = answer.stdout.lines().map(str::trim_end).collect();
    format!(
        "exit code: {}\n--- stdout\n{}\n--- stderr\n{}",
        answer.code,
        trimmed.join("\n"),
        answer.stderr
    )
}

fn assert_error(arguments: &[&str], expected: &str) {
    let answer = run(arguments);
    let shown = (answer.code, answer.stdout.as_str(), answer.stderr.as_str());
    assert_eq!(shown, (2, "", expected), "cvrank {}", arguments.join(" "));
}

#[test]
fn a_ranking_in_each_format() {
    for (format, top) in [("table", "3"), ("csv", "3"), ("json", "1")] {
        let answer = run(&[
            "score", JOB, "data/cvs", AS_OF, "--top", top, "--format", format,
        ]);
        insta::assert_snapshot!(format!("score_{format}"), whole(&answer));
    }
}

#[test]
fn who_the_people_are_is_told_only_when_asked() {
    let blind = run(&["score", JOB, "data/cvs", AS_OF, "--top=2", "-f=csv"]);
    let named = run(&[
        "score",
        JOB,
        "data/cvs",
        AS_OF,
        "--top=2",
        "-f=csv",
        "--with-contact",
    ]);
    let (head, rows) = named.stdout.split_once('\n').unwrap();
    assert!(
        head.ends_with(",must_contradicted,contradicted,name,email,phone"),
        "{head}"
    );
    for (row, plain) in rows.lines().zip(blind.stdout.lines().skip(1)) {
        let contact = row
            .strip_prefix(plain)
            .expect("the other columns are the same");
        assert!(contact.starts_with(',') && contact.contains('@'), "{row}");
    }
    assert_error(
        &["score", JOB, "data/cvs", AS_OF, "--with-contact"],
        "error: --with-contact names people in html, csv and interview sheets only; add --format html or --format csv\n",
    );
}

#[test]
fn an_explanation_in_each_format() {
    for format in ["text", "json"] {
        let answer = run(&["explain", JOB, CV, AS_OF, "--format", format]);
        insta::assert_snapshot!(format!("explain_{format}"), whole(&answer));
    }
}

const OTHER: &str = "data/cvs/c-0010.txt";

#[test]
fn an_explanation_among_others() {
    for (name, cv, top) in [
        ("inside", CV, "5"),
        ("single", OTHER, "3"),
        ("several", "data/cvs/c-0002.md", "3"),
        ("none", OTHER, "1"),
    ] {
        let arguments = [
            "explain", JOB, cv, AS_OF, "--pool", "data/cvs", "--top", top,
        ];
        let answer = run(&arguments);
        assert_eq!((answer.code, answer.stderr.as_str()), (0, ""));
        let (_, place) = answer.stdout.split_once("\nrank ").unwrap();
        insta::assert_snapshot!(format!("explain_place_{name}"), place);
    }
    // Named as the CV and in the pool, it is one; named in the pool by another path as well.
    let among = ["--pool", "data/cvs", "--top", "3", "--format", "json"];
    let here = run(&[&["explain", JOB, OTHER, AS_OF], &among[..]].concat());
    let path = format!("./{OTHER}");
    let there = run(&[&["explain", JOB, &path, AS_OF], &among[..]].concat());
    assert_eq!(here.stdout, there.stdout);
    insta::assert_snapshot!("explain_place_json", whole(&here));
}

#[test]
fn an_explanation_for_the_person() {
    let candidate = ["--for", "candidate"];
    let among = ["--pool", "data/cvs", "--top", "3"];
    let answer = run(&[&["explain", JOB, OTHER, AS_OF], &candidate[..], &among[..]].concat());
    insta::assert_snapshot!("explain_candidate", whole(&answer));
    // Nobody else's CV is named or quoted.
    assert!(!answer.stdout.contains("c-00"), "{}", answer.stdout);
    let alone = run(&[&["explain", JOB, OTHER, AS_OF], &candidate[..]].concat());
    assert!(!alone.stdout.contains("To enter the top"));
    let scan = ["explain", JOB, "data/unreadable/scan.png", AS_OF];
    let unread = run(&[&scan[..], &candidate[..]].concat());
    assert_eq!(unread.code, 3);
    assert!(unread.stdout.contains(
        "\nYour CV has no score, because it could not be read: the file is a picture (PNG); "
    ));
}

#[test]
fn a_comparison_in_each_format() {
    for format in ["text", "json"] {
        let answer = run(&["compare", JOB, CV, OTHER, AS_OF, "--format", format]);
        insta::assert_snapshot!(format!("compare_{format}"), whole(&answer));
    }
    let reversed = run(&["compare", JOB, OTHER, CV, AS_OF]);
    assert!(
        reversed.stdout.contains("\nc-0010 stands below c-0001: "),
        "{}",
        reversed.stdout
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("twin.md");
    std::fs::copy(crate::common::root().join(CV), &copy).unwrap();
    let twin = run(&["compare", JOB, CV, copy.to_str().unwrap(), AS_OF]);
    assert_eq!(twin.code, 0);
    assert!(
        twin.stdout
            .contains("\nc-0001 and twin have equal scores and share a rank: "),
        "{}",
        twin.stdout
    );
    assert!(
        twin.stdout
            .contains("\nIn favour of A 0.000, of B 0.000, in all 0.000; ")
    );

    let scan = "data/unreadable/scan.png";
    let one = run(&["compare", JOB, CV, scan, AS_OF]);
    assert_eq!(one.code, 4);
    let (_, said) = one.stdout.split_once("\n\n").unwrap();
    let (score, said) = said.split_once('\n').unwrap();
    assert!(score.starts_with("c-0001 scores "), "{score}");
    assert_eq!(
        said,
        "scan was not scored (scan): the file is a picture (PNG); run text recognition (OCR) on it and save the result as PDF or text\n\
         Without two scores there is nothing to compare. Not read is not worse.\n"
    );
    let none = run(&["compare", JOB, scan, "data/unreadable/empty.txt", AS_OF]);
    assert_eq!(none.code, 3);
}

#[test]
fn a_cv_and_a_job_as_read() {
    insta::assert_snapshot!("parse_cv", whole(&run(&["parse", CV, AS_OF])));
    insta::assert_snapshot!("parse_job", whole(&run(&["parse", JOB, AS_OF])));
}

#[test]
fn a_job_file_that_was_not_corrected_scores_as_the_post() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("job.toml");
    let file = file.to_str().unwrap();
    assert_eq!(run(&["parse", JOB, "-o", file]).code, 0);
    let of = |job: &str| run(&["score", job, "data/cvs", AS_OF, "--format", "csv"]);
    let (post, corrected) = (of(JOB), of(file));
    assert_eq!((post.code, corrected.code), (0, 0), "{}", corrected.stderr);
    let scores = |answer: &Answer| {
        let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
        let rows = reader.records().map(|row| {
            let row = row.unwrap();
            (row[1].to_owned(), row[2].to_owned())
        });
        rows.collect::<Vec<_>>()
    };
    assert_eq!(scores(&post), scores(&corrected));
}

#[test]
fn standard_input_is_a_cv_or_a_job() {
    let cv = std::fs::read(crate::common::root().join(CV)).unwrap();
    let job = std::fs::read(crate::common::root().join(JOB)).unwrap();
    let score = |answer: Answer| {
        assert_eq!(answer.code, 0, "{}", answer.stderr);
        let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        (row[1].to_owned(), row[2].to_owned())
    };
    let (id, points) = score(run(&["score", JOB, CV, AS_OF, "-f", "csv"]));
    assert_eq!(id, "c-0001");
    let piped = score(run_with(&["score", JOB, "-", AS_OF, "-f", "csv"], &cv));
    assert_eq!(piped, ("stdin".into(), points.clone()));
    let piped = score(run_with(&["score", "-", CV, AS_OF, "-f", "csv"], &job));
    assert_eq!(piped, ("c-0001".into(), points));
}

#[test]
fn a_table_with_one_cv_a_row() {
    let text = std::fs::read_to_string(crate::common::root().join(CV)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pool.csv");
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer
        .write_record(["Number", "Consent", "Papers"])
        .unwrap();
    writer.write_record(["77", "yes", &text]).unwrap();
    writer.write_record(["78", "yes", "x"]).unwrap();
    writer.flush().unwrap();
    let path = path.to_str().unwrap();
    let columns = ["--id-column", "Number", "--text-column", "Papers"];
    let ranked = run(&[&["score", JOB, path, AS_OF, "-f", "csv"], &columns[..]].concat());
    assert_eq!(ranked.code, 4, "{}", ranked.stderr);
    let alone = run(&["score", JOB, CV, AS_OF, "-f", "csv"]);
    let row = |answer: &Answer, at: usize| {
        let mut reader = csv::Reader::from_reader(answer.stdout.as_bytes());
        reader.records().nth(at).unwrap().unwrap()
    };
    assert_eq!(&row(&ranked, 0)[1], "77");
    assert_eq!(row(&ranked, 0)[2], row(&alone, 0)[2]);
    assert_eq!(&row(&ranked, 0)[14], format!("{path}:2"));
    assert_eq!(&row(&ranked, 1)[12], "empty");

    let wrong = ["--id-column", "Number", "--text-column", "CV"];
    assert_error(
        &[&["score", JOB, path, AS_OF], &wrong[..]].concat(),
        &format!(
            "error: {path}: no column CV; found Number, Consent, Papers; name the right one with --text-column\n"
        ),
    );
}

const UNREADABLE: &str = "\
! empty was not scored (empty): the file is empty (0 bytes); check that it was saved or uploaded
! legacy was not scored (unsupported): the file is an Office file of the old binary format; save it as .docx or PDF
! scan was not scored (scan): the file is a picture (PNG); run text recognition (OCR) on it and save the result as PDF or text

A person decides. Scores are a reading order, not a decision.
";

#[test]
fn files_that_cannot_be_read_are_rows_and_show_in_the_exit_code() {
    let none = run(&["score", JOB, "data/unreadable", AS_OF]);
    assert_eq!((none.code, none.stderr.as_str()), (3, ""));
    let (head, rest) = none.stdout.split_once("\n\n").unwrap();
    assert!(head.contains("\n0 of 3 CVs scored · "), "{head}");
    assert_eq!(rest, UNREADABLE);

    let some = run(&["score", JOB, CV, "data/unreadable", AS_OF]);
    assert_eq!((some.code, some.stderr.as_str()), (4, ""));
    assert!(some.stdout.contains("\n1 of 4 CVs scored · "));
    assert!(some.stdout.ends_with(UNREADABLE), "{}", some.stdout);

    let one = run(&["explain", JOB, "data/unreadable/scan.png", AS_OF]);
    assert_eq!(one.code, 3);
    assert!(
        one.stdout
            .contains("\nnot scored (scan): the file is a picture (PNG); ")
    );
}

#[test]
fn an_output_file_holds_what_would_be_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ranking.csv");
    let printed = run(&["score", JOB, CV, AS_OF, "-f", "csv"]);
    let path = file.to_str().unwrap();
    let written = run(&["score", JOB, CV, AS_OF, "-f", "csv", "--excel", "-o", path]);
    assert_eq!((written.code, written.stdout.as_str()), (0, ""));
    let bytes = std::fs::read_to_string(&file).unwrap();
    assert_eq!(bytes, format!("\u{feff}{}", printed.stdout));
}

#[test]
fn errors_of_usage() {
    let cases: &[(&[&str], &str)] = &[
        (
            &["score", JOB, "nowhere"],
            "error: nothing was found at nowhere; check the path\n",
        ),
        (
            &["score", "nowhere.md", CV],
            "error: nowhere.md: the file does not exist; check the path\n",
        ),
        (
            &["score", "data/unreadable/empty.txt", CV],
            "error: data/unreadable/empty.txt: the file is empty (0 bytes); check that it was saved or uploaded\n",
        ),
        (
            &["score", "data", CV],
            "error: data: it is a folder; give the path of a file\n",
        ),
        (
            &["score", JOB, CV, "-o", "nowhere/ranking.csv"],
            "error: cannot write nowhere/ranking.csv: there is no folder nowhere; make it first\n",
        ),
        (
            &["score", JOB, CV, "-o", "data"],
            "error: cannot write data: it is a folder\n",
        ),
        (
            &["score", "-", "-"],
            "error: `-` stands for the job and for a CV, but standard input can be only one of them; give the other as a file\n",
        ),
        (
            &["score", JOB, CV, "--as-of", "June 2026"],
            "error: invalid value 'June 2026' for '--as-of <DATE>': expected a day of the calendar as YYYY-MM-DD, such as 2026-06-30\n\nFor more information, try '--help'.\n",
        ),
        (
            &["score", JOB, CV, "--as-of", "2026-02-30"],
            "error: invalid value '2026-02-30' for '--as-of <DATE>': expected a day of the calendar as YYYY-MM-DD, such as 2026-06-30\n\nFor more information, try '--help'.\n",
        ),
        (
            &["score", JOB, CV, "--threads", "0"],
            "error: invalid value '0' for '--threads <N>': 0 is not in 1..=1024\n\nFor more information, try '--help'.\n",
        ),
        (
            &["score", JOB, CV, "--lexicon", JOB],
            "error: data/jobs/backend_engineer.md:3: found 1 column(s), expected 2 to 6 divided by tabs\n",
        ),
        (
            &["score", JOB, CV, "--background", JOB],
            "error: data/jobs/backend_engineer.md: no table of document frequencies: expected value at line 1 column 1; make one with `cvrank background`\n",
        ),
        (
            &["compare", JOB, CV, CV],
            "error: A and B are one file, data/cvs/c-0001.md; give two CVs to compare\n",
        ),
        (
            &["compare", JOB, "-", "-"],
            "error: `-` stands for the job and for a CV, but standard input can be only one of them; give the other as a file\n",
        ),
        (
            &["explain", JOB, CV, "--top", "3"],
            "error: the following required arguments were not provided:\n  --pool <CV>...\n\nUsage: cvrank explain --top <K> --pool <CV>... <JOB> <CV>\n\nFor more information, try '--help'.\n",
        ),
        (
            &["explain", JOB, CV, "--pool", "data/cvs"],
            "error: the following required arguments were not provided:\n  --top <K>\n\nUsage: cvrank explain --pool <CV>... --top <K> <JOB> <CV>\n\nFor more information, try '--help'.\n",
        ),
        (
            &["explain", JOB, CV, "--pool", "data/cvs", "--top", "0"],
            "error: invalid value '0' for '--top <K>': 0 is not in 1..=4294967295\n\nFor more information, try '--help'.\n",
        ),
        (
            &["score", JOB],
            "error: the following required arguments were not provided:\n  <CV>...\n\nUsage: cvrank score [OPTIONS] <JOB> <CV>...\n       cvrank score [OPTIONS] --jobs <DIR> <CV>...\n\nFor more information, try '--help'.\n",
        ),
        (
            &["parse", "data/unreadable/legacy.doc"],
            "error: data/unreadable/legacy.doc: the file is an Office file of the old binary format; save it as .docx or PDF\n",
        ),
        (
            &["evaluate", "data/cvs"],
            "error: data/cvs: no labels; expected labels.csv (job_id,cv_id,grade) or TREC qrels in labels.qrels, qrels.txt, qrels\n",
        ),
    ];
    for (arguments, expected) in cases {
        assert_error(arguments, expected);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn errors_of_the_system() {
    assert_error(
        &["score", JOB, CV, AS_OF, "--model", "nowhere.json"],
        "error: cannot read nowhere.json; check the path: No such file or directory (os error 2)\n",
    );
}

#[test]
fn errors_of_a_model() {
    let model = std::fs::read_to_string(crate::common::root().join("models/prior.json")).unwrap();
    let registry = model.split("\"registry\": \"").nth(1).unwrap();
    let registry = registry.split('"').next().unwrap();
    let weight = |name: &str| {
        let rest = model.split(&format!("\"{name}\": ")).nth(1).unwrap();
        let number = rest.split([',', '\n']).next().unwrap();
        format!("\"{name}\": {number}")
    };
    let zeros: String = model
        .lines()
        .map(|line| match line.split_once("\": 0.") {
            Some((name, rest)) => {
                format!(
                    "{name}\": 0{}\n",
                    if rest.ends_with(',') { "," } else { "" }
                )
            }
            None => format!("{line}\n"),
        })
        .collect();
    let cases = [
        (
            "{".to_owned(),
            "no model: EOF while parsing an object at line 1 column 1; expected JSON in the form of models/default.json".to_owned(),
        ),
        (
            model.replace("\"name\"", "\"nmae\""),
            "no model: unknown field `nmae`, expected one of `format_version`, `name`, `origin`, `registry`, `scale`, `weights`, `background`, `calibration`, `training`, `samples` at line 3 column 8; expected JSON in the form of models/default.json".to_owned(),
        ),
        (
            "{\"format_version\": 2}".to_owned(),
            "the model has format_version 2; this program reads 1: use the version of cvrank it was made with, or train it again".to_owned(),
        ),
        (
            model.replace(registry, "0123456789abcdef"),
            format!("the model was made for other features (registry 0123456789abcdef); this program has {registry}: train it again"),
        ),
        (
            model.replace("\"recency\"", "\"shoe_size\""),
            "the model weighs the feature `shoe_size`, which this program does not know; `cvrank features` lists those it knows".to_owned(),
        ),
        (
            model.replace(&format!("{},", weight("recency")), ""),
            "the model has no weight for the feature `recency`; add one, 0 if it shall not count".to_owned(),
        ),
        (
            model.replace(&weight("recency"), "\"recency\": -0.5"),
            "the weight of `recency` is -0.5; expected 0 or a number from 1e-30 to 1000000".to_owned(),
        ),
        (
            zeros,
            "all weights of the model are zero; at least one must be above zero".to_owned(),
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.json");
    for (text, expected) in cases {
        std::fs::write(&path, text).unwrap();
        let path = path.to_str().unwrap();
        assert_error(
            &["score", JOB, CV, AS_OF, "--model", path],
            &format!("error: {path}: {expected}\n"),
        );
    }
}

#[test]
fn help_names_commands_and_exit_codes() {
    insta::assert_snapshot!("help", whole(&run(&["--help"])));
    insta::assert_snapshot!("help_score", whole(&run(&["score", "--help"])));
}
