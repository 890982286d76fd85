//! What the strategy says has improved, what it says is still to do, and what of it is missing.

use serde_json::{Value, json};

use crate::app::TestApp;

const FIELDS: &str = "path kind title statement present note plan { path status } area { path }
    points { kind text complete } citations { lineFrom lineTo document { path } } dataQualityNotes { rule first }";

async fn priorities(app: &TestApp) -> Vec<Value> {
    let data = app
        .query(&format!(
            "{{ strategyPriorities {{ totalCount nodes {{ {FIELDS} }} }} }}"
        ))
        .await;
    let rows = data["strategyPriorities"]["nodes"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(data["strategyPriorities"]["totalCount"], rows.len());
    rows
}

fn points<'a>(row: &'a Value, kind: &str) -> Vec<&'a str> {
    row["points"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|point| point["kind"] == kind)
        .map(|point| point["text"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn four_areas_of_work_hold_sixteen_improvements_and_ten_areas_for_development() {
    let app = TestApp::seeded().await;
    let rows = priorities(&app).await;
    assert_eq!(rows.len(), 6);
    let of = |title: &str| rows.iter().find(|row| row["title"] == title).unwrap();
    let counts: Vec<(usize, usize)> = [
        // The blank before the hyphen is printed.
        "A Person -Centred Approach",
        "Integration and Operational Delivery",
        "Early Intervention",
        "Workforce Development",
    ]
    .into_iter()
    .map(|title| {
        let row = of(title);
        assert_eq!(row["kind"], "AREA_OF_WORK");
        assert_eq!(row["present"], true);
        assert_eq!(
            row["plan"],
            json!({"path": "worcestershire/send-strategy-2021", "status": "DRAFT"})
        );
        assert_eq!(row["area"]["path"], "worcestershire");
        (
            points(row, "IMPROVEMENT").len(),
            points(row, "DEVELOPMENT").len(),
        )
    })
    .collect();
    assert_eq!(counts, [(4, 3), (6, 5), (3, 2), (3, 0)]);

    let person = of("A Person -Centred Approach");
    assert_eq!(
        points(person, "IMPROVEMENT"),
        [
            "Parent carers feel better engaged and informed.",
            "Professionals embed co-production with parent carers in the design of services and processes impacting on families.",
            "Improved relationships and joint working with parent carer groups such as Families in Partnership.",
            "CYP are consulted about SEND provision and strategy.",
        ]
    );
    assert_eq!(
        points(person, "DEVELOPMENT"),
        [
            "Strengthen co-production across all services in education health and social care.",
            "Support educational settings with parent carer engagement and develop further guidance to support this work.",
            "Ensure engagement and person-centered approaches with CYP ensure the voice of the child is central to casework and strategic decision making.",
        ]
    );
    let integration = of("Integration and Operational Delivery");
    // Letters were lost in the extraction, and stay lost.
    assert_eq!(
        points(integration, "IMPROVEMENT")[3],
        "Service integration impacting on CYP with SEND has been reviewed and improved through the formation of Worcestershire C , Starting Well Partnership and Hereford and Worcestershire Clinical Commissioning Group."
    );
    assert_eq!(
        points(integration, "IMPROVEMENT")[5],
        "Outcomes achieved for CYP by SEND are actively tracked and monitored and actions taken to improve these."
    );
    assert_eq!(
        points(integration, "DEVELOPMENT")[1..],
        [
            "Implement and enhance Joint Commissioning Quality Assurance Framework.",
            "Improvement of the annual review process for Education Health and Care Plans (EHCPs) including the multiagency response and continue to make improvements to the quality of EHCPs following initial needs assessment.",
            "Development of a single plan for SEND learners across education health and social care.",
            "Focus on improving attendance of students with SEND where possible.",
        ]
    );
    let early = of("Early Intervention");
    assert_eq!(
        points(early, "IMPROVEMENT")[0],
        "Enabled Early Years (EY) settings to refer to our Pre-School Forum which considers the needs of our youngest children with SEND."
    );
    assert_eq!(
        points(early, "DEVELOPMENT")[0],
        "Implementation of the Exclusions and Alternative Provision plan."
    );
    assert_eq!(
        (
            &early["citations"][0]["lineFrom"],
            &early["citations"][0]["lineTo"]
        ),
        (&json!(75), &json!(86))
    );
    let workforce = of("Workforce Development");
    assert_eq!(
        points(workforce, "IMPROVEMENT")[..2],
        [
            "Workforce training implemented across SEND services in education, social care, and health.",
            "SEND Training and Development network undertakes needs analysis and planning for educational settings.",
        ]
    );
}

#[tokio::test]
async fn texts_that_break_off_are_marked_and_no_others() {
    let app = TestApp::seeded().await;
    let rows = priorities(&app).await;
    let broken: Vec<(&str, &str)> = rows
        .iter()
        .flat_map(|row| {
            row["points"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|point| point["complete"] == false)
                .map(|point| {
                    (
                        row["title"].as_str().unwrap(),
                        point["text"].as_str().unwrap(),
                    )
                })
        })
        .collect();
    assert_eq!(broken.len(), 2);
    assert!(broken.contains(&(
        "Early Intervention",
        "Further review and improvement of the"
    )));
    assert!(broken.contains(&(
        "Workforce Development",
        "E-Learning modules developed to support understanding"
    )));
    for title in ["Early Intervention", "Workforce Development"] {
        let row = rows.iter().find(|row| row["title"] == title).unwrap();
        assert!(
            row["dataQualityNotes"]
                .as_array()
                .unwrap()
                .iter()
                .any(|note| note["rule"] == "CUT_OFF_TEXT"),
            "{title}"
        );
    }
    // A line whose heading is lost is no improvement of the heading above it.
    let workforce = rows
        .iter()
        .find(|row| row["title"] == "Workforce Development")
        .unwrap();
    assert!(
        !points(workforce, "IMPROVEMENT")
            .iter()
            .any(|text| text.starts_with("Understanding of SEND"))
    );
    assert!(
        workforce["note"]
            .as_str()
            .unwrap()
            .contains("Understanding of SEND and the impact on CYP")
    );
}

#[tokio::test]
async fn one_of_seven_priorities_is_in_the_document_and_six_are_missing() {
    let app = TestApp::seeded().await;
    let data = app
        .query(&format!(
            "{{ strategyPriorities(filter: {{kind: [PRIORITY], plan: [\"worcestershire/send-strategy-2021\"]}}) {{ totalCount nodes {{ {FIELDS} }} }} }}"
        ))
        .await;
    assert_eq!(data["strategyPriorities"]["totalCount"], 2);
    let rows = data["strategyPriorities"]["nodes"].as_array().unwrap();
    let one = rows.iter().find(|row| row["present"] == true).unwrap();
    assert_eq!(one["title"], "Emotional health and wellbeing");
    assert_eq!(
        one["statement"],
        "As we move on from the Covid-19 pandemic, our ongoing priority to ensure that the emotional health and well-being needs are met is particularly important. We recognise the need to promote good mental health for CYP with SEN within their educational settings, families and communities, to focus on prevention for groups of CYP at risk and to intervene quickly and at an appropriate level where CYP are experiencing emotional distress or have mental health difficulties. In the next four years we will achieve this by:"
    );
    assert_eq!(
        points(one, "COMMITMENT"),
        [
            "Acknowledging the importance of CYP's emotional health and wellbeing post pandemic and developing and improving universal, targeted and specialist support in response to these changing needs.",
            "Developing 'place-based' partnerships as part of the development of Integrated Care arrangements.",
            "Implementing Herefordshire and Worcestershire's Mental Health and Wellbeing Strategy.",
            "Analysing the impact of mental health support for CYP with SEND and using this information to develop priorities for improvement and joint commissioning.",
        ]
    );
    assert_eq!(
        (
            points(one, "IMPROVEMENT").len(),
            points(one, "DEVELOPMENT").len()
        ),
        (0, 0)
    );
    let missing = rows.iter().find(|row| row["present"] == false).unwrap();
    assert_eq!(missing["points"], json!([]));
    assert_eq!(missing["statement"], Value::Null);
    assert!(
        missing["note"]
            .as_str()
            .unwrap()
            .contains("seven key priorities")
    );
    assert_eq!(missing["citations"][0]["lineFrom"], 35);
    assert!(
        missing["dataQualityNotes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|note| note["rule"] == "MISSING_SECTION")
    );
}

#[tokio::test]
async fn the_strategy_is_a_draft_without_dates_and_without_actions() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ plan(path: \"worcestershire/send-strategy-2021\") { title kind status period periodFrom periodTo version
                 inspection { path } monitoring note priorities { totalCount } workstreams { totalCount } actions { totalCount }
                 measures { totalCount } }
               words: strategyPriorities(filter: {text: \"graduated response\"}) { nodes { title } }
               county: strategyPriorities(filter: {area: [\"leicestershire\"]}) { totalCount } }",
        )
        .await;
    let plan = &data["plan"];
    assert_eq!(plan["title"], "Worcestershire SEND Strategy");
    assert_eq!(plan["kind"], "STRATEGY");
    assert_eq!(plan["status"], "DRAFT");
    for nothing in ["period", "periodFrom", "periodTo", "version", "inspection"] {
        assert_eq!(plan[nothing], Value::Null, "{nothing}");
    }
    assert!(
        plan["monitoring"]
            .as_str()
            .unwrap()
            .starts_with("Worcestershire's SEND Improvement Board will make the transition during this period to become the SEND Strategy Board")
    );
    assert!(
        plan["note"]
            .as_str()
            .unwrap()
            .contains("to be truly seen and respected as individuals")
    );
    assert_eq!(plan["priorities"]["totalCount"], 6);
    for nothing in ["workstreams", "actions", "measures"] {
        assert_eq!(plan[nothing]["totalCount"], 0);
    }
    assert_eq!(data["county"]["totalCount"], 0);
}
