//! The reviews by the department and the NHS, held and expected.

use chrono::{Days, Utc};
use goldenthread::entity::{change, user::Role};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
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

/// A day on which a review cannot have been is refused in words, and one that has passed meanwhile is not asked about.
#[tokio::test]
async fn a_review_is_after_the_inspection_and_expected_on_a_day_to_come() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let plan = app
        .query("{ plan(path: \"leicestershire/wsoa-2020\") { id } }")
        .await["plan"]["id"]
        .take();
    let today = Utc::now().date_naive();
    let yesterday = (today - Days::new(1)).to_string();
    let next_week = (today + Days::new(7)).to_string();
    let add = "mutation Add($input: AddReviewInput!) { addReview(input: $input) {
      review { id path recordVersion } problems { code path message } } }";
    let input = |day: &str, state: &str| {
        json!({ "input": { "plan": plan, "note": "The letter of the DfE says so.", "title": "Second review", "by": "DfE",
            "heldOn": day, "state": state, "findings": [] } })
    };
    let before = "This is before 3 February 2020, the earliest day of the inspection that the plan answers. Check the year.";
    let passed = "This day has passed. Say that the review was held, or give a day to come.";
    for (day, state, words) in [
        ("2019-05-01", "HELD", before),
        (yesterday.as_str(), "EXPECTED", passed),
        (
            "2099-05-01",
            "EXPECTED",
            "This is more than ten years from now. Check the year.",
        ),
    ] {
        let refused = editor.ask(add, input(day, state)).await["data"]["addReview"].take();
        assert_eq!(
            refused["problems"],
            json!([{ "code": "INVALID", "path": ["heldOn"], "message": words }]),
            "{day}"
        );
    }
    let made = editor.ask(add, input(&next_week, "EXPECTED")).await["data"]["addReview"].take();
    assert_eq!(made["problems"], json!([]), "{made}");
    let (id, path) = (&made["review"]["id"], made["review"]["path"].as_str());
    pass(&app, path.unwrap(), &next_week, &yesterday).await;
    let edit = "mutation Edit($input: EditReviewInput!) { editReview(input: $input) {
      review { title } problems { code path message } } }";
    let changed = |day: &str, title: &str| {
        let mut changed = input(day, "EXPECTED");
        let own = changed["input"].as_object_mut().unwrap();
        own.remove("plan");
        own.extend([
            ("id".to_owned(), id.clone()),
            ("expectedVersion".to_owned(), json!(1)),
            ("title".to_owned(), json!(title)),
        ]);
        changed
    };
    let day_before = (today - Days::new(2)).to_string();
    for (day, words) in [("2019-05-01", before), (day_before.as_str(), passed)] {
        let refused = editor.ask(edit, changed(day, "Another")).await["data"]["editReview"].take();
        assert_eq!(
            refused["problems"],
            json!([{ "code": "INVALID", "path": ["heldOn"], "message": words }])
        );
    }
    let done = editor.ask(edit, changed(&yesterday, "Another")).await["data"]["editReview"].take();
    assert_eq!(
        done,
        json!({ "review": { "title": "Another" }, "problems": [] })
    );
}

/// Has the log say another day of a record, as if it had been written long ago.
async fn pass(app: &TestApp, path: &str, from: &str, to: &str) {
    let db = &app.database.db;
    let found = change::Entity::find().filter(change::Column::RecordPath.eq(path));
    let row = found.one(db).await.unwrap().unwrap();
    let after = row.after.as_ref().unwrap().to_string().replace(from, to);
    let mut row = row.into_active_model();
    row.after = Set(serde_json::from_str(&after).unwrap());
    row.update(db).await.unwrap();
}
