//! GraphQL over a WebSocket, for what happens while somebody listens: the protocol graphql-transport-ws
//! (github.com/enisdenjo/graphql-ws, PROTOCOL.md). async-graphql speaks it too, but closes with other codes than the
//! protocol names, and takes an id twice; clients tell by the code whether to come back.

mod operation;
mod room;

use std::time::Duration;

use axum::{
    extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    http::StatusCode,
    response::{IntoResponse, Response as HttpResponse},
};
use futures_util::{
    SinkExt, StreamExt,
    stream::{BoxStream, SplitSink},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::{
    sync::mpsc,
    time::{Instant, timeout, timeout_at},
};

use super::{
    App,
    asked::Asked,
    graphql,
    media::Media,
    rate::{self, Client},
    sender::Sender,
};
use crate::graphql::{Asker, Question};
use operation::{Operation, Running, Underway, error, failed};
pub use room::Room;
use room::{MOST_OF_CLIENT, MOST_SOCKETS, Place};

const PROTOCOL: &str = "graphql-transport-ws";
/// How many operations one conversation has at once.
const MOST_OPERATIONS: usize = 100;
/// How long a client may take to introduce itself.
const INIT: Duration = Duration::from_secs(10);
/// How long a client may be silent before it is asked whether it is there, and again before it is given up.
const SILENCE: Duration = Duration::from_secs(20);
/// How long a client may take to take a message.
const SLOWEST: Duration = Duration::from_secs(30);
/// How many messages wait for a client that reads slowly; operations wait with them, and read no further.
const WAITING: usize = 16;
/// The longest word that names an operation.
const LONGEST_ID: usize = 256;
/// What a connection reads and writes at once, in bytes: there are thousands of them.
const BUFFER: usize = 8 * 1024;

/// Takes up a conversation. Pages of foreign origins are refused: browsers let any page open a WebSocket, whatever
/// the rules for its other requests.
pub fn open(app: App, sender: &Sender, upgrade: WebSocketUpgrade) -> HttpResponse {
    let client = sender.client;
    if !sender.may_call(&app) {
        let words =
            "Pages of this origin may not call the API: it has to be named with --allow-origin.";
        return Media::Json.refuse(StatusCode::FORBIDDEN, "FORBIDDEN", words.to_owned());
    }
    let Some(place) = app.sockets.place(client) else {
        let words = format!(
            "Too many conversations are open already: {MOST_SOCKETS}, or {MOST_OF_CLIENT} with your address. Try again later."
        );
        return Media::Json.refuse(StatusCode::SERVICE_UNAVAILABLE, "OVER_LIMIT", words);
    };
    let upgrade = upgrade
        .protocols([PROTOCOL])
        .max_message_size(app.api.limits.body)
        .max_frame_size(app.api.limits.body)
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER);
    upgrade
        .on_upgrade(move |socket| talk(app, client, socket, place))
        .into_response()
}

/// Why a conversation is ended: a code of the protocol, and its words.
type End = (u16, String);

/// What a client says.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Said {
    ConnectionInit {},
    Ping {
        #[serde(default)]
        payload: Option<Map<String, Value>>,
    },
    Pong {},
    Subscribe {
        id: String,
        payload: Asked,
    },
    Complete {
        id: String,
    },
}

struct Conversation {
    app: App,
    client: Option<Client>,
    out: mpsc::Sender<Value>,
    running: Running,
    /// How many operations there were.
    begun: u64,
}

async fn talk(app: App, client: Option<Client>, socket: WebSocket, _place: Place) {
    let speaks = socket.protocol().is_some();
    let (mut sink, source) = socket.split();
    let (out, waiting) = mpsc::channel(WAITING);
    let conversation = Conversation {
        app,
        client,
        out,
        running: Running::default(),
        begun: 0,
    };
    let running = conversation.running.clone();
    let end = if speaks {
        // Either side may end it: what the client says, or that it takes nothing any more.
        tokio::select! {
            end = conversation.listen(source.boxed()) => end,
            () = write(&mut sink, waiting) => None,
        }
    } else {
        Some((4406, "Subprotocol not acceptable".to_owned()))
    };
    running.end();
    if let Some((code, reason)) = end {
        let frame = CloseFrame {
            code,
            reason: reason.into(),
        };
        // Who has gone already is not told.
        let _ = timeout(SLOWEST, sink.send(Message::Close(Some(frame)))).await;
    }
}

/// Writes what waits, until the client takes nothing any more.
async fn write(sink: &mut SplitSink<WebSocket, Message>, mut waiting: mpsc::Receiver<Value>) {
    while let Some(message) = waiting.recv().await {
        let sent = sink.send(Message::text(message.to_string()));
        if !matches!(timeout(SLOWEST, sent).await, Ok(Ok(()))) {
            return;
        }
    }
}

impl Conversation {
    /// Hears a client to its end, and answers why the conversation is ended; nothing where the client ended it.
    async fn listen(
        mut self,
        mut source: BoxStream<'static, Result<Message, axum::Error>>,
    ) -> Option<End> {
        let until = Instant::now() + INIT;
        let mut known = false;
        let mut silent = false;
        loop {
            let until = if known {
                Instant::now() + SILENCE
            } else {
                until
            };
            let message = match timeout_at(until, source.next()).await {
                Ok(Some(Ok(message))) => message,
                // Gone, or too long a message, which is answered on the level below.
                Ok(Some(Err(_)) | None) => return None,
                Err(_) if !known => {
                    return Some((4408, "Connection initialisation timeout".to_owned()));
                }
                Err(_) if silent => return Some((3008, "Timeout".to_owned())),
                Err(_) => {
                    silent = true;
                    self.say(json!({ "type": "ping" })).await;
                    continue;
                }
            };
            silent = false;
            let text = match &message {
                Message::Text(text) => text.as_bytes(),
                Message::Binary(bytes) => bytes,
                Message::Close(_) => return None,
                Message::Ping(_) | Message::Pong(_) => continue,
            };
            let said = match serde_json::from_slice(text) {
                Ok(said) => said,
                Err(fault) => return Some((4400, shortened(format!("Invalid message: {fault}")))),
            };
            if let Err(end) = self.hear(said, &mut known).await {
                return Some(end);
            }
        }
    }

    async fn hear(&mut self, said: Said, known: &mut bool) -> Result<(), End> {
        match said {
            Said::ConnectionInit {} if *known => {
                return Err((4429, "Too many initialisation requests".to_owned()));
            }
            Said::ConnectionInit {} => {
                *known = true;
                self.say(json!({ "type": "connection_ack" })).await;
            }
            Said::Ping { payload } => {
                let mut pong = json!({ "type": "pong" });
                if let Some(payload) = payload {
                    pong["payload"] = Value::Object(payload);
                }
                self.say(pong).await;
            }
            Said::Pong {} => {}
            Said::Subscribe { .. } if !*known => return Err((4401, "Unauthorized".to_owned())),
            Said::Subscribe { id, payload } => self.begin(id, payload).await?,
            Said::Complete { id } => {
                if let Some(operation) = self.running.with(|running| running.remove(&id)) {
                    operation.handle.abort();
                }
            }
        }
        Ok(())
    }

    async fn say(&self, message: Value) {
        // Nobody takes it only when the conversation is over.
        let _ = self.out.send(message).await;
    }

    /// Begins an operation, or says why not.
    async fn begin(&mut self, id: String, asked: Asked) -> Result<(), End> {
        if id.len() > LONGEST_ID {
            return Err((4400, format!("An id may have {LONGEST_ID} bytes.")));
        }
        let (is_known, count) = self
            .running
            .with(|running| (running.contains_key(&id), running.len()));
        if is_known {
            return Err((
                4409,
                shortened(format!("Subscriber for {id} already exists")),
            ));
        }
        let question = match self.question(asked, count) {
            Ok(question) => question,
            Err((code, message)) => {
                self.say(failed(&id, &json!([error(code, &message)]))).await;
                return Ok(());
            }
        };
        self.begun += 1;
        let asked = Underway {
            app: self.app.clone(),
            client: self.client,
            id: id.clone(),
            number: self.begun,
            out: self.out.clone(),
            running: self.running.clone(),
        };
        self.running.with(|known| {
            let number = asked.number;
            let handle = tokio::spawn(asked.operate(question)).abort_handle();
            known.insert(id, Operation { number, handle });
        });
        Ok(())
    }

    /// The question of an operation, once its client may ask it.
    fn question(&self, asked: Asked, count: usize) -> Result<Question, (&'static str, String)> {
        if count >= MOST_OPERATIONS {
            let words = format!(
                "A conversation has at most {MOST_OPERATIONS} operations at once: complete some first."
            );
            return Err(("OVER_LIMIT", words));
        }
        let question = asked.question(&self.app.queries)?;
        // Here is no cookie to be set, and nobody who is known by one.
        if self.app.api.writes(&question) {
            let words = "Send mutations with POST: a WebSocket is for queries and subscriptions.";
            return Err(("BAD_REQUEST", words.to_owned()));
        }
        let rate = match self.client.map(|client| self.app.rates.query(client)) {
            None => None,
            Some(Ok(rate)) => rate,
            Some(Err(wait)) => {
                let wait = rate::seconds(wait);
                let words = format!(
                    "There were too many requests from your address. Come back in {wait} seconds."
                );
                return Err(("RATE_LIMITED", words));
            }
        };
        let place = self.client.map(Into::into);
        let asker = Asker {
            place,
            rate,
            ..Asker::default()
        };
        Ok(Question { asker, ..question })
    }
}

/// The reason of a close frame has at most 123 bytes.
fn shortened(words: String) -> String {
    let mut end = words.len().min(120);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_cut_between_letters() {
        assert_eq!(shortened("short".to_owned()), "short");
        assert!(shortened("ä".repeat(200)).len() <= 123);
    }
}
