//! The program itself, started as a user starts it: what it says when it cannot start, and that it
//! leaves what it found as it was.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use sea_orm::{ConnectionTrait, Database};

fn goldenthread(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goldenthread"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("GOLDENTHREAD_DATABASE")
        .env_remove("GOLDENTHREAD_LISTEN")
        .env_remove("GOLDENTHREAD_SMTP_URL")
        .env_remove("GOLDENTHREAD_MAIL_FROM")
        .env_remove("GOLDENTHREAD_PUBLIC_URL")
        .stdin(Stdio::null());
    command
}

fn output(folder: &Path, arguments: &[&str]) -> Output {
    goldenthread(folder, arguments).output().unwrap()
}

/// What the program says when it must refuse: one line, after its name.
fn refusal(folder: &Path, arguments: &[&str]) -> String {
    let output = output(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!said.contains("panicked"), "{said}");
    said.trim_start_matches("goldenthread: ").trim().to_owned()
}

#[test]
fn a_port_in_use_is_said_and_the_database_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = refusal(folder.path(), &["serve", "--listen", &address]);
    assert_eq!(
        said,
        format!(
            "{address} is in use. Stop the other program, or choose another port with --listen."
        )
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_place_that_cannot_hold_a_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "text").unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    for (address, words) in [
        (
            "sqlite://file/below/it.db",
            "cannot create the folder `file/below`",
        ),
        (
            "sqlite:///proc/goldenthread/it.db",
            "cannot create the folder `/proc/goldenthread`",
        ),
        ("sqlite://folder", "`folder` is a folder. Name a file in it"),
        ("sqlite://file", "something else than a SQLite database"),
        ("sqlite://", "names no file"),
        ("sqlite::memory:", "would be forgotten"),
        ("mysql://host/name", "is no database address"),
        ("file.db", "is no database address"),
    ] {
        for command in ["migrate", "seed"] {
            let said = refusal(folder.path(), &[command, "--database", address]);
            assert!(said.contains(words), "{address}: {said}");
        }
    }
    assert_eq!(fs::read(folder.path().join("file")).unwrap(), b"text");
}

#[tokio::test]
async fn tables_of_another_program_stay_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.db");
    let address = format!("sqlite://{}", file.display());
    let other = Database::connect(format!("{address}?mode=rwc"))
        .await
        .unwrap();
    other
        .execute_unprepared("CREATE TABLE invoice (number INTEGER)")
        .await
        .unwrap();
    other.close().await.unwrap();
    let before = fs::read(&file).unwrap();
    for command in ["migrate", "seed"] {
        let said = refusal(folder.path(), &[command, "--database", &address]);
        assert!(said.contains("tables of another program"), "{said}");
    }
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_password_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let address = format!("postgres://someone:secret@127.0.0.1:{port}/nothing");
    let said = refusal(folder.path(), &["migrate", "--database", &address]);
    assert!(!said.contains("secret"), "{said}");
    assert!(
        said.starts_with(&format!(
            "cannot open the database `postgres://someone@127.0.0.1:{port}/nothing`"
        )),
        "{said}"
    );
    assert!(said.contains("Is it running"), "{said}");
}

/// A server that is stopped when the test ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A database that nobody has used yet: a file, or one on the PostgreSQL server of the tests.
async fn new_database() -> String {
    let Ok(server) = std::env::var("GOLDENTHREAD_TEST_DATABASE") else {
        return "sqlite://new.db".to_owned();
    };
    let name = format!("together_{}", std::process::id());
    let admin = Database::connect(server.as_str()).await.unwrap();
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

#[tokio::test]
async fn servers_that_start_together_on_one_new_database_all_serve() {
    let folder = tempfile::tempdir().unwrap();
    let database = new_database().await;
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--database", &database];
    let servers: Vec<Server> = (0..3)
        .map(|_| {
            let mut command = goldenthread(folder.path(), &arguments);
            Server(command.stdout(Stdio::piped()).spawn().unwrap())
        })
        .collect();
    let mut filled = 0;
    for mut server in servers {
        let mut said = BufReader::new(server.0.stdout.take().unwrap());
        let mut line = String::new();
        while !line.starts_with("Golden Thread is at http://127.0.0.1:") {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "a server ended");
            filled += usize::from(line.ends_with("bundled records written.\n"));
        }
    }
    assert_eq!(
        filled, 1,
        "one of them writes the records, and the others find them"
    );
}

#[test]
fn what_is_no_option_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, words) in [
        (vec!["serve", "--listen", "nowhere"], "--listen"),
        (
            vec!["serve", "--allow-origin", "plans.example.org"],
            "https://plans.example.org",
        ),
        (vec!["sing"], "sing"),
    ] {
        let output = output(folder.path(), &arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn mail_that_cannot_be_sent_as_asked_is_said_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let (url, from, page) = (
        ("--smtp-url", "smtps://post:secret@mail.example.org"),
        ("--mail-from", "plans@example.org"),
        ("--public-url", "https://plans.example.org"),
    );
    for (options, words) in [
        (vec![url], "add --mail-from"),
        (vec![from], "add --smtp-url"),
        (vec![url, from], "add --public-url"),
        (
            vec![
                ("--smtp-url", "https://post:secret@mail.example.org"),
                from,
                page,
            ],
            "--smtp-url is no address of a mail server",
        ),
        (
            vec![
                ("--smtp-url", "smtp://post:secret@mail.example.org"),
                from,
                page,
            ],
            "?tls=required",
        ),
        (
            vec![url, ("--mail-from", "plans"), page],
            "--mail-from is no address",
        ),
    ] {
        let mut arguments = vec!["serve", "--listen", "127.0.0.1:0"];
        for (name, value) in &options {
            arguments.extend([*name, *value]);
        }
        let said = refusal(folder.path(), &arguments);
        assert!(said.contains(words), "{options:?}: {said}");
        assert!(!said.contains("secret"), "{said}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let mut help = goldenthread(folder.path(), &["serve", "--help"]);
    let help = help.env("GOLDENTHREAD_SMTP_URL", url.1).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("GOLDENTHREAD_SMTP_URL"), "{help}");
    assert!(!help.contains("secret"), "{help}");
}

#[test]
fn the_schema_is_printed_without_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let output = output(folder.path(), &["schema"]);
    assert!(output.status.success());
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        goldenthread::graphql::sdl()
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
