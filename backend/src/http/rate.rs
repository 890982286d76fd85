//! How much one client may ask for in a minute, so that nobody takes the server from all others. Every request
//! costs points, a file or a permalink more than a query; points come back evenly.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
    time::Duration,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::{TimeDelta, Utc};
use governor::{
    Quota, RateLimiter, clock::Clock, clock::DefaultClock, middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};

use super::{App, media::Media};
use crate::graphql::{Limits, RateLimit};

/// The headers of the IETF's draft "RateLimit header fields for HTTP".
pub const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
pub const LEFT: HeaderName = HeaderName::from_static("ratelimit");

/// The points of a query.
const QUERY: NonZeroU32 = NonZeroU32::MIN;
/// The points of a file, which asks hundreds of queries, and of an answer that is kept for good.
const FILE: NonZeroU32 = QUERY.saturating_add(19);
/// How many clients are remembered before those are forgotten that have all of their points again.
const CLIENTS: usize = 10_000;

type Keyed =
    RateLimiter<IpAddr, DashMapStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>;

/// The points of every client. Cheap to clone.
#[derive(Clone)]
pub struct Rates {
    /// None where nobody is limited.
    points: Option<Arc<Keyed>>,
    limit: u32,
    proxies: usize,
}

impl Rates {
    /// As the limits say.
    pub fn new(limits: &Limits) -> Self {
        let quota = NonZeroU32::new(limits.rate).map(Quota::per_minute);
        let points = quota.map(|quota| {
            let limiter = RateLimiter::dashmap(quota);
            Arc::new(limiter.with_middleware::<StateInformationMiddleware>())
        });
        Self {
            points,
            limit: limits.rate,
            proxies: limits.proxies,
        }
    }

    /// Takes the points of a query that comes without a request of its own, or says how long to wait.
    pub fn query(&self, client: Client) -> Result<Option<RateLimit>, Duration> {
        let Some(points) = &self.points else {
            return Ok(None);
        };
        match points.check_key_n(&client.0, QUERY) {
            Ok(Ok(left)) => Ok(Some(self.left(QUERY, left.remaining_burst_capacity()))),
            Ok(Err(early)) => Err(early.wait_time_from(DefaultClock::default().now())),
            // No quota is less than one.
            Err(_) => Err(Duration::MAX),
        }
    }

    /// Takes the points of a query, however long it takes until there are some.
    pub async fn wait(&self, client: Client) {
        if let Some(points) = &self.points {
            points.until_key_ready(&client.0).await;
        }
    }

    /// What a client has left after it spent some.
    fn left(&self, cost: NonZeroU32, left: u32) -> RateLimit {
        let now = Utc::now();
        RateLimit {
            cost: cost.get(),
            limit: self.limit,
            remaining: left,
            reset_at: i64::try_from(self.reset(left))
                .ok()
                .and_then(TimeDelta::try_seconds)
                .map_or(now, |seconds| now + seconds),
        }
    }

    /// In how many seconds it has all of them again.
    fn reset(&self, left: u32) -> u64 {
        u64::from(self.limit.saturating_sub(left)) * 60 / u64::from(self.limit)
    }
}

/// Who asks, as far as points go.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Client(IpAddr);

impl From<Client> for IpAddr {
    fn from(client: Client) -> Self {
        client.0
    }
}

/// Takes the points of a request, or refuses it and says when to come back.
pub async fn limit(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|peer| peer.0.ip());
    let client = client(peer, request.headers(), app.rates.proxies);
    request.extensions_mut().insert(Client(client));
    let Some(points) = &app.rates.points else {
        return next.run(request).await;
    };
    let is_file = request.uri().path().starts_with("/download");
    let cost = match is_file
        || (request.uri().path() == "/permalink" && request.method() == Method::POST)
    {
        true => FILE,
        false => QUERY,
    };
    if points.len() > CLIENTS {
        points.retain_recent();
    }
    let limit = app.rates.limit;
    match points.check_key_n(&client, cost) {
        Ok(Ok(left)) => {
            let left = left.remaining_burst_capacity();
            let rate = app.rates.left(cost, left);
            request.extensions_mut().insert(rate);
            said(next.run(request).await, limit, left, app.rates.reset(left))
        }
        Ok(Err(early)) => {
            let wait = early.wait_time_from(DefaultClock::default().now());
            said(refused(is_file, limit, wait), limit, 0, seconds(wait))
        }
        // One request costs more than a minute has: waiting would not help.
        Err(_) => never(is_file, limit),
    }
}

fn refused(is_file: bool, limit: u32, wait: Duration) -> Response {
    let wait = seconds(wait);
    let words = format!(
        "There were too many requests from your address: it has {limit} points a minute, and a query costs one, a file or a permalink {FILE}. Come back in {wait} seconds."
    );
    let mut response = told(is_file, words);
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(wait));
    response
}

fn never(is_file: bool, limit: u32) -> Response {
    told(
        is_file,
        format!(
            "A file or a permalink costs {FILE} points, and this server gives an address {limit} a minute: it gives none of either. Ask by queries."
        ),
    )
}

/// A refusal, in the form of the address that was asked.
fn told(is_file: bool, words: String) -> Response {
    let status = StatusCode::TOO_MANY_REQUESTS;
    match is_file {
        true => (status, words + "\n").into_response(),
        false => Media::Json.refuse(status, "RATE_LIMITED", words),
    }
}

/// Whole seconds, so that whoever waits them has waited enough.
pub fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

fn said(mut response: Response, limit: u32, left: u32, reset: u64) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (POLICY, format!("\"minute\";q={limit};w=60")),
        (LEFT, format!("\"minute\";r={left};t={reset}")),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    response
}

/// Who asks: the address of the connection or, behind so many proxies of ours, the one that the outermost of
/// them saw. What stands further left anybody may have written.
fn client(peer: Option<IpAddr>, headers: &HeaderMap, proxies: usize) -> IpAddr {
    let peer = peer.unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
    let forwarded = headers.get_all("x-forwarded-for").iter();
    // An entry that cannot be read keeps its place: otherwise the next one to the left, which anybody may have
    // written, would be taken for it.
    let entries: Vec<&str> = forwarded
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .collect();
    let named = proxies
        .checked_sub(1)
        .and_then(|before| entries.iter().rev().nth(before))
        .and_then(|entry| address(entry.trim()));
    // Who has one address of the newer kind has all of its network.
    match named.unwrap_or(peer).to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        address => address,
    }
}

/// An address, with a port or without.
fn address(entry: &str) -> Option<IpAddr> {
    let with_port = || Some(entry.parse::<SocketAddr>().ok()?.ip());
    entry.parse().ok().or_else(with_port)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_who_our_own_proxies_saw() {
        let mut headers = HeaderMap::new();
        let forged = HeaderValue::from_static("10.9.9.9, 203.0.113.7, 192.0.2.1");
        headers.insert("x-forwarded-for", forged);
        let peer: IpAddr = "127.0.0.1".parse().unwrap();
        for (proxies, expected) in [
            (0, "127.0.0.1"),
            (1, "192.0.2.1"),
            (2, "203.0.113.7"),
            (9, "127.0.0.1"),
        ] {
            let found = client(Some(peer), &headers, proxies);
            assert_eq!(found, expected.parse::<IpAddr>().unwrap(), "{proxies}");
        }
        // A proxy may write the port too, or something that is no address: no other entry takes its place.
        for (written, expected) in [
            ("203.0.113.7, 192.0.2.1:4711", "192.0.2.1"),
            ("203.0.113.7, [2001:db8:1:2::9]:4711", "2001:db8:1:2::"),
            ("203.0.113.7, unknown", "127.0.0.1"),
        ] {
            headers.insert("x-forwarded-for", HeaderValue::from_static(written));
            let found = client(Some(peer), &headers, 1);
            assert_eq!(found, expected.parse::<IpAddr>().unwrap(), "{written}");
        }
        let none = HeaderMap::new();
        let found = client("2001:db8:1:2:3:4:5:6".parse().ok(), &none, 1);
        assert_eq!(found, "2001:db8:1:2::".parse::<IpAddr>().unwrap());
        let mapped = client("::ffff:192.0.2.1".parse().ok(), &none, 0);
        assert_eq!(mapped, "192.0.2.1".parse::<IpAddr>().unwrap());
    }
}
