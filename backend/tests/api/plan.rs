//! Plans: what they are, what their own scale of status means, what they state and leave out, and
//! who took part.

use serde_json::{Value, json};

use crate::app::TestApp;

#[tokio::test]
async fn four_plans_are_listed_and_filtered() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ plans { totalCount nodes { path kind status area { path } document { path } actions { totalCount } } }
               wsoa: plans(filter: {kind: WSOA}) { nodes { path } }
               app: plans(filter: {kind: APP, status: DRAFT}) { nodes { path supersedes { path } } }
               final: plans(filter: {status: FINAL}) { nodes { path supersededBy { nodes { path } } } }
               pap: plans(filter: {kind: PAP}) { totalCount nodes { path } }
               leicestershire: plans(filter: {area: \"leicestershire\"}) { totalCount }
               words: plans(filter: {text: \"next 18 months\"}) { nodes { path } } }",
        )
        .await;
    assert_eq!(data["plans"]["totalCount"], 4);
    let rows: Vec<[&str; 5]> = data["plans"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|plan| {
            [
                &plan["path"],
                &plan["kind"],
                &plan["status"],
                &plan["area"]["path"],
                &plan["document"]["path"],
            ]
            .map(|field| field.as_str().unwrap())
        })
        .collect();
    assert_eq!(
        rows,
        [
            [
                "leicestershire/wsoa-2020",
                "WSOA",
                "DRAFT",
                "leicestershire",
                "leicestershire-wsoa-2020"
            ],
            [
                "worcestershire/app-2022",
                "APP",
                "FINAL",
                "worcestershire",
                "worcestershire-app-2022"
            ],
            [
                "worcestershire/app-2023-draft",
                "APP",
                "DRAFT",
                "worcestershire",
                "worcestershire-scrutiny-2023"
            ],
            [
                "worcestershire/send-strategy-2021",
                "STRATEGY",
                "DRAFT",
                "worcestershire",
                "worcestershire-strategy-2021"
            ],
        ]
    );
    let counts: Vec<u64> = data["plans"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|plan| plan["actions"]["totalCount"].as_u64().unwrap())
        .collect();
    assert_eq!(counts, [33, 38, 0, 0]);
    assert_eq!(
        data["wsoa"]["nodes"],
        json!([{ "path": "leicestershire/wsoa-2020" }])
    );
    assert_eq!(
        data["app"]["nodes"],
        json!([{ "path": "worcestershire/app-2023-draft", "supersedes": { "path": "worcestershire/app-2022" } }])
    );
    assert_eq!(
        data["final"]["nodes"],
        json!([{ "path": "worcestershire/app-2022", "supersededBy": { "nodes": [{ "path": "worcestershire/app-2023-draft" }] } }])
    );
    assert_eq!(data["pap"], json!({ "totalCount": 0, "nodes": [] }));
    assert_eq!(data["leicestershire"]["totalCount"], 1);
    assert_eq!(
        data["words"]["nodes"],
        json!([{ "path": "leicestershire/wsoa-2020" }])
    );

    let error = app
        .error("{ plan(path: \"leicestershire/wsoa\") { id } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("leicestershire/wsoa-2020")
    );
}

#[tokio::test]
async fn leicestershires_plan_says_how_it_is_watched_and_what_it_answers() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ plan(path: \"leicestershire/wsoa-2020\") { title kind status period periodFrom periodTo version sponsors monitoring note
                 inspection { path } supersedes { path } supersededBy { totalCount }
                 document { title file status published { published } publisher { name } }
                 workstreams { totalCount nodes { number title leadsPublished members { published } states { state } weakness { path } citations { lineFrom lineTo } } }
                 reviews { totalCount } meetings(first: 1) { totalCount } priorities { totalCount }
                 citations { field place lineFrom quote } dataQualityNotes { rule } } }",
        )
        .await;
    let plan = &data["plan"];
    assert_eq!(plan["title"], "Written Statement of Action");
    assert_eq!(plan["kind"], "WSOA");
    assert_eq!(plan["period"], "over the next 18 months");
    for field in [
        "periodFrom",
        "periodTo",
        "version",
        "sponsors",
        "supersedes",
    ] {
        assert_eq!(plan[field], Value::Null, "{field}");
    }
    assert_eq!(
        plan["monitoring"],
        "The WSOA will be regularly updated and presented to every SEND and Inclusion Board meeting, CCG governance boards and DFC DMT with update reports on progress also presented to Lead members."
    );
    assert_eq!(plan["inspection"]["path"], "leicestershire/inspection-2020");
    assert_eq!(
        plan["document"]["file"],
        "leicestershire-written-statement-of-action-2020.txt"
    );
    assert_eq!(plan["document"]["published"], Value::Null);
    // That it is a draft is a reading, and the place it rests on is cited.
    assert_eq!(plan["status"], "DRAFT");
    let status = plan["citations"]
        .as_array()
        .unwrap()
        .iter()
        .find(|citation| citation["field"] == "status")
        .unwrap();
    assert_eq!(status["lineFrom"], 170);
    assert_eq!(status["quote"], "Final sign-off and submission to Ofsted");

    let workstreams = plan["workstreams"]["nodes"].as_array().unwrap();
    assert_eq!(plan["workstreams"]["totalCount"], 2);
    for (place, number) in [(0, "1"), (1, "2")] {
        assert_eq!(workstreams[place]["number"], number);
        assert_eq!(workstreams[place]["leadsPublished"], Value::Null);
        assert_eq!(workstreams[place]["members"], json!([]));
        assert_eq!(workstreams[place]["states"], json!([]));
        assert_eq!(
            workstreams[place]["weakness"]["path"],
            format!("leicestershire/weakness-{number}")
        );
    }
    assert_eq!(plan["reviews"]["totalCount"], 0);
    assert_eq!(plan["meetings"]["totalCount"], 45);
    assert_eq!(plan["priorities"]["totalCount"], 0);
}

#[tokio::test]
async fn the_scale_of_status_keeps_both_legends_and_says_where_it_is_a_judgement() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ plan(path: \"leicestershire/wsoa-2020\") { statusScheme { path title note plan { path }
                 values { code label definition shared judgement }
                 citations { place lineFrom lineTo field }
                 dataQualityNotes { rule first second firstPlace secondPlace } } }
               other: plan(path: \"worcestershire/app-2022\") { statusScheme { path } } }",
        )
        .await;
    let scheme = &data["plan"]["statusScheme"];
    assert_eq!(scheme["path"], "leicestershire/wsoa-2020/rag");
    assert_eq!(scheme["plan"]["path"], "leicestershire/wsoa-2020");
    let values = scheme["values"].as_array().unwrap();
    for (value, (code, label, definition, shared)) in values.iter().zip([
        ("RED", "Delayed", "Action to be started or significantly delayed", "DELAYED"),
        ("AMBER", "In progress", "Action in progress", "IN_PROGRESS"),
        ("GREEN", "On Track", "Action on track", "ON_TRACK"),
        ("BLUE", "Completed", "Completed and embedded", "COMPLETED"),
        (
            "PINK",
            "To be started",
            "Action not yet started, as dependent on or awaiting other actions to be completed first",
            "NOT_STARTED",
        ),
    ]) {
        assert_eq!(value["code"], code);
        assert_eq!(value["label"], label);
        assert_eq!(value["definition"], definition);
        assert_eq!(value["shared"], shared);
        // Only Green says the same in both places.
        assert_eq!(value["judgement"].is_null(), code == "GREEN", "{code}");
    }
    assert_eq!(values.len(), 5);
    let notes = scheme["dataQualityNotes"].as_array().unwrap();
    assert_eq!(notes.len(), 4);
    assert!(
        notes
            .iter()
            .all(|note| note["rule"] == "LEGEND_CONTRADICTION")
    );
    assert!(notes.contains(&json!({
        "rule": "LEGEND_CONTRADICTION",
        "first": "Action to be started or significantly delayed - RED",
        "firstPlace": "Section 3, rating of progress",
        "second": "Red - Delayed",
        "secondPlace": "Section 6, heading of the action tables",
    })));
    assert_eq!(data["other"]["statusScheme"], Value::Null);
}

#[tokio::test]
async fn coverage_counts_what_the_document_states() {
    let app = TestApp::seeded().await;
    let share = |stated: u32, of: u32| json!({ "stated": stated, "of": of });
    let fields = [
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
    let selection = fields
        .map(|field| format!("{field} {{ stated of }}"))
        .join(" ");
    let data = app
        .query(&format!(
            "{{ a: plan(path: \"leicestershire/wsoa-2020\") {{ coverage {{ {selection} }} }} b: plan(path: \"worcestershire/app-2022\") {{ coverage {{ {selection} }} }} }}"
        ))
        .await;
    for (field, a, b) in [
        ("workstreamsWithWeakness", share(2, 2), share(4, 4)),
        ("workstreamsWithLead", share(0, 2), share(4, 4)),
        ("workstreamsWithMeasure", share(0, 2), share(4, 4)),
        ("actionsWithLead", share(33, 33), share(0, 38)),
        ("actionsWithDueDate", share(33, 33), share(0, 38)),
        ("actionsWithUsableDate", share(25, 33), share(0, 38)),
        ("actionsWithStatus", share(33, 33), share(0, 38)),
        ("actionsWithEvidence", share(23, 33), share(0, 38)),
        ("actionsWithMeasure", share(20, 33), share(0, 38)),
        ("measuresWithTarget", share(1, 33), share(0, 29)),
        ("measuresWithBaseline", share(0, 33), share(0, 29)),
    ] {
        assert_eq!(data["a"]["coverage"][field], a, "{field}");
        assert_eq!(data["b"]["coverage"][field], b, "{field}");
    }
}

#[tokio::test]
async fn parties_are_organisations_with_roles_and_without_private_names() {
    let app = TestApp::seeded().await;
    let data = app
        .query("{ plan(path: \"leicestershire/wsoa-2020\") { parties { published roles organisation { path } } } }")
        .await;
    let parties = data["plan"]["parties"].as_array().unwrap();
    let rows: Vec<(&str, &str)> = parties
        .iter()
        .map(|party| {
            (
                party["published"].as_str().unwrap(),
                party["organisation"]["path"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (
                "WSOA LA engagement representatives",
                "leicestershire-county-council"
            ),
            ("WSOA CCG engagement representatives", "leicestershire-ccgs"),
            (
                "WSOA LPT engagement representatives",
                "leicestershire-partnership-nhs-trust"
            ),
            (
                "WSOA PCF engagement representatives",
                "leicestershire-parent-carer-forum"
            ),
            (
                "WSOA YP engagement representatives",
                "leicestershire-young-people"
            ),
            (
                "WSOA SEND Alliance representatives",
                "leicestershire-send-alliance"
            ),
            (
                "WSOA Schools engagement representatives",
                "leicestershire-schools"
            ),
            (
                "WSOA Member engagement representatives",
                "leicestershire-county-council"
            ),
        ]
    );
    assert_eq!(
        parties[1]["roles"],
        "Director of Nursing and Quality; Designated Clinical Officer; Children's Personalisation Commissioner"
    );
    assert_eq!(
        parties[3]["roles"],
        "Chair, Parent Carer Forum; Secretary, Parent Carer Forum; Treasurer, Parent Carer Forum"
    );
    // Three names are printed for the alliance, and no roles.
    assert_eq!(parties[5]["roles"], Value::Null);
    assert_eq!(
        parties[7]["roles"],
        "Lead Member, Children and Family Services; Deputy Lead Member, Children and Family Services"
    );

    // Elected members and lay representatives are in none of the bundled files.
    for (name, text) in goldenthread::import::bundle::files() {
        for person in [
            "Cuttle", "Bromley", "Rigby", "Whiting", "Bowers", "Engels", "Seaton", "Cllr",
            "D Taylor",
        ] {
            assert!(!text.contains(person), "{person} in {name}");
        }
        assert!(!text.contains('@'), "an address in {name}");
    }
}
