//! Deciding: every verdict and note is a line of the job's log before it is acknowledged.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::error::{Answer, DeskError, Kind, Refusal};
use super::jobs::{Job, JobView, Person};
use super::log::{Log, Verdict, Wanted};
use super::ranking::{DecidedOn, RowView};
use super::{Desk, Shared};

/// Characters of a reason.
const LONGEST_REASON: usize = 10_000;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Decide {
    pub candidate: i64,
    pub verdict: Verdict,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub by: String,
}

/// All that was decided about a job.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DecisionsView {
    pub log: Vec<DecisionLine>,
    /// Where several people decided about the same CVs.
    pub agreement: Option<Agreement>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DecisionLine {
    pub number: u64,
    /// Absent where it is about all CVs, or about one that was removed.
    pub candidate: Option<i64>,
    pub label: String,
    pub verdict: Verdict,
    pub undoes: Option<u64>,
    pub computed_rank: Option<u32>,
    pub computed_score: Option<String>,
    pub reason: String,
    pub by: String,
    pub on: String,
    /// Of the line itself.
    pub hash: String,
}

/// How often two people say the same of a CV.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Agreement {
    /// Pairs of people who decided about one CV.
    pub pairs: usize,
    pub agree: usize,
    pub people: Vec<String>,
}

fn agreement(log: &Log) -> Option<Agreement> {
    let standing = log.standing();
    let mut people: BTreeSet<&str> = BTreeSet::new();
    let (mut pairs, mut agree) = (0, 0);
    for of_cv in standing.values() {
        for (index, one) in of_cv.iter().enumerate() {
            people.insert(&one.by);
            for other in &of_cv[index + 1..] {
                pairs += 1;
                agree += usize::from(one.verdict == other.verdict);
            }
        }
    }
    (pairs > 0).then(|| Agreement {
        pairs,
        agree,
        people: people.into_iter().map(str::to_owned).collect(),
    })
}

impl Desk {
    fn decide(&self, number: i64, wanted: &Decide) -> Answer<RowView> {
        let job = self.job(number)?;
        let needs_reason = matches!(wanted.verdict, Verdict::Reject | Verdict::Note);
        if needs_reason && wanted.reason.trim().is_empty() {
            return Err(match wanted.verdict {
                Verdict::Note => {
                    DeskError::unprocessable("the note is empty; write what shall be remembered")
                        .of(Kind::NoteEmpty)
                }
                _ => DeskError::unprocessable("say in words why the candidate is turned down")
                    .of(Kind::ReasonMissing),
            });
        }
        if wanted.reason.chars().count() > LONGEST_REASON {
            return Err(DeskError::unprocessable(format!(
                "the reason is longer than {LONGEST_REASON} characters; shorten it"
            )));
        }
        if !wanted.verdict.decides() && wanted.verdict != Verdict::Note {
            return Err(DeskError::unprocessable(
                "expected shortlist, hold, reject, none or note; names are revealed and decisions undone in ways of their own",
            ));
        }
        let board = self.board(&job)?;
        let known = &board.ranking.matches[board.place(wanted.candidate)?];
        self.write_down(
            &job,
            &Wanted {
                cv_id: &known.cv_id,
                verdict: wanted.verdict,
                undoes: None,
                computed_rank: known.rank,
                computed_score: known.score().map(|score| score.to_string()),
                reason: &wanted.reason,
                by: &wanted.by,
                on: self.today(),
            },
        )?;
        self.decided_row(&job, &known.cv_id)
    }

    fn write_down(&self, job: &Job, wanted: &Wanted) -> Answer<()> {
        self.store
            .write(|writing| Log::append(writing, job.number, &job.post, wanted))?;
        self.boards.decided(job.number);
        Ok(())
    }

    fn undo_decision(&self, number: i64, by: &str) -> Answer<RowView> {
        let job = self.job(number)?;
        let log = self.log(number)?;
        let undone = log.to_undo(by).ok_or_else(|| {
            DeskError::conflict("you have decided nothing that could be taken back")
                .of(Kind::NothingDecided)
        })?;
        self.write_down(
            &job,
            &Wanted {
                cv_id: &undone.cv_id,
                verdict: Verdict::Undo,
                undoes: Some(undone.number),
                computed_rank: undone.computed_rank,
                computed_score: undone.computed_score.clone(),
                reason: "",
                by,
                on: self.today(),
            },
        )?;
        self.decided_row(&job, &undone.cv_id)
    }

    fn decided_row(&self, job: &Job, cv_id: &str) -> Answer<RowView> {
        let board = self.board(job)?;
        let place = board.places.get(cv_id).copied();
        let place = place.ok_or_else(|| {
            DeskError::not_found("the candidate was removed meanwhile").of(Kind::NoCandidate)
        })?;
        let log = self.log(job.number)?;
        let decided = DecidedOn::new(&log);
        let facts = if job.revealed {
            board.facts(self, cv_id)
        } else {
            None
        };
        let single = board.single(self, [cv_id].into_iter(), job.revealed);
        let known = board.known(self, place);
        Ok(board.row(
            self,
            &single,
            &known,
            facts.as_ref(),
            job.revealed,
            &decided,
        ))
    }

    /// Shows names, or hides them; either is written down.
    fn show_names(&self, number: i64, revealed: bool, by: &str) -> Answer<JobView> {
        let job = self.job(number)?;
        if job.revealed != revealed {
            let wanted = Wanted {
                cv_id: "",
                verdict: if revealed {
                    Verdict::Reveal
                } else {
                    Verdict::Blind
                },
                undoes: None,
                computed_rank: None,
                computed_score: None,
                reason: "",
                by,
                on: self.today(),
            };
            self.store.write(|writing| {
                Log::append(writing, number, &job.post, &wanted)?;
                writing.execute(
                    "UPDATE job SET revealed = ? WHERE number = ?",
                    (revealed, number),
                )?;
                Ok(())
            })?;
            self.boards.decided(number);
        }
        self.view(&self.job(number)?)
    }

    fn decisions(&self, job: &Job) -> Answer<DecisionsView> {
        let log = self.log(job.number)?;
        let board = self.board(job)?;
        let lines = log.entries.iter().zip(&log.hashes).map(|(entry, hash)| {
            let candidate = board.known_number(&entry.cv_id);
            DecisionLine {
                number: entry.number,
                candidate,
                label: match (entry.cv_id.as_str(), candidate) {
                    ("", _) => String::new(),
                    (id, Some(_)) => board.name(self, id, job.revealed),
                    (id, None) if job.revealed => id.to_owned(),
                    _ => "a CV that was removed".to_owned(),
                },
                verdict: entry.verdict,
                undoes: entry.undoes,
                computed_rank: entry.computed_rank,
                computed_score: entry.computed_score.clone(),
                reason: entry.reason.clone(),
                by: entry.by.clone().unwrap_or_default(),
                on: entry.on.clone(),
                hash: hash.clone(),
            }
        });
        Ok(DecisionsView {
            log: lines.collect(),
            agreement: agreement(&log),
        })
    }
}

/// Writes a verdict or a note down; it is on the disk when this is answered.
#[utoipa::path(post, path = "/api/jobs/{job}/decisions", request_body = Decide, responses(
    (status = 201, body = RowView),
    (status = 422, body = Refusal, description = "A reason is missing")
))]
pub(super) async fn decide(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
    wanted: Result<Json<Decide>, JsonRejection>,
) -> Answer<(StatusCode, Json<RowView>)> {
    let Json(wanted) = wanted?;
    let row = desk.work(move |desk| desk.decide(job, &wanted)).await?;
    Ok((StatusCode::CREATED, Json(row)))
}

/// Takes a person's newest verdict or note back.
#[utoipa::path(post, path = "/api/jobs/{job}/decisions/undo", request_body = Person, responses(
    (status = 200, body = RowView),
    (status = 409, body = Refusal, description = "There is nothing to take back")
))]
pub(super) async fn undo(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
    person: Result<Json<Person>, JsonRejection>,
) -> Answer<Json<RowView>> {
    let Json(Person { by }) = person?;
    desk.work(move |desk| desk.undo_decision(job, &by))
        .await
        .map(Json)
}

/// The log of a job.
#[utoipa::path(get, path = "/api/jobs/{job}/decisions", responses((status = 200, body = DecisionsView)))]
pub(super) async fn list(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
) -> Answer<Json<DecisionsView>> {
    desk.work(move |desk| desk.decisions(&desk.job(job)?))
        .await
        .map(Json)
}

/// Shows names; that it was asked for is written down.
#[utoipa::path(post, path = "/api/jobs/{job}/reveal", request_body = Person, responses((status = 200, body = JobView)))]
pub(super) async fn reveal(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
    person: Result<Json<Person>, JsonRejection>,
) -> Answer<Json<JobView>> {
    let Json(Person { by }) = person?;
    desk.work(move |desk| desk.show_names(job, true, &by))
        .await
        .map(Json)
}

/// Hides names again.
#[utoipa::path(post, path = "/api/jobs/{job}/blind", request_body = Person, responses((status = 200, body = JobView)))]
pub(super) async fn blind(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
    person: Result<Json<Person>, JsonRejection>,
) -> Answer<Json<JobView>> {
    let Json(Person { by }) = person?;
    desk.work(move |desk| desk.show_names(job, false, &by))
        .await
        .map(Json)
}
