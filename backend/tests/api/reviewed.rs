//! The comparison of Worcestershire's and Leicestershire's plans, part by part, as it was held against the
//! documents line by line. What changes here has to be held against them again.

use serde_json::Value;

use crate::app::TestApp;

const THEMED: &str = "themes { theme { path } method basis }";

async fn compared(fields: &str) -> Value {
    let app = TestApp::seeded().await;
    let (a, b) = ("worcestershire/app-2022", "leicestershire/wsoa-2020");
    let query = format!("{{ compare(a: \"{a}\", b: \"{b}\") {{ {fields} }} }}");
    app.query(&query).await["compare"].clone()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A part as its lines in the file: whose they are, the record, what is said of it, as printed, with the caveat.
async fn lines(part: &str) -> String {
    let found = compared("nodes { part which path beside field value published caveat }").await;
    let own = list(&found["nodes"])
        .iter()
        .filter(|line| line["part"] == part);
    let lines = own.map(|line| {
        let of = |name: &str| text(&line[name]).replace('\n', " ");
        let with = |before: &str, name: &str| match of(name) {
            words if words.is_empty() => words,
            words => format!("{before}{words}"),
        };
        format!(
            "{}{}{} | {}: {}{}{}",
            of("which"),
            with(" ", "path"),
            with(" beside ", "beside"),
            of("field"),
            of("value"),
            with(" | printed: ", "published"),
            with(" | ", "caveat"),
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn what_can_be_compared() {
    insta::assert_snapshot!(lines("MATRIX").await);
}

#[tokio::test]
async fn status_of_the_actions() {
    insta::assert_snapshot!(lines("STATUS").await);
}

#[tokio::test]
async fn measures() {
    insta::assert_snapshot!(lines("MEASURES").await);
}

#[tokio::test]
async fn what_families_were_asked() {
    insta::assert_snapshot!(lines("SURVEY_QUESTIONS").await);
}

#[tokio::test]
async fn indicators() {
    insta::assert_snapshot!(lines("INDICATORS").await);
}

#[tokio::test]
async fn what_happened_when() {
    insta::assert_snapshot!(lines("TIMELINE").await);
}

#[tokio::test]
async fn themes_with_the_words_that_fired() {
    let items = format!(
        "weaknesses {{ path {THEMED} }} workstreams {{ path {THEMED} }} actions {{ path {THEMED} }} measures {{ path {THEMED} }}"
    );
    let found = compared(&format!(
        "themes {{ theme {{ path }} presence a {{ {items} }} b {{ {items} }} }} withoutThemeA {{ {items} }} withoutThemeB {{ {items} }}"
    ))
    .await;
    let entries = |items: &Value, theme: &Value| -> Vec<String> {
        let kinds = ["weaknesses", "workstreams", "actions", "measures"];
        let all = kinds
            .iter()
            .flat_map(|kind| list(&items[kind]).iter().map(move |item| (kind, item)));
        let entries = all.map(|(kind, item)| {
            let mut own = list(&item["themes"]).iter();
            let why = own.find(|own| own["theme"]["path"] == *theme);
            let why = why.map(|own| format!(": {} {}", text(&own["method"]), text(&own["basis"])));
            format!(
                "  {kind} {}{}",
                text(&item["path"]),
                why.unwrap_or_default()
            )
        });
        entries.collect()
    };
    let mut all = Vec::new();
    for row in list(&found["themes"]) {
        let path = &row["theme"]["path"];
        all.push(format!("{} {}", text(path), text(&row["presence"])));
        all.extend(entries(&row["a"], path));
        all.extend(entries(&row["b"], path));
    }
    for side in ["withoutThemeA", "withoutThemeB"] {
        all.push(side.to_owned());
        all.extend(entries(&found[side], &Value::Null));
    }
    insta::assert_snapshot!(all.join("\n"));
}

#[tokio::test]
async fn similar_actions() {
    let fields = "score band a { path } b { path } decisions { verdict }";
    let found = compared(&format!("similarActions {{ nodes {{ {fields} }} }}")).await;
    let lines = list(&found["similarActions"]["nodes"]).iter().map(|pair| {
        let decided = text(&pair["decisions"][0]["verdict"]);
        format!(
            "{:.3} {} | {} | {} {decided}",
            pair["score"].as_f64().unwrap(),
            text(&pair["band"]),
            text(&pair["a"]["path"]),
            text(&pair["b"]["path"]),
        )
    });
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}

#[tokio::test]
async fn completeness_of_the_documents() {
    let shares = [
        "workstreamsWithWeakness",
        "workstreamsWithLead",
        "workstreamsWithMeasure",
        "actionsWithLead",
        "actionsWithDueDate",
        "actionsWithUsableDate",
        "actionsWithStatus",
        "actionsWithEvidence",
        "actionsWithMeasure",
        "measuresWithTarget",
        "measuresWithBaseline",
    ];
    let counts = [
        "weaknessCount",
        "workstreamCount",
        "actionCount",
        "measureCount",
    ];
    let fields = shares
        .map(|share| format!("{share} {{ stated of }}"))
        .join(" ");
    let side = format!(
        "{{ {} coverage {{ {fields} }} plan {{ document {{ qualityNotes(first: 1) {{ totalCount }} }} }} }}",
        counts.join(" ")
    );
    let found = compared(&format!("a {side} b {side}")).await;
    let mut lines = Vec::new();
    for side in ["a", "b"] {
        let own = &found[side];
        lines.extend(counts.map(|count| format!("{side} {count}: {}", own[count])));
        lines.extend(shares.map(|share| {
            let of = &own["coverage"][share];
            format!("{side} {share}: {} of {}", of["stated"], of["of"])
        }));
        let notes = &own["plan"]["document"]["qualityNotes"]["totalCount"];
        lines.push(format!("{side} notes about the document: {notes}"));
    }
    insta::assert_snapshot!(lines.join("\n"));
}
