//! Mails that the server sends by SMTP, where whoever runs it has set that up. Nobody waits for a mail server longer
//! than some seconds, and nothing that was written depends on it.

use std::{fmt, net::Ipv4Addr, sync::Arc, time::Duration};

use anyhow::{Context, Result, anyhow, bail};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::extension::ClientId,
};
use tokio::{sync::Semaphore, time::timeout};
use uuid::Uuid;

mod letter;

pub use letter::Letter;

/// The longest that anybody waits for the mail server.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many mails are sent at once: each is a connection of its own.
const AT_ONCE: usize = 4;

/// What sends mails. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    office: Arc<Office>,
    patience: Duration,
}

struct Office {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Where people open the page: what links begin with.
    page: String,
    turns: Semaphore,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The rest may hold a password.
        write!(f, "Mailer from {}", self.office.from)
    }
}

impl Mailer {
    /// Over the mail server of a URL, such as `smtps://user:password@mail.example.org`, from an address, with links to
    /// the page at an origin. What cannot be meant is said without the password.
    pub fn new(url: &str, from: &str, page: &str) -> Result<Self> {
        if is_readable(url) {
            bail!(
                "--smtp-url would send the password so that anybody on the way can read it: write smtps://, or end it with ?tls=required"
            );
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|fault| {
            anyhow!(
                "--smtp-url is no address of a mail server, such as smtps://user:password@mail.example.org: {fault}"
            )
        })?;
        let from: Mailbox = from.trim().parse().map_err(|_| {
            anyhow!(
                "--mail-from is no address to send mail from: write one such as plans@example.org"
            )
        })?;
        Ok(Self {
            office: Arc::new(Office {
                transport: transport
                    .hello_name(hello(page))
                    .timeout(Some(PATIENCE))
                    .build(),
                from,
                page: page.to_owned(),
                turns: Semaphore::new(AT_ONCE),
            }),
            patience: PATIENCE,
        })
    }

    /// The same, where nobody may wait longer than this.
    pub fn within(self, most: Duration) -> Self {
        let patience = self.patience.min(most);
        Self { patience, ..self }
    }

    /// Sends a letter, and answers whether the mail server has taken it. It is sent also where nobody waits for the
    /// answer any more.
    pub async fn send(&self, letter: Letter) -> bool {
        let mailer = self.clone();
        let sending = tokio::spawn(async move { mailer.sent(letter).await });
        match sending.await {
            Ok(Ok(())) => true,
            Ok(Err(cause)) => {
                tracing::warn!(cause = format!("{cause:#}"), "a mail was not sent");
                false
            }
            Err(cause) => {
                tracing::error!(%cause, "a mail was not sent");
                false
            }
        }
    }

    async fn sent(&self, letter: Letter) -> Result<()> {
        let message = self.message(letter)?;
        let sending = async {
            let _turn = self.office.turns.acquire().await?;
            self.office.transport.send(message).await?;
            Ok(())
        };
        timeout(self.patience, sending)
            .await
            .with_context(|| format!("no answer within {:?}", self.patience))?
    }

    /// A letter as it is sent.
    fn message(&self, letter: Letter) -> Result<Message> {
        let Letter {
            name,
            email,
            subject,
            before,
            link,
            after,
        } = letter;
        let page = &self.office.page;
        let to = Mailbox::new(Some(line(&name)), email.parse()?);
        let id = format!("<{}@{}>", Uuid::now_v7(), host(page));
        // Nobody's absence is told to a program.
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        );
        Ok(Message::builder()
            .from(self.office.from.clone())
            .to(to)
            .subject(line(&subject))
            .message_id(Some(id))
            .raw_header(automatic)
            .header(ContentType::TEXT_PLAIN)
            .body(format!("{before}\n\n{page}{link}\n\n{after}\n"))?)
    }

    /// Says in the log where the mail server does not answer, or does not let us in: better at the start than with the
    /// first mail.
    pub async fn try_out(&self) {
        let trial = timeout(self.patience, self.office.transport.test_connection()).await;
        let fault = match trial {
            Ok(Ok(true)) => return,
            Ok(Ok(false)) => "it answers otherwise than a mail server".to_owned(),
            Ok(Err(cause)) => cause.to_string(),
            Err(_) => format!("no answer within {:?}", self.patience),
        };
        tracing::warn!(
            fault,
            "the mail server cannot be used; it is tried again with each mail"
        );
    }
}

/// A text as a header may hold it: on one line.
fn line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// Whether a password would go to another machine so that everybody can read it. Who wants that has to say so.
fn is_readable(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("smtp://") else {
        return false;
    };
    let Some((_, place)) = rest.rsplit_once('@') else {
        return false;
    };
    let is_here = ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|here| place.starts_with(here));
    !is_here && !place.contains("tls=")
}

/// The host of an origin.
fn host(page: &str) -> &str {
    let (_, host) = page.split_once("://").unwrap_or(("", page));
    let is_port = |port: &str| port.chars().all(|digit| digit.is_ascii_digit());
    host.rsplit_once(':')
        .filter(|(_, port)| is_port(port))
        .map_or(host, |(host, _)| host)
}

/// What we call ourselves before a mail server.
fn hello(page: &str) -> ClientId {
    let host = host(page);
    match host.parse::<Ipv4Addr>() {
        Ok(address) => ClientId::Ipv4(address),
        Err(_) => ClientId::Domain(host.to_owned()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const PAGE: &str = "https://plans.example.org";

    #[test]
    fn what_is_no_mail_server_or_no_address_is_said_without_the_password() {
        for (url, from, words) in [
            ("", "plans@example.org", "--smtp-url"),
            ("mail.example.org", "plans@example.org", "--smtp-url"),
            (
                "https://a:secret@mail.example.org",
                "plans@example.org",
                "--smtp-url",
            ),
            ("smtps://", "plans@example.org", "--smtp-url"),
            (
                "smtps://a:secret@mail.example.org:port",
                "plans@example.org",
                "--smtp-url",
            ),
            (
                "smtp://a:secret@mail.example.org",
                "plans@example.org",
                "?tls=required",
            ),
            ("smtps://a:secret@mail.example.org", "plans", "--mail-from"),
            (
                "smtps://a:secret@mail.example.org",
                "a@b\r\nBcc: c@d",
                "--mail-from",
            ),
        ] {
            let said = Mailer::new(url, from, PAGE).unwrap_err().to_string();
            assert!(said.contains(words), "{url} {from}: {said}");
            assert!(!said.contains("secret"), "{said}");
        }
        for url in [
            "smtps://a:secret@mail.example.org",
            "smtp://a:secret@mail.example.org?tls=required",
            "smtp://a:secret@localhost:1025",
            "smtp://mail.example.org",
        ] {
            let mailer = Mailer::new(url, "Plans <plans@example.org>", PAGE).unwrap();
            assert!(!format!("{mailer:?}").contains("secret"));
        }
    }

    #[test]
    fn no_name_makes_a_header() {
        let mailer = Mailer::new("smtp://localhost", "plans@example.org", PAGE).unwrap();
        let written = |name: &str| {
            let letter = Letter {
                name: name.to_owned(),
                email: "eve@example.org".to_owned(),
                subject: format!("To {name}"),
                before: name.to_owned(),
                link: "/set-password#x".to_owned(),
                after: "End.".to_owned(),
            };
            String::from_utf8(mailer.message(letter).unwrap().formatted()).unwrap()
        };
        for name in [
            "Eve\r\nBcc: all@example.org",
            "Eve\nBcc: all@example.org\n\nSomething else",
            "Eve\" <all@example.org>, \"",
            "Eve <all@example.org>",
            "Ève, Ysgol Gymraeg",
        ] {
            let text = written(name);
            let (head, _) = text.split_once("\r\n\r\n").unwrap();
            let names: Vec<_> = head
                .lines()
                .filter(|line| !line.starts_with([' ', '\t']))
                .map(|line| line.split_once(':').unwrap().0)
                .collect();
            let mut expected = vec![
                "From",
                "To",
                "Subject",
                "Message-ID",
                "Auto-Submitted",
                "Content-Type",
                "Content-Transfer-Encoding",
                "Date",
            ];
            expected.retain(|name| names.contains(name));
            assert_eq!(names.len(), expected.len(), "{name:?}: {head}");
        }
    }
}
