//! The reviews by the department and the NHS, held and expected.

use serde_json::{Value, json};

use crate::app::TestApp;

#[tokio::test]
async fn three_reviews_were_held_and_one_is_expected() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ reviews { totalCount nodes { path title by state outcome held { published precision from to }
                 area { path } plan { path } findings { finding statement workstream { path number } weakness { path } }
                 citations { lineFrom document { path } } } } }",
        )
        .await;
    assert_eq!(data["reviews"]["totalCount"], 4);
    let rows = data["reviews"]["nodes"].as_array().unwrap();
    let expected = [
        (
            "worcestershire/review-2022-09",
            "6-month APP Review",
            "September 2022",
            "2022-09-01",
            "2022-09-30",
            "HELD",
            "worcestershire/app-2022",
        ),
        (
            "worcestershire/review-2023-04",
            "12-month APP Review",
            "April 2023",
            "2023-04-01",
            "2023-04-30",
            "HELD",
            "worcestershire/app-2022",
        ),
        (
            "worcestershire/review-2023-09",
            "18-month APP Review",
            "September 2023",
            "2023-09-01",
            "2023-09-30",
            "HELD",
            "worcestershire/app-2022",
        ),
        (
            "worcestershire/review-2024-04",
            "Next external DfE /NHSE review",
            "April 2024",
            "2024-04-01",
            "2024-04-30",
            "EXPECTED",
            "worcestershire/app-2023-draft",
        ),
    ];
    for (row, (path, title, held, from, to, state, plan)) in rows.iter().zip(expected) {
        assert_eq!(row["path"], path);
        assert_eq!(row["title"], title);
        assert_eq!(
            row["held"],
            json!({"published": held, "precision": "MONTH", "from": from, "to": to})
        );
        assert_eq!(row["state"], state);
        assert_eq!(row["plan"]["path"], plan);
        assert_eq!(row["area"]["path"], "worcestershire");
        assert_eq!(row["by"].as_str().unwrap().replace(' ', ""), "DfE/NHSE");
        for citation in row["citations"].as_array().unwrap() {
            assert_eq!(citation["document"]["path"], "worcestershire-scrutiny-2023");
        }
    }
    // The outcome letters were not published with the report: only the last one is quoted in it.
    for row in [0, 1, 3] {
        assert_eq!(rows[row]["outcome"], Value::Null);
        assert_eq!(rows[row]["findings"], json!([]));
    }
    assert_eq!(
        rows[2]["outcome"],
        "The evidence provided, alongside the feedback from partners, demonstrated the range of actions in place to continue and accelerate improvement."
    );
    assert_eq!(
        rows[2]["findings"],
        json!([{
            "finding": "CLEAR_AND_SUSTAINED_PROGRESS",
            "statement": "Both in your documentation and during this progress review, it is the view of the DfE and NHSE that you have now been able to demonstrate clear and sustained progress for Workstream 1: 'The variation in the skills and commitment of some mainstream schools to provide effective support for children with SEND'.",
            "workstream": {"path": "worcestershire/app-2022/workstream-1", "number": "1"},
            "weakness": {"path": "worcestershire/weakness-1"},
        }])
    );
}

#[tokio::test]
async fn reviews_are_filtered_and_found_from_plan_workstream_and_weakness() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ held: reviews(filter: {state: [HELD]}) { totalCount }
               expected: reviews(filter: {state: [EXPECTED]}) { nodes { path } }
               draft: reviews(filter: {plan: [\"worcestershire/app-2023-draft\"]}) { nodes { path } }
               county: reviews(filter: {area: [\"leicestershire\"]}) { totalCount }
               words: reviews(filter: {text: \"accelerate improvement\"}) { nodes { path } }
               plan(path: \"worcestershire/app-2022\") { reviews { totalCount } }
               weaknesses(filter: {area: [\"worcestershire\"]}) { nodes { number findings { finding review { path } } } }
               workstreams(filter: {plan: [\"worcestershire/app-2022\"]}) { nodes { number findings { review { path } } } } }",
        )
        .await;
    assert_eq!(data["held"]["totalCount"], 3);
    assert_eq!(
        data["expected"]["nodes"],
        json!([{"path": "worcestershire/review-2024-04"}])
    );
    assert_eq!(
        data["draft"]["nodes"],
        json!([{"path": "worcestershire/review-2024-04"}])
    );
    assert_eq!(data["county"]["totalCount"], 0);
    assert_eq!(
        data["words"]["nodes"],
        json!([{"path": "worcestershire/review-2023-09"}])
    );
    assert_eq!(data["plan"]["reviews"]["totalCount"], 3);
    assert_eq!(
        data["weaknesses"]["nodes"],
        json!([
            {"number": 1, "findings": [{"finding": "CLEAR_AND_SUSTAINED_PROGRESS", "review": {"path": "worcestershire/review-2023-09"}}]},
            {"number": 2, "findings": []},
            {"number": 3, "findings": []},
            {"number": 4, "findings": []},
        ])
    );
    assert_eq!(
        data["workstreams"]["nodes"][0]["findings"],
        json!([{"review": {"path": "worcestershire/review-2023-09"}}])
    );
}
