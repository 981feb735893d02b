//! How fast the lexicon is built and searched, printed; only a loose floor is held.

use std::fmt::Write as _;
use std::time::Instant;

use super::builtin::SOURCES;
use super::{HEADER, Lexicon, assemble, tests};
use crate::text::tokenize;

/// A repeatable sequence of numbers, for texts that are the same on every machine.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

/// `count` aliases of one to four made-up words, four to a concept, and a
/// vocabulary that prose draws on more than aliases do.
fn made_up(count: usize) -> (String, Vec<String>) {
    const SYLLABLES: [&str; 16] = [
        "ba", "cor", "den", "fil", "gra", "hol", "in", "jur", "kel", "lo", "man", "ner", "op",
        "pra", "ti", "ver",
    ];
    let mut sequence = Sequence(0x1234_5678_9abc_def1);
    let words: Vec<String> = (0..20_000)
        .map(|_| {
            (0..2 + sequence.next(3))
                .map(|_| SYLLABLES[sequence.next(16)])
                .collect()
        })
        .collect();
    let mut source = format!("{HEADER}\n");
    let mut seen = std::collections::BTreeSet::new();
    let mut aliases = Vec::new();
    while aliases.len() < count {
        let length = [1, 2, 2, 3, 3, 4][sequence.next(6)];
        let alias: Vec<&str> = (0..length)
            .map(|_| words[2_000 + sequence.next(18_000)].as_str())
            .collect();
        let alias = alias.join(" ");
        if seen.insert(alias.clone()) {
            aliases.push(alias);
        }
    }
    for four in aliases.chunks(4) {
        let (label, rest) = four.split_first().expect("chunks are not empty");
        let _ = writeln!(source, "{label}\tskill\t{}", rest.join(" | "));
    }
    let mut text = Vec::new();
    for _ in 0..300_000 {
        if sequence.next(12) == 0 {
            text.push(aliases[sequence.next(aliases.len())].clone());
        } else {
            // The square of an even draw favours the front, as prose does.
            let draw = sequence.next(1_000) * sequence.next(1_000) / 50;
            text.push(words[draw.min(19_999)].clone());
        }
        if sequence.next(12) == 0 {
            text.push("\n".to_owned());
        }
    }
    (source, text)
}

/// Best of a few runs, in megabytes of text a second, tokenising left out.
fn megabytes_per_second(lexicon: &Lexicon, text: &str) -> (f64, usize) {
    let tokens = tokenize(text);
    let mut best = f64::INFINITY;
    let mut hits = 0;
    for _ in 0..7 {
        let start = Instant::now();
        hits = lexicon.find(text, &tokens).len();
        best = best.min(start.elapsed().as_secs_f64());
    }
    (text.len() as f64 / 1e6 / best, hits)
}

fn build_milliseconds(sources: &[(&str, &str)]) -> f64 {
    (0..5)
        .map(|_| {
            let start = Instant::now();
            let built = assemble::assemble(sources).0;
            let spent = start.elapsed().as_secs_f64() * 1e3;
            drop(built);
            spent
        })
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn building_and_finding_are_fast() {
    let lexicon = Lexicon::builtin();
    let aliases: usize = lexicon.parts.concepts.iter().map(|c| c.aliases.len()).sum();
    eprintln!(
        "built-in: {} concepts, {aliases} aliases, built in {:.2} ms",
        lexicon.len(),
        build_milliseconds(SOURCES)
    );
    let mut rates = Vec::new();
    for count in [8_000, 100_000] {
        let (source, words) = made_up(count);
        let built = build_milliseconds(&[("made up", &source)]);
        let lexicon = tests::assembled(&[("made up", &source)]);
        let text = words.join(" ");
        let (rate, hits) = megabytes_per_second(&lexicon, &text);
        eprintln!("{count} made-up aliases: built in {built:.1} ms, {rate:.0} MB/s, {hits} hits");
        rates.push(rate);
    }
    if let Some(folder) = super::tests::shared_data("") {
        let path = folder.join("corpora/resumes_2484.jsonl");
        let text: String = std::fs::read_to_string(path)
            .unwrap_or_default()
            .lines()
            .take(400)
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .flat_map(|value| {
                let fields = value.as_object().cloned().unwrap_or_default();
                fields
                    .values()
                    .filter_map(|field| field.as_str().map(str::to_owned))
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
            .join("\n\n");
        // What a user may bring: O*NET's technologies and 100,000 aliases more.
        let names = ["alternate_titles", "technology_skills", "occupation_data"];
        let tables: Vec<Vec<u8>> = names
            .iter()
            .filter_map(|name| {
                std::fs::read(folder.join(format!("taxonomies/onet_{name}.txt"))).ok()
            })
            .collect();
        let tables: Vec<(&str, &[u8])> = names
            .into_iter()
            .zip(tables.iter().map(Vec::as_slice))
            .collect();
        let onet = super::import::import(&tables).map(|imported| imported.text);
        let (made_up, _) = made_up(100_000);
        let large = [("onet", onet.unwrap_or_default()), ("made up", made_up)];
        let large = large.each_ref().map(|(name, text)| (*name, text.as_str()));
        let (rate, hits) = megabytes_per_second(&tests::assembled(&large), &text);
        eprintln!("O*NET and 100,000 more on CVs: {rate:.0} MB/s, {hits} hits");
        let (rate, hits) = megabytes_per_second(lexicon, &text);
        eprintln!(
            "built-in on {} bytes of CVs: {rate:.0} MB/s, {hits} hits",
            text.len()
        );
    }
    if !cfg!(debug_assertions) {
        assert!(rates.iter().all(|&rate| rate > 10.0), "{rates:?} MB/s");
    }
}
