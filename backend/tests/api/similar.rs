//! Likeness of wording, held against pairs of actions that were judged by reading.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use crate::app::TestApp;

#[derive(Deserialize)]
struct Judged {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    a: String,
    b: String,
    label: String,
    half: String,
    why: String,
}

const A: &str = "leicestershire/wsoa-2020";
const B: &str = "worcestershire/app-2022";

fn judged() -> Vec<Pair> {
    let judged: Judged = toml::from_str(include_str!("pairs.toml")).unwrap();
    judged.pair
}

/// What the API says of each pair that it lists: score and band.
async fn listed(app: &TestApp) -> HashMap<(String, String), (f64, String)> {
    let data = app
        .query(&format!(
            "{{ compare(a: \"{A}\", b: \"{B}\") {{ similarActions {{ a {{ path }} b {{ path }} score band }} }} }}"
        ))
        .await;
    let pairs = data["compare"]["similarActions"].as_array().unwrap();
    let path = |pair: &Value, side: &str| pair[side]["path"].as_str().unwrap().to_owned();
    pairs
        .iter()
        .map(|pair| {
            let said = (
                pair["score"].as_f64().unwrap(),
                pair["band"].as_str().unwrap().to_owned(),
            );
            ((path(pair, "a"), path(pair, "b")), said)
        })
        .collect()
}

/// Of the pairs of a half: how many are listed in a band or a better one, how many of those are worth showing
/// (the same or related), and how many of all that are worth it, or the same, are among them.
fn table(judged: &[Pair], listed: &HashMap<(String, String), (f64, String)>) -> Vec<String> {
    let mut lines = Vec::new();
    for half in ["tune", "check"] {
        for bands in [&["STRONG"][..], &["STRONG", "POSSIBLE"]] {
            let of_half: Vec<&Pair> = judged.iter().filter(|pair| pair.half == half).collect();
            let band = |pair: &Pair| listed.get(&(pair.a.clone(), pair.b.clone()));
            let shown =
                |pair: &&&Pair| band(pair).is_some_and(|(_, band)| bands.contains(&band.as_str()));
            let count =
                |is: &dyn Fn(&&&Pair) -> bool| of_half.iter().filter(|pair| is(pair)).count();
            let worth = |pair: &&&Pair| pair.label != "different";
            let same = |pair: &&&Pair| pair.label == "same";
            lines.push(format!(
                "{half:5} {:8} {} listed, {} of them worth showing; {} of {} worth showing listed, {} of {} the same",
                bands.last().unwrap().to_lowercase(),
                count(&shown),
                count(&|pair| shown(pair) && worth(pair)),
                count(&|pair| shown(pair) && worth(pair)),
                count(&worth),
                count(&|pair| shown(pair) && same(pair)),
                count(&same),
            ));
        }
    }
    lines
}

#[tokio::test]
async fn the_bands_are_as_good_as_the_table_says() {
    let app = TestApp::seeded().await;
    let judged = judged();
    assert!(judged.len() >= 60);
    assert!(judged.iter().all(|pair| !pair.why.is_empty()));
    insta::assert_snapshot!(table(&judged, &listed(&app).await).join("\n"));
}

#[tokio::test]
async fn what_two_actions_share_is_said_and_adds_up() {
    let app = TestApp::seeded().await;
    let fields = "a { path text steps } b { path text steps } score band shared { inA inB part }";
    let query = |a: &str, b: &str| {
        format!(
            "{{ compare(a: \"{a}\", b: \"{b}\") {{ similarity {{ words version strong possible }} similarActions {{ {fields} }} }} }}"
        )
    };
    let data = app.query(&query(A, B)).await["compare"].clone();
    let (strong, possible) = (
        &data["similarity"]["strong"],
        &data["similarity"]["possible"],
    );
    let pairs = data["similarActions"].as_array().unwrap();
    assert!(!pairs.is_empty());
    let scores: Vec<f64> = pairs
        .iter()
        .map(|pair| pair["score"].as_f64().unwrap())
        .collect();
    assert!(scores.is_sorted_by(|one, other| one >= other));
    let mut often: HashMap<&str, usize> = HashMap::new();
    for (pair, score) in pairs.iter().zip(&scores) {
        let band = if *score >= strong.as_f64().unwrap() {
            "STRONG"
        } else {
            "POSSIBLE"
        };
        assert!(*score >= possible.as_f64().unwrap());
        assert_eq!(pair["band"], band);
        let shared = pair["shared"].as_array().unwrap();
        let sum: f64 = shared
            .iter()
            .map(|term| term["part"].as_f64().unwrap())
            .sum();
        assert!((sum - 1.0).abs() < 1e-9);
        for (side, name) in [("a", "inA"), ("b", "inB")] {
            *often
                .entry(pair[side]["path"].as_str().unwrap())
                .or_default() += 1;
            let steps = pair[side]["steps"].as_array().unwrap().iter();
            let all: String = std::iter::once(&pair[side]["text"])
                .chain(steps)
                .map(|text| text.as_str().unwrap().to_lowercase() + " ")
                .collect();
            for term in shared {
                for word in term[name].as_str().unwrap().split(' ') {
                    assert!(
                        all.replace(['’', '\''], "").contains(word),
                        "{word} in {all}"
                    );
                }
            }
        }
    }
    assert!(often.values().all(|number| *number <= 10));
    // The other way round it is the same.
    let turned = app.query(&query(B, A)).await["compare"]["similarActions"].clone();
    let key = |pair: &Value, a: &str, b: &str| (pair[a]["path"].clone(), pair[b]["path"].clone());
    let turned: Vec<_> = turned
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| key(pair, "b", "a"))
        .collect();
    assert_eq!(turned.len(), pairs.len());
    assert!(
        pairs
            .iter()
            .all(|pair| turned.contains(&key(pair, "a", "b")))
    );
    // The pairs that a reader would look for first.
    for (a, b) in [
        ("1.18", "4.7"),
        ("2.8", "4.4"),
        ("2.6", "4.1"),
        ("1.5", "3.2"),
    ] {
        let is = |pair: &&Value| {
            pair["a"]["path"] == format!("{A}/{a}") && pair["b"]["path"] == format!("{B}/{b}")
        };
        assert!(pairs.iter().any(|pair| is(&pair)), "{a} {b}");
    }
}
