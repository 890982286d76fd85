//! A PostgreSQL of our own for the tests: a new cluster in a temporary folder, on a free port of
//! 127.0.0.1, gone when it is dropped. Nothing of a PostgreSQL that runs here already is touched.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio, id};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::tools;

pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    server: Child,
    port: u16,
}

impl Cluster {
    pub fn start() -> Result<Self> {
        let programs = programs()?;
        let folder = env::temp_dir().join(format!("goldenthread-postgres-{}", id()));
        fs::create_dir(&folder)
            .with_context(|| format!("{} could not be made", folder.display()))?;
        if tools::is_root() {
            let number = |which| -> Result<u32> {
                let number = tools::read(tools::command("id").args([which, "postgres"]));
                Ok(number
                    .context("PostgreSQL does not run as root, and there is no user postgres")?
                    .parse()?)
            };
            chown(&folder, Some(number("-u")?), Some(number("-g")?))
                .context("the folder could not be given to postgres")?;
        }
        let mut initdb = as_user(&programs.join("initdb"), &folder);
        initdb.args([
            "--username=goldenthread",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            // A language of its own, so that an order left to the server would be seen.
            "--locale-provider=icu",
            "--icu-locale=en-GB",
            "--no-sync",
            "--pgdata",
        ]);
        tools::read(initdb.arg(folder.join("data"))).context("initdb failed")?;

        // The port is free again for a moment before PostgreSQL takes it; nothing else here wants it.
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .context("no free port")?
            .port();
        let log = fs::File::create(folder.join("log")).context("the log could not be made")?;
        let mut server = as_user(&programs.join("postgres"), &folder);
        server
            .arg("-D")
            .arg(folder.join("data"))
            .args(["-p", &port.to_string()]);
        // The data need not survive a power cut, and every test opens connections of its own.
        for setting in [
            "listen_addresses=127.0.0.1",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=200",
            "jit=off",
        ] {
            server.args(["-c", setting]);
        }
        server
            .arg("-c")
            .arg(format!("unix_socket_directories={}", folder.display()));
        let server = server
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("postgres could not be started")?;
        let mut cluster = Self {
            programs,
            folder,
            server,
            port,
        };
        cluster.wait()?;
        Ok(cluster)
    }

    /// Where the tests make their databases.
    pub fn url(&self) -> String {
        self.address("postgres")
    }

    /// An empty database of this name.
    pub fn database(&self, name: &str) -> Result<String> {
        let mut create = tools::command(self.programs.join("createdb"));
        create.args(["--host=127.0.0.1", "--username=goldenthread"]);
        tools::run(
            create.arg(format!("--port={}", self.port)).arg(name),
            "createdb",
        )?;
        Ok(self.address(name))
    }

    fn address(&self, database: &str) -> String {
        format!("postgres://goldenthread@127.0.0.1:{}/{database}", self.port)
    }

    /// Waits until it takes connections: then the last line of its pid file says "ready".
    fn wait(&mut self) -> Result<()> {
        let end = Instant::now() + Duration::from_secs(60);
        while Instant::now() < end {
            let state =
                fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
            if state
                .lines()
                .nth(7)
                .is_some_and(|line| line.trim() == "ready")
            {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait().context("postgres is lost")? {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                bail!("postgres ended at once ({status}): {log}");
            }
            sleep(Duration::from_millis(50));
        }
        bail!("postgres was not ready after a minute")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = as_user(&self.programs.join("pg_ctl"), &self.folder);
        let stop = tools::read(
            stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"])
                .arg(self.folder.join("data")),
        );
        let removed = stop
            .and_then(|_| Ok(self.server.wait()?))
            .and_then(|_| Ok(fs::remove_dir_all(&self.folder)?));
        if let Err(error) = removed {
            eprintln!(
                "the PostgreSQL in {} could not be removed: {error:#}",
                self.folder.display()
            );
        }
    }
}

/// The folder of PostgreSQL's server programs, which Debian keeps off the PATH.
fn programs() -> Result<PathBuf> {
    let known = || {
        let linked = tools::find("initdb").and_then(|path| path.canonicalize().ok());
        let installed = fs::read_dir("/usr/lib/postgresql")
            .into_iter()
            .flatten()
            .flatten();
        let installed = installed
            .map(|version| version.path().join("bin/initdb"))
            .filter(|path| path.is_file());
        linked
            .or_else(|| installed.max())
            .and_then(|initdb| initdb.parent().map(Path::to_owned))
    };
    let otherwise = "no PostgreSQL was found: install its server (initdb must be on the PATH or in /usr/lib/postgresql)";
    if known().is_none() {
        tools::apt(&["postgresql"], otherwise)?;
    }
    known().context(otherwise)
}

/// A program in a folder, as the user postgres if we are root, and on Linux interrupted when we end
/// however that comes about: a task killed half-way leaves no server behind.
fn as_user(program: &Path, folder: &Path) -> Command {
    let mut command = match tools::find("setpriv") {
        Some(setpriv) => {
            let mut command = tools::command(setpriv);
            if tools::is_root() {
                command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
            }
            command.args(["--pdeathsig=INT"]).arg(program);
            command
        }
        None => tools::command(program),
    };
    command.current_dir(folder);
    command
}
