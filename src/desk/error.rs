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

/// The body of every answer that is no success.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Refusal {
    /// What was wrong, in words for people.
    pub error: String,
}

/// An error that is told to whoever asked.
#[derive(Debug)]
pub(super) struct DeskError {
    pub status: StatusCode,
    pub message: String,
}

pub(super) type Answer<T> = Result<T, DeskError>;

impl DeskError {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
        }
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
        Self::new(status, error.to_string())
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
            ),
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
        Self::internal("a fault of ours; please report it")
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
