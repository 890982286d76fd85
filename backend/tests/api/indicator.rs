//! The figures of Leicestershire's statement: both SEN2 tables, age bands, absence, exclusions,
//! looked-after children and the population, each as printed and as a number.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::app::TestApp;

const FIELDS: &str = "path geography geographyName measure published value period periodFrom periodTo note asAt { published precision from to } area { path } indicator { path unit polarity } document { path }";

/// All 95 values by their path without the area.
async fn values(app: &TestApp) -> HashMap<String, Value> {
    let data = app
        .query(&format!(
            "{{ indicatorValues(first: 100) {{ totalCount nodes {{ {FIELDS} }} }} }}"
        ))
        .await;
    assert_eq!(data["indicatorValues"]["totalCount"], 95);
    data["indicatorValues"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| {
            let path = value["path"].as_str().unwrap();
            (path.replace("/leicestershire", ""), value.clone())
        })
        .collect()
}

fn expect(values: &HashMap<String, Value>, rows: &[(&str, &str, f64)]) {
    for (path, published, number) in rows {
        let value = values.get(*path).unwrap_or_else(|| panic!("no {path}"));
        assert_eq!(value["published"], *published, "{path}");
        assert_eq!(value["value"], *number, "{path}");
    }
}

#[tokio::test]
async fn the_national_table_is_read_cell_by_cell() {
    let app = TestApp::seeded().await;
    let all = values(&app).await;
    expect(
        &all,
        &[
            ("ehc-plans-total/2020-01/value", "4751", 4751.0),
            ("ehc-plans-total/2020-01/previous", "4222", 4222.0),
            ("ehc-plans-total/2020-01/change", "12.5%", 12.5),
            ("ehc-plans-total/2020-01/regional-change", "9.5%", 9.5),
            ("ehc-plans-total/2020-01/national-change", "10.2%", 10.2),
            ("new-ehc-plans/2019/value", "760", 760.0),
            ("new-ehc-plans/2019/previous", "635", 635.0),
            ("new-ehc-plans/2019/change", "19.7%", 19.7),
            ("new-ehc-plans/2019/regional-change", "7.1%", 7.1),
            ("new-ehc-plans/2019/national-change", "10.2%", 10.2),
            ("new-ehc-plans-proportion/2020-01/value", "16%", 16.0),
            ("new-ehc-plans-proportion/2020-01/previous", "15%", 15.0),
            ("new-ehc-plans-proportion/2020-01/change", "+1%", 1.0),
            (
                "new-ehc-plans-proportion/2020-01/regional-value",
                "13.7%",
                13.7,
            ),
            (
                "new-ehc-plans-proportion/2020-01/national-value",
                "13.8%",
                13.8,
            ),
            ("ehc-plans-20-weeks/2020-01/value", "92%", 92.0),
            ("ehc-plans-20-weeks/2020-01/previous", "98.1%", 98.1),
            ("ehc-plans-20-weeks/2020-01/change", "- 6.2%", -6.2),
            ("ehc-plans-20-weeks/2020-01/regional-value", "67.8%", 67.8),
            ("ehc-plans-20-weeks/2020-01/national-value", "58.7%", 58.7),
        ],
    );
    // The text after the table has another number for the same year: a value of its own.
    expect(
        &all,
        &[("new-ehc-plans/2019/value-narrative", "790", 790.0)],
    );
    for path in [
        "new-ehc-plans/2019/value",
        "new-ehc-plans/2019/value-narrative",
    ] {
        assert_eq!(all[path]["periodFrom"], "2019-01-01");
        assert_eq!(all[path]["periodTo"], "2019-12-31");
    }
    assert_eq!(
        all["ehc-plans-total/2020-01/value"]["asAt"],
        json!({ "published": "January 2020", "precision": "MONTH", "from": "2020-01-01", "to": "2020-01-31" })
    );
    for (path, geography, measure) in [
        ("ehc-plans-total/2020-01/value", "AREA", "VALUE"),
        ("ehc-plans-total/2020-01/previous", "AREA", "PREVIOUS"),
        (
            "ehc-plans-total/2020-01/regional-change",
            "REGION",
            "CHANGE",
        ),
        (
            "ehc-plans-20-weeks/2020-01/national-value",
            "NATIONAL",
            "VALUE",
        ),
    ] {
        assert_eq!(all[path]["geography"], geography, "{path}");
        assert_eq!(all[path]["measure"], measure, "{path}");
    }
    for value in all.values() {
        assert_eq!(value["area"]["path"], "leicestershire");
        assert_eq!(value["document"]["path"], "leicestershire-wsoa-2020");
        assert!(value["value"].is_number(), "{value}");
    }
}

#[tokio::test]
async fn the_local_table_keeps_its_older_benchmarks_and_its_row_printed_twice() {
    let app = TestApp::seeded().await;
    let all = values(&app).await;
    expect(
        &all,
        &[
            ("ehc-plans-total/2020-08/value", "5039", 5039.0),
            ("ehc-plans-total/2020-08/previous", "4566", 4566.0),
            ("ehc-plans-total/2020-08/change", "10.3%", 10.3),
            ("ehc-plans-total/2020-08/regional-change", "9.5%", 9.5),
            ("ehc-plans-total/2020-08/national-change", "10.2%", 10.2),
            ("new-ehc-plans/2020-08/value", "446", 446.0),
            ("new-ehc-plans/2020-08/previous", "419", 419.0),
            ("new-ehc-plans/2020-08/change", "6.4%", 6.4),
            ("new-ehc-plans/2020-08/regional-change", "7.1%", 7.1),
            ("new-ehc-plans/2020-08/national-change", "10.2%", 10.2),
            ("ehc-plans-20-weeks/2020-08/value", "92%", 92.0),
            ("ehc-plans-20-weeks/2020-08/previous", "98.1%", 98.1),
            ("ehc-plans-20-weeks/2020-08/change", "- 6.2%", -6.2),
            ("ehc-plans-20-weeks/2020-08/regional-value", "67.8%", 67.8),
            ("ehc-plans-20-weeks/2020-08/national-value", "58.7%", 58.7),
            ("ehc-plans-20-weeks/2020-01/value-local-table", "92%", 92.0),
            (
                "ehc-plans-20-weeks/2020-01/previous-local-table",
                "98.1%",
                98.1,
            ),
            (
                "ehc-plans-20-weeks/2020-01/change-local-table",
                "- 6.2%",
                -6.2,
            ),
            (
                "ehc-plans-20-weeks/2020-01/regional-value-local-table",
                "67.8%",
                67.8,
            ),
            (
                "ehc-plans-20-weeks/2020-01/national-value-local-table",
                "58.7%",
                58.7,
            ),
        ],
    );
    for (path, first, last) in [
        ("ehc-plans-total/2020-08/value", "2020-08-01", "2020-08-31"),
        (
            "ehc-plans-total/2020-08/national-change",
            "2020-01-01",
            "2020-01-31",
        ),
        (
            "new-ehc-plans/2020-08/regional-change",
            "2020-01-01",
            "2020-01-31",
        ),
        ("new-ehc-plans/2020-08/previous", "2019-08-01", "2019-08-31"),
        (
            "ehc-plans-20-weeks/2020-08/regional-value",
            "2020-01-01",
            "2020-01-31",
        ),
    ] {
        assert_eq!(all[path]["asAt"]["from"], first, "{path}");
        assert_eq!(all[path]["asAt"]["to"], last, "{path}");
    }
}

#[tokio::test]
async fn age_bands_keep_counts_and_shares_apart() {
    let app = TestApp::seeded().await;
    let all = values(&app).await;
    let mut sums = [0.0; 5];
    for (band, cells) in [
        ("under-5", ["171", "136", "3.7%", "3.6%", "3.9%"]),
        ("5-10", ["1537", "1351", "32.5%", "30.4%", "35.3%"]),
        ("11-15", ["1756", "1587", "35.6%", "37.9%", "35.3%"]),
        ("16-19", ["1121", "1078", "21.1%", "22.5%", "21.3%"]),
        ("20-25", ["454", "414", "7.1%", "5.6%", "6.5%"]),
    ] {
        for (place, (kind, cell)) in [
            "value",
            "previous",
            "share",
            "regional-share",
            "national-share",
        ]
        .into_iter()
        .zip(cells)
        .enumerate()
        {
            let value = &all[&format!("ehc-plans-age-{band}/2020-08/{kind}")];
            assert_eq!(value["published"], cell, "{band} {kind}");
            let number = cell.trim_end_matches('%').parse::<f64>().unwrap();
            assert_eq!(value["value"], number, "{band} {kind}");
            let measure = match place {
                0 => "VALUE",
                1 => "PREVIOUS",
                _ => "SHARE",
            };
            assert_eq!(value["measure"], measure);
            sums[place] += value["value"].as_f64().unwrap();
        }
    }
    // The bands are all of the plans in August and of those the year before; the printed national
    // shares come to more than the whole.
    assert_eq!(sums[0], 5039.0);
    assert_eq!(sums[1], 4566.0);
    assert!((sums[2] - 100.0).abs() < 0.01 && (sums[3] - 100.0).abs() < 0.01);
    assert!((sums[4] - 102.3).abs() < 0.01);
    expect(
        &all,
        &[("ehc-plans-age-20-25/2017-08-to-2020-08/change", "90%", 90.0)],
    );
}

#[tokio::test]
async fn figures_of_the_text_are_values_too() {
    let app = TestApp::seeded().await;
    let all = values(&app).await;
    expect(
        &all,
        &[
            (
                "population-0-25/2017/value",
                "approximately 209,231",
                209_231.0,
            ),
            ("population-0-25/2017/share", "30.3%", 30.3),
            ("pupils-dsg-schools/wsoa-2020/value", "105,436", 105_436.0),
            ("children-income-deprived/wsoa-2020/value", "13%", 13.0),
            ("children-minority-ethnic/wsoa-2020/value", "12%", 12.0),
            (
                "children-minority-ethnic/wsoa-2020/national-value",
                "22%",
                22.0,
            ),
            ("pupils-sen-support/wsoa-2020/value", "11,086", 11_086.0),
            ("pupils-ehc-plan/wsoa-2020/value", "3,801", 3_801.0),
            ("pupils-send-proportion/wsoa-2020/value", "14.1%", 14.1),
            ("absence-no-sen-primary/2019/value", "3.8%", 3.8),
            ("absence-no-sen-secondary/2019/value", "5.2%", 5.2),
            ("absence-sen-support-primary/2019/value", "5.6%", 5.6),
            ("absence-sen-support-secondary/2019/value", "9%", 9.0),
            ("absence-ehc-plan-primary/2019/value", "6.9%", 6.9),
            ("absence-ehc-plan-secondary/2019/value", "12.5%", 12.5),
            ("absence-ehc-plan-special/2019/value", "8.7%", 8.7),
            ("permanent-exclusions/2018-19/value", "25", 25.0),
            ("permanent-exclusions-sen-support/2018-19/value", "7", 7.0),
            (
                "permanent-exclusions-sen-support-primary/2018-19/value",
                "4",
                4.0,
            ),
            (
                "permanent-exclusions-sen-support-secondary/2018-19/value",
                "3",
                3.0,
            ),
            ("permanent-exclusions-ehc-plan/2018-19/value", "2", 2.0),
            (
                "permanent-exclusions-ehc-plan-primary/2018-19/value",
                "1",
                1.0,
            ),
            (
                "permanent-exclusions-ehc-plan-secondary/2018-19/value",
                "1",
                1.0,
            ),
            ("looked-after-children/2020-06/value", "659", 659.0),
            ("looked-after-children/2020-06/share", "0.62%", 0.62),
            ("looked-after-ehc-plan/2020-06/value", "112", 112.0),
            ("looked-after-sen-support/2020-06/value", "77", 77.0),
            ("looked-after-share-of-send/wsoa-2020/value", "1.3%", 1.3),
        ],
    );
    for path in ["value", "share"] {
        assert_eq!(
            all[&format!("looked-after-children/2020-06/{path}")]["asAt"],
            json!({ "published": "3rd June 2020", "precision": "DAY", "from": "2020-06-03", "to": "2020-06-03" })
        );
    }
    assert_eq!(
        all["permanent-exclusions/2018-19/value"]["period"],
        "2018/19"
    );
    assert_eq!(
        all["absence-no-sen-primary/2019/value"]["period"],
        "At the end of 2019"
    );
    // Where the text gives no date, none is made up.
    for path in [
        "pupils-dsg-schools/wsoa-2020/value",
        "looked-after-share-of-send/wsoa-2020/value",
    ] {
        for field in ["period", "periodFrom", "periodTo", "asAt"] {
            assert_eq!(all[path][field], Value::Null, "{path} {field}");
        }
    }
    let national = &all["children-minority-ethnic/wsoa-2020/national-value"];
    assert_eq!(national["geography"], "NATIONAL");
    assert_eq!(national["geographyName"], "the country as a whole");
}

#[tokio::test]
async fn indicators_say_what_they_count_and_lead_to_their_values() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ indicators(first: 100) { totalCount nodes { path unit polarity source values(first: 100) { totalCount nodes { path } } } }
               regions: indicatorValues(filter: {geography: REGION}) { totalCount }
               nation: indicatorValues(filter: {geography: NATIONAL}) { totalCount }
               changes: indicatorValues(filter: {measure: CHANGE, geography: AREA}) { totalCount }
               weeks: indicatorValues(filter: {indicator: \"ehc-plans-20-weeks\"}) { totalCount }
               two: indicatorValues(filter: {indicator: [\"looked-after-children\", \"new-ehc-plans\"], measure: VALUE}) { totalCount }
               none: indicatorValues(filter: {area: \"worcestershire\"}) { totalCount nodes { path } }
               words: indicatorValues(filter: {text: \"790\"}) { nodes { path } }
               localArea(path: \"leicestershire\") { indicatorValues { totalCount } } }",
        )
        .await;
    assert_eq!(data["indicators"]["totalCount"], 34);
    let indicators = data["indicators"]["nodes"].as_array().unwrap();
    let all: u64 = indicators
        .iter()
        .map(|indicator| indicator["values"]["totalCount"].as_u64().unwrap())
        .sum();
    assert_eq!(all, 95);
    for (path, unit, polarity, source, values) in [
        (
            "ehc-plans-total",
            "NUMBER",
            "NEUTRAL",
            "National SEN2 data collection",
            10,
        ),
        (
            "new-ehc-plans",
            "NUMBER",
            "NEUTRAL",
            "National SEN2 data collection",
            11,
        ),
        (
            "ehc-plans-20-weeks",
            "PERCENT",
            "HIGHER",
            "National SEN2 data collection",
            15,
        ),
        (
            "new-ehc-plans-proportion",
            "PERCENT",
            "NEUTRAL",
            "National SEN2 data collection",
            5,
        ),
        (
            "absence-ehc-plan-special",
            "PERCENT",
            "LOWER",
            "Not stated in the document",
            1,
        ),
        (
            "population-0-25",
            "NUMBER",
            "NEUTRAL",
            "Office of National Statistics estimates for 2017",
            2,
        ),
    ] {
        let indicator = indicators
            .iter()
            .find(|indicator| indicator["path"] == path)
            .unwrap();
        assert_eq!(indicator["unit"], unit);
        assert_eq!(indicator["polarity"], polarity, "{path}");
        assert_eq!(indicator["source"], source);
        assert_eq!(indicator["values"]["totalCount"], values, "{path}");
    }
    assert_eq!(data["regions"]["totalCount"], 13);
    assert_eq!(data["nation"]["totalCount"], 14);
    assert_eq!(data["changes"]["totalCount"], 9);
    assert_eq!(data["weeks"]["totalCount"], 15);
    assert_eq!(data["two"]["totalCount"], 4);
    assert_eq!(data["none"], json!({ "totalCount": 0, "nodes": [] }));
    assert!(
        data["words"]["nodes"]
            .as_array()
            .unwrap()
            .contains(&json!({ "path": "new-ehc-plans/leicestershire/2019/value-narrative" }))
    );
    assert_eq!(data["localArea"]["indicatorValues"]["totalCount"], 95);
}
