//! Training from all decisions, by the program itself; its verdict, and the shelf of models.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use cvrank::loaded::load_model;
use cvrank::model::Ranker;
use cvrank::shelf::Shelf;
use serde::Serialize;
use utoipa::ToSchema;

use super::error::{Answer, DeskError, Kind, Refusal};
use super::{Desk, Shared, learning, lock};

const LABELS: &str = "labels.csv";

/// What the training came to.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub(super) struct TrainingView {
    pub running: bool,
    /// In few words; empty before the first training.
    pub verdict: String,
    /// The same as a word for programs; absent before the first training.
    pub outcome: Option<TrainingOutcome>,
    /// What `cvrank train` said.
    pub text: String,
    /// The model that was made.
    pub model: Option<String>,
    pub exit_code: Option<i32>,
}

/// How a training ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum TrainingOutcome {
    Made,
    NotBetter,
    TooFewDecisions,
    /// Somebody ended it.
    Stopped,
    /// It could not be run.
    Failed,
}

impl TrainingOutcome {
    fn words(self) -> &'static str {
        match self {
            Self::Made => "a model was made; put it into use where you agree",
            Self::NotBetter => {
                "no model was made: it is not proved to be better than the one in use"
            }
            Self::TooFewDecisions => "the decisions do not suffice; the text says what is missing",
            Self::Stopped => "the training was ended",
            Self::Failed => "could not be run",
        }
    }
}

/// A model on the shelf.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ModelLine {
    pub name: String,
    pub in_use: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Models {
    pub models: Vec<ModelLine>,
}

#[derive(Default)]
struct Ended {
    view: TrainingView,
    child: Option<Child>,
}

/// The training of this desk; one runs at a time.
#[derive(Default)]
pub(super) struct Training {
    state: Mutex<Ended>,
}

impl Training {
    fn lock(&self) -> MutexGuard<'_, Ended> {
        lock(&self.state)
    }

    /// Ends a training that runs.
    pub(super) fn stop(&self) {
        if let Some(child) = &mut self.lock().child {
            // It may have ended by itself.
            let _ = child.kill();
        }
    }
}

impl Desk {
    /// File of the model that somebody put into use here.
    pub(super) fn promoted(&self) -> Answer<Option<std::path::PathBuf>> {
        let folder = self.places.models();
        if !folder.is_dir() {
            return Ok(None);
        }
        let promoted = Shelf::open(&folder).and_then(|shelf| shelf.promoted());
        promoted.map_err(|error| DeskError::internal(error.to_string()))
    }

    /// The model that ranks where a job has none of its own.
    pub(super) fn ranker_in_use(&self) -> Answer<Ranker> {
        match self.promoted()? {
            Some(path) => {
                load_model(&path).map_err(|error| DeskError::internal(format!("{error}")))
            }
            None => Ok(self.loaded.ranker().clone()),
        }
    }

    pub(super) fn models(&self) -> Answer<Models> {
        let promoted = self.promoted()?;
        let mut models = vec![ModelLine {
            name: self.loaded.ranker().name.clone(),
            in_use: promoted.is_none(),
        }];
        if self.places.models().is_dir() {
            let shelf = Shelf::open(&self.places.models());
            let shelved = shelf.and_then(|shelf| shelf.models());
            let shelved = shelved.map_err(|error| DeskError::internal(error.to_string()))?;
            models.extend(shelved.into_iter().map(|model| ModelLine {
                in_use: model.is_promoted,
                name: model.name,
            }));
        }
        Ok(Models { models })
    }

    /// Job files and labels of all decisions; the arguments that train on them, and the name of the
    /// model that would be made.
    fn labelled(&self, folder: &std::path::Path) -> Answer<(Vec<String>, String)> {
        let jobs = folder.join("jobs");
        std::fs::create_dir_all(&jobs)?;
        let mut labels =
            csv::Writer::from_path(folder.join(LABELS)).map_err(DeskError::internal)?;
        labels
            .write_record(["job_id", "cv_id", "grade"])
            .map_err(DeskError::internal)?;
        for job in self.all_jobs()? {
            let log = self.log(job.number)?;
            let standing = log.standing();
            let grades: Vec<(&str, f64)> = standing
                .iter()
                .filter_map(|(id, of_cv)| Some((*id, learning::grade(of_cv)?)))
                .collect();
            let board = self.board(&job)?;
            let mut any = false;
            for (id, grade) in grades
                .into_iter()
                .filter(|(id, _)| board.places.contains_key(*id))
            {
                let row = [
                    format!("job-{}", job.number),
                    id.to_owned(),
                    grade.to_string(),
                ];
                labels.write_record(row).map_err(DeskError::internal)?;
                any = true;
            }
            if any {
                let bytes = self.job_bytes(&job)?;
                let ending = match job.edit {
                    0 => job
                        .file
                        .rsplit_once('.')
                        .map_or("txt", |(_, ending)| ending),
                    _ => "toml",
                };
                std::fs::write(jobs.join(format!("job-{}.{ending}", job.number)), bytes)?;
            }
        }
        labels.flush()?;
        let shown = |path: &std::path::Path| path.display().to_string();
        let name = Shelf::make(&self.places.models())
            .and_then(|shelf| shelf.free_name(&format!("desk-{}", self.today())))
            .map_err(|error| DeskError::internal(error.to_string()))?;
        let mut arguments: Vec<String> = vec!["train".to_owned()];
        for (option, value) in [
            ("--jobs", shown(&jobs)),
            ("--cvs", shown(&self.places.pool())),
            ("--labels", shown(&folder.join(LABELS))),
            ("--models", shown(&self.places.models())),
            ("--name", name.clone()),
            ("--as-of", self.today()),
        ] {
            arguments.extend([option.to_owned(), value]);
        }
        arguments.extend(self.common.iter().cloned());
        arguments.push("--quiet".to_owned());
        Ok((arguments, name))
    }

    fn train(self: &Arc<Self>) -> Answer<TrainingView> {
        let mut state = self.training.lock();
        if state.view.running {
            return Err(
                DeskError::conflict("a training is under way; wait for it").of(Kind::TrainingRuns)
            );
        }
        state.view = TrainingView {
            running: true,
            ..TrainingView::default()
        };
        let view = state.view.clone();
        drop(state);
        let desk = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let ended = desk.run_training();
            let mut state = desk.training.lock();
            state.child = None;
            state.view = ended.unwrap_or_else(|error| TrainingView {
                verdict: TrainingOutcome::Failed.words().to_owned(),
                outcome: Some(TrainingOutcome::Failed),
                text: error.message,
                ..TrainingView::default()
            });
        });
        Ok(view)
    }

    fn run_training(&self) -> Answer<TrainingView> {
        let folder = tempfile::tempdir()?;
        let (arguments, name) = self.labelled(folder.path())?;
        let mut child = Command::new(std::env::current_exe()?)
            .args(&arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (output, errors) = (child.stdout.take(), child.stderr.take());
        self.training.lock().child = Some(child);
        let read = |stream: Option<Box<dyn Read + Send>>| {
            let mut text = String::new();
            // What is no text is not said.
            let _ = stream.map(|mut stream| stream.read_to_string(&mut text));
            text
        };
        let errors = std::thread::spawn(move || read(errors.map(|one| Box::new(one) as _)));
        let mut text = read(output.map(|one| Box::new(one) as _));
        text.push_str(&errors.join().unwrap_or_default());
        let ended = match self.training.lock().child.as_mut() {
            Some(child) => child.wait()?,
            None => return Err(DeskError::conflict("the training was ended")),
        };
        let code = ended.code();
        let outcome = match code {
            Some(0) => TrainingOutcome::Made,
            Some(1) => TrainingOutcome::NotBetter,
            Some(_) => TrainingOutcome::TooFewDecisions,
            None => TrainingOutcome::Stopped,
        };
        Ok(TrainingView {
            running: false,
            verdict: outcome.words().to_owned(),
            outcome: Some(outcome),
            text,
            model: (code == Some(0)).then_some(name),
            exit_code: code,
        })
    }

    fn promote(&self, name: &str) -> Answer<Models> {
        let failed = |error: cvrank::shelf::ShelfError| DeskError::unprocessable(error.to_string());
        Shelf::open(&self.places.models())
            .and_then(|shelf| shelf.promote(name, &self.today()))
            .map_err(failed)?;
        self.models()
    }
}

/// Begins to train from the decisions on all jobs.
#[utoipa::path(post, path = "/api/training", responses(
    (status = 202, body = TrainingView),
    (status = 409, body = Refusal, description = "One is under way")
))]
pub(super) async fn start(State(desk): State<Shared>) -> Answer<(StatusCode, Json<TrainingView>)> {
    let view = desk.work(|desk| desk.train()).await?;
    Ok((StatusCode::ACCEPTED, Json(view)))
}

/// What the training came to.
#[utoipa::path(get, path = "/api/training", responses((status = 200, body = TrainingView)))]
pub(super) async fn state(State(desk): State<Shared>) -> Json<TrainingView> {
    Json(desk.training.lock().view.clone())
}

/// Puts a model into use for every job that has none of its own.
#[utoipa::path(post, path = "/api/models/{name}/promote", responses((status = 200, body = Models)))]
pub(super) async fn promote(
    State(desk): State<Shared>,
    Path(name): Path<String>,
) -> Answer<Json<Models>> {
    desk.work(move |desk| desk.promote(&name)).await.map(Json)
}
