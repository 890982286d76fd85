//! Accounts from the command line: how the first administrator comes in.

use anyhow::{Context, Result, anyhow};

use crate::{
    config::{Place, User},
    database,
    domain::{
        account::{self, New},
        change, list, member,
    },
    entity::area,
};

/// Does what the command says, and answers what to tell whoever gave it.
pub async fn run(command: User) -> Result<String> {
    match command {
        User::Create {
            email,
            name,
            administrator,
            area,
            role,
            place,
        } => {
            let (db, ()) = database::prepared(&place.database.database, async |_| Ok(())).await?;
            let area = match &area {
                Some(path) => Some(list::at::<area::Entity>(&db, path).await?),
                None => None,
            };
            let new = New {
                email: &email,
                name: &name,
                is_administrator: administrator,
            };
            let (user, link) = account::create(&db, new).await?;
            if let (Some(area), Some(role)) = (area, role) {
                member::add(&db, user.id, area.id, role).await?;
            }
            told(&place, &user.name, &link)
        }
        User::Link { email, place } => {
            let (db, ()) = database::prepared(&place.database.database, async |_| Ok(())).await?;
            let user = account::by_email(&db, &email).await?;
            let user =
                user.with_context(|| format!("there is no account with the address {email}"))?;
            let tx = change::begin(&db).await?;
            let link = account::new_link(&tx, user.id).await?;
            tx.commit().await?;
            told(&place, &user.name, &link)
        }
    }
}

fn told(place: &Place, name: &str, link: &str) -> Result<String> {
    let page = place
        .public_url
        .to_str()
        .map_err(|fault| anyhow!("{fault}"))?;
    let link = account::link(link);
    Ok(format!(
        "{name} sets the password here, once, within a day:\n{page}{link}"
    ))
}
