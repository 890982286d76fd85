//! A database in which everybody and everything is there that a mutation can be about, made once and copied: whoever
//! asks is signed in already, so that no test hashes passwords.

use std::collections::HashMap;

use axum::{body::Body, http::Request};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use goldenthread::{
    domain::{account, permission::Person},
    entity::{secret::Scope, user::Role},
    graphql::Limits,
    mail::Mailer,
};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use super::{
    database::Tables,
    schema::Schema,
    table::{Area, Row},
};
use crate::app::{Browser, PASSWORD, TestApp, TestDatabase, body_json};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Nobody,
    /// Signed in, and in no team.
    Stranger,
    /// Who keeps the team of another area.
    Foreign,
    Reader,
    Contributor,
    /// A contributor who leads the action in question.
    Lead,
    Editor,
    Keeper,
    Site,
    /// A token of the keeper that may read,
    Read,
    /// and one that may write.
    Write,
}

impl Who {
    pub const ALL: [Self; 11] = [
        Self::Nobody,
        Self::Stranger,
        Self::Foreign,
        Self::Reader,
        Self::Contributor,
        Self::Lead,
        Self::Editor,
        Self::Keeper,
        Self::Site,
        Self::Read,
        Self::Write,
    ];

    /// The role in the team in question, as the table of the README has it.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Nobody | Self::Stranger | Self::Foreign | Self::Site => None,
            Self::Reader => Some(Role::Reader),
            Self::Contributor | Self::Lead => Some(Role::Contributor),
            Self::Editor => Some(Role::Editor),
            Self::Keeper | Self::Read | Self::Write => Some(Role::AreaAdministrator),
        }
    }

    pub fn scope(self) -> Option<Scope> {
        match self {
            Self::Read => Some(Scope::Read),
            Self::Write => Some(Scope::Write),
            _ => None,
        }
    }
}

/// Somebody, with what is shown to be known.
#[derive(Clone, Debug, Default)]
pub struct Asker {
    pub cookie: Option<String>,
    pub token: Option<String>,
    pub email: Option<String>,
    /// The id of a token of theirs.
    pub own_token: Value,
}

/// The ids of all that is there.
pub type Known = HashMap<&'static str, Value>;

pub struct World {
    template: String,
    _folder: TestDatabase,
    pub schema: Schema,
    pub tables: Tables,
    pub known: Known,
    askers: HashMap<(Area, Who), Asker>,
}

static WORLD: OnceCell<World> = OnceCell::const_new();

/// A mailer to a place where no mail server is.
fn mailer() -> Mailer {
    let from = "Golden Thread <plans@example.org>";
    Mailer::new("smtp://127.0.0.1:9", from, "https://plans.example.org").unwrap()
}

impl World {
    pub async fn get() -> &'static Self {
        WORLD.get_or_init(Self::make).await
    }

    /// The server over a copy of its own.
    pub async fn app(&self) -> TestApp {
        let database = TestDatabase::copy_of(&self.template).await;
        TestApp::over(database, Limits::default(), Some(mailer()))
    }

    /// A server of its own on the same database: it knows of no attempts to sign in.
    pub fn again(&self, app: &TestApp) -> TestApp {
        let database = app.database.shared();
        TestApp::over(database, Limits::default(), Some(mailer()))
    }

    pub fn asker(&self, area: Area, who: Who) -> &Asker {
        &self.askers[&(area, who)]
    }

    /// Whoever may make a mutation, whatever it is.
    pub fn giver(&self, row: &Row) -> &Asker {
        self.asker(row.area, Who::Keeper)
    }

    pub fn id(&self, name: &str) -> Value {
        let found = self.known.get(name);
        found
            .unwrap_or_else(|| panic!("there is no {name}"))
            .clone()
    }

    /// A person as the domain has them, so that its table can be asked.
    pub async fn person(&self, app: &TestApp, area: Area, who: Who) -> Option<Person> {
        let db = &app.database.db;
        let email = self.asker(area, who).email.clone()?;
        let user = account::by_email(db, &email).await.unwrap()?;
        let person = account::person(db, user.id).await.unwrap()?;
        let scope = who.scope();
        Some(Person { scope, ..person })
    }

    /// What a mutation answers, and the status of the answer.
    pub async fn send(
        &self,
        app: &TestApp,
        asker: &Asker,
        name: &str,
        variables: &Value,
    ) -> (u16, Value) {
        let body = json!({ "query": self.schema.query(name), "variables": variables });
        let mut request = Request::post("/graphql").header("content-type", "application/json");
        if let Some(cookie) = &asker.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(token) = &asker.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body.to_string())).unwrap();
        let response = app.send(request).await;
        (response.status().as_u16(), body_json(response).await)
    }

    async fn make() -> Self {
        let app = TestApp::seeded().await;
        let mut making = Making {
            app: &app,
            known: Known::new(),
            askers: HashMap::new(),
        };
        for area in Area::ALL {
            making.cast(area).await;
        }
        making.records().await;
        making.said().await;
        making.draft().await;
        making.survey().await;
        making.letters().await;
        let Making { known, askers, .. } = making;
        let schema = Schema::read(&app).await;
        let tables = Tables::read(&app.database.db).await;
        let database = app.database;
        database.db.close_by_ref().await.unwrap();
        Self {
            template: database.address.clone(),
            _folder: database,
            schema,
            tables,
            known,
            askers,
        }
    }
}

struct Making<'a> {
    app: &'a TestApp,
    known: Known,
    askers: HashMap<(Area, Who), Asker>,
}

/// What a query answers that must have no errors.
async fn asked(asker: &Browser<'_>, query: &str, variables: Value) -> Value {
    let mut answer = asker.ask(query, variables).await;
    assert_eq!(answer["errors"], Value::Null, "{query} {answer:#}");
    answer["data"].take()
}

/// What a mutation answers that must have no problems.
async fn done(asker: &Browser<'_>, field: &str, input: Value, answer: &str) -> Value {
    let kind = format!("{}{}Input", field[..1].to_uppercase(), &field[1..]);
    let query = format!(
        "mutation M($input: {kind}!) {{ {field}(input: $input) {{ {answer} problems {{ code path message }} }} }}"
    );
    let mut made = asked(asker, &query, json!({ "input": input })).await[field].take();
    assert_eq!(made["problems"], json!([]), "{field} {input} {made}");
    made.as_object_mut().unwrap().remove("problems");
    made
}

impl<'a> Making<'a> {
    fn keep(&mut self, name: &'static str, value: &Value) {
        assert!(!value.is_null(), "there is no {name}");
        let before = self.known.insert(name, value.clone());
        assert!(before.is_none(), "{name} is there twice");
    }

    fn browser(&self, area: Area, who: Who) -> Browser<'a> {
        self.app
            .browser_with(self.askers[&(area, who)].cookie.clone())
    }

    /// A team, and those around it.
    async fn cast(&mut self, area: Area) {
        let app = self.app;
        let path = area.path();
        let named = |name: &str| format!("{name}@{path}.example.org");
        for who in Who::ALL {
            let email = named(&format!("{who:?}").to_lowercase());
            let browser = match (who, who.role()) {
                (Who::Nobody | Who::Read | Who::Write, _) => continue,
                (Who::Foreign, _) => {
                    let other = area.other().path();
                    let role = Role::AreaAdministrator;
                    app.member_named(other, &email, role).await
                }
                (Who::Site, _) => app.somebody(&email, true).await,
                (_, Some(role)) => app.member_named(path, &email, role).await,
                (_, None) => app.somebody(&email, false).await,
            };
            let token = Self::token(&browser, "READ").await;
            asked(
                &browser,
                "mutation { createCalendarLink { link } }",
                json!({}),
            )
            .await;
            let asker = Asker {
                cookie: browser.cookie(),
                token: None,
                email: Some(email.clone()),
                own_token: token["token"]["id"].clone(),
            };
            if who == Who::Keeper {
                for (who, scope) in [(Who::Read, "READ"), (Who::Write, "WRITE")] {
                    let made = Self::token(&browser, scope).await;
                    let shown = Asker {
                        cookie: None,
                        token: Some(made["secret"].as_str().unwrap().to_owned()),
                        ..asker.clone()
                    };
                    self.askers.insert((area, who), shown);
                }
            }
            self.askers.insert((area, who), asker);
        }
        self.askers.insert((area, Who::Nobody), Asker::default());
    }

    async fn token(browser: &Browser<'_>, scope: &str) -> Value {
        let input = json!({ "name": "Nightly", "scope": scope });
        done(browser, "createToken", input, "secret token { id }").await
    }

    /// Records that are published, of both areas.
    async fn records(&mut self) {
        let app = self.app;
        let known = app
            .query(
                "{ action: action(path: \"leicestershire/wsoa-2020/1.10\") { id }
                   led: action(path: \"leicestershire/wsoa-2020/1.11\") { id }
                   changed: action(path: \"leicestershire/wsoa-2020/1.12\") { id }
                   twin: action(path: \"leicestershire/wsoa-2020/1.13\") { id }
                   actionElsewhere: action(path: \"worcestershire/app-2022/1.1\") { id }
                   measures(filter: {area: [\"leicestershire\"]}, first: 1) { nodes { id } }
                   measured: measures(filter: {fields: [{field: PATH, is: [\"leicestershire/wsoa-2020/measure-2.5.1\"]}]}) { nodes { id } }
                   measuresElsewhere: measures(filter: {area: [\"worcestershire\"]}, first: 1) { nodes { id } }
                   workstreams(filter: {area: [\"leicestershire\"]}, first: 1) { nodes { id } }
                   workstreamsElsewhere: workstreams(filter: {area: [\"worcestershire\"]}, first: 1) { nodes { id } }
                   weaknesses(filter: {area: [\"leicestershire\"]}, first: 1) { nodes { id } }
                   weaknessesElsewhere: weaknesses(filter: {area: [\"worcestershire\"]}, first: 1) { nodes { id } }
                   organisation: organisations(filter: {fields: [{field: PATH, is: [\"leicestershire-county-council\"]}]}) { nodes { id } }
                   organisationElsewhere: organisations(filter: {fields: [{field: PATH, is: [\"worcestershire-children-first\"]}]}) { nodes { id } }
                   plan: plan(path: \"leicestershire/wsoa-2020\") { id }
                   planElsewhere: plan(path: \"worcestershire/app-2022\") { id }
                   note: dataQualityNotes(filter: {fields: [{field: PATH, is: [\"leicestershire-wsoa-2020/note-2.11-date\"]}]}) { nodes { id } }
                   noteElsewhere: dataQualityNotes(filter: {fields: [{field: PATH, is: [\"worcestershire-app-2022/note-4.3-cut-off\"]}]}) { nodes { id } }
                   reviewsElsewhere: reviews(filter: {area: [\"worcestershire\"]}, first: 1) { nodes { id } }
                   area: localArea(path: \"leicestershire\") { id }
                   themes(first: 2) { nodes { id path } }
                   survey: survey(path: \"worcestershire/parent-carer-survey\") { id }
                   question: surveyQuestion(path: \"worcestershire/parent-carer-survey/question-timescales\") { id }
                   feedbackItems(first: 1) { nodes { id } } }",
            )
            .await;
        for name in [
            "action",
            "led",
            "changed",
            "twin",
            "actionElsewhere",
            "plan",
            "planElsewhere",
            "area",
            "survey",
            "question",
        ] {
            self.keep(name, &known[name]["id"]);
        }
        for name in [
            "measures",
            "measured",
            "measuresElsewhere",
            "workstreams",
            "workstreamsElsewhere",
            "weaknesses",
            "weaknessesElsewhere",
            "reviewsElsewhere",
            "feedbackItems",
            "organisation",
            "organisationElsewhere",
            "note",
            "noteElsewhere",
        ] {
            self.keep(name, &known[name]["nodes"][0]["id"]);
        }
        self.keep("theme", &known["themes"]["nodes"][0]["path"]);
        self.keep("themeId", &known["themes"]["nodes"][0]["id"]);
        self.keep("otherTheme", &known["themes"]["nodes"][1]["path"]);
    }

    /// What teams have said of them, and to themselves.
    async fn said(&mut self) {
        let (editor, keeper) = (
            self.browser(Area::Plan, Who::Editor),
            self.browser(Area::Plan, Who::Keeper),
        );
        let area = Area::Plan.path();
        let target = format!("target@{area}.example.org");
        self.app
            .member_named(area, &target, Role::Contributor)
            .await;
        let elsewhere = self.browser(Area::Plan, Who::Foreign);
        for (asker, area, names) in [
            (
                &keeper,
                Area::Plan,
                &[
                    ("target", "member"),
                    ("lead", "leader"),
                    ("editor", "colleague"),
                ][..],
            ),
            (
                &elsewhere,
                Area::Survey,
                &[("editor", "memberElsewhere")][..],
            ),
        ] {
            let query = format!(
                "{{ team(area: \"{}\") {{ members {{ id name }} }} }}",
                area.path()
            );
            let mut team = asked(asker, &query, json!({})).await;
            let team = team["team"]["members"].take();
            for (name, kept) in names {
                let mut members = team.as_array().unwrap().iter();
                let own = members.find(|one| one["name"] == *name).unwrap();
                self.keep(kept, &own["id"]);
            }
        }
        let input = json!({ "id": self.known["led"], "members": [self.known["leader"]] });
        done(&editor, "setActionAssignees", input, "__typename").await;
        let update = |id: &Value| {
            json!({ "actions": [{ "id": id, "expectedVersion": 1 }], "status": { "shared": "ON_TRACK" },
                "effectiveOn": "2026-11-01", "note": "The board was told so." })
        };
        let input = update(&self.known["changed"]);
        let answer = "actions { updates { id } }";
        let made = done(&editor, "updateActionStatus", input, answer).await;
        self.keep("update", &made["actions"][0]["updates"][0]["id"]);
        let reading = json!({ "id": self.known["measured"], "expectedVersion": 1, "note": "The board was told so.",
            "observation": { "on": "2026-10-01", "text": "70% of plans" } });
        done(&editor, "editMeasure", reading, "__typename").await;
        let review = json!({ "plan": self.known["plan"], "note": "As the letter of the DfE says.", "title": "Review",
            "by": "DfE", "heldOn": "2026-05-01", "state": "HELD" });
        let made = done(&editor, "addReview", review, "review { id }").await;
        self.keep("review", &made["review"]["id"]);
        // The name that goes stands here, and nowhere else.
        let comment = json!({ "id": self.known["action"], "text": "Zebediah Quillfeather has not answered." });
        let made = done(&editor, "addComment", comment, "comment { id }").await;
        self.keep("comment", &made["comment"]["id"]);
        let comment = json!({ "id": self.known["actionElsewhere"], "text": "We shall see." });
        let made = done(&elsewhere, "addComment", comment, "comment { id }").await;
        self.keep("commentElsewhere", &made["comment"]["id"]);
    }

    /// Drafts of both areas.
    async fn draft(&mut self) {
        let copied = "draft { id path records { id kind path } }";
        let editor = self.browser(Area::Plan, Who::Editor);
        let input = json!({ "plan": self.known["plan"], "title": "Renewed" });
        let made = done(&editor, "copyPlan", input, copied).await["draft"].take();
        self.keep("draft", &made["id"]);
        let records = made["records"].as_array().unwrap().clone();
        let path = made["path"].as_str().unwrap();
        for (name, kind, ending) in [
            ("draftPlan", "PLAN", ""),
            ("draftWorkstream", "WORKSTREAM", ""),
            ("draftAction", "ACTION", "/1.10"),
            ("draftOther", "ACTION", "/1.11"),
            ("draftMeasure", "MEASURE", ""),
        ] {
            let is_it = |one: &&Value| {
                one["kind"] == kind
                    && one["path"].as_str().unwrap().ends_with(ending)
                    && one["path"].as_str().unwrap().starts_with(path)
            };
            let own = records.iter().find(is_it).unwrap();
            self.keep(name, &own["id"]);
        }
        let elsewhere = self.browser(Area::Plan, Who::Foreign);
        let query = "{ plan(path: \"worcestershire/app-2023-draft\") { id } }";
        let plan = self.app.query(query).await["plan"]["id"].take();
        let input = json!({ "plan": plan });
        let made = done(&elsewhere, "copyPlan", input, copied).await["draft"].take();
        self.keep("draftElsewhere", &made["id"]);
    }

    /// A year that a team has entered, with a question, a figure and what came before.
    async fn survey(&mut self) {
        let editor = self.browser(Area::Survey, Who::Editor);
        let note = "The forum counted these in November.";
        let survey = self.known["survey"].clone();
        let input = json!({ "survey": survey, "year": 2022, "note": note });
        let made = done(&editor, "addSurveyWave", input, "wave { id }").await;
        self.keep("wave", &made["wave"]["id"]);
        let input = json!({ "survey": survey, "note": note, "text": "Are you heard?", "group": "Voice",
            "polarity": "HIGHER" });
        let made = done(&editor, "addSurveyQuestion", input, "question { id }").await;
        self.keep("ownQuestion", &made["question"]["id"]);
        let input = json!({ "wave": self.known["wave"], "note": note,
            "results": [{ "question": self.known["ownQuestion"], "published": "64%" }] });
        let made = done(&editor, "addSurveyResults", input, "results { id }").await;
        self.keep("result", &made["results"][0]["id"]);
    }

    /// An invitation, and links that set passwords.
    async fn letters(&mut self) {
        for (area, id, link) in [
            (Area::Plan, "invitation", "invitationLink"),
            (
                Area::Survey,
                "invitationElsewhere",
                "invitationLinkElsewhere",
            ),
        ] {
            let keeper = self.browser(area, Who::Keeper);
            let input = json!({ "area": area.path(), "email": "invited@example.org", "name": "Invited", "role": "READER" });
            let made = done(&keeper, "inviteMember", input, "link invitation { id }").await;
            self.keep(id, &made["invitation"]["id"]);
            self.keep(link, &made["link"]);
        }
        let link = self.app.account("linked@example.org", false).await;
        self.keep("passwordLink", &json!(link));
        let member = self.app.somebody("other@example.org", false).await;
        let token = Self::token(&member, "READ").await;
        self.keep("tokenElsewhere", &token["token"]["id"]);
        self.keep("password", &json!(PASSWORD));
    }
}

/// An id that could be one, of nothing that there is, of the kind that a known one is of.
pub fn made_up(known: &Value) -> Value {
    const NONE: &str = "0000000000007000800000000000abcd";
    let text = known.as_str().unwrap();
    let global = URL_SAFE_NO_PAD.decode(text).ok();
    let global = global.and_then(|bytes| String::from_utf8(bytes).ok());
    match global.as_deref().and_then(|pair| pair.split_once(':')) {
        Some((kind, _)) => json!(URL_SAFE_NO_PAD.encode(format!("{kind}:{NONE}"))),
        None => json!("00000000-0000-7000-8000-00000000abcd"),
    }
}
