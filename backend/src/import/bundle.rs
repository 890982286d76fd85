//! The records that come with the product.

use rust_embed::RustEmbed;
use sea_orm::DatabaseConnection;

use super::{CommitError, Draft, Missing, commit, read};
use crate::domain::change::{Author, Written};

#[derive(RustEmbed)]
#[folder = "data/"]
#[include = "*.toml"]
#[include = "*.tsv"]
struct Files;

/// The bundled files, as folder and file name with their text.
pub fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Files::iter()
        .filter_map(|name| {
            let file = Files::get(&name)?;
            Some((
                name.into_owned(),
                String::from_utf8_lossy(&file.data).into_owned(),
            ))
        })
        .collect();
    files.sort();
    files
}

/// The bundled records as a draft.
pub fn draft() -> Draft {
    let files = files();
    read(
        files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    )
}

/// Who writes the bundled records.
pub fn author() -> Author {
    Author {
        id: None,
        at: chrono::Utc::now(),
        name: "Golden Thread".to_owned(),
        reason: "Bundled records".to_owned(),
        source: format!("goldenthread {}", env!("CARGO_PKG_VERSION")),
    }
}

/// Brings a database up to the bundled records; one that is no longer among them goes. Doing it twice
/// changes nothing.
pub async fn seed(db: &DatabaseConnection) -> Result<Written, CommitError> {
    commit(db, draft(), &author(), Missing::Goes).await
}
