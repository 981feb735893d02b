//! How well the lexicon finds skills that people marked in job posts, beside
//! plain longest match of ESCO's labels.
//!
//! SkillSpan marks skills and knowledge in sentences; the ESCO-linked sentences
//! mark what ESCO names. A fine-tuned neural tagger reaches an F1 of .56 to .63
//! on SkillSpan; a lexicon does not, as most marked skills are whole clauses.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

use crate::common::shared_data;
use cvrank::lexicon::import::import;
use cvrank::lexicon::{ConceptId, HEADER, Lexicon};
use cvrank::text::{Stemmer, TermKey, Token, term_key, tokenize};

/// A sentence and the byte ranges that people marked in it.
struct Sentence {
    text: String,
    marked: Vec<Range<usize>>,
    /// Skills that people marked and for which ESCO has no label.
    unlabelled: Vec<Range<usize>>,
}

#[derive(Default, Clone, Copy)]
struct Counts {
    predicted: usize,
    predicted_right: usize,
    marked: usize,
    marked_found: usize,
    exact: usize,
}

impl Counts {
    fn f1(right: f64, predicted: f64, found: f64, marked: f64) -> (f64, f64, f64) {
        let precision = right / predicted.max(1.0);
        let recall = found / marked.max(1.0);
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        (precision, recall, f1)
    }

    fn overlap(self) -> (f64, f64, f64) {
        Self::f1(
            self.predicted_right as f64,
            self.predicted as f64,
            self.marked_found as f64,
            self.marked as f64,
        )
    }

    fn exact(self) -> (f64, f64, f64) {
        let exact = self.exact as f64;
        Self::f1(exact, self.predicted as f64, exact, self.marked as f64)
    }
}

fn skillspan(path: &Path) -> Vec<Sentence> {
    let content = std::fs::read_to_string(path).expect("SkillSpan is in the folder");
    let strings = |value: &serde_json::Value| -> Vec<String> {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect()
    };
    content
        .lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let words = strings(&value["tokens"]);
            let mut places = Vec::new();
            let mut text = String::new();
            for word in &words {
                places.push(text.len()..text.len() + word.len());
                text.push_str(word);
                text.push(' ');
            }
            let mut marked: Vec<Range<usize>> = Vec::new();
            for column in ["tags_skill", "tags_knowledge"] {
                let mut open: Option<Range<usize>> = None;
                for (tag, place) in strings(&value[column]).iter().zip(&places) {
                    match (tag.as_str(), &mut open) {
                        ("I", Some(range)) => range.end = place.end,
                        ("O", _) => marked.extend(open.take()),
                        _ => marked.extend(open.replace(place.clone())),
                    }
                }
                marked.extend(open);
            }
            Sentence {
                text,
                marked,
                unlabelled: Vec::new(),
            }
        })
        .collect()
}

/// Sentences with the spans that have a label in ESCO, and those that have none.
fn esco_linked(path: &Path) -> Vec<Sentence> {
    let mut reader = csv::Reader::from_path(path).expect("the annotations are in the folder");
    let mut sentences: BTreeMap<String, [BTreeSet<(usize, usize)>; 2]> = BTreeMap::new();
    for record in reader.records() {
        let record = record.expect("a row");
        let (Some(text), Some(span), Some(part), Some(label)) =
            (record.get(0), record.get(1), record.get(2), record.get(3))
        else {
            continue;
        };
        let [marked, unlabelled] = sentences.entry(text.to_owned()).or_default();
        let marks = match label {
            "" | "LABEL NOT PRESENT" | "UNDERSPECIFIED" => unlabelled,
            _ => marked,
        };
        // A part that leaves words out is no stretch of the text; then the whole span.
        for quote in [part, span] {
            if let Some(at) = (!quote.is_empty()).then(|| text.find(quote)).flatten() {
                marks.insert((at, at + quote.len()));
                break;
            }
        }
    }
    sentences
        .into_iter()
        .map(|(text, marks)| {
            let [marked, unlabelled] = marks.map(|marks| {
                let ranges = marks.into_iter().map(|(start, end)| start..end);
                ranges.collect()
            });
            Sentence {
                text,
                marked,
                unlabelled,
            }
        })
        .collect()
}

/// Counts over `sentences`, ranges compared by the tokens they cover.
///
/// `lenient` leaves out what is found only where people marked a skill that ESCO has no
/// label for: a skill all the same.
fn measure(
    sentences: &[Sentence],
    lenient: bool,
    find: &dyn Fn(&str) -> Vec<Range<usize>>,
) -> Counts {
    let meets = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut counts = Counts::default();
    for sentence in sentences {
        let tokens = tokenize(&sentence.text);
        let covered = |range: &Range<usize>| -> Range<usize> {
            let first = tokens.partition_point(|t| (t.span().end as usize) <= range.start);
            let end = tokens.partition_point(|t| (t.span().start as usize) < range.end);
            first..end.max(first)
        };
        let meets_any =
            |found: &Range<usize>, marks: &[Range<usize>]| marks.iter().any(|m| meets(found, m));
        let predicted: Vec<Range<usize>> = find(&sentence.text)
            .iter()
            .filter(|found| {
                !lenient
                    || meets_any(found, &sentence.marked)
                    || !meets_any(found, &sentence.unlabelled)
            })
            .map(covered)
            .collect();
        let marked: Vec<Range<usize>> = sentence
            .marked
            .iter()
            .map(covered)
            .filter(|range| !range.is_empty())
            .collect();
        counts.predicted += predicted.len();
        counts.marked += marked.len();
        counts.predicted_right += predicted
            .iter()
            .filter(|p| marked.iter().any(|m| meets(p, m)))
            .count();
        counts.marked_found += marked
            .iter()
            .filter(|m| predicted.iter().any(|p| meets(p, m)))
            .count();
        counts.exact += marked.iter().filter(|m| predicted.contains(m)).count();
    }
    counts
}

fn spans(lexicon: &Lexicon, text: &str) -> Vec<Range<usize>> {
    lexicon
        .find(text, &tokenize(text))
        .iter()
        .map(|hit| hit.span.range())
        .collect()
}

/// Of all that was found, the longer where two overlap.
fn longest(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|range| (std::cmp::Reverse(range.len()), range.start));
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in found {
        if !kept
            .iter()
            .any(|k| k.start < range.end && range.start < k.end)
        {
            kept.push(range);
        }
    }
    kept
}

/// Words between the others of a label, which a sentence may leave out or add.
const JOINING: &str = "of the a an and for in to with on our your their by using use";
/// How many joining words may stand within one stretch of a sentence.
const MOST_JOINING: usize = 2;
/// Longest stretch, in tokens, that is compared with a label.
const LONGEST_STRETCH: usize = 9;

/// Each token's stem; none for a joining word.
fn stems(text: &str, tokens: &[Token]) -> Vec<Option<TermKey>> {
    let mut stemmer = Stemmer::new("en");
    let joining: Vec<TermKey> = JOINING.split(' ').map(term_key).collect();
    tokens
        .iter()
        .map(|token| (!joining.contains(&token.key)).then(|| stemmer.stem(text, *token)))
        .collect()
}

/// The stems of every alias of two words or more, in any order.
fn stemmed_aliases(lexicon: &Lexicon) -> HashSet<Vec<TermKey>> {
    (0..lexicon.len() as u32)
        .flat_map(|concept| lexicon.aliases(ConceptId(concept)))
        .map(|alias| stems(alias, &tokenize(alias)).into_iter().flatten())
        .map(|stems| in_any_order(stems.collect()))
        .filter(|stems| stems.len() >= 2)
        .collect()
}

fn in_any_order(mut stems: Vec<TermKey>) -> Vec<TermKey> {
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Stretches whose stems are those of an alias: `managing our budgets`, `budget management`.
fn by_stems(known: &HashSet<Vec<TermKey>>, text: &str) -> Vec<Range<usize>> {
    let tokens = tokenize(text);
    let stems = stems(text, &tokens);
    let mut found = Vec::new();
    for first in (0..tokens.len()).filter(|&at| stems[at].is_some()) {
        let mut joining = 0;
        for end in first..tokens.len().min(first + LONGEST_STRETCH) {
            let before = tokens[end.max(first + 1) - 1].span().end as usize;
            let gap = text.get(before..tokens[end].span().start as usize);
            if gap.is_some_and(|gap| gap.contains([',', ';', '.', '(', ')', ':', '|', '!', '?'])) {
                break;
            }
            joining += usize::from(stems[end].is_none());
            if joining > MOST_JOINING {
                break;
            }
            let stretch = in_any_order(stems[first..=end].iter().flatten().copied().collect());
            if stems[end].is_some() && known.contains(&stretch) {
                found.push(tokens[first].span().join(tokens[end].span()).range());
            }
        }
    }
    found
}

/// ESCO's table has each skill's labels and description run together in one
/// cell; this cuts them apart as well as repeated words and verbs allow.
///
/// Gives the older form of ESCO's own table, without descriptions.
fn esco_table(path: &Path) -> String {
    let mut reader = csv::Reader::from_path(path).expect("ESCO is in the folder");
    let cells: Vec<String> = reader
        .records()
        .filter_map(|record| record.ok()?.get(1).map(str::to_owned))
        .collect();
    let all: BTreeSet<&str> = cells.iter().flat_map(|cell| cell.split(' ')).collect();
    let gerunds = |verb: &str| {
        let cut = verb.strip_suffix('e').unwrap_or(verb);
        let last = verb.chars().next_back().unwrap_or('e');
        [format!("{cut}ing"), format!("{verb}{last}ing")]
    };
    let mut first: HashMap<&str, usize> = HashMap::new();
    for word in cells.iter().filter_map(|cell| cell.split(' ').next()) {
        *first.entry(word).or_default() += 1;
    }
    let base: BTreeSet<&str> = first
        .into_iter()
        .filter(|&(word, count)| {
            count >= 3
                && word.chars().all(char::is_lowercase)
                && gerunds(word).iter().any(|form| all.contains(form.as_str()))
        })
        .map(|(word, _)| word)
        .collect();
    let gerund: BTreeSet<String> = base.iter().flat_map(|verb| gerunds(verb)).collect();
    let opens_text = |word: &str| {
        let lower = word.to_lowercase();
        word.starts_with(char::is_uppercase)
            && (base.contains(lower.as_str())
                || [
                    "the",
                    "a",
                    "an",
                    "types",
                    "methods",
                    "field",
                    "process",
                    "study",
                    "set",
                    "characteristics",
                    "different",
                    "various",
                    "principles",
                    "techniques",
                    "in",
                    "it",
                    "branch",
                    "system",
                    "type",
                    "being",
                    "have",
                    "be",
                    "this",
                ]
                .contains(&lower.as_str()))
    };
    let mut table = csv::Writer::from_writer(Vec::new());
    table
        .write_record(["preferredLabel", "altLabels"])
        .expect("to memory");
    for cell in &cells {
        let words: Vec<&str> = cell.split_whitespace().collect();
        let Some(&head) = words.first() else {
            continue;
        };
        let end = (1..words.len())
            .find(|&at| words[at] != head && opens_text(words[at]))
            .unwrap_or(words.len().min(6));
        let by_verb = base.contains(head);
        let mut labels: Vec<Vec<&str>> = vec![vec![head]];
        for pair in words[..end].windows(2) {
            let (before, word) = (pair[0], pair[1]);
            let long = labels.last().map_or(0, Vec::len);
            let verb = by_verb && long >= 2 && (base.contains(word) || gerund.contains(word));
            let joined = [
                "and", "or", "to", "of", "the", "for", "in", "a", "with", "on",
            ];
            if (verb || word.eq_ignore_ascii_case(head)) && !joined.contains(&before) {
                labels.push(vec![word]);
            } else if let Some(label) = labels.last_mut() {
                label.push(word);
            }
        }
        let labels: Vec<String> = labels
            .into_iter()
            .filter(|label| label.len() <= 8)
            .map(|label| label.join(" "))
            .collect();
        if let Some((label, others)) = labels.split_first() {
            table
                .write_record([label.as_str(), &others.join("\n")])
                .expect("to memory");
        }
    }
    String::from_utf8(table.into_inner().expect("to memory")).expect("text stays text")
}

/// The same concepts without a rule: plain longest match.
fn without_rules(text: &str) -> String {
    let rows = text.lines().skip(1).map(|row| {
        let columns: Vec<&str> = row.split('\t').take(3).collect();
        columns.join("\t")
    });
    std::iter::once(HEADER.to_owned())
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Names the spans of skills in a sentence.
type Finder<'a> = dyn Fn(&str) -> Vec<Range<usize>> + 'a;

#[test]
fn finds_more_of_what_people_marked_than_plain_esco() {
    let Some(folder) = shared_data("") else {
        return;
    };
    let table = esco_table(&folder.join("taxonomies/esco_skills.csv"));
    let imported = import(&[("esco_skills.csv", table.as_bytes())]).expect("a table of ours");
    eprintln!(
        "ESCO: {} concepts, {} aliases, {} clashes, {} guarded",
        imported.concepts, imported.aliases, imported.clashes, imported.guarded
    );
    let esco = Lexicon::parse("esco", &imported.text).expect("what we write, we read");
    let plain = Lexicon::parse("plain", &without_rules(&imported.text)).expect("rules removed");
    let builtin = Lexicon::builtin();
    let skills = folder.join("skills");
    let sets = [
        (
            "SkillSpan train",
            skillspan(&skills.join("skillspan_train.json")),
        ),
        (
            "SkillSpan dev",
            skillspan(&skills.join("skillspan_dev.json")),
        ),
        (
            "ESCO house",
            esco_linked(&skills.join("esco_house_validation_annotations.csv")),
        ),
        (
            "ESCO tech",
            esco_linked(&skills.join("esco_tech_validation_annotations.csv")),
        ),
    ];
    let stemmed = stemmed_aliases(&esco);
    eprintln!(
        "set              finder        overlap P    R    F1   exact P    R    F1   F1 without what ESCO cannot label"
    );
    for (name, sentences) in &sets {
        let both = |text: &str| longest([spans(builtin, text), spans(&esco, text)].concat());
        let finders: [(&str, &Finder); 5] = [
            ("plain ESCO", &|text| spans(&plain, text)),
            ("imported ESCO", &|text| spans(&esco, text)),
            ("built-in", &|text| spans(builtin, text)),
            ("both", &both),
            ("both, ESCO stemmed", &|text| {
                longest([both(text), by_stems(&stemmed, text)].concat())
            }),
        ];
        let counts = finders.map(|(_, find)| measure(sentences, false, find));
        for ((finder, find), counts) in finders.iter().zip(counts) {
            let (p, r, f) = counts.overlap();
            let (ep, er, ef) = counts.exact();
            let lenient = measure(sentences, true, find).overlap().2;
            eprintln!(
                "{name:16} {finder:18}  {p:.2} {r:.2} {f:.3}      {ep:.2} {er:.2} {ef:.3}   {lenient:.3}"
            );
        }
        if *name == "SkillSpan dev" {
            let gain = counts[3].overlap().2 - counts[0].overlap().2;
            assert!(gain >= 0.1, "F1 {gain:+.3} against plain ESCO");
        }
    }
}
