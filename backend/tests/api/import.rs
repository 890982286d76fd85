//! The way in: records → draft with problems → commit. What is right is written once and logged,
//! what is wrong is named with its file and line, and nothing of a faulty draft is written.

use goldenthread::{
    domain::change::{Author, Written},
    import::{self, CommitError, Draft, Missing, Problem},
};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};

use crate::app::{TestApp, TestDatabase};

const ACTIONS: &str = "leicestershire-wsoa-2020/actions.toml";

fn author() -> Author {
    Author {
        id: None,
        at: chrono::Utc::now(),
        name: "A tester".to_owned(),
        reason: "A correction".to_owned(),
        source: "The tests".to_owned(),
    }
}

pub fn read(files: &[(String, String)]) -> Draft {
    import::read(
        files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    )
}

/// The bundled files with one passage of one file replaced, once.
fn with(file: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let mut files = import::bundle::files();
    let (_, text) = files.iter_mut().find(|(name, _)| name == file).unwrap();
    assert!(text.contains(from), "{from} is not in {file}");
    *text = text.replacen(from, to, 1);
    files
}

/// The line of a file that holds the n-th record of a kind, counted from 1: that of its heading.
fn heading(files: &[(String, String)], file: &str, path: &str) -> usize {
    let (_, text) = files.iter().find(|(name, _)| name == file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let at = lines
        .iter()
        .position(|line| *line == format!("path = \"{path}\""))
        .unwrap();
    (0..at)
        .rev()
        .find(|line| lines[*line].starts_with("[["))
        .unwrap()
        + 1
}

async fn count(db: &DatabaseConnection, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) AS rows FROM \"{table}\"");
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .unwrap()
        .unwrap();
    row.try_get("", "rows").unwrap()
}

/// The newest entry of the log about a record, with the number of entries about it.
async fn newest(app: &TestApp, path: &str) -> (Value, u64) {
    let data = app
        .query(&format!(
            "{{ changes(filter: {{path: \"{path}\"}}) {{ totalCount nodes {{ seq deed kind version fields before after actor reason source area {{ path }} }} }} }}"
        ))
        .await;
    (
        data["changes"]["nodes"][0].clone(),
        data["changes"]["totalCount"].as_u64().unwrap(),
    )
}

async fn data_version(app: &TestApp) -> Value {
    app.query("{ changes(first: 1) { dataVersion totalCount } }")
        .await["changes"]
        .clone()
}

#[tokio::test]
async fn seeding_twice_changes_nothing_and_writes_no_change() {
    let app = TestApp::seeded().await;
    let before = data_version(&app).await;
    let everything = "{ actions(first: 100) { nodes { id recordVersion text citations { id place } leads { name } } } dataQualityNotes(first: 100) { nodes { id recordVersion } } }";
    let rows = app.query(everything).await;
    for _ in 0..2 {
        let written = import::bundle::seed(&app.database.db).await.unwrap();
        let records = usize::try_from(before["totalCount"].as_u64().unwrap()).unwrap();
        assert_eq!(
            written,
            Written {
                created: 0,
                updated: 0,
                removed: 0,
                unchanged: records,
                kept: 0,
            }
        );
    }
    assert_eq!(data_version(&app).await, before);
    assert_eq!(app.query(everything).await, rows);
}

#[tokio::test]
async fn a_corrected_record_updates_in_place_and_is_logged() {
    let app = TestApp::seeded().await;
    let db = &app.database.db;
    let query = "{ action(path: \"leicestershire/wsoa-2020/2.11\") { id recordVersion due { published kind from to problem usable } leads { name } citations { id } } }";
    let old = app.query(query).await["action"].clone();
    let before = data_version(&app).await;
    let corrected = with(ACTIONS, "due = \"31/09/2020\"", "due = \"30/09/2020\"");
    let written = import::commit(db, read(&corrected), &author(), Missing::Stays)
        .await
        .unwrap();
    assert_eq!((written.created, written.updated), (0, 1));

    let new = app.query(query).await["action"].clone();
    assert_eq!(new["id"], old["id"]);
    assert_eq!(
        (&old["recordVersion"], &new["recordVersion"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(
        new["due"],
        json!({ "published": "30/09/2020", "kind": "COMPLETION", "from": "2020-09-30", "to": "2020-09-30", "problem": null, "usable": true })
    );
    assert_eq!(new["leads"], old["leads"]);
    assert_eq!(new["citations"], old["citations"]);

    let (change, entries) = newest(&app, "leicestershire/wsoa-2020/2.11").await;
    assert_eq!(entries, 2);
    assert_eq!(change["deed"], "UPDATED");
    assert_eq!(change["kind"], "ACTION");
    assert_eq!(change["version"], 2);
    assert_eq!(change["area"]["path"], "leicestershire");
    assert_eq!(
        change["fields"],
        json!([
            "due_from",
            "due_precision",
            "due_problem",
            "due_published",
            "due_reason",
            "due_to"
        ])
    );
    assert_eq!(change["before"]["due_published"], "31/09/2020");
    assert_eq!(change["before"]["due_from"], Value::Null);
    assert_eq!(change["after"]["due_published"], "30/09/2020");
    assert_eq!(change["after"]["due_from"], "2020-09-30");
    assert_eq!(change["actor"], "A tester");
    assert_eq!(change["reason"], "A correction");
    assert_eq!(change["source"], "The tests");
    let after = data_version(&app).await;
    assert_eq!(
        after["totalCount"].as_u64(),
        before["totalCount"].as_u64().map(|n| n + 1)
    );
    assert_eq!(after["dataVersion"], change["seq"]);
    assert!(after["dataVersion"].as_u64() > before["dataVersion"].as_u64());

    // The same again is nothing new; the bundled records put it back as a third version.
    let again = import::commit(db, read(&corrected), &author(), Missing::Stays)
        .await
        .unwrap();
    assert_eq!((again.created, again.updated), (0, 0));
    let back = import::bundle::seed(db).await.unwrap();
    assert_eq!((back.created, back.updated), (0, 1));
    let restored = app.query(query).await["action"].clone();
    assert_eq!(restored["recordVersion"], 3);
    assert_eq!(restored["due"], old["due"]);
    assert_eq!(newest(&app, "leicestershire/wsoa-2020/2.11").await.1, 3);
}

#[tokio::test]
async fn parts_of_a_record_are_added_changed_and_removed_with_it() {
    let app = TestApp::seeded().await;
    let db = &app.database.db;
    // A citation and a lead less.
    let less = with(
        ACTIONS,
        "  { lines = [193, 193], place = \"Section 5, WSOA CCG engagement representatives\", field = \"leads\", quote = \"C West – Director of Nursing and Quality\" },\n",
        "",
    );
    let written = import::commit(db, read(&less), &author(), Missing::Stays)
        .await
        .unwrap();
    assert_eq!((written.created, written.updated), (0, 1));
    let (change, _) = newest(&app, "leicestershire/wsoa-2020/1.1").await;
    assert_eq!(change["fields"], json!(["citations"]));
    assert_eq!(change["before"]["citations"].as_array().unwrap().len(), 3);
    assert_eq!(change["after"]["citations"].as_array().unwrap().len(), 2);
    let data = app
        .query("{ action(path: \"leicestershire/wsoa-2020/1.1\") { recordVersion citations { lineFrom } } }")
        .await;
    assert_eq!(
        data["action"],
        json!({ "recordVersion": 2, "citations": [{ "lineFrom": 224 }, { "lineFrom": 191 }] })
    );

    let other = with(
        ACTIONS,
        "  { name = \"Tony Barnard\" },\n",
        "  { name = \"Anthony Barnard\", published = \"Tony Barnard\" },\n  { name = \"Somebody Else\" },\n",
    );
    import::commit(db, read(&other), &author(), Missing::Stays)
        .await
        .unwrap();
    let (change, _) = newest(&app, "leicestershire/wsoa-2020/2.14").await;
    assert_eq!(change["fields"], json!(["leads"]));
    let data = app
        .query("{ action(path: \"leicestershire/wsoa-2020/2.14\") { leads { name published } } }")
        .await;
    assert_eq!(data["action"]["leads"].as_array().unwrap().len(), 5);
    assert_eq!(
        data["action"]["leads"][3],
        json!({ "name": "Anthony Barnard", "published": "Tony Barnard" })
    );

    // A record that was not there is created and takes its place in the order.
    let mut more = import::bundle::files();
    let (_, text) = more.iter_mut().find(|(name, _)| name == ACTIONS).unwrap();
    text.push_str(
        "\n[[action]]\npath = \"leicestershire/wsoa-2020/1.20\"\nworkstream = \"leicestershire/wsoa-2020/workstream-1\"\nreference = \"1.20\"\ntext = \"Review the annual review\"\ndue = \"Spring 2021\"\nstatus = \"RED\"\ncite = [{ lines = [9, 11], place = \"Nowhere\" }]\n",
    );
    let written = import::commit(db, read(&more), &author(), Missing::Stays)
        .await
        .unwrap();
    assert_eq!(written.created, 1);
    let data = app
        .query("{ actions(first: 20) { totalCount nodes { reference due { precision from to usable } status { shared value { label } } leads { name } themes { theme { path } method } } } }")
        .await;
    assert_eq!(data["actions"]["totalCount"], 72);
    let added = &data["actions"]["nodes"][19];
    assert_eq!(added["reference"], "1.20");
    assert_eq!(
        added["due"],
        json!({ "precision": "SEASON", "from": "2021-03-01", "to": "2021-05-31", "usable": false })
    );
    assert_eq!(
        added["status"],
        json!({ "shared": "DELAYED", "value": { "label": "Delayed" } })
    );
    assert_eq!(added["leads"], json!([]));
    assert_eq!(
        added["themes"],
        json!([{ "theme": { "path": "annual-reviews" }, "method": "RULE" }])
    );
}

/// The bundled files without the records that name a path as their own or as what they belong to.
pub fn without(path: &str) -> Vec<(String, String)> {
    let named = ["path", "action", "record"].map(|field| format!("\n{field} = \"{path}\"\n"));
    let mut files = import::bundle::files();
    for (name, text) in &mut files {
        if !name.ends_with(".toml") {
            continue;
        }
        let all = format!("\n{text}");
        let mut tables = all.split("\n[[");
        let mut kept = tables.next().unwrap().to_owned();
        for table in tables {
            // A table with a dot in its name goes on with the record before.
            let whole = !table.split(']').next().unwrap().contains('.');
            if !(whole && named.iter().any(|line| table.contains(line))) {
                kept.push_str("\n[[");
                kept.push_str(table);
            }
        }
        *text = kept;
    }
    files
}

#[tokio::test]
async fn a_record_that_is_bundled_no_longer_goes_and_comes_back_with_its_history() {
    let app = TestApp::seeded().await;
    let db = &app.database.db;
    let path = "worcestershire/app-2022/3.9";
    let query = format!("{{ action(path: \"{path}\") {{ id recordVersion text }} }}");
    let old = app.query(&query).await["action"].clone();
    let totals = "{ actions { totalCount } measures { totalCount } dataQualityNotes { totalCount } changes { totalCount } }";
    let before = app.query(totals).await;
    // An addition by somebody else takes nothing away.
    let less = || {
        let draft = read(&without(path));
        assert_eq!(draft.problems, []);
        draft
    };
    let written = import::commit(db, less(), &author(), Missing::Goes)
        .await
        .unwrap();
    assert_eq!((written.updated, written.removed), (0, 0));
    assert_eq!(app.query(totals).await, before);

    let bundle = import::bundle::author();
    let written = import::commit(db, less(), &bundle, Missing::Goes)
        .await
        .unwrap();
    assert_eq!((written.created, written.updated), (0, 0));
    assert!(
        written.removed >= 2,
        "the action and the note about it: {written:?}"
    );
    assert_eq!(app.error(&query).await["extensions"]["code"], "NOT_FOUND");
    let node = format!("{{ node(id: {}) {{ id }} }}", old["id"]);
    assert_eq!(app.query(&node).await["node"], Value::Null);
    let after = app.query(totals).await;
    let fewer = |list: &str| {
        before[list]["totalCount"].as_u64().unwrap() - after[list]["totalCount"].as_u64().unwrap()
    };
    assert_eq!(fewer("actions"), 1);
    let gone = fewer("actions") + fewer("measures") + fewer("dataQualityNotes");
    assert_eq!(gone, written.removed as u64);
    let (change, entries) = newest(&app, path).await;
    assert_eq!(
        (&change["deed"], &change["version"], entries),
        (&json!("DELETED"), &json!(2), 2)
    );
    assert_eq!(change["before"]["text"], old["text"]);
    assert_eq!(change["after"], Value::Null);

    // The same again finds nothing more to remove.
    let again = import::commit(db, less(), &bundle, Missing::Goes)
        .await
        .unwrap();
    assert_eq!((again.created, again.updated, again.removed), (0, 0, 0));
    let back = import::bundle::seed(db).await.unwrap();
    assert_eq!((back.created, back.removed), (written.removed, 0));
    let new = app.query(&query).await["action"].clone();
    assert_eq!((&new["id"], &new["text"]), (&old["id"], &old["text"]));
    assert_eq!(new["recordVersion"], 3);
    assert_eq!(newest(&app, path).await.0["deed"], "CREATED");
}

#[tokio::test]
async fn every_record_can_go_and_come_back_in_another_order() {
    let app = TestApp::seeded().await;
    let db = &app.database.db;
    let all = count(db, "record").await;
    let bundle = import::bundle::author();
    let written = import::commit(db, Draft::default(), &bundle, Missing::Goes)
        .await
        .unwrap();
    assert_eq!(i64::try_from(written.removed).unwrap(), all);
    for table in [
        "record",
        "citation",
        "meeting_organisation",
        "theme_assignment",
    ] {
        assert_eq!(count(db, table).await, 0, "{table}");
    }
    let back = import::bundle::seed(db).await.unwrap();
    assert_eq!(i64::try_from(back.created).unwrap(), all);

    // A question whose place in the file is another moves all that follow it.
    let mut files = import::bundle::files();
    let (_, text) = files
        .iter_mut()
        .find(|(_, text)| text.contains("[[question]]"))
        .unwrap();
    let first = text.find("[[question]]").unwrap();
    let rest = first + text[first + 1..].find("\n[[").unwrap() + 2;
    let moved = format!(
        "{}{}\n{}",
        &text[..first],
        &text[rest..],
        &text[first..rest]
    );
    *text = moved;
    let draft = read(&files);
    assert_eq!(draft.problems, []);
    let written = import::commit(db, draft, &bundle, Missing::Goes)
        .await
        .unwrap();
    assert_eq!((written.created, written.removed), (0, 0));
    assert!(written.updated > 1, "{written:?}");
}

/// What is changed in the file of actions, in which record, and words of the problem.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    // An unknown field.
    (
        "reference = \"2.11\"",
        "reference = \"2.11\"\ncolour = \"green\"",
        "2.11",
        "colour",
    ),
    // A field that must be there is not.
    ("reference = \"2.11\"\n", "", "2.11", "reference"),
    // A field of the wrong kind.
    ("reference = \"2.11\"", "reference = 2.11", "2.11", "string"),
    (
        "steps = [\"Launch SEND Handbook\"]",
        "steps = \"Launch SEND Handbook\"",
        "2.12",
        "sequence",
    ),
    // A status that the plan's own scale does not know.
    (
        "due = \"31/09/2020\"\nstatus = \"GREEN\"",
        "due = \"31/09/2020\"\nstatus = \"PURPLE\"",
        "2.11",
        "‘PURPLE’",
    ),
    (
        "due = \"31/09/2020\"\nstatus = \"GREEN\"",
        "due = \"31/09/2020\"\nstatus = \"green\"",
        "2.11",
        "‘green’",
    ),
    // References to what is not there.
    (
        "path = \"leicestershire/wsoa-2020/2.11\"\nworkstream = \"leicestershire/wsoa-2020/workstream-2\"",
        "path = \"leicestershire/wsoa-2020/2.11\"\nworkstream = \"leicestershire/wsoa-2020/workstream-9\"",
        "2.11",
        "‘leicestershire/wsoa-2020/workstream-9’",
    ),
    (
        "{ name = \"Tony Barnard\" }",
        "{ name = \"Tony Barnard\", organisation = \"nobody\" }",
        "2.14",
        "‘nobody’",
    ),
    (
        "{ lines = [311, 311], place = \"Section 6, Priority two, action 2.11\" }",
        "{ lines = [311, 311], place = \"Section 6, Priority two, action 2.11\", document = \"no-such-document\" }",
        "2.11",
        "‘no-such-document’",
    ),
    // Lines that are none.
    (
        "{ lines = [311, 311]",
        "{ lines = [311, 310]",
        "2.11",
        "311 to 310",
    ),
    (
        "{ lines = [311, 311]",
        "{ lines = [0, 310]",
        "2.11",
        "0 to 310",
    ),
    // Leads without the cell they stand in.
    ("lead = \"Tom Common\"\n", "", "2.12", "`lead` and `leads`"),
];

#[tokio::test]
async fn a_document_says_where_it_was_published_and_under_which_terms() {
    const FILE: &str = "worcestershire-scrutiny-2023/document.toml";
    const AFTER: &str = "file = \"worcestershire-scrutiny-panel-2023-12-06.txt\"\n";
    let app = TestApp::seeded().await;
    let query = "{ document(path: \"worcestershire-scrutiny-2023\") { url licence } cite(title: \"All\", url: \"https://x.org\") { licence } }";
    let old = app.query(query).await;
    // No document that is bundled states either.
    assert_eq!(old["document"], json!({ "url": null, "licence": null }));
    let words = old["cite"]["licence"].as_str().unwrap();
    assert!(words.contains("public bodies"), "{words}");

    for address in ["javascript:alert(1)", "https://", "https://a b", "x.org"] {
        let files = with(FILE, AFTER, &format!("{AFTER}url = \"{address}\"\n"));
        let problems = read(&files).problems;
        assert!(
            problems[0].message.starts_with("`url` is an address"),
            "{address}: {problems:?}"
        );
    }
    let stated = format!(
        "{AFTER}url = \"https://example.org/report\"\nlicence = \"Open Government Licence v3.0\"\n"
    );
    let files = with(FILE, AFTER, &stated);
    import::commit(&app.database.db, read(&files), &author(), Missing::Stays)
        .await
        .unwrap();
    assert_eq!(
        app.query(query).await["document"],
        json!({ "url": "https://example.org/report", "licence": "Open Government Licence v3.0" })
    );
}

#[tokio::test]
async fn a_period_has_both_days_in_their_order() {
    const FILE: &str = "worcestershire-app-2022/plan.toml";
    const PATH: &str = "path = \"worcestershire/app-2022\"\n";
    for (days, words) in [
        ("period_from = \"2022-04-01\"\n", "both or neither"),
        ("period_to = \"2022-04-01\"\n", "both or neither"),
        (
            "period_from = \"2023-04-01\"\nperiod_to = \"2022-04-01\"\n",
            "ends before it begins",
        ),
    ] {
        let problems = read(&with(FILE, PATH, &format!("{PATH}{days}"))).problems;
        assert!(problems[0].message.contains(words), "{days}: {problems:?}");
    }
}

#[tokio::test]
async fn every_fault_of_a_record_is_a_problem_with_its_place_and_nothing_is_written() {
    let database = TestDatabase::migrated().await;
    for (from, to, reference, words) in FAULTS {
        let files = with(ACTIONS, from, to);
        let line = heading(
            &files,
            ACTIONS,
            &format!("leicestershire/wsoa-2020/{reference}"),
        );
        let draft = read(&files);
        let problem = draft
            .problems
            .iter()
            .find(|problem| problem.message.contains(words))
            .unwrap_or_else(|| panic!("{to}: {:?}", draft.problems));
        assert_eq!(problem.file, ACTIONS, "{to}");
        assert_eq!(problem.line, line, "{to}: {problem}");
        assert_eq!(
            problem.to_string(),
            format!("{ACTIONS}:{line}: {}", problem.message)
        );
        let refused = import::commit(&database.db, draft, &author(), Missing::Stays)
            .await
            .unwrap_err();
        assert!(matches!(&refused, CommitError::Problems(_)), "{refused}");
        assert!(
            refused.to_string().contains("nothing was written"),
            "{refused}"
        );
    }
    for table in ["record", "change", "action", "citation", "area", "document"] {
        assert_eq!(count(&database.db, table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn a_record_that_cites_nothing_is_a_problem() {
    let files = with(
        ACTIONS,
        "cite = [\n  { lines = [311, 311], place = \"Section 6, Priority two, action 2.11\" },\n]\n",
        "",
    );
    let line = heading(&files, ACTIONS, "leicestershire/wsoa-2020/2.11");
    let problems = read(&files).problems;
    assert!(
        problems.iter().any(|problem| problem.file == ACTIONS
            && problem.line == line
            && problem.message.contains("cite")),
        "{problems:?}"
    );
    // What is our own cites nothing, and that is right.
    assert_eq!(read(&import::bundle::files()).problems, []);
}

#[tokio::test]
async fn files_that_cannot_be_taken_apart_are_named_with_the_line() {
    let second = "[[area]]\npath = \"a\"\nname = \"A\"\ncouncil = \"A\"\nkind = \"county\"\ngss_code = \"E1\"\nregion = \"R\"\ncode_source = \"S\"\n";
    let twice = format!("{second}\n{second}");
    for (text, line, words) in [
        ("[[area]]\npath = \"a\"\nname = \n", 3, "not TOML"),
        ("{ \"area\": [] }", 1, "not TOML"),
        ("[[area]]\npath = \"a\"\npath = \"b\"\n", 3, "not TOML"),
        ("\u{0}\u{1}\u{2}", 1, "not TOML"),
        ("# a remark\n\narea = 5\n", 3, "must be a list of tables"),
        ("[area]\npath = \"a\"\n", 1, "must be a list of tables"),
        ("area = [1, 2]\n", 1, "has no `path`"),
        ("\n\n[[area]]\nname = \"A\"\n", 3, "has no `path`"),
        ("[[area]]\npath = 7\n", 1, "has no `path`"),
        ("[[area]]\npath = \"Leicester Shire\"\n", 1, "is not a path"),
        ("[[area]]\npath = \"\"\n", 1, "is not a path"),
        (
            "[[kingdom]]\npath = \"a\"\n",
            1,
            "no kind of record called `kingdom`",
        ),
        (twice.as_str(), 10, "second record has the path ‘a’"),
        (
            second.trim_end_matches("code_source = \"S\"\n"),
            1,
            "code_source",
        ),
    ] {
        let draft = import::read([("reference/areas.toml", text)]);
        let expected = draft
            .problems
            .iter()
            .find(|problem| problem.message.contains(words));
        let expected = expected.unwrap_or_else(|| panic!("{text}: {:?}", draft.problems));
        assert_eq!(
            (expected.file.as_str(), expected.line),
            ("reference/areas.toml", line),
            "{expected}"
        );
    }
    // A kind of area that there is none of, and a day that there is none of.
    for (from, to, words) in [
        ("\"county\"", "\"kingdom\"", "kingdom"),
        (
            "region =",
            "ended = \"2020-02-30\"\nregion =",
            "‘2020-02-30’ is not a day",
        ),
    ] {
        let draft = import::read([("reference/areas.toml", second.replace(from, to).as_str())]);
        assert!(
            draft
                .problems
                .iter()
                .any(|problem| problem.message.contains(words)),
            "{:?}",
            draft.problems
        );
    }
    let organisation = "[[organisation]]\npath = \"a\"\nname = \"A\"\nkind = \"group\"\n";
    let draft = import::read([("reference/organisations.toml", organisation)]);
    assert_eq!(draft.problems, []);
    assert_eq!(draft.records.len(), 1);
    assert_eq!(import::read([]).problems, []);
}

#[tokio::test]
async fn all_problems_are_told_at_once_and_the_database_stays_as_it_was() {
    let app = TestApp::seeded().await;
    let before = data_version(&app).await;
    let query = "{ actions(first: 100) { totalCount nodes { text recordVersion } } measures { totalCount } }";
    let rows = app.query(query).await;
    let mut files = import::bundle::files();
    for (name, text) in &mut files {
        match name.as_str() {
            // One fault each in four files, and one right correction.
            "leicestershire-wsoa-2020/measures.toml" => {
                *text = text.replacen("unit = \"percent\"", "unit = \"per cent\"", 1)
            }
            "leicestershire-wsoa-2020/meetings.toml" => {
                *text = text.replacen("\"department-for-education\"", "\"ministry\"", 1)
            }
            "worcestershire-app-2022/glossary.toml" => text.push_str("\n[[term]\n"),
            "leicestershire-wsoa-2020/quality.toml" => {
                *text = text.replacen(
                    "record = \"leicestershire/wsoa-2020/2.11\"",
                    "record = \"leicestershire/wsoa-2020/3.1\"",
                    1,
                );
            }
            ACTIONS => {
                *text = text.replacen("Revision of the EHC plan template", "Another text", 1)
            }
            _ => {}
        }
    }
    let draft = read(&files);
    let problems: Vec<Problem> = draft.problems.clone();
    for (file, words) in [
        ("leicestershire-wsoa-2020/measures.toml", "per cent"),
        ("leicestershire-wsoa-2020/meetings.toml", "‘ministry’"),
        ("worcestershire-app-2022/glossary.toml", "not TOML"),
        (
            "leicestershire-wsoa-2020/quality.toml",
            "‘leicestershire/wsoa-2020/3.1’",
        ),
    ] {
        assert!(
            problems
                .iter()
                .any(|problem| problem.file == file && problem.message.contains(words)),
            "{file}: {problems:?}"
        );
    }
    match import::commit(&app.database.db, draft, &author(), Missing::Stays)
        .await
        .unwrap_err()
    {
        CommitError::Problems(told) => assert_eq!(told, problems),
        CommitError::Database(cause) => panic!("{cause}"),
    }
    assert_eq!(data_version(&app).await, before);
    assert_eq!(app.query(query).await, rows);
}

#[tokio::test]
async fn what_only_the_database_can_refuse_leaves_nothing_behind() {
    let database = TestDatabase::migrated().await;
    let area = |path: &str, code: &str, more: &str| {
        format!(
            "[[area]]\npath = \"{path}\"\nname = \"A\"\ncouncil = \"A\"\nkind = \"county\"\ngss_code = \"{code}\"\nregion = \"R\"\ncode_source = \"S\"\ncite = [{{ document = \"d\", lines = [1, 1], place = \"Title\" }}]\n{more}\n"
        )
    };
    let document = "[[document]]\npath = \"d\"\ntitle = \"D\"\nkind = \"wsoa\"\narea = \"a\"\nstatus = \"draft\"\nfile = \"d.txt\"\ncite = [{ document = \"d\", lines = [1, 1], place = \"Title\" }]\n";
    let tables = ["record", "change", "area", "document", "citation"];
    // Two areas with one code: each is right, both together are not.
    let text = format!("{}{}{document}", area("a", "E1", ""), area("b", "E1", ""));
    let draft = import::read([("reference/areas.toml", text.as_str())]);
    assert_eq!(draft.problems, []);
    let refused = import::commit(&database.db, draft, &author(), Missing::Stays)
        .await
        .unwrap_err();
    assert!(matches!(refused, CommitError::Database(_)), "{refused}");
    for table in tables {
        assert_eq!(count(&database.db, table).await, 0, "{table}");
    }
    // Two areas that each came after the other.
    let circle = area("a", "E1", "successor = \"b\"") + &area("b", "E2", "successor = \"a\"");
    let problems = import::read([("reference/areas.toml", (circle + document).as_str())]).problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(
        problems[0].message.contains("leads back to it"),
        "{problems:?}"
    );
    // A record may name its successor before that is read.
    let chain = area("a", "E1", "successor = \"b\"") + &area("b", "E2", "") + document;
    let draft = import::read([("reference/areas.toml", chain.as_str())]);
    let written = import::commit(&database.db, draft, &author(), Missing::Stays)
        .await
        .unwrap();
    assert_eq!(written.created, 3);
    for (table, rows) in tables.into_iter().zip([3, 3, 2, 1, 3]) {
        assert_eq!(count(&database.db, table).await, rows, "{table}");
    }
    // The bundled records come on top of what is there.
    let written = import::bundle::seed(&database.db).await.unwrap();
    assert_eq!(written.updated, 0);
    assert_eq!(count(&database.db, "action").await, 71);
}
