//! Accounts from the command line: how the first administrator comes in.

use anyhow::{Context, Result, anyhow, bail};
use sea_orm::DatabaseConnection;

use crate::{
    config::{Place, User},
    database,
    domain::{
        account::{self, Link, New},
        change, list,
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
            let db = known(&place).await?;
            let team = match (&area, role) {
                (Some(path), Some(role)) => {
                    let area = list::at::<area::Entity>(&db, path).await?;
                    Some((area.id, role))
                }
                _ => None,
            };
            let new = New {
                email: &email,
                name: &name,
                is_administrator: administrator,
            };
            let (user, link) = account::create(&db, new, team).await?;
            told(&place, &user.name, &link)
        }
        User::Link { email, place } => {
            let db = known(&place).await?;
            let user = account::by_email(&db, &email).await?;
            let user =
                user.with_context(|| format!("there is no account with the address {email}"))?;
            let tx = change::begin(&db).await?;
            let link = account::new_link(&tx, user.id, None).await?;
            tx.commit().await?;
            told(&place, &user.name, &link)
        }
    }
}

/// The database of accounts, which has to be there: nobody wants an account in another one.
async fn known(place: &Place) -> Result<DatabaseConnection> {
    let address = &place.database.database;
    if !database::is_there(address)? {
        bail!(
            "there is no database at `{address}`. Start the server first, or name its database with --database."
        );
    }
    let (db, ()) = database::prepared(address, async |_| Ok(())).await?;
    Ok(db)
}

fn told(place: &Place, name: &str, link: &Link) -> Result<String> {
    let page = place
        .public_url
        .to_str()
        .map_err(|fault| anyhow!("{fault}"))?;
    let link = link.path();
    Ok(format!(
        "{name} sets the password here, once, within a day:\n{page}{link}"
    ))
}
