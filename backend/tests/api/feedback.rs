//! "You said, we did": 64 rows, each cell as published, rows broken over pages whole again.

use serde_json::{Value, json};

use crate::app::TestApp;

async fn rows(app: &TestApp) -> Vec<Value> {
    let data = app
        .query(
            "{ feedbackItems(first: 100) { totalCount nodes { path number themePublished tablePublished service comment promised done
                 next isNew note area { path } wave { year document { path } } themes { method } citations { lineFrom lineTo field } } } }",
        )
        .await;
    assert_eq!(data["feedbackItems"]["totalCount"], 64);
    data["feedbackItems"]["nodes"].as_array().unwrap().clone()
}

const THEMES: [(&str, usize); 6] = [
    (
        "Communicate and listen (with families and between agencies)",
        13,
    ),
    ("Support for families", 7),
    ("An understanding of SEND", 5),
    ("Timescales/waiting times", 6),
    ("Funding", 5),
    ("Provision", 11),
];

const SERVICES: [(&str, usize); 5] = [
    ("Graduated Response", 5),
    ("Education, Health and Care (EHC) Needs Assessment", 2),
    ("Education, Health and Care Plans", 5),
    ("Health Services", 4),
    ("Co-production", 1),
];

#[tokio::test]
async fn forty_seven_rows_stand_in_six_themes_and_seventeen_in_five_service_tables() {
    let app = TestApp::seeded().await;
    let rows = rows(&app).await;
    let mut number = 0;
    for (table, count, themed) in THEMES
        .into_iter()
        .map(|(table, count)| (table, count, true))
        .chain(
            SERVICES
                .into_iter()
                .map(|(table, count)| (table, count, false)),
        )
    {
        for _ in 0..count {
            let row = &rows[number];
            number += 1;
            assert_eq!(row["number"], number);
            assert_eq!(
                row["path"],
                format!("worcestershire/parent-carer-survey/2021/you-said-{number:02}")
            );
            assert_eq!(row["tablePublished"], table, "{number}");
            assert_eq!(
                row["themePublished"],
                if themed { json!(table) } else { Value::Null },
                "{number}"
            );
            if !themed {
                assert_eq!(row["service"], Value::Null, "{number}");
            }
            assert_eq!(row["area"]["path"], "worcestershire");
            assert_eq!(
                row["wave"],
                json!({"year": 2021, "document": {"path": "worcestershire-survey-2021"}})
            );
            assert!(!row["citations"].as_array().unwrap().is_empty(), "{number}");
        }
    }
    assert_eq!(number, 64);
    // The rows follow the lines of the report.
    let lines: Vec<u64> = rows
        .iter()
        .map(|row| row["citations"][0]["lineFrom"].as_u64().unwrap())
        .collect();
    assert_eq!((lines[0], lines[63]), (186, 518));
    assert!(lines.is_sorted(), "{lines:?}");
}

#[tokio::test]
async fn the_marker_new_in_2021_is_a_property_of_nine_rows() {
    let app = TestApp::seeded().await;
    let rows = rows(&app).await;
    let new: Vec<u64> = rows
        .iter()
        .filter(|row| row["isNew"] == true)
        .map(|row| row["number"].as_u64().unwrap())
        .collect();
    assert_eq!(new, [3, 8, 11, 14, 18, 35, 59, 63, 64]);
    for row in &rows {
        assert!(
            !row["comment"].as_str().unwrap().contains("New in 2021"),
            "{}",
            row["number"]
        );
    }
    let data = app
        .query(
            "{ new: feedbackItems(filter: {isNew: true}) { totalCount } old: feedbackItems(filter: {isNew: false}) { totalCount } }",
        )
        .await;
    assert_eq!(
        (&data["new"]["totalCount"], &data["old"]["totalCount"]),
        (&json!(9), &json!(55))
    );
}

#[tokio::test]
async fn a_cell_that_prints_na_is_not_an_empty_cell() {
    let app = TestApp::seeded().await;
    let rows = rows(&app).await;
    let numbers = |keep: &dyn Fn(&Value) -> bool| -> Vec<u64> {
        rows.iter()
            .filter(|row| keep(row))
            .map(|row| row["number"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(
        numbers(&|row| row["promised"] == "NA"),
        [
            3, 4, 5, 6, 8, 11, 12, 15, 16, 26, 35, 37, 42, 43, 45, 46, 47, 56, 59, 63
        ]
    );
    assert_eq!(
        numbers(&|row| row["done"] == "NA"),
        [
            3, 4, 5, 8, 11, 12, 15, 16, 35, 37, 42, 43, 45, 46, 47, 59, 63
        ]
    );
    assert_eq!(numbers(&|row| row["promised"].is_null()), [18, 38, 39, 40]);
    assert_eq!(
        numbers(&|row| row["done"].is_null()),
        [9, 18, 24, 38, 39, 40, 52, 60, 61, 62]
    );
    assert_eq!(numbers(&|row| row["next"].is_null()), [6, 18, 27, 30, 44]);
    assert!(rows.iter().all(|row| row["next"] != "NA"));
}

#[tokio::test]
async fn cells_are_kept_to_the_letter() {
    let app = TestApp::seeded().await;
    let rows = rows(&app).await;
    let cell = |number: usize, field: &str| rows[number - 1][field].as_str().unwrap();
    for (number, service, comment) in [
        (
            2,
            "Education",
            "Involve specialist services and communicate with them effectively.",
        ),
        (
            8,
            "EHCNA Process",
            "Parents said they wanted the effectiveness of interventions to be monitored and reported to parents.",
        ),
        (
            12,
            "Health",
            "Communication between health services – health professionals were sometimes not aware of the involvement of others or of a diagnosis",
        ),
        (
            16,
            "",
            "Children in care who live in Worcs but are placed from another county cannot access Worcs services and support",
        ),
        (
            23,
            "Education",
            "Work with parents to gain a better understanding of SEND rather than blaming them.",
        ),
        (
            30,
            "Health",
            "No counselling services available during lockdown.",
        ),
        (
            32,
            "General",
            "More funding and investment is needed throughout the system.",
        ),
        (
            35,
            "Education, Health and Care Needs Assessment (EHCNA) Process",
            "Parents want there to be sufficient funding to pay for the staff needed to fulfil an EHCP",
        ),
        (
            36,
            "Health",
            "More funding for Children and Adolescent Mental Health Service (CAMHS).",
        ),
        (
            43,
            "Social Care",
            "Lack of Social Care provision for SEND children",
        ),
        (
            46,
            "Out of School provision",
            "Mainstream activities/clubs cannot support children SEND",
        ),
        (
            47,
            "Alternative Therapies",
            "More alternative therapies in school More access to sensory equipment and spaces in school",
        ),
    ] {
        assert_eq!(
            rows[number - 1]["service"].as_str().unwrap_or(""),
            service,
            "{number}"
        );
        assert_eq!(cell(number, "comment"), comment);
    }
    assert_eq!(
        cell(21, "comment"),
        "22% (60%) of parents whose children attended a mainstream school said they didn't think the staff had a suitable understanding of their child's SEND*. It was clear that an understanding was often patchy and wasn't consistent across the whole school. * in 2021 there was an option of some staff have an understanding (48%)"
    );
    assert_eq!(
        cell(27, "promised"),
        "Service now works at 100% for new assessments. Monitor and maintain levels."
    );
    assert_eq!(
        cell(29, "done"),
        "Appointment letter process reviewed and monitored for effectiveness via Did Not attend rates (DNA)"
    );
    assert_eq!(
        cell(38, "next"),
        "We are reviewing the team structures as part of the development of the All Age Disability service to have a locality focus and are committed to same outcomes for all CYP. By integrating the teams there is a move to shared problem solving rather than \"buck passing\"."
    );
    assert_eq!(
        cell(45, "next"),
        "WCF are re-commissioning short breaks activities and have been working with stakeholders to understand what the needs and requirements are for the future. New Short Breaks provision to be in place from March 2022"
    );
    assert_eq!(
        cell(48, "done"),
        "We have continued to promote the Graduated Response (GR) through social media campaigns running throughout the year. The Post 16 Graduated response guidance was published in December 2020."
    );
    assert_eq!(
        cell(56, "done"),
        "The Quality Assurance (QA) approach for new EHCPs is now well embedded and has led to improvements in the specificity of provision."
    );
    assert_eq!(
        cell(60, "promised"),
        "Share the multi-agency review into Speech and language provision recommendations with stakeholders inclusive of parent carers."
    );
    assert_eq!(
        cell(62, "promised"),
        "Implementation of the CYP MH&WB Transformation Plan for Worcestershire."
    );
    // Row 14's cell says that the whole theme is new.
    assert_eq!(
        cell(14, "service"),
        "New in 2021 this was an overarching theme across all services"
    );
}

#[tokio::test]
async fn a_row_broken_over_a_page_is_one_row() {
    let app = TestApp::seeded().await;
    let rows = rows(&app).await;
    let cell = |number: usize, field: &str| rows[number - 1][field].as_str().unwrap();
    let lines = |number: usize| {
        let citation = &rows[number - 1]["citations"][0];
        (
            citation["lineFrom"].as_u64().unwrap(),
            citation["lineTo"].as_u64().unwrap(),
        )
    };
    // Each: the row, its lines, and words that stand on both sides of the break.
    for (number, from, to, field, joined) in [
        (
            1,
            186,
            213,
            "next",
            "and includes a range of SENCos from different schools across the county. In September 2021 we will be launching",
        ),
        (
            2,
            214,
            218,
            "next",
            "via better joint working, understanding of roles and responsibilities in meeting needs.",
        ),
        (
            13,
            235,
            239,
            "comment",
            "rather than all of social care as in 2020 ** in 2021 it EIFS rather than Early Help in general",
        ),
        (
            15,
            246,
            269,
            "next",
            "helping us together with families with longer term planning. It will also help us to communicate the different pathways.",
        ),
        (
            15,
            246,
            269,
            "comment",
            "They want practical help and support across the county, with any universally available support offering support for SEND families.",
        ),
        (
            16,
            270,
            288,
            "next",
            "in particular to other Virtual Schools. Any child in care who attends a Worcestershire school can access",
        ),
        (
            17,
            289,
            319,
            "next",
            "we will keep a record of which schools take up the training. This will also mean CCN can reach out",
        ),
        (
            19,
            320,
            321,
            "next",
            "will enable access by Children, Young People, Families and professional partners to resources and tools.",
        ),
        (
            20,
            322,
            328,
            "done",
            "a quarterly report to the Senior Leadership team at WCF – this is used to identify where there are gaps in provision.",
        ),
        (
            22,
            336,
            339,
            "next",
            "will have key people with Autism knowledge in the setting",
        ),
        (
            25,
            342,
            346,
            "comment",
            "46% (46%) of those parents who had accessed Early Help* or 79% Social Care* said they were either fairly or very satisfied",
        ),
        (
            28,
            353,
            356,
            "next",
            "The Paediatric Occupational Therapy (OT) and Physiotherapy (PT) service review commenced August 2021",
        ),
        (
            31,
            359,
            366,
            "promised",
            "As recovery is achieved the support offer will improve. We plan to start workshops to support families in January 2021.",
        ),
        (
            31,
            359,
            366,
            "done",
            "Information is provided regarding estimated length of the assessment process in total and waits to each individual service assessment.",
        ),
        (
            36,
            377,
            384,
            "next",
            "services of an additional £1.8m across the STP. This will increase capacity in children and young people's eating disorder services, crisis services and community mental health services.",
        ),
        (
            39,
            391,
            395,
            "next",
            "Our strategy will be underpinned by an action plan which will describe how we intend to develop practice and services as we move forward.",
        ),
        (
            44,
            406,
            410,
            "comment",
            "12% (15%) of parents wanted their children involved in whole school activities. 15% (17%) of parents wanted more breaktime and after school inclusion.",
        ),
        (
            54,
            436,
            445,
            "next",
            "to cover statutory assessments and open up to traded school support fully by April 2022.",
        ),
        (
            57,
            453,
            456,
            "done",
            "range of approaches to help with participation and a feedback form for parent carers",
        ),
        (
            61,
            468,
            488,
            "next",
            "CYP with ASD are not excluded but feedback to date is the interventions had minimal effect due to the nature of the ASD.",
        ),
        (
            64,
            518,
            537,
            "done",
            "A multi-agency Stakeholder group has been established – to share any consultation and engagement activity across health, education, social care and the voluntary sector.",
        ),
    ] {
        assert_eq!(lines(number), (from, to), "row {number}");
        assert!(
            cell(number, field).contains(joined),
            "row {number} {field}: {}",
            cell(number, field)
        );
    }
    // The heading row that is printed again on each page is in no cell.
    for row in &rows {
        for field in ["comment", "promised", "done", "next"] {
            let text = row[field].as_str().unwrap_or("");
            assert!(
                !text.contains("In 2020 we said we would"),
                "{} {field}",
                row["number"]
            );
            assert!(
                !text.contains("2021 and Future plans"),
                "{} {field}",
                row["number"]
            );
        }
    }
    assert_eq!(
        cell(53, "next"),
        "The new EHCP pathway will be shared with educational settings in September 2021 for immediate implementation."
    );
    assert_eq!(
        cell(64, "comment"),
        "Involve parent carers in the planning of services available to support children/ young people with SEND in Worcestershire. 87% (86%) of respondents said they hadn't been given the opportunity to be involved in planning services. we asked the question; 'Would you like to be involved?' and 63% said they would."
    );
}

#[tokio::test]
async fn rows_are_filtered_by_heading_service_words_and_area() {
    let app = TestApp::seeded().await;
    for (heading, count) in THEMES {
        let data = app
            .query(&format!(
                "{{ feedbackItems(filter: {{heading: [\"{heading}\"]}}) {{ totalCount }} }}"
            ))
            .await;
        assert_eq!(data["feedbackItems"]["totalCount"], count, "{heading}");
    }
    let data = app
        .query(
            "{ two: feedbackItems(filter: {heading: [\"Funding\", \"Provision\"]}) { totalCount }
               health: feedbackItems(filter: {service: [\"Health\"]}) { nodes { number } }
               fresh: feedbackItems(filter: {heading: [\"Funding\"], isNew: true}) { nodes { number } }
               words: feedbackItems(filter: {text: \"MISTED OUT OF NOWHERE\"}) { totalCount }
               dyslexia: feedbackItems(filter: {text: \"dyslexia\"}) { nodes { number } }
               wave: feedbackItems(filter: {wave: [\"worcestershire/parent-carer-survey/2020\"]}) { totalCount }
               county: feedbackItems(filter: {area: [\"leicestershire\"]}) { totalCount } }",
        )
        .await;
    let numbers = |name: &str| -> Vec<u64> {
        data[name]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["number"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(data["two"]["totalCount"], 16);
    assert_eq!(
        numbers("health"),
        [9, 10, 11, 12, 19, 24, 28, 29, 30, 31, 36]
    );
    assert_eq!(numbers("fresh"), [35]);
    assert_eq!(numbers("dyslexia"), [17, 54]);
    for nothing in ["words", "wave", "county"] {
        assert_eq!(data[nothing]["totalCount"], 0, "{nothing}");
    }
}
