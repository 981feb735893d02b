//! Every address that the desk answers, and what it is described as.

use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tower_http::timeout::TimeoutLayer;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{Modify, OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::error::{Answer, DeskError};
use super::jobs::JobLine;
use super::training::ModelLine;
use super::uploads::REQUEST_BYTES;
use super::{
    Shared, candidate, decisions, edits, export, guard, imports, jobs, learning, pages, ranking,
    training,
};

/// Bytes of a request that carries no files.
const PLAIN_BYTES: usize = 4 * 1024 * 1024;
/// How long a request may take: a large upload over a slow disk, an export of many CVs.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(600);

#[derive(OpenApi)]
#[openapi(
    info(
        title = "cvrank desk",
        description = "Everything that the desk's page does. Errors are {\"error\": \"what to do\"}."
    ),
    components(schemas(ranking::Sort, ranking::Decided)),
    modifiers(&Secured),
    security(("secret" = []))
)]
struct Described;

struct Secured;

impl Modify for Secured {
    fn modify(&self, described: &mut utoipa::openapi::OpenApi) {
        let components = described.components.get_or_insert_default();
        let secret = ApiKeyValue::with_description(
            guard::TOKEN.as_str(),
            "The secret in the address that the desk prints when it starts",
        );
        let scheme = SecurityScheme::ApiKey(ApiKey::Header(secret));
        components.add_security_scheme("secret", scheme);
    }
}

/// The desk as a whole.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeskView {
    pub folder: String,
    pub version: &'static str,
    /// What `present` stands for.
    pub as_of: String,
    /// Newest first.
    pub jobs: Vec<JobLine>,
    pub models: Vec<ModelLine>,
}

/// The jobs and models of this desk.
#[utoipa::path(get, path = "/api/desk", responses((status = 200, body = DeskView)))]
async fn desk(State(desk): State<Shared>) -> Answer<Json<DeskView>> {
    desk.work(|desk| {
        Ok(DeskView {
            folder: desk.places.folder.display().to_string(),
            version: env!("CARGO_PKG_VERSION"),
            as_of: desk.loaded.as_of(),
            jobs: desk.job_lines()?,
            models: desk.models()?.models,
        })
    })
    .await
    .map(Json)
}

fn described() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(Described::openapi())
        .routes(routes!(desk))
        .routes(routes!(jobs::list, jobs::create))
        .routes(routes!(jobs::one, jobs::set, jobs::delete))
        .routes(routes!(edits::edit))
        .routes(routes!(edits::undo))
        .routes(routes!(edits::redo))
        .routes(routes!(decisions::reveal))
        .routes(routes!(decisions::blind))
        .routes(routes!(imports::add))
        .layer(DefaultBodyLimit::max(REQUEST_BYTES))
        .merge(
            OpenApiRouter::new()
                .routes(routes!(imports::list))
                .routes(routes!(ranking::ranking))
                .routes(routes!(candidate::one, imports::remove))
                .routes(routes!(candidate::original))
                .routes(routes!(candidate::compare))
                .routes(routes!(decisions::list, decisions::decide))
                .routes(routes!(decisions::undo))
                .routes(routes!(
                    learning::preview,
                    learning::apply,
                    learning::withdraw
                ))
                .routes(routes!(training::state, training::start))
                .routes(routes!(training::promote))
                .routes(routes!(export::export))
                .layer(DefaultBodyLimit::max(PLAIN_BYTES)),
        )
}

pub(super) fn router(desk: Shared) -> Router {
    let (router, description) = described().split_for_parts();
    let description = Json(description);
    router
        .route("/api/openapi.json", get(move || async { description }))
        .route("/", get(pages::index))
        .route("/page/{*name}", get(pages::file))
        .fallback(nothing)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            PATIENCE,
        ))
        .layer(axum::middleware::from_fn_with_state(
            desk.clone(),
            guard::guard,
        ))
        .with_state(desk)
}

async fn nothing() -> DeskError {
    DeskError::not_found(
        "the desk has no such address; /api/openapi.json describes those that it has",
    )
}
