//! What a run was made from, what it was made with, and what came out: hashes, no clock but as-of.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::folder::explanation_names;
use crate::document::Status;
use crate::document::source::Source;
use crate::hash::sha256;
use crate::lexicon::Lexicon;
use crate::model::{Ranker, registry_hash};
use crate::rank::{Match, Ranking};
use crate::report::status_word;

/// Version of the file; another is refused.
pub(crate) const FORMAT_VERSION: u32 = 1;

/// Hexadecimal digits of a run's id.
const RUN_ID_DIGITS: usize = 16;

/// Everything needed to make the run again and to see whether it came out the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub format_version: u32,
    /// First digits of the hash of everything but the build, the paths and the outputs: the same
    /// question to the same version has the same id on every machine.
    pub run_id: String,
    pub tool: Tool,
    /// `YYYY-MM-DD`.
    pub as_of: String,
    pub command: Command,
    pub configuration_sha256: String,
    /// Of all other fields, as the file holds them.
    #[serde(default)]
    pub manifest_sha256: String,
    pub job: JobInput,
    pub model: Artifact,
    pub background: Artifact,
    /// The built-in one first.
    pub lexicons: Vec<Artifact>,
    /// Each CV, in the order in which the command names them.
    pub inputs: Vec<Input>,
    pub counts: Counts,
    /// By path.
    pub outputs: Vec<Output>,
}

/// The program that made the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    pub name: String,
    pub version: String,
    /// Hash of what the features are.
    pub registry: String,
    /// SHA-256 of the executable.
    pub build_sha256: String,
}

impl Tool {
    pub fn new(executable: &[u8]) -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: registry_hash(),
            build_sha256: sha256(executable),
        }
    }
}

/// The arguments, as they were given; paths start at `folder`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Where the paths start, seen from the run folder, so that both may move together.
    pub folder: String,
    pub job: String,
    pub cvs: Vec<String>,
    pub id_column: Option<String>,
    pub text_column: Option<String>,
    /// Ids of the CVs whose doubtful text a person accepted as seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept_doubtful: Vec<String>,
    /// What recognised the text of scans, if that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocr: Option<Ocr>,
    /// `None` for what is compiled in.
    pub model: Option<String>,
    pub background: Option<String>,
    pub lexicons: Vec<String>,
    /// How many are invited: `report.html` shows them, and `ranking.json` says how sure they are.
    pub top: Option<usize>,
    /// How many of them open in `report.html`; `None` for [`DETAILS`](crate::report::html::DETAILS).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<usize>,
    /// A byte-order mark in `ranking.csv`.
    pub excel: bool,
}

/// The recogniser of text and the languages it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ocr {
    pub program: String,
    pub languages: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobInput {
    pub title: String,
    pub path: String,
    pub sha256: String,
    pub bytes: u64,
}

/// A model, a table or a lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Artifact {
    pub name: String,
    /// `None` for what is compiled in.
    pub path: Option<String>,
    pub sha256: String,
}

impl Artifact {
    /// The file at `path` that holds `text`.
    pub fn file(path: &str, text: &str) -> Self {
        Self {
            name: path.to_owned(),
            path: Some(path.to_owned()),
            sha256: sha256(text.as_bytes()),
        }
    }

    /// The model compiled into the program.
    pub fn builtin_model() -> Self {
        let model = Ranker::builtin();
        Self {
            name: model.name.clone(),
            path: None,
            sha256: sha256(model.to_json().as_bytes()),
        }
    }

    /// The table of document frequencies compiled into the program.
    pub fn builtin_background() -> Self {
        Self::builtin(sha256(include_bytes!("../../models/background.json")))
    }

    /// The lexicon compiled into the program.
    pub fn builtin_lexicon() -> Self {
        let sources = Lexicon::builtin_sources().iter();
        let texts: Vec<&str> = sources.flat_map(|(name, text)| [*name, *text]).collect();
        Self::builtin(sha256(texts.concat().as_bytes()))
    }

    fn builtin(sha256: String) -> Self {
        Self {
            name: "built-in".to_owned(),
            path: None,
            sha256,
        }
    }
}

/// One CV: what was read, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub cv_id: String,
    /// As the user named it; a row of a table with its line.
    pub path: String,
    /// Of the file or the row; `None` when it could not be opened.
    pub sha256: Option<String>,
    pub bytes: Option<u64>,
    pub status: Status,
    pub reason: String,
    /// Where its explanation lies in the run folder.
    pub explanation: String,
}

/// Hash and length of what a source holds; `None` when it cannot be opened.
pub fn content(source: &Source) -> Option<(String, u64)> {
    source.content()
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    pub cvs: usize,
    pub scored: usize,
    /// By status.
    pub statuses: BTreeMap<String, usize>,
}

impl Counts {
    /// Of the statuses of all CVs.
    pub(crate) fn new(all: impl Iterator<Item = Status>) -> Self {
        let mut counts = Self {
            cvs: 0,
            scored: 0,
            statuses: BTreeMap::new(),
        };
        for status in all {
            counts.cvs += 1;
            counts.scored += usize::from(status == Status::Scored);
            *counts.statuses.entry(status_word(status)).or_default() += 1;
        }
        counts
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    pub path: String,
    pub sha256: String,
    pub bytes: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    #[error(transparent)]
    File(#[from] super::FileError),
    #[error(
        "{0} is no run folder: it has no manifest.json; make one with `cvrank score ... --out`"
    )]
    NoRun(String),
    #[error("{path}: no manifest: {cause}; make the run again with `cvrank score ... --out`")]
    Json {
        path: String,
        cause: serde_json::Error,
    },
    #[error(
        "{path}: the manifest has format_version {found}; this program reads {FORMAT_VERSION}: use the version of cvrank that made the run"
    )]
    Version { path: String, found: u32 },
}

#[derive(Deserialize)]
struct Version {
    format_version: u32,
}

/// What a manifest is made of, before ids and hashes over it are drawn.
#[derive(Debug, Clone)]
pub struct Question {
    pub tool: Tool,
    pub as_of: String,
    pub command: Command,
    pub job: JobInput,
    pub model: Artifact,
    pub background: Artifact,
    pub lexicons: Vec<Artifact>,
}

impl Manifest {
    /// The manifest of a run whose outputs are still to be written.
    ///
    /// `contents` holds hash and length of each source, in the order of `sources`.
    pub fn new(
        question: Question,
        sources: &[Source],
        contents: &[Option<(String, u64)>],
        ranking: &Ranking,
    ) -> Self {
        let names = explanation_names(ranking.ids());
        let matches: BTreeMap<&str, &Match> = ranking
            .matches
            .iter()
            .map(|known| (known.cv_id.as_str(), known))
            .collect();
        let inputs = sources
            .iter()
            .zip(contents)
            .filter_map(|(source, content)| {
                let known = matches.get(source.id.as_str())?;
                let (sha256, bytes) = content.clone().unzip();
                Some(Input {
                    cv_id: source.id.clone(),
                    path: source.path.clone(),
                    sha256,
                    bytes,
                    status: known.status,
                    reason: known.reason.clone(),
                    explanation: names.get(source.id.as_str())?.clone(),
                })
            });
        let mut manifest = Self {
            format_version: FORMAT_VERSION,
            run_id: String::new(),
            tool: question.tool,
            as_of: question.as_of,
            command: question.command,
            configuration_sha256: String::new(),
            manifest_sha256: String::new(),
            job: question.job,
            model: question.model,
            background: question.background,
            lexicons: question.lexicons,
            inputs: inputs.collect(),
            counts: Counts::new(ranking.matches.iter().map(|known| known.status)),
            outputs: Vec::new(),
        };
        manifest.run_id = manifest.expected_run_id();
        manifest.configuration_sha256 = manifest.expected_configuration();
        manifest
    }

    /// Reads the manifest of the run in `folder`.
    ///
    /// # Errors
    /// When there is none, or it is not one of this version.
    pub fn read(folder: &Path) -> Result<Self, ManifestError> {
        let path = folder.join(super::MANIFEST);
        if std::fs::symlink_metadata(&path).is_err() {
            return Err(ManifestError::NoRun(folder.display().to_string()));
        }
        let bytes =
            super::read(folder, super::MANIFEST).map_err(super::FileError::of("read", &path))?;
        let path = path.display().to_string();
        let json = |cause| ManifestError::Json {
            path: path.clone(),
            cause,
        };
        let version: Version = serde_json::from_slice(&bytes).map_err(json)?;
        if version.format_version != FORMAT_VERSION {
            return Err(ManifestError::Version {
                path,
                found: version.format_version,
            });
        }
        serde_json::from_slice(&bytes).map_err(json)
    }

    /// Pretty-printed, ending in a line break.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }

    /// The id that belongs to what the manifest says went in.
    pub fn expected_run_id(&self) -> String {
        let mut asked = format!(
            "{}\n{}\n{}\n{}\n{}\n{}\n",
            self.tool.version,
            self.tool.registry,
            self.as_of,
            self.job.sha256,
            self.model.sha256,
            self.background.sha256
        );
        for lexicon in &self.lexicons {
            asked.push_str(&format!("{}\n", lexicon.sha256));
        }
        for input in &self.inputs {
            let sha256 = input.sha256.as_deref().unwrap_or("-");
            asked.push_str(&format!("{sha256} {}\n", input.cv_id));
        }
        for id in &self.command.accept_doubtful {
            asked.push_str(&format!("accept-doubtful {id}\n"));
        }
        if let Some(Ocr { program, languages }) = &self.command.ocr {
            asked.push_str(&format!("ocr {program} {languages}\n"));
        }
        let mut id = sha256(asked.as_bytes());
        id.truncate(RUN_ID_DIGITS);
        id
    }

    /// The hash of all fields but itself.
    pub fn expected_manifest(&self) -> String {
        let all = Self {
            manifest_sha256: String::new(),
            ..self.clone()
        };
        sha256(all.to_json().as_bytes())
    }

    /// The hash of the arguments that bear on the answer.
    pub fn expected_configuration(&self) -> String {
        let command = Command {
            folder: String::new(),
            ..self.command.clone()
        };
        let asked = serde_json::to_string(&(command, &self.as_of)).unwrap_or_default();
        sha256(asked.as_bytes())
    }
}

/// The way from `from` to `to`, both absolute and without links, with `/` between the parts.
///
/// `to` itself where no way leads, as between two drives.
pub fn relative(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<Component>, Vec<Component>) =
        (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return to.iter().collect::<PathBuf>().display().to_string();
    }
    let up = from.iter().skip(common).map(|_| "..".to_owned());
    let down = to.iter().skip(common);
    let parts: Vec<String> = up
        .chain(down.map(|part| part.as_os_str().to_string_lossy().into_owned()))
        .collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn ways_between_folders() {
        for (from, to, expected) in [
            ("/a/run", "/a", ".."),
            ("/a/run", "/a/run", "."),
            ("/a/b/run", "/a/c", "../../c"),
            ("/run", "/a/c", "../a/c"),
            ("/a", "/a/b/c", "b/c"),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)), expected);
        }
    }
}
