//! Serving: the database made ready, the port taken, requests answered until somebody says stop.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use sea_orm::DatabaseConnection;
use tokio::net::TcpListener;

use crate::{config::Serve, database, domain::change::Written, http, import, mail::Mailer};

/// Serves until the process is asked to stop.
pub async fn serve(options: Serve) -> Result<()> {
    let mailer = mailer(&options)?;
    // The port first: a second server on the same port must not touch the database.
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::AddrInUse => anyhow::anyhow!(
                "{} is in use. Stop the other program, or choose another port with --listen.",
                options.listen
            ),
            std::io::ErrorKind::PermissionDenied => anyhow::anyhow!(
                "this user may not listen on {}. Choose a port above 1023 with --listen.",
                options.listen
            ),
            _ => anyhow::anyhow!("cannot listen on {}: {error}", options.listen),
        })?;
    let address = listener.local_addr().context("the port has no address")?;
    let (db, written) = database::prepared(&options.database.database, async |db| {
        let wanted = !options.no_seed && database::is_empty(db).await?;
        if wanted {
            seed(db).await.map(Some)
        } else {
            Ok(None)
        }
    })
    .await?;
    if let Some(written) = written {
        println!("{} bundled records written.", written.created);
    }
    if let Some(mailer) = mailer.clone() {
        tokio::spawn(async move { mailer.try_out().await });
    }
    let site = http::Site {
        origins: options.allow_origin,
        public: options.public_url,
        mailer,
    };
    let router = http::router(http::App::new(db, options.limits, site));
    println!("Golden Thread is at http://{address}");
    // Clients are told apart by their addresses.
    let clients = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, clients)
        .with_graceful_shutdown(asked_to_stop())
        .await
        .context("the server stopped")
}

/// What sends mails. Nothing where that was not asked for; what was left empty was not.
fn mailer(options: &Serve) -> Result<Option<Mailer>> {
    let given = |text: &'_ Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let (url, from) = (
        given(&options.mail.smtp_url),
        given(&options.mail.mail_from),
    );
    match (url, from) {
        (None, None) => Ok(None),
        (None, Some(_)) => bail!("--mail-from sends no mail by itself: add --smtp-url"),
        (Some(_), None) => bail!(
            "mails need an address that they come from: add --mail-from, such as plans@example.org"
        ),
        (Some(url), Some(from)) => {
            let Some(page) = &options.public_url else {
                bail!(
                    "mails need to say where the page is: add --public-url, such as https://plans.example.org"
                );
            };
            let page = page.to_str().context("--public-url is no text")?;
            Mailer::new(url.trim(), &from, page).map(Some)
        }
    }
}

/// Writes the bundled records, naming every problem where there are any.
pub async fn seed(db: &DatabaseConnection) -> Result<Written> {
    import::bundle::seed(db).await.map_err(|error| match error {
        import::CommitError::Problems(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            anyhow::anyhow!(
                "{} problems in the bundled records; nothing was written",
                problems.len()
            )
        }
        error => anyhow::Error::new(error).context("cannot write the bundled records"),
    })
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminated = async {
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(mut signal) => signal.recv().await,
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}
