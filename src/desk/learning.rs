//! "More like these": how the decisions on a job would move its weights, and moving them on request.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use cvrank::features::REGISTRY;
use cvrank::model::Ranker;
use cvrank::train::chosen::{ChosenCv, Moved, NotLearned, moved_towards};
use serde::Serialize;
use utoipa::ToSchema;

use super::board::Board;
use super::error::{Answer, DeskError, Refusal};
use super::jobs::{Job, JobView};
use super::log::{Standing, Verdict};
use super::{Desk, Shared};

/// Grades of what was decided, in the order of what becomes of a candidate.
const SHORTLISTED: f64 = 2.0;
const HELD: f64 = 1.0;
const REJECTED: f64 = 0.0;
/// Moves of rank that are named.
const MOVES: usize = 30;
/// Fewer decisions than this are said to be few.
const FEW: usize = 20;
/// A gain in the share of pairs that is worth a word.
const TELLING: f64 = 0.02;

/// What would be learned, and what it would change.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LearningView {
    pub possible: bool,
    pub why_not: String,
    /// Whether it is that too little was decided.
    pub too_few: bool,
    pub decisions: usize,
    pub shortlisted: usize,
    pub held: usize,
    pub rejected: usize,
    /// Pairs of a better and a worse candidate, and the share that is ordered as people did: by the
    /// weights in use, and by moved weights that did not know the pair.
    pub pairs: usize,
    pub agreement_before: f64,
    pub agreement_after: f64,
    pub weights: Vec<WeightMove>,
    pub moves: Vec<RankMove>,
    pub text: String,
    /// Which way the moved weights would go; absent where nothing can be learned.
    pub promise: Option<Promise>,
    /// Whether the decisions are few.
    pub few: bool,
    pub applied: bool,
}

/// What moved weights promise on pairs that they did not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Promise {
    Better,
    Worse,
    /// Little changes.
    Same,
}

impl Promise {
    fn of(before: f64, after: f64) -> Self {
        match after - before {
            gain if gain > TELLING => Self::Better,
            gain if gain < -TELLING => Self::Worse,
            _ => Self::Same,
        }
    }
}

/// A weight in percent of all.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WeightMove {
    pub feature: &'static str,
    pub before: f64,
    pub after: f64,
    /// Share of resampled decisions in which it moves to the same side.
    pub sure: f64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RankMove {
    pub candidate: i64,
    pub label: String,
    pub before: u32,
    pub after: u32,
}

/// The grade of what several people decided: their mean.
pub(super) fn grade(decisions: &[Standing]) -> Option<f64> {
    let grades: Vec<f64> = decisions
        .iter()
        .filter_map(|one| match one.verdict {
            Verdict::Shortlist => Some(SHORTLISTED),
            Verdict::Hold => Some(HELD),
            Verdict::Reject => Some(REJECTED),
            _ => None,
        })
        .collect();
    (!grades.is_empty()).then(|| grades.iter().sum::<f64>() / grades.len() as f64)
}

fn chosen(board: &Board, standing: &BTreeMap<&str, Vec<Standing>>) -> Vec<ChosenCv> {
    let matches = board.ranking.matches.iter();
    matches
        .filter_map(|known| {
            Some(ChosenCv {
                cv_id: known.cv_id.clone(),
                vector: known.explanation.as_ref()?.vector,
                grade: grade(standing.get(known.cv_id.as_str())?)?,
            })
        })
        .collect()
}

/// Ranks under other weights, by cv id; those of equal scores share one.
fn ranks(board: &Board, ranker: &Ranker) -> BTreeMap<String, u32> {
    let asked = board.query.asked();
    let mut scores: Vec<(i64, &str)> = board
        .ranking
        .matches
        .iter()
        .filter_map(|known| {
            let vector = &known.explanation.as_ref()?.vector;
            let score = Ranker::score_under(ranker.weights(), asked, vector);
            // In thousandths, as scores are shown.
            Some(((score * 1000.0) as i64, known.cv_id.as_str()))
        })
        .collect();
    scores.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    let mut ranks = BTreeMap::new();
    let mut last: Option<(i64, u32)> = None;
    for ((score, id), place) in scores.into_iter().zip(1..) {
        let rank = match last {
            Some((known, rank)) if known == score => rank,
            _ => place,
        };
        last = Some((score, rank));
        ranks.insert(id.to_owned(), rank);
    }
    ranks
}

impl Desk {
    fn moved(&self, job: &Job, board: &Board) -> Answer<Result<Moved, NotLearned>> {
        let log = self.log(job.number)?;
        let chosen = chosen(board, &log.standing());
        let name = format!("job-{}", job.number);
        let ranker = self.ranker_in_use()?;
        Ok(moved_towards(&ranker, board.query.asked(), &chosen, &name))
    }

    fn learning(&self, job: &Job) -> Answer<LearningView> {
        let board = self.board(job)?;
        let log = self.log(job.number)?;
        let standing = log.standing();
        let count = |wanted: Verdict| {
            let last = standing.values().filter_map(|of_cv| of_cv.last());
            last.filter(|last| last.verdict == wanted).count()
        };
        let mut view = LearningView {
            possible: false,
            why_not: String::new(),
            too_few: false,
            decisions: standing.len(),
            shortlisted: count(Verdict::Shortlist),
            held: count(Verdict::Hold),
            rejected: count(Verdict::Reject),
            pairs: 0,
            agreement_before: 0.0,
            agreement_after: 0.0,
            weights: Vec::new(),
            moves: Vec::new(),
            text: String::new(),
            promise: None,
            few: false,
            applied: job.model.is_some(),
        };
        let moved = match self.moved(job, &board)? {
            Ok(moved) => moved,
            Err(why) => {
                view.too_few = matches!(why, NotLearned::TooFew);
                view.why_not = why.to_string();
                return Ok(view);
            }
        };
        let base = self.ranker_in_use()?;
        let share = |ranker: &Ranker, index: usize| {
            100.0 * ranker.weights()[index] / ranker.weights().iter().sum::<f64>()
        };
        view.weights = REGISTRY
            .iter()
            .enumerate()
            .filter(|(_, info)| board.query.applies(info.feature))
            .map(|(index, info)| WeightMove {
                feature: info.name,
                before: share(&base, index),
                after: share(&moved.ranker, index),
                sure: moved.sure[index],
            })
            .filter(|weight| weight.before > 0.0 || weight.after > 0.0)
            .collect();
        let (before, after) = (ranks(&board, &base), ranks(&board, &moved.ranker));
        view.moves = before
            .iter()
            .filter_map(|(id, &before)| {
                let after = *after.get(id)?;
                (before != after).then(|| RankMove {
                    candidate: board.number(id),
                    label: board.name(self, id, job.revealed),
                    before,
                    after,
                })
            })
            .collect();
        view.moves
            .sort_by_key(|one| (one.before.min(one.after), one.candidate));
        view.moves.truncate(MOVES);
        view.possible = true;
        view.pairs = moved.pairs;
        view.agreement_before = moved.agreement_before;
        view.agreement_after = moved.agreement_held_out;
        view.promise = Some(Promise::of(view.agreement_before, view.agreement_after));
        view.few = view.decisions < FEW;
        view.text = verdict(&view);
        Ok(view)
    }

    fn apply_learning(&self, job: &Job) -> Answer<JobView> {
        let board = self.board(job)?;
        let moved = self.moved(job, &board)?;
        let moved = moved.map_err(|why| DeskError::conflict(why.to_string()))?;
        let log = self.log(job.number)?;
        let decisions = log.standing().len();
        self.set_model(job, Some((&moved.ranker.to_json(), decisions)))
    }

    fn set_model(&self, job: &Job, model: Option<(&str, usize)>) -> Answer<JobView> {
        self.store.write(|writing| {
            writing.execute(
                "UPDATE job SET model = ?, learned_from = ? WHERE number = ?",
                (
                    model.map(|(json, _)| json),
                    model.map_or(0, |(_, count)| count),
                    job.number,
                ),
            )?;
            Ok(())
        })?;
        self.view(&self.job(job.number)?)
    }
}

/// How sure it is, in words.
fn verdict(view: &LearningView) -> String {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let (before, after) = (
        percent(view.agreement_before),
        percent(view.agreement_after),
    );
    let told = match view.promise {
        Some(Promise::Better) => "so the moved weights would follow you better",
        Some(Promise::Worse) => {
            "so the moved weights would follow you worse: leave them as they are"
        }
        Some(Promise::Same) | None => "so moving them changes little",
    };
    let few = match view.few {
        true => format!(
            " {} decisions are few: decide about more before you rely on it.",
            view.decisions
        ),
        false => String::new(),
    };
    format!(
        "The weights in use order {before} of {} pairs as was decided; moved weights order {after} of pairs that they did not know, {told}.{few}",
        view.pairs
    )
}

/// How the weights would move, and whose rank; nothing is changed.
#[utoipa::path(get, path = "/api/jobs/{job}/learning", responses((status = 200, body = LearningView)))]
pub(super) async fn preview(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
) -> Answer<Json<LearningView>> {
    desk.work(move |desk| desk.learning(&desk.job(job)?))
        .await
        .map(Json)
}

/// Moves the weights, for this job alone.
#[utoipa::path(post, path = "/api/jobs/{job}/learning", responses(
    (status = 200, body = JobView),
    (status = 409, body = Refusal, description = "The decisions say nothing of an order")
))]
pub(super) async fn apply(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
) -> Answer<Json<JobView>> {
    desk.work(move |desk| desk.apply_learning(&desk.job(job)?))
        .await
        .map(Json)
}

/// Goes back to the model in use.
#[utoipa::path(delete, path = "/api/jobs/{job}/learning", responses((status = 200, body = JobView)))]
pub(super) async fn withdraw(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
) -> Answer<Json<JobView>> {
    desk.work(move |desk| desk.set_model(&desk.job(job)?, None))
        .await
        .map(Json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_people_have_one_grade() {
        let said = |verdicts: &[Verdict]| -> Vec<Standing> {
            let standing = verdicts.iter().map(|&verdict| Standing {
                verdict,
                reason: String::new(),
                by: String::new(),
                on: String::new(),
            });
            standing.collect()
        };
        let table: [(&[Verdict], Option<f64>); 5] = [
            (&[], None),
            (&[Verdict::Shortlist], Some(2.0)),
            (&[Verdict::Hold], Some(1.0)),
            (&[Verdict::Reject], Some(0.0)),
            (&[Verdict::Shortlist, Verdict::Reject], Some(1.0)),
        ];
        for (verdicts, expected) in table {
            assert_eq!(grade(&said(verdicts)), expected, "{verdicts:?}");
        }
    }
}
