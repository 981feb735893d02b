//! What leaves the desk: written by the program itself, in a process of its own, from the same job
//! and CVs, so that it is the same to the last byte.

use std::collections::HashMap;
use std::io::{Cursor, Write};
use std::path::{Path as FilePath, PathBuf};
use std::process::{Command, Stdio};

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use cvrank::report::{Decided, decided_in};
use cvrank::run::decisions::{Said, Verdict, Wanted, append_all};
use cvrank::run::manifest::Manifest;
use serde::Deserialize;
use utoipa::IntoParams;
use walkdir::WalkDir;
use zip::write::SimpleFileOptions;

use super::candidate::disposition;
use super::error::{Answer, DeskError, Kind};
use super::formats::{FORMATS, How};
use super::jobs::{Job, Scope};
use super::log::{Log, Verdict as StandingVerdict};
use super::ranking::DecidedOn;
use super::{Desk, Shared};

/// The corrected job, as the program takes it.
pub(super) const JOB_FILE: &str = "job.toml";
const MODEL_FILE: &str = "model.json";
/// Characters of a title in a file's name.
const LONGEST_TITLE: usize = 60;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Only the first so many.
    top: Option<usize>,
    /// With names and addresses, where the format has room for them.
    contact: bool,
    /// Of interview sheets: only that of this candidate.
    candidate: Option<i64>,
    /// Of interview sheets: only those of who is shortlisted.
    shortlisted: bool,
}

/// A file to be kept.
struct Download {
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

impl Desk {
    fn export(&self, job: &Job, format: &str, asked: &Asked) -> Answer<Download> {
        let download = |file: &str, kind, bytes| Download {
            name: format!("{} - {file}", short_title(&self.title(job))),
            kind,
            bytes,
        };
        match format {
            "job" => {
                let bytes = self.job_file(job)?.into_bytes();
                return Ok(download(JOB_FILE, "application/toml", bytes));
            }
            "decisions" => {
                let bytes = Log::text(&self.store, job.number)?.into_bytes();
                return Ok(download("decisions.jsonl", "application/x-ndjson", bytes));
            }
            _ => {}
        }
        let known = FORMATS.iter().find(|known| known.name == format);
        let known = known.ok_or_else(|| {
            let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            DeskError::not_found(format!(
                "there is no format {format}; expected one of: {}, decisions, job",
                names.join(", ")
            ))
        })?;
        // A run holds the files with their names.
        let is_named = asked.contact || format.starts_with("ats-") || format == "run";
        if is_named && !job.revealed {
            return Err(DeskError::new(
                StatusCode::FORBIDDEN,
                "this export names people; reveal names first, which is written down",
            )
            .of(Kind::NamesHidden));
        }
        let made = tempfile::tempdir()?;
        let place = made.path().join(known.file);
        let decided = |file: &str| -> Answer<Vec<u8>> {
            if !job.revealed || asked.contact {
                return self.decided_here(job, asked, &made.path().join(file));
            }
            let folder = self.run_folder(job, asked, made.path())?;
            Ok(std::fs::read(folder.join(file))?)
        };
        let bytes = match &known.how {
            How::Answer(options) => {
                let mut arguments = self.pooled(job, made.path())?;
                arguments.extend(options.iter().map(|option| (*option).to_owned()));
                self.score(job, asked, &place, arguments)?;
                std::fs::read(&place)?
            }
            How::Interview => {
                let mut arguments = self.pooled(job, made.path())?;
                arguments.extend(["--interview".to_owned(), place.display().to_string()]);
                let invited = self.invited(job, asked)?;
                arguments.extend(invited.iter().map(|id| format!("--invite={id}")));
                self.score(job, asked, &made.path().join("unused.txt"), arguments)?;
                std::fs::read(&place)?
            }
            How::Run => zipped(&self.run_folder(job, asked, made.path())?)?,
            How::InRun(file) => decided(file)?,
            How::Shortlist => shortlisted(&decided("ranking.csv")?)?,
        };
        Ok(download(known.file, known.kind, bytes))
    }

    /// The CVs that interview sheets are asked for by name; none for the first of the ranking.
    fn invited(&self, job: &Job, asked: &Asked) -> Answer<Vec<String>> {
        let board = self.board(job)?;
        let named = |id: &str| match job.revealed {
            true => id.to_owned(),
            false => board.pseudonym(id),
        };
        if let Some(candidate) = asked.candidate {
            let known = &board.ranking.matches[board.place(candidate)?];
            return match known.explanation {
                Some(_) => Ok(vec![named(&known.cv_id)]),
                None => Err(DeskError::unprocessable(
                    "a file without a score has no interview sheet; read it by hand",
                )),
            };
        }
        if !asked.shortlisted {
            return Ok(Vec::new());
        }
        let log = self.log(job.number)?;
        let decided = DecidedOn::new(&log);
        let matches = board.ranking.matches.iter();
        let invited: Vec<String> = matches
            .filter(|known| decided.last(&known.cv_id) == Some(StandingVerdict::Shortlist))
            .filter(|known| known.explanation.is_some())
            .map(|known| named(&known.cv_id))
            .collect();
        match invited.is_empty() {
            true => Err(nobody()),
            false => Ok(invited),
        }
    }

    /// A run of the job with what was decided, in a folder below `made`.
    fn run_folder(&self, job: &Job, asked: &Asked, made: &FilePath) -> Answer<PathBuf> {
        let folder = made.join("run");
        // A run is made again from the files themselves.
        let cvs = self.run_cvs(job)?;
        let arguments = vec![cvs, "--out".to_owned(), folder.display().to_string()];
        self.score(job, asked, &made.join("unused.txt"), arguments)?;
        self.decide_in(&folder, job)?;
        Ok(folder)
    }

    /// One file of a run with what was decided, where no names are shown, or people are to be named: a
    /// run holds the names of files, and not of people.
    fn decided_here(&self, job: &Job, asked: &Asked, place: &FilePath) -> Answer<Vec<u8>> {
        self.run_cvs(job)?;
        let format = place.extension().and_then(std::ffi::OsStr::to_str);
        let mut arguments = self.pooled(job, place.parent().unwrap_or(place))?;
        arguments.extend(["--format".to_owned(), format.unwrap_or_default().to_owned()]);
        self.score(job, asked, place, arguments)?;
        let board = self.board(job)?;
        let log = self.log(job.number)?;
        let standing = log.standing_entries();
        let ranked = standing.iter().filter_map(|entry| {
            let place = *board.places.get(&entry.cv_id)?;
            let known = &board.ranking.matches[place];
            let score = known.score().map(|score| score.to_string());
            Some((entry, place, known, score))
        });
        let ranked: Vec<_> = ranked.collect();
        let decided = ranked.iter().filter_map(|(entry, place, known, score)| {
            Some(Decided {
                row: *place + 1,
                rank: None,
                verdict: Some(entry.verdict.in_a_run()?.word()),
                computed_rank: known.rank,
                computed_score: score.as_deref(),
                reason: &entry.reason,
                by: entry.by.as_deref(),
                on: &entry.on,
            })
        });
        let decided: Vec<Decided> = decided.collect();
        let ranking = std::fs::read(place)?;
        let shown = place.file_name().and_then(std::ffi::OsStr::to_str);
        match decided_in(shown.unwrap_or_default()).filter(|_| !decided.is_empty()) {
            Some(lay) => lay(&ranking, &decided).map_err(DeskError::internal),
            None => Ok(ranking),
        }
    }

    /// Runs `cvrank score` for the job, as it is now, with these arguments more.
    fn score(&self, job: &Job, asked: &Asked, output: &FilePath, more: Vec<String>) -> Answer<()> {
        let mut arguments = vec!["score".to_owned(), self.written_job(job)?];
        arguments.extend(more);
        arguments.extend(["-o".to_owned(), output.display().to_string()]);
        if let Some(top) = asked.top {
            arguments.extend(["--top".to_owned(), top.to_string()]);
        }
        if asked.contact {
            arguments.push("--with-contact".to_owned());
        }
        if let Some(model) = &job.model {
            let path = self.places.job(job.number).join(MODEL_FILE);
            super::uploads::keep(&path, model.as_bytes())?;
            arguments.extend(["--model".to_owned(), path.display().to_string()]);
        } else if let Some(model) = self.promoted()? {
            arguments.extend(["--model".to_owned(), model.display().to_string()]);
        } else {
            arguments.extend(self.model.iter().cloned());
        }
        arguments.extend(self.common.iter().cloned());
        self.run_program(&arguments)
    }

    /// Writes the verdicts that stand into a run, as `override` does.
    fn decide_in(&self, folder: &FilePath, job: &Job) -> Answer<()> {
        let log = self.log(job.number)?;
        let board = self.board(job)?;
        let manifest = Manifest::read(folder).map_err(DeskError::internal)?;
        // Two files of one name are told apart otherwise in a run than in a pool: by their place.
        let inputs = manifest.inputs.iter();
        let by_path: HashMap<&str, &str> = inputs
            .map(|input| (input.path.as_str(), input.cv_id.as_str()))
            .collect();
        let standing = log.standing_entries();
        let wanted: Vec<Wanted> = standing
            .into_iter()
            .filter_map(|entry| {
                let place = *board.places.get(&entry.cv_id)?;
                let source = board.ranking.matches[place].source.as_str();
                Some(Wanted {
                    cv_id: by_path.get(source)?,
                    decided: Said::Verdict(entry.verdict.in_a_run()?),
                    reason: &entry.reason,
                    by: entry.by.as_deref(),
                    on: &entry.on,
                })
            })
            .collect();
        if !wanted.is_empty() {
            append_all(folder, &wanted).map_err(DeskError::internal)?;
        }
        Ok(())
    }

    /// Runs the program; what it says when it fails is the error.
    fn run_program(&self, arguments: &[String]) -> Answer<()> {
        let program = std::env::current_exe()?;
        let answer = Command::new(program)
            .args(arguments)
            .arg("--quiet")
            .args(["--as-of", &self.loaded.as_of()])
            .stdin(Stdio::null())
            .output()?;
        // 3 and 4: some files, or all, could not be read, which the output says itself.
        match answer.status.code() {
            Some(0 | 3 | 4) => Ok(()),
            _ => {
                let said = String::from_utf8_lossy(&answer.stderr);
                let said = said.trim().trim_start_matches("error: ").to_owned();
                Err(DeskError::unprocessable(said))
            }
        }
    }

    /// The job where the program finds it.
    fn written_job(&self, job: &Job) -> Answer<String> {
        let folder = self.places.job(job.number);
        if job.edit == 0 {
            return Ok(folder.join(&job.file).display().to_string());
        }
        let path = folder.join(JOB_FILE);
        super::uploads::keep(&path, &self.job_bytes(job)?)?;
        Ok(path.display().to_string())
    }

    /// The arguments that name the CVs of a job out of the pool, and how they are called: where no
    /// names are shown, as the desk does, by a table that is written into `made`.
    fn pooled(&self, job: &Job, made: &FilePath) -> Answer<Vec<String>> {
        let mut arguments = vec![
            "--pool".to_owned(),
            self.places.pool().display().to_string(),
        ];
        for tag in job.tags() {
            arguments.extend(["--tag".to_owned(), tag]);
        }
        if !job.revealed {
            let table = made.join("pseudonyms.csv");
            let mut rows = csv::Writer::from_path(&table).map_err(DeskError::internal)?;
            rows.write_record(["cv_id", "pseudonym"])
                .map_err(DeskError::internal)?;
            let board = self.board(job)?;
            for known in &board.ranking.matches {
                rows.write_record([known.cv_id.as_str(), &board.pseudonym(&known.cv_id)])
                    .map_err(DeskError::internal)?;
            }
            rows.flush()?;
            arguments.extend(["--pseudonyms".to_owned(), table.display().to_string()]);
        }
        Ok(arguments)
    }

    fn run_cvs(&self, job: &Job) -> Answer<String> {
        let folder: PathBuf = match job.scope {
            Scope::Own => self.places.cvs(job.number),
            Scope::All => self.places.folder.join("cvs"),
        };
        match folder.is_dir() {
            true => Ok(folder.display().to_string()),
            false => Err(
                DeskError::unprocessable("the job has no CVs yet; add some first").of(Kind::NoCvs),
            ),
        }
    }

    fn job_file(&self, job: &Job) -> Answer<String> {
        if job.edit > 0 {
            let bytes = self.job_bytes(job)?;
            return String::from_utf8(bytes).map_err(DeskError::internal);
        }
        let profile = self.loaded.scorer().read_job(&self.source_of(job)?)?;
        Ok(cvrank::profile::job::job_file::to_toml(&profile))
    }

    pub(super) fn job_bytes(&self, job: &Job) -> Answer<Vec<u8>> {
        let source = self.source_of(job)?;
        let bytes = source
            .bytes()
            .map_err(|error| DeskError::internal(error.reason))?;
        Ok(bytes.into_owned())
    }
}

/// A job's title as part of a file's name.
fn short_title(title: &str) -> String {
    let kept: String = title
        .chars()
        .map(
            |letter| match letter.is_alphanumeric() || " -_()+&".contains(letter) {
                true => letter,
                false => ' ',
            },
        )
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST_TITLE).collect()
}

fn nobody() -> DeskError {
    DeskError::conflict("nobody is shortlisted yet; decide about somebody first")
        .of(Kind::NobodyShortlisted)
}

/// The header and the rows of a run's table whose last decision is to shortlist.
fn shortlisted(table: &[u8]) -> Answer<Vec<u8>> {
    let mut reader = csv::Reader::from_reader(table);
    let header = reader.headers().map_err(DeskError::internal)?.clone();
    let reason = header.iter().position(|name| name == "decision_reason");
    let reason = reason.ok_or_else(nobody)?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).map_err(DeskError::internal)?;
    let mut any = false;
    for row in reader.records() {
        let row = row.map_err(DeskError::internal)?;
        let is_shortlisted = row
            .get(reason)
            .is_some_and(|said| said.starts_with(Verdict::Shortlist.word()));
        if is_shortlisted {
            writer.write_record(&row).map_err(DeskError::internal)?;
            any = true;
        }
    }
    if !any {
        return Err(nobody());
    }
    writer.into_inner().map_err(DeskError::internal)
}

/// A folder as one file.
fn zipped(folder: &FilePath) -> Answer<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(true);
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(DeskError::internal)?;
        if !entry.file_type().is_file() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name = below.display().to_string().replace('\\', "/");
        archive
            .start_file(name, options)
            .map_err(DeskError::internal)?;
        archive.write_all(&std::fs::read(entry.path())?)?;
    }
    let whole = archive.finish().map_err(DeskError::internal)?;
    Ok(whole.into_inner())
}

/// The ranking as the program writes it, the job file, or the decisions.
#[utoipa::path(get, path = "/api/jobs/{job}/export/{format}", params(Asked), responses((status = 200, content_type = "application/octet-stream")))]
pub(super) async fn export(
    State(desk): State<Shared>,
    Path((job, format)): Path<(i64, String)>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Answer<Response> {
    let Query(asked) = asked?;
    let made = desk
        .work(move |desk| desk.export(&desk.job(job)?, &format, &asked))
        .await?;
    let mut answer = Response::new(Body::from(made.bytes));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(made.kind));
    headers.insert(CONTENT_DISPOSITION, disposition(false, &made.name));
    Ok(answer)
}
