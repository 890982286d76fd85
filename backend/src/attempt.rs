//! How often somebody may try to sign in, so that nobody guesses passwords, and ask for a mail, so that nobody fills
//! mailboxes of others: for an address of e-mail from one place, for the place, and for the address from all places
//! together. Trying to sign in for somebody else takes many places to shut him out.

use std::{net::IpAddr, num::NonZeroU32, sync::Arc, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::domain::{
    Result,
    problem::{Code, problem},
    secret,
};

/// How many are remembered before those are forgotten that may try as often as anybody.
const REMEMBERED: usize = 10_000;

/// The attempts of the last minutes. Cheap to clone.
#[derive(Clone)]
pub struct Attempts {
    sign_in: Arc<Limits>,
    /// Whoever has tried to sign in too often may still ask for a link.
    mail: Arc<Limits>,
}

struct Limits {
    pair: DefaultKeyedRateLimiter<(String, IpAddr)>,
    place: DefaultKeyedRateLimiter<IpAddr>,
    email: DefaultKeyedRateLimiter<String>,
}

impl Default for Attempts {
    fn default() -> Self {
        Self {
            sign_in: Arc::new(Limits::new((10, 60), (300, 2), (100, 20))),
            mail: Arc::new(Limits::new((3, 600), (60, 30), (6, 600))),
        }
    }
}

impl Attempts {
    /// Counts an attempt, or refuses it.
    pub fn count(&self, email: &str, place: Option<IpAddr>) -> Result<()> {
        match self.sign_in.allow(email, place) {
            true => Ok(()),
            false => Err(later(
                "There were too many attempts. Wait a minute before each further one.",
            )),
        }
    }

    /// Counts a mail that somebody asks for, or refuses it, whether there is anybody who gets it or not.
    pub fn count_mail(&self, email: &str, place: Option<IpAddr>) -> Result<()> {
        match self.mail.allow(email, place) {
            true => Ok(()),
            false => Err(later(
                "A link was asked for several times already. Look for it in your mail, also among what was taken for spam, or wait ten minutes before you ask again.",
            )),
        }
    }
}

fn later(words: &str) -> crate::domain::Error {
    problem(Code::TryLater, "", words)
}

impl Limits {
    /// How often at once, and after how many seconds once more: for a pair, a place and an address.
    fn new(pair: (u32, u64), place: (u32, u64), email: (u32, u64)) -> Self {
        let often = |(burst, every): (u32, u64)| {
            let quota = Quota::with_period(Duration::from_secs(every))
                .unwrap_or(Quota::per_hour(NonZeroU32::MIN));
            quota.allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN))
        };
        Self {
            pair: RateLimiter::keyed(often(pair)),
            place: RateLimiter::keyed(often(place)),
            email: RateLimiter::keyed(often(email)),
        }
    }

    fn allow(&self, email: &str, place: Option<IpAddr>) -> bool {
        // All keys are of one length, however long what somebody sends is.
        let email = secret::hash(&email.trim().to_lowercase());
        let place = place.unwrap_or(IpAddr::from([0, 0, 0, 0]));
        if self.pair.len() > REMEMBERED {
            self.pair.retain_recent();
            self.place.retain_recent();
            self.email.retain_recent();
        }
        self.place.check_key(&place).is_ok()
            && self.pair.check_key(&(email.clone(), place)).is_ok()
            && self.email.check_key(&email).is_ok()
    }
}
