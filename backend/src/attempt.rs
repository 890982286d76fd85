//! How often somebody may try to sign in, so that nobody guesses passwords: for an address of e-mail from one place,
//! for the place, and for the address from all places together, which is ten times as often, so that it takes many
//! places to shut somebody out by trying for him.

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
pub struct Attempts(Arc<Limits>);

struct Limits {
    pair: DefaultKeyedRateLimiter<(String, IpAddr)>,
    place: DefaultKeyedRateLimiter<IpAddr>,
    email: DefaultKeyedRateLimiter<String>,
}

impl Default for Attempts {
    fn default() -> Self {
        let often = |burst: u32, every: u64| {
            let quota = Quota::with_period(Duration::from_secs(every))
                .unwrap_or(Quota::per_hour(NonZeroU32::MIN));
            quota.allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN))
        };
        Self(Arc::new(Limits {
            pair: RateLimiter::keyed(often(10, 60)),
            place: RateLimiter::keyed(often(300, 2)),
            email: RateLimiter::keyed(often(100, 20)),
        }))
    }
}

impl Attempts {
    /// Counts an attempt, or refuses it.
    pub fn count(&self, email: &str, place: Option<IpAddr>) -> Result<()> {
        // All keys are of one length, however long what somebody sends is.
        let email = secret::hash(&email.trim().to_lowercase());
        let place = place.unwrap_or(IpAddr::from([0, 0, 0, 0]));
        let limits = &self.0;
        if limits.pair.len() > REMEMBERED {
            limits.pair.retain_recent();
            limits.place.retain_recent();
            limits.email.retain_recent();
        }
        let is_allowed = limits.place.check_key(&place).is_ok()
            && limits.pair.check_key(&(email.clone(), place)).is_ok()
            && limits.email.check_key(&email).is_ok();
        match is_allowed {
            true => Ok(()),
            false => Err(problem(
                Code::TryLater,
                "",
                "There were too many attempts. Wait a minute before each further one.",
            )),
        }
    }
}
