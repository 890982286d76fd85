//! The schedule of Leicestershire's statement: 33 rows with a date, 12 entries still to schedule.

use serde_json::{Value, json};

use crate::app::TestApp;

const QUERY: &str = "{ meetings(first: 100, filter: {plan: \"leicestershire/wsoa-2020\"}) { totalCount nodes { path state who purpose held { published precision from to } organisations { path } citations { place lineFrom lineTo } } }
    scheduled: meetings(filter: {area: \"leicestershire\", state: SCHEDULED}) { totalCount }
    open: meetings(filter: {area: \"leicestershire\", state: TO_SCHEDULE}) { totalCount }
    words: meetings(filter: {text: \"steering/working\"}) { totalCount }
    who: meetings(filter: {text: \"send alliance\"}) { totalCount }
    plan(path: \"leicestershire/wsoa-2020\") { meetings(first: 100) { totalCount } } }";

async fn meetings(app: &TestApp) -> Vec<Value> {
    let data = app.query(QUERY).await;
    data["meetings"]["nodes"].as_array().unwrap().clone()
}

fn organisations(meeting: &Value) -> Vec<&str> {
    let mut paths: Vec<&str> = meeting["organisations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|organisation| organisation["path"].as_str().unwrap())
        .collect();
    paths.sort_unstable();
    paths
}

#[tokio::test]
async fn thirty_three_meetings_have_a_date_and_twelve_are_still_to_be_scheduled() {
    let app = TestApp::seeded().await;
    let data = app.query(QUERY).await;
    assert_eq!(data["meetings"]["totalCount"], 45);
    assert_eq!(data["plan"]["meetings"]["totalCount"], 45);
    assert_eq!(data["scheduled"]["totalCount"], 33);
    assert_eq!(data["open"]["totalCount"], 12);
    assert_eq!(data["words"]["totalCount"], 4);
    assert_eq!(data["who"]["totalCount"], 3);
    let all = data["meetings"]["nodes"].as_array().unwrap();
    for (number, meeting) in (1..).zip(all) {
        assert_eq!(
            meeting["path"],
            format!("leicestershire/wsoa-2020/meeting-{number:02}")
        );
        assert_eq!(
            meeting["state"],
            if number <= 33 {
                "SCHEDULED"
            } else {
                "TO_SCHEDULE"
            }
        );
        assert!(!meeting["citations"].as_array().unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_scheduled_rows_stand_in_printed_order_with_their_days() {
    let app = TestApp::seeded().await;
    let all = meetings(&app).await;
    let days: Vec<&str> = all[..33]
        .iter()
        .map(|meeting| meeting["held"]["from"].as_str().unwrap())
        .collect();
    assert_eq!(
        days,
        [
            "2020-05-29",
            "2020-06-03",
            "2020-06-05",
            "2020-06-08",
            "2020-06-09",
            "2020-06-11",
            "2020-06-16",
            "2020-06-16",
            "2020-06-18",
            "2020-06-16",
            "2020-06-22",
            "2020-06-23",
            "2020-06-23",
            "2020-06-25",
            "2020-07-02",
            "2020-07-07",
            "2020-07-09",
            "2020-07-13",
            "2020-07-14",
            "2020-07-14",
            "2020-07-16",
            "2020-08-04",
            "2020-08-05",
            "2020-08-11",
            "2020-08-13",
            "2020-08-18",
            "2020-08-20",
            "2020-08-24",
            "2020-08-25",
            "2020-09-01",
            "2020-09-02",
            "2020-09-22",
            "2020-10-05",
        ]
    );
    for (number, published, who, purpose) in [
        (
            1,
            "29/05/20",
            "P Sumner, B Wile",
            "Template agreed (LA SEND)",
        ),
        (
            8,
            "16/06/20",
            "IT governance, B Wile",
            "Collaboration space detail and documents (agreements) prepared and distributed for sign off",
        ),
        (
            9,
            "18/06/20",
            "PCF, CCG, LPT and LA",
            "WSOA template, strategy for development and info sharing agreements discussed",
        ),
        (
            12,
            "23/06/20",
            "D Philippides, L McCalla, B Wile",
            "YP survey / questionnaire planning",
        ),
        (
            13,
            "23/06/20",
            "PCF CCG, LPT, and LA",
            "Shared space discussion, update on developments",
        ),
        (
            14,
            "25/06/20",
            "DfE (K Rowland), PS, TC, BWile",
            "WSOA progress update",
        ),
        (
            15,
            "02/07/20",
            "LLR LA reps",
            "Commissioning Strategy planning",
        ),
        (
            18,
            "13/07/20",
            "SEND and Incl. Board",
            "WSOA development schedule and QALF update",
        ),
        (
            21,
            "16/07/20",
            "SEND Alliance, CCG, LPT, PCF, LA",
            "WSOA workshop",
        ),
        (
            23,
            "05/08/20",
            "Children & Family Service Departmental Management team",
            "Agreement on format and background information",
        ),
        (
            25,
            "13/08/20",
            "SEND Alliance, CCG, LPT, PCF, LA",
            "WSOA workshop",
        ),
        (
            30,
            "01/09/20",
            "Children & Family Overview Scrutiny Committee",
            "Member consultation",
        ),
        (
            33,
            "05/10/20",
            "SEND & Inclusion Board",
            "Final sign-off and submission to Ofsted",
        ),
    ] {
        let meeting = &all[number - 1];
        assert_eq!(meeting["held"]["published"], published);
        assert_eq!(meeting["held"]["precision"], "DAY");
        assert_eq!(meeting["held"]["from"], meeting["held"]["to"]);
        assert_eq!(meeting["who"], who);
        assert_eq!(meeting["purpose"], purpose);
    }
    // One row with three days.
    assert_eq!(
        all[9]["held"],
        json!({ "published": "16 th , 18 th , 24 th June 2020", "precision": "DAYS", "from": "2020-06-16", "to": "2020-06-24" })
    );
    assert_eq!(all[9]["who"], "SENCO Net, T Common, B Wile");
    assert_eq!(all[7]["citations"][0]["lineFrom"], 138);
    assert_eq!(all[7]["citations"][0]["lineTo"], 139);
}

#[tokio::test]
async fn the_open_entries_keep_their_words_and_only_the_dates_they_state() {
    let app = TestApp::seeded().await;
    let all = meetings(&app).await;
    let open = &all[33..];
    let purposes: Vec<&str> = open
        .iter()
        .map(|meeting| meeting["purpose"].as_str().unwrap())
        .collect();
    assert_eq!(
        purposes,
        [
            "Weekly catch-ups with CCG, LPT, LA from mid-July to mid-September to be scheduled",
            "Fortnightly catch-ups with CCG, LPT, LA and PCF from mid-July to mid-September to be scheduled",
            "PCF and SEND Alliance workshops (September 2020)",
            "YP workshop x 1 (September 2020)",
            "Scrutiny engagement (September 1st 2020)",
            "Cabinet Briefings (15/09/20, 29/09/20)",
            "Elected Member briefings x 2 (August, September 2020)",
            "Schools engagement workshop x 2 (August, September 2020)",
            "Also regular updates through Local Offer and surveys (YP and Parent Carer)",
            "Virtual Local Offer Roadshow September 2020",
            "CCG/LPT governance sign-off September 2020",
            "DMT and Lead Member update mid-August",
        ]
    );
    // `mid-July` and `mid-August` name no year: nothing is read from them.
    for number in [0, 1, 11] {
        assert_eq!(open[number]["held"]["precision"], Value::Null);
        assert_eq!(open[number]["held"]["from"], Value::Null);
    }
    assert_eq!(
        open[0]["held"]["published"],
        "from mid-July to mid-September"
    );
    assert_eq!(open[8]["held"], Value::Null);
    for number in [2, 3, 9, 10] {
        assert_eq!(
            open[number]["held"],
            json!({ "published": "September 2020", "precision": "MONTH", "from": "2020-09-01", "to": "2020-09-30" })
        );
    }
    assert_eq!(
        open[4]["held"],
        json!({ "published": "September 1st 2020", "precision": "DAY", "from": "2020-09-01", "to": "2020-09-01" })
    );
    assert_eq!(open[5]["held"]["from"], "2020-09-15");
    assert_eq!(open[5]["held"]["to"], "2020-09-29");
}

#[tokio::test]
async fn two_months_before_one_year_are_both_read() {
    let app = TestApp::seeded().await;
    let all = meetings(&app).await;
    for number in [40, 41] {
        let held = &all[number - 1]["held"];
        assert_eq!(held["published"], "August, September 2020");
        assert_eq!(held["from"], "2020-08-01", "{held}");
        assert_eq!(held["to"], "2020-09-30", "{held}");
    }
}

#[tokio::test]
async fn those_who_met_are_known_as_organisations() {
    let app = TestApp::seeded().await;
    let all = meetings(&app).await;
    let [ccg, lpt, la, pcf] = [
        "leicestershire-ccgs",
        "leicestershire-partnership-nhs-trust",
        "leicestershire-county-council",
        "leicestershire-parent-carer-forum",
    ];
    for (number, expected) in [
        (2, vec![ccg, la]),
        (3, vec![ccg, la, lpt]),
        (6, vec!["leicestershire-send-inclusion-board"]),
        (7, vec![la, "leicestershire-young-people"]),
        (9, vec![ccg, la, pcf, lpt]),
        (14, vec!["department-for-education", la]),
        (17, vec!["department-for-education"]),
        (21, vec![ccg, la, pcf, lpt, "leicestershire-send-alliance"]),
        (26, vec![la]),
        (30, vec!["leicestershire-scrutiny-committee"]),
        (36, vec![pcf, "leicestershire-send-alliance"]),
        (42, vec![]),
        (44, vec![ccg, lpt]),
    ] {
        assert_eq!(organisations(&all[number - 1]), expected, "{number}");
    }
}
