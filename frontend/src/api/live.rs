//! Following what happens: a subscription over a WebSocket, in the protocol graphql-transport-ws
//! (github.com/enisdenjo/graphql-ws, PROTOCOL.md), taken up again whenever the connection breaks.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use futures_util::{SinkExt, StreamExt};
use gloo_net::websocket::Message;
use gloo_net::websocket::futures::WebSocket;
use serde::Serialize;
use serde_json::Value;

use super::{Body, Operation, tree};
use crate::component::dom;

const PROTOCOL: &str = "graphql-transport-ws";
/// How long the server may be silent: it asks after less than half of it whether we are there.
const SILENCE: Duration = Duration::from_secs(45);
/// How long a connection has to hold, in milliseconds, for the next one not to be waited for any longer.
const HELD: f64 = 30_000.0;

/// What comes to who follows.
pub enum News<T> {
    /// There is a connection: whatever was missed meanwhile comes now.
    Connected,
    /// There is none.
    Lost,
    Told(T),
}

#[derive(Serialize)]
struct Subscribe<'a, V> {
    id: &'a str,
    r#type: &'a str,
    payload: Body<'a, V>,
}

/// Follows for as long as it is polled. `input` is asked for at every connection: it says where to go on.
pub async fn follow<Q: Operation>(input: impl Fn() -> Q::Input, hear: impl Fn(News<Q>)) {
    let mut failures = 0;
    loop {
        let begun = dom::now();
        // A browser that goes offline leaves its sockets open, and they may stay silent for ever.
        select(
            pin!(converse(&input, &hear)),
            pin!(dom::happened("offline")),
        )
        .await;
        hear(News::Lost);
        if dom::now() - begun >= HELD {
            failures = 0;
        }
        let pause = dom::pause(wait(failures, dom::luck()));
        select(pin!(pause), pin!(dom::happened("online"))).await;
        failures += 1;
    }
}

/// One connection, to its end.
async fn converse<Q: Operation>(
    input: &impl Fn() -> Q::Input,
    hear: &impl Fn(News<Q>),
) -> Option<()> {
    let url = dom::endpoint("/graphql").replacen("http", "ws", 1);
    let mut socket = WebSocket::open_with_protocol(&url, PROTOCOL).ok()?;
    say(&mut socket, r#"{"type":"connection_init"}"#.to_owned()).await?;
    loop {
        match said(&next(&mut socket).await?) {
            Said::Welcome => {
                let payload = Body {
                    query: Q::TEXT,
                    variables: input(),
                };
                let subscribe = Subscribe {
                    id: "1",
                    r#type: "subscribe",
                    payload,
                };
                say(&mut socket, serde_json::to_string(&subscribe).ok()?).await?;
                hear(News::Connected);
            }
            Said::Question => say(&mut socket, r#"{"type":"pong"}"#.to_owned()).await?,
            Said::News(data) => hear(News::Told(tree::read(&data)?)),
            Said::Nothing => {}
            Said::End => return None,
        }
    }
}

async fn say(socket: &mut WebSocket, message: String) -> Option<()> {
    within(SILENCE, socket.send(Message::Text(message)))
        .await?
        .ok()
}

async fn next(socket: &mut WebSocket) -> Option<String> {
    match within(SILENCE, socket.next()).await?? {
        Ok(Message::Text(text)) => Some(text),
        _ => None,
    }
}

/// What comes of something, unless it takes too long.
async fn within<T>(most: Duration, deed: impl Future<Output = T>) -> Option<T> {
    match select(pin!(deed), pin!(dom::pause(most))).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

/// What the server says.
#[derive(Debug, PartialEq)]
enum Said {
    Welcome,
    /// Whether we are there.
    Question,
    News(Value),
    Nothing,
    /// It tells nothing any more, or something that this page does not know.
    End,
}

fn said(message: &str) -> Said {
    let Ok(Value::Object(mut message)) = serde_json::from_str(message) else {
        return Said::End;
    };
    match message.get("type").and_then(Value::as_str) {
        Some("connection_ack") => Said::Welcome,
        Some("ping") => Said::Question,
        Some("pong") => Said::Nothing,
        Some("next") => match message.get_mut("payload").map(Value::take) {
            // A change that could not be read is no change that can be left out.
            Some(Value::Object(mut payload)) if !payload.contains_key("errors") => {
                payload.remove("data").map_or(Said::End, Said::News)
            }
            _ => Said::End,
        },
        _ => Said::End,
    }
}

/// How long to wait before another connection: longer with every failure, from one second to half a minute, and by
/// `luck` (from 0 to 1) not as long as everybody else whom the same server has left.
fn wait(failures: u32, luck: f64) -> Duration {
    let seconds = 2_u32.pow(failures.min(5)).min(20);
    Duration::from_secs(seconds.into()).mul_f64(1.0 + luck.clamp(0.0, 1.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::query::live::Changes;

    #[test]
    fn what_the_server_says_is_understood() {
        for (message, expected) in [
            (r#"{"type":"connection_ack"}"#, Said::Welcome),
            (r#"{"type":"ping"}"#, Said::Question),
            (r#"{"type":"pong"}"#, Said::Nothing),
            (r#"{"type":"complete","id":"1"}"#, Said::End),
            (
                r#"{"type":"error","id":"1","payload":[{"message":"No."}]}"#,
                Said::End,
            ),
            (
                r#"{"type":"next","id":"1","payload":{"data":null,"errors":[]}}"#,
                Said::End,
            ),
            (r#"{"type":"newer than the page"}"#, Said::End),
            ("<html>", Said::End),
            (
                r#"{"type":"next","id":"1","payload":{"data":{"a":1}}}"#,
                Said::News(json!({"a": 1})),
            ),
        ] {
            assert_eq!(said(message), expected, "{message}");
        }
    }

    #[test]
    fn a_change_is_read() {
        let data = json!({"changes": {
            "seq": 7, "at": "2026-11-29T10:42:00Z", "path": "a/b/1", "actor": "Editor"
        }});
        let read = tree::read::<Changes>(&data).map(|read| read.changes);
        let read = read.map(|change| (change.seq, change.path, change.actor));
        assert_eq!(read, Some((7, "a/b/1".to_owned(), "Editor".to_owned())));
    }

    #[test]
    fn pauses_grow_from_a_second_to_half_a_minute() {
        let seconds = |luck| [0, 1, 2, 3, 4, 5, 99].map(|failures| wait(failures, luck).as_secs());
        assert_eq!(seconds(0.0), [1, 2, 4, 8, 16, 20, 20]);
        assert_eq!(seconds(1.0), [1, 3, 6, 12, 24, 30, 30]);
        assert_eq!(wait(0, 1.0), Duration::from_millis(1500));
    }

    #[test]
    fn a_subscription_is_said_in_the_words_of_the_protocol() {
        let subscribe = Subscribe {
            id: "1",
            r#type: "subscribe",
            payload: Body {
                query: "subscription { a }",
                variables: (),
            },
        };
        let said = serde_json::to_value(&subscribe).ok();
        let expected = json!({
            "id": "1", "type": "subscribe", "payload": {"query": "subscription { a }", "variables": null}
        });
        assert_eq!(said, Some(expected));
    }
}
