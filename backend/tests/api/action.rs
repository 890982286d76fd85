//! Leicestershire's 33 actions, as the two priority tables of its Written Statement of Action print
//! them: leads, steps, evidence, impact, dates, ratings, and every filter over them.

use serde_json::{Value, json};

use crate::app::TestApp;

const PLAN: &str = "leicestershire/wsoa-2020";

/// The actions of the plan with these fields, in the order of the answer.
async fn actions(app: &TestApp, fields: &str) -> Vec<Value> {
    let data = app
        .query(&format!(
            "{{ actions(first: 100, filter: {{plan: \"{PLAN}\"}}) {{ totalCount nodes {{ reference {fields} }} }} }}"
        ))
        .await;
    assert_eq!(data["actions"]["totalCount"], 33);
    let nodes = data["actions"]["nodes"].as_array().unwrap().clone();
    assert_eq!(nodes.len(), 33);
    nodes
}

/// The action with a reference.
fn at<'a>(actions: &'a [Value], reference: &str) -> &'a Value {
    actions
        .iter()
        .find(|action| action["reference"] == reference)
        .unwrap()
}

/// The references of the actions for which something holds.
fn those(actions: &[Value], holds: impl Fn(&Value) -> bool) -> Vec<&str> {
    actions
        .iter()
        .filter(|action| holds(action))
        .map(|action| action["reference"].as_str().unwrap())
        .collect()
}

/// The references that a filter finds, over all areas.
async fn found(app: &TestApp, filter: &str) -> Vec<String> {
    let data = app
        .query(&format!(
            "{{ actions(first: 100, filter: {{{filter}}}) {{ totalCount nodes {{ path }} }} }}"
        ))
        .await;
    let nodes = data["actions"]["nodes"].as_array().unwrap();
    assert_eq!(data["actions"]["totalCount"], nodes.len(), "{filter}");
    nodes
        .iter()
        .map(|node| {
            let path = node["path"].as_str().unwrap();
            path.strip_prefix("leicestershire/wsoa-2020/")
                .unwrap_or(path)
                .to_owned()
        })
        .collect()
}

#[tokio::test]
async fn thirty_three_actions_in_the_order_of_the_tables() {
    let app = TestApp::seeded().await;
    let all = actions(
        &app,
        "path referencePublished workstream { number title } plan { path } area { path }",
    )
    .await;
    let expected: Vec<String> = (1..=19)
        .map(|n| format!("1.{n}"))
        .chain((1..=14).map(|n| format!("2.{n}")))
        .collect();
    assert_eq!(those(&all, |_| true), expected);
    for action in &all {
        let reference = action["reference"].as_str().unwrap();
        assert_eq!(action["path"], format!("{PLAN}/{reference}"));
        assert_eq!(action["referencePublished"], Value::Null);
        assert_eq!(
            action["workstream"]["number"],
            reference.split('.').next().unwrap()
        );
        assert_eq!(action["plan"]["path"], PLAN);
        assert_eq!(action["area"]["path"], "leicestershire");
    }
    assert_eq!(
        at(&all, "1.1")["workstream"]["title"],
        "To develop and implement a clearly defined joint commissioning strategy for 0–25 SEND provision"
    );
    let data = app
        .query(&format!(
            "{{ plan(path: \"{PLAN}\") {{ actions {{ totalCount }} workstreams {{ nodes {{ number actions {{ totalCount nodes {{ reference }} }} }} }} }} localArea(path: \"leicestershire\") {{ actions {{ totalCount }} }} actions {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(data["plan"]["actions"]["totalCount"], 33);
    assert_eq!(data["localArea"]["actions"]["totalCount"], 33);
    assert_eq!(data["actions"]["totalCount"], 71);
    let workstreams = &data["plan"]["workstreams"]["nodes"];
    assert_eq!(workstreams[0]["actions"]["totalCount"], 19);
    assert_eq!(workstreams[0]["actions"]["nodes"][9]["reference"], "1.10");
    assert_eq!(workstreams[1]["actions"]["totalCount"], 14);
    assert_eq!(workstreams[1]["actions"]["nodes"][13]["reference"], "2.14");
}

#[tokio::test]
async fn the_words_of_rows_broken_over_pages_are_whole() {
    let app = TestApp::seeded().await;
    let all = actions(&app, "text").await;
    for (reference, text) in [
        (
            "1.1",
            "Identify and agree a steering group membership to develop the joint commissioning strategy",
        ),
        (
            "1.4",
            "Review the gaps and recommendations chapter identified in the JSNA",
        ),
        (
            "1.7",
            "Information sharing between the local authority and health services, including the School Nursing service: Data sharing protocol and process in place to regularly share information on those children and young people with SEND that are Electively Home Educated (EHE) and those not in education, employment or training to ensure that their health needs are being met and the appropriate support is in place",
        ),
        (
            "1.9",
            "To identify opportunities for joint commissioning of services",
        ),
        (
            "1.12",
            "Co-produce and implement a National Institute for Health and Care Excellence (NICE) compliant and efficient ND pathway",
        ),
        (
            "1.14",
            "Forum established to address complex case issues and agree child- centred solutions across agencies",
        ),
        (
            "1.17",
            "To develop and secure partnership signup to a Joint Working Agreement defining all partners' roles and responsibilities and ensures that the views and experiences of children, young people and parent carers are at the centre of all planning and delivery of provision",
        ),
        (
            "1.18",
            "Agree and Implement a quality assurance framework for SEND processes and services.",
        ),
        ("2.2", "Revision of the EHC plan template"),
        (
            "2.4",
            "QA framework implemented that includes robust EHC plan audits and moderation process to be agreed and embedded as business as usual",
        ),
        (
            "2.7",
            "IT system for SENA processes in place and functioning well",
        ),
        (
            "2.9",
            "Development of an outcomes framework to ensure outcomes are clearly defined in plans throughout the system and ensure outcomes remain personalised to the C&YP needs",
        ),
        (
            "2.14",
            "Develop responsive process for CYP with EHCPs where needs or requirements change",
        ),
    ] {
        assert_eq!(at(&all, reference)["text"], text, "{reference}");
    }
    for action in &all {
        let text = action["text"].as_str().unwrap();
        assert!(!text.contains('\t') && !text.contains("  "), "{text}");
        assert!(
            !text.starts_with(|letter: char| letter.is_ascii_digit()),
            "{text}"
        );
    }
}

/// Reference, cell, kind, first day, last day, problem.
type Due = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
);

const DUE: [Due; 33] = [
    (
        "1.1",
        "TBC by Leads",
        "UNKNOWN",
        None,
        None,
        Some("NO_DATE"),
    ),
    (
        "1.2",
        "30/09/2020",
        "COMPLETION",
        Some("2020-09-30"),
        Some("2020-09-30"),
        None,
    ),
    (
        "1.3",
        "31/10/2020",
        "COMPLETION",
        Some("2020-10-31"),
        Some("2020-10-31"),
        None,
    ),
    (
        "1.4",
        "30/11/2020",
        "COMPLETION",
        Some("2020-11-30"),
        Some("2020-11-30"),
        None,
    ),
    (
        "1.5",
        "To be agreed following revised JSNA issue",
        "DEPENDENT",
        None,
        None,
        Some("NO_DATE"),
    ),
    (
        "1.6",
        "To be agreed by CCG by 31/10/2020",
        "DECISION",
        Some("2020-10-31"),
        Some("2020-10-31"),
        None,
    ),
    (
        "1.7",
        "To be agreed by partners by end of 31/10//2020",
        "DECISION",
        None,
        None,
        Some("MISTYPED"),
    ),
    (
        "1.8",
        "To be agreed by CCG/LPT by 31/12/2020",
        "DECISION",
        Some("2020-12-31"),
        Some("2020-12-31"),
        None,
    ),
    (
        "1.9",
        "31/12/2020",
        "COMPLETION",
        Some("2020-12-31"),
        Some("2020-12-31"),
        None,
    ),
    (
        "1.10",
        "31/12/2020",
        "COMPLETION",
        Some("2020-12-31"),
        Some("2020-12-31"),
        None,
    ),
    (
        "1.11",
        "D1 weekly meetings in place from July 2020, D2 to be fully in place from September 2020",
        "MILESTONES",
        Some("2020-07-01"),
        Some("2020-09-30"),
        None,
    ),
    (
        "1.12",
        "31/03/2021",
        "COMPLETION",
        Some("2021-03-31"),
        Some("2021-03-31"),
        None,
    ),
    (
        "1.13",
        "31/12/2020",
        "COMPLETION",
        Some("2020-12-31"),
        Some("2020-12-31"),
        None,
    ),
    (
        "1.14",
        "In place Autumn 2019",
        "IN_PLACE",
        Some("2019-09-01"),
        Some("2019-11-30"),
        None,
    ),
    (
        "1.15",
        "31/12/2020",
        "COMPLETION",
        Some("2020-12-31"),
        Some("2020-12-31"),
        None,
    ),
    (
        "1.16",
        "31/03/2021",
        "COMPLETION",
        Some("2021-03-31"),
        Some("2021-03-31"),
        None,
    ),
    (
        "1.17",
        "31/10/2020",
        "COMPLETION",
        Some("2020-10-31"),
        Some("2020-10-31"),
        None,
    ),
    (
        "1.18",
        "31/10/2020",
        "COMPLETION",
        Some("2020-10-31"),
        Some("2020-10-31"),
        None,
    ),
    (
        "1.19",
        "31/03/2021",
        "COMPLETION",
        Some("2021-03-31"),
        Some("2021-03-31"),
        None,
    ),
    (
        "2.1",
        "In line with HNB workstream plan",
        "DEPENDENT",
        None,
        None,
        Some("NO_DATE"),
    ),
    (
        "2.2",
        "31/10/2020",
        "COMPLETION",
        Some("2020-10-31"),
        Some("2020-10-31"),
        None,
    ),
    (
        "2.3",
        "30/09/2020",
        "COMPLETION",
        Some("2020-09-30"),
        Some("2020-09-30"),
        None,
    ),
    (
        "2.4",
        "30/09/2020",
        "COMPLETION",
        Some("2020-09-30"),
        Some("2020-09-30"),
        None,
    ),
    (
        "2.5",
        "31/03/2021",
        "COMPLETION",
        Some("2021-03-31"),
        Some("2021-03-31"),
        None,
    ),
    (
        "2.6",
        "31/10/2020",
        "COMPLETION",
        Some("2020-10-31"),
        Some("2020-10-31"),
        None,
    ),
    (
        "2.7",
        "Go live 30/04/2021",
        "GO_LIVE",
        Some("2021-04-30"),
        Some("2021-04-30"),
        None,
    ),
    (
        "2.8",
        "HNB workstream end date (TBC) Interim timescales for AR backlog 'catch-up' within HNB development programme (to be included)",
        "DEPENDENT",
        None,
        None,
        Some("NO_DATE"),
    ),
    (
        "2.9",
        "31/12/2020",
        "COMPLETION",
        Some("2020-12-31"),
        Some("2020-12-31"),
        None,
    ),
    (
        "2.10",
        "31/12/2020",
        "COMPLETION",
        Some("2020-12-31"),
        Some("2020-12-31"),
        None,
    ),
    (
        "2.11",
        "31/09/2020",
        "COMPLETION",
        None,
        None,
        Some("IMPOSSIBLE"),
    ),
    (
        "2.12",
        "31/10/2020",
        "COMPLETION",
        Some("2020-10-31"),
        Some("2020-10-31"),
        None,
    ),
    (
        "2.13",
        "31/10/2020",
        "COMPLETION",
        Some("2020-10-31"),
        Some("2020-10-31"),
        None,
    ),
    (
        "2.14",
        "31/03/2021",
        "COMPLETION",
        Some("2021-03-31"),
        Some("2021-03-31"),
        None,
    ),
];

#[tokio::test]
async fn every_completion_cell_stands_as_printed_beside_what_was_read_from_it() {
    let app = TestApp::seeded().await;
    let all = actions(
        &app,
        "due { published kind precision from to problem reason usable milestones { published precision from to } }",
    )
    .await;
    for (action, (reference, published, kind, from, to, problem)) in all.iter().zip(DUE) {
        assert_eq!(action["reference"], reference);
        let due = &action["due"];
        assert_eq!(due["published"], published, "{reference}");
        assert_eq!(due["kind"], kind, "{reference}");
        assert_eq!(due["from"], json!(from), "{reference}");
        assert_eq!(due["to"], json!(to), "{reference}");
        assert_eq!(due["problem"], json!(problem), "{reference}");
        let precision = match reference {
            "1.11" => Some("RANGE"),
            "1.14" => Some("SEASON"),
            _ => from.map(|_| "DAY"),
        };
        assert_eq!(due["precision"], json!(precision), "{reference}");
        assert_eq!(due["usable"], precision == Some("DAY"), "{reference}");
        // Whatever is not a plain day of completion says why.
        let plain = kind == "COMPLETION" && problem.is_none();
        assert_eq!(due["reason"].is_null(), plain, "{reference}");
        assert_eq!(
            due["milestones"].as_array().unwrap().is_empty(),
            reference != "1.11",
            "{reference}"
        );
    }
    assert_eq!(
        those(&all, |action| action["due"]["usable"] == true).len(),
        25
    );
    assert_eq!(
        at(&all, "1.11")["due"]["milestones"],
        json!([
            { "published": "July 2020", "precision": "MONTH", "from": "2020-07-01", "to": "2020-07-31" },
            { "published": "September 2020", "precision": "MONTH", "from": "2020-09-01", "to": "2020-09-30" },
        ])
    );
    for (reference, part) in [
        ("2.11", "31/09/2020"),
        ("1.7", "31/10//2020"),
        ("1.6", "not a completion date"),
        ("1.1", "hold no date"),
        ("2.1", "depends on another plan"),
    ] {
        let reason = at(&all, reference)["due"]["reason"].as_str().unwrap();
        assert!(reason.contains(part), "{reference}: {reason}");
    }
}

#[tokio::test]
async fn ratings_keep_the_local_colour_with_both_legends_beside_the_shared_scale() {
    let app = TestApp::seeded().await;
    let all = actions(
        &app,
        "status { published shared value { code label definition shared judgement } }",
    )
    .await;
    let rated = |colour: &str| those(&all, |action| action["status"]["published"] == colour);
    assert_eq!(
        rated("PINK"),
        ["1.2", "1.4", "1.5", "1.9", "1.15", "1.16", "1.19", "2.14"]
    );
    assert_eq!(rated("GREEN"), ["1.17", "2.11"]);
    assert_eq!(rated("BLUE"), ["1.14"]);
    assert_eq!(rated("RED"), [""; 0]);
    assert_eq!(rated("AMBER").len(), 22);
    for (reference, code, shared, label, definition) in [
        (
            "1.1",
            "AMBER",
            "IN_PROGRESS",
            "In progress",
            "Action in progress",
        ),
        ("1.17", "GREEN", "ON_TRACK", "On Track", "Action on track"),
        (
            "1.14",
            "BLUE",
            "COMPLETED",
            "Completed",
            "Completed and embedded",
        ),
        (
            "2.14",
            "PINK",
            "NOT_STARTED",
            "To be started",
            "Action not yet started, as dependent on or awaiting other actions to be completed first",
        ),
    ] {
        let status = &at(&all, reference)["status"];
        assert_eq!(status["published"], code);
        assert_eq!(status["shared"], shared);
        assert_eq!(status["value"]["code"], code);
        assert_eq!(status["value"]["shared"], shared);
        assert_eq!(status["value"]["label"], label);
        assert_eq!(status["value"]["definition"], definition);
    }
    // Pink means less in the narrative than in the heading of the table: the mapping is a judgement.
    assert!(at(&all, "2.14")["status"]["value"]["judgement"].is_string());
    assert!(at(&all, "1.17")["status"]["value"]["judgement"].is_null());
}

/// Every lead of every action, one by one, and the cell where it says more than the names.
const LEADS: [(&str, &str, &[&str]); 33] = [
    (
        "1.1",
        "Chris West / Paula Sumner",
        &["Chris West", "Paula Sumner"],
    ),
    ("1.2", "Steering group lead", &["Steering group lead"]),
    (
        "1.3",
        "Kelly-Marie Evans (Public Health)",
        &["Kelly-Marie Evans"],
    ),
    (
        "1.4",
        "Joint Commissioning Steering Group",
        &["Joint Commissioning Steering Group"],
    ),
    ("1.5", "Data Monitoring Group", &["Data Monitoring Group"]),
    ("1.6", "Dawn Kimberley", &["Dawn Kimberley"]),
    ("1.7", "Data Monitoring Group", &["Data Monitoring Group"]),
    ("1.8", "D Kimberley", &["Dawn Kimberley"]),
    (
        "1.9",
        "Joint Commissioning Steering Group",
        &["Joint Commissioning Steering Group"],
    ),
    ("1.10", "S Little", &["S Little"]),
    ("1.11", "Marian Sutton (SENA)", &["Marian Sutton"]),
    ("1.12", "Tracey Jackman (CCG)", &["Tracey Jackman"]),
    ("1.13", "Claire Tagg", &["Claire Tagg"]),
    ("1.14", "Sharon Cooke (Social Care)", &["Sharon Cooke"]),
    (
        "1.15",
        "Joint Commissioning Steering Group",
        &["Joint Commissioning Steering Group"],
    ),
    (
        "1.16",
        "Joint Commissioning Steering Group",
        &["Joint Commissioning Steering Group"],
    ),
    ("1.17", "Brenda Wile", &["Brenda Wile"]),
    ("1.18", "Brenda Wile", &["Brenda Wile"]),
    (
        "1.19",
        "Joint Commissioning Steering Group",
        &["Joint Commissioning Steering Group"],
    ),
    (
        "2.1",
        "Marian Sutton Cath Allison",
        &["Marian Sutton", "Cath Allison"],
    ),
    ("2.2", "Cath Allison", &["Cath Allison"]),
    ("2.3", "Marian Sutton", &["Marian Sutton"]),
    ("2.4", "Brenda Wile", &["Brenda Wile"]),
    (
        "2.5",
        "Marian Sutton / Cath Allison",
        &["Marian Sutton", "Cath Allison"],
    ),
    ("2.6", "Brenda Wile", &["Brenda Wile"]),
    ("2.7", "Lindsey Kirby", &["Lindsey Kirby"]),
    (
        "2.8",
        "Cath Allison Dawn Kimberley",
        &["Cath Allison", "Dawn Kimberley"],
    ),
    (
        "2.9",
        "Marian Sutton Mhairi McDonald-Junor Dawn Kimberley",
        &["Marian Sutton", "Mhairi McDonald-Junor", "Dawn Kimberley"],
    ),
    ("2.10", "Cath Allison", &["Cath Allison"]),
    ("2.11", "Helen Bakewell", &["Helen Bakewell"]),
    ("2.12", "Tom Common", &["Tom Common"]),
    ("2.13", "Multi-agency panel", &["Multi-agency panel"]),
    (
        "2.14",
        "Helen Bakewell Cath Allison Gareth Dakin Tony Barnard",
        &[
            "Helen Bakewell",
            "Cath Allison",
            "Gareth Dakin",
            "Tony Barnard",
        ],
    ),
];

#[tokio::test]
async fn leads_are_people_and_groups_one_by_one() {
    let app = TestApp::seeded().await;
    let all = actions(
        &app,
        "leadPublished leads { name role published organisation { path } }",
    )
    .await;
    for (action, (reference, cell, names)) in all.iter().zip(LEADS) {
        assert_eq!(action["reference"], reference);
        assert_eq!(action["leadPublished"], cell, "{reference}");
        let found: Vec<&str> = action["leads"]
            .as_array()
            .unwrap()
            .iter()
            .map(|lead| lead["name"].as_str().unwrap())
            .collect();
        assert_eq!(found, names, "{reference}");
    }
    // The same person in two spellings is one.
    assert_eq!(
        at(&all, "1.8")["leads"][0],
        json!({ "name": "Dawn Kimberley", "role": null, "published": "D Kimberley", "organisation": { "path": "leicestershire-partnership-nhs-trust" } })
    );
    assert_eq!(at(&all, "1.6")["leads"][0]["published"], Value::Null);
    for (reference, role) in [
        ("1.3", "Public Health"),
        ("1.11", "SENA"),
        ("1.12", "CCG"),
        ("1.14", "Social Care"),
    ] {
        assert_eq!(at(&all, reference)["leads"][0]["role"], role);
    }
    for (reference, place, organisation) in [
        ("1.1", 0, Some("leicestershire-ccgs")),
        ("1.1", 1, Some("leicestershire-county-council")),
        (
            "1.4",
            0,
            Some("leicestershire-joint-commissioning-steering-group"),
        ),
        ("1.7", 0, Some("leicestershire-data-monitoring-group")),
        ("1.13", 0, Some("leicestershire-partnership-nhs-trust")),
        ("2.8", 1, Some("leicestershire-partnership-nhs-trust")),
        ("2.14", 2, Some("leicestershire-county-council")),
        // The document does not say where these belong.
        ("2.7", 0, None),
        ("2.11", 0, None),
        ("2.14", 3, None),
    ] {
        assert_eq!(
            at(&all, reference)["leads"][place]["organisation"]["path"],
            json!(organisation),
            "{reference}"
        );
    }
}

#[tokio::test]
async fn steps_and_evidence_come_item_by_item() {
    let app = TestApp::seeded().await;
    let all = actions(&app, "steps evidence evidencePublished").await;
    let counts = |field: &str| -> Vec<usize> {
        all.iter()
            .map(|action| action[field].as_array().unwrap().len())
            .collect()
    };
    assert_eq!(
        counts("steps"),
        [
            1, 2, 3, 1, 6, 3, 3, 3, 4, 2, 2, 5, 1, 2, 2, 0, 0, 2, 0, // priority one
            2, 1, 2, 3, 1, 1, 5, 3, 0, 0, 1, 1, 0, 1, // priority two
        ]
    );
    assert_eq!(
        at(&all, "1.5")["steps"][5],
        "Assessing need and future impact to gather additional vulnerable group information, e.g. adopted children and those that are no longer looked after"
    );
    assert_eq!(
        at(&all, "1.7")["steps"][2],
        "Needs of other vulnerable groups to be considered as part of the keeping in touch process, e.g. accessing hospital school, missing education."
    );
    assert_eq!(
        at(&all, "1.9")["steps"],
        json!([
            "To produce an action plan to deliver effective integrated working",
            "Identify the current commissioning arrangements for all partners",
            "Identify all budgets that are allocated to services that could be jointly commissioned",
            "Identify the demand (and gaps) in services",
        ])
    );
    assert_eq!(
        at(&all, "2.7")["steps"][4],
        "Review learning from pilot and update project and training plan for implementation, ensuring ongoing reviews are built in"
    );
    assert_eq!(
        at(&all, "2.4")["steps"],
        json!([
            "Establish Steering Group",
            "Multi-agency processes agreed",
            "Agree reporting schedule to the SEND & Inclusion Board",
        ])
    );
    assert_eq!(
        at(&all, "2.14")["steps"],
        json!([
            "Identify possible situations requiring response and develop appropriate pathways including crises e.g. breakdown of LAC placement or PEX"
        ])
    );

    let without = [
        "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "1.16", "1.19", "2.14",
    ];
    assert_eq!(
        those(&all, |action| action["evidencePublished"].is_null()),
        without
    );
    assert_eq!(
        those(&all, |action| action["evidence"] == json!([])),
        without
    );
    for (reference, items) in [
        (
            "1.1",
            json!(["Structure agreed following consultation with PCF, LPT and LA"]),
        ),
        (
            "1.14",
            json!(["Tripartite funding and commissioning in place"]),
        ),
        ("1.17", json!(["Signed Working Agreement"])),
        (
            "2.3",
            json!([
                "Draft and final EHC plans will be shared with key professional contributors through audit and panel processes",
                "TOR and meeting notes",
            ]),
        ),
        (
            "2.9",
            json!([
                "Improved quality of education, health and social care outcomes defined in EHCP's",
                "Outcomes will be personalised, achievable and measurable at annual reviews.",
                "Overall plans will be SMARTer",
            ]),
        ),
        (
            "2.10",
            json!([
                "100% of parents or carers will receive a survey to complete once their child or young person's EHC plan is finalised"
            ]),
        ),
        ("2.12", json!(["Draft SEN Toolkit"])),
    ] {
        assert_eq!(at(&all, reference)["evidence"], items, "{reference}");
    }
    assert_eq!(
        at(&all, "1.12")["evidencePublished"],
        "- ASD services provided throughout assessment and post diagnosis -Waiting times for assessment are reduced to?"
    );
    for item in all
        .iter()
        .flat_map(|action| ["steps", "evidence"].map(|field| &action[field]))
        .flat_map(|items| items.as_array().unwrap())
    {
        let item = item.as_str().unwrap();
        assert!(!item.starts_with(['-', '•', '\u{f0b7}', ' ']), "{item}");
        assert!(!item.contains("  ") && !item.ends_with(' '), "{item}");
    }
}

#[tokio::test]
async fn what_the_scan_left_in_the_impact_column_is_not_data() {
    let app = TestApp::seeded().await;
    let all = actions(&app, "impactPublished measures { totalCount }").await;
    let without = [
        "1.1", "1.2", "1.4", "1.5", "1.6", "1.8", "1.9", "1.10", "1.16", "1.17", "1.19", "2.9",
        "2.14",
    ];
    assert_eq!(
        those(&all, |action| action["impactPublished"].is_null()),
        without
    );
    assert_eq!(
        those(&all, |action| action["measures"]["totalCount"] == 0),
        without
    );
    for (reference, cell, measures) in [
        (
            "1.3",
            "Population trends and levels of need are identified. Support and services are planned appropriately to meet need",
            2,
        ),
        (
            "1.7",
            "Secure routine data transfer processes to QA SEND data, with a specific focus on vulnerable groups such as EHE, CME, NEET & YOT cohorts",
            1,
        ),
        (
            "1.12",
            "- Feedback from parents/carers - Reduced waiting times - New pathway on LO",
            3,
        ),
        (
            "2.4",
            "QA processes will evidence that plans are of high-quality Feedback from C&YP and their families will show improved confidence in EHC plans",
            2,
        ),
        (
            "2.5",
            "Key performance indicator for timeliness of issuing plans within 20 weeks remains above 95%",
            1,
        ),
        (
            "2.10",
            "Analysis of evaluations will demonstrate improving satisfaction of families ? % of parents, carers that felt that they were listened to and engaged, ?% will tell us that they have seen the plan, ?% that they are satisfied We will collect baseline data and set targets for improvement",
            3,
        ),
    ] {
        assert_eq!(at(&all, reference)["impactPublished"], cell);
        assert_eq!(
            at(&all, reference)["measures"]["totalCount"],
            measures,
            "{reference}"
        );
    }
    let cells: Vec<&str> = all
        .iter()
        .filter_map(|action| action["impactPublished"].as_str())
        .collect();
    assert_eq!(cells.len(), 20);
    for cell in cells {
        assert!(
            !cell.ends_with(|letter: char| letter.is_ascii_digit() || letter == '•'),
            "{cell}"
        );
    }
}

#[tokio::test]
async fn filters_narrow_the_list_and_combine() {
    let app = TestApp::seeded().await;
    for (filter, count) in [
        ("", 71),
        ("area: \"leicestershire\"", 33),
        ("area: [\"leicestershire\", \"worcestershire\"]", 71),
        ("area: []", 0),
        ("workstream: \"leicestershire/wsoa-2020/workstream-2\"", 14),
        ("status: NOT_STATED", 38),
        ("status: NOT_STARTED", 8),
        ("status: IN_PROGRESS", 22),
        ("status: DELAYED", 0),
        ("status: [ON_TRACK, COMPLETED]", 3),
        ("localStatus: \"AMBER\"", 22),
        ("localStatus: [\"PINK\", \"BLUE\"]", 9),
        ("localStatus: \"amber\"", 0),
        ("dueKind: COMPLETION", 23),
        ("dueKind: NOT_STATED", 38),
        ("plan: \"worcestershire/app-2022\", status: IN_PROGRESS", 0),
    ] {
        assert_eq!(found(&app, filter).await.len(), count, "{filter}");
    }
    for (filter, expected) in [
        ("dueKind: DECISION", vec!["1.6", "1.7", "1.8"]),
        ("dueKind: DEPENDENT", vec!["1.5", "2.1", "2.8"]),
        (
            "dueKind: [GO_LIVE, IN_PLACE, MILESTONES, UNKNOWN]",
            vec!["1.1", "1.11", "1.14", "2.7"],
        ),
        (
            "localStatus: \"GREEN\", dueKind: COMPLETION",
            vec!["1.17", "2.11"],
        ),
        ("lead: \"kimberley\"", vec!["1.6", "1.8", "2.8", "2.9"]),
        ("lead: \"Brenda Wile\"", vec!["1.17", "1.18", "2.4", "2.6"]),
        (
            "lead: \"Helen Bakewell\", status: NOT_STARTED",
            vec!["2.14"],
        ),
        ("lead: \"STEERING GROUP\", localStatus: \"AMBER\"", vec![]),
        (
            "theme: \"annual-reviews\", area: \"leicestershire\"",
            vec!["1.6", "2.8", "2.13"],
        ),
        (
            "theme: \"annual-reviews\", plan: \"leicestershire/wsoa-2020\", text: \"strengths-based\"",
            vec!["2.13"],
        ),
    ] {
        assert_eq!(found(&app, filter).await, expected, "{filter}");
    }
    for (filter, what, near) in [
        ("area: \"leicester\"", "local area", "leicestershire"),
        (
            "plan: \"leicestershire/wsoa-2021\"",
            "plan",
            "leicestershire/wsoa-2020",
        ),
        ("theme: \"annual-review\"", "theme", "annual-reviews"),
    ] {
        let error = app
            .error(&format!(
                "{{ actions(filter: {{{filter}}}) {{ totalCount }} }}"
            ))
            .await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error}");
        assert_eq!(error["extensions"]["kind"], what);
        assert!(error["message"].as_str().unwrap().contains(near), "{error}");
    }
    // An unknown place on the scale never reaches the database.
    let error = app
        .error("{ actions(filter: {status: RED}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "BAD_QUERY");
}

#[tokio::test]
async fn a_search_takes_its_words_letter_for_letter() {
    let app = TestApp::seeded().await;
    for (text, expected) in [
        ("NATIONAL INSTITUTE", vec!["1.12"]),
        ("jsna", vec!["1.3", "1.4", "1.5"]),
        ("c&yp", vec!["2.4", "2.9", "2.10"]),
        ("?%", vec!["2.10"]),
        ("10//2020", vec!["1.7"]),
        ("'high quality'", vec!["2.6"]),
        ("EHCP's", vec!["1.6", "2.9"]),
        ("reduced to?", vec!["1.12"]),
        ("  Launch SEND Handbook ", vec!["2.12"]),
        ("%", vec!["2.5", "2.10"]),
        ("_", vec![]),
        ("1__1", vec![]),
        ("\\", vec![]),
        ("' OR '1'='1", vec![]),
        ("'; DROP TABLE action; --", vec![]),
    ] {
        let text = serde_json::to_string(text).unwrap();
        let filter = format!("plan: \"{PLAN}\", text: {text}");
        assert_eq!(found(&app, &filter).await, expected, "{text}");
    }
    assert_eq!(found(&app, "text: \"   \"").await.len(), 71);
    assert_eq!(found(&app, "lead: \"%\"").await, [""; 0]);
    for (argument, text) in [
        ("text", "x".repeat(201)),
        ("text", "a\\u0000b".to_owned()),
        ("lead", "é".repeat(201)),
    ] {
        let error = app
            .error(&format!(
                "{{ actions(filter: {{{argument}: \"{text}\"}}) {{ totalCount }} }}"
            ))
            .await;
        assert_eq!(error["extensions"]["code"], "BAD_INPUT", "{error}");
    }
    assert_eq!(
        found(&app, &format!("text: \"{}\"", "é".repeat(200))).await,
        [""; 0]
    );
}

#[tokio::test]
async fn a_search_looks_through_words_and_not_through_the_way_lists_are_kept() {
    let app = TestApp::seeded().await;
    // No cell of the two plans holds a straight double quote, a square bracket or an empty pair.
    for text in ["\"", "[", "]", "\",\"", "[]", "null"] {
        let text = serde_json::to_string(text).unwrap();
        assert_eq!(
            found(&app, &format!("text: {text}")).await,
            [""; 0],
            "{text}"
        );
    }
}

#[tokio::test]
async fn one_action_is_read_with_its_thread_its_place_and_its_notes() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ action(path: \"leicestershire/wsoa-2020/1.10\") { reference recordVersion leads { name organisation { name } }
                 workstream { number weakness { number inspection { path area { name } } } }
                 citations { place lineFrom lineTo field quote document { path } } }
               late: action(path: \"leicestershire/wsoa-2020/1.7\") { dataQualityNotes { rule } citations { lineFrom lineTo place } note }
               wrong: action(path: \"leicestershire/wsoa-2020/2.11\") { dataQualityNotes { rule first why } due { published } } }",
        )
        .await;
    let action = &data["action"];
    assert_eq!(action["recordVersion"], 1);
    assert_eq!(
        action["leads"],
        json!([{ "name": "S Little", "organisation": { "name": "West Leicestershire and East Leicestershire and Rutland Clinical Commissioning Groups" } }])
    );
    assert_eq!(
        action["workstream"],
        json!({ "number": "1", "weakness": { "number": 1, "inspection": { "path": "leicestershire/inspection-2020", "area": { "name": "Leicestershire" } } } })
    );
    assert_eq!(
        action["citations"],
        json!([
            {
                "place": "Section 6, Priority one, action 1.10", "lineFrom": 250, "lineTo": 250,
                "field": null, "quote": null, "document": { "path": "leicestershire-wsoa-2020" },
            },
            {
                "place": "Section 5, WSOA CCG engagement representatives", "lineFrom": 193, "lineTo": 193,
                "field": "leads", "quote": "S Little – Children's Personalisation Commissioner",
                "document": { "path": "leicestershire-wsoa-2020" },
            },
        ])
    );
    let rules: Vec<&str> = data["late"]["dataQualityNotes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| note["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules.len(), 3);
    for rule in ["MISTYPED_DATE", "DECISION_DATE", "MISSING_LEAD"] {
        assert!(rules.contains(&rule), "{rule}");
    }
    assert_eq!(data["late"]["citations"][0]["lineFrom"], 235);
    assert_eq!(data["late"]["citations"][0]["lineTo"], 244);
    assert_eq!(
        data["wrong"]["dataQualityNotes"][0]["rule"],
        "IMPOSSIBLE_DATE"
    );
    assert_eq!(data["wrong"]["dataQualityNotes"][0]["first"], "31/09/2020");

    let error = app
        .error("{ action(path: \"leicestershire/wsoa-2020/1.99\") { id } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    assert_eq!(error["extensions"]["kind"], "action");
    assert_eq!(error["extensions"]["name"], "leicestershire/wsoa-2020/1.99");
    assert_eq!(
        error["message"],
        "There is no action ‘leicestershire/wsoa-2020/1.99’. Did you mean ‘leicestershire/wsoa-2020/1.9’?"
    );
}
