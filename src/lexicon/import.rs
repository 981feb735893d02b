//! Lexicon text from the tables of ESCO and O*NET, as their publishers ship them.
//!
//! Labels are taken before aliases, each in the order of the file: a form that
//! an earlier concept has is left out of the later one and counted.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Read;

use super::Kind;
use super::everyday::is_everyday;
use super::format::{self, HEADER, MAX_ALIAS_TOKENS, MAX_CONCEPTS, MAX_LIST};
use crate::text::{TermKey, tokenize};

/// Longest table that is read, in bytes.
pub(crate) const MAX_TABLE_BYTES: u64 = 256 << 20;

/// A lexicon made from tables, and what became of their rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// In the form that [`Lexicon::parse`](super::Lexicon::parse) reads.
    pub text: String,
    pub concepts: usize,
    /// Aliases, the labels among them.
    pub aliases: usize,
    /// Forms left out because an earlier concept has them.
    pub clashes: usize,
    /// Aliases put under a rule because prose uses them in other senses.
    pub guarded: usize,
    /// Rows and forms left out: without a letter, too long, or no longer valid.
    pub left_out: usize,
}

/// Why a table could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("found columns `{found}`, expected {expected}")]
    Columns {
        found: String,
        expected: &'static str,
    },
    #[error("table breaks the rules of its format: {0}")]
    Table(#[from] csv::Error),
    #[error("found more than {MAX_CONCEPTS} concepts, expected at most that many")]
    TooMany,
}

/// Why the table `file` could not be imported.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {error}")]
pub struct FileError {
    pub file: String,
    pub error: ImportError,
}

/// Imports tables of ESCO and O*NET, given with their names and told apart by
/// their headers, into one lexicon; ESCO's labels are taken first.
///
/// # Errors
/// The first table that is neither, or breaks the rules of its format.
pub fn import(tables: &[(&str, &[u8])]) -> Result<Imported, FileError> {
    let mut drafts = Drafts::default();
    let mut onet = Onet::default();
    for &(file, table) in tables {
        let read = if is_esco(table) {
            esco(table, &mut drafts)
        } else {
            onet.read(table)
        };
        read.map_err(|error| FileError {
            file: file.to_owned(),
            error,
        })?;
    }
    onet.finish(&mut drafts).map_err(|error| FileError {
        file: tables.first().map_or("", |&(file, _)| file).to_owned(),
        error,
    })?;
    Ok(drafts.written())
}

const EITHER: &str = "ESCO's skills table (preferredLabel, altLabels), or O*NET's Technology Skills (Example, Commodity Title), Alternate Titles (Alternate Title) or Occupation Data (Title, Description)";

/// O*NET divides its columns by tabs and knows no preferred labels.
fn is_esco(table: &[u8]) -> bool {
    let header = table
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    header
        .windows(ESCO_LABEL.len())
        .any(|name| name == ESCO_LABEL.as_bytes())
}

/// The column that only ESCO's tables have.
const ESCO_LABEL: &str = "preferredLabel";

/// Reads ESCO's `skills_*.csv`, in the form of 13 columns or the older one of 8.
///
/// Needs the columns `preferredLabel` and `altLabels`; `hiddenLabels`,
/// `skillType` and `status` are used where they are. Alternative labels stand
/// one a line inside their cell.
///
/// # Errors
/// When the needed columns are absent or the table is no CSV.
fn esco(table: impl Read, drafts: &mut Drafts) -> Result<(), ImportError> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(Limited::new(table));
    let header = reader.headers()?.clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|found| found.trim_start_matches('\u{feff}').trim() == name)
    };
    let (Some(preferred), Some(alternative)) = (column(ESCO_LABEL), column("altLabels")) else {
        return Err(ImportError::Columns {
            found: header_text(&header, ","),
            expected: "ESCO's skills table, with the columns preferredLabel and altLabels",
        });
    };
    let (hidden, skill_type, status) = (
        column("hiddenLabels"),
        column("skillType"),
        column("status"),
    );
    for record in reader.records() {
        let record = record?;
        let cell = |column: Option<usize>| column.and_then(|at| record.get(at)).unwrap_or_default();
        if matches!(cell(status), "obsolete" | "retired") {
            drafts.left_out += 1;
            continue;
        }
        let kind = match cell(skill_type) {
            "knowledge" => Kind::Domain,
            _ => Kind::Skill,
        };
        let label = cell(Some(preferred));
        let mut draft = Draft::new(label, kind);
        // `Java (computer programming)` is written `Java` everywhere else.
        if let Some((name, _)) = label.rsplit_once(" (")
            && label.ends_with(')')
        {
            draft.aliases.push(name.to_owned());
        }
        let lines = [alternative]
            .into_iter()
            .chain(hidden)
            .flat_map(|at| cell(Some(at)).lines());
        draft.aliases.extend(lines.map(str::to_owned));
        drafts.push(draft)?;
    }
    Ok(())
}

/// O*NET's tab-separated tables, told apart by their header: Technology Skills, Occupation Data,
/// Alternate Titles. Any of them may be absent.
///
/// Technologies become tools under their commodity; occupations become domains
/// that their alternate titles name.
///
/// What O*NET's tables have told so far; they complete one another.
#[derive(Default)]
struct Onet {
    technologies: Drafts,
    commodities: Vec<String>,
    /// Technologies in lower case.
    seen: HashSet<String>,
    /// With their codes.
    occupations: Vec<(String, Draft)>,
    titles: Vec<(String, String)>,
}

impl Onet {
    fn read(&mut self, table: impl Read) -> Result<(), ImportError> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .flexible(true)
            .from_reader(Limited::new(table));
        let header = reader.headers()?.clone();
        let column = |name: &str| header.iter().position(|found| found.trim() == name);
        let code = column("O*NET-SOC Code").unwrap_or(0);
        let (example, commodity) = (column("Example"), column("Commodity Title"));
        let (alternate, short) = (column("Alternate Title"), column("Short Title"));
        let (title, description) = (column("Title"), column("Description"));
        let known = (example.is_some() && commodity.is_some())
            || alternate.is_some()
            || (title.is_some() && description.is_some());
        if !known {
            return Err(ImportError::Columns {
                found: header_text(&header, " "),
                // A table without ESCO's labels may be meant for either.
                expected: EITHER,
            });
        }
        for record in reader.records() {
            let record = record?;
            let cell = |column: Option<usize>| {
                column
                    .and_then(|at| record.get(at))
                    .map(str::trim)
                    .filter(|text| !text.is_empty() && *text != "n/a")
            };
            let code = record.get(code).unwrap_or_default().to_owned();
            if let (Some(example), Some(commodity)) = (cell(example), cell(commodity)) {
                if self.seen.insert(example.to_lowercase()) {
                    let mut draft = Draft::new(example, Kind::Tool);
                    draft.broader = Some(commodity.to_owned());
                    draft.aliases.extend(abbreviation(example));
                    self.technologies.push(draft)?;
                }
                if !self.commodities.iter().any(|known| known == commodity) {
                    self.commodities.push(commodity.to_owned());
                }
            } else if let Some(alternate) = cell(alternate) {
                self.titles.push((code.clone(), alternate.to_owned()));
                self.titles
                    .extend(cell(short).map(|short| (code, short.to_owned())));
            } else if let Some(title) = cell(title) {
                self.occupations
                    .push((code, Draft::new(title, Kind::Domain)));
            }
        }
        Ok(())
    }

    fn finish(mut self, drafts: &mut Drafts) -> Result<(), ImportError> {
        for commodity in &self.commodities {
            drafts.push(Draft::new(commodity, Kind::Group))?;
        }
        for draft in self.technologies.drafts {
            drafts.push(draft)?;
        }
        self.occupations.sort_by(|left, right| left.0.cmp(&right.0));
        for (code, title) in self.titles {
            if let Ok(at) = self
                .occupations
                .binary_search_by(|(known, _)| known.cmp(&code))
                && let Some((_, draft)) = self.occupations.get_mut(at)
            {
                draft.aliases.push(title);
            }
        }
        for (_, draft) in self.occupations {
            drafts.push(draft)?;
        }
        Ok(())
    }
}

/// `Structured query language SQL` is known by its last word and by the others.
fn abbreviation(example: &str) -> Vec<String> {
    let Some((words, last)) = example.rsplit_once(' ') else {
        return Vec::new();
    };
    let initials: String = words
        .split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    if last.chars().count() >= 2 && initials == last {
        vec![last.to_owned(), words.to_owned()]
    } else {
        Vec::new()
    }
}

fn header_text(header: &csv::StringRecord, divider: &str) -> String {
    format::shortened(&header.iter().collect::<Vec<_>>().join(divider))
}

/// A concept on its way into the lexicon.
struct Draft {
    label: String,
    kind: Kind,
    aliases: Vec<String>,
    broader: Option<String>,
}

impl Draft {
    fn new(label: &str, kind: Kind) -> Self {
        Self {
            label: label.to_owned(),
            kind,
            aliases: Vec::new(),
            broader: None,
        }
    }
}

#[derive(Default)]
struct Drafts {
    drafts: Vec<Draft>,
    left_out: usize,
}

impl Drafts {
    fn push(&mut self, draft: Draft) -> Result<(), ImportError> {
        if self.drafts.len() >= MAX_CONCEPTS {
            return Err(ImportError::TooMany);
        }
        self.drafts.push(draft);
        Ok(())
    }

    /// Settles clashes, guards everyday words, and writes the text.
    fn written(self) -> Imported {
        let mut imported = Imported {
            text: format!("{HEADER}\n"),
            concepts: 0,
            aliases: 0,
            clashes: 0,
            guarded: 0,
            left_out: self.left_out,
        };
        let mut taken: HashSet<Vec<TermKey>> = HashSet::new();
        let mut labels: HashSet<String> = HashSet::new();
        let mut kept: Vec<(String, Draft)> = Vec::with_capacity(self.drafts.len());
        for draft in self.drafts {
            let label = one_line(&draft.label);
            if imported.takes(&label, &mut taken) {
                labels.insert(label.clone());
                kept.push((label, draft));
            }
        }
        for (label, draft) in kept {
            let mut own = HashSet::from([keys(&label)]);
            let mut forms = vec![label];
            for alias in &draft.aliases {
                let alias = one_line(alias);
                if forms.len() > MAX_LIST {
                    imported.left_out += 1;
                } else if own.insert(keys(&alias)) && imported.takes(&alias, &mut taken) {
                    forms.push(alias);
                }
            }
            let rules: Vec<String> = forms
                .iter()
                .enumerate()
                .filter_map(|(at, form)| guard(form, at == 0))
                .collect();
            imported.concepts += 1;
            imported.aliases += forms.len();
            imported.guarded += rules.len();
            let broader = draft
                .broader
                .map(|broader| one_line(&broader))
                .filter(|broader| labels.contains(broader) && Some(broader) != forms.first())
                .unwrap_or_default();
            let (label, aliases) = forms
                .split_first()
                .map_or(("", &[][..]), |(label, rest)| (label.as_str(), rest));
            // Writing to a string cannot fail.
            let _ = writeln!(
                imported.text,
                "{label}\t{}\t{}\t{broader}\t\t{}",
                draft.kind.name(),
                aliases.join(" | "),
                rules.join(" | ")
            );
        }
        imported
    }
}

impl Imported {
    /// Whether a form is usable and free; takes it and keeps count.
    fn takes(&mut self, form: &str, taken: &mut HashSet<Vec<TermKey>>) -> bool {
        let keys = keys(form);
        if keys.is_empty() || keys.len() > MAX_ALIAS_TOKENS {
            self.left_out += 1;
            return false;
        }
        let free = taken.insert(keys);
        self.clashes += usize::from(!free);
        free
    }
}

fn keys(form: &str) -> Vec<TermKey> {
    tokenize(form).into_iter().map(|token| token.key).collect()
}

/// `form` without what the lexicon's text keeps for itself.
fn one_line(form: &str) -> String {
    let plain: String = form
        .chars()
        .map(|c| match c {
            '|' => '/',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    plain
        .trim_start_matches(|c: char| c == '#' || c.is_whitespace())
        .trim_end()
        .to_owned()
}

/// The rule for a form that prose uses in other senses: an everyday word, or an
/// alternative label of one word in lower case (`work`, `writing`), which says
/// too little away from the label it stands beside.
fn guard(form: &str, is_label: bool) -> Option<String> {
    let mut tokens = tokenize(form).into_iter();
    let token = tokens.next()?;
    if tokens.next().is_some() {
        return None;
    }
    let word = token.of(form);
    let has_capital = word.chars().any(char::is_uppercase);
    let vague = !is_label && !has_capital;
    if !vague && !is_everyday(word) {
        return None;
    }
    let case = if has_capital { "case+" } else { "" };
    let place = if vague || word.chars().count() <= 2 {
        "item"
    } else {
        "near"
    };
    Some(format!("{word}={case}{place}"))
}

/// Ends with an error past [`MAX_TABLE_BYTES`].
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Limited<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            left: MAX_TABLE_BYTES,
        }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            std::io::Error::new(
                std::io::ErrorKind::FileTooLarge,
                format!("more than {MAX_TABLE_BYTES} bytes"),
            )
        })?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
