//! Inspections as the documents report them.

use serde_json::{Value, json};

use crate::app::TestApp;

#[tokio::test]
async fn leicestershires_inspection_of_2020_found_two_areas_of_weakness() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ inspections(filter: {area: \"leicestershire\"}) { totalCount nodes {
                 path title framework kind outcome outcomeKind found progressed outstanding inspectors recordVersion
                 held { published precision from to } reportPublished { published precision from to }
                 area { path name } follows { path } revisits { totalCount }
                 weaknesses { totalCount nodes { path } } plans { nodes { path kind } }
                 weaknessStates { state weakness { number } }
                 citations { place lineFrom lineTo quote document { path } } } }
               joint: inspections(filter: {area: \"leicestershire\", framework: JOINT_2016, kind: FULL, outcome: STATEMENT_REQUIRED}) { totalCount }
               newer: inspections(filter: {area: \"leicestershire\", framework: AREA_2023}) { totalCount nodes { path } }
               words: inspections(filter: {text: \"two significant areas\"}) { nodes { path } } }",
        )
        .await;
    assert_eq!(data["inspections"]["totalCount"], 1);
    let inspection = &data["inspections"]["nodes"][0];
    assert_eq!(inspection["path"], "leicestershire/inspection-2020");
    assert_eq!(
        inspection["title"],
        "Joint area SEND inspection in Leicestershire"
    );
    assert_eq!(inspection["framework"], "JOINT_2016");
    assert_eq!(inspection["kind"], "FULL");
    assert_eq!(
        inspection["outcome"],
        "a Written Statement of Action (WSOA) is required because of two significant areas of weakness in the local area's practice"
    );
    assert_eq!(inspection["outcomeKind"], "STATEMENT_REQUIRED");
    assert_eq!(inspection["found"], 2);
    for field in ["progressed", "outstanding", "follows"] {
        assert_eq!(inspection[field], Value::Null, "{field}");
    }
    assert_eq!(
        inspection["inspectors"],
        "Ofsted and the Care Quality Commission (CQC)"
    );
    assert_eq!(
        inspection["held"],
        json!({ "published": "Between 3 February and 7 February 2020", "precision": "RANGE", "from": "2020-02-03", "to": "2020-02-07" })
    );
    assert_eq!(
        inspection["reportPublished"],
        json!({ "published": "15th May 2020", "precision": "DAY", "from": "2020-05-15", "to": "2020-05-15" })
    );
    assert_eq!(
        inspection["area"],
        json!({ "path": "leicestershire", "name": "Leicestershire" })
    );
    assert_eq!(inspection["revisits"]["totalCount"], 0);
    assert_eq!(
        inspection["weaknesses"],
        json!({ "totalCount": 2, "nodes": [{ "path": "leicestershire/weakness-1" }, { "path": "leicestershire/weakness-2" }] })
    );
    assert_eq!(
        inspection["plans"]["nodes"],
        json!([{ "path": "leicestershire/wsoa-2020", "kind": "WSOA" }])
    );
    assert_eq!(
        inspection["weaknessStates"],
        json!([
            { "state": "FOUND", "weakness": { "number": 1 } },
            { "state": "FOUND", "weakness": { "number": 2 } },
        ])
    );
    let citations = inspection["citations"].as_array().unwrap();
    assert_eq!(citations.len(), 4);
    assert_eq!(citations[1]["lineFrom"], 13);
    assert_eq!(
        citations[1]["quote"],
        "conducted a joint inspection of the local area of Leicestershire"
    );
    assert_eq!(citations[1]["document"]["path"], "leicestershire-wsoa-2020");
    assert_eq!(data["joint"]["totalCount"], 1);
    assert_eq!(data["newer"], json!({ "totalCount": 0, "nodes": [] }));
    assert_eq!(
        data["words"]["nodes"],
        json!([{ "path": "leicestershire/inspection-2020" }])
    );
}
