//! Secrets that let somebody in: 256 random bits, of which only the hash is kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::DbErr;
use sha2::{Digest, Sha256};

use super::Result;

/// A new secret. It fails only where the machine has no randomness.
pub fn new() -> Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|fault| DbErr::Custom(format!("no secret: {fault}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The secret of a link, also where the whole address is given: it stands behind #.
pub fn of_link(link: &str) -> &str {
    let link = link.trim();
    link.rsplit('#').next().unwrap_or(link)
}

/// What a secret is known by. It needs no salt: nobody guesses 256 bits.
pub fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret))
}
