//! What a measurement runs: the peers and their PostgreSQL, and ours beside them with the same data.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::tools;

/// Our server as it takes part: on PostgreSQL and on SQLite, with every answer made anew, and with answers kept.
pub const OURS: [(&str, u16, bool); 3] = [
    ("ours-pg", 4110, false),
    ("ours-sqlite", 4111, false),
    ("ours-kept", 4112, true),
];

/// Copies the peers and installs them, once for each state of their folder.
pub fn install(peers: &Path, folder: &Path) -> Result<()> {
    let stamp = folder.join(".installed");
    let digest = tools::digest(&[peers.to_owned()])?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == digest) {
        return Ok(());
    }
    fs::create_dir_all(folder).context("the peers' folder could not be made")?;
    let mut copy = tools::command("cp");
    copy.arg("-RT").args([peers, folder]);
    tools::run(&mut copy, "copying the peers")?;
    // Their set-up installs suites too, which have nothing to do with speed.
    let setup =
        fs::read_to_string(folder.join("setup.sh")).context("the peers have no setup.sh")?;
    let servers: Vec<&str> = setup
        .lines()
        .filter(|line| !line.contains("suites/"))
        .collect();
    fs::write(folder.join("setup-servers.sh"), servers.join("\n"))
        .context("the peers' set-up could not be written")?;
    tools::run(
        tools::command("bash")
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", folder.join("peers/raw-axum/target"))
            .arg("setup-servers.sh"),
        "installing the peers",
    )?;
    fs::write(stamp, digest).context("the peers' stamp could not be written")
}

/// Builds our server and what fills its database.
pub fn build() -> Result<PathBuf> {
    let mut cargo = tools::cargo();
    cargo.args(["build", "--release", "--package=goldenthread"]);
    cargo.args(["--bin=goldenthread", "--example=peer"]);
    tools::run(&mut cargo, "building the server")?;
    Ok(tools::target().join("release/goldenthread"))
}

/// The peers' PostgreSQL, while it runs.
pub struct Postgres(PathBuf);

impl Postgres {
    pub fn start(folder: &Path) -> Result<Self> {
        tools::run(&mut script(folder, "start"), "starting PostgreSQL")?;
        Ok(Self(folder.to_owned()))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Err(error) = tools::run(&mut script(&self.0, "stop"), "stopping PostgreSQL") {
            eprintln!("{error:#}");
        }
    }
}

fn script(folder: &Path, task: &str) -> Command {
    let mut command = tools::command(folder.join("pg.sh"));
    command.current_dir(folder).arg(task);
    command
}

/// Puts the data into the peers' database and into ours, once for each state of what does it.
pub fn fill(folder: &Path) -> Result<()> {
    let stamp = folder.join(".work/filled");
    let root = tools::root();
    let makers = [
        folder.join("data"),
        root.join("backend/examples/peer"),
        root.join("migrations/src"),
    ];
    let digest = tools::digest(&makers)?;
    if fs::read_to_string(&stamp).is_ok_and(|filled| filled == digest) {
        return Ok(());
    }
    tools::run(&mut script(folder, "load"), "filling the peers' database")?;
    let mut make = script(folder, "psql");
    make.args(["-qc", "DROP DATABASE IF EXISTS goldenthread"]);
    make.args(["-c", "CREATE DATABASE goldenthread"]);
    tools::run(&mut make, "making our database")?;
    for suffix in ["", "-wal", "-shm"] {
        let old = folder.join(format!(".work/ours.db{suffix}"));
        if old.exists() {
            fs::remove_file(old).context("our old database could not be removed")?;
        }
    }
    for database in [postgres_url(), sqlite_url(folder)] {
        let mut peer = tools::command(tools::target().join("release/examples/peer"));
        peer.arg(database).arg(folder.join(".work/data"));
        tools::run(&mut peer, "filling our database")?;
    }
    let mut analyse = script(folder, "psql");
    analyse.args(["-qc", "\\c goldenthread", "-c", "VACUUM ANALYZE"]);
    tools::run(&mut analyse, "analysing our database")?;
    fs::write(stamp, digest).context("the data's stamp could not be written")
}

fn postgres_url() -> String {
    "postgres://anchor@127.0.0.1:55432/goldenthread".to_owned()
}

fn sqlite_url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join(".work/ours.db").display())
}

/// The line that starts one of ours.
pub fn start(folder: &Path, server: &Path, (name, port, keeps): (&str, u16, bool)) -> String {
    let database = match name {
        "ours-pg" => postgres_url(),
        _ => sqlite_url(folder),
    };
    // Everybody is one client here, and the peers limit nobody: what three lists of 50 could hold is over our limit.
    let kept = if keeps { "" } else { " --cache-bytes 0" };
    format!(
        "{} serve --no-seed --limit-rate 0 --limit-cost 100000000 --listen 127.0.0.1:{port} --database {database}{kept}",
        server.display()
    )
}

/// Writes ours into the list of peers.
pub fn enlist(folder: &Path, server: &Path) -> Result<()> {
    let list = folder.join("bench/peers.sh");
    let text = fs::read_to_string(&list).context("the list of peers could not be read")?;
    let others: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("ours-"))
        .collect();
    let mut lines = Vec::new();
    for line in others {
        if line == "P" {
            lines.extend(OURS.map(|(name, port, keeps)| {
                let start = start(folder, server, (name, port, keeps));
                format!("{name}|{port}|/graphql|ours|{start}")
            }));
        }
        lines.push(line.to_owned());
    }
    fs::write(list, lines.join("\n") + "\n").context("the list of peers could not be written")
}

/// A server while it runs.
pub struct Server(Child);

impl Server {
    pub fn start(mut command: Command, port: u16) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("a server could not be started")?;
        let server = Self(child);
        for _ in 0..150 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(server);
            }
            sleep(Duration::from_millis(200));
        }
        bail!("nothing listens on port {port}")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended by itself otherwise, and that is seen by whoever asked it.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The program that asks, made to ask for answers as they are: the peers compress none, and ours would.
pub fn asker(folder: &Path) -> Result<PathBuf> {
    let oha = tools::find("oha").context("oha is missing: the peers' set-up installs it")?;
    let script = folder.join(".work/oha.sh");
    let words = format!(
        "#!/bin/sh\nexec {} --disable-compression \"$@\"\n",
        oha.display()
    );
    fs::write(&script, words).context("the asker could not be written")?;
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755))
        .context("the asker could not be made a program")?;
    Ok(script)
}
