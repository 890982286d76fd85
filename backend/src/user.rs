//! Accounts from the command line: how the first administrator comes in.

use anyhow::{Context, Result, anyhow, bail};
use sea_orm::DatabaseConnection;

use crate::{
    config::{Place, User},
    database,
    domain::{
        Error,
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
            let made = account::create(&db, new, team).await;
            let (user, link) = made.map_err(of_options)?;
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

/// What is wrong with an account to be, each with the option that it was given by.
fn of_options(error: Error) -> anyhow::Error {
    let Error::Problems(problems) = error else {
        return error.into();
    };
    let said = problems.iter().map(|problem| match problem.path.first() {
        Some(option) => format!("--{option}: {}", problem.message),
        None => problem.message.clone(),
    });
    anyhow!(said.collect::<Vec<_>>().join("\n"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::Problems;

    #[test]
    fn what_is_wrong_says_by_which_option_it_was_given() {
        let mut problems = Problems::default();
        let new = New {
            email: "ada",
            name: " ",
            is_administrator: false,
        };
        new.checked(&mut problems);
        let said = problems
            .none()
            .map_err(|error| of_options(error).to_string());
        let expected = "--email: This is no e-mail address. Write one such as ada@example.org.\n--name: Write something here.";
        assert_eq!(said, Err(expected.to_owned()));
    }
}
