//! What leaves the desk: written by the program itself, in a process of its own, from the same job
//! and CVs, so that it is the same to the last byte.

use std::io::{Cursor, Write};
use std::path::{Path as FilePath, PathBuf};
use std::process::{Command, Stdio};

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use cvrank::run::decisions::{Said, Wanted, append_all};
use serde::Deserialize;
use utoipa::IntoParams;
use walkdir::WalkDir;
use zip::write::SimpleFileOptions;

use super::candidate::disposition;
use super::error::{Answer, DeskError};
use super::jobs::{Job, Scope};
use super::log::Log;
use super::{Desk, Shared};

/// The corrected job, as the program takes it.
pub(super) const JOB_FILE: &str = "job.toml";
const MODEL_FILE: &str = "model.json";

/// A format, its file's ending, its type, and the options that make the program write it.
struct Format {
    name: &'static str,
    ending: &'static str,
    kind: &'static str,
    options: &'static [&'static str],
}

const FORMATS: [Format; 12] = [
    Format {
        name: "csv",
        ending: "csv",
        kind: "text/csv; charset=utf-8",
        options: &["--format", "csv"],
    },
    Format {
        name: "excel",
        ending: "csv",
        kind: "text/csv; charset=utf-8",
        options: &["--format", "csv", "--excel"],
    },
    Format {
        name: "xlsx",
        ending: "xlsx",
        kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        options: &["--format", "xlsx"],
    },
    Format {
        name: "html",
        ending: "html",
        kind: "text/html; charset=utf-8",
        options: &["--format", "html"],
    },
    Format {
        name: "json",
        ending: "json",
        kind: "application/json",
        options: &["--format", "json"],
    },
    Format {
        name: "table",
        ending: "txt",
        kind: "text/plain; charset=utf-8",
        options: &["--format", "table"],
    },
    Format {
        name: "ats-greenhouse",
        ending: "csv",
        kind: "text/csv; charset=utf-8",
        options: &["--ats", "greenhouse"],
    },
    Format {
        name: "ats-lever",
        ending: "csv",
        kind: "text/csv; charset=utf-8",
        options: &["--ats", "lever"],
    },
    Format {
        name: "interview-docx",
        ending: "docx",
        kind: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        options: &["--interview"],
    },
    Format {
        name: "interview-html",
        ending: "html",
        kind: "text/html; charset=utf-8",
        options: &["--interview"],
    },
    Format {
        name: "interview-md",
        ending: "md",
        kind: "text/markdown; charset=utf-8",
        options: &["--interview"],
    },
    Format {
        name: "run",
        ending: "zip",
        kind: "application/zip",
        options: &["--out"],
    },
];

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Only the first so many.
    top: Option<usize>,
    /// With names and addresses, where the format has room for them.
    contact: bool,
}

/// A file to be kept.
struct Download {
    name: String,
    kind: &'static str,
    bytes: Vec<u8>,
}

impl Desk {
    fn export(&self, job: &Job, format: &str, asked: &Asked) -> Answer<Download> {
        match format {
            "job" => {
                return Ok(Download {
                    name: format!("job-{}.toml", job.number),
                    kind: "application/toml",
                    bytes: self.job_file(job)?.into_bytes(),
                });
            }
            "decisions" => {
                return Ok(Download {
                    name: format!("decisions-{}.jsonl", job.number),
                    kind: "application/x-ndjson",
                    bytes: Log::text(&self.store, job.number)?.into_bytes(),
                });
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
        let is_named = asked.contact || known.options.contains(&"--ats");
        if is_named && !job.revealed {
            return Err(DeskError::new(
                StatusCode::FORBIDDEN,
                "this export names people; reveal names first, which is written down",
            ));
        }
        let made = tempfile::tempdir()?;
        let output = made.path().join(format!("answer.{}", known.ending));
        let mut arguments = vec!["score".to_owned(), self.written_job(job)?];
        let is_run = known.name == "run";
        arguments.extend(match is_run {
            // A run is made again from the files themselves.
            true => vec![self.run_cvs(job)?],
            false => self.pooled(job),
        });
        arguments.extend(known.options.iter().map(|option| (*option).to_owned()));
        let place = output.display().to_string();
        match known.options.last() {
            Some(&"--interview") => {
                arguments.push(place);
                let unused = made.path().join("unused.txt").display().to_string();
                arguments.extend(["-o".to_owned(), unused]);
            }
            Some(&"--out") => arguments.push(made.path().join("run").display().to_string()),
            _ => arguments.extend(["-o".to_owned(), place]),
        }
        if is_run {
            let unused = made.path().join("unused.txt").display().to_string();
            arguments.extend(["-o".to_owned(), unused]);
        }
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
        self.run_program(&arguments)?;
        let bytes = match is_run {
            true => {
                let folder = made.path().join("run");
                self.decide_in(&folder, job)?;
                zipped(&folder)?
            }
            false => std::fs::read(&output)?,
        };
        Ok(Download {
            name: format!("job-{}-{}.{}", job.number, known.name, known.ending),
            kind: known.kind,
            bytes,
        })
    }

    /// Writes the verdicts that stand into a run, as `override` does.
    fn decide_in(&self, folder: &FilePath, job: &Job) -> Answer<()> {
        let log = self.log(job.number)?;
        let board = self.board(job)?;
        let standing = log.standing_entries();
        let wanted: Vec<Wanted> = standing
            .into_iter()
            .filter(|entry| board.places.contains_key(&entry.cv_id))
            .filter_map(|entry| {
                Some(Wanted {
                    cv_id: &entry.cv_id,
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
    pub(super) fn written_job(&self, job: &Job) -> Answer<String> {
        let folder = self.places.job(job.number);
        if job.edit == 0 {
            return Ok(folder.join(&job.file).display().to_string());
        }
        let path = folder.join(JOB_FILE);
        super::uploads::keep(&path, &self.job_bytes(job)?)?;
        Ok(path.display().to_string())
    }

    /// The arguments that name the CVs of a job out of the pool.
    pub(super) fn pooled(&self, job: &Job) -> Vec<String> {
        let mut arguments = vec![
            "--pool".to_owned(),
            self.places.pool().display().to_string(),
        ];
        for tag in job.tags() {
            arguments.extend(["--tag".to_owned(), tag]);
        }
        arguments
    }

    fn run_cvs(&self, job: &Job) -> Answer<String> {
        let folder: PathBuf = match job.scope {
            Scope::Own => self.places.cvs(job.number),
            Scope::All => self.places.folder.join("cvs"),
        };
        match folder.is_dir() {
            true => Ok(folder.display().to_string()),
            false => Err(DeskError::unprocessable(
                "the job has no CVs yet; add some first",
            )),
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

    fn job_bytes(&self, job: &Job) -> Answer<Vec<u8>> {
        let source = self.source_of(job)?;
        let bytes = source
            .bytes()
            .map_err(|error| DeskError::internal(error.reason))?;
        Ok(bytes.into_owned())
    }
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
