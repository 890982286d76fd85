//! Search: the same words find the same records in the same order on every database.

use serde_json::{Value, json};

use crate::app::TestApp;

async fn search(app: &TestApp, text: &str, more: &str) -> Value {
    let query = format!(
        "{{ search(text: {}, first: 100{more}) {{ totalCount cut suggestion kinds {{ kind count }}
            nodes {{ kind path title {{ text hit }} excerpt {{ text hit }} }} pageInfo {{ hasNextPage }} }} }}",
        json!(text)
    );
    app.query(&query).await["search"].clone()
}

fn paths(found: &Value) -> Vec<String> {
    let nodes = found["nodes"].as_array().unwrap().iter();
    nodes
        .map(|node| {
            format!(
                "{} {}",
                node["kind"].as_str().unwrap(),
                node["path"].as_str().unwrap()
            )
        })
        .collect()
}

/// What both databases must find, and in which order. The snapshot is one for both.
#[tokio::test]
async fn the_same_words_find_the_same_records_in_the_same_order() {
    let app = TestApp::seeded().await;
    for (name, text) in [
        ("words", "annual review"),
        ("forms", "commissioned jointly"),
        ("prefix", "transit*"),
        ("phrase", "\"joint commissioning strategy\""),
        ("hyphen", "co-production"),
        ("date", "31/10"),
    ] {
        let found = search(&app, text, "").await;
        insta::assert_json_snapshot!(
            format!("search_{name}"),
            json!({ "total": found["totalCount"], "paths": paths(&found) })
        );
    }
}

#[tokio::test]
async fn forms_of_a_word_find_each_other_and_a_phrase_stands_as_written() {
    let app = TestApp::seeded().await;
    let of = async |text: &str| search(&app, text, "").await["totalCount"].as_u64().unwrap();
    assert_eq!(of("plans").await, of("planning").await);
    assert!(of("\"quality assurance\"").await <= of("quality assurance").await);
    assert!(of("\"quality assurance\"").await > 0);
    assert_eq!(of("\"assurance quality\"").await, 0);
    assert!(of("comm*").await > of("communication").await);
    assert_eq!(of("PARENTS").await, of("parents").await);
}

#[tokio::test]
async fn hits_are_marked_grouped_and_narrowed() {
    let app = TestApp::seeded().await;
    let found = search(&app, "designated clinical officer", "").await;
    assert!(found["totalCount"].as_u64().unwrap() > 0);
    for node in found["nodes"].as_array().unwrap() {
        let pieces = node["title"]
            .as_array()
            .unwrap()
            .iter()
            .chain(node["excerpt"].as_array().unwrap());
        assert!(
            pieces.filter(|piece| piece["hit"] == true).count() > 0,
            "{node}"
        );
    }
    let sum: u64 = found["kinds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["count"].as_u64().unwrap())
        .sum();
    assert_eq!(found["totalCount"], sum);
    let actions = search(&app, "designated clinical officer", ", kind: [ACTION]").await;
    assert_eq!(actions["kinds"], found["kinds"]);
    assert!(
        paths(&actions)
            .iter()
            .all(|path| path.starts_with("ACTION "))
    );
    let elsewhere = search(
        &app,
        "review",
        ", area: [\"worcestershire\"], kind: [ACTION]",
    )
    .await;
    assert!(
        paths(&elsewhere)
            .iter()
            .all(|path| path.starts_with("ACTION worcestershire/")),
        "{elsewhere}"
    );
}

#[tokio::test]
async fn misspelt_empty_and_odd_searches_are_answered() {
    let app = TestApp::seeded().await;
    let found = search(&app, "comissioning stratgey", "").await;
    assert_eq!(found["totalCount"], 0);
    assert_eq!(found["suggestion"], "commissioning strategy");
    for odd in [
        "",
        "   ",
        "*",
        "\"",
        "'",
        "\" \" *",
        "%_\\",
        "'; DROP TABLE record --",
        "a:b",
        "stems : x",
        "NEAR(a b)",
        "é ß 漢字",
        "\u{0}",
        "x\u{0}y",
    ] {
        let found = search(&app, odd, "").await;
        assert!(found["totalCount"].as_u64().unwrap() < 2000, "{odd}");
    }
    let error = app
        .error(&format!(
            "{{ search(text: \"{}\") {{ totalCount }} }}",
            "x".repeat(201)
        ))
        .await;
    assert_eq!(error["extensions"]["argument"], "text");
    let error = app
        .error("{ search(text: \"x\", area: [\"atlantis\"]) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn pages_of_a_search_follow_each_other() {
    let app = TestApp::seeded().await;
    let all = paths(&search(&app, "parents", "").await);
    let mut found = Vec::new();
    let mut after = "null".to_owned();
    loop {
        let query = format!(
            "{{ search(text: \"parents\", first: 9, after: {after}) {{ nodes {{ kind path }} pageInfo {{ hasNextPage endCursor }} }} }}"
        );
        let page = app.query(&query).await["search"].clone();
        found.extend(paths(&page));
        if page["pageInfo"]["hasNextPage"] != true {
            break;
        }
        after = page["pageInfo"]["endCursor"].to_string();
    }
    assert_eq!(
        found.iter().take(100).collect::<Vec<_>>(),
        all.iter().collect::<Vec<_>>()
    );
}

/// What is in the index follows the records.
#[tokio::test]
async fn the_index_is_made_again_where_it_is_missing() {
    use goldenthread::domain::search::{find, index};
    use sea_orm::ConnectionTrait;

    let database = crate::app::TestDatabase::seeded().await;
    let db = &database.db;
    let found = async || {
        find(db, "parents", None, None, false)
            .await
            .unwrap()
            .hits
            .len()
    };
    let before = found().await;
    db.execute_unprepared("DELETE FROM search_entry")
        .await
        .unwrap();
    assert_eq!(found().await, 0);
    assert!(index::refresh(db).await.unwrap() > 900);
    assert_eq!(found().await, before);
    assert_eq!(index::refresh(db).await.unwrap(), 0);
}

#[tokio::test]
async fn areas_narrow_what_is_found_and_not_what_is_counted() {
    let app = TestApp::seeded().await;
    let ask = async |more: &str| {
        let query = format!(
            "{{ search(text: \"plan\", kind: [ACTION]{more}) {{ totalCount areas {{ area {{ path }} count }} }} }}"
        );
        app.query(&query).await["search"].clone()
    };
    let all = ask("").await;
    for one in all["areas"].as_array().unwrap() {
        let area = one["area"]["path"].as_str().unwrap();
        let own = ask(&format!(", area: \"{area}\"")).await;
        assert_eq!(own["totalCount"], one["count"], "{area}");
        assert_eq!(own["areas"], all["areas"], "{area}");
    }
    assert_eq!(all["areas"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn kinds_narrow_what_is_found_and_not_what_is_counted() {
    let app = TestApp::seeded().await;
    let all = search(&app, "plan", "").await;
    let kinds = all["kinds"].as_array().unwrap();
    let sum: u64 = kinds.iter().map(|one| one["count"].as_u64().unwrap()).sum();
    assert_eq!(all["totalCount"], sum);
    assert!(kinds.is_sorted_by_key(|one| std::cmp::Reverse(one["count"].as_u64())));
    for one in kinds {
        let kind = one["kind"].as_str().unwrap();
        let narrowed = search(&app, "plan", &format!(", kind: [{kind}]")).await;
        assert_eq!(narrowed["totalCount"], one["count"], "{kind}");
        assert_eq!(narrowed["kinds"], all["kinds"], "{kind}");
    }
}

#[tokio::test]
async fn a_misspelt_word_is_helped_only_where_nothing_of_any_kind_was_found() {
    let app = TestApp::seeded().await;
    let found = search(&app, "anual reveiw", "").await;
    assert_eq!(found["suggestion"], "annual review");
    let none = search(&app, "annual review", ", kind: [WORKSTREAM]").await;
    assert_eq!(none["totalCount"], 0);
    assert_eq!(none["suggestion"], Value::Null);
}

#[tokio::test]
async fn no_words_in_a_row_reach_from_a_title_into_the_rest() {
    let app = TestApp::seeded().await;
    let found = search(&app, "plan", "").await;
    let text = |node: &Value, field: &str| -> String {
        let pieces = node[field].as_array().unwrap().iter();
        pieces
            .map(|piece| piece["text"].as_str().unwrap())
            .collect()
    };
    let word = |text: &str, last: bool| {
        let mut words = text
            .split(|one: char| !one.is_alphanumeric())
            .filter(|word| !word.is_empty());
        if last {
            words.next_back()
        } else {
            words.next()
        }
        .map(str::to_lowercase)
    };
    let mut tried = 0;
    for node in found["nodes"].as_array().unwrap().iter().take(20) {
        let (title, excerpt) = (text(node, "title"), text(node, "excerpt"));
        if title.ends_with('…') || excerpt.starts_with('…') {
            continue;
        }
        let (Some(last), Some(first)) = (word(&title, true), word(&excerpt, false)) else {
            continue;
        };
        let across = search(&app, &format!("\"{last} {first}\""), "").await;
        for hit in across["nodes"].as_array().unwrap() {
            let marked = |field: &str| {
                hit[field]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|piece| piece["hit"] == true)
            };
            assert!(
                marked("title") || marked("excerpt"),
                "{last} {first}: {}",
                hit["path"]
            );
        }
        tried += 1;
    }
    assert!(tried > 3, "{tried}");
}

#[tokio::test]
async fn where_nothing_holds_all_of_it_each_part_says_what_it_finds_alone() {
    let app = TestApp::seeded().await;
    let data = app
        .query("{ search(text: \"too few places\") { totalCount parts { text count } } }")
        .await;
    assert_eq!(data["search"]["totalCount"], 0);
    let parts = data["search"]["parts"].as_array().unwrap();
    assert!(
        parts.iter().any(|part| part["text"] == "places"),
        "{parts:?}"
    );
    for part in parts {
        let text = part["text"].as_str().unwrap();
        let query = format!("{{ search(text: \"{text}\") {{ totalCount parts {{ text }} }} }}");
        let alone = app.query(&query).await["search"].clone();
        assert_eq!(alone["totalCount"], part["count"], "{text}");
        assert_eq!(alone["parts"], serde_json::json!([]));
    }
}

#[tokio::test]
async fn words_of_a_list_are_found_in_any_of_their_forms_and_letter_for_letter() {
    let app = TestApp::seeded().await;
    let total = async |list: &str, text: &str| {
        let query = format!("{{ {list}(filter: {{text: \"{text}\"}}) {{ totalCount }} }}");
        app.query(&query).await[list]["totalCount"]
            .as_u64()
            .unwrap()
    };
    // As a search does, and what stands inside of words besides.
    let data = app
        .query("{ search(text: \"places\", kind: [FEEDBACK_ITEM]) { totalCount } }")
        .await;
    let found = data["search"]["totalCount"].as_u64().unwrap();
    assert!(found > 0);
    assert!(total("feedbackItems", "places").await >= found);
    assert_eq!(total("localAreas", "icestersh").await, 1);
    assert_eq!(total("feedbackItems", "%%%").await, 0);
}
