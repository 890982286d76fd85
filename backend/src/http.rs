//! Every route in one table.

mod asked;
mod cache;
mod calendar;
mod download;
mod etag;
mod graphql;
mod media;
mod null;
mod origin;
mod page;
mod permalink;
mod rate;
mod sender;
mod socket;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, Method, Request, StatusCode, header},
    middleware::from_fn_with_state,
    response::IntoResponse,
    routing::{any, get, post},
};
use sea_orm::DatabaseConnection;
use std::{
    ops::Deref,
    sync::{Arc, LazyLock},
    time::Duration,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    cors::{AllowOrigin, CorsLayer},
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
    timeout::TimeoutLayer,
    trace::TraceLayer,
};
use tracing::Span;

use crate::{
    graphql::{Api, CLOSED, Limits},
    mail::Mailer,
    session,
};

/// The longest that sending a request and answering it may take together.
const SLOWEST: Duration = Duration::from_secs(120);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What handlers share. Every layer has its own and each request takes some of them: a pointer is all that is
/// copied.
#[derive(Clone)]
pub struct App(Arc<Shared>);

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

pub struct Shared {
    pub api: Api,
    pub db: DatabaseConnection,
    answers: cache::Answers,
    queries: cache::Queries,
    rates: rate::Rates,
    sockets: socket::Room,
    /// The origins whose pages may call the API.
    origins: Box<[HeaderValue]>,
    /// Where people open the page. Nothing where it is the address that they ask.
    public: Option<HeaderValue>,
}

/// Where a server is, for those who use it.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The origins of other pages that may call the API.
    pub origins: Vec<HeaderValue>,
    /// The origin at which people open the page. Nothing where it is the address that they ask.
    pub public: Option<HeaderValue>,
    /// What sends mails. Nothing where links are copied only.
    pub mailer: Option<Mailer>,
}

impl App {
    /// Over a database, with limits on what a query may ask for, at a place.
    pub fn new(db: DatabaseConnection, limits: Limits, site: Site) -> Self {
        Self(Arc::new(Shared {
            api: Api::new(db.clone(), limits).mailing(site.mailer),
            db,
            answers: cache::Answers::new(limits.cache),
            queries: cache::Queries::default(),
            rates: rate::Rates::new(&limits),
            sockets: socket::Room::default(),
            origins: site
                .origins
                .into_iter()
                .chain(site.public.clone())
                .collect(),
            public: site.public,
        }))
    }
}

/// All routes.
pub fn router(app: App) -> Router {
    let body = app.api.limits.body;
    let cors = cors(&app.origins);
    let is_https = |origin: &HeaderValue| origin.as_bytes().starts_with(b"https://");
    let is_secure = app.public.as_ref().is_some_and(is_https);
    let sessions = session::layer(app.db.clone(), is_secure);
    let graphql = get(graphql::get)
        .post(graphql::post)
        .fallback(graphql::wrong_method)
        .layer(sessions);
    let api = Router::new()
        .route("/graphql", graphql)
        .route("/schema.graphql", get(sdl))
        .route("/download/{file}", get(download::download))
        .route("/calendar/{file}", get(calendar::read))
        .route("/permalink", post(permalink::keep))
        .route("/permalink/{id}", get(permalink::read))
        .route("/permalink/{id}/about", get(permalink::describe))
        .layer(DefaultBodyLimit::max(body))
        .layer(from_fn_with_state(app.clone(), rate::limit))
        .layer(CompressionLayer::new().compress_when(download::is_loose()))
        .layer(cors);
    Router::new()
        .merge(api)
        .route("/health", get(health))
        .fallback(any(page::serve))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            SLOWEST,
        ))
        .layer(CatchPanicLayer::custom(graphql::panicked))
        .layer(header("x-content-type-options", "nosniff"))
        .layer(header("referrer-policy", "strict-origin-when-cross-origin"))
        // Every line of the log and every answer carry the id of their request.
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .with_state(app)
}

fn span<B>(request: &Request<B>) -> Span {
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default();
    let (method, path) = (request.method(), request.uri().path());
    // What stands behind it lets whoever reads it in.
    let path = match path.starts_with(calendar::PATH) {
        true => calendar::PATH,
        false => path,
    };
    tracing::error_span!("request", id, %method, path)
}

fn header(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(
        HeaderName::from_static(name),
        HeaderValue::from_static(value),
    )
}

fn cors(origins: &[HeaderValue]) -> CorsLayer {
    let is_any = origins.iter().any(|origin| origin == "*");
    let allowed = if is_any {
        AllowOrigin::any()
    } else {
        AllowOrigin::list(origins.iter().cloned())
    };
    CorsLayer::new()
        .allow_origin(allowed)
        // Pages that are allowed by name may speak for whoever has signed in; others ask for nobody.
        .allow_credentials(!is_any && !origins.is_empty())
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([
            header::CONTENT_TYPE,
            header::ACCEPT,
            header::AUTHORIZATION,
            header::IF_NONE_MATCH,
        ])
        .expose_headers([
            REQUEST_ID,
            header::ETAG,
            header::RETRY_AFTER,
            rate::POLICY,
            rate::LEFT,
            download::DATA_VERSION,
        ])
        .max_age(Duration::from_secs(3600))
}

/// 200 while the database answers, 503 when it does not.
async fn health(axum::extract::State(app): axum::extract::State<App>) -> impl IntoResponse {
    match app.db.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(cause) => {
            tracing::error!(%cause, "the database does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}

async fn sdl(axum::extract::State(app): axum::extract::State<App>) -> impl IntoResponse {
    static SDL: LazyLock<String> = LazyLock::new(crate::graphql::sdl);
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    match app.api.limits.no_introspection {
        true => (StatusCode::NOT_FOUND, plain, format!("{CLOSED}\n")),
        false => (StatusCode::OK, plain, SDL.clone()),
    }
}
