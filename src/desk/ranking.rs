//! The ranking, page by page: filtered, sorted and searched here, so that thousands of rows need
//! not be sent.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use cvrank::duplicates::Sameness;
use cvrank::rank::Match;
use cvrank::report::html::{BarPart, Candidate, Facts, RequirementColumn, Single, Summary};
use cvrank::report::{basis_text, cut_text};
use cvrank::stability::{Basis, Cut};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::board::Board;
use super::error::Answer;
use super::flags::{self, FlagDetail};
use super::jobs::Job;
use super::log::{Log, Standing, Verdict};
use super::{Desk, Shared};

/// Rows of a page where nothing else is asked, and the most.
const ROWS: usize = 100;
const MOST_ROWS: usize = 1000;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sort {
    #[default]
    Rank,
    Score,
    Years,
    Musts,
    /// By number: as they came.
    Arrived,
    Decision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Decided {
    None,
    Any,
    Shortlist,
    Hold,
    Reject,
}

/// Which rows are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    offset: usize,
    limit: Option<usize>,
    sort: Sort,
    descending: bool,
    /// Words that stand in the CV's text; names only where they are shown.
    search: String,
    decision: Option<Decided>,
    /// `all`: only who meets every must.
    musts: Option<String>,
    /// Only with something to look at.
    flagged: bool,
    /// `unreadable`: only files without a score.
    status: Option<String>,
}

/// A page of the ranking.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RankingView {
    /// Grows whenever the ranking is another.
    pub version: u64,
    pub total: usize,
    pub scored: usize,
    /// Rows that pass the filters.
    pub filtered: usize,
    /// How the ranges of ranks came to be.
    pub basis: String,
    /// The same as a word for programs: `training_labels` or `hand_set_weights`.
    #[schema(value_type = String)]
    pub basis_kind: Basis,
    /// How many other weights were tried for it.
    pub samples: usize,
    pub cut: String,
    /// Who changes when the cut moves by a point; absent without a cut.
    #[schema(value_type = Option<Object>)]
    pub cut_change: Option<Cut>,
    /// How long measuring and ranking took.
    pub milliseconds: u64,
    #[schema(value_type = Vec<Object>)]
    pub legend: [BarPart; 6],
    #[schema(value_type = Vec<Object>)]
    pub columns: Vec<RequirementColumn>,
    pub rows: Vec<RowView>,
}

/// A CV in the ranking.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RowView {
    pub candidate: i64,
    pub label: String,
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub summary: Summary,
    pub duplicates: Vec<SameAs>,
    /// What to look at, but for duplicates, as kinds with values.
    pub flag_details: Vec<FlagDetail>,
    /// The newest of whoever decided.
    pub decision: Option<Standing>,
    /// The newest of each person.
    pub decisions: Vec<Standing>,
    pub notes: usize,
    /// Whether people decided differently.
    pub disagree: bool,
}

/// Another CV with which one is the same.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SameAs {
    pub candidate: i64,
    pub label: String,
    pub how: &'static str,
    /// The same as a word for programs: `file`, `text` or `address`.
    pub same: &'static str,
}

/// In what two CVs are the same, in words.
pub(super) fn sameness(same: Sameness) -> &'static str {
    match same {
        Sameness::File => "the same file",
        Sameness::Text => "nearly the same text",
        Sameness::Address => "the same e-mail address or telephone number",
    }
}

/// And as a word for programs, for which the page has words of its own.
pub(super) fn sameness_kind(same: Sameness) -> &'static str {
    match same {
        Sameness::File => "file",
        Sameness::Text => "text",
        Sameness::Address => "address",
    }
}

/// What was decided about a job, ready to be looked up.
pub(super) struct DecidedOn<'a> {
    standing: BTreeMap<&'a str, Vec<Standing>>,
    notes: BTreeMap<&'a str, usize>,
}

impl<'a> DecidedOn<'a> {
    pub(super) fn new(log: &'a Log) -> Self {
        Self {
            standing: log.standing(),
            notes: log.notes(),
        }
    }

    fn of(&self, cv_id: &str) -> &[Standing] {
        self.standing.get(cv_id).map_or(&[], Vec::as_slice)
    }

    /// The newest of whoever decided.
    pub(super) fn last(&self, cv_id: &str) -> Option<Verdict> {
        self.of(cv_id).last().map(|last| last.verdict)
    }
}

impl Board {
    /// What shows CVs of this ranking; `ids` are those that will be shown.
    pub(super) fn single<'a>(
        &'a self,
        desk: &Desk,
        ids: impl Iterator<Item = &'a str>,
        revealed: bool,
    ) -> Single<'a> {
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        let mut name = |id: &'a str| {
            names
                .entry(id)
                .or_insert_with(|| self.name(desk, id, revealed));
        };
        for id in ids {
            name(id);
            let place = self.places.get(id).copied();
            let known = place.and_then(|place| self.ranking.matches.get(place));
            let duplicates = known.into_iter().flat_map(|known| &known.duplicates);
            for other in duplicates.flat_map(|same| &same.cv_ids) {
                name(other);
            }
        }
        Single::new(&self.query, self.columns.clone(), names, revealed)
    }

    /// A CV of the ranking with what stands beside it.
    pub(super) fn candidate<'a>(
        &'a self,
        known: &'a Match,
        facts: Option<&'a Facts>,
    ) -> Candidate<'a> {
        let place = self.places.get(&known.cv_id).copied().unwrap_or(usize::MAX);
        Candidate {
            known,
            facts,
            range: self.outlook.range(place),
            next: self.outlook.next(place),
            unread: self.outlook.unread(place).copied(),
        }
    }

    /// What a report shows of the CV, where it could be read.
    pub(super) fn facts(&self, desk: &Desk, cv_id: &str) -> Option<Facts> {
        let lexicon = desk.loaded.scorer().lexicon;
        self.with_cv(desk, cv_id, |read| {
            Facts::of(&read.document, &read.profile, lexicon)
        })
    }

    pub(super) fn row(
        &self,
        desk: &Desk,
        single: &Single,
        known: &Match,
        facts: Option<&Facts>,
        revealed: bool,
        decided: &DecidedOn,
    ) -> RowView {
        let candidate = self.candidate(known, facts);
        let decisions = decided.of(&known.cv_id).to_vec();
        let duplicates = known.duplicates.iter().flat_map(|same| {
            same.cv_ids.iter().map(|other| SameAs {
                candidate: self.number(other),
                label: self.name(desk, other, revealed),
                how: sameness(same.same),
                same: sameness_kind(same.same),
            })
        });
        RowView {
            candidate: self.number(&known.cv_id),
            label: self.name(desk, &known.cv_id, revealed),
            summary: single.summary(&candidate, 1),
            duplicates: duplicates.collect(),
            flag_details: flags::details(&candidate),
            decision: decisions.last().cloned(),
            notes: decided
                .notes
                .get(known.cv_id.as_str())
                .copied()
                .unwrap_or_default(),
            disagree: decisions
                .iter()
                .any(|one| one.verdict != decisions[0].verdict),
            decisions,
        }
    }
}

/// Whether a row is asked for.
fn passes(
    desk: &Desk,
    asked: &Asked,
    words: &[String],
    board: &Board,
    known: &Match,
    decided: &DecidedOn,
    revealed: bool,
) -> bool {
    let last = decided.last(&known.cv_id);
    let is_decided = match asked.decision {
        None => true,
        Some(Decided::None) => last.is_none(),
        Some(Decided::Any) => last.is_some(),
        Some(Decided::Shortlist) => last == Some(Verdict::Shortlist),
        Some(Decided::Hold) => last == Some(Verdict::Hold),
        Some(Decided::Reject) => last == Some(Verdict::Reject),
    };
    let meets = asked.musts.as_deref() != Some("all")
        || known
            .explanation
            .as_ref()
            .is_some_and(|one| one.must.met == one.must.total);
    let is_read = asked.status.as_deref() != Some("unreadable") || known.explanation.is_none();
    let is_flagged = !asked.flagged || !known.flags().is_empty();
    is_decided && meets && is_read && is_flagged && says(desk, words, board, known, revealed)
}

/// Whether each of `words` stands in what may be seen of the CV.
fn says(desk: &Desk, words: &[String], board: &Board, known: &Match, revealed: bool) -> bool {
    if words.is_empty() {
        return true;
    }
    // What a CV is called while names are hidden means that one.
    if !revealed
        && let [word, number] = words
        && word == "cv"
        && let Ok(number) = number.parse::<i64>()
    {
        return board.number(&known.cv_id) == number;
    }
    let text = board.with_cv(desk, &known.cv_id, |read| {
        let document = &read.document.text;
        match revealed {
            true => document.to_lowercase(),
            false => {
                let whole = cvrank::document::Span::new(0, document.len());
                read.profile.blind(document, whole).to_lowercase()
            }
        }
    });
    let text = text.unwrap_or_default();
    let name = board.name(desk, &known.cv_id, revealed).to_lowercase();
    words
        .iter()
        .all(|word| text.contains(word.as_str()) || name.contains(word.as_str()))
}

/// The places of the rows that are asked for, in their order.
fn chosen(
    desk: &Desk,
    asked: &Asked,
    board: &Board,
    decided: &DecidedOn,
    revealed: bool,
) -> Vec<usize> {
    let words: Vec<String> = asked
        .search
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    let matches = &board.ranking.matches;
    let mut places: Vec<usize> = (0..matches.len())
        .filter(|&place| {
            passes(
                desk,
                asked,
                &words,
                board,
                &matches[place],
                decided,
                revealed,
            )
        })
        .collect();
    let explained = |place: usize| matches[place].explanation.as_ref();
    // A stable sort: of equals, in the order of the ranking.
    match asked.sort {
        Sort::Rank | Sort::Score => {}
        Sort::Years => places.sort_by_key(|&place| {
            std::cmp::Reverse(explained(place).map(|one| one.relevant_months))
        }),
        Sort::Musts => places.sort_by_key(|&place| {
            std::cmp::Reverse(explained(place).map(|one| (one.must.met, one.must.partly)))
        }),
        Sort::Arrived => places.sort_by_key(|&place| board.number(&matches[place].cv_id)),
        Sort::Decision => places.sort_by_key(|&place| {
            decided
                .last(&matches[place].cv_id)
                .map_or(3, |verdict| match verdict {
                    Verdict::Shortlist => 0,
                    Verdict::Hold => 1,
                    _ => 2,
                })
        }),
    }
    if asked.descending {
        places.reverse();
    }
    places
}

/// The ranking of a job.
#[utoipa::path(get, path = "/api/jobs/{job}/ranking", params(Asked), responses((status = 200, body = RankingView)))]
pub(super) async fn ranking(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Answer<Json<RankingView>> {
    let Query(asked) = asked?;
    desk.work(move |desk| desk.ranking(&desk.job(job)?, &asked))
        .await
        .map(Json)
}

impl Desk {
    fn ranking(&self, job: &Job, asked: &Asked) -> Answer<RankingView> {
        let board = self.board(job)?;
        let log = self.log(job.number)?;
        let decided = DecidedOn::new(&log);
        let places = chosen(self, asked, &board, &decided, job.revealed);
        let limit = asked.limit.unwrap_or(ROWS).min(MOST_ROWS);
        let shown: Vec<usize> = places
            .iter()
            .copied()
            .skip(asked.offset)
            .take(limit)
            .collect();
        let ids = shown
            .iter()
            .map(|&place| board.ranking.matches[place].cv_id.as_str());
        let single = board.single(self, ids, job.revealed);
        let rows = shown.iter().map(|&place| {
            let known = board.known(self, place);
            // Only a person's name needs more than the score.
            let facts = if job.revealed {
                board.facts(self, &known.cv_id)
            } else {
                None
            };
            board.row(
                self,
                &single,
                &known,
                facts.as_ref(),
                job.revealed,
                &decided,
            )
        });
        Ok(RankingView {
            version: board.version,
            total: board.ranking.matches.len(),
            scored: board.ranking.scored(),
            filtered: places.len(),
            basis: basis_text(&board.outlook.stability),
            basis_kind: board.outlook.stability.basis,
            samples: board.outlook.stability.samples,
            cut_change: board.outlook.stability.cut,
            cut: cut_text(&board.outlook.stability).unwrap_or_default(),
            milliseconds: board.milliseconds,
            legend: Single::legend(),
            columns: single.columns(),
            rows: rows.collect(),
        })
    }
}
