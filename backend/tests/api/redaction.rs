//! A name that is removed is gone everywhere at once, and does not come back.

use std::io::{Cursor, Read};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use goldenthread::{
    entity::user::Role,
    graphql::{Api, Limits, Question},
    import::bundle,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    app::{Browser, TestApp, body_bytes, body_json},
    download::{get, wholes},
};

/// Who leads several actions of the bundled plan, as the document has it.
const NAME: &str = "Cath Allison";
const ACTIONS: &str = "leicestershire-wsoa-2020/actions.toml";
const ELSEWHERE: &str = "worcestershire-strategy-2021/quality.toml";
const PLAN: &str = "leicestershire/wsoa-2020";
const PREVIEW: &str = "query Preview($area: String, $text: String!, $spellings: [String!]! = []) {
  redactionPreview(area: $area, text: $text, spellings: $spellings) {
    placeCount earlierCount commentCount draftCount permalinkCount needsConfirmation
    records { kind path count record { __typename } } near { text count }
  }
}";
const REDACT: &str = "mutation Redact($input: RedactNameInput!) {
  redactName(input: $input) { recordCount placeCount problems { code path message } }
}";

fn input(area: Option<&str>, text: &str) -> Value {
    json!({ "area": area, "text": text, "note": "Cath Allison has asked for it." })
}

async fn redact(asker: &Browser<'_>, input: Value) -> Value {
    let mut answer = asker.ask(REDACT, json!({ "input": input })).await;
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    answer["data"]["redactName"].take()
}

/// The codes of the problems, each with its place.
fn problems(answer: &Value) -> Vec<(&str, String)> {
    let problems = answer["problems"].as_array().unwrap().iter();
    let told = problems.map(|problem| {
        let path = problem["path"].as_array().unwrap().iter();
        let path: Vec<&str> = path.map(|part| part.as_str().unwrap()).collect();
        (problem["code"].as_str().unwrap(), path.join("."))
    });
    told.collect()
}

/// Whether the name stands in something, whatever stands between its words and however its letters are written.
fn holds(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    letters.contains("cathallison")
}

/// Every text of every column of every table that the database has, as the database itself tells of them.
async fn everything(db: &DatabaseConnection) -> Vec<(String, String)> {
    let backend = db.get_database_backend();
    let all = async |sql: String| {
        let statement = Statement::from_string(backend, sql);
        db.query_all_raw(statement).await.unwrap()
    };
    let is_postgres = backend == DbBackend::Postgres;
    let columns = match is_postgres {
        true => {
            "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = 'public'"
        }
        false => {
            "SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        }
    };
    let mut found = Vec::new();
    for row in all(columns.to_owned()).await {
        let table: String = row.try_get_by_index(0).unwrap();
        let column: String = row.try_get_by_index(1).unwrap();
        let kind: String = row.try_get_by_index(2).unwrap();
        let text = match (is_postgres, kind.as_str()) {
            // Bytes are text to SQLite; PostgreSQL writes them as such.
            (true, "bytea") => format!("encode(\"{column}\", 'escape')"),
            (true, _) => format!("\"{column}\"::text"),
            (false, _) => format!("CAST(\"{column}\" AS TEXT)"),
        };
        let texts = all(format!(
            "SELECT {text} FROM \"{table}\" WHERE \"{column}\" IS NOT NULL"
        ));
        for row in texts.await {
            // What is no text at all holds no name.
            if let Ok(text) = row.try_get_by_index::<String>(0) {
                found.push((format!("{table}.{column}"), text));
            }
        }
    }
    assert!(found.len() > 20_000, "{}", found.len());
    found
}

/// The columns in which the name stands.
async fn holders(app: &TestApp) -> Vec<String> {
    let all = everything(&app.database.db).await.into_iter();
    let holding = all.filter(|(_, text)| holds(text));
    let mut columns: Vec<String> = holding.map(|(column, _)| column).collect();
    columns.sort();
    columns.dedup();
    columns
}

async fn keep(app: &TestApp, query: &str, variables: Value) -> Value {
    let body = json!({ "query": query, "variables": variables });
    let request = Request::post("/permalink")
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    let response = app.send(request).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    body_json(response).await
}

async fn version(app: &TestApp) -> i64 {
    let data = app.query("{ dataVersion }").await;
    data["dataVersion"].as_i64().unwrap()
}

/// All of the log, page by page.
async fn log(asker: &Browser<'_>) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let query = "query Log($after: String) { changes(first: 100, after: $after) {
          nodes { seq path actor actorName before after reason source } pageInfo { hasNextPage endCursor } } }";
        let mut page = asker.ask(query, json!({ "after": after })).await["data"]["changes"].take();
        all.extend(page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasNextPage"] == false {
            return all;
        }
        after = page["pageInfo"]["endCursor"].take();
    }
}

/// What anybody can read of the records, one way and another.
async fn readable(app: &TestApp, past: i64) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for name in wholes(app).await {
        let (status, _, text) = get(app, &format!("/download/{name}.csv")).await;
        assert_eq!(status, StatusCode::OK, "{name}");
        found.push((name, text));
    }
    let request = Request::get("/download/goldenthread.zip");
    let response = app.send(request.body(Body::empty()).unwrap()).await;
    let mut zip = zip::ZipArchive::new(Cursor::new(body_bytes(response).await)).unwrap();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        found.push((format!("file {at}"), text));
    }
    let area = app
        .query("{ localArea(path: \"leicestershire\") { id } }")
        .await["localArea"]["id"]
        .take();
    let area = area.as_str().unwrap();
    let lines = "{ documents(first: 100) { nodes { title lines { text } } } }";
    let actions = "{ actions(first: 100) { nodes { leadPublished leads { name published } citations { quote lines { text } } } } }";
    let search = "{ search(text: \"\\\"cath allison\\\"\", first: 50) { totalCount nodes { path pieces: title { text } } } }";
    for query in [
        lines.to_owned(),
        actions.to_owned(),
        format!("query @asOf(version: {past}) {lines}"),
        format!("query @asOf(version: {past}) {actions}"),
        format!("query @asOf(version: {past}) {search}"),
        format!(
            "{{ diff(of: \"{area}\", from: {{version: 0}}) {{ nodes {{ path reason fields {{ name before after }} }} }} }}"
        ),
        "{ dataQualityNotes(first: 100) { nodes { first second why shown } } }".to_owned(),
        "{ timeline(first: 100) { nodes { __typename } } }".to_owned(),
    ] {
        let answer = app.query(&query).await;
        found.push((query, answer.to_string()));
    }
    found
}

/// Where of it the name stands.
fn standing(found: &[(String, String)]) -> Vec<&str> {
    let holding = found.iter().filter(|(_, text)| holds(text));
    holding.map(|(place, _)| place.as_str()).collect()
}

#[tokio::test]
async fn a_name_is_gone_everywhere_at_once_and_does_not_come_back() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let db = &app.database.db;
    let first = version(&app).await;
    // It is written otherwise in the log, by a file that is not the bundle's.
    app.rewrite(ACTIONS, NAME, "Cath\u{a0}ALLISON’s team").await;
    let search = "query Found($text: String!) { search(text: $text, first: 20) { totalCount nodes { path excerpt { text } } } actions(filter: {plan: [\"leicestershire/wsoa-2020\"]}, first: 100) { nodes { path leadPublished } } }";
    let kept = keep(&app, search, json!({ "text": NAME })).await;
    let written = format!("# What {NAME} leads\n{{ search(text: \"{NAME}\") {{ totalCount }} }}");
    let asked = keep(&app, &written, json!({})).await;
    let other = keep(&app, "{ themes { totalCount } }", json!({})).await;
    let action = app
        .query("{ action(path: \"leicestershire/wsoa-2020/2.2\") { id recordVersion } }")
        .await["action"]
        .take();
    let said = editor
        .ask(
            "mutation Say($input: UpdateActionStatusInput!) { updateActionStatus(input: $input) { problems { message } } }",
            json!({ "input": {
                "actions": [{ "id": action["id"], "expectedVersion": action["recordVersion"] }],
                "status": { "value": "AMBER" }, "effectiveOn": "2020-11-05",
                "note": "As Cath Allison said to the board.",
            } }),
        )
        .await;
    assert_eq!(said["data"]["updateActionStatus"]["problems"], json!([]));
    let comment = "mutation Add($input: AddCommentInput!) { addComment(input: $input) { comment { text } problems { message } } }";
    let words = json!({ "input": { "id": action["id"], "text": "Ask cath.allison@example.org." } });
    editor.ask(comment, words.clone()).await;
    let plan = format!("{{ plan(path: \"{PLAN}\") {{ id }} }}");
    let plan = app.query(&plan).await["plan"]["id"].take();
    let copied = editor
        .ask(
            "mutation Copy($input: CopyPlanInput!) { copyPlan(input: $input) { draft { id wholeVersion } problems { message } } }",
            json!({ "input": { "plan": plan, "title": "Renewed", "version": "2" } }),
        )
        .await["data"]["copyPlan"]["draft"]
        .take();
    let draft = async || {
        let query = "query Draft($draft: ID) @draft(id: $draft) { actions(first: 100) { nodes { path leadPublished leads { name published } } } search(text: \"Allison\") { totalCount } }";
        let answer = editor.ask(query, json!({ "draft": copied["id"] })).await;
        assert_eq!(answer["errors"], Value::Null, "{answer}");
        answer.to_string()
    };
    let comments = async || {
        let query = "query Comments($of: ID!) { comments(of: $of) { text } }";
        editor
            .ask(query, json!({ "of": action["id"] }))
            .await
            .to_string()
    };
    // Another server on the same database, with things in its memory.
    let neighbour = Api::new(db.clone(), Limits::default());
    let past = async || {
        let query = format!(
            "query @asOf(version: {first}) {{ actions(first: 100) {{ nodes {{ leadPublished }} }} }}"
        );
        let answer = neighbour.answer(&Question::new(query)).await.unwrap();
        assert!(answer.errors.is_empty());
        serde_json::to_string(&answer.data).unwrap()
    };
    assert!(holds(&past().await) && holds(&draft().await) && holds(&comments().await));
    let before = readable(&app, first).await;
    assert!(standing(&before).len() >= 8, "{:?}", standing(&before));
    let columns = holders(&app).await;
    for column in [
        "action.lead_published",
        "action_lead.name",
        "action_update.note",
        "change.after",
        "change.before",
        "change.reason",
        "comment.text",
        "data_quality_note.first",
        "document_line.text",
        "draft_record.fields",
        "permalink.answer",
        "permalink.query",
        "permalink.variables",
        "search_entry.body",
    ] {
        assert!(
            columns.iter().any(|own| own == column),
            "{column}: {columns:?}"
        );
    }

    let asked_for = json!({ "area": "leicestershire", "text": "cath allison" });
    let seen = keeper.ask(PREVIEW, asked_for.clone()).await["data"]["redactionPreview"].take();
    let records = seen["records"].as_array().unwrap().iter();
    let counted: u64 = records
        .clone()
        .map(|one| one["count"].as_u64().unwrap())
        .sum();
    let kinds: Vec<&Value> = records.map(|one| &one["kind"]).collect();
    for kind in ["ACTION", "DOCUMENT", "DATA_QUALITY_NOTE"] {
        assert!(kinds.contains(&&json!(kind)), "{seen}");
    }
    assert_eq!(
        (
            &seen["commentCount"],
            &seen["permalinkCount"],
            &seen["needsConfirmation"]
        ),
        (&json!(1), &json!(2), &json!(false))
    );
    let drafts = seen["draftCount"].as_u64().unwrap();
    assert!(
        drafts >= 5 && seen["earlierCount"].as_u64().unwrap() >= 5,
        "{seen}"
    );
    assert_eq!(seen["placeCount"], counted + drafts + 3);

    let mut sent = input(Some("leicestershire"), "cath allison");
    sent["key"] = json!("once");
    let done = redact(&keeper, sent.clone()).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    assert_eq!(done["placeCount"], seen["placeCount"]);
    let after = version(&app).await;
    // The same sent again is not done again.
    let again = redact(&keeper, sent).await;
    assert_eq!(
        again,
        json!({ "recordCount": null, "placeCount": null, "problems": [] })
    );
    assert_eq!(version(&app).await, after);

    assert_eq!(holders(&app).await, [""; 0]);
    assert_eq!(standing(&readable(&app, first).await), [""; 0]);
    assert!(!holds(&past().await) && !holds(&draft().await) && !holds(&comments().await));
    assert!(comments().await.contains("Ask [name removed]@example.org."));
    assert!(draft().await.contains("[name removed]"));
    let log = log(&keeper).await;
    assert!(!log.iter().any(|entry| holds(&entry.to_string())));
    let newest = &log[0];
    assert_eq!(newest["seq"], after);
    assert_eq!(newest["path"], "leicestershire");
    assert_eq!(
        newest["reason"],
        format!(
            "A name was removed from {} records. [name removed] has asked for it.",
            done["recordCount"]
        )
    );
    assert_eq!(newest["actor"], "Area administrator");
    assert_eq!(newest["actorName"], "area-administrator");
    assert_eq!(newest["before"], newest["after"]);
    // What the texts were read from is cited as before, and paths and ids are what they were.
    let now = app
        .query("{ action(path: \"leicestershire/wsoa-2020/2.2\") { id leadPublished leads { name } status { published } } }")
        .await["action"]
        .take();
    assert_eq!(now["id"], action["id"]);
    assert_eq!(now["leads"][0]["name"], "[name removed]’s team");

    // What was asked alone may hold it, or the answer too, or neither.
    for (link, is_redacted, is_same) in [
        (&kept, true, false),
        (&asked, true, true),
        (&other, false, true),
    ] {
        let path = format!("/permalink/{}", link["id"].as_str().unwrap());
        let response = app
            .send(Request::get(&path).body(Body::empty()).unwrap())
            .await;
        let tag = response.headers()[header::ETAG]
            .to_str()
            .unwrap()
            .to_owned();
        let bytes = body_bytes(response).await;
        let own: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let (_, _, about) = get(&app, &format!("{path}/about")).await;
        assert!(!holds(&about) && !holds(&String::from_utf8_lossy(&bytes)));
        let about: Value = serde_json::from_str(&about).unwrap();
        assert_eq!(
            (&about["bytes"], &about["sha256"]),
            (&json!(bytes.len()), &json!(own))
        );
        assert_eq!(about["redactedAt"].is_string(), is_redacted, "{about}");
        let first = format!("W/\"{}\"", link["id"].as_str().unwrap());
        assert_eq!(tag != first, is_redacted);
        assert_eq!(about["sha256"] == link["sha256"], is_same);
        assert_eq!(about["id"], link["id"]);
    }
    let search = "{ search(text: \"\\\"cath allison\\\"\") { totalCount } }";
    assert_eq!(app.query(search).await["search"]["totalCount"], 0);

    // The files still have it: what they bring is cleared as it is written, once and for all.
    for _ in 0..2 {
        let again = bundle::seed(db).await.unwrap();
        assert_eq!((again.created, again.removed), (0, 0), "{again:?}");
        assert_eq!(holders(&app).await, [""; 0]);
        assert_eq!(standing(&readable(&app, first).await), [""; 0]);
    }
    assert_eq!(bundle::seed(db).await.unwrap().updated, 0);
    // Nor do people bring it back, who may not know.
    editor.ask(comment, words).await;
    app.rewrite(ACTIONS, "Cath Allison", "CATH ALLISON, interim")
        .await;
    assert_eq!(holders(&app).await, [""; 0]);
    let gone = redact(&keeper, input(Some("leicestershire"), NAME)).await;
    assert_eq!(problems(&gone), [("NOT_FOUND", "text".to_owned())]);
}

/// The bundled documents write an initial and the last name together.
#[tokio::test]
async fn an_initial_and_a_last_name_written_together_go_too() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let first = version(&app).await;
    let stands = async || {
        let all = everything(&app.database.db).await.into_iter();
        let holding = all.filter(|(_, text)| text.to_lowercase().contains("wile"));
        let mut columns: Vec<String> = holding.map(|(column, _)| column).collect();
        columns.sort();
        columns.dedup();
        columns
    };
    let read = async || {
        let all = readable(&app, first).await.into_iter();
        let holding = all.filter(|(_, text)| text.contains("BWile"));
        holding.map(|(place, _)| place).collect::<Vec<_>>()
    };
    assert!(!read().await.is_empty());
    // What is not meant is told, so that it can be.
    let asked = json!({ "area": "leicestershire", "text": "brenda wile" });
    let seen = keeper.ask(PREVIEW, asked).await["data"]["redactionPreview"].take();
    let near = seen["near"].as_array().unwrap();
    let told: Vec<&str> = near
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    assert!(
        told.contains(&"B Wile") && told.contains(&"BWile"),
        "{seen}"
    );
    assert!(!told.contains(&"Brenda Wile"), "{seen}");
    let counts: Vec<u64> = near
        .iter()
        .map(|one| one["count"].as_u64().unwrap())
        .collect();
    assert!(counts.is_sorted_by(|one, other| one >= other && *other > 0));

    let mut sent = input(Some("leicestershire"), "brenda wile");
    sent["spellings"] = json!(["B. Wile", "B Wile", "Wile, Brenda"]);
    let asked = json!({
        "area": "leicestershire", "text": sent["text"], "spellings": sent["spellings"],
    });
    let seen = keeper.ask(PREVIEW, asked).await["data"]["redactionPreview"].take();
    assert_eq!(seen["near"], json!([]), "{seen}");
    let done = redact(&keeper, sent).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    assert_eq!(stands().await, [""; 0]);
    assert_eq!(read().await, [""; 0]);
    // The files still have it, and whoever writes may too.
    bundle::seed(&app.database.db).await.unwrap();
    let action = app
        .query("{ action(path: \"leicestershire/wsoa-2020/2.2\") { id } }")
        .await["action"]
        .take();
    let comment = "mutation Add($input: AddCommentInput!) { addComment(input: $input) { comment { text } problems { message } } }";
    let words = json!({ "input": { "id": action["id"], "text": "Ask BWile, and B.Wile." } });
    let added = editor.ask(comment, words).await["data"]["addComment"].take();
    assert_eq!(
        added["comment"]["text"],
        "Ask [name removed], and [name removed]."
    );
    assert_eq!(stands().await, [""; 0]);
    assert_eq!(read().await, [""; 0]);
}

/// Nothing of it is left on the disk either, but for what a file of SQLite keeps beside until it is put together.
/// Nor does it come back as the reason for which something is taken away.
#[tokio::test]
async fn why_something_is_taken_away_does_not_bring_it_back() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let done = redact(&keeper, input(Some("leicestershire"), NAME)).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    let plan = app
        .query(&format!("{{ plan(path: \"{PLAN}\") {{ id }} }}"))
        .await["plan"]["id"]
        .take();
    let add = "mutation Add($input: AddReviewInput!) { addReview(input: $input) { review { id recordVersion } problems { message } } }";
    let review = json!({ "input": {
        "plan": plan, "note": "The letter came in June.", "title": "Second review", "by": "DfE",
        "heldOn": "2021-06-09", "state": "HELD", "findings": [],
    } });
    let made = keeper.ask(add, review).await["data"]["addReview"].take();
    assert_eq!(made["problems"], json!([]), "{made}");
    let away = "mutation Away($input: RevertRecordInput!) { revertRecord(input: $input) { record { __typename } problems { message } } }";
    let gone = json!({ "input": {
        "id": made["review"]["id"], "expectedVersion": 1, "toVersion": 0,
        "note": format!("{NAME} says that it was entered twice."),
    } });
    let gone = keeper.ask(away, gone).await["data"]["revertRecord"].take();
    assert_eq!(gone, json!({ "record": null, "problems": [] }));
    let newest = log(&keeper).await[0].take();
    assert_eq!(
        newest["reason"],
        "[name removed] says that it was entered twice."
    );
    assert_eq!(holders(&app).await, [""; 0]);
}

#[tokio::test]
async fn the_file_of_the_database_does_not_keep_it() {
    let app = TestApp::seeded().await;
    if app.database.db.get_database_backend() != DbBackend::Sqlite {
        return;
    }
    let file = app.database.address.trim_start_matches("sqlite://");
    let stands = || {
        let bytes = std::fs::read(file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        text.to_lowercase().contains("cath allison")
    };
    assert!(stands());
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let done = redact(&keeper, input(Some("leicestershire"), NAME)).await;
    assert_eq!(done["problems"], json!([]));
    app.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
    assert!(!stands());
}

#[tokio::test]
async fn a_namesake_elsewhere_stays_unless_the_site_removes_the_name() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let site = app.somebody("site@example.org", true).await;
    let other = app.member("worcestershire", Role::AreaAdministrator).await;
    app.rewrite(ELSEWHERE, "why = \"", "why = \"Cath Allison asks. ")
        .await;
    let elsewhere =
        "{ dataQualityNotes(filter: {area: [\"worcestershire\"]}, first: 100) { nodes { why } } }";
    let own =
        "{ actions(filter: {area: [\"leicestershire\"]}, first: 100) { nodes { leadPublished } } }";
    let mut sent = input(Some("leicestershire"), "Cath Allisson");
    sent["spellings"] = json!(["Allison, Cath", "CATH-ALLISON"]);
    sent["replacement"] = json!("an officer");
    let done = redact(&keeper, sent).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    assert!(!holds(&app.query(own).await.to_string()));
    assert!(
        app.query(own)
            .await
            .to_string()
            .contains("Marian Sutton / an officer")
    );
    assert!(holds(&app.query(elsewhere).await.to_string()));
    // All areas are the site's.
    for asker in [&keeper, &other] {
        let refused = redact(asker, input(None, NAME)).await;
        assert_eq!(problems(&refused), [("FORBIDDEN", String::new())]);
        let seen = asker.ask(PREVIEW, json!({ "text": NAME })).await;
        assert_eq!(seen["data"]["redactionPreview"], Value::Null);
    }
    let seen = site.ask(PREVIEW, json!({ "text": NAME })).await;
    let records = seen["data"]["redactionPreview"]["records"]
        .as_array()
        .unwrap()
        .clone();
    assert!(!records.is_empty());
    assert!(
        records
            .iter()
            .all(|one| one["path"].as_str().unwrap().starts_with("worcestershire"))
    );
    let done = redact(&site, input(None, NAME)).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    assert_eq!(holders(&app).await, [""; 0]);
    let said = app
        .query("{ changes(first: 1) { nodes { path actor reason } } }")
        .await["changes"]["nodes"][0]
        .take();
    assert_eq!(
        (&said["path"], &said["actor"]),
        (&json!("worcestershire"), &json!("Site administrator"))
    );
    // It holds of areas to come, and of what belongs to none.
    app.rewrite(
        "reference/themes.toml",
        "definition = \"",
        "definition = \"Cath Allison: ",
    )
    .await;
    assert_eq!(holders(&app).await, [""; 0]);
}

#[tokio::test]
async fn what_is_no_name_is_refused_at_its_place_and_nothing_is_written() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let before = version(&app).await;
    let long = "a".repeat(101);
    let words = "one two three four five six seven eight nine ten eleven";
    for (field, value, code, path) in [
        ("text", json!(""), "REQUIRED", "text"),
        ("text", json!("C"), "TOO_SHORT", "text"),
        ("text", json!(" C "), "TOO_SHORT", "text"),
        ("text", json!(long), "TOO_LONG", "text"),
        ("text", json!(words), "TOO_LONG", "text"),
        ("text", json!("Cath\u{0}Allison"), "INVALID", "text"),
        ("text", json!("Cath\nAllison"), "INVALID", "text"),
        ("text", json!("Cath\u{202E}Allison"), "INVALID", "text"),
        ("text", json!(".*"), "INVALID", "text"),
        ("text", json!("2.10"), "INVALID", "text"),
        ("text", json!("A.*"), "INVALID", "text"),
        (
            "text",
            json!("'; DROP TABLE change; --"),
            "NOT_FOUND",
            "text",
        ),
        ("text", json!("(Cath|Marian) .+"), "NOT_FOUND", "text"),
        ("text", json!("Nobody Nowhere"), "NOT_FOUND", "text"),
        ("text", json!("the"), "TOO_MANY", "confirm"),
        (
            "spellings",
            json!(["Cath Alison", "x"]),
            "TOO_SHORT",
            "spellings.1",
        ),
        (
            "spellings",
            json!(vec!["Cath Alison"; 21]),
            "TOO_MANY",
            "spellings",
        ),
        ("replacement", json!(""), "REQUIRED", "replacement"),
        ("replacement", json!(long), "TOO_LONG", "replacement"),
        (
            "replacement",
            json!("not Cath Allison"),
            "INVALID",
            "replacement",
        ),
        (
            "replacement",
            json!("an \"officer\""),
            "INVALID",
            "replacement",
        ),
        ("note", json!("short"), "TOO_SHORT", "note"),
        ("note", json!("n".repeat(1_001)), "TOO_LONG", "note"),
        ("key", json!("k".repeat(65)), "TOO_LONG", "key"),
        ("area", json!("nowhere"), "NOT_FOUND", "area"),
    ] {
        let mut sent = input(Some("leicestershire"), NAME);
        sent[field] = value.clone();
        let refused = redact(&keeper, sent).await;
        assert_eq!(
            problems(&refused),
            [(code, path.to_owned())],
            "{field}: {value}"
        );
        assert_eq!(refused["recordCount"], Value::Null);
    }
    assert_eq!(version(&app).await, before);
    for (text, code) in [
        ("C", "TOO_SHORT"),
        ("%00", "INVALID"),
        ("\u{0}\u{0}", "INVALID"),
    ] {
        let refused = keeper
            .ask(PREVIEW, json!({ "area": "leicestershire", "text": text }))
            .await;
        assert_eq!(
            refused["errors"][0]["extensions"]["code"], code,
            "{refused}"
        );
    }
    let seen = keeper
        .ask(PREVIEW, json!({ "area": "leicestershire", "text": "The" }))
        .await["data"]["redactionPreview"]
        .take();
    assert_eq!(seen["needsConfirmation"], true);
    // It is done where it is meant, and what is no text stays.
    let shape = "{ actions(first: 100) { nodes { id path status { shared published } due { from precision } } } }";
    let statuses = app.query(shape).await;
    let mut sent = input(Some("leicestershire"), "Amber");
    sent["confirm"] = json!(true);
    let done = redact(&keeper, sent).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    let shared = |data: &Value| {
        let nodes = data["actions"]["nodes"].as_array().unwrap().iter();
        let all = nodes.map(|one| {
            (
                one["path"].clone(),
                one["status"]["shared"].clone(),
                one["due"].clone(),
            )
        });
        all.collect::<Vec<_>>()
    };
    assert_eq!(shared(&app.query(shape).await), shared(&statuses));
}
