//! The operations of a conversation, each answered to its end while others run.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tokio::{sync::mpsc, task::AbortHandle};

use super::{App, Client, Question, graphql};

/// The operations of a conversation, by their ids. They end with it.
#[derive(Clone, Default)]
pub struct Running(Arc<Mutex<HashMap<String, Operation>>>);

/// An operation, with a number of its own: its id may be used again while it still ends.
pub struct Operation {
    pub number: u64,
    pub handle: AbortHandle,
}

impl Running {
    pub fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, Operation>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn end(&self) {
        self.with(|running| {
            running
                .drain()
                .for_each(|(_, operation)| operation.handle.abort())
        });
    }

    /// Whether an operation was still known by its id, which is free now.
    pub fn ended(&self, id: &str, number: u64) -> bool {
        self.with(|running| {
            let is_own = running.get(id).is_some_and(|own| own.number == number);
            is_own && running.remove(id).is_some()
        })
    }
}

/// An operation that is being answered.
pub struct Underway {
    pub app: App,
    pub client: Option<Client>,
    pub id: String,
    pub number: u64,
    pub out: mpsc::Sender<Value>,
    pub running: Running,
}

impl Underway {
    /// Answers to the end, and says so.
    pub async fn operate(self, question: Question) {
        let Some(last) = self.answers(&question).await else {
            return;
        };
        // Whoever hears the end may use the id again at once; who ended it himself does not hear of it.
        if self.running.ended(&self.id, self.number) {
            let _ = self.out.send(last).await;
        }
    }

    /// Sends every answer, and gives what is said last; nothing where nobody listens any more.
    async fn answers(&self, question: &Question) -> Option<Value> {
        let (app, id) = (&self.app, &self.id);
        // What cannot be followed at all is refused; later an event may fail by itself.
        let follows = app.api.follows(question);
        let mut may_be_refused = follows;
        let mut answers = match follows {
            true => app.api.events(question),
            false => {
                let (api, question) = (app.api.clone(), question.clone());
                stream::once(async move { api.answer(&question).await }).boxed()
            }
        };
        while let Some(answer) = answers.next().await {
            let body = match answer.map(|answer| graphql::told(answer, question)) {
                Ok((refused, body)) => {
                    if refused || may_be_refused && body["data"].is_null() {
                        return Some(failed(id, &body["errors"]));
                    }
                    body
                }
                Err(_) => return Some(failed(id, &json!([error("TIMEOUT", &graphql::slow(app))]))),
            };
            may_be_refused = false;
            let next = json!({ "id": id, "type": "next", "payload": body });
            self.out.send(next).await.ok()?;
            // Each event costs what a query costs. Who has spent it all waits, and misses nothing: events are read
            // when they are asked for.
            if let Some(client) = self.client.filter(|_| follows) {
                app.rates.wait(client).await;
            }
        }
        Some(json!({ "id": id, "type": "complete" }))
    }
}

pub fn failed(id: &str, errors: &Value) -> Value {
    json!({ "id": id, "type": "error", "payload": errors })
}

pub fn error(code: &str, message: &str) -> Value {
    json!({ "message": message, "extensions": { "code": code } })
}
