//! The interview sheet: the same questions for all, nothing that may not be asked, nothing that
//! a stranger wrote as markup.

use std::io::Read;
use std::path::Path;

use zip::ZipArchive;

use crate::common::run;

const JOB: &str = "data/jobs/backend_engineer.md";
const AS_OF: &str = "--as-of=2026-06-01";

/// The sheet of `cvs` for `job`, as text; of a DOCX its document.
fn sheet(job: &str, cvs: &str, ending: &str, more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("sheet.{ending}"));
    let arguments = [
        "score",
        job,
        cvs,
        AS_OF,
        "-q",
        "-f=csv",
        "--interview",
        file.to_str().unwrap(),
    ];
    let answer = run(&[&arguments[..], more].concat());
    assert!(matches!(answer.code, 0 | 4), "{}", answer.stderr);
    if ending != "docx" {
        return std::fs::read_to_string(&file).unwrap();
    }
    document(&file)
}

fn document(file: &Path) -> String {
    let mut zip = ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    let mut member = zip.by_name("word/document.xml").unwrap();
    member.read_to_string(&mut text).unwrap();
    text
}

/// The questions between two headings of Markdown, without their numbers.
fn questions(part: &str) -> Vec<&str> {
    let lines = part.lines().filter(|line| line.starts_with("**"));
    lines.collect()
}

#[test]
fn everybody_is_asked_the_same_in_the_same_order() {
    let sheet = sheet(JOB, "data/cvs", "md", &["--top=4"]);
    insta::assert_snapshot!(
        "interview_md",
        sheet.lines().take(120).collect::<Vec<_>>().join("\n")
    );
    let mut parts = sheet.split("\n## ");
    let core = questions(parts.next().unwrap());
    assert_eq!(core.len(), 14);
    let candidates: Vec<&str> = parts.collect();
    assert_eq!(candidates.len(), 4);
    for candidate in candidates {
        assert_eq!(questions(candidate)[..14], core[..], "{candidate}");
        // No number that somebody could have in mind.
        assert!(
            !candidate.contains("rank") && !candidate.contains("score"),
            "{candidate}"
        );
    }
    // Ten where nothing else is asked for.
    let ten = self::sheet(JOB, "data/cvs", "md", &[]);
    assert_eq!(ten.matches("\n## ").count(), 10);
}

#[test]
fn the_three_formats_hold_the_same() {
    let markdown = sheet(JOB, "data/cvs", "md", &["--top=2"]).replace('\\', "");
    let html = sheet(JOB, "data/cvs", "html", &["--top=2"]);
    let docx = sheet(JOB, "data/cvs", "docx", &["--top=2"]);
    for question in questions(&markdown) {
        let (_, text) = question.trim_matches('*').split_once(". ").unwrap();
        for (name, other) in [("html", &html), ("docx", &docx)] {
            let plain = other
                .replace("&#x27;", "'")
                .replace("&#x2f;", "/")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
            assert!(plain.contains(text), "{name}: {text}");
        }
    }
    // Whole pages, with nothing to be fetched.
    assert!(html.ends_with("</html>\n") && !html.contains("<script") && !html.contains("://"));
}

#[test]
fn gaps_are_asked_neutrally_and_nothing_else_about_life() {
    let folder = tempfile::tempdir().unwrap();
    let cv = "Vex Quillon\nvex@example.com\nBorn 1971, married, two children, Norwegian\n\n\
              Experience\nBackend developer, Brindle Freight, 01/2021 - 05/2026\n- Go and PostgreSQL\n\n\
              Parental leave, 03/2019 - 12/2020\n\n\
              Developer, Ostrava Rail, 02/2014 - 02/2019\n- Rust services\n\n\
              Clerk, Old Mill, 01/1995 - 01/1996\n";
    std::fs::write(folder.path().join("c-1.txt"), cv).unwrap();
    let sheet = sheet(JOB, folder.path().to_str().unwrap(), "md", &[]);
    let plain = sheet.replace('\\', "");
    let (_, own) = plain.split_once("\n## ").unwrap();
    assert!(
        own.contains("If you would like to say: what did you do between 03/2019 and 12/2020?"),
        "{own}"
    );
    assert!(own.contains("*Free to answer."), "{own}");
    // What lies long ago tells the age.
    assert!(!own.contains("1996"), "{own}");
    let asked: Vec<String> = questions(own)
        .iter()
        .map(|one| one.to_lowercase())
        .collect();
    for word in [
        "born", "age", "married", "child", "famil", "parent", "leave", "pregnan", "health", "ill",
        "disab", "religi", "belief", "national", "origin", "photo", "gender", "sex",
    ] {
        for question in &asked {
            let mut words = question.split(|c: char| !c.is_alphanumeric());
            assert!(
                !words.any(|one| one.starts_with(word)),
                "{word}: {question}"
            );
        }
    }
    assert!(
        !own.contains("1971") && !own.contains("Vex") && !own.contains("example.com"),
        "{own}"
    );
}

#[test]
fn what_may_not_be_asked_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let job = folder.path().join("job.toml");
    let text = "# cvrank-job 1\ntitle = \"Baker\"\nlanguage = \"en\"\ndescribed = \"\"\"\nBaker of bread\"\"\"\n\n\
                [[requirement]]\nimportance = \"must\"\nany_of = [\"bread\"]\nquote = \"Bakes bread\"\n\n\
                [[requirement]]\nimportance = \"must\"\ntext = \"Not older than 35 years, no children\"\nquote = \"Not older than 35 years, no children\"\n";
    std::fs::write(&job, text).unwrap();
    let sheet = sheet(job.to_str().unwrap(), "data/cvs", "md", &["--top=1"]).replace('\\', "");
    assert!(!sheet.contains("older than 35"), "{sheet}");
    assert!(
        sheet.contains("1 of the post's asks touch what may not be asked in many places"),
        "{sheet}"
    );
}

#[test]
fn what_a_stranger_wrote_is_no_markup() {
    let folder = tempfile::tempdir().unwrap();
    let job = folder.path().join("job.md");
    let post = "# <script>alert(1)</script> *Baker* & co ]]>\n\nRequirements\n- Knows <b>Go</b> [x](http://evil.example) & \"PostgreSQL\"\n- Kafka\n";
    std::fs::write(&job, post).unwrap();
    let cvs = folder.path().join("cvs");
    std::fs::create_dir(&cvs).unwrap();
    let cv = "Vex Quillon\n\nExperience\nDeveloper, <w:p/> & Sons, 01/2021 - 05/2026\n- Kafka </w:t><img src=x onerror=alert(1)> **bold** [y](http://evil.example) \u{1b}[31m and more of it\n- PostgreSQL at scale\n";
    std::fs::write(cvs.join("c-1.txt"), cv).unwrap();
    let of = |ending: &str| sheet(job.to_str().unwrap(), cvs.to_str().unwrap(), ending, &[]);
    let html = of("html");
    assert!(
        !html.contains("<script") && !html.contains("<img") && !html.contains("<b>Go"),
        "{html}"
    );
    assert!(!html.contains('\u{1b}'));
    let markdown = of("md");
    assert!(
        !markdown.contains("[x]")
            && !markdown.contains("[y]")
            && !markdown.contains("<img")
            && !markdown.contains("**bold"),
        "{markdown}"
    );
    let docx = of("docx");
    assert!(
        !docx.contains("<img") && !docx.contains("<w:p/> &") && !docx.contains('\u{1b}'),
        "{docx}"
    );
    // Well-formed: every tag that opens is closed in order.
    let mut reader = quick_xml::Reader::from_str(&docx);
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
}

#[test]
fn the_same_sheet_is_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = |name: &str| {
        let file = folder.path().join(name);
        let file = file.to_str().unwrap();
        let answer = run(&[
            "score",
            JOB,
            "data/cvs",
            AS_OF,
            "-q",
            "-f=csv",
            "--interview",
            file,
        ]);
        assert_eq!(answer.code, 0);
        std::fs::read(file).unwrap()
    };
    assert_eq!(bytes("a.docx"), bytes("b.docx"));
}

#[test]
fn a_sheet_names_people_only_when_asked() {
    let blind = sheet(JOB, "data/cvs/c-0001.md", "html", &[]);
    let named = sheet(JOB, "data/cvs/c-0001.md", "html", &["--with-contact"]);
    assert!(!blind.contains("(c-0001)"), "{blind}");
    assert!(named.contains("(c-0001)</h2>") && named.contains("This copy names the people"));
}

#[test]
fn other_endings_and_uses_are_refused() {
    for (arguments, expected) in [
        (
            &["--interview", "sheet.pdf"][..],
            "error: sheet.pdf: an interview sheet is written as .html, .docx or .md; name a file with one of these endings\n",
        ),
        (
            &["--interview", "nowhere/sheet.md"],
            "error: cannot write nowhere/sheet.md: there is no folder nowhere; make it first\n",
        ),
        (
            &["--interview", "data/cvs/c-0001.md"],
            "error: cannot write data/cvs/c-0001.md: this command reads it, as data/cvs/c-0001.md; name another file\n",
        ),
        (
            &["--interview", "sheet.md", "-f=jsonl"],
            "error: --format jsonl writes each CV as soon as it is scored, when no rank is known yet; leave --interview out, or take --format json\n",
        ),
    ] {
        let answer = run(&[&["score", JOB, "data/cvs", AS_OF], arguments].concat());
        assert_eq!((answer.code, answer.stderr.as_str()), (2, expected));
    }
}
