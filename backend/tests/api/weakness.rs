//! Areas of significant weakness: how each is worded, and how it went on.

use serde_json::{Value, json};

use crate::app::TestApp;

/// The words of each of Worcestershire's weaknesses in the plan of 2022 and in the report of 2023.
const WORCESTERSHIRE: [(&str, &str, Option<&str>, u64); 4] = [
    (
        "THE VARIATION IN THE SKILLS AND COMMITMENT OF SOME MAINSTREAM SCHOOLS TO PROVIDE EFFECTIVE SUPPORT FOR CHILDREN WHO HAVE SEND",
        "The variation in the skills and commitment of some mainstream schools to provide effective support for children who have SEND.",
        None,
        5,
    ),
    (
        "THE LACK OF SUITABLE SPECIALIST PROVISION TO MEET THE IDENTIFIED NEEDS OF CHILDREN AND YOUNG PEOPLE",
        "The lack of suitable specialist provision to meet the identified needs of children and young people.",
        Some(
            "The lack of suitable specialist provision to meet the identified needs of children and young people.",
        ),
        9,
    ),
    (
        "FRAGILE RELATIONSHIPS WITH PARENTS AND CARERS AND A LACK OF MEANINGFUL ENGAGEMENT AND CO-PRODUCTION AND COLLABORATION",
        "Fragile relationships with parents and carers and a lack of meaningful engagement and co-production and collaboration.",
        Some(
            "Improving the fragile relationships with parents and carers and a lack of meaningful engagement and co-production and collaboration.",
        ),
        15,
    ),
    (
        "THE POOR QUALITY OF EHCPS AND LIMITED CONTRIBUTIONS FROM HEALTH AND SOCIAL CARE ALONG WITH THE PROCESS TO CHECK AND REVIEW THE QUALITY OF EHC PLANS",
        // The sentence goes on over a page break.
        "The poor quality of Education, Health and Care Plans (EHC Plans) and limited contributions from health and social care, along with the process to check and review the quality of EHC plans.",
        Some(
            "Improving the quality of EHC plans and increasing contributions from health and social care. The initial visit noted that the processes to check and review the quality of EHC plans were also ineffective.",
        ),
        21,
    ),
];

#[tokio::test]
async fn worcestershires_four_weaknesses_are_one_thread_each_through_rewordings() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ weaknesses(filter: {area: [\"worcestershire\"]}) { totalCount nodes { path number statement area { path } inspection { path held { published } }
                 wordings { text asOf plan { path } document { path } lineFrom lineTo } workstreams { nodes { path } } } } }",
        )
        .await;
    // Of the twelve of 2018 eight had progressed in 2021; only the four that remained are named.
    assert_eq!(data["weaknesses"]["totalCount"], 4);
    let rows = data["weaknesses"]["nodes"].as_array().unwrap();
    for (number, (row, (printed, reported, revised, line))) in
        (1..).zip(rows.iter().zip(WORCESTERSHIRE))
    {
        assert_eq!(row["path"], format!("worcestershire/weakness-{number}"));
        assert_eq!(row["number"], number);
        assert_eq!(row["statement"], printed);
        assert_eq!(row["area"]["path"], "worcestershire");
        assert_eq!(
            row["inspection"],
            json!({"path": "worcestershire/inspection-2018", "held": {"published": "2018"}})
        );
        let wordings = row["wordings"].as_array().unwrap();
        assert_eq!(wordings.len(), 3);
        assert_eq!(
            wordings[0],
            json!({
                "text": printed, "asOf": "2022-2023", "plan": {"path": "worcestershire/app-2022"},
                "document": {"path": "worcestershire-app-2022"}, "lineFrom": line, "lineTo": line,
            })
        );
        // In the order of time: the report of December repeats what the letter of September reworded.
        assert_eq!(wordings[2]["text"], reported);
        assert_eq!(wordings[2]["asOf"], "6 DECEMBER 2023");
        assert_eq!(
            wordings[2]["document"]["path"],
            "worcestershire-scrutiny-2023"
        );
        assert_eq!(wordings[2]["lineFrom"], 22 + number);
        let workstreams: Vec<&str> = row["workstreams"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|workstream| workstream["path"].as_str().unwrap())
            .collect();
        let first = format!("worcestershire/app-2022/workstream-{number}");
        match revised {
            Some(revised) => {
                assert_eq!(wordings[1]["text"], revised);
                assert_eq!(wordings[1]["plan"]["path"], "worcestershire/app-2023-draft");
                assert_eq!(wordings[1]["asOf"], "September 2023");
                assert_eq!(
                    workstreams,
                    [
                        first,
                        format!("worcestershire/app-2023-draft/workstream-{number}")
                    ]
                );
            }
            None => {
                // It left the plan; the outcome letter words it once more.
                assert_eq!(
                    wordings[1]["text"],
                    "The variation in the skills and commitment of some mainstream schools to provide effective support for children with SEND"
                );
                assert_eq!(workstreams, [first]);
            }
        }
    }
}

#[tokio::test]
async fn worcestershires_weaknesses_live_on_as_dated_states() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ weaknesses(filter: {area: [\"worcestershire\"]}) { nodes { states { state statement place lineFrom document { path }
                 asOf { published precision from to } inspection { path } review { path } weakness { number } } } } }",
        )
        .await;
    let rows = data["weaknesses"]["nodes"].as_array().unwrap();
    let kinds = |row: &Value| -> Vec<String> {
        row["states"]
            .as_array()
            .unwrap()
            .iter()
            .map(|state| state["state"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        kinds(&rows[0]),
        [
            "FOUND",
            "OUTSTANDING",
            "CARRIED_OVER",
            "REVIEWED",
            "REVIEWED",
            "REVIEWED",
            "REMOVED_FROM_MONITORING",
            "BUSINESS_AS_USUAL"
        ]
    );
    for (number, row) in (1..).zip(rows) {
        if number > 1 {
            assert_eq!(
                kinds(row),
                [
                    "FOUND",
                    "OUTSTANDING",
                    "CARRIED_OVER",
                    "REVIEWED",
                    "REVIEWED",
                    "REVIEWED"
                ]
            );
        }
        let states = row["states"].as_array().unwrap();
        assert_eq!(
            states[0]["asOf"],
            json!({"published": "2018", "precision": "YEAR", "from": "2018-01-01", "to": "2018-12-31"})
        );
        assert_eq!(
            states[0]["inspection"]["path"],
            "worcestershire/inspection-2018"
        );
        assert_eq!(
            states[0]["statement"],
            "As a result of this inspection 12 areas for improvement were identified."
        );
        assert_eq!(
            states[1]["asOf"],
            json!({"published": "November 2021", "precision": "MONTH", "from": "2021-11-01", "to": "2021-11-30"})
        );
        assert_eq!(
            states[1]["inspection"]["path"],
            "worcestershire/revisit-2021"
        );
        assert!(
            states[1]["statement"]
                .as_str()
                .unwrap()
                .ends_with("four areas for improvement remained outstanding.")
        );
        for (state, review) in [
            (3, "worcestershire/review-2022-09"),
            (4, "worcestershire/review-2023-04"),
            (5, "worcestershire/review-2023-09"),
        ] {
            assert_eq!(states[state]["review"]["path"], review);
            assert_eq!(states[state]["inspection"], Value::Null);
        }
        for state in states {
            assert_eq!(state["weakness"]["number"], number);
            assert_eq!(state["document"]["path"], "worcestershire-scrutiny-2023");
        }
    }
    let removed = &rows[0]["states"][6];
    assert_eq!(
        removed["statement"],
        "As a result of the above review findings this workstream has been removed from the formal APP and from formal external monitoring."
    );
    assert_eq!(
        (&removed["place"], &removed["lineFrom"]),
        (&json!("Paragraph 11"), &json!(34))
    );
    assert_eq!(removed["asOf"]["from"], "2023-09-01");
    assert_eq!(rows[0]["states"][7]["asOf"]["from"], "2023-12-06");
}

#[tokio::test]
async fn leicestershires_two_weaknesses_are_kept_as_found_and_as_the_plan_rewords_them() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ weaknesses(filter: {area: \"leicestershire\"}) { totalCount nodes {
                 path number title statement inspection { path } area { path }
                 wordings { text asOf plan { path } document { path } place lineFrom lineTo }
                 states { state asOf { published precision from to } statement inspection { path } review { path } lineFrom lineTo }
                 workstreams { nodes { path actions { totalCount } } } findings { statement }
                 themes { theme { path } method } dataQualityNotes { rule } } }
               weakness(path: \"leicestershire/weakness-2\") { number }
               theme: weaknesses(filter: {area: \"leicestershire\", theme: \"joint-commissioning\"}) { nodes { number } }
               words: weaknesses(filter: {text: \"formal quality assurance framework\"}) { nodes { path } } }",
        )
        .await;
    assert_eq!(data["weaknesses"]["totalCount"], 2);
    let [first, second] = [0, 1].map(|place| &data["weaknesses"]["nodes"][place]);
    assert_eq!(first["number"], 1);
    assert_eq!(
        first["statement"],
        "The absence of a clearly defined joint commissioning strategy for 0–25 SEND provision"
    );
    let lists = "including: the drawing up of EHC plans; the inaccuracy with which the plans reflect children and young people's needs; the absence of good-quality outcomes in EHC plans; the inconsistency with which plans include contributions from education and particularly health and care professionals; the lack of any formal quality assurance framework to improve new and existing plans.";
    assert_eq!(second["number"], 2);
    assert_eq!(
        second["statement"],
        format!("Systemic weaknesses in the quality of EHC plans, {lists}")
    );
    for (weakness, number, reworded, line, heading) in [
        (
            first,
            1,
            "To develop and implement a clearly defined joint commissioning strategy for 0–25 SEND provision".to_owned(),
            19,
            211,
        ),
        (second, 2, format!("To improve the quality of EHC plans, {lists}"), 20, 274),
    ] {
        assert_eq!(weakness["path"], format!("leicestershire/weakness-{number}"));
        assert_eq!(weakness["inspection"]["path"], "leicestershire/inspection-2020");
        assert_eq!(weakness["area"]["path"], "leicestershire");
        let wordings = weakness["wordings"].as_array().unwrap();
        assert_eq!(wordings.len(), 2);
        assert_eq!(wordings[0]["text"], weakness["statement"]);
        assert_eq!(wordings[0]["asOf"], "15th May 2020");
        assert_eq!(wordings[0]["plan"], Value::Null);
        assert_eq!(wordings[0]["lineTo"], line);
        assert_eq!(wordings[1]["text"], reworded);
        assert_eq!(wordings[1]["plan"]["path"], "leicestershire/wsoa-2020");
        assert_eq!(wordings[1]["lineFrom"], heading);
        let states = weakness["states"].as_array().unwrap();
        assert_eq!(states.len(), 2);
        assert_eq!(states[0]["state"], "FOUND");
        assert_eq!(states[0]["inspection"]["path"], "leicestershire/inspection-2020");
        assert_eq!(
            states[0]["asOf"],
            json!({ "published": "15th May 2020", "precision": "DAY", "from": "2020-05-15", "to": "2020-05-15" })
        );
        assert_eq!(states[1]["state"], "PLANNED");
        assert_eq!(states[1]["asOf"]["from"], "2020-10-05");
        assert_eq!(states[1]["lineFrom"], 170);
        assert_eq!(
            weakness["workstreams"]["nodes"],
            json!([{
                "path": format!("leicestershire/wsoa-2020/workstream-{number}"),
                "actions": { "totalCount": if number == 1 { 19 } else { 14 } },
            }])
        );
        assert_eq!(weakness["findings"], json!([]));
        assert_eq!(weakness["dataQualityNotes"], json!([{ "rule": "WORDING_CHANGED" }]));
    }
    assert_eq!(
        first["themes"],
        json!([{ "theme": { "path": "joint-commissioning" }, "method": "RULE" }])
    );
    assert_eq!(data["weakness"]["number"], 2);
    assert_eq!(data["theme"]["nodes"], json!([{ "number": 1 }]));
    assert_eq!(
        data["words"]["nodes"],
        json!([{ "path": "leicestershire/weakness-2" }])
    );

    let error = app
        .error("{ weakness(path: \"leicestershire/weakness-3\") { id } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn the_thread_of_a_leicestershire_weakness_is_walked_down_and_back_up() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ localArea(path: \"leicestershire\") { weaknesses { nodes { number workstreams { nodes { outcomes
                 actions(first: 1) { nodes { reference workstream { weakness { number inspection { area { path } } } } } } } } } } } }",
        )
        .await;
    let weaknesses = data["localArea"]["weaknesses"]["nodes"].as_array().unwrap();
    assert_eq!(weaknesses.len(), 2);
    for (weakness, reference, outcomes) in [(&weaknesses[0], "1.1", 6), (&weaknesses[1], "2.1", 10)]
    {
        let workstream = &weakness["workstreams"]["nodes"][0];
        assert_eq!(workstream["outcomes"].as_array().unwrap().len(), outcomes);
        let action = &workstream["actions"]["nodes"][0];
        assert_eq!(action["reference"], reference);
        assert_eq!(
            action["workstream"]["weakness"]["number"],
            weakness["number"]
        );
        assert_eq!(
            action["workstream"]["weakness"]["inspection"]["area"]["path"],
            "leicestershire"
        );
    }
    let [first, second] =
        [0, 1].map(|place| &weaknesses[place]["workstreams"]["nodes"][0]["outcomes"]);
    assert_eq!(
        first[5],
        "Families are well informed about available services and support and this is reflected in service user feedback"
    );
    assert_eq!(
        second[7],
        "Timeliness for all needs assessment requests and EHC Plans, begins to improve immediately"
    );
    assert_eq!(
        second[9],
        "Parent and carer confidence and satisfaction in the system is increased"
    );
}
