//! How many conversations there may be at once.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::Client;

/// How many conversations the server has at once.
pub const MOST_SOCKETS: usize = 5_000;
/// How many of them are with one client: behind one address may be a whole council.
pub const MOST_OF_CLIENT: usize = 1_000;

/// Who has how many conversations. Cheap to clone.
#[derive(Clone, Default)]
pub struct Room(Arc<Mutex<HashMap<Option<Client>, usize>>>);

impl Room {
    /// A place for a conversation; nothing where there is none left.
    pub fn place(&self, client: Option<Client>) -> Option<Place> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = taken.get(&client).copied().unwrap_or_default();
        if own >= MOST_OF_CLIENT || taken.values().sum::<usize>() >= MOST_SOCKETS {
            return None;
        }
        taken.insert(client, own + 1);
        Some(Place {
            room: self.clone(),
            client,
        })
    }
}

/// A place, for as long as it is held.
pub struct Place {
    room: Room,
    client: Option<Client>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.room.0.lock().unwrap_or_else(PoisonError::into_inner);
        match taken.get_mut(&self.client) {
            Some(own) if *own > 1 => *own -= 1,
            _ => drop(taken.remove(&self.client)),
        }
    }
}
