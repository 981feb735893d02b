//! Jobs: what a post was read as, and every change that a person makes to it.

use axum::Json;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use cvrank::document::Document;
use cvrank::document::source::Source;
use cvrank::explain::requirement_text;
use cvrank::pool::Whom;
use cvrank::profile::job::job_file::JobEdit;
use cvrank::profile::job::lint::{FindingKind, lint_file};
use cvrank::profile::job::{Importance, JobProfile};
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::edits::LastEdit;
use super::error::{Answer, DeskError, Refusal};
use super::log::Verdict;
use super::{Desk, Shared, uploads};

/// Which CVs are ranked for a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Scope {
    /// Those that were added to it.
    Own,
    /// All on the desk.
    All,
}

/// A job as it is kept.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub number: i64,
    pub created: String,
    /// Name of the post's file below the job's folder, and the name that it came with.
    pub file: String,
    pub source: String,
    pub post: String,
    pub scope: Scope,
    pub revealed: bool,
    /// 0 for the post as it was read.
    pub edit: i64,
    /// A model of its own, as JSON, and on how many decisions it rests.
    pub model: Option<String>,
    pub learned_from: i64,
}

/// A job in the list of all.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JobLine {
    pub job: i64,
    pub title: String,
    pub cvs: usize,
    pub decided: usize,
    pub shortlisted: usize,
    /// `YYYY-MM-DD`.
    pub created: String,
}

/// A requirement, as it is shown and changed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RequirementView {
    pub index: usize,
    #[schema(value_type = String)]
    pub importance: Importance,
    pub label: String,
    pub quote: String,
    /// As in a job file.
    #[schema(value_type = Object)]
    pub keys: Value,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SetAsideView {
    pub index: usize,
    pub reason: String,
    pub quote: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FindingView {
    pub severity: &'static str,
    /// What is odd: `vague`, `contradictory`, `unlawful`, `unmet` or `too_little`.
    #[schema(value_type = String)]
    pub kind: FindingKind,
    pub message: String,
    pub quote: String,
}

/// A job with all that can be changed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JobView {
    pub job: i64,
    pub title: String,
    /// ISO 639-1.
    pub language: String,
    pub source: String,
    pub created: String,
    pub requirements: Vec<RequirementView>,
    pub set_aside: Vec<SetAsideView>,
    pub findings: Vec<FindingView>,
    /// What makes the order say little: no title, nothing that can be checked, no post at all.
    pub warnings: Vec<String>,
    pub post: String,
    pub edit: i64,
    pub edited: bool,
    pub can_undo: bool,
    pub can_redo: bool,
    /// Absent before the first.
    pub last_edit: Option<LastEdit>,
    pub scope: Scope,
    pub model: String,
    pub learned: bool,
    pub revealed: bool,
    pub cvs: usize,
}

/// A post that was pasted.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Pasted {
    pub text: String,
    #[serde(default)]
    pub name: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    pub scope: Scope,
}

/// Who asks, as far as stated.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Person {
    pub by: String,
}

/// What a post is called that came without a name.
const PASTED: &str = "pasted text.txt";

const COLUMNS: &str =
    "number, created, file, source, post, scope, revealed, edit, model, learned_from";

impl Job {
    fn of(row: &Row) -> rusqlite::Result<Self> {
        let scope: String = row.get(5)?;
        Ok(Self {
            number: row.get(0)?,
            created: row.get(1)?,
            file: row.get(2)?,
            source: row.get(3)?,
            post: row.get(4)?,
            scope: if scope == "all" {
                Scope::All
            } else {
                Scope::Own
            },
            revealed: row.get(6)?,
            edit: row.get(7)?,
            model: row.get(8)?,
            learned_from: row.get(9)?,
        })
    }

    /// The tag of the CVs that were added to it.
    pub(super) fn tag(number: i64) -> String {
        format!("job-{number}")
    }

    /// Tags of which the CVs that are ranked have one; none for all.
    pub(super) fn tags(&self) -> Vec<String> {
        match self.scope {
            Scope::Own => vec![Self::tag(self.number)],
            Scope::All => Vec::new(),
        }
    }
}

impl Desk {
    pub(super) fn job(&self, number: i64) -> Answer<Job> {
        let found = self.store.read(|connection| {
            let query = format!("SELECT {COLUMNS} FROM job WHERE number = ?");
            connection.query_row(&query, [number], Job::of).optional()
        })?;
        found.ok_or_else(|| DeskError::no_job(number))
    }

    pub(super) fn all_jobs(&self) -> Answer<Vec<Job>> {
        self.store.read(|connection| {
            let mut query =
                connection.prepare(&format!("SELECT {COLUMNS} FROM job ORDER BY number"))?;
            query.query_map([], Job::of)?.collect()
        })
    }

    /// The post, or the job file that holds now.
    pub(super) fn source_of(&self, job: &Job) -> Answer<Source> {
        let place = self.places.job(job.number);
        if job.edit == 0 {
            return Ok(Source::file(&place.join(&job.file)));
        }
        let toml = self.toml(job, job.edit)?;
        let path = place.join(super::export::JOB_FILE);
        Ok(Source::document(
            "job".to_owned(),
            path.display().to_string(),
            toml,
        ))
    }

    fn toml(&self, job: &Job, edit: i64) -> Answer<String> {
        self.store.read(|connection| {
            let query = "SELECT toml FROM edit WHERE job = ? AND number = ?";
            connection.query_row(query, (job.number, edit), |row| row.get(0))
        })
    }

    /// What was read of the job, with the document that it was read from.
    pub(super) fn profile(&self, job: &Job) -> Answer<(JobProfile, Document)> {
        let scorer = self.loaded.scorer();
        let source = self.source_of(job)?;
        let document = scorer.read_document(&source);
        let document = document.map_err(|error| DeskError::unprocessable(error.reason))?;
        Ok((scorer.profile_job(&document)?, document))
    }

    /// Of the work, as it is called now.
    pub(super) fn title(&self, job: &Job) -> String {
        self.boards.title(job, || {
            let (profile, _) = self.profile(job)?;
            Ok(profile.title)
        })
    }

    pub(super) fn view(&self, job: &Job) -> Answer<JobView> {
        let (profile, document) = self.profile(job)?;
        let edit = JobEdit::new(&profile)?;
        let requirements = profile
            .requirements
            .iter()
            .zip(edit.requirements())
            .zip(0..);
        let text = |row: &toml::Table, key: &str| {
            let text = row.get(key).and_then(toml::Value::as_str);
            text.unwrap_or_default().to_owned()
        };
        let set_aside = edit.set_aside().into_iter().zip(0..);
        let findings = lint_file(&profile, &document)
            .unwrap_or_default()
            .into_iter();
        let (last_edit, newest) = self.store.read(|connection| {
            let what = "SELECT what FROM edit WHERE job = ? AND number = ?";
            let what = connection.query_row(what, (job.number, job.edit), |row| row.get(0));
            let newest = "SELECT coalesce(max(number), 0) FROM edit WHERE job = ?";
            let newest: i64 = connection.query_row(newest, [job.number], |row| row.get(0))?;
            let what: Option<String> = what.optional()?;
            Ok((what.as_deref().and_then(LastEdit::of), newest))
        })?;
        Ok(JobView {
            job: job.number,
            requirements: requirements
                .map(|((requirement, row), index)| RequirementView {
                    index,
                    importance: requirement.importance,
                    label: requirement_text(requirement),
                    quote: requirement.quote.clone(),
                    keys: serde_json::to_value(row).unwrap_or_default(),
                })
                .collect(),
            set_aside: set_aside
                .map(|(row, index)| SetAsideView {
                    index,
                    reason: text(row, "reason"),
                    quote: text(row, "quote"),
                })
                .collect(),
            findings: findings
                .map(|found| FindingView {
                    severity: "warning",
                    kind: found.kind,
                    message: match found.better_wording.as_str() {
                        "" => found.message,
                        better => format!("{}; {better}", found.message),
                    },
                    quote: found.quote,
                })
                .collect(),
            warnings: warnings(&profile),
            title: profile.title,
            language: profile.language,
            source: job.source.clone(),
            created: job.created.clone(),
            post: job.post.clone(),
            edit: job.edit,
            edited: job.edit > 0,
            can_undo: job.edit > 0,
            can_redo: job.edit < newest,
            last_edit,
            scope: job.scope,
            model: match job.model {
                Some(_) => format!("learned from {} decisions", job.learned_from),
                None => self.ranker_in_use()?.name,
            },
            learned: job.model.is_some(),
            revealed: job.revealed,
            cvs: self.count(job)?,
        })
    }

    fn add_job(&self, name: &str, bytes: &[u8]) -> Answer<JobView> {
        let file = uploads::file_name(name);
        let scorer = self.loaded.scorer();
        // By the ending of its name, as the file will be read.
        let trial = tempfile::tempdir()?;
        let path = trial.path().join(&file);
        std::fs::write(&path, bytes)?;
        let document = scorer.read_document(&Source::file(&path));
        let document = document.map_err(|error| DeskError::unprocessable(error.reason))?;
        let profile = scorer.profile_job(&document)?;
        drop(trial);
        let post = match document.text.starts_with("# cvrank-job") {
            true => profile.text,
            false => document.text,
        };
        let number = self.store.write(|writing| {
            writing.execute(
                "INSERT INTO job (created, file, source, post, scope, revealed, edit, learned_from) \
                 VALUES (?, ?, ?, ?, 'own', 0, 0, 0)",
                (self.today(), &file, name, post),
            )?;
            let number = writing.last_insert_rowid();
            // Before it is acknowledged: a job has its post.
            let place = self.places.job(number);
            std::fs::create_dir_all(&place)?;
            uploads::keep(&place.join(&file), bytes)?;
            Ok(number)
        })?;
        self.view(&self.job(number)?)
    }

    fn remove_job(&self, number: i64) -> Answer<()> {
        let job = self.job(number)?;
        self.store.write(|writing| {
            writing.execute("DELETE FROM job WHERE number = ?", [job.number])?;
            Ok(())
        })?;
        // What is being read for it ends with the files at hand, since the job is gone.
        let _pause = self.imports.pause();
        let sources = self.sources(vec![Job::tag(number)])?;
        self.boards.forget(number);
        if !sources.is_empty() {
            let ids = sources.into_iter().map(|source| source.id).collect();
            self.pool.forget(&Whom::Ids(ids), self.day())?;
            self.boards.cvs_changed();
        }
        for place in [self.places.job(number), self.places.cvs(number)] {
            if place.exists() {
                std::fs::remove_dir_all(place)?;
            }
        }
        Ok(())
    }
}

/// What the program says on standard error of a post that says too little.
fn warnings(profile: &JobProfile) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(why) = &profile.reads_like_a_cv {
        warnings.push(format!(
            "This reads like a CV and not like a job post: {why}."
        ));
    }
    if let Some(language) = &profile.unread_language {
        warnings.push(format!(
            "The post is written in {language}, of which no words are known."
        ));
    }
    if let Some(lacks) = profile.lacks() {
        warnings.push(format!("In the post {lacks} was found, so the order says little. Correct what was read, or give another post."));
    } else if profile.asks_for_words_alone() {
        warnings.push("Nothing is asked that is known by itself (a skill, years, a degree, a language), so CVs are compared with the words of the post alone.".to_owned());
    }
    warnings
}

/// Every job, newest first.
#[utoipa::path(get, path = "/api/jobs", responses((status = 200, body = Vec<JobLine>)))]
pub(super) async fn list(State(desk): State<Shared>) -> Answer<Json<Vec<JobLine>>> {
    desk.work(|desk| desk.job_lines()).await.map(Json)
}

impl Desk {
    pub(super) fn job_lines(&self) -> Answer<Vec<JobLine>> {
        let mut lines = Vec::new();
        for job in self.all_jobs()?.into_iter().rev() {
            let log = self.log(job.number)?;
            let standing = log.standing();
            let shortlisted = standing.values().filter(|of_cv| {
                of_cv
                    .last()
                    .is_some_and(|last| last.verdict == Verdict::Shortlist)
            });
            lines.push(JobLine {
                job: job.number,
                title: self.title(&job),
                cvs: self.count(&job)?,
                decided: standing.len(),
                shortlisted: shortlisted.count(),
                created: job.created,
            });
        }
        Ok(lines)
    }
}

/// Adds a job: `{"text": ..., "name": ...}`, or a form with one file.
#[utoipa::path(post, path = "/api/jobs", request_body = Pasted, responses(
    (status = 201, body = JobView),
    (status = 422, body = Refusal, description = "The file cannot be read or describes no work")
))]
pub(super) async fn create(
    State(desk): State<Shared>,
    request: Request,
) -> Answer<(StatusCode, Json<JobView>)> {
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let is_form = kind.is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let (name, bytes) = if is_form {
        let form = Multipart::from_request(request, &()).await;
        let mut form =
            form.map_err(|refused| DeskError::new(refused.status(), refused.body_text()))?;
        uploads::only_file(&mut form).await?
    } else {
        let Json(pasted) = Json::<Pasted>::from_request(request, &()).await?;
        let name = match pasted.name.trim() {
            "" => PASTED.to_owned(),
            name => name.to_owned(),
        };
        (name, pasted.text.into_bytes())
    };
    let added = desk.work(move |desk| desk.add_job(&name, &bytes)).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// A job with all that can be changed.
#[utoipa::path(get, path = "/api/jobs/{job}", responses((status = 200, body = JobView)))]
pub(super) async fn one(State(desk): State<Shared>, Path(job): Path<i64>) -> Answer<Json<JobView>> {
    desk.work(move |desk| desk.view(&desk.job(job)?))
        .await
        .map(Json)
}

/// Removes a job with the CVs that were added to it.
#[utoipa::path(delete, path = "/api/jobs/{job}", responses((status = 204)))]
pub(super) async fn delete(State(desk): State<Shared>, Path(job): Path<i64>) -> Answer<StatusCode> {
    desk.work(move |desk| desk.remove_job(job)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets which CVs are ranked.
#[utoipa::path(patch, path = "/api/jobs/{job}", request_body = Settings, responses((status = 200, body = JobView)))]
pub(super) async fn set(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
    settings: Result<Json<Settings>, axum::extract::rejection::JsonRejection>,
) -> Answer<Json<JobView>> {
    let Json(Settings { scope }) = settings?;
    desk.work(move |desk| {
        desk.job(job)?;
        desk.store.write(|writing| {
            let name = match scope {
                Scope::Own => "own",
                Scope::All => "all",
            };
            writing.execute("UPDATE job SET scope = ? WHERE number = ?", (name, job))?;
            Ok(())
        })?;
        desk.view(&desk.job(job)?)
    })
    .await
    .map(Json)
}
