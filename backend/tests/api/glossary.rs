//! The two glossaries: 26 abbreviations of the plan, 26 headwords of the strategy.

use serde_json::{Value, json};

use crate::app::TestApp;

async fn terms(app: &TestApp, document: &str) -> Vec<Value> {
    let data = app
        .query(&format!(
            "{{ glossaryTerms(first: 100, filter: {{document: [\"{document}\"]}}) {{ totalCount nodes {{ path term meaning expandsTo note
                 area {{ path }} document {{ path glossaryTerms {{ totalCount }} }} citations {{ lineFrom lineTo }} dataQualityNotes {{ rule }} }} }} }}"
        ))
        .await;
    assert_eq!(data["glossaryTerms"]["totalCount"], 26);
    let rows = data["glossaryTerms"]["nodes"].as_array().unwrap().clone();
    for row in &rows {
        assert_eq!(row["area"]["path"], "worcestershire");
        assert_eq!(
            row["document"],
            json!({"path": document, "glossaryTerms": {"totalCount": 26}})
        );
    }
    rows
}

#[tokio::test]
async fn the_plan_spells_out_twenty_six_abbreviations() {
    let app = TestApp::seeded().await;
    let rows = terms(&app, "worcestershire-app-2022").await;
    let mut found: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| {
            assert_eq!(row["meaning"], Value::Null);
            (
                row["term"].as_str().unwrap(),
                row["expandsTo"].as_str().unwrap(),
            )
        })
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("AP", "Alternative Provision"),
            ("APP", "Accelerated Progress Plan"),
            ("ASWP", "Advanced Social Work Practitioner"),
            ("CAMHS", "Child and Adolescent Mental Health Services"),
            ("CCG", "Clinical Commissioning Group"),
            ("CEO", "Chief Executive Officers"),
            ("CYP", "Children & Young People"),
            ("DCS", "Director of Children Services"),
            ("EHC", "Education & Health Care"),
            ("EHCNA", "Education Health Care Needs Assessment"),
            ("EHCP", "Education & Health Care Plans"),
            ("EY", "Early Years"),
            ("FE", "Further Education"),
            ("FiP", "Families in Partnership"),
            (
                "HWHCT",
                "Herefordshire and Worcestershire Health and Care Trust"
            ),
            // Not Performance: as printed.
            ("KPIs", "Key Impact Indicators"),
            ("MAT", "Multi Academy Trust"),
            ("SC", "Social Care"),
            ("SENCo", "Special Educational Needs Coordinator"),
            ("SEND", "Special Educational Needs and Disabilities"),
            (
                "SENDIASS",
                "Special Educational Needs and Disabilities Information Advice and Support Services"
            ),
            ("SIB", "SEND Improvement Board"),
            ("WAC", "Worcestershire Association of Carers"),
            ("WCC", "Worcestershire County Council"),
            ("WCF", "Worcestershire Children First"),
            ("YP", "Young Person(s)"),
        ]
    );
    let line = |term: &str| {
        rows.iter().find(|row| row["term"] == term).unwrap()["citations"][0]["lineFrom"].clone()
    };
    assert_eq!(line("AP"), 28);
    assert_eq!(line("KPIs"), 29);
    assert_eq!(line("YP"), 32);
    assert_eq!(line("SC"), 34);
}

#[tokio::test]
async fn the_strategy_explains_twenty_five_of_its_twenty_six_headwords() {
    let app = TestApp::seeded().await;
    let rows = terms(&app, "worcestershire-strategy-2021").await;
    let mut found: Vec<&str> = rows
        .iter()
        .map(|row| row["term"].as_str().unwrap())
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "All-age Disability Service",
            "Annual review",
            "Assess, Plan, Do, Review",
            "Autism",
            "Care Quality Commission",
            "Clinical Commissioning Groups",
            "Co-production",
            "DCO",
            "Deprivation of Liberty Safeguards (DoLS)",
            "EHCNA",
            "Early Years Provider",
            "Early help",
            "Education, Health and Care plan (EHCP)",
            "Emotional Health and Wellbeing",
            "Exclusions and Alternative Provision Implementation Plan",
            "Further Education (FE) College",
            "Graduated Response",
            "Health and Wellbeing Board",
            "Health and Wellbeing Strategy",
            "Here2Help",
            "Local authority",
            "Mental Capacity Act",
            "NEET",
            "Ofsted",
            "Pre-School Forum",
            "Preparation for adulthood",
        ]
    );
    let of = |term: &str| rows.iter().find(|row| row["term"] == term).unwrap();
    let without: Vec<&Value> = rows.iter().filter(|row| row["meaning"].is_null()).collect();
    // The text ends at this headword.
    assert_eq!(without.len(), 1);
    assert_eq!(without[0]["term"], "Pre-School Forum");
    assert_eq!(without[0]["citations"][0]["lineFrom"], 171);
    assert!(
        without[0]["dataQualityNotes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|note| note["rule"] == "MISSING_VALUE")
    );
    assert_eq!(
        of("Annual review")["meaning"],
        "The review of an EHCP which the Local Authority must make as a minimum every 12 months."
    );
    // Broken over a page, one text again.
    assert_eq!(
        of("Assess, Plan, Do, Review")["meaning"],
        "Also known as the Graduated Response, this is a guide which enables educational settings to plan and implement support for children and young people with Special Educational Needs and/or Disabilities."
    );
    assert_eq!(
        of("Emotional Health and Wellbeing")["meaning"],
        "The government established a task force in 2015 to promote, protect and improve children and young people's mental health and wellbeing. In collaboration with the CCG Worcestershire C developed the transformation plan to improve services within the County, providing advice, support, and training."
    );
    assert_eq!(of("DCO")["expandsTo"], "Designated Clinical Officer");
    assert!(
        of("DCO")["meaning"]
            .as_str()
            .unwrap()
            .starts_with("The officer supports Herefordshire and Worcestershire")
    );
    assert_eq!(
        of("NEET")["expandsTo"],
        "Not in Education, Employment, or Training"
    );
    assert_eq!(
        of("EHCNA")["expandsTo"],
        "Education, Health and Care Needs Assessment"
    );
    assert_eq!(
        of("Local authority")["meaning"],
        "An organisation responsible for the delivery of public services, and for providing facilities within a certain area."
    );
    assert!(
        of("Clinical Commissioning Groups")["meaning"]
            .as_str()
            .unwrap()
            .contains("overseen by NHS England (including")
    );
    assert!(
        of("Health and Wellbeing Strategy")["meaning"]
            .as_str()
            .unwrap()
            .ends_with("Targeted at those who's health is currently the poorest.")
    );
    // What is left of an entry whose headword is lost belongs to no other entry.
    assert!(rows.iter().all(|row| {
        !row["meaning"]
            .as_str()
            .unwrap_or("")
            .contains("partners will make to best meet")
    }));
}

#[tokio::test]
async fn terms_are_found_by_words_and_area() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ all: glossaryTerms { totalCount }
               county: glossaryTerms(filter: {area: [\"leicestershire\"]}) { totalCount }
               both: glossaryTerms(filter: {text: \"ehcna\"}) { nodes { term document { path } } }
               impact: glossaryTerms(filter: {text: \"KEY IMPACT\"}) { nodes { term } } }",
        )
        .await;
    assert_eq!(data["all"]["totalCount"], 52);
    // The statement says of its glossary: to be completed and included.
    assert_eq!(data["county"]["totalCount"], 0);
    let both: Vec<&str> = data["both"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["document"]["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        both,
        ["worcestershire-app-2022", "worcestershire-strategy-2021"]
    );
    assert_eq!(data["impact"]["nodes"], json!([{"term": "KPIs"}]));
}
