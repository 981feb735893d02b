//! One document an occupation, and one a position or post: how often each bucket of letter groups
//! stands in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::path::Path;

use cvrank::document::{Format, plain};
use cvrank::lexicon::Lexicon;
use cvrank::occupations::{ALL, BUCKETS, damped, groups, packed_names};
use cvrank::profile::cv;
use cvrank::profile::dates::Month;
use cvrank::text::tokenize;
use cvrank::text::tokenize::lower;
use rayon::prelude::*;
use serde::Deserialize;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use crate::Failure;

/// Voice of a name of O*NET against one of ESCO.
const NAME: f32 = 2.0;

/// Words of a position or a post that are taken, and the fewest that tell anything.
const MOST_WORDS: usize = 200;
const LEAST_WORDS: usize = 10;

/// Bucket and count, by bucket.
pub(crate) type Document = Vec<(u16, f32)>;

#[derive(Default)]
struct Counts(BTreeMap<u16, f32>);

impl Counts {
    fn add(&mut self, words: &[String], voice: f32) {
        for word in words {
            for (bucket, weight) in groups(word) {
                *self.0.entry(bucket).or_default() += voice * weight;
            }
        }
    }

    fn done(self) -> Document {
        self.0.into_iter().collect()
    }
}

/// What the table is made of.
pub(crate) struct Documents {
    /// Occupations of ESCO and O*NET, then positions of CVs and posts.
    pub all: Vec<Document>,
    /// Occupations as each language names them: in English name and description of O*NET, in the
    /// others the names of ESCO, and first all together.
    pub told: BTreeMap<[u8; 2], Vec<String>>,
}

pub(crate) fn read(data: &Path) -> Result<Documents, Failure> {
    let (mut all, mut told) = named(data)?;
    let (names, english) = onet(&data.join("taxonomies"))?;
    told.insert(*b"en", english);
    let every = told.values().flatten().step_by(told.len()).cloned();
    told.insert(ALL, every.collect());
    all.extend(names);
    all.extend(positions(&data.join("corpora/resumes_2484.jsonl"))?);
    all.extend(posts(&data.join("corpora/jobs_google_1250.csv"))?);
    Ok(Documents { all, told })
}

/// The words of a text, in small letters.
pub(crate) fn words(text: &str) -> Vec<String> {
    let tokens = tokenize(text);
    tokens.iter().map(|token| lower(token.of(text))).collect()
}

/// A title and what is done under it; `None` where that is too short to tell anything.
fn told(title: &str, done: &[String]) -> Option<Document> {
    if done.len() < LEAST_WORDS {
        return None;
    }
    let done = &done[..done.len().min(MOST_WORDS)];
    let mut counts = Counts::default();
    counts.add(&words(title), NAME);
    counts.add(done, 1.0 / (done.len() as f32).sqrt());
    Some(counts.done())
}

/// The positions of CVs, as the program itself reads them.
fn positions(table: &Path) -> Result<Vec<Document>, Failure> {
    #[derive(Deserialize)]
    struct Row {
        text: String,
    }
    let of_cv = |line: &str| -> Result<Vec<Document>, Failure> {
        let row: Row = serde_json::from_str(line)?;
        // One row is empty.
        let Ok(paper) = plain::from_text(&row.text, Format::PlainText) else {
            return Ok(Vec::new());
        };
        let profile = cv::read(&paper, Lexicon::builtin(), Month::new(2026, 6));
        let mut done: Vec<Vec<String>> = vec![Vec::new(); profile.positions.len()];
        for passage in &profile.passages {
            let Some(position) = passage.position else {
                continue;
            };
            let title = profile.positions[position as usize].title;
            let tokens = passage.tokens(&profile.tokens).iter();
            let tokens =
                tokens.filter(|token| title.is_none_or(|title| !title.contains(token.span())));
            done[position as usize].extend(tokens.map(|token| lower(token.of(&paper.text))));
        }
        let both = profile.positions.iter().zip(&done);
        Ok(both
            .filter_map(|(position, done)| told(position.title?.of(&paper.text), done))
            .collect())
    };
    let text = std::fs::read_to_string(table)?;
    let lines: Vec<&str> = text.lines().collect();
    let found: Vec<Vec<Document>> = lines
        .par_iter()
        .map(|line| of_cv(line))
        .collect::<Result<_, Failure>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// Titles and responsibilities of posts, each of those once.
fn posts(table: &Path) -> Result<Vec<Document>, Failure> {
    #[derive(Deserialize)]
    struct Row {
        #[serde(rename = "Title")]
        title: String,
        #[serde(rename = "Responsibilities")]
        responsibilities: String,
    }
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for row in csv::Reader::from_path(table)?.deserialize() {
        let row: Row = row?;
        if seen.insert(row.responsibilities.clone()) {
            found.extend(told(&row.title, &words(&row.responsibilities)));
        }
    }
    Ok(found)
}

/// Occupations with their names, in the order of a file.
type Listed = Vec<(String, Vec<String>)>;

/// Each language (ISO 639-1) with what ESCO's file of it lists.
fn esco(data: &Path) -> Result<Vec<(String, Listed)>, Failure> {
    let mut files: Vec<_> = std::fs::read_dir(data.join("titles/esco_occupations"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let mut languages = Vec::new();
    for file in files {
        let mut occupations = Listed::new();
        for line in std::fs::read_to_string(&file)?.lines() {
            let (occupation, names) = line
                .split_once('\t')
                .ok_or_else(|| format!("{}: {line}", file.display()))?;
            let names = names.split('|').filter(|name| !name.is_empty());
            occupations.push((occupation.to_owned(), names.map(str::to_owned).collect()));
        }
        let code = file.file_stem().unwrap_or_default().to_string_lossy();
        languages.push((code.into_owned(), occupations));
    }
    Ok(languages)
}

/// Names of occupations by language.
type Names = BTreeMap<[u8; 2], Vec<String>>;

/// Names in all languages; each language has one voice.
fn named(data: &Path) -> Result<(Vec<Document>, Names), Failure> {
    let mut found: BTreeMap<String, Counts> = BTreeMap::new();
    let mut told = Names::new();
    for (code, occupations) in esco(data)? {
        let own = told.entry(code.as_bytes().try_into()?).or_default();
        for (occupation, names) in occupations {
            own.push(names.join(", "));
            let counts = found.entry(occupation).or_default();
            for name in &names {
                counts.add(&words(name), 1.0 / names.len() as f32);
            }
        }
    }
    Ok((found.into_values().map(Counts::done).collect(), told))
}

/// `xx.bin` for each language of ESCO, as the program reads it, and `en.txt`: one line an occupation,
/// names parted by `|`, in the same order.
pub(crate) fn names(data: &Path) -> Result<Vec<u8>, Failure> {
    let mut languages: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut occupations = BTreeSet::new();
    for (code, listed) in esco(data)? {
        let own = languages.entry(code).or_default();
        for (occupation, mut names) in listed {
            names.sort_unstable();
            names.dedup();
            occupations.insert(occupation.clone());
            own.insert(occupation, names.join("|"));
        }
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_level(Some(9))
        .last_modified_time(DateTime::default());
    for (code, names) in languages {
        let line = |occupation: &String| names.get(occupation).map_or("", String::as_str);
        let lines: Vec<&str> = occupations.iter().map(line).collect();
        let text = lines.join("\n") + "\n";
        if code == "en" {
            archive.start_file("en.txt", options)?;
            archive.write_all(text.as_bytes())?;
        }
        archive.start_file(format!("{code}.bin"), options)?;
        let packed = packed_names(&text).ok_or_else(|| format!("{code}: too many names"))?;
        archive.write_all(&packed)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Names, description and tools of each occupation.
fn onet(folder: &Path) -> Result<(Vec<Document>, Vec<String>), Failure> {
    let rows = |name: &str| -> Result<Vec<Vec<String>>, Failure> {
        let text = std::fs::read_to_string(folder.join(name))?;
        let lines = text.lines().skip(1);
        Ok(lines
            .map(|line| line.split('\t').map(str::to_owned).collect())
            .collect())
    };
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut tools: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut described: BTreeMap<String, String> = BTreeMap::new();
    let mut told = Vec::new();
    for row in rows("onet_occupation_data.txt")? {
        if let [code, name, description, ..] = &row[..] {
            names.entry(code.clone()).or_default().push(name.clone());
            told.push(format!("{name}. {description}"));
            described.insert(code.clone(), description.clone());
        }
    }
    for (file, into) in [
        ("onet_alternate_titles.txt", &mut names),
        ("onet_technology_skills.txt", &mut tools),
    ] {
        for row in rows(file)? {
            if let [code, name, ..] = &row[..] {
                into.entry(code.clone()).or_default().push(name.clone());
            }
        }
    }
    let documents = names.iter().map(|(code, names)| {
        let mut counts = Counts::default();
        for name in names {
            counts.add(&words(name), NAME / names.len() as f32);
        }
        if let Some(description) = described.get(code) {
            let description = words(description);
            counts.add(&description, 1.0 / (description.len().max(1) as f32).sqrt());
        }
        let tools = tools.get(code).map_or(&[][..], Vec::as_slice);
        for tool in tools {
            counts.add(&words(tool), 1.0 / tools.len() as f32);
        }
        counts.done()
    });
    Ok((documents.collect(), told))
}

/// How rare each bucket is: `ln((1 + N) / (1 + df)) + 1`.
pub(crate) fn rarities(documents: &[Document]) -> Vec<f32> {
    let mut holding = vec![0_u32; BUCKETS];
    for (bucket, _) in documents.iter().flatten() {
        holding[usize::from(*bucket)] += 1;
    }
    let all = documents.len() as f32;
    let rarity = |count: u32| ((1.0 + all) / (1.0 + count as f32)).ln() + 1.0;
    holding.into_iter().map(rarity).collect()
}

/// Damped counts times rarity, of length 1.
pub(crate) fn weighed(document: &Document, rarities: &[f32]) -> Document {
    let weight =
        |(bucket, count): &(u16, f32)| (*bucket, damped(*count) * rarities[usize::from(*bucket)]);
    let mut weighed: Document = document.iter().map(weight).collect();
    let squares: f32 = weighed.iter().map(|(_, weight)| weight * weight).sum();
    for (_, weight) in &mut weighed {
        *weight /= squares.sqrt().max(f32::MIN_POSITIVE);
    }
    weighed
}
