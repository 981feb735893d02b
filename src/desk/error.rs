//! What goes wrong, as an answer: a status and a sentence that says what to do.

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cvrank::pool::PoolError;
use cvrank::profile::job::job_file::EditError;
use cvrank::score::JobError;
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong, where the page has words of its own for it: `error.kind.` in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    NoJob,
    NoCandidate,
    ChangedMeanwhile,
    NothingToUndo,
    NothingToRedo,
    NothingDecided,
    NoteEmpty,
    ReasonMissing,
    TitleEmpty,
    NamesHidden,
    NobodyShortlisted,
    NoCvs,
    NotCompared,
    FileGone,
    PostTooLarge,
    UploadTooLarge,
    UploadTorn,
    TrainingRuns,
    DiskFull,
    NoSecret,
    OtherPage,
    OurFault,
}

impl Kind {
    #[cfg(test)]
    pub(super) const ALL: [Self; 22] = [
        Self::NoJob,
        Self::NoCandidate,
        Self::ChangedMeanwhile,
        Self::NothingToUndo,
        Self::NothingToRedo,
        Self::NothingDecided,
        Self::NoteEmpty,
        Self::ReasonMissing,
        Self::TitleEmpty,
        Self::NamesHidden,
        Self::NobodyShortlisted,
        Self::NoCvs,
        Self::NotCompared,
        Self::FileGone,
        Self::PostTooLarge,
        Self::UploadTooLarge,
        Self::UploadTorn,
        Self::TrainingRuns,
        Self::DiskFull,
        Self::NoSecret,
        Self::OtherPage,
        Self::OurFault,
    ];
}

/// The body of every answer that is no success.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Refusal {
    /// What was wrong, in words for people.
    pub error: String,
    /// The same as a word for programs, where it is known.
    pub kind: Option<Kind>,
}

/// An error that is told to whoever asked.
#[derive(Debug)]
pub(super) struct DeskError {
    pub status: StatusCode,
    pub message: String,
    pub kind: Option<Kind>,
}

pub(super) type Answer<T> = Result<T, DeskError>;

impl DeskError {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            kind: None,
        }
    }

    pub(super) fn of(self, kind: Kind) -> Self {
        Self {
            kind: Some(kind),
            ..self
        }
    }

    pub(super) fn no_job(number: i64) -> Self {
        Self::not_found(format!("there is no job {number} on this desk")).of(Kind::NoJob)
    }

    pub(super) fn not_found(what: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, what)
    }

    pub(super) fn unprocessable(what: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, what)
    }

    pub(super) fn conflict(what: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, what)
    }

    /// A fault of ours, or of the disk.
    pub(super) fn internal(what: impl std::fmt::Display) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, what.to_string())
    }
}

impl IntoResponse for DeskError {
    fn into_response(self) -> Response {
        let body = Json(Refusal {
            error: self.message,
            kind: self.kind,
        });
        (self.status, body).into_response()
    }
}

impl From<PoolError> for DeskError {
    fn from(error: PoolError) -> Self {
        let status = match &error {
            PoolError::Full { .. } | PoolError::Disk { .. } => StatusCode::INSUFFICIENT_STORAGE,
            PoolError::NoSuchCv { .. } => StatusCode::NOT_FOUND,
            PoolError::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let told = Self::new(status, error.to_string());
        match error {
            PoolError::Full { .. } => told.of(Kind::DiskFull),
            PoolError::NoSuchCv { .. } => told.of(Kind::NoCandidate),
            _ => told,
        }
    }
}

impl From<rusqlite::Error> for DeskError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull | rusqlite::ErrorCode::SystemIoFailure) => {
                Self::new(
                    StatusCode::INSUFFICIENT_STORAGE,
                    "the disk is full: nothing was written down; free some room and do it again",
                )
                .of(Kind::DiskFull)
            }
            _ => Self::internal(format!("the desk's file cannot be used: {error}")),
        }
    }
}

impl From<std::io::Error> for DeskError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull
            | std::io::ErrorKind::QuotaExceeded
            | std::io::ErrorKind::FileTooLarge => Self::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "the disk is full: nothing was kept; free some room and do it again",
            )
            .of(Kind::DiskFull),
            _ => Self::internal(format!("a file cannot be used: {error}")),
        }
    }
}

impl From<JobError> for DeskError {
    fn from(error: JobError) -> Self {
        Self::unprocessable(error.to_string())
    }
}

impl From<EditError> for DeskError {
    fn from(error: EditError) -> Self {
        Self::unprocessable(error.to_string())
    }
}

impl From<tokio::task::JoinError> for DeskError {
    fn from(_: tokio::task::JoinError) -> Self {
        Self::internal("a fault of ours; please report it").of(Kind::OurFault)
    }
}

macro_rules! of_rejection {
    ($($rejection:ty),+) => {
        $(impl From<$rejection> for DeskError {
            fn from(refused: $rejection) -> Self {
                Self::new(refused.status(), refused.body_text())
            }
        })+
    };
}

of_rejection!(JsonRejection, PathRejection, QueryRejection);
