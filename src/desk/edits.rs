//! Every change that a person makes to what was read of a post, there and back.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use cvrank::document::source::Source;
use cvrank::explain::requirement_text;
use cvrank::profile::job::job_file::JobEdit;
use cvrank::profile::job::{Importance, JobProfile};
use rusqlite::{OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::error::{Answer, DeskError, Kind, Refusal};
use super::jobs::JobView;
use super::{Desk, Shared};

/// One change of a job; of the fields beside `edit`, one is given.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    /// The edit that the change is made to; refused where somebody else was first.
    pub edit: Option<i64>,
    pub set: Option<SetKeys>,
    pub add: Option<AddRequirement>,
    pub remove: Option<At>,
    #[serde(rename = "move")]
    pub move_to: Option<MoveTo>,
    pub title: Option<String>,
    pub restore: Option<Restore>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SetKeys {
    pub index: usize,
    /// As in a job file; `null` takes a key away.
    #[schema(value_type = Object)]
    pub keys: serde_json::Map<String, Value>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AddRequirement {
    #[schema(value_type = Object)]
    pub keys: serde_json::Map<String, Value>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct At {
    pub index: usize,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveTo {
    pub index: usize,
    pub to: usize,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Restore {
    pub index: usize,
    #[schema(value_type = String)]
    pub importance: Importance,
}

/// What a change was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(super) struct LastEdit {
    pub kind: EditKind,
    /// The requirement, the title, or the part of the post; empty of a requirement that is new.
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum EditKind {
    Set,
    Add,
    Remove,
    Move,
    Title,
    Restore,
    /// Made by an earlier version, in its words.
    Told,
}

impl LastEdit {
    /// Of what is kept beside an edit; nothing where none was made.
    pub(super) fn of(kept: &str) -> Option<Self> {
        let told = || Self {
            kind: EditKind::Told,
            label: kept.to_owned(),
        };
        (!kept.is_empty()).then(|| serde_json::from_str(kept).unwrap_or_else(|_| told()))
    }
}

impl Desk {
    fn change(&self, number: i64, change: &Change) -> Answer<JobView> {
        let job = self.job(number)?;
        if change.edit.is_some_and(|edit| edit != job.edit) {
            return Err(DeskError::conflict(
                "the job was changed in another window meanwhile; what it is now is shown, make the change again",
            )
            .of(Kind::ChangedMeanwhile));
        }
        let (profile, _) = self.profile(&job)?;
        let mut edit = JobEdit::new(&profile)?;
        let what = self.apply(change, &mut edit, &profile)?;
        let what = serde_json::to_string(&what).map_err(DeskError::internal)?;
        let toml = edit.to_toml()?;
        let scorer = self.loaded.scorer();
        scorer.read_job(&Source::document("job".into(), "job".into(), toml.clone()))?;
        self.store.write(|writing| {
            let current: i64 =
                writing.query_row("SELECT edit FROM job WHERE number = ?", [number], |row| {
                    row.get(0)
                })?;
            if current != job.edit {
                return Err(DeskError::conflict(
                    "the job was changed in another window meanwhile; make the change again",
                )
                .of(Kind::ChangedMeanwhile));
            }
            // What was undone is gone for good.
            writing.execute(
                "DELETE FROM edit WHERE job = ? AND number > ?",
                (number, job.edit),
            )?;
            writing.execute(
                "INSERT INTO edit (job, number, what, toml) VALUES (?, ?, ?, ?)",
                (number, job.edit + 1, what, toml),
            )?;
            set_edit(writing, number, job.edit + 1)
        })?;
        self.view(&self.job(number)?)
    }

    /// Makes the change, and says what it was.
    fn apply(&self, change: &Change, edit: &mut JobEdit, profile: &JobProfile) -> Answer<LastEdit> {
        let said = |kind, label: &str| {
            Ok(LastEdit {
                kind,
                label: label.to_owned(),
            })
        };
        let label = |index: usize| {
            let requirement = profile.requirements.get(index);
            requirement.map(requirement_text).unwrap_or_default()
        };
        if let Some(SetKeys { index, keys }) = &change.set {
            for (key, value) in keys {
                edit.set(*index, key, toml_value(value)?)?;
            }
            return said(EditKind::Set, &label(*index));
        }
        if let Some(AddRequirement { keys }) = &change.add {
            edit.add(table(keys)?);
            return said(EditKind::Add, "");
        }
        if let Some(At { index }) = change.remove {
            edit.remove(index)?;
            return said(EditKind::Remove, &label(index));
        }
        if let Some(MoveTo { index, to }) = change.move_to {
            edit.move_to(index, to)?;
            return said(EditKind::Move, &label(index));
        }
        if let Some(title) = &change.title {
            if title.trim().is_empty() {
                return Err(DeskError::unprocessable(
                    "the title is empty; write what the work is called",
                )
                .of(Kind::TitleEmpty));
            }
            edit.set_title(title.trim());
            return said(EditKind::Title, title.trim());
        }
        if let Some(Restore { index, importance }) = change.restore {
            let text = edit.take_set_aside(index)?;
            for requirement in self.asked_in(&text, importance)? {
                edit.add(requirement);
            }
            return said(EditKind::Restore, &text);
        }
        Err(DeskError::unprocessable(
            "nothing to change was given; expected one of: set, add, remove, move, title, restore",
        ))
    }

    /// What a sentence asks for, read as a post of its own; its words where nothing else is known.
    fn asked_in(&self, text: &str, importance: Importance) -> Answer<Vec<toml::Table>> {
        let post = format!("Requirements\n\n- {text}\n");
        let read =
            self.loaded
                .scorer()
                .read_job(&Source::document("job".into(), "job".into(), post));
        let mut asked: Vec<toml::Table> = match &read {
            Ok(profile) => JobEdit::new(profile)?
                .requirements()
                .into_iter()
                .cloned()
                .collect(),
            Err(_) => Vec::new(),
        };
        if asked.is_empty() {
            let text = toml::Value::String(text.to_owned());
            asked.push([("text".to_owned(), text)].into_iter().collect());
        }
        let name = match importance {
            Importance::Must => "must",
            Importance::Nice => "nice",
        };
        for requirement in &mut asked {
            requirement.insert(
                "importance".to_owned(),
                toml::Value::String(name.to_owned()),
            );
        }
        Ok(asked)
    }

    /// Goes one edit back or forth.
    fn step(&self, number: i64, by: i64) -> Answer<JobView> {
        self.store.write(|writing| {
            let edit: Option<i64> = writing
                .query_row("SELECT edit FROM job WHERE number = ?", [number], |row| {
                    row.get(0)
                })
                .optional()?;
            let edit = edit.ok_or_else(|| DeskError::no_job(number))? + by;
            let is_known: bool = edit == 0
                || writing.query_row(
                    "SELECT count(*) > 0 FROM edit WHERE job = ? AND number = ?",
                    (number, edit),
                    |row| row.get(0),
                )?;
            match is_known && edit >= 0 {
                true => set_edit(writing, number, edit),
                false if by < 0 => {
                    Err(DeskError::conflict("there is nothing to undo").of(Kind::NothingToUndo))
                }
                false => {
                    Err(DeskError::conflict("there is nothing to redo").of(Kind::NothingToRedo))
                }
            }
        })?;
        self.view(&self.job(number)?)
    }
}

fn set_edit(writing: &Transaction, job: i64, edit: i64) -> Answer<()> {
    writing.execute("UPDATE job SET edit = ? WHERE number = ?", (edit, job))?;
    Ok(())
}

fn table(keys: &serde_json::Map<String, Value>) -> Answer<toml::Table> {
    let mut table = toml::Table::new();
    for (key, value) in keys {
        if let Some(value) = toml_value(value)? {
            table.insert(key.clone(), value);
        }
    }
    Ok(table)
}

/// A value of the job file; nothing for `null`.
fn toml_value(value: &Value) -> Answer<Option<toml::Value>> {
    if value.is_null() {
        return Ok(None);
    }
    let value = toml::Value::try_from(value);
    value.map(Some).map_err(|_| {
        DeskError::unprocessable("expected a text, a number, true or false, or a list of texts")
    })
}

/// Changes what was read of a post.
#[utoipa::path(post, path = "/api/jobs/{job}/edits", request_body = Change, responses(
    (status = 200, body = JobView),
    (status = 409, body = Refusal, description = "Somebody else changed it meanwhile"),
    (status = 422, body = Refusal, description = "What the change would make is no job file; the rule is named")
))]
pub(super) async fn edit(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
    change: Result<Json<Change>, JsonRejection>,
) -> Answer<Json<JobView>> {
    let Json(change) = change?;
    desk.work(move |desk| desk.change(job, &change))
        .await
        .map(Json)
}

/// Takes the last change back.
#[utoipa::path(post, path = "/api/jobs/{job}/undo", responses((status = 200, body = JobView)))]
pub(super) async fn undo(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
) -> Answer<Json<JobView>> {
    desk.work(move |desk| desk.step(job, -1)).await.map(Json)
}

/// Makes a change again that was taken back.
#[utoipa::path(post, path = "/api/jobs/{job}/redo", responses((status = 200, body = JobView)))]
pub(super) async fn redo(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
) -> Answer<Json<JobView>> {
    desk.work(move |desk| desk.step(job, 1)).await.map(Json)
}
