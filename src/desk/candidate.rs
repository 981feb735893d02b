//! One CV: its reasons beside its own words, its file, and the difference to another.

use std::path::PathBuf;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_FRAME_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use cvrank::compare::compare as compare_scores;
use cvrank::document::source::{PoolOptions, Source, collect};
use cvrank::explain::{Reason, requirement_label};
use cvrank::report::html::Opened;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::error::{Answer, DeskError, Kind};
use super::jobs::Job;
use super::log::Verdict;
use super::ranking::{DecidedOn, RowView};
use super::uploads::file_name;
use super::{Desk, Shared};

/// The PDF's own page may draw itself and nothing else.
const FILE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// A candidate with all that is known.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CandidateView {
    #[serde(flatten)]
    pub row: RowView,
    #[serde(flatten)]
    #[schema(value_type = Object)]
    pub opened: Opened,
    pub original: Option<Original>,
    pub log: Vec<LogLine>,
    /// Candidates that stand above and below.
    pub previous: Option<i64>,
    pub next: Option<i64>,
}

/// The file that the CV came in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Original {
    /// Only where names are shown.
    pub name: Option<String>,
    /// `pdf`, `text` or `other`.
    pub kind: &'static str,
}

/// Something that somebody did about the CV.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LogLine {
    pub number: u64,
    pub verdict: Verdict,
    pub reason: String,
    pub by: String,
    pub on: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Pair {
    a: i64,
    b: i64,
}

/// Two CVs side by side.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Comparison {
    pub a: RowView,
    pub b: RowView,
    /// Score of the first less that of the second.
    pub difference: String,
    pub parts: Vec<ComparedPart>,
}

/// One part of both scores, most telling first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ComparedPart {
    pub feature: &'static str,
    /// What is asked, as the post says it; empty where it is about no requirement.
    pub asked: String,
    pub a: String,
    pub b: String,
    pub difference: String,
    pub a_quotes: Vec<String>,
    pub b_quotes: Vec<String>,
}

impl Desk {
    fn opened(&self, job: &Job, candidate: i64) -> Answer<CandidateView> {
        let board = self.board(job)?;
        let place = board.place(candidate)?;
        let known = board.known(self, place);
        let log = self.log(job.number)?;
        let decided = DecidedOn::new(&log);
        let facts = board.facts(self, &known.cv_id);
        let single = board.single(self, [known.cv_id.as_str()].into_iter(), job.revealed);
        let of_cv = log
            .entries
            .iter()
            .filter(|entry| entry.cv_id == known.cv_id);
        let beside = |place: Option<usize>| {
            let other = board.ranking.matches.get(place?)?;
            Some(board.number(&other.cv_id))
        };
        Ok(CandidateView {
            opened: single.opened(&board.candidate(&known, facts.as_ref()), place + 1),
            row: board.row(
                self,
                &single,
                &known,
                facts.as_ref(),
                job.revealed,
                &decided,
            ),
            original: Some(Original {
                name: job.revealed.then(|| known.source.clone()),
                kind: kind(&known.source),
            }),
            log: of_cv
                .map(|entry| LogLine {
                    number: entry.number,
                    verdict: entry.verdict,
                    reason: entry.reason.clone(),
                    by: entry.by.clone().unwrap_or_default(),
                    on: entry.on.clone(),
                })
                .collect(),
            previous: beside(place.checked_sub(1)),
            next: beside(Some(place + 1)),
        })
    }

    fn compare(&self, job: &Job, pair: &Pair) -> Answer<Comparison> {
        let board = self.board(job)?;
        let places = [board.place(pair.a)?, board.place(pair.b)?];
        let log = self.log(job.number)?;
        let decided = DecidedOn::new(&log);
        let both = places.map(|place| board.known(self, place));
        let ids = both.iter().map(|known| known.cv_id.as_str());
        let single = board.single(self, ids, job.revealed);
        let [a, b] = both.each_ref().map(|known| {
            let facts = board.facts(self, &known.cv_id);
            board.row(self, &single, known, facts.as_ref(), job.revealed, &decided)
        });
        let [first, second] = &both;
        let (Some(one), Some(other)) = (&first.explanation, &second.explanation) else {
            return Err(DeskError::unprocessable(
                "a file without a score cannot be compared; read it by hand",
            )
            .of(Kind::NotCompared));
        };
        let compared = compare_scores(&board.query, &board.ranker, one, other);
        let quotes = |reason: Option<&Reason>| -> Vec<String> {
            let evidence = reason.into_iter().flat_map(|reason| &reason.evidence);
            evidence.map(|found| found.quote.clone()).collect()
        };
        let points = |reason: Option<&Reason>| {
            reason.map_or("0.000".to_owned(), |reason| {
                reason.contribution.points.to_string()
            })
        };
        let of_part = |reason: &Reason| {
            let part = &reason.contribution;
            let asked = part.requirement;
            let asked = asked.and_then(|index| requirement_label(&board.query, index));
            (part.feature.name(), asked.unwrap_or_default())
        };
        let differences = compared.differences.iter();
        let differences = differences.filter_map(|part| Some((part, of_part(part.reason()?))));
        let parts = differences.map(|(part, (feature, asked))| ComparedPart {
            feature,
            asked,
            a: points(part.first),
            b: points(part.second),
            difference: part.points.to_string(),
            a_quotes: quotes(part.first),
            b_quotes: quotes(part.second),
        });
        Ok(Comparison {
            parts: parts.collect(),
            difference: compared.gap.to_string(),
            a,
            b,
        })
    }

    /// The bytes of the file, or of the part of it that holds the CV; and the file's name.
    fn original(&self, job: &Job, candidate: i64) -> Answer<(Vec<u8>, String)> {
        if !job.revealed {
            return Err(DeskError::new(
                StatusCode::FORBIDDEN,
                "the file shows who the person is; reveal names first, which is written down",
            )
            .of(Kind::NamesHidden));
        }
        let board = self.board(job)?;
        let known = &board.ranking.matches[board.place(candidate)?];
        let gone =
            || DeskError::not_found("the CV's file is no longer where it was").of(Kind::FileGone);
        let path = PathBuf::from(&known.source);
        if path.is_file() {
            return Ok((std::fs::read(&path)?, file_name(&known.source)));
        }
        // One of several in an archive, a mailbox or a table.
        let holding = path
            .ancestors()
            .find(|above| above.is_file())
            .map(std::path::Path::to_owned);
        let holding = holding.or_else(|| Some(PathBuf::from(known.source.rsplit_once(':')?.0)));
        let holding = holding.filter(|file| file.is_file()).ok_or_else(gone)?;
        let sources = collect(&[holding], &PoolOptions::default());
        let sources = sources.map_err(|error| DeskError::not_found(error.to_string()))?;
        let found = sources.iter().find(|source| source.path == known.source);
        let bytes = found.map(Source::bytes).ok_or_else(gone)?;
        let bytes = bytes.map_err(|error| DeskError::not_found(error.reason))?;
        Ok((bytes.into_owned(), file_name(&known.source)))
    }
}

fn kind(source: &str) -> &'static str {
    let ending = source.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "pdf" => "pdf",
        "txt" | "md" => "text",
        _ => "other",
    }
}

/// A candidate: every part of the score, the CV's own words, what was decided.
#[utoipa::path(get, path = "/api/jobs/{job}/cvs/{candidate}", responses((status = 200, body = CandidateView)))]
pub(super) async fn one(
    State(desk): State<Shared>,
    Path((job, candidate)): Path<(i64, i64)>,
) -> Answer<Json<CandidateView>> {
    desk.work(move |desk| desk.opened(&desk.job(job)?, candidate))
        .await
        .map(Json)
}

/// Two candidates side by side.
#[utoipa::path(get, path = "/api/jobs/{job}/compare", params(Pair), responses((status = 200, body = Comparison)))]
pub(super) async fn compare(
    State(desk): State<Shared>,
    Path(job): Path<i64>,
    pair: Result<Query<Pair>, QueryRejection>,
) -> Answer<Json<Comparison>> {
    let Query(pair) = pair?;
    desk.work(move |desk| desk.compare(&desk.job(job)?, &pair))
        .await
        .map(Json)
}

/// The file as it came: a PDF to be shown, anything else to be kept.
#[utoipa::path(get, path = "/api/jobs/{job}/cvs/{candidate}/original", responses((status = 200, content_type = "application/octet-stream")))]
pub(super) async fn original(
    State(desk): State<Shared>,
    Path((job, candidate)): Path<(i64, i64)>,
) -> Answer<Response> {
    let (bytes, name) = desk
        .work(move |desk| desk.original(&desk.job(job)?, candidate))
        .await?;
    // Only what begins as a PDF is shown; a page that calls itself one is not.
    let is_pdf = bytes.starts_with(b"%PDF-");
    let kind = if is_pdf {
        "application/pdf"
    } else {
        "application/octet-stream"
    };
    let mut answer = Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_DISPOSITION, disposition(is_pdf, &name));
    if is_pdf {
        headers.insert(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(FILE_POLICY),
        );
        headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    }
    Ok(answer)
}

/// How a browser takes a file, with its name in a form that no name can break out of.
pub(super) fn disposition(is_shown: bool, name: &str) -> HeaderValue {
    let how = if is_shown { "inline" } else { "attachment" };
    let plain: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || ".-_ ()".contains(letter) {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect();
    let value = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_breaks_out_of_its_header() {
        let table = [
            (
                "a.pdf",
                "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf",
            ),
            (
                "x\"\r\nSet-Cookie: a=b",
                "attachment; filename=\"x___Set-Cookie_ a_b\"; filename*=UTF-8''x%22%0D%0ASet-Cookie%3A%20a%3Db",
            ),
            (
                "ä.pdf",
                "attachment; filename=\"_.pdf\"; filename*=UTF-8''%C3%A4.pdf",
            ),
        ];
        for (name, expected) in table {
            assert_eq!(disposition(false, name).to_str().unwrap(), expected);
        }
    }
}
