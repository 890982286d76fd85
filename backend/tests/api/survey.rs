//! The survey: its figures as published and as read, and which of them may be set against the year
//! before.

use serde_json::{Value, json};

use crate::app::TestApp;

const FIELDS: &str = "path kind service published value previousPublished previousValue count base baseNote
    comparability reason sentence question { path text polarity } wave { year } citations { lineFrom lineTo field quote }
    dataQualityNotes { rule first second }";

async fn results(app: &TestApp, filter: &str) -> Vec<Value> {
    let data = app
        .query(&format!(
            "{{ surveyResults(first: 100, filter: {{{filter}}}) {{ totalCount nodes {{ {FIELDS} }} }} }}"
        ))
        .await;
    let rows = data["surveyResults"]["nodes"].as_array().unwrap().clone();
    assert_eq!(data["surveyResults"]["totalCount"], rows.len());
    rows
}

fn of<'a>(rows: &'a [Value], name: &str) -> &'a Value {
    let path = format!("worcestershire/parent-carer-survey/2021/{name}");
    rows.iter()
        .find(|row| row["path"] == path.as_str())
        .unwrap_or_else(|| panic!("no result {name}"))
}

#[tokio::test]
async fn the_survey_was_held_twice_and_the_first_time_is_known_from_the_second() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ surveys { totalCount nodes { path title population area { path } questions(first: 100) { totalCount nodes { text options } }
                 waves { nodes { year fieldwork respondents respondentsOther document { path } results { totalCount }
                   feedbackItems { totalCount } note citations { lineFrom quote } dataQualityNotes { rule } } } } } }",
        )
        .await;
    assert_eq!(data["surveys"]["totalCount"], 1);
    let survey = &data["surveys"]["nodes"][0];
    assert_eq!(survey["path"], "worcestershire/parent-carer-survey");
    assert_eq!(survey["title"], "SEND Improvement Parent Carer Survey");
    assert_eq!(survey["area"]["path"], "worcestershire");
    let [first, second] = survey["waves"]["nodes"].as_array().unwrap().as_slice() else {
        panic!("two waves");
    };
    assert_eq!(first["year"], 2020);
    for nothing in ["fieldwork", "respondents", "respondentsOther"] {
        assert_eq!(first[nothing], Value::Null, "{nothing}");
    }
    // Its figures stand beside those of 2021, not as figures of its own.
    assert_eq!(first["results"]["totalCount"], 0);
    assert_eq!(first["feedbackItems"]["totalCount"], 0);
    assert_eq!(second["year"], 2021);
    assert_eq!(second["fieldwork"], "In early 2021");
    assert_eq!(
        (&second["respondents"], &second["respondentsOther"]),
        (&json!(214), &json!(209))
    );
    assert_eq!(second["document"]["path"], "worcestershire-survey-2021");
    assert_eq!(second["feedbackItems"]["totalCount"], 64);
    assert!(
        second["dataQualityNotes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|note| note["rule"] == "BASE_CONFLICT")
    );
    let texts: Vec<&str> = survey["questions"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["text"].as_str().unwrap())
        .collect();
    for text in [
        "Would you like to be involved?",
        "Is your child with an EHCP making progress towards their outcomes?",
    ] {
        assert!(texts.contains(&text), "{text}");
    }
}

/// Name, service, value, the value before, whether they compare, and the line.
type Pair = (&'static str, Option<&'static str>, f64, f64, bool, u64);

/// Every pair of the report: name, service, value, the value before, and whether they compare.
const PAIRS: &[Pair] = &[
    (
        "regular-communication-ask",
        Some("Education"),
        67.0,
        49.0,
        true,
        186,
    ),
    (
        "parent-views-ehcna",
        Some("EHCNA Process"),
        60.0,
        46.0,
        true,
        225,
    ),
    (
        "child-views-ehcna",
        Some("EHCNA Process"),
        47.0,
        38.0,
        true,
        225,
    ),
    (
        "communication-sen-services",
        Some("SEN Services"),
        43.0,
        30.0,
        true,
        225,
    ),
    (
        "communication-health",
        Some("Health"),
        53.0,
        49.0,
        true,
        229,
    ),
    ("parent-views-health", Some("Health"), 55.0, 52.0, true, 229),
    ("child-views-health", Some("Health"), 45.0, 44.0, true, 229),
    (
        "parent-views-social-care",
        Some("Social Care"),
        94.0,
        45.0,
        false,
        235,
    ),
    (
        "child-views-social-care",
        Some("Social Care"),
        84.0,
        44.0,
        false,
        235,
    ),
    (
        "parent-views-early-help",
        Some("Early Help"),
        54.0,
        43.0,
        false,
        235,
    ),
    (
        "child-views-early-help",
        Some("Early Help"),
        44.0,
        39.0,
        false,
        235,
    ),
    (
        "communication-early-help",
        Some("Early Help"),
        58.0,
        43.0,
        false,
        235,
    ),
    (
        "communication-social-care",
        Some("Social Care"),
        79.0,
        53.0,
        false,
        235,
    ),
    (
        "school-support-lacking",
        Some("Education"),
        25.0,
        22.0,
        true,
        289,
    ),
    (
        "school-support-sometimes",
        Some("Education"),
        40.0,
        44.0,
        true,
        290,
    ),
    (
        "staff-understanding-education",
        Some("Education"),
        22.0,
        60.0,
        false,
        333,
    ),
    (
        "professionals-understanding-health",
        Some("Health"),
        61.0,
        56.0,
        true,
        341,
    ),
    (
        "professionals-understanding-early-help",
        Some("Early Help"),
        46.0,
        46.0,
        false,
        342,
    ),
    (
        "timescales-ehcna",
        Some("Education, Health & Care Needs Assessment (EHCNA) Process"),
        43.0,
        25.0,
        true,
        352,
    ),
    (
        "whole-school-activities",
        Some("Out of School provision"),
        12.0,
        15.0,
        true,
        406,
    ),
    (
        "breaktime-after-school",
        Some("Out of School provision"),
        15.0,
        17.0,
        true,
        410,
    ),
    ("graduated-response", None, 36.0, 35.0, true, 421),
    ("ehcp-progress", None, 69.0, 75.0, true, 451),
    ("ehcp-ambitious-targets", None, 53.0, 35.0, true, 451),
    ("opportunity-not-given", None, 87.0, 86.0, true, 525),
];

#[tokio::test]
async fn twenty_five_figures_stand_with_the_year_before_in_brackets() {
    let app = TestApp::seeded().await;
    let rows = results(&app, "kind: [PAIR]").await;
    assert_eq!(rows.len(), 25);
    assert_eq!(PAIRS.len(), 25);
    for (name, service, value, previous, comparable, line) in PAIRS {
        let row = of(&rows, name);
        assert_eq!(row["service"], json!(service), "{name}");
        assert_eq!(row["published"], format!("{value}%"), "{name}");
        assert_eq!(row["value"], json!(value), "{name}");
        assert_eq!(row["previousPublished"], format!("{previous}%"), "{name}");
        assert_eq!(row["previousValue"], json!(previous), "{name}");
        assert_eq!(row["wave"]["year"], 2021);
        assert_eq!(row["citations"][0]["lineFrom"], *line, "{name}");
        let sentence = row["sentence"].as_str().unwrap();
        assert!(
            sentence.contains(&format!("{value}% ({previous}%)")),
            "{name}: {sentence}"
        );
        let wanted = if *comparable {
            "COMPARABLE"
        } else {
            "NOT_COMPARABLE"
        };
        assert_eq!(row["comparability"], wanted, "{name}");
        assert_eq!(row["reason"].is_null(), *comparable, "{name}");
        // No pair prints the number it was counted from.
        assert_eq!(row["base"], Value::Null, "{name}");
        assert_eq!(row["count"], Value::Null, "{name}");
    }
    for (name, polarity) in [
        ("staff-understanding-education", "LOWER"),
        ("school-support-lacking", "LOWER"),
        ("opportunity-not-given", "LOWER"),
        ("ehcp-progress", "HIGHER"),
        ("timescales-ehcna", "HIGHER"),
        ("regular-communication-ask", "NEUTRAL"),
    ] {
        assert_eq!(of(&rows, name)["question"]["polarity"], polarity, "{name}");
    }
}

#[tokio::test]
async fn twenty_two_per_cent_after_sixty_is_no_trend_and_the_record_says_why() {
    let app = TestApp::seeded().await;
    let rows = results(
        &app,
        "question: [\"worcestershire/parent-carer-survey/question-staff-understanding\"]",
    )
    .await;
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(
        (&row["published"], &row["previousPublished"]),
        (&json!("22%"), &json!("60%"))
    );
    assert_eq!(row["comparability"], "NOT_COMPARABLE");
    assert_eq!(
        row["reason"],
        "The answer options changed: \"in 2021 there was an option of some staff have an understanding (48%)\"."
    );
    assert_eq!(
        row["sentence"],
        "22% (60%) of parents whose children attended a mainstream school said they didn't think the staff had a suitable understanding of their child's SEND*."
    );
    let why = &row["citations"].as_array().unwrap()[1];
    assert_eq!(
        (&why["field"], &why["lineFrom"]),
        (&json!("reason"), &json!(334))
    );
    assert_eq!(
        why["quote"],
        "* in 2021 there was an option of some staff have an understanding (48%)"
    );
    assert!(
        row["dataQualityNotes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|note| note["rule"] == "QUESTION_CHANGED")
    );
    // The bracket in the footnote is a figure of 2021, not of the year before.
    let rows = results(&app, "text: \"some staff have an understanding\"").await;
    let some = of(&rows, "staff-understanding-some");
    assert_eq!(some["kind"], "STAND_ALONE");
    assert_eq!(some["value"], 48.0);
    assert_eq!(some["previousPublished"], Value::Null);
    assert_eq!(some["comparability"], "NO_PREVIOUS");
}

#[tokio::test]
async fn what_cannot_be_compared_says_why_and_what_can_needs_no_reason() {
    let app = TestApp::seeded().await;
    let rows = results(&app, "wave: [\"worcestershire/parent-carer-survey/2021\"]").await;
    let count = |comparability: &str| {
        rows.iter()
            .filter(|row| row["comparability"] == comparability)
            .count()
    };
    assert_eq!(count("COMPARABLE"), 20);
    assert_eq!(count("NOT_COMPARABLE"), 10);
    assert_eq!(count("UNCLEAR"), 1);
    assert_eq!(count("NO_PREVIOUS"), rows.len() - 31);
    for row in &rows {
        let path = &row["path"];
        assert_eq!(
            row["reason"].is_null(),
            row["comparability"] == "COMPARABLE",
            "{path}"
        );
        if row["comparability"] == "NO_PREVIOUS" {
            assert_eq!(row["previousPublished"], Value::Null, "{path}");
        }
        if row["previousPublished"].is_null() {
            assert_eq!(row["previousValue"], Value::Null, "{path}");
            assert_ne!(row["comparability"], "COMPARABLE", "{path}");
        }
    }
    let changed = "in 2021 parents were asked about CwD team specifically rather than all of social care as in 2020";
    let helped = "in 2021 it EIFS rather than Early Help in general";
    for (name, words) in [
        ("parent-views-social-care", changed),
        ("child-views-social-care", changed),
        ("communication-social-care", changed),
        ("parent-views-early-help", helped),
        ("child-views-early-help", helped),
        ("communication-early-help", helped),
        (
            "professionals-understanding-early-help",
            "CwD and EIFS were asked about rather than Social care and Early Help in general",
        ),
        (
            "timescales-eifs",
            "EIFS was asked about rather than Early Help in general",
        ),
        (
            "need-anxiety-headline",
            "This year, the respondents were given a drop down list of disabilities",
        ),
    ] {
        let row = of(&rows, name);
        assert_eq!(row["comparability"], "NOT_COMPARABLE", "{name}");
        let reason = row["reason"].as_str().unwrap();
        assert!(reason.contains(words), "{name}: {reason}");
    }
    let training = of(&rows, "training");
    assert_eq!(training["comparability"], "UNCLEAR");
    assert_eq!(training["value"], Value::Null);
    assert_eq!(
        training["published"],
        "managing anxiety, followed by behaviour management, sleep management and then parenting"
    );
}

#[tokio::test]
async fn the_headline_results_are_those_of_the_key_findings() {
    let app = TestApp::seeded().await;
    let rows = results(&app, "kind: [HEADLINE]").await;
    assert_eq!(rows.len(), 37);
    for (name, published, value, line) in [
        ("district", "66%", 66.0, 69),
        ("age", "76%", 76.0, 72),
        ("age-section", "76%", 76.0, 80),
        ("setting", "71%", 71.0, 74),
        ("school-support", "74%", 74.0, 74),
        ("need-anxiety-headline", "44%", 44.0, 88),
        ("need-asd-headline", "68%", 68.0, 116),
        ("ehcp-held", "48%", 48.0, 118),
        ("ehcp-progress-headline", "70%", 70.0, 118),
        ("health-services-asked", "13", 13.0, 120),
        ("health-responses", "438", 438.0, 120),
        ("staff-understanding-at-least-some", "78%", 78.0, 128),
        (
            "professionals-understanding-eifs-headline",
            "46%",
            46.0,
            129,
        ),
        (
            "professionals-understanding-cwdt-headline",
            "79%",
            79.0,
            129,
        ),
        (
            "professionals-understanding-health-headline",
            "61%",
            61.0,
            130,
        ),
        ("decision-making-education", "44%", 44.0, 134),
        ("decision-making-health", "43%", 43.0, 135),
        ("parent-views-eifs-headline", "54%", 54.0, 136),
        ("parent-views-cwdt-headline", "94%", 94.0, 136),
        ("child-views-health-headline", "50%", 50.0, 138),
        ("child-views-cwdt-headline", "84%", 84.0, 138),
        ("child-views-eifs-headline", "44%", 44.0, 138),
        ("child-views-ehcna-headline", "47%", 47.0, 138),
        ("parent-views-health-headline", "60%", 60.0, 140),
        ("parent-views-ehcna-headline", "60%", 60.0, 140),
        ("communication-eifs-headline", "58%", 58.0, 144),
        ("communication-cwdt-headline", "79%", 79.0, 144),
        ("communication-health-headline", "58%", 58.0, 144),
        ("communication-ehcna-school", "57%", 57.0, 144),
        ("communication-sen-services-headline", "43%", 43.0, 144),
        ("timescales-cwdt", "68%", 68.0, 149),
        ("timescales-ehcna-headline", "43%", 43.0, 149),
        ("timescales-health", "46%", 46.0, 149),
        ("timescales-eifs", "44%", 44.0, 149),
    ] {
        let row = of(&rows, name);
        assert_eq!(row["published"], published, "{name}");
        assert_eq!(row["value"], value, "{name}");
        assert_eq!(row["citations"][0]["lineFrom"], line, "{name}");
    }
    // Four of them give the year before in their sentence, and one by "stayed the same".
    for (name, previous, comparability) in [
        ("need-anxiety-headline", 12.0, "NOT_COMPARABLE"),
        ("parent-views-ehcna-headline", 46.0, "COMPARABLE"),
        ("timescales-ehcna-headline", 25.0, "COMPARABLE"),
        ("timescales-health", 38.0, "COMPARABLE"),
        ("timescales-eifs", 44.0, "NOT_COMPARABLE"),
    ] {
        let row = of(&rows, name);
        assert_eq!(row["previousValue"], previous, "{name}");
        assert_eq!(row["previousPublished"], format!("{previous}%"), "{name}");
        assert_eq!(row["comparability"], comparability, "{name}");
    }
    assert_eq!(
        rows.iter()
            .filter(|row| !row["previousPublished"].is_null())
            .count(),
        5
    );
    assert_eq!(of(&rows, "school-support")["base"], 192);
    assert_eq!(of(&rows, "need-asd-headline")["base"], 209);
    assert_eq!(of(&rows, "need-asd-headline")["count"], "143");
    assert_eq!(of(&rows, "district")["base"], Value::Null);

    let alone = results(&app, "kind: [STAND_ALONE]").await;
    assert_eq!(alone.len(), 8);
    for (name, published, value, count, base) in [
        ("need-primary-only", "5%", 5.0, json!("nine"), Value::Null),
        ("need-asd-primary", "80", 80.0, json!("80"), Value::Null),
        ("need-asd-with-anxiety", "55", 55.0, json!("55"), json!(80)),
        (
            "families-accessing-eifs",
            "13%",
            13.0,
            Value::Null,
            Value::Null,
        ),
        (
            "families-accessing-cwdt",
            "10%",
            10.0,
            Value::Null,
            Value::Null,
        ),
        (
            "staff-understanding-some",
            "48%",
            48.0,
            Value::Null,
            Value::Null,
        ),
        (
            "professionals-understanding-social-care",
            "79%",
            79.0,
            Value::Null,
            Value::Null,
        ),
        ("would-like-involved", "63%", 63.0, Value::Null, Value::Null),
    ] {
        let row = of(&alone, name);
        assert_eq!(row["published"], published, "{name}");
        assert_eq!(row["value"], value, "{name}");
        assert_eq!(row["count"], count, "{name}");
        assert_eq!(row["base"], base, "{name}");
    }
}

#[tokio::test]
async fn the_list_of_needs_counts_of_all_respondents() {
    let app = TestApp::seeded().await;
    let rows = results(&app, "kind: [NEED]").await;
    assert_eq!(rows.len(), 7);
    for (name, count, published, value, line) in [
        ("need-asd", "143", "67%", 67.0, 103),
        ("need-anxiety", "94", "44%", 44.0, 104),
        ("need-adhd", "71", "33%", 33.0, 105),
        ("need-social-communication", "71", "33%", 33.0, 106),
        ("need-sensory", "69", "32%", 32.0, 107),
        ("need-speech-language", "62", "29%", 29.0, 108),
        ("need-learning", "62", "29%", 29.0, 109),
    ] {
        let row = of(&rows, name);
        assert_eq!(row["count"], count, "{name}");
        assert_eq!(row["published"], published, "{name}");
        assert_eq!(row["value"], value, "{name}");
        assert_eq!(
            row["sentence"],
            format!("{count} {published} of all respondents"),
            "{name}"
        );
        assert_eq!(row["citations"][0]["lineFrom"], line, "{name}");
        // Of 209 the shares would be others.
        assert_eq!(row["base"], 214, "{name}");
        assert_eq!(row["comparability"], "NO_PREVIOUS", "{name}");
        let share = count.parse::<f64>().unwrap() / 214.0 * 100.0;
        assert!((share - value).abs() <= 0.5, "{name}");
    }
    let headline = results(&app, "text: \"Of the 209, 143\"").await;
    assert_eq!(of(&headline, "need-asd-headline")["value"], 68.0);
}

#[tokio::test]
async fn where_the_report_gives_two_readings_both_stand_and_a_note_says_so() {
    let app = TestApp::seeded().await;
    let rows = results(&app, "survey: [\"worcestershire/parent-carer-survey\"]").await;
    assert_eq!(rows.len(), 77);
    for (table, in_table, headline, in_text) in [
        (
            "communication-health",
            53.0,
            "communication-health-headline",
            58.0,
        ),
        (
            "parent-views-health",
            55.0,
            "parent-views-health-headline",
            60.0,
        ),
        (
            "child-views-health",
            45.0,
            "child-views-health-headline",
            50.0,
        ),
        ("ehcp-progress", 69.0, "ehcp-progress-headline", 70.0),
    ] {
        let (one, other) = (of(&rows, table), of(&rows, headline));
        assert_eq!(one["value"], in_table, "{table}");
        assert_eq!(other["value"], in_text, "{headline}");
        assert_eq!(
            one["question"]["path"], other["question"]["path"],
            "{table}"
        );
        let notes = one["dataQualityNotes"].as_array().unwrap();
        assert!(
            notes.iter().any(|note| note["rule"] == "TWO_READINGS"),
            "{table}"
        );
    }
    // Satisfied in the text, dissatisfied in the table: the same two shares.
    for (table, headline, value) in [
        (
            "communication-early-help",
            "communication-eifs-headline",
            58.0,
        ),
        (
            "communication-social-care",
            "communication-cwdt-headline",
            79.0,
        ),
    ] {
        let (one, other) = (of(&rows, table), of(&rows, headline));
        assert_eq!(
            (&one["value"], &other["value"]),
            (&json!(value), &json!(value))
        );
        assert!(one["sentence"].as_str().unwrap().contains("dissatisfied"));
        assert!(!other["sentence"].as_str().unwrap().contains("dissatisfied"));
        assert!(one["reason"].as_str().unwrap().contains("dissatisfied"));
        let notes = one["dataQualityNotes"].as_array().unwrap();
        assert!(
            notes
                .iter()
                .any(|note| note["rule"] == "SATISFIED_DISSATISFIED"),
            "{table}"
        );
        assert!(
            notes
                .iter()
                .any(|note| note["rule"] == "POPULATION_CHANGED"),
            "{table}"
        );
    }
}

#[tokio::test]
async fn results_are_filtered_by_kind_question_and_comparability_together() {
    let app = TestApp::seeded().await;
    let pairs = results(&app, "kind: [PAIR], comparability: [NOT_COMPARABLE]").await;
    assert_eq!(pairs.len(), 8);
    assert!(
        pairs
            .iter()
            .all(|row| row["kind"] == "PAIR" && row["comparability"] == "NOT_COMPARABLE")
    );
    let views = results(&app, "kind: [PAIR], question: [\"worcestershire/parent-carer-survey/question-parent-views\", \"worcestershire/parent-carer-survey/question-child-views\"]").await;
    assert_eq!(views.len(), 8);
    assert_eq!(
        results(&app, "wave: [\"worcestershire/parent-carer-survey/2020\"]")
            .await
            .len(),
        0
    );
    assert_eq!(results(&app, "area: [\"leicestershire\"]").await.len(), 0);
    let error = app
        .error("{ surveyResults(filter: {wave: [\"worcestershire/parent-carer-survey/2022\"]}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    let error = app
        .error("{ survey(path: \"worcestershire/parent-survey\") { title } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    assert_eq!(error["extensions"]["kind"], "survey");
}
