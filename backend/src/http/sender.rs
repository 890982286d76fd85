//! Who sends a request: from which page, with which session or token.

use std::{convert::Infallible, net::IpAddr};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::Response,
};
use tower_sessions::Session;

use super::{App, graphql, media::Media, origin, rate::Client};
use crate::{
    domain::{permission::Viewer, token},
    graphql::{Asker, RateLimit},
    session,
};

/// What a request says of whoever sends it.
pub struct Sender {
    pub headers: HeaderMap,
    uri: Uri,
    pub client: Option<Client>,
    rate: Option<RateLimit>,
    session: Option<Session>,
}

impl<S: Sync> FromRequestParts<S> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self {
            headers: parts.headers.clone(),
            uri: parts.uri.clone(),
            client: parts.extensions.get().copied(),
            rate: parts.extensions.get().copied(),
            session: parts.extensions.get().cloned(),
        })
    }
}

impl Sender {
    /// Whether its page may call the API. Who is no browser names no page.
    pub fn may_call(&self, app: &App) -> bool {
        origin::may_call(&self.headers, &self.uri, &app.origins)
    }

    /// Whether its page may speak for whoever uses it: one of our own, or one that is allowed by name.
    pub fn is_trusted(&self, app: &App) -> bool {
        let named = app.origins.iter().filter(|one| *one != "*").cloned();
        let named: Box<[_]> = named.collect();
        let is_https = |origin: &HeaderValue| origin.as_bytes().starts_with(b"https://");
        let is_secure = app.public.as_ref().is_some_and(is_https);
        let origin = self.headers.get(header::ORIGIN);
        // Where people come over HTTPS, what came over HTTP may be anybody's.
        let is_plain = is_secure && origin.is_some_and(|origin| !is_https(origin));
        let is_named = origin.is_some_and(|origin| named.contains(origin));
        (!is_plain || is_named) && origin::may_call(&self.headers, &self.uri, &named)
    }

    /// Who asks: whoever a token or, on a page that is trusted, the session says. A token that is nobody's is refused.
    pub async fn asker(&self, app: &App, media: Media) -> Result<Asker, Box<Response>> {
        let viewer = match self.token() {
            Some(token) => self.owner(app, media, token).await?,
            None => match self.session.as_ref().filter(|_| self.is_trusted(app)) {
                Some(session) => session::viewer(&app.db, session)
                    .await
                    .map_err(|error| Box::new(graphql::failed(&error)))?,
                None => Viewer::default(),
            },
        };
        Ok(Asker {
            viewer,
            session: self.session.clone(),
            place: self.client.map(IpAddr::from),
            rate: self.rate,
        })
    }

    /// The token that is shown, which may be none at all. Nothing where none is.
    fn token(&self) -> Option<&str> {
        let given = self.headers.get(header::AUTHORIZATION)?.to_str();
        let (scheme, token) = given
            .unwrap_or_default()
            .split_once(' ')
            .unwrap_or_default();
        Some(match scheme.eq_ignore_ascii_case("bearer") {
            true => token.trim(),
            false => "",
        })
    }

    async fn owner(&self, app: &App, media: Media, token: &str) -> Result<Viewer, Box<Response>> {
        let person = token::person(&app.db, token).await;
        match person.map_err(|error| Box::new(graphql::failed(&error)))? {
            Some(person) => Ok(person.into()),
            None => {
                let words = "This is no token, or it was revoked or has ended. Show one that `createToken` made, as `Authorization: Bearer gt_…`, or none.";
                let status = StatusCode::UNAUTHORIZED;
                let mut refused = media.refuse(status, "SIGN_IN_FIRST", words.to_owned());
                let bearer = HeaderValue::from_static("Bearer");
                refused
                    .headers_mut()
                    .insert(header::WWW_AUTHENTICATE, bearer);
                Err(Box::new(refused))
            }
        }
    }
}
