//! The text form of a lexicon: one concept a line, six columns divided by tabs.
//!
//! `label, kind, aliases, broader, related, ambiguous`; lists are divided by
//! ` | `, comments start with `#`. Trailing empty columns may be left out.

use super::Kind;

/// The names of the columns; a file may open with this line or leave it out.
pub const HEADER: &str = "label\tkind\taliases\tbroader\trelated\tambiguous";

/// Longest text of one lexicon file, in bytes.
pub(crate) const MAX_BYTES: usize = 64 << 20;
/// Most concepts in one lexicon, all files together.
pub(crate) const MAX_CONCEPTS: usize = 200_000;
/// Most aliases in one lexicon, all files together.
pub(crate) const MAX_ALIASES: usize = 1_000_000;
/// Most aliases, and most relations of one sort, on one line.
pub(crate) const MAX_LIST: usize = 2_000;
/// Most tokens in one alias.
pub(crate) const MAX_ALIAS_TOKENS: usize = 24;
/// Most concepts above one concept, over all levels.
pub(crate) const MAX_ANCESTORS: usize = 64;

/// What is wrong with a lexicon, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct LexiconError {
    /// Name of the file, as given by the caller.
    pub file: String,
    /// Line in that file, from 1.
    pub line: u32,
    pub problem: Box<Problem>,
}

/// One way in which a lexicon can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error(
        "found `{found}`, expected the header `label, kind, aliases, broader, related, ambiguous` divided by tabs"
    )]
    Header { found: String },
    #[error("found {found} column(s), expected 2 to 6 divided by tabs")]
    Columns { found: usize },
    #[error("found an empty label, expected the name of a concept")]
    EmptyLabel,
    #[error(
        "found kind `{found}`, expected one of skill, tool, language, method, certificate, soft, domain, group"
    )]
    Kind { found: String },
    #[error("found alias `{alias}` without a letter or digit, expected at least one")]
    EmptyAlias { alias: String },
    #[error("found alias `{alias}` of {found} words, expected at most {MAX_ALIAS_TOKENS}")]
    LongAlias { alias: String, found: usize },
    #[error(
        "found alias `{alias}` for `{label}`, expected an alias of one concept only: it stands for `{other}` at {other_file}:{other_line}"
    )]
    AliasTwice {
        alias: String,
        label: String,
        other: String,
        other_file: String,
        other_line: u32,
    },
    #[error("found {relation} `{found}`, expected the label of a concept in the lexicon")]
    Orphan {
        relation: &'static str,
        found: String,
    },
    #[error("found {relation} `{found}` that is the concept itself, expected another concept")]
    Itself {
        relation: &'static str,
        found: String,
    },
    #[error("found related `{found}`, expected `label=strength`, strength above 0 and below 1")]
    Strength { found: String },
    #[error("found ambiguous `{found}`, expected `alias=rule`")]
    Ambiguous { found: String },
    #[error(
        "found ambiguous alias `{found}`, expected the label or one of the aliases of its line"
    )]
    AmbiguousAlias { found: String },
    #[error(
        "found rule `{found}`, expected case, near, item, or before:, after:, not_before:, not_after: with words divided by commas"
    )]
    Rule { found: String },
    #[error("found broader concepts that run in a circle: {circle}")]
    Circle { circle: String },
    #[error("found more than {MAX_ANCESTORS} concepts above `{label}`, expected at most that many")]
    Ancestors { label: String },
    #[error("found {found} {what}, expected at most {limit}")]
    OverLimit {
        what: &'static str,
        found: usize,
        limit: usize,
    },
}

/// When an ambiguous alias counts as a hit; words in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rule<'a> {
    Case,
    Near,
    Item,
    Before(Vec<&'a str>),
    After(Vec<&'a str>),
    NotBefore(Vec<&'a str>),
    NotAfter(Vec<&'a str>),
}

/// One line of a lexicon file, as written.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    pub line: u32,
    pub label: &'a str,
    pub kind: Kind,
    pub aliases: Vec<&'a str>,
    pub broader: Vec<&'a str>,
    pub related: Vec<(&'a str, f32)>,
    pub ambiguous: Vec<(&'a str, Vec<Rule<'a>>)>,
}

/// Reads the rows of one file. What is wrong goes to `problems`, and the
/// reading goes on with what is right.
pub(super) fn rows<'a>(
    file: &str,
    text: &'a str,
    problems: &mut Vec<LexiconError>,
) -> Vec<Row<'a>> {
    if text.len() > MAX_BYTES {
        problems.push(LexiconError {
            file: file.to_owned(),
            line: 1,
            problem: Box::new(Problem::OverLimit {
                what: "bytes",
                found: text.len(),
                limit: MAX_BYTES,
            }),
        });
        return Vec::new();
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = Vec::with_capacity(text.len() / 80);
    let mut header_seen = false;
    for (line, content) in (1u32..).zip(text.lines()) {
        if content.trim().is_empty() || content.starts_with('#') {
            continue;
        }
        let mut report = |problem| {
            problems.push(LexiconError {
                file: file.to_owned(),
                line,
                problem: Box::new(problem),
            });
        };
        if !header_seen {
            header_seen = true;
            if content.trim_end() == HEADER {
                continue;
            }
            if content.starts_with("label\t") {
                report(Problem::Header {
                    found: shortened(content),
                });
                return Vec::new();
            }
        }
        if let Some(row) = row(line, content, &mut report) {
            rows.push(row);
        }
    }
    rows
}

fn row<'a>(line: u32, content: &'a str, report: &mut impl FnMut(Problem)) -> Option<Row<'a>> {
    let found = content.split('\t').count();
    if !(2..=6).contains(&found) {
        report(Problem::Columns { found });
        return None;
    }
    let mut columns = content.split('\t').map(str::trim);
    let label = columns.next().unwrap_or_default();
    let kind = columns.next().unwrap_or_default();
    let aliases = columns.next().unwrap_or_default();
    let broader = columns.next().unwrap_or_default();
    let related = columns.next().unwrap_or_default();
    let ambiguous = columns.next().unwrap_or_default();
    if label.is_empty() {
        report(Problem::EmptyLabel);
        return None;
    }
    let Some(kind) = Kind::from_name(kind) else {
        report(Problem::Kind {
            found: shortened(kind),
        });
        return None;
    };
    let mut row = Row {
        line,
        label,
        kind,
        aliases: list(aliases).collect(),
        broader: list(broader).collect(),
        related: Vec::new(),
        ambiguous: Vec::new(),
    };
    let lists = [
        ("aliases", row.aliases.len()),
        ("broader concepts", row.broader.len()),
        ("related concepts", list(related).count()),
        ("ambiguous aliases", list(ambiguous).count()),
    ];
    for (what, found) in lists {
        if found > MAX_LIST {
            let limit = MAX_LIST;
            report(Problem::OverLimit { what, found, limit });
            return None;
        }
    }
    for item in list(related) {
        match strength(item) {
            Some(pair) => row.related.push(pair),
            None => report(Problem::Strength {
                found: shortened(item),
            }),
        }
    }
    for item in list(ambiguous) {
        let Some((alias, rules)) = item.split_once('=') else {
            report(Problem::Ambiguous {
                found: shortened(item),
            });
            continue;
        };
        let mut known = Vec::new();
        for rule in rules.split('+').map(str::trim) {
            match parse_rule(rule) {
                Some(rule) => known.push(rule),
                None => report(Problem::Rule {
                    found: shortened(rule),
                }),
            }
        }
        row.ambiguous.push((alias.trim(), known));
    }
    Some(row)
}

fn list(column: &str) -> impl Iterator<Item = &str> {
    column
        .split('|')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn strength(item: &str) -> Option<(&str, f32)> {
    let (label, strength) = item.rsplit_once('=')?;
    let strength: f32 = strength.trim().parse().ok()?;
    (strength > 0.0 && strength < 1.0).then_some((label.trim(), strength))
}

fn parse_rule(rule: &str) -> Option<Rule<'_>> {
    match rule.split_once(':') {
        None => match rule {
            "case" => Some(Rule::Case),
            "near" => Some(Rule::Near),
            "item" => Some(Rule::Item),
            _ => None,
        },
        Some((name, words)) => {
            let words: Vec<&str> = words
                .split(',')
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .collect();
            if words.is_empty() {
                return None;
            }
            match name.trim() {
                "before" => Some(Rule::Before(words)),
                "after" => Some(Rule::After(words)),
                "not_before" => Some(Rule::NotBefore(words)),
                "not_after" => Some(Rule::NotAfter(words)),
                _ => None,
            }
        }
    }
}

/// Enough of a found text to recognise it, on one line.
pub(super) fn shortened(found: &str) -> String {
    let mut short: String = found
        .chars()
        .take(60)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if found.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}
