//! Plans that a team is writing: seen by the team alone on every path, and by everybody once they are published.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_util::StreamExt;
use goldenthread::{
    entity::user::Role,
    graphql::{Api, Limits, Question},
    import::{Missing, bundle, commit},
};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    app::{Browser, TestApp, body_json},
    download::{get, wholes},
    import::read,
    reached::in_no_file,
};

const ORIGIN: &str = "leicestershire/wsoa-2020";
/// What nobody but the team may ever read.
const SECRET: &str = "Zymurgy of the hidden panel";
const DRAFTS: &str = "{ drafts(area: \"leicestershire\") { id wholeVersion path title version copiedFrom { path } area { path } madeBy changedBy isEditable isPublishable records { id kind path recordVersion originId changedBy } } }";

/// A change of a draft, and what it answers.
async fn change(asker: &Browser<'_>, field: &str, input: Value) -> Value {
    let kind = format!("{}{}Input", field[..1].to_uppercase(), &field[1..]);
    let answer = match field {
        "publishDraft" => "plan { path }",
        "copyPlan" => "draft { id wholeVersion path }",
        "discardDraft" => "__typename",
        _ => "recordId draft { id wholeVersion path }",
    };
    let query = format!(
        "mutation Change($input: {kind}!) {{ {field}(input: $input) {{ {answer} problems {{ code path message conflict {{ expectedVersion currentVersion }} }} }} }}"
    );
    let mut said = asker.ask(&query, json!({ "input": input })).await;
    assert_eq!(said["errors"], Value::Null, "{said}");
    said["data"][field].take()
}

/// The codes of the problems, each with its place.
fn problems(answer: &Value) -> Vec<(String, String)> {
    let problems = answer["problems"].as_array().unwrap().iter();
    let told = problems.map(|problem| {
        let path: Vec<&str> = problem["path"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| part.as_str().unwrap())
            .collect();
        (problem["code"].as_str().unwrap().to_owned(), path.join("."))
    });
    told.collect()
}

fn one(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

async fn plan_id(app: &TestApp, path: &str) -> Value {
    let found = app
        .query(&format!("{{ plan(path: \"{path}\") {{ id }} }}"))
        .await;
    found["plan"]["id"].clone()
}

/// A draft of Leicestershire's plan, begun by somebody who may.
async fn begin(app: &TestApp, editor: &Browser<'_>) -> Value {
    let plan = plan_id(app, ORIGIN).await;
    let input = json!({ "plan": plan, "title": "Statement of Action, renewed", "version": "2" });
    let begun = change(editor, "copyPlan", input).await;
    assert_eq!(begun["problems"], json!([]), "{begun}");
    begun["draft"].clone()
}

/// A query about a draft.
async fn within(asker: &Browser<'_>, draft: &Value, query: &str) -> Value {
    let query = format!("query Within($draft: ID) @draft(id: $draft) {query}");
    let mut answer = asker.ask(&query, json!({ "draft": draft["id"] })).await;
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    answer["data"].take()
}

/// The id and the version of an action of a draft.
async fn action(asker: &Browser<'_>, draft: &Value, reference: &str) -> (Value, Value) {
    let path = draft["path"].as_str().unwrap();
    let query = format!("{{ action(path: \"{path}/{reference}\") {{ id recordVersion }} }}");
    let mut found = within(asker, draft, &query).await;
    (
        found["action"]["id"].take(),
        found["action"]["recordVersion"].take(),
    )
}

/// Gives an action of a draft the words that nobody else may read.
async fn hide(asker: &Browser<'_>, draft: &Value) -> Value {
    let (id, version) = action(asker, draft, "1.10").await;
    let input = json!({
        "draft": draft["id"], "id": id, "expectedVersion": version,
        "record": { "action": { "text": SECRET, "due": "30/09/2027" } },
    });
    let done = change(asker, "editDraft", input).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    done["draft"].clone()
}

#[tokio::test]
async fn what_a_draft_publishes_otherwise_is_told_with_what_was_published() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let draft = begin(&app, &editor).await;
    let path = draft["path"].as_str().unwrap();
    let asked = format!(
        "{{ action(path: \"{path}/1.11\") {{ id recordVersion }} measures(filter: {{plan: [\"{path}\"]}}, first: 1) {{ nodes {{ id recordVersion }} }}
            workstreams(filter: {{plan: [\"{path}\"]}}, first: 1) {{ nodes {{ id recordVersion }} }} }}"
    );
    let found = within(&editor, &draft, &asked).await;
    let records = json!({
        "action": found["action"], "measure": found["measures"]["nodes"][0], "workstream": found["workstreams"]["nodes"][0],
    });
    // A day that there is not, or that nobody can mean, is nobody's to promise.
    for due in ["31/09/2027", "30/09/2099", "March 1998"] {
        let impossible = json!({
            "draft": draft["id"], "id": records["action"]["id"], "expectedVersion": records["action"]["recordVersion"],
            "record": { "action": { "due": due } },
        });
        let refused = change(&editor, "editDraft", impossible).await;
        assert_eq!(
            problems(&refused),
            one("INVALID", "record.action.due"),
            "{due}"
        );
    }
    for (kind, record) in [
        (
            "action",
            json!({ "steps": ["Ask the forum.", "Agree."], "due": "To be agreed", "status": "GREEN" }),
        ),
        ("measure", json!({ "target": "Above 95%" })),
        (
            "workstream",
            json!({ "leads": "Director of Children’s Services" }),
        ),
    ] {
        let input = json!({
            "draft": draft["id"], "id": records[kind]["id"], "expectedVersion": records[kind]["recordVersion"],
            "record": { kind: record },
        });
        let done = change(&editor, "editDraft", input).await;
        assert_eq!(done["problems"], json!([]), "{kind}: {done}");
    }
    let asked = format!(
        "{{ compare(a: \"{ORIGIN}\", b: \"{path}\") {{ changes {{ kind reference changes stated {{ change later }} }} }}
            before: compare(a: \"{ORIGIN}\", b: \"{path}\") {{ changes {{ stated {{ earlier }} }} }}
            measures(filter: {{plan: [\"{ORIGIN}\"]}}, first: 1) {{ nodes {{ number target }} }} }}"
    );
    let found = within(&editor, &draft, &asked).await;
    let told = |kind: &str, reference: &str, change: &str, later: &str| {
        json!({
            "kind": kind, "reference": reference, "changes": [change],
            "stated": [{ "change": change, "later": later }],
        })
    };
    assert_eq!(
        found["compare"]["changes"],
        json!([
            told(
                "WORKSTREAM",
                "1",
                "LEAD_CHANGED",
                "Director of Children’s Services"
            ),
            json!({
                "kind": "ACTION", "reference": "1.11", "changes": ["STATUS_MOVED", "DATE_MOVED", "STEPS_CHANGED"],
                "stated": [
                    { "change": "STATUS_MOVED", "later": "GREEN (On Track)" },
                    { "change": "DATE_MOVED", "later": "To be agreed" },
                    { "change": "STEPS_CHANGED", "later": "Ask the forum.\nAgree." },
                ],
            }),
            told("MEASURE", "1.3.1", "TARGET_CHANGED", "Above 95%"),
        ])
    );
    // Leicestershire's plan states no targets: nothing is made of that.
    assert_eq!(
        found["measures"]["nodes"][0],
        json!({ "number": "1.3.1", "target": null })
    );
    assert_eq!(
        found["before"]["changes"][2]["stated"],
        json!([{ "earlier": null }])
    );
    let before = &found["before"]["changes"][1]["stated"];
    assert_eq!(before[0]["earlier"], "AMBER (In progress)");
    assert_ne!(before[1]["earlier"], Value::Null);
}

#[tokio::test]
async fn a_plan_is_copied_changed_compared_and_published() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let before = app.query("{ dataVersion }").await;
    let draft = begin(&app, &editor).await;
    let mut listed = editor.query(DRAFTS).await["drafts"][0].take();
    let records = listed["records"].take();
    assert_eq!(
        listed,
        json!({
            "id": draft["id"], "wholeVersion": 1, "path": draft["path"], "title": "Statement of Action, renewed",
            "version": "2", "copiedFrom": { "path": ORIGIN }, "area": { "path": "leicestershire" },
            "madeBy": "editor", "changedBy": "editor", "isEditable": true, "isPublishable": false, "records": null,
        })
    );
    // It has what the plan has, under ids of its own, and cites itself.
    let counts = |path: &str| {
        format!(
            "{{ plan(path: \"{path}\") {{ title status supersedes {{ path }} statusScheme {{ values {{ code }} }} workstreams {{ totalCount }} actions {{ totalCount }} measures {{ totalCount }} }} }}"
        )
    };
    let mut origin = app.query(&counts(ORIGIN)).await["plan"].take();
    let path = draft["path"].as_str().unwrap();
    let mut copied = within(&editor, &draft, &counts(path)).await["plan"].take();
    assert_eq!(
        [
            copied["status"].take(),
            copied["title"].take(),
            copied["supersedes"]["path"].take()
        ],
        [
            json!("DRAFT"),
            json!("Statement of Action, renewed"),
            json!(ORIGIN)
        ]
    );
    for field in ["status", "title", "supersedes"] {
        origin[field].take();
        copied[field].take();
    }
    assert_eq!(copied, origin);
    assert_eq!(
        records.as_array().unwrap().len(),
        3 + ["workstreams", "actions", "measures"]
            .map(|list| origin[list]["totalCount"].as_u64().unwrap())
            .iter()
            .sum::<u64>() as usize
    );
    // It is changed, and nothing of that is a change of the data.
    let draft = hide(&editor, &draft).await;
    let (gone, version) = action(&editor, &draft, "1.11").await;
    let input = json!({ "draft": draft["id"], "id": gone, "expectedVersion": version });
    let done = change(&editor, "removeFromDraft", input).await;
    assert_eq!(done["problems"], json!([]));
    let workstream = within(
        &editor,
        &draft,
        &format!("{{ plan(path: \"{path}\") {{ workstreams(first: 1) {{ nodes {{ id }} }} }} }}"),
    )
    .await["plan"]["workstreams"]["nodes"][0]["id"]
        .take();
    let input = json!({
        "draft": draft["id"], "workstream": workstream,
        "record": { "action": {
            "reference": "1.99", "text": "Publish the waiting times.", "steps": ["Count.", "Publish."],
            "leads": [{ "name": "Head of SEND", "role": "Lead officer" }], "due": "Autumn 2027",
            "status": "AMBER",
        } },
    });
    let done = change(&editor, "addToDraft", input.clone()).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    let again = change(&editor, "addToDraft", input).await;
    assert_eq!(problems(&again), one("TAKEN", "record.action.reference"));
    assert_eq!(app.query("{ dataVersion }").await, before);
    let seen = within(
        &editor,
        &draft,
        &format!(
            "{{ action(path: \"{path}/1.99\") {{ text steps leads {{ name role }} due {{ published kind precision from to }} status {{ published shared }} citations {{ place document {{ path }} lines {{ text }} }} }} search(text: \"zymurgy\") {{ totalCount }} compare(a: \"{ORIGIN}\", b: \"{path}\") {{ relation changes {{ reference changes }} }} }}"
        ),
    )
    .await;
    assert_eq!(
        seen["action"]["due"],
        json!({ "published": "Autumn 2027", "kind": "COMPLETION", "precision": "SEASON", "from": "2027-09-01", "to": "2027-11-30" })
    );
    assert_eq!(
        seen["action"]["status"],
        json!({ "published": "AMBER", "shared": "IN_PROGRESS" })
    );
    let cite = &seen["action"]["citations"][0];
    assert_eq!(cite["place"], "Action 1.99");
    assert_eq!(
        cite["lines"][0]["text"],
        "Action 1.99: Publish the waiting times."
    );
    assert_eq!(seen["search"]["totalCount"], 1);
    assert_eq!(seen["compare"]["relation"], "VERSIONS");
    assert_eq!(
        seen["compare"]["changes"],
        json!([
            { "reference": "1.11", "changes": ["REMOVED"] },
            { "reference": "1.10", "changes": ["REWORDED", "DATE_MOVED"] },
            { "reference": "1.99", "changes": ["ADDED"] },
            // A measure of the action that is gone.
            { "reference": "1.11.1", "changes": ["REMOVED"] },
        ])
    );
    // Only whoever keeps the team publishes, and only what was seen.
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let publish = |version: i64, key: &str| {
        json!({
            "draft": draft["id"], "expectedVersion": version, "key": key,
            "note": "The board agreed the second version.", "link": "https://www.example.org/wsoa.pdf",
        })
    };
    let refused = change(&editor, "publishDraft", publish(4, "a")).await;
    assert_eq!(problems(&refused), one("FORBIDDEN", ""));
    let stale = change(&keeper, "publishDraft", publish(3, "a")).await;
    assert_eq!(problems(&stale), one("STALE", "expectedVersion"));
    assert_eq!(stale["problems"][0]["conflict"]["currentVersion"], 4);
    let published = change(&keeper, "publishDraft", publish(4, "b")).await;
    assert_eq!(
        published,
        json!({ "plan": { "path": path }, "problems": [] })
    );
    // Sent again, it is the same answer.
    let again = change(&keeper, "publishDraft", publish(4, "b")).await;
    assert_eq!(again, published);
    let seen = app
        .query(&format!(
            "{{ plan(path: \"{path}\") {{ status recordVersion document {{ status url published {{ from }} lines {{ text }} }} citations {{ place lines {{ text }} }} actions {{ totalCount }} }} search(text: \"zymurgy\") {{ totalCount }} changes(filter: {{path: \"{path}\"}}) {{ nodes {{ actor actorName deed reason source }} }} plans: plan(path: \"{ORIGIN}\") {{ supersededBy {{ nodes {{ path }} }} }} }}"
        ))
        .await;
    assert_eq!(seen["plan"]["status"], "FINAL");
    assert_eq!(
        seen["plan"]["document"]["url"],
        "https://www.example.org/wsoa.pdf"
    );
    assert_eq!(
        seen["plan"]["citations"][0]["lines"][0]["text"],
        "Statement of Action, renewed"
    );
    assert_eq!(
        seen["plan"]["actions"]["totalCount"],
        origin["actions"]["totalCount"]
    );
    assert_eq!(seen["search"]["totalCount"], 1);
    assert_eq!(
        seen["changes"]["nodes"],
        json!([{ "actor": "Area administrator", "actorName": null, "deed": "CREATED",
            "reason": "The board agreed the second version.", "source": "https://www.example.org/wsoa.pdf" }])
    );
    assert_eq!(
        seen["plans"]["supersededBy"]["nodes"],
        json!([{ "path": path }])
    );
    assert_eq!(editor.query(DRAFTS).await["drafts"], json!([]));
    // It stays when the bundle comes anew, can be read as of then, and is not copied from behind its back.
    let bundled = read(&bundle::files());
    commit(&app.database.db, bundled, &bundle::author(), Missing::Goes)
        .await
        .unwrap();
    let version = app.query("{ dataVersion }").await["dataVersion"].clone();
    let was = app
        .query(&format!(
            "query @asOf(version: {version}) {{ plan(path: \"{path}\") {{ actions {{ totalCount }} }} }}"
        ))
        .await;
    assert_eq!(was["plan"]["actions"], origin["actions"]);
    let input = json!({ "plan": plan_id(&app, ORIGIN).await });
    let refused = change(&editor, "copyPlan", input).await;
    assert_eq!(problems(&refused), one("INVALID", "plan"));
}

/// Everything that the public can ask, as bytes: all lists as files, what is counted, found, kept and told.
pub async fn everything(app: &TestApp) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let lists = wholes(app).await;
    for name in &lists {
        let (status, _, text) = get(app, &format!("/download/{name}.csv")).await;
        assert_eq!(status, StatusCode::OK, "{name}");
        all.push((format!("{name}.csv"), text));
    }
    for path in [
        "/download/search.csv?text=zymurgy",
        "/download/search.csv?text=%22hidden%20panel%22",
        "/download/thread.csv?area=%22leicestershire%22",
    ] {
        all.push((path.to_owned(), get(app, path).await.2));
    }
    for query in [
        "{ dataVersion changes(first: 5) { totalCount nodes { seq path } } }",
        "{ search(text: \"zymurgy\") { totalCount } parts: search(text: \"zymurgy plan\") { parts { count } } }",
        "{ localArea(path: \"leicestershire\") { plans { totalCount nodes { path supersededBy { totalCount } } } } }",
        "{ actionFacets { plan { value count } status { value count } without { value count } } planFacets { status { value count } area { value count } } }",
        "{ actionGroups(by: [AREA, STATUS], of: [DUE_TO]) { nodes { keys { value } count figures { stated latest } } } }",
        "{ timeline(first: 100) { totalCount nodes { kind title } } documents { totalCount } plans { totalCount } actions { totalCount } }",
        "{ compare(a: \"leicestershire/wsoa-2020\", b: \"worcestershire/app-2022\") { matrix { aspect a { stated of } } similarActions(first: 5) { totalCount } } }",
    ] {
        all.push((query.to_owned(), app.query(query).await.to_string()));
    }
    all
}

/// What the team has set by now is what the new plan says: editing one part of it loses no other.
#[tokio::test]
async fn a_copy_says_what_the_team_has_set() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let origin = format!("{ORIGIN}/1.10");
    let found = app
        .query(&format!(
            "{{ action(path: \"{origin}\") {{ id }} measures(filter: {{plan: [\"{ORIGIN}\"]}}, first: 100) {{ nodes {{ id path }} }} }}"
        ))
        .await;
    let own = |found: &Value, plan: &str| {
        let measures = found["measures"]["nodes"].as_array().unwrap().iter();
        let path = format!("{plan}/measure-1.3.1");
        let mut own = measures.filter(|one| one["path"] == path.as_str());
        own.next().unwrap().clone()
    };
    let action = &found["action"]["id"];
    let measure = &own(&found, ORIGIN)["id"];
    let note = "The board agreed to this in November.";
    let status = json!({ "actions": [{ "id": action, "expectedVersion": 1 }], "status": { "value": "GREEN" }, "effectiveOn": "2026-11-01", "note": note });
    let edit = json!({ "id": action, "expectedVersion": 2, "note": note, "due": { "from": "2027-03-01", "to": "2027-03-31" },
                       "steps": ["One", "Two"], "leads": [{ "name": "Head of SEND", "role": "Sponsor" }] });
    let set = json!({ "id": measure, "expectedVersion": 1, "note": note, "target": { "text": "At least 9 of 10", "value": 90.0, "comparison": "AT_LEAST" } });
    for (field, kind, input) in [
        ("updateActionStatus", "UpdateActionStatusInput", status),
        ("editAction", "EditActionInput", edit),
        ("editMeasure", "EditMeasureInput", set),
    ] {
        let mutation = format!(
            "mutation M($input: {kind}!) {{ {field}(input: $input) {{ problems {{ message }} }} }}"
        );
        let answer = editor.ask(&mutation, json!({ "input": input })).await;
        assert_eq!(answer["data"][field]["problems"], json!([]), "{answer:#}");
    }
    let draft = begin(&app, &editor).await;
    let path = draft["path"].as_str().unwrap();
    let asked = format!(
        "{{ action(path: \"{path}/1.10\") {{ due {{ published from to kind team {{ from }} resets {{ from }} }} steps teamSteps leads {{ name role }} teamLeads {{ name }} status {{ published value {{ code }} }} updates {{ note }} }}
            measures(filter: {{plan: [\"{path}\"]}}, first: 100) {{ nodes {{ path target teamTarget {{ text }} }} }} }}"
    );
    let found = within(&editor, &draft, &asked).await;
    assert_eq!(
        found["action"],
        json!({
            "due": { "published": "01/03/2027 to 31/03/2027", "from": "2027-03-01", "to": "2027-03-31", "kind": "COMPLETION", "team": null, "resets": [] },
            "steps": ["One", "Two"], "teamSteps": null,
            "leads": [{ "name": "Head of SEND", "role": "Sponsor" }], "teamLeads": [],
            "status": { "published": "GREEN", "value": { "code": "GREEN" } }, "updates": [{ "note": note }],
        })
    );
    let measure = own(&found, path);
    assert_eq!(measure["target"], "At least 9 of 10");
    assert_eq!(measure["teamTarget"], Value::Null);
}

#[tokio::test]
async fn a_draft_is_seen_by_its_team_alone_on_every_path() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let reader = app.member("leicestershire", Role::Reader).await;
    let keeper = app.somebody("site@example.org", true).await;
    let outsider = app.member("worcestershire", Role::AreaAdministrator).await;
    let asked = Request::get("/graphql?query=%7B%20actions%20%7B%20totalCount%20%7D%20%7D");
    let request = asked.body(Body::empty()).unwrap();
    let tag = app.send(request).await.headers()[header::ETAG].clone();
    let api = Api::new(app.database.db.clone(), Limits::default());
    let subscription = "subscription { changes { path } }";
    let mut heard = api.events(&Question::new(subscription));
    assert!(
        timeout(Duration::from_millis(300), heard.next())
            .await
            .is_err()
    );
    let before = everything(&app).await;

    let draft = begin(&app, &editor).await;
    let draft = hide(&editor, &draft).await;
    let path = draft["path"].as_str().unwrap();
    let (record, _) = action(&editor, &draft, "1.10").await;

    // Lists, totals, searches, files, the log.
    for ((what, was), (_, is)) in before.iter().zip(everything(&app).await) {
        assert_eq!(*was, is, "{what}");
    }
    // Caches: what is known is still what is known.
    let asked = Request::get("/graphql?query=%7B%20actions%20%7B%20totalCount%20%7D%20%7D");
    let request = asked
        .header(header::IF_NONE_MATCH, tag)
        .body(Body::empty())
        .unwrap();
    assert_eq!(app.send(request).await.status(), StatusCode::NOT_MODIFIED);
    // Subscriptions: the next that is heard of is what was published.
    app.rewrite(
        "worcestershire-app-2022/plan.toml",
        "period = \"2022-2023\"",
        "period = \"2022\"",
    )
    .await;
    let event = timeout(Duration::from_secs(20), heard.next())
        .await
        .unwrap();
    let event = event.unwrap().unwrap().data.into_json().unwrap();
    assert_eq!(event["changes"]["path"], "worcestershire/app-2022");

    // Ids, paths and errors: as if there were none.
    let unknown = "00000000-0000-7000-8000-000000000000";
    let id = draft["id"].as_str().unwrap();
    for asker in [app.browser(), outsider] {
        let seen = asker.query(DRAFTS).await;
        assert_eq!(seen["drafts"], Value::Null);
        let seen = asker
            .query(&format!("{{ draft(id: \"{id}\") {{ title }} }}"))
            .await;
        assert_eq!(seen["draft"], Value::Null);
        let seen = asker
            .query(&format!(
                "{{ node(id: {record}) {{ id }} comments(of: {record}) {{ id }} }}"
            ))
            .await;
        assert_eq!(seen, json!({ "node": null, "comments": null }));
        for (known, made_up) in [
            (
                format!("query @draft(id: \"{id}\") {{ plans {{ totalCount }} }}"),
                format!("query @draft(id: \"{unknown}\") {{ plans {{ totalCount }} }}"),
            ),
            (
                format!("{{ plan(path: \"{path}\") {{ title }} }}"),
                "{ plan(path: \"leicestershire/wsoa-2099\") { title } }".to_owned(),
            ),
            (
                format!("{{ diff(of: {record}, from: {{version: 0}}, to: {{version: 1}}) {{ nodes {{ path }} }} }}"),
                "{ diff(of: \"YWN0aW9uOjAwMDAwMDAwMDAwMDcwMDA4MDAwMDAwMDAwMDAwMDAw\", from: {version: 0}, to: {version: 1}) { nodes { path } } }".to_owned(),
            ),
        ] {
            let told = |mut answer: Value| {
                let text = answer["errors"].take().to_string();
                assert!(!text.contains("renewed") && !text.contains(SECRET));
                let names = [id, unknown, path, "leicestershire/wsoa-2099"];
                names.iter().fold(text, |text, name| text.replace(name, "…"))
            };
            let (known, made_up) = (
                told(asker.ask(&known, json!({})).await),
                told(asker.ask(&made_up, json!({})).await),
            );
            assert_ne!(known, "null");
            assert_eq!(known, made_up);
        }
        // Changes too, and they tell nobody that there is something to change.
        let words = json!({ "action": { "text": "Mine now." } });
        let edit = json!({ "draft": id, "id": record, "expectedVersion": 1, "record": words });
        let refused = change(&asker, "editDraft", edit).await;
        let unknown =
            json!({ "draft": unknown, "id": record, "expectedVersion": 1, "record": words });
        assert_eq!(refused, change(&asker, "editDraft", unknown).await);
        let publish = json!({ "draft": id, "expectedVersion": 2, "note": "Because we can do it." });
        let refused = problems(&change(&asker, "publishDraft", publish).await);
        assert!(
            matches!(&refused[..], [(code, _)] if code == "NOT_FOUND" || code == "SIGN_IN_FIRST")
        );
    }
    // Permalinks and files are the public's, whoever asks for them.
    let body =
        json!({ "query": format!("query @draft(id: \"{id}\") {{ plans {{ totalCount }} }}") });
    let request = Request::post("/permalink").header(header::CONTENT_TYPE, "application/json");
    let cookie = editor.cookie().unwrap();
    let request = request
        .header(header::COOKIE, cookie)
        .body(Body::from(body.to_string()))
        .unwrap();
    let kept = app.send(request).await;
    assert_ne!(kept.status(), StatusCode::OK);
    assert!(!body_json(kept).await.to_string().contains("totalCount"));
    let version = app.query("{ dataVersion }").await["dataVersion"].clone();
    let past = app
        .query(&format!(
            "query @asOf(version: {version}) {{ search(text: \"zymurgy\") {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(past["search"]["totalCount"], 0);
    let cookie = editor.cookie();
    for cookie in [None, cookie.as_deref()] {
        in_no_file(&app, cookie, SECRET).await;
    }
    // A subscription is about what is public, and has no `@draft`.
    let asked = format!("subscription @draft(id: \"{id}\") {{ changes {{ path }} }}");
    let mut refused = api.events(&Question::new(asked));
    let refused = timeout(Duration::from_secs(20), refused.next()).await;
    let refused = refused.unwrap().unwrap().unwrap();
    assert!(!refused.errors.is_empty());
    assert!(!format!("{refused:?}").contains(path));
    // A token that may read shows what its owner sees, and changes nothing of it.
    let made = "mutation { createToken(input: {name: \"Reads\", scope: READ}) { secret } }";
    let token = editor.query(made).await["createToken"]["secret"].take();
    let bearer = format!("Bearer {}", token.as_str().unwrap());
    let nobody = app.browser();
    let with_token = async |query: &str, variables: Value| {
        let headers = [("authorization", bearer.as_str())];
        let response = nobody.send(query, variables, &headers).await;
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
        body_json(response).await
    };
    let seen = with_token(DRAFTS, json!({})).await;
    assert_eq!(seen["data"]["drafts"][0]["id"], draft["id"], "{seen}");
    assert_eq!(seen["data"]["drafts"][0]["isEditable"], false);
    let query =
        format!("query @draft(id: \"{id}\") {{ search(text: \"zymurgy\") {{ totalCount }} }}");
    let seen = with_token(&query, json!({})).await;
    assert_eq!(seen["data"]["search"]["totalCount"], 1, "{seen}");
    let discard = "mutation Discard($input: DiscardDraftInput!) { discardDraft(input: $input) { problems { code path } } }";
    let input = json!({ "input": { "draft": id, "expectedVersion": 2 } });
    let refused = with_token(discard, input).await;
    assert_eq!(
        refused["data"]["discardDraft"]["problems"],
        json!([{ "code": "FORBIDDEN", "path": [] }])
    );
    // The team sees it, and so does whoever keeps the site; what they are answered is kept nowhere.
    for asker in [&editor, &reader, &keeper] {
        let seen = within(
            asker,
            &draft,
            "{ search(text: \"zymurgy\") { totalCount } plans { totalCount } }",
        )
        .await;
        assert_eq!(seen["search"]["totalCount"], 1);
    }
    let query =
        format!("query @draft(id: \"{id}\") {{ search(text: \"zymurgy\") {{ totalCount }} }}");
    let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let request = Request::get(format!("/graphql?query={query}"));
    let request = request.header(header::COOKIE, editor.cookie().unwrap());
    let answer = app.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    let query = format!("/graphql?query={query}");
    let (_, _, text) = get(&app, &query).await;
    assert!(text.contains("NOT_FOUND"), "{text}");
}

#[tokio::test]
async fn nobody_overwrites_anybody_in_a_draft_and_what_cannot_be_meant_is_told() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let other = app
        .member_named("leicestershire", "other@example.org", Role::Editor)
        .await;
    let contributor = app.member("leicestershire", Role::Contributor).await;
    let draft = begin(&app, &editor).await;
    let (id, _) = action(&editor, &draft, "1.10").await;
    let edit = |version: i64, action: Value| json!({ "draft": draft["id"], "id": id, "expectedVersion": version, "record": { "action": action } });
    let done = change(&other, "editDraft", edit(1, json!({ "text": "First." }))).await;
    assert_eq!(done["problems"], json!([]));
    let refused = change(&editor, "editDraft", edit(1, json!({ "text": "Second." }))).await;
    assert_eq!(
        refused["problems"][0]["conflict"],
        json!({ "expectedVersion": 1, "currentVersion": 2 })
    );
    let records = editor.query(DRAFTS).await["drafts"][0]["records"].take();
    let mut records = records.as_array().unwrap().iter();
    let changed = records.find(|record| record["id"] == id).unwrap();
    assert_eq!(changed["changedBy"], "other");
    assert_eq!(changed["recordVersion"], 2);
    // Another number is another place, and what belongs to the action goes there with it.
    let path = draft["path"].as_str().unwrap();
    let (measured, version) = action(&editor, &draft, "1.3").await;
    let input = json!({ "draft": draft["id"], "id": measured, "expectedVersion": version, "key": "k",
        "record": { "action": { "reference": "1.3a" } } });
    let moved = change(&editor, "editDraft", input).await;
    assert_ne!(moved["recordId"], measured);
    let seen = within(
        &editor,
        &draft,
        &format!("{{ action(path: \"{path}/1.3a\") {{ id reference measures {{ totalCount }} citations {{ place }} }} }}"),
    )
    .await;
    assert_eq!(seen["action"]["id"], moved["recordId"]);
    assert_eq!(seen["action"]["citations"][0]["place"], "Action 1.3a");
    assert!(seen["action"]["measures"]["totalCount"].as_u64() > Some(0));
    // A lead is of one of the area's own organisations.
    let of = async |area: &str| {
        let query = format!(
            "{{ organisations(filter: {{area: [\"{area}\"]}}, first: 1) {{ nodes {{ id }} }} }}"
        );
        app.query(&query).await["organisations"]["nodes"][0]["id"].take()
    };
    let (own, foreign) = (of("leicestershire").await, of("worcestershire").await);
    let lead =
        json!({ "leads": [{ "name": "A Head", "role": "Lead officer", "organisation": own }] });
    let (led, version) = action(&editor, &draft, "1.4").await;
    let input = json!({ "draft": draft["id"], "id": led, "expectedVersion": version, "key": "l",
        "record": { "action": lead } });
    let done = change(&editor, "editDraft", input).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    let asked = format!(
        "{{ action(path: \"{path}/1.4\") {{ leads {{ name role organisation {{ id }} }} }} }}"
    );
    let seen = within(&editor, &draft, &asked).await;
    assert_eq!(
        seen["action"]["leads"],
        json!([{ "name": "A Head", "role": "Lead officer", "organisation": { "id": own } }])
    );
    for (record, expected) in [
        (
            json!({ "action": { "text": "" } }),
            one("REQUIRED", "record.action.text"),
        ),
        (
            json!({ "action": { "text": "x".repeat(4_001) } }),
            one("TOO_LONG", "record.action.text"),
        ),
        (
            json!({ "action": { "text": "a\u{202E}b" } }),
            one("INVALID", "record.action.text"),
        ),
        (
            json!({ "action": { "reference": "<>" } }),
            one("INVALID", "record.action.reference"),
        ),
        (
            json!({ "action": { "reference": "1.11" } }),
            one("TAKEN", "record.action.reference"),
        ),
        (
            json!({ "action": { "reference": "1.011" } }),
            one("TAKEN", "record.action.reference"),
        ),
        (
            json!({ "action": { "status": "PURPLE" } }),
            one("INVALID", "record.action.status"),
        ),
        (
            json!({ "action": { "steps": vec!["x"; 51] } }),
            one("TOO_MANY", "record.action.steps"),
        ),
        (
            json!({ "action": { "steps": ["fine", ""] } }),
            one("REQUIRED", "record.action.steps.1"),
        ),
        (
            json!({ "action": { "leads": [{ "name": " " }] } }),
            one("REQUIRED", "record.action.leads.0.name"),
        ),
        (
            json!({ "action": { "leads": [{ "name": "A Head", "organisation": foreign }] } }),
            one("NOT_FOUND", "record.action.leads.0.organisation"),
        ),
        (
            json!({ "action": { "text": "First." } }),
            one("INVALID", ""),
        ),
        (
            json!({ "measure": { "text": "First." } }),
            one("INVALID", "record"),
        ),
        (
            json!({ "plan": { "title": "x" } }),
            one("INVALID", "record"),
        ),
    ] {
        let input =
            json!({ "draft": draft["id"], "id": id, "expectedVersion": 2, "record": record });
        let refused = change(&editor, "editDraft", input).await;
        assert_eq!(problems(&refused), expected, "{record}");
    }
    for (workstream, record, expected) in [
        (
            json!(null),
            json!({ "action": { "reference": "9.9", "text": "x" } }),
            one("REQUIRED", "workstream"),
        ),
        (
            id.clone(),
            json!({ "action": { "reference": "9.9", "text": "x" } }),
            one("NOT_FOUND", "workstream"),
        ),
        (
            json!(null),
            json!({ "workstream": { "number": "9" } }),
            one("REQUIRED", "record.workstream.title"),
        ),
        (
            json!(null),
            json!({ "plan": { "title": "x" } }),
            one("INVALID", "record"),
        ),
    ] {
        let input = json!({ "draft": draft["id"], "workstream": workstream, "record": record });
        let refused = change(&editor, "addToDraft", input).await;
        assert_eq!(problems(&refused), expected, "{record}");
    }
    // Whoever may only read is told so, and nothing that is public is changed by way of a draft.
    let refused = change(
        &contributor,
        "editDraft",
        edit(2, json!({ "text": "Third." })),
    )
    .await;
    assert_eq!(problems(&refused), one("FORBIDDEN", ""));
    let query = "mutation @draft(id: \"x\") { signOut { problems { code } } }";
    let refused = editor.ask(query, json!({})).await;
    assert_ne!(refused["errors"], Value::Null);
    // What was published can be put over none of it, and a draft that is thrown away is gone.
    let discard = |version: i64| json!({ "draft": draft["id"], "expectedVersion": version });
    let refused = change(&editor, "discardDraft", discard(1)).await;
    assert_eq!(problems(&refused), one("STALE", "expectedVersion"));
    let refused = change(&contributor, "discardDraft", discard(4)).await;
    assert_eq!(problems(&refused), one("FORBIDDEN", ""));
    assert_eq!(
        change(&editor, "discardDraft", discard(4)).await["problems"],
        json!([])
    );
    assert_eq!(editor.query(DRAFTS).await["drafts"], json!([]));
    let refused = change(&editor, "editDraft", edit(2, json!({ "text": "Third." }))).await;
    assert_eq!(problems(&refused), one("NOT_FOUND", "draft"));
}

/// Whoever led an action goes on leading it, and what is replaced is nobody's work any more.
#[tokio::test]
async fn work_goes_on_with_the_plan_that_takes_the_place_of_another() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let team = keeper
        .query("{ team(area: \"leicestershire\") { members { id } } action(path: \"leicestershire/wsoa-2020/1.10\") { id } }")
        .await;
    let lead = "mutation Lead($input: SetActionAssigneesInput!) { setActionAssignees(input: $input) { problems { code } } }";
    let input = json!({ "input": { "id": team["action"]["id"], "members": [team["team"]["members"][0]["id"]] } });
    keeper.ask(lead, input).await;
    let work = "{ viewer { work { action { path } isLed } } }";
    let before = keeper.query(work).await["viewer"]["work"]
        .as_array()
        .unwrap()
        .len();
    let draft = begin(&app, &keeper).await;
    // A draft is nobody's work.
    assert_eq!(
        keeper.query(work).await["viewer"]["work"]
            .as_array()
            .unwrap()
            .len(),
        before
    );
    let publish =
        json!({ "draft": draft["id"], "expectedVersion": 1, "note": "Agreed by the board." });
    let done = change(&keeper, "publishDraft", publish).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    let after = keeper.query(work).await["viewer"]["work"].take();
    let path = draft["path"].as_str().unwrap();
    assert_eq!(after.as_array().unwrap().len(), before);
    for item in after.as_array().unwrap() {
        assert!(
            item["action"]["path"].as_str().unwrap().starts_with(path),
            "{item}"
        );
        assert_eq!(
            item["isLed"],
            item["action"]["path"] == format!("{path}/1.10")
        );
    }
}

/// Sent again, what was published is answered, although somebody has published another plan since.
#[tokio::test]
async fn what_is_published_twice_is_answered_with_its_own_plan() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let publish = |draft: &Value, key: &str| json!({ "draft": draft["id"], "expectedVersion": 1, "key": key, "note": "Agreed by the board." });
    let copy = json!({ "plan": plan_id(&app, ORIGIN).await, "key": "copy" });
    let first = change(&keeper, "copyPlan", copy.clone()).await["draft"].take();
    // A second copy of the same plan, and the first is sent again: it is answered itself.
    let other = json!({ "plan": plan_id(&app, ORIGIN).await, "key": "another" });
    let other = change(&keeper, "copyPlan", other).await["draft"].take();
    assert_ne!(other["id"], first["id"]);
    let again = change(&keeper, "copyPlan", copy.clone()).await;
    assert_eq!(again["draft"], first);
    let done = change(&keeper, "publishDraft", publish(&first, "first")).await;
    assert_eq!(done["plan"]["path"], first["path"], "{done}");
    let next = json!({ "plan": plan_id(&app, first["path"].as_str().unwrap()).await });
    let next = change(&keeper, "copyPlan", next).await["draft"].take();
    let later = change(&keeper, "publishDraft", publish(&next, "next")).await;
    assert_eq!(later["plan"]["path"], next["path"], "{later}");
    assert_ne!(later, done);
    let version = app.query("{ dataVersion }").await;
    assert_eq!(
        change(&keeper, "publishDraft", publish(&first, "first")).await,
        done
    );
    assert_eq!(
        change(&keeper, "publishDraft", publish(&next, "next")).await,
        later
    );
    assert_eq!(app.query("{ dataVersion }").await, version);
    // The draft that was copied first is published by now, and is no draft.
    let gone = change(&keeper, "copyPlan", copy).await;
    assert_eq!(problems(&gone), one("NOT_FOUND", "plan"));
}

/// What a team records while a draft stands is in the new plan, unless the draft says otherwise.
#[tokio::test]
async fn what_is_recorded_while_a_draft_stands_is_published_with_it() {
    let app = TestApp::seeded().await;
    let keeper = app.member("leicestershire", Role::AreaAdministrator).await;
    let draft = begin(&app, &keeper).await;
    let path = draft["path"].as_str().unwrap();
    // The draft says of one action when it is due, and calls another one otherwise.
    for (reference, words) in [
        ("1.11", json!({ "due": "30/09/2027" })),
        ("1.12", json!({ "reference": "1.12a" })),
    ] {
        let (id, version) = action(&keeper, &draft, reference).await;
        let input = json!({ "draft": draft["id"], "id": id, "expectedVersion": version, "record": { "action": words } });
        assert_eq!(
            change(&keeper, "editDraft", input).await["problems"],
            json!([])
        );
    }
    let opened = action(&keeper, &draft, "1.5").await;
    let note = "The board agreed to this in November.";
    for reference in ["1.4", "1.5", "1.11", "1.12"] {
        let query = format!("{{ action(path: \"{ORIGIN}/{reference}\") {{ id }} }}");
        let id = app.query(&query).await["action"]["id"].take();
        let status = json!({ "actions": [{ "id": id, "expectedVersion": 1 }], "status": { "value": "GREEN" }, "effectiveOn": "2026-11-01", "note": note });
        let edit = json!({ "id": id, "expectedVersion": 2, "note": note, "due": { "from": "2027-05-31" }, "steps": ["Agreed"] });
        for (field, kind, input) in [
            ("updateActionStatus", "UpdateActionStatusInput", status),
            ("editAction", "EditActionInput", edit),
        ] {
            let mutation = format!(
                "mutation M($input: {kind}!) {{ {field}(input: $input) {{ problems {{ message }} }} }}"
            );
            let answer = keeper.ask(&mutation, json!({ "input": input })).await;
            assert_eq!(answer["data"][field]["problems"], json!([]), "{answer:#}");
        }
    }
    // The draft has it at once, and shows what it changes of what the plan published.
    let differs = format!(
        "{{ compare(a: \"{ORIGIN}\", b: \"{path}\") {{ changes {{ reference changes }} }} }}"
    );
    let all = json!(["STATUS_MOVED", "DATE_MOVED", "STEPS_CHANGED"]);
    let told =
        |reference: &str, changes: &Value| json!({ "reference": reference, "changes": changes });
    assert_eq!(
        within(&keeper, &draft, &differs).await["compare"]["changes"],
        json!([
            told("1.12", &json!(["REMOVED"])),
            told("1.4", &all),
            told("1.5", &all),
            told("1.11", &all),
            told("1.12a", &json!(["ADDED"])),
        ])
    );
    // Whoever had a record of it open is told.
    let (id, version) = action(&keeper, &draft, "1.5").await;
    assert_eq!((&id, version.as_i64()), (&opened.0, Some(3)));
    let query =
        "query Drafts { drafts(area: \"leicestershire\") { records { id recordVersion } } }";
    let records = keeper.query(query).await["drafts"][0]["records"].take();
    let record = json!({ "id": id, "recordVersion": 3 });
    assert!(records.as_array().unwrap().contains(&record));
    let input = json!({ "draft": draft["id"], "id": id, "expectedVersion": opened.1, "record": { "action": { "steps": ["Ask"] } } });
    let stale = change(&keeper, "editDraft", input).await;
    assert_eq!(problems(&stale), one("STALE", "expectedVersion"));
    // Whoever changes it does so from there: a status that it had when the draft was begun is another one by now.
    let input = json!({ "draft": draft["id"], "id": id, "expectedVersion": version, "record": { "action": { "status": "PINK" } } });
    let back = change(&keeper, "editDraft", input).await;
    assert_eq!(back["problems"], json!([]), "{back}");
    let query = format!("{{ action(path: \"{path}/1.5\") {{ status {{ published }} steps }} }}");
    let kept = json!({ "status": { "published": "PINK" }, "steps": ["Agreed"] });
    assert_eq!(within(&keeper, &draft, &query).await["action"], kept);
    let version = keeper.query(DRAFTS).await["drafts"][0]["wholeVersion"].take();
    let publish = json!({ "draft": draft["id"], "expectedVersion": version, "note": note });
    let done = change(&keeper, "publishDraft", publish).await;
    assert_eq!(done["problems"], json!([]), "{done}");
    assert_eq!(app.query(&query).await["action"], kept);
    for (reference, due) in [
        ("1.4", "31/05/2027"),
        ("1.11", "30/09/2027"),
        ("1.12a", "31/05/2027"),
    ] {
        let found = app
            .query(&format!(
                "{{ action(path: \"{path}/{reference}\") {{ status {{ published value {{ code }} }} updates {{ note }} due {{ published team {{ from }} }} steps teamSteps text }} }}"
            ))
            .await["action"]
            .take();
        assert_eq!(
            (&found["status"], &found["updates"]),
            (
                &json!({ "published": "GREEN", "value": { "code": "GREEN" } }),
                &json!([{ "note": note }])
            ),
            "{reference}"
        );
        assert_eq!(
            found["due"],
            json!({ "published": due, "team": null }),
            "{reference}"
        );
        assert_eq!(
            (&found["steps"], &found["teamSteps"]),
            (&json!(["Agreed"]), &Value::Null),
            "{reference}"
        );
    }
}
