//! Passwords: argon2id with the parameters that OWASP names, a few at a time, since each takes much memory.

use std::sync::{Arc, LazyLock};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use sea_orm::DbErr;
use tokio::{sync::Semaphore, task::spawn_blocking};
use zxcvbn::{Score, zxcvbn};

use super::{
    Result,
    problem::{Code, Problems},
};

/// The least characters of a password.
const LEAST: usize = 12;
/// The most: hashing a book would hold up everybody else.
const MOST: usize = 128;
/// How much of one is looked at to tell whether it is easily guessed, which takes long for long ones.
const JUDGED: usize = 64;
/// How many are hashed at once; each takes 19 MiB.
const AT_ONCE: usize = 4;

/// What is compared where there is no such account, so that it takes as long as where there is one.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody").ok());

/// Hashes and compares passwords. Cheap to clone.
#[derive(Clone)]
pub struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Passwords {
    /// The hash of a password, in the form of the PHC.
    pub async fn hash(&self, password: String) -> Result<String> {
        Ok(self.work(move || hash(&password)).await??)
    }

    /// Whether a password has this hash. Without one it has not, and that takes as long.
    pub async fn is(&self, password: String, known: Option<String>) -> Result<bool> {
        self.work(move || {
            let nobody = NOBODY.as_deref();
            let Some(compared) = known.as_deref().or(nobody) else {
                return false;
            };
            let is_same = Argon2::default()
                .verify_password(password.as_bytes(), compared)
                .is_ok();
            is_same && known.is_some()
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let fault = |words: String| DbErr::Custom(format!("no password was hashed: {words}"));
        let turn = self.0.clone().acquire_owned().await;
        let turn = turn.map_err(|closed| fault(closed.to_string()))?;
        // It goes on where nobody waits for it any more, and so has its turn until then.
        let work = move || {
            let done = work();
            drop(turn);
            done
        };
        let done = spawn_blocking(work).await;
        Ok(done.map_err(|stopped| fault(stopped.to_string()))?)
    }
}

fn hash(password: &str) -> std::result::Result<String, DbErr> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    let hash = hash.map_err(|fault| DbErr::Custom(format!("no password was hashed: {fault}")))?;
    Ok(hash.to_string())
}

/// Notes what is wrong with a password that somebody chose.
pub fn check(problems: &mut Problems, path: &str, password: &str, email: &str) {
    let found = password.chars().count();
    if found < LEAST {
        let words = format!(
            "Choose a password of at least {LEAST} characters, such as four words; this has {found}."
        );
        problems.add(Code::TooShort, path, words);
    } else if found > MOST {
        let words = format!("A password may have {MOST} characters; this has {found}.");
        problems.add(Code::TooLong, path, words);
    }
    // Who guesses tries what people are called first.
    let own = [
        email,
        email.split('@').next().unwrap_or_default(),
        "golden thread",
    ];
    let judged: String = password.chars().take(JUDGED).collect();
    if (LEAST..=MOST).contains(&found) && zxcvbn(&judged, &own).score() < Score::Three {
        let words = "This password is easily guessed. Choose another, such as four words that have nothing to do with each other.";
        problems.add(Code::Invalid, path, words);
    }
}
