//! A server for a test: the real router over a real, seeded database of its own.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode},
};
use goldenthread::{
    database,
    domain::{
        account::{self, New},
        change::{self, Author},
        list,
    },
    entity::{area, user::Role},
    graphql, http, import,
    mail::Mailer,
};
use http_body_util::BodyExt;
use sea_orm::{ActiveEnum, ConnectionTrait, DatabaseConnection};
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// A database of a test's own, and where it is.
pub struct TestDatabase {
    pub db: DatabaseConnection,
    pub address: String,
    place: Arc<Place>,
}

/// Where a test's database is kept, as long as somebody uses it.
enum Place {
    Folder(tempfile::TempDir),
    Server { server: String, name: String },
}

impl TestDatabase {
    /// An empty database, without tables.
    pub async fn empty() -> Self {
        Self::at(match std::env::var("GOLDENTHREAD_TEST_DATABASE") {
            Ok(server) => Place::on_server(server, "").await,
            Err(_) => Place::in_folder(),
        })
        .await
    }

    async fn at(place: Place) -> Self {
        let address = place.address();
        Self {
            db: database::open(&address).await.unwrap(),
            address,
            place: Arc::new(place),
        }
    }

    /// A database with the bundled records.
    pub async fn seeded() -> Self {
        Self::copy_of(template().await).await
    }

    /// A copy of a database that nobody has open.
    pub async fn copy_of(template: &str) -> Self {
        Self::at(match std::env::var("GOLDENTHREAD_TEST_DATABASE") {
            Ok(server) => {
                let (_, name) = template.rsplit_once('/').unwrap();
                Place::on_server(server, &format!("TEMPLATE {name}")).await
            }
            Err(_) => {
                let place = Place::in_folder();
                let [from, to] = [template, &place.address()].map(|at| at.replace("sqlite://", ""));
                std::fs::copy(from, to).unwrap();
                place
            }
        })
        .await
    }

    /// The same database, for another server.
    pub fn shared(&self) -> Self {
        Self {
            db: self.db.clone(),
            address: self.address.clone(),
            place: self.place.clone(),
        }
    }

    /// A database with tables and without records.
    pub async fn migrated() -> Self {
        let database = Self::empty().await;
        database::migrate(&database.db).await.unwrap();
        database
    }
}

/// The bundled records, written once and then copied for every test: a file of SQLite, or the name
/// of a database on the PostgreSQL server.
static TEMPLATE: OnceCell<(String, Arc<Place>)> = OnceCell::const_new();

async fn template() -> &'static str {
    let (address, _) = TEMPLATE
        .get_or_init(|| async {
            let database = TestDatabase::migrated().await;
            import::bundle::seed(&database.db).await.unwrap();
            // Closing moves the write-ahead log into the file, and lets PostgreSQL copy.
            database.db.close().await.unwrap();
            (database.address, database.place)
        })
        .await;
    address
}

impl Place {
    fn in_folder() -> Self {
        Self::Folder(tempfile::tempdir().unwrap())
    }

    /// A new database on a PostgreSQL server.
    async fn on_server(server: String, how: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "test_{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let admin = database::open(&server).await.unwrap();
        admin
            .execute_unprepared(&format!("CREATE DATABASE {name} {how}"))
            .await
            .unwrap();
        Self::Server { server, name }
    }

    fn address(&self) -> String {
        match self {
            Self::Folder(folder) => format!("sqlite://{}", folder.path().join("test.db").display()),
            Self::Server { server, name } => {
                let (base, _) = server.rsplit_once('/').unwrap();
                format!("{base}/{name}")
            }
        }
    }
}

impl Drop for Place {
    /// Hundreds of databases would fill a disk, so each goes with the last who uses it, as a folder does. Their
    /// connections may be open still, and what they run in may be at its end: hence a thread, and force.
    fn drop(&mut self) {
        let Self::Server { server, name } = self else {
            return;
        };
        let (server, statement) = (server.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let admin = database::open(&server).await?;
                admin.execute_unprepared(&statement).await?;
                anyhow::Ok(())
            })
        });
        match dropped.join() {
            Ok(Ok(())) => (),
            failed => eprintln!("a test's database is still there: {failed:?}"),
        }
    }
}

/// The server under test.
pub struct TestApp {
    pub database: TestDatabase,
    router: Router,
    statements: Arc<AtomicUsize>,
}

impl TestApp {
    /// With the bundled records.
    pub async fn seeded() -> Self {
        Self::limited(graphql::Limits::default()).await
    }

    /// The same, with other limits on what a query may ask for.
    pub async fn limited(limits: graphql::Limits) -> Self {
        Self::mailing(limits, None).await
    }

    /// The same, which sends mail where it has something to send it with.
    pub async fn mailing(limits: graphql::Limits, mailer: Option<Mailer>) -> Self {
        Self::over(TestDatabase::seeded().await, limits, mailer)
    }

    /// The same, over a database that is there already.
    pub fn over(
        mut database: TestDatabase,
        limits: graphql::Limits,
        mailer: Option<Mailer>,
    ) -> Self {
        let statements = Arc::new(AtomicUsize::new(0));
        let counter = statements.clone();
        database.db.set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let app = http::App::new(
            database.db.clone(),
            limits,
            http::Site {
                origins: vec!["https://page.example".parse().unwrap()],
                public: None,
                mailer,
            },
        );
        let router = http::router(app);
        Self {
            database,
            router,
            statements,
        }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// The answer to a query, errors and all.
    pub async fn ask(&self, query: &str, variables: Value) -> Value {
        let body = json!({ "query": query, "variables": variables });
        let request = Request::post("/graphql")
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        let response = self.send(request).await;
        assert_eq!(response.status(), StatusCode::OK);
        body_json(response).await
    }

    /// The data of a query that must have no errors.
    pub async fn query(&self, query: &str) -> Value {
        let answer = self.ask(query, json!({})).await;
        assert_eq!(answer["errors"], Value::Null, "{answer:#}");
        answer["data"].clone()
    }

    /// The first error of a query that must have one.
    pub async fn error(&self, query: &str) -> Value {
        let answer = self.ask(query, json!({})).await;
        assert!(answer["errors"][0].is_object(), "{answer:#}");
        // Lines and columns count from one; what is wrong at no place has none.
        let places = answer["errors"][0]["locations"].as_array();
        for place in places.into_iter().flatten() {
            assert!(place["line"].as_u64() > Some(0), "{answer:#}");
        }
        answer["errors"][0].clone()
    }

    /// The data of a query, and how many SQL statements it cost, beside those that every question costs which
    /// nobody has asked before: they read the version of the data.
    pub async fn counted(&self, query: &str) -> (Value, usize) {
        let asked = self.statements.load(Ordering::SeqCst);
        self.query(&format!("query Number{asked} {{ __typename }}"))
            .await;
        let before = self.statements.load(Ordering::SeqCst);
        let data = self.query(query).await;
        let after = self.statements.load(Ordering::SeqCst);
        (data, (after - before).saturating_sub(before - asked))
    }

    /// How many SQL statements there were so far.
    pub fn statements(&self) -> usize {
        self.statements.load(Ordering::SeqCst)
    }

    /// Writes a word of a bundled file as another, as somebody else would.
    pub async fn rewrite(&self, file: &str, from: &str, to: &str) {
        let files = import::bundle::files();
        let files = files.iter().map(|(name, text)| {
            let text = match name == file {
                true => {
                    assert!(text.contains(from), "{file} does not hold {from}");
                    text.replace(from, to)
                }
                false => text.clone(),
            };
            (name.as_str(), text)
        });
        let files: Vec<(&str, String)> = files.collect();
        let draft = import::read(files.iter().map(|(name, text)| (*name, text.as_str())));
        let author = Author {
            id: None,
            at: chrono::Utc::now(),
            name: "A tester".to_owned(),
            reason: "To see what comes of it".to_owned(),
            source: "A test".to_owned(),
        };
        import::commit(&self.database.db, draft, &author, import::Missing::Stays)
            .await
            .unwrap();
    }
}

/// A password that is good enough.
pub const PASSWORD: &str = "four words of mine";

impl TestApp {
    /// Somebody who has not signed in.
    pub fn browser(&self) -> Browser<'_> {
        self.browser_with(None)
    }

    /// Whoever has this cookie.
    pub fn browser_with(&self, cookie: Option<String>) -> Browser<'_> {
        Browser {
            app: self,
            cookie: Mutex::new(cookie),
        }
    }

    /// A new account, by the link that sets its password.
    pub async fn account(&self, email: &str, is_administrator: bool) -> String {
        let name = email.split('@').next().unwrap();
        let new = New {
            email,
            name,
            is_administrator,
        };
        account::create(&self.database.db, new, None)
            .await
            .unwrap()
            .1
            .secret
    }

    /// Somebody who has just signed in.
    pub async fn somebody(&self, email: &str, is_administrator: bool) -> Browser<'_> {
        let link = self.account(email, is_administrator).await;
        let browser = self.browser();
        let query = "mutation Set($link: String!, $password: String!) {
          setPassword(input: {link: $link, password: $password}) { problems { message } }
        }";
        let variables = json!({ "link": link, "password": PASSWORD });
        let set = browser.ask(query, variables).await;
        assert_eq!(set["data"]["setPassword"]["problems"], json!([]), "{set}");
        browser
    }

    /// Somebody in the team of an area, who has just signed in.
    pub async fn member(&self, area: &str, role: Role) -> Browser<'_> {
        let email = format!("{}@{area}.example.org", role.to_value());
        self.member_named(area, &email, role).await
    }

    /// The same, under an address of one's own.
    pub async fn member_named(&self, area: &str, email: &str, role: Role) -> Browser<'_> {
        let browser = self.somebody(email, false).await;
        let db = &self.database.db;
        let user = account::by_email(db, email).await.unwrap().unwrap();
        let area = list::at::<area::Entity>(db, area).await.unwrap();
        let tx = change::begin(db).await.unwrap();
        account::join(&tx, user.id, area.id, role, None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        browser
    }

    /// Does something to the database that nobody may.
    pub async fn execute(&self, statement: &str) {
        let db = &self.database.db;
        db.execute_unprepared(statement).await.unwrap();
    }
}

/// Somebody who asks the server under test, with a cookie.
pub struct Browser<'a> {
    app: &'a TestApp,
    cookie: Mutex<Option<String>>,
}

impl Browser<'_> {
    /// The cookie, as it is sent.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap().clone()
    }

    /// Sends a query with more headers, and keeps the cookie that comes back.
    pub async fn send(
        &self,
        query: &str,
        variables: Value,
        headers: &[(&str, &str)],
    ) -> Response<Body> {
        let body = json!({ "query": query, "variables": variables });
        let mut request = Request::post("/graphql").header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = self.cookie() {
            request = request.header("cookie", cookie);
        }
        let request = request.body(Body::from(body.to_string())).unwrap();
        let response = self.app.send(request).await;
        if let Some(cookie) = response.headers().get("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let pair = cookie.split(';').next().unwrap().to_owned();
            let is_gone = pair.ends_with('=');
            *self.cookie.lock().unwrap() = (!is_gone).then_some(pair);
        }
        response
    }

    /// The answer to a query, errors and all.
    pub async fn ask(&self, query: &str, variables: Value) -> Value {
        let response = self.send(query, variables, &[]).await;
        assert_eq!(response.status(), StatusCode::OK);
        body_json(response).await
    }

    /// The data of a query that must have no errors.
    pub async fn query(&self, query: &str) -> Value {
        let answer = self.ask(query, json!({})).await;
        assert_eq!(answer["errors"], Value::Null, "{answer:#}");
        answer["data"].clone()
    }
}

pub async fn body_bytes(response: Response<Body>) -> Vec<u8> {
    response
        .into_body()
        .collect()
        .await
        .unwrap()
        .to_bytes()
        .to_vec()
}

pub async fn body_json(response: Response<Body>) -> Value {
    serde_json::from_slice(&body_bytes(response).await).unwrap()
}
