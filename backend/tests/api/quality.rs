//! Data-quality notes: what does not hold together in the five documents, both statements, the
//! place, and what is shown.

use serde_json::{Value, json};

use crate::app::TestApp;

/// All notes that a filter finds, page by page.
async fn notes(app: &TestApp, filter: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let data = app
            .query(&format!(
                "{{ dataQualityNotes(first: 100{after}, filter: {{{filter}}}) {{ totalCount pageInfo {{ hasNextPage endCursor }} nodes {{
                     path rule severity state first firstPlace second secondPlace why shown
                     about {{ __typename path }} document {{ path }} area {{ path }} citations {{ place lineFrom lineTo document {{ path }} }} }} }} }}"
            ))
            .await;
        let page = &data["dataQualityNotes"];
        all.extend(page["nodes"].as_array().unwrap().clone());
        if page["pageInfo"]["hasNextPage"] != true {
            assert_eq!(page["totalCount"], all.len());
            return all;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
}

#[tokio::test]
async fn every_note_has_its_statements_places_reason_and_consequence() {
    let app = TestApp::seeded().await;
    let all = notes(&app, "").await;
    assert!(all.len() >= 293, "{}", all.len());
    for (document, least) in [
        ("leicestershire-wsoa-2020", 107),
        ("worcestershire-app-2022", 67),
        ("worcestershire-scrutiny-2023", 24),
        ("worcestershire-strategy-2021", 33),
        ("worcestershire-survey-2021", 62),
    ] {
        let count = all
            .iter()
            .filter(|note| note["document"]["path"] == document)
            .count();
        assert!(count >= least, "{document}: {count}");
    }
    let mut rules: Vec<&str> = Vec::new();
    for note in &all {
        let path = note["path"].as_str().unwrap();
        let document = note["document"]["path"].as_str().unwrap();
        assert!(path.starts_with(&format!("{document}/note-")), "{path}");
        for field in ["first", "firstPlace", "why", "shown"] {
            assert!(
                !note[field].as_str().unwrap().trim().is_empty(),
                "{path} {field}"
            );
        }
        assert_eq!(
            note["second"].is_null(),
            note["secondPlace"].is_null(),
            "{path}"
        );
        assert_eq!(note["state"], "OPEN", "{path}");
        let citations = note["citations"].as_array().unwrap();
        assert!(!citations.is_empty(), "{path}");
        for citation in citations {
            assert!(citation["lineFrom"].as_i64().unwrap() >= 1);
            assert!(citation["lineTo"].as_i64() >= citation["lineFrom"].as_i64());
        }
        rules.push(note["rule"].as_str().unwrap());
    }
    rules.sort_unstable();
    rules.dedup();
    assert_eq!(rules.len(), 28, "every rule has a case: {rules:?}");
}

/// Path, rule, the record, words of the first statement, words of the second.
type Named = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    Option<&'static str>,
);

const NAMED: &[Named] = &[
    (
        "leicestershire-wsoa-2020/note-2.11-date",
        "IMPOSSIBLE_DATE",
        Some("leicestershire/wsoa-2020/2.11"),
        "31/09/2020",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-1.7-date",
        "MISTYPED_DATE",
        Some("leicestershire/wsoa-2020/1.7"),
        "31/10//2020",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-1.6-decision",
        "DECISION_DATE",
        Some("leicestershire/wsoa-2020/1.6"),
        "To be agreed by CCG by 31/10/2020",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-1.7-decision",
        "DECISION_DATE",
        Some("leicestershire/wsoa-2020/1.7"),
        "To be agreed by partners",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-1.8-decision",
        "DECISION_DATE",
        Some("leicestershire/wsoa-2020/1.8"),
        "To be agreed by CCG/LPT by 31/12/2020",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-1.1-date",
        "NO_DATE",
        Some("leicestershire/wsoa-2020/1.1"),
        "TBC by Leads",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-1.14-date",
        "IMPRECISE_DATE",
        Some("leicestershire/wsoa-2020/1.14"),
        "In place Autumn 2019",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-2.1-date",
        "DATE_DEPENDS",
        Some("leicestershire/wsoa-2020/2.1"),
        "In line with HNB workstream plan",
        Some("HNB development plan link and reference"),
    ),
    (
        "leicestershire-wsoa-2020/note-new-plans-2019",
        "TWO_READINGS",
        Some("new-ehc-plans/leicestershire/2019/value"),
        "760",
        Some("The number of new EHCP's issued throughout 2019 was 790."),
    ),
    (
        "leicestershire-wsoa-2020/note-proportion-change",
        "POINTS_NOT_PERCENT",
        Some("new-ehc-plans-proportion/leicestershire/2020-01/change"),
        "+1%",
        Some("- 6.2%"),
    ),
    (
        "leicestershire-wsoa-2020/note-20-weeks-target",
        "TARGET_MISSED",
        Some("leicestershire/wsoa-2020/2.5"),
        "remains above 95%",
        Some("92%"),
    ),
    (
        "leicestershire-wsoa-2020/note-benchmark-total",
        "BENCHMARK_DATE",
        Some("ehc-plans-total/leicestershire/2020-08/value"),
        "5039",
        Some("National as at Jan 2020"),
    ),
    (
        "leicestershire-wsoa-2020/note-age-under-5-share",
        "BASE_CONFLICT",
        Some("ehc-plans-age-under-5/leicestershire/2020-08/share"),
        "3.7%",
        Some("171"),
    ),
    (
        "leicestershire-wsoa-2020/note-20-weeks-rows",
        "DUPLICATE_ROW",
        Some("ehc-plans-20-weeks/leicestershire/2020-01/value-local-table"),
        "including exclusions",
        Some("including exclusions"),
    ),
    (
        "leicestershire-wsoa-2020/note-legend-red",
        "LEGEND_CONTRADICTION",
        Some("leicestershire/wsoa-2020/rag"),
        "Action to be started or significantly delayed - RED",
        Some("Red - Delayed"),
    ),
    (
        "leicestershire-wsoa-2020/note-legend-pink",
        "LEGEND_CONTRADICTION",
        Some("leicestershire/wsoa-2020/rag"),
        "awaiting other actions to be completed first - PINK",
        Some("Pink – To be started"),
    ),
    (
        "leicestershire-wsoa-2020/note-2.10-placeholder",
        "PLACEHOLDER",
        Some("leicestershire/wsoa-2020/2.10"),
        "?% that they are satisfied",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-1.12-placeholder",
        "PLACEHOLDER",
        Some("leicestershire/wsoa-2020/1.12"),
        "reduced to?",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-health-data",
        "PLACEHOLDER",
        None,
        "Update to follow",
        None,
    ),
    (
        "leicestershire-wsoa-2020/note-glossary-empty",
        "PLACEHOLDER",
        None,
        "To be completed and included",
        Some("QALF"),
    ),
    (
        "leicestershire-wsoa-2020/note-section-6-twice",
        "DUPLICATE_SECTION",
        None,
        "SECTION 6",
        Some("SECTION 6"),
    ),
    (
        "leicestershire-wsoa-2020/note-section-4-missing",
        "MISSING_SECTION",
        None,
        "SECTION 3",
        Some("SECTION 5"),
    ),
    (
        "leicestershire-wsoa-2020/note-1.8-name",
        "NAME_SPELLING",
        Some("leicestershire/wsoa-2020/1.8"),
        "D Kimberley",
        Some("Dawn Kimberley"),
    ),
    (
        "worcestershire-survey-2021/note-respondents",
        "BASE_CONFLICT",
        Some("worcestershire/parent-carer-survey/2021"),
        "the 214 people",
        Some("209 surveys"),
    ),
    (
        "worcestershire-survey-2021/note-asd-share",
        "BASE_CONFLICT",
        Some("worcestershire/parent-carer-survey/2021/need-asd"),
        "143 67% of all respondents",
        Some("143 (68%)"),
    ),
    (
        "worcestershire-survey-2021/note-communication-early-help-dissatisfied",
        "SATISFIED_DISSATISFIED",
        Some("worcestershire/parent-carer-survey/2021/communication-early-help"),
        "EIFS 58%",
        Some("either very or fairly dissatisfied"),
    ),
    (
        "worcestershire-survey-2021/note-staff-understanding-options",
        "QUESTION_CHANGED",
        Some("worcestershire/parent-carer-survey/2021/staff-understanding-education"),
        "22% (60%)",
        Some("there was an option of some staff have an understanding (48%)"),
    ),
    (
        "worcestershire-survey-2021/note-population-parent-views-social-care",
        "POPULATION_CHANGED",
        Some("worcestershire/parent-carer-survey/2021/parent-views-social-care"),
        "94% (45%)",
        Some("CwD team specifically"),
    ),
    (
        "worcestershire-app-2022/note-4.3-cut-off",
        "CUT_OFF_TEXT",
        Some("worcestershire/app-2022/4.3"),
        "undertake review and impro year 8 and below.",
        None,
    ),
    (
        "worcestershire-strategy-2021/note-seven-priorities",
        "MISSING_SECTION",
        Some("worcestershire/send-strategy-2021/further-priorities"),
        "seven key priorities",
        Some(""),
    ),
    (
        "worcestershire-scrutiny-2023/note-3-inspectors",
        "OTHER",
        Some("worcestershire/inspection-2018"),
        "joint DfE/NHSE inspection in 2018",
        None,
    ),
];

#[tokio::test]
async fn the_contradictions_that_readers_stumble_over_are_all_noted() {
    let app = TestApp::seeded().await;
    let all = notes(&app, "").await;
    for (path, rule, about, first, second) in NAMED {
        let note = all
            .iter()
            .find(|note| note["path"] == *path)
            .unwrap_or_else(|| panic!("no {path}"));
        assert_eq!(note["rule"], *rule, "{path}");
        assert_eq!(note["about"]["path"], json!(about), "{path}");
        assert!(note["first"].as_str().unwrap().contains(first), "{note:#}");
        match second {
            Some(words) => assert!(note["second"].as_str().unwrap().contains(words), "{note:#}"),
            None => assert_eq!(note["second"], Value::Null, "{path}"),
        }
    }
    let at = |path: &str| all.iter().find(|note| note["path"] == path).unwrap();
    let readings = at("leicestershire-wsoa-2020/note-new-plans-2019");
    assert_eq!(readings["severity"], "ERROR");
    assert_eq!(
        readings["firstPlace"],
        "Section 2, National SEN2 KPI, row New EHC plans issued during calendar year"
    );
    assert_eq!(
        readings["secondPlace"],
        "Section 2, paragraph after the National SEN2 table"
    );
    assert_eq!(readings["about"]["__typename"], "IndicatorValue");
    let impossible = at("leicestershire-wsoa-2020/note-2.11-date");
    assert_eq!(impossible["severity"], "ERROR");
    assert_eq!(
        impossible["firstPlace"],
        "Section 6, Priority two, action 2.11, completion date"
    );
    assert_eq!(impossible["about"]["__typename"], "Action");
    assert!(
        impossible["why"]
            .as_str()
            .unwrap()
            .contains("September has 30 days")
    );
    assert_eq!(impossible["citations"][0]["lineFrom"], 311);
    assert_eq!(
        at("leicestershire-wsoa-2020/note-legend-red")["about"]["__typename"],
        "StatusScheme"
    );
    assert_eq!(
        at("worcestershire-survey-2021/note-respondents")["about"]["__typename"],
        "SurveyWave"
    );
}

#[tokio::test]
async fn notes_are_filtered_and_reached_from_what_they_are_about() {
    let app = TestApp::seeded().await;
    for (filter, count) in [
        ("rule: IMPOSSIBLE_DATE", 1),
        ("rule: MISTYPED_DATE", 1),
        ("rule: DECISION_DATE", 3),
        ("rule: DATE_DEPENDS", 6),
        ("rule: POINTS_NOT_PERCENT", 2),
        ("rule: SATISFIED_DISSATISFIED", 2),
        ("rule: POPULATION_CHANGED", 8),
        ("rule: TARGET_MISSED", 1),
        ("rule: BENCHMARK_DATE", 4),
        ("rule: DUPLICATE_SECTION", 1),
        ("rule: [IMPOSSIBLE_DATE, MISTYPED_DATE]", 2),
        ("rule: LEGEND_CONTRADICTION, area: \"leicestershire\"", 4),
        ("rule: SATISFIED_DISSATISFIED, area: \"leicestershire\"", 0),
        ("severity: ERROR, document: \"leicestershire-wsoa-2020\"", 4),
        ("state: FIXED_IN_SOURCE", 0),
        ("text: \"31/09/2020\"", 1),
        ("text: \"dissatisfied\", rule: SATISFIED_DISSATISFIED", 2),
    ] {
        assert_eq!(notes(&app, filter).await.len(), count, "{filter}");
    }
    let data = app
        .query(
            "{ document(path: \"leicestershire-wsoa-2020\") { qualityNotes(first: 1) { totalCount } }
               localArea(path: \"leicestershire\") { qualityNotes(first: 1) { totalCount } }
               direct: dataQualityNotes(first: 1, filter: {document: \"leicestershire-wsoa-2020\"}) { totalCount }
               byArea: dataQualityNotes(first: 1, filter: {area: \"leicestershire\"}) { totalCount }
               indicatorValues(filter: {indicator: \"new-ehc-plans\", text: \"throughout 2019\"}) { nodes { published dataQualityNotes { rule about { path } } } }
               clean: action(path: \"leicestershire/wsoa-2020/1.3\") { dataQualityNotes { rule } } }",
        )
        .await;
    let total = &data["direct"]["totalCount"];
    assert_eq!(&data["document"]["qualityNotes"]["totalCount"], total);
    assert_eq!(&data["localArea"]["qualityNotes"]["totalCount"], total);
    assert_eq!(&data["byArea"]["totalCount"], total);
    assert_eq!(data["clean"]["dataQualityNotes"], json!([]));
    assert_eq!(
        data["indicatorValues"]["nodes"],
        json!([{
            "published": "790",
            "dataQualityNotes": [{ "rule": "CHANGE_ARITHMETIC", "about": { "path": "new-ehc-plans/leicestershire/2019/value-narrative" } }],
        }])
    );
    let error = app
        .error("{ dataQualityNotes(filter: {document: \"leicestershire\"}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    assert_eq!(error["extensions"]["kind"], "document");
}
