//! Positions and education of structured CVs against the file's own fields.

use std::fs;
use std::path::PathBuf;

use crate::common::shared_data;
use cvrank::document::read::read_with;
use cvrank::document::{Document, Span, Status, Unreadable};
use cvrank::lexicon::Lexicon;
use cvrank::profile::cv::{self, CvProfile};
use cvrank::profile::dates::Month;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// After every date of the set, so that an open end is told from a closed one.
const AS_OF: Month = Month(2030 * 12);

fn no_pdf(_: &[u8]) -> Result<Document, Unreadable> {
    unreachable!("the set holds no PDF")
}

/// Text in the form of a document's: NFC, one space between words, nothing for blanks.
fn plain(text: &str) -> Option<String> {
    let visible: String = text
        .nfc()
        .filter(|c| {
            !matches!(
                c,
                '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
            )
        })
        .collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn told(entry: &Value, key: &str) -> Option<String> {
    plain(entry.get(key)?.as_str()?)
}

fn read(document: &Document, span: Option<Span>) -> Option<String> {
    plain(span?.of(&document.text))
}

/// `2019-07-15` and `2019` as a month.
fn month(entry: &Value, key: &str, of_a_year: u32) -> Option<Month> {
    let date = told(entry, key)?;
    let mut parts = date.split('-').map(|part| part.parse::<u32>().unwrap());
    let year = parts.next()? as i32;
    Some(Month::new(year, parts.next().unwrap_or(of_a_year)))
}

fn entries<'v>(resume: &'v Value, key: &str, fields: &[&str]) -> Vec<&'v Value> {
    resume
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter(|entry| fields.iter().any(|field| told(entry, field).is_some()))
        .collect()
}

/// How many of one field are as the file says, and the first that is not.
struct Share {
    name: &'static str,
    right: usize,
    all: usize,
    wrong: Vec<String>,
}

impl Share {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            right: 0,
            all: 0,
            wrong: Vec::new(),
        }
    }

    fn count<T: PartialEq + std::fmt::Debug>(&mut self, file: &str, found: &T, truth: &T) {
        self.all += 1;
        if found == truth {
            self.right += 1;
        } else if self.wrong.len() < 3 {
            self.wrong.push(format!("{file}: {found:?} for {truth:?}"));
        }
    }

    /// Prints the share; fails below `floor`.
    fn holds(&self, floor: f64) {
        let share = self.right as f64 / self.all.max(1) as f64;
        eprintln!(
            "{:22} {} of {} ({share:.4})",
            self.name, self.right, self.all
        );
        for wrong in &self.wrong {
            eprintln!("    {wrong}");
        }
        assert!(
            share >= floor,
            "{} below {floor}: {:#?}",
            self.name,
            self.wrong
        );
    }
}

fn files() -> Option<Vec<PathBuf>> {
    let folder = shared_data("talent_ru/cvs")?;
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    Some(files)
}

fn profile(document: &Document) -> CvProfile {
    cv::read(document, Lexicon::builtin(), AS_OF)
}

#[test]
fn entries_are_read_as_the_file_tells_them() {
    let Some(files) = files() else {
        return;
    };
    let [mut positions, mut courses] = ["number of positions", "number of courses"].map(Share::new);
    let [mut title, mut employer, mut start, mut end] =
        ["title", "employer", "start", "end"].map(Share::new);
    let [mut institution, mut area, mut degree, mut years, mut level] = [
        "institution",
        "area",
        "study type",
        "dates of study",
        "level where named",
    ]
    .map(Share::new);
    let mut empty = 0;
    for path in &files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(path).unwrap();
        let resume: Value = serde_json::from_slice(&bytes).unwrap();
        let document = match read_with(&bytes, Some("cv.json"), &no_pdf) {
            Ok(document) => document,
            Err(error) => {
                assert_eq!(error.status, Status::Empty, "{name}: {error}");
                empty += 1;
                continue;
            }
        };
        let profile = profile(&document);

        let work = entries(
            &resume,
            "work",
            &["name", "position", "startDate", "endDate"],
        );
        positions.count(&name, &profile.positions.len(), &work.len());
        for (at, entry) in work.iter().enumerate() {
            let found = profile.positions.get(at);
            let text = |span: Option<Span>| read(&document, span);
            title.count(
                &name,
                &text(found.and_then(|one| one.title)),
                &told(entry, "position"),
            );
            employer.count(
                &name,
                &text(found.and_then(|one| one.employer)),
                &told(entry, "name"),
            );
            let months = found.and_then(|one| one.months);
            let last = month(entry, "endDate", 12).unwrap_or(AS_OF);
            let first = month(entry, "startDate", 1).filter(|first| *first <= last);
            start.count(&name, &months.map(|months| months.0), &first);
            end.count(&name, &months.map(|months| months.1), &first.map(|_| last));
        }

        let fields = ["institution", "area", "studyType", "startDate", "endDate"];
        let studied = entries(&resume, "education", &fields);
        courses.count(&name, &profile.education_entries.len(), &studied.len());
        for (at, entry) in studied.iter().enumerate() {
            let found = profile.education_entries.get(at);
            let text = |span: Option<Span>| read(&document, span);
            institution.count(
                &name,
                &text(found.and_then(|one| one.institution)),
                &told(entry, "institution"),
            );
            area.count(
                &name,
                &text(found.and_then(|one| one.area)),
                &told(entry, "area"),
            );
            let kind = told(entry, "studyType");
            degree.count(&name, &text(found.and_then(|one| one.degree)), &kind);
            let year = |month: Month| month.year();
            years.count(
                &name,
                &found
                    .and_then(|one| one.months)
                    .map(|months| year(months.1)),
                &month(entry, "endDate", 12).map(year),
            );
            if let Some(kind) = kind {
                level.count(
                    &format!("{name} {kind}"),
                    &found.is_some_and(|one| one.level.is_some()),
                    &true,
                );
            }
        }
    }
    eprintln!("{} CVs, {empty} of them empty", files.len());
    for share in [
        &positions,
        &title,
        &employer,
        &start,
        &end,
        &courses,
        &institution,
        &area,
        &degree,
        &years,
        &level,
    ] {
        share.holds(1.0);
    }
}

/// What stands between `<tag` and `</tag>` each time, without the tag's own end.
fn elements<'x>(xml: &'x str, tag: &str) -> Vec<&'x str> {
    let lower = xml.to_ascii_lowercase();
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = lower[at..].find(&open).map(|start| at + start) {
        at = start + open.len();
        if !lower[at..].starts_with(['>', ' ']) {
            continue;
        }
        let (Some(from), Some(to)) = (lower[at..].find('>'), lower[at..].find(&close)) else {
            break;
        };
        if lower[at..at + from].ends_with('/') {
            continue;
        }
        found.push(&xml[at + from + 1..at + to]);
        at += to;
    }
    found
}

/// The text of the innermost of a path of elements.
fn text_of(xml: &str, path: &[&str]) -> Option<String> {
    let inner = path
        .iter()
        .try_fold(xml, |inside, tag| elements(inside, tag).first().copied())?;
    if inner.contains('<') {
        return None;
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&apos;", "'"),
        ("&#039;", "'"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    plain(
        &entities
            .iter()
            .fold(inner.to_owned(), |text, (from, to)| text.replace(from, to)),
    )
}

#[test]
fn europass_entries_are_read_as_the_file_tells_them() {
    let Some(folder) = shared_data("documents/europass") else {
        return;
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xml"))
        .collect();
    paths.sort();
    let [mut positions, mut courses] = ["number of positions", "number of courses"].map(Share::new);
    let [mut title, mut employer, mut institution, mut degree] =
        ["title", "employer", "institution", "qualification"].map(Share::new);
    let mut unread = 0;
    for path in &paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(path).unwrap();
        let Ok(document) = read_with(&bytes, Some("cv.xml"), &no_pdf) else {
            unread += 1;
            continue;
        };
        let xml = String::from_utf8_lossy(&bytes);
        let profile = profile(&document);
        let first =
            |entry: &str, paths: &[&[&str]]| paths.iter().find_map(|path| text_of(entry, path));
        let text = |span: Option<Span>| read(&document, span);
        let work: Vec<_> = elements(&xml, "workexperience")
            .into_iter()
            .map(|entry| {
                (
                    first(entry, &[&["position", "label"], &["position"]]),
                    first(entry, &[&["employer", "name"], &["employer"]]),
                )
            })
            .filter(|entry| entry.0.is_some() || entry.1.is_some())
            .collect();
        positions.count(&name, &profile.positions.len(), &work.len());
        for ((position, organisation), found) in work.iter().zip(&profile.positions) {
            title.count(&name, &text(found.title), position);
            employer.count(&name, &text(found.employer), organisation);
        }
        let studied: Vec<_> = elements(&xml, "education")
            .into_iter()
            .map(|entry| {
                (
                    first(entry, &[&["title"]]),
                    first(entry, &[&["organisation", "name"], &["organisation"]]),
                )
            })
            .filter(|entry| entry.0.is_some() || entry.1.is_some())
            .collect();
        courses.count(&name, &profile.education_entries.len(), &studied.len());
        for ((qualification, school), found) in studied.iter().zip(&profile.education_entries) {
            degree.count(&name, &text(found.degree), qualification);
            institution.count(&name, &text(found.institution), school);
        }
    }
    eprintln!("{} Europass files, {unread} of them not read", paths.len());
    for share in [
        &positions,
        &title,
        &employer,
        &courses,
        &degree,
        &institution,
    ] {
        share.holds(1.0);
    }
}
