//! Pages of lists: sizes, cursors, both directions, and lists without rows.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::app::TestApp;

const INFO: &str = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { path } } nodes { path }";

fn paths(connection: &Value) -> Vec<String> {
    connection["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["path"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_page_has_fifty_rows_unless_somebody_says_otherwise() {
    let app = TestApp::seeded().await;
    let data = app
        .query(&format!(
            "{{ usual: actions {{ {INFO} }} one: actions(first: 1) {{ {INFO} }} most: actions(first: 100) {{ {INFO} }} end: actions(last: 3) {{ {INFO} }} }}"
        ))
        .await;
    for (name, rows, next, previous) in [
        ("usual", 50, true, false),
        ("one", 1, true, false),
        ("most", 71, false, false),
        ("end", 3, false, true),
    ] {
        let page = &data[name];
        assert_eq!(page["totalCount"], 71, "{name}");
        assert_eq!(paths(page).len(), rows, "{name}");
        assert_eq!(page["pageInfo"]["hasNextPage"], next, "{name}");
        assert_eq!(page["pageInfo"]["hasPreviousPage"], previous, "{name}");
        let edges = page["edges"].as_array().unwrap();
        assert_eq!(edges.len(), rows);
        assert_eq!(page["pageInfo"]["startCursor"], edges[0]["cursor"]);
        assert_eq!(page["pageInfo"]["endCursor"], edges[rows - 1]["cursor"]);
        for (edge, path) in edges.iter().zip(paths(page)) {
            assert_eq!(edge["node"]["path"], path);
        }
    }
    assert_eq!(paths(&data["one"]), ["leicestershire/wsoa-2020/1.1"]);
    assert_eq!(
        paths(&data["end"]),
        [
            "worcestershire/app-2022/4.12",
            "worcestershire/app-2022/4.13",
            "worcestershire/app-2022/4.14"
        ]
    );
}

#[tokio::test]
async fn impossible_pages_are_refused_with_the_argument_named() {
    let app = TestApp::seeded().await;
    for list in [
        "actions",
        "measures",
        "dataQualityNotes",
        "themes",
        "surveyResults",
    ] {
        for (arguments, argument, words) in [
            ("first: 0", "first", "between 1 and 100; it was 0"),
            ("first: 101", "first", "between 1 and 100; it was 101"),
            ("first: -1", "first", "between 1 and 100; it was -1"),
            ("last: 0", "last", "between 1 and 100; it was 0"),
            ("last: 2147483647", "last", "between 1 and 100"),
            ("first: 1, last: 1", "first", "not both"),
            ("after: \"\"", "after", "not a cursor"),
            ("after: \"zzz\"", "after", "not a cursor"),
            ("before: \"%%%\"", "before", "not a cursor"),
            ("first: 5, after: \"d2hhdGV2ZXI\"", "after", "not a cursor"),
            // Bytes that are no text.
            ("after: \"_____w\"", "after", "not a cursor"),
        ] {
            let error = app
                .error(&format!("{{ {list}({arguments}) {{ totalCount }} }}"))
                .await;
            assert_eq!(
                error["extensions"]["code"], "BAD_INPUT",
                "{list} {arguments}: {error}"
            );
            assert_eq!(error["extensions"]["argument"], argument, "{arguments}");
            assert!(
                error["message"].as_str().unwrap().contains(words),
                "{error}"
            );
            assert_eq!(error["path"], json!([list]));
        }
    }
    // The lists inside of records are as strict.
    for (query, argument) in [
        (
            "{ plan(path: \"leicestershire/wsoa-2020\") { actions(first: 0) { totalCount } } }",
            "first",
        ),
        (
            "{ plan(path: \"leicestershire/wsoa-2020\") { actions(first: 101) { totalCount } } }",
            "first",
        ),
        (
            "{ plan(path: \"leicestershire/wsoa-2020\") { actions(after: \"zzz\") { totalCount } } }",
            "after",
        ),
        ("{ changes(first: 0) { totalCount } }", "first"),
        ("{ changes(after: \"zzz\") { totalCount } }", "after"),
    ] {
        let error = app.error(query).await;
        assert_eq!(error["extensions"]["code"], "BAD_INPUT", "{error}");
        assert_eq!(error["extensions"]["argument"], argument, "{error}");
    }
    // The change log counts, the other lists name: a cursor of one is none of the other.
    let data = app
        .query("{ actions(first: 1) { pageInfo { endCursor } } }")
        .await;
    let foreign = &data["actions"]["pageInfo"]["endCursor"];
    let error = app
        .error(&format!("{{ changes(after: {foreign}) {{ totalCount }} }}"))
        .await;
    assert_eq!(error["extensions"]["code"], "BAD_INPUT", "{error}");
    // A number too large for the language is refused before it reaches a list.
    let error = app
        .error("{ actions(first: 99999999999) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "BAD_QUERY", "{error}");
    let error = app.error("{ actions(first: \"10\") { totalCount } }").await;
    assert_eq!(error["extensions"]["code"], "BAD_QUERY", "{error}");
}

#[tokio::test]
async fn paging_forwards_and_backwards_gives_every_action_once() {
    let app = TestApp::seeded().await;
    let whole = paths(
        &app.query(&format!("{{ actions(first: 100) {{ {INFO} }} }}"))
            .await["actions"],
    );
    assert_eq!(whole.len(), 71);
    assert_eq!(whole.iter().collect::<HashSet<_>>().len(), 71);
    for size in [1, 7, 10, 70, 71] {
        let mut forwards = Vec::new();
        let mut after = String::new();
        loop {
            let data = app
                .query(&format!("{{ actions(first: {size}{after}) {{ {INFO} }} }}"))
                .await;
            let page = &data["actions"];
            assert_eq!(page["totalCount"], 71);
            assert_eq!(page["pageInfo"]["hasPreviousPage"], !forwards.is_empty());
            forwards.extend(paths(page));
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = format!(", after: {}", page["pageInfo"]["endCursor"]);
        }
        assert_eq!(forwards, whole, "{size}");

        let mut backwards: Vec<String> = Vec::new();
        let mut before = String::new();
        loop {
            let data = app
                .query(&format!("{{ actions(last: {size}{before}) {{ {INFO} }} }}"))
                .await;
            let page = &data["actions"];
            let mut rows = paths(page);
            rows.extend(backwards);
            backwards = rows;
            if page["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
            before = format!(", before: {}", page["pageInfo"]["startCursor"]);
        }
        assert_eq!(backwards, whole, "{size}");
    }
}

#[tokio::test]
async fn lists_inside_of_records_are_paged_like_the_others() {
    let app = TestApp::seeded().await;
    let mut rows = Vec::new();
    let mut after = String::new();
    loop {
        let data = app
            .query(&format!(
                "{{ plan(path: \"leicestershire/wsoa-2020\") {{ actions(first: 8{after}) {{ {INFO} }} }} }}"
            ))
            .await;
        let page = &data["plan"]["actions"];
        assert_eq!(page["totalCount"], 33);
        rows.extend(paths(page));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    let direct = app
        .query(&format!(
            "{{ actions(first: 100, filter: {{plan: \"leicestershire/wsoa-2020\"}}) {{ {INFO} }} }}"
        ))
        .await;
    assert_eq!(rows, paths(&direct["actions"]));
    assert_eq!(rows.len(), 33);
    assert_eq!(rows[9], "leicestershire/wsoa-2020/1.10");

    // Inside of a record or not: the same rows in the same order, on either database.
    let whole = app
        .query("{ indicatorValues(first: 100) { nodes { path } } }")
        .await;
    let mut rows = Vec::new();
    let mut after = String::new();
    loop {
        let data = app
            .query(&format!(
                "{{ localArea(path: \"leicestershire\") {{ indicatorValues(first: 6{after}) {{ {INFO} }} }} }}"
            ))
            .await;
        let page = &data["localArea"]["indicatorValues"];
        rows.extend(paths(page));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    assert_eq!(rows, paths(&whole["indicatorValues"]));
    assert_eq!(rows.len(), 95);
}

#[tokio::test]
async fn a_window_between_two_cursors_holds_what_lies_between() {
    let app = TestApp::seeded().await;
    let data = app
        .query(&format!("{{ actions(first: 20) {{ {INFO} }} }}"))
        .await;
    let edges = data["actions"]["edges"].as_array().unwrap();
    let (fourth, tenth) = (&edges[3]["cursor"], &edges[9]["cursor"]);
    let data = app
        .query(&format!(
            "{{ between: actions(after: {fourth}, before: {tenth}) {{ {INFO} }}
                first: actions(first: 2, after: {fourth}, before: {tenth}) {{ {INFO} }}
                last: actions(last: 2, after: {fourth}, before: {tenth}) {{ {INFO} }}
                nothing: actions(after: {tenth}, before: {fourth}) {{ {INFO} }} }}"
        ))
        .await;
    let all = paths(
        &app.query(&format!("{{ actions(first: 20) {{ {INFO} }} }}"))
            .await["actions"],
    );
    assert_eq!(paths(&data["between"]), all[4..9]);
    assert_eq!(paths(&data["first"]), all[4..6]);
    assert_eq!(paths(&data["last"]), all[7..9]);
    assert_eq!(paths(&data["nothing"]), [""; 0]);
}

#[tokio::test]
async fn an_empty_list_is_an_answer() {
    let app = TestApp::seeded().await;
    let empty = json!({
        "totalCount": 0,
        "pageInfo": { "hasNextPage": false, "hasPreviousPage": false, "startCursor": null, "endCursor": null },
        "edges": [],
        "nodes": [],
    });
    let data = app
        .query(&format!(
            "{{ a: actions(filter: {{text: \"no plan says this\"}}) {{ {INFO} }}
                b: reviews(filter: {{area: \"leicestershire\"}}) {{ {INFO} }}
                c: feedbackItems(filter: {{area: \"leicestershire\"}}) {{ {INFO} }}
                d: surveys(filter: {{area: \"leicestershire\"}}) {{ {INFO} }}
                e: glossaryTerms(filter: {{area: \"leicestershire\"}}) {{ {INFO} }}
                f: localAreas(filter: {{region: \"North East\"}}) {{ {INFO} }}
                plan(path: \"worcestershire/app-2023-draft\") {{ actions {{ {INFO} }} }} }}"
        ))
        .await;
    for name in ["a", "b", "c", "d", "e", "f"] {
        assert_eq!(data[name], empty, "{name}");
    }
    assert_eq!(data["plan"]["actions"], empty);
}

/// Others write between two pages, before and behind the place that was reached: what was there all along comes
/// exactly once, in either direction and in an order of one's own.
#[tokio::test]
async fn paging_while_others_write_gives_every_record_once() {
    const FILE: &str = "worcestershire-app-2022/actions.toml";
    const HEAD: &str = "[[action]]\npath = \"worcestershire/app-2022/1.1\"\n";
    let app = TestApp::seeded().await;
    for (size, cursor, at, order) in [
        ("first", "after", "endCursor", ""),
        ("last", "before", "startCursor", ""),
        (
            "first",
            "after",
            "endCursor",
            ", orderBy: [{field: TEXT, direction: DESC}]",
        ),
    ] {
        let before = app
            .query(&format!(
                "{{ actions(first: 100{order}) {{ nodes {{ path }} }} }}"
            ))
            .await;
        let before = paths(&before["actions"]);
        let mut seen: Vec<String> = Vec::new();
        let (mut place, mut page) = (String::new(), 0);
        loop {
            let data = app
                .query(&format!(
                    "{{ actions({size}: 9{place}{order}) {{ pageInfo {{ hasNextPage hasPreviousPage {at} }} nodes {{ path }} }} }}"
                ))
                .await;
            let list = &data["actions"];
            seen.extend(paths(list));
            let more = ["hasNextPage", "hasPreviousPage"][usize::from(size == "last")];
            if list["pageInfo"][more] == false {
                break;
            }
            place = format!(", {cursor}: {}", list["pageInfo"][at]);
            // One action more at either end of the list, and in the middle of it.
            page += 1;
            let more: String = [
                ("leicestershire/wsoa-2020", "0"),
                ("leicestershire/wsoa-2020", "2"),
                ("worcestershire/app-2022", "9"),
            ]
            .map(|(plan, number)| {
                let reference = format!("{number}.{page}{}", seen.len());
                let stream = if number == "9" { 4 } else { 1 };
                format!(
                    "[[action]]\npath = \"{plan}/{reference}\"\nworkstream = \"{plan}/workstream-{stream}\"\n\
                     reference = \"{reference}\"\ntext = \"Added {reference}\"\n\
                     cite = [{{ document = \"worcestershire-app-2022\", lines = [5, 5], place = \"Nowhere\" }}]\n\n"
                )
            })
            .concat();
            app.rewrite(FILE, HEAD, &format!("{more}{HEAD}")).await;
        }
        assert!(page > 6, "{size}: {page} pages");
        let all: HashSet<&String> = seen.iter().collect();
        assert_eq!(all.len(), seen.len(), "{size}{order}: none came twice");
        for path in &before {
            assert!(all.contains(path), "{size}{order}: {path} is missing");
        }
    }
}
