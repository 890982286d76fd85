//! Filters made of filters.

use goldenthread::{
    domain::search::Holding,
    entity::{action, record::Kind, search},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::app::TestApp;

/// How many actions meet a filter, as the schema writes it.
async fn count(app: &TestApp, filter: &str) -> u64 {
    let data = app
        .query(&format!(
            "{{ actions(first: 1, filter: {{{filter}}}) {{ totalCount }} }}"
        ))
        .await;
    data["actions"]["totalCount"].as_u64().unwrap()
}

const SOME: [&str; 7] = [
    "area: \"leicestershire\"",
    "status: [IN_PROGRESS]",
    "theme: \"co-production\"",
    "lead: \"group\"",
    "due: {from: \"2021-01-01\"}",
    "without: [USABLE_DATE, EVIDENCE]",
    "text: \"plan\"",
];

#[tokio::test]
async fn what_holds_and_what_does_not_are_the_whole() {
    let app = TestApp::seeded().await;
    for filter in SOME {
        let (holds, not) = (
            count(&app, filter).await,
            count(&app, &format!("not: {{{filter}}}")).await,
        );
        assert!(holds > 0 && not > 0, "{filter}: {holds}, {not}");
        assert_eq!(holds + not, 71, "{filter}");
    }
    assert_eq!(count(&app, "not: {}").await, 0);
    assert_eq!(count(&app, "not: {not: {}}").await, 71);
}

#[tokio::test]
async fn and_or_and_not_are_what_they_are_in_logic() {
    let app = TestApp::seeded().await;
    for a in SOME {
        for b in SOME {
            let both = count(&app, &format!("and: [{{{a}}}, {{{b}}}]")).await;
            let either = count(&app, &format!("or: [{{{a}}}, {{{b}}}]")).await;
            let sum = count(&app, a).await + count(&app, b).await;
            assert_eq!(both + either, sum, "{a}; {b}");
            let neither = count(&app, &format!("not: {{or: [{{{a}}}, {{{b}}}]}}")).await;
            assert_eq!(either + neither, 71, "{a}; {b}");
            let beside = count(&app, &format!("{a}, and: [{{{b}}}]")).await;
            assert_eq!(beside, both, "{a}; {b}");
        }
    }
    assert_eq!(count(&app, "or: []").await, 0);
    assert_eq!(count(&app, "and: []").await, 71);
}

#[tokio::test]
async fn records_are_found_by_what_they_belong_to() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ far: actions(first: 100, filter: {ofWorkstream: {ofWeakness: {theme: \"ehcp-quality\"}}}) { nodes { path } }
               near: weaknesses(filter: {theme: \"ehcp-quality\"}) { nodes { workstreams { nodes { actions(first: 100) { nodes { path } } } } } }
               plans: measures(first: 1, filter: {ofPlan: {kind: [WSOA]}}) { totalCount }
               named: measures(first: 1, filter: {plan: \"leicestershire/wsoa-2020\"}) { totalCount }
               stated: measures(first: 1, filter: {ofAction: {}}) { totalCount }
               results: surveyResults(first: 1, filter: {ofQuestion: {text: \"child\"}, not: {ofSurvey: {area: \"leicestershire\"}}}) { totalCount }
               values: indicatorValues(first: 1, filter: {ofIndicator: {text: \"weeks\"}}) { totalCount } }",
        )
        .await;
    let mut near: Vec<&str> = data["near"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|weakness| weakness["workstreams"]["nodes"].as_array().unwrap())
        .flat_map(|workstream| workstream["actions"]["nodes"].as_array().unwrap())
        .map(|action| action["path"].as_str().unwrap())
        .collect();
    let far = data["far"]["nodes"].as_array().unwrap().iter();
    let mut far: Vec<&str> = far.map(|action| action["path"].as_str().unwrap()).collect();
    near.sort_unstable();
    far.sort_unstable();
    assert!(!far.is_empty());
    assert_eq!(far, near);
    assert_eq!(data["plans"], data["named"]);
    for some in ["plans", "stated", "results", "values"] {
        assert!(
            data[some]["totalCount"].as_u64().unwrap() > 0,
            "{some}: {data}"
        );
    }
}

#[tokio::test]
async fn a_filter_that_asks_too_much_is_refused_with_the_limit() {
    let app = TestApp::seeded().await;
    let many: Vec<_> = (0..60)
        .map(|n| json!({ "localStatus": (0..10).map(|m| format!("{n}-{m}")).collect::<Vec<_>>() }))
        .collect();
    let query = "query($filter: ActionFilter) { actions(filter: $filter) { totalCount } }";
    let answer = app.ask(query, json!({ "filter": { "or": many } })).await;
    let error = &answer["errors"][0];
    assert_eq!(error["extensions"]["code"], "BAD_INPUT", "{error}");
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("500 comparisons"),
        "{error}"
    );
    let nested = |depth: usize| {
        (0..depth).fold(
            json!({ "status": ["COMPLETED"] }),
            |inner, _| json!({ "not": inner }),
        )
    };
    let answer = app.ask(query, json!({ "filter": nested(10) })).await;
    let once = count(&app, "status: [COMPLETED]").await;
    assert_eq!(answer["data"]["actions"]["totalCount"], once, "{answer}");
    let answer = app.ask(query, json!({ "filter": nested(40) })).await;
    let written = |inner: &str, depth: usize| {
        (0..depth).fold(inner.to_owned(), |inner, _| format!("not: {{{inner}}}"))
    };
    let deep = written("text: \"a\"", 40);
    let error = app
        .error(&format!(
            "{{ actions(filter: {{{deep}}}) {{ totalCount }} }}"
        ))
        .await;
    for (error, found) in [(&answer["errors"][0], 42), (&error, 41)] {
        assert_eq!(
            error["extensions"],
            json!({ "code": "OVER_LIMIT", "limit": "input", "most": 12, "found": found })
        );
    }
    // A value that a variable has by itself is none the less one.
    let error = app
        .error(&format!(
            "query($filter: ActionFilter = {{{deep}}}) {{ actions(filter: $filter) {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(error["extensions"]["limit"], "input", "{error}");
    let both = format!(
        "query($filter: ActionFilter!) {{ actions(filter: {{{}}}) {{ totalCount }} }}",
        written("and: [$filter]", 6)
    );
    let answer = app.ask(&both, json!({ "filter": nested(6) })).await;
    assert_eq!(
        answer["errors"][0]["extensions"]["limit"], "input",
        "{answer}"
    );
    // A variable nests where it stands, and another one elsewhere nests by itself.
    let answer = app
        .ask(
            &format!(
                "query($filter: ActionFilter!) {{ a: actions(filter: $filter) {{ totalCount }} b: actions(filter: {{{}}}) {{ totalCount }} }}",
                written("status: [COMPLETED]", 10)
            ),
            json!({ "filter": nested(10) }),
        )
        .await;
    assert_eq!(answer["data"]["a"], answer["data"]["b"], "{answer}");
    for (many, code) in [
        (100, None),
        (101, Some("BAD_INPUT")),
        (3_000, Some("OVER_LIMIT")),
    ] {
        let each = vec![json!({}); many];
        let answer = app.ask(query, json!({ "filter": { "and": each } })).await;
        let found = answer["errors"][0]["extensions"]["code"].as_str();
        assert_eq!(found, code, "{answer}");
    }
    // What is named inside is looked up as outside.
    let error = app
        .error("{ actions(filter: {or: [{area: \"rutland\"}]}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error}");
}

/// The index of letters changes no result: found is what reading every text would find, and what a search for
/// words finds besides.
#[tokio::test]
async fn words_are_found_as_by_reading_every_text() {
    let app = TestApp::seeded().await;
    let entries: Vec<search::Model> = search::Entity::find()
        .filter(search::Column::Kind.eq(Kind::Action))
        .all(&app.database.db)
        .await
        .unwrap();
    let texts: Vec<(String, String)> = entries
        .into_iter()
        .map(|entry| {
            let text = format!("{}\n{}", entry.title, entry.body).to_lowercase();
            (entry.path, text)
        })
        .collect();
    assert_eq!(texts.len(), 71);
    // Pieces of what they say, of several lengths, that begin and end within words.
    let mut pieces: Vec<String> = Vec::new();
    for (number, (_, text)) in texts.iter().enumerate() {
        let letters: Vec<char> = text.chars().collect();
        let from = (37 * number) % letters.len();
        let piece: String = letters.iter().skip(from).take(1 + number % 12).collect();
        if !piece.contains('\n') {
            pieces.push(piece.trim().to_owned());
        }
    }
    let more = [
        "ehcp", "EHCP", "co pro", "é", "zzz", "a b", "10", "’", "%", "_", "\\", "\"", "31/09",
        "s & c",
    ];
    pieces.extend(more.map(str::to_owned));
    pieces.retain(|piece| !piece.is_empty());
    assert!(pieces.len() > 60, "{pieces:?}");
    let half = pieces.len() / 2;
    for (number, piece) in pieces.into_iter().enumerate() {
        // PostgreSQL finds the same where nobody installed its index.
        if number == half && app.database.db.get_database_backend() == DbBackend::Postgres {
            let without = "DROP EXTENSION pg_trgm CASCADE";
            app.database.db.execute_unprepared(without).await.unwrap();
        }
        // Named one by one, or asked one by one: the same.
        let named = async |most| {
            let db = &app.database.db;
            let held = Holding::up_to(most, db, Kind::Action, &piece)
                .await
                .unwrap();
            let own = held.named_by(db.get_database_backend(), action::Column::Id);
            let rows = action::Entity::find().filter(own);
            rows.order_by_asc(action::Column::Path)
                .all(db)
                .await
                .unwrap()
        };
        assert_eq!(named(0).await, named(1_000).await, "{piece}");
        let sought = piece.to_lowercase();
        let mut expected: Vec<&str> = texts
            .iter()
            .filter(|(_, text)| text.contains(&sought))
            .map(|(path, _)| path.as_str())
            .collect();
        let query =
            "query($text: String!) { actions(first: 100, filter: {text: $text}) { nodes { path } }
            search(text: $text, kind: [ACTION], first: 100) { nodes { path } } }";
        let answer = app.ask(query, json!({ "text": piece })).await;
        let paths = |list: &str| {
            let nodes = answer["data"][list]["nodes"].as_array().unwrap().clone();
            let paths = nodes
                .iter()
                .map(|node| node["path"].as_str().unwrap().to_owned());
            paths.collect::<Vec<_>>()
        };
        let (found, words) = (paths("actions"), paths("search"));
        // Who writes other signs means them, and no forms.
        if sought
            .chars()
            .all(|sign| sign.is_alphanumeric() || " \"*-".contains(sign))
        {
            expected.extend(words.iter().map(String::as_str));
        }
        expected.sort_unstable();
        expected.dedup();
        let mut found: Vec<&str> = found.iter().map(String::as_str).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "‘{piece}’");
    }
}

#[tokio::test]
async fn what_was_rewritten_is_found_by_its_new_letters_only() {
    let app = TestApp::seeded().await;
    let count = async |text: &str| {
        let query = format!("{{ actions(filter: {{text: \"{text}\"}}) {{ totalCount }} }}");
        app.query(&query).await["actions"]["totalCount"]
            .as_u64()
            .unwrap()
    };
    let (allison, xylophonist) = (count("th Alliso").await, count("ylophonis").await);
    assert!(allison > 0 && xylophonist == 0);
    app.rewrite(
        "leicestershire-wsoa-2020/actions.toml",
        "Cath Allison",
        "Cath Xylophonist",
    )
    .await;
    assert_eq!(count("th Alliso").await, 0);
    assert_eq!(count("ylophonis").await, allison);
}
