//! The days on which somebody's actions are due, as a calendar that programs subscribe to: `/calendar/SECRET.ics`.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::Utc;
use icalendar::{Calendar, Component, Event, EventLike};

use super::{App, media::Media, permalink};
use crate::domain::{calendar, work::Item};

pub use crate::domain::calendar::PATH;

/// How often a program is asked to read it again.
const EVERY: &str = "PT6H";

/// The calendar of a secret. Whoever has none learns nothing of others.
pub async fn read(
    State(app): State<App>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let secret = file.strip_suffix(".ics").unwrap_or_default();
    match calendar::read(&app.db, secret).await {
        Ok(Some(items)) => {
            let home = permalink::origin(&app, &headers);
            let body = written(&items, &home);
            let kind = (header::CONTENT_TYPE, "text/calendar; charset=utf-8");
            let private = (header::CACHE_CONTROL, "private, max-age=900");
            ([kind, private], body).into_response()
        }
        Ok(None) => {
            let words = "There is no such calendar. Make a new link on the page of your work.";
            Media::Json.refuse(StatusCode::NOT_FOUND, "NOT_FOUND", words.to_owned())
        }
        Err(cause) => {
            tracing::error!(?cause, "a calendar could not be read");
            let words = "There is a problem with the service. Try again in a few minutes.";
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            Media::Json.refuse(status, "INTERNAL", words.to_owned())
        }
    }
}

/// A day of the calendar for each action: its first line says which, the rest how it stands.
fn written(items: &[Item], home: &str) -> String {
    let mut calendar = Calendar::new();
    calendar
        .name("Golden Thread: actions due")
        .append_property(("REFRESH-INTERVAL;VALUE=DURATION", EVERY))
        .append_property(("X-PUBLISHED-TTL", EVERY));
    for item in items {
        let Some(due) = item.due else { continue };
        let action = &item.action;
        let mut event = Event::new();
        event
            .uid(&format!("{}@golden-thread", action.id))
            .timestamp(Utc::now())
            // A day without an end is the whole day.
            .starts(due)
            .summary(&format!("Action {} is due", action.reference))
            .description(&action.text);
        let (area, rest) = action.path.split_once('/').unwrap_or_default();
        let (plan, reference) = rest.split_once('/').unwrap_or_default();
        event.url(&format!(
            "{home}/areas/{area}/plans/{plan}/actions/{reference}"
        ));
        calendar.push(event.done());
    }
    calendar.to_string()
}
