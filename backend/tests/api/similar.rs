//! Likeness of wording, held against pairs of actions that were judged by reading.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::TestApp;

/// The two halves of the judged pairs, by the references of both actions, and those of a second reader.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Halves {
    tune: Vec<(String, String)>,
    check: Vec<(String, String)>,
    further: Vec<Further>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Further {
    a: String,
    b: String,
    verdict: String,
    reason: String,
}

/// The bundled actions of the second plan, as far as they hold what a reader decided.
#[derive(Deserialize)]
struct Bundled {
    action: Vec<Action>,
}

#[derive(Deserialize)]
struct Action {
    path: String,
    #[serde(default)]
    decisions: Vec<Decision>,
}

#[derive(Deserialize)]
struct Decision {
    with: String,
    verdict: String,
    reason: String,
    on: String,
}

struct Pair {
    a: String,
    b: String,
    label: String,
    half: &'static str,
    why: String,
    /// When it was decided; nothing for those of the second reader.
    on: String,
}

const A: &str = "leicestershire/wsoa-2020";
const B: &str = "worcestershire/app-2022";

fn halves() -> Halves {
    toml::from_str(include_str!("pairs.toml")).unwrap()
}

/// The pairs that a second reader chose, which no decision of the bundled actions is about.
fn further() -> Vec<Pair> {
    let pairs = halves().further.into_iter();
    pairs
        .map(|pair| Pair {
            a: format!("{A}/{}", pair.a),
            b: format!("{B}/{}", pair.b),
            label: pair.verdict,
            half: "further",
            why: pair.reason,
            on: String::new(),
        })
        .collect()
}

fn judged() -> Vec<Pair> {
    let halves = halves();
    let bundled: Bundled = toml::from_str(include_str!(
        "../../data/worcestershire-app-2022/actions.toml"
    ))
    .unwrap();
    let mut decided = HashMap::new();
    for action in bundled.action {
        for decision in action.decisions {
            decided.insert((decision.with.clone(), action.path.clone()), decision);
        }
    }
    let number = halves.tune.len() + halves.check.len();
    let halves = [("tune", halves.tune), ("check", halves.check)];
    let pairs: Vec<Pair> = halves
        .into_iter()
        .flat_map(|(half, pairs)| pairs.into_iter().map(move |pair| (half, pair)))
        .map(|(half, (a, b))| {
            let (a, b) = (format!("{A}/{a}"), format!("{B}/{b}"));
            let decision = decided.remove(&(a.clone(), b.clone())).unwrap();
            Pair {
                a,
                b,
                label: decision.verdict,
                half,
                why: decision.reason,
                on: decision.on,
            }
        })
        .collect();
    assert!(decided.is_empty(), "every decision is in one half");
    assert_eq!(pairs.len(), number);
    pairs
}

/// What the API says of each pair that it lists: score and band.
async fn listed(app: &TestApp) -> HashMap<(String, String), (f64, String)> {
    let data = app
        .query(&format!(
            "{{ compare(a: \"{A}\", b: \"{B}\") {{ similarActions {{ nodes {{ a {{ path }} b {{ path }} score band }} }} }} }}"
        ))
        .await;
    let pairs = data["compare"]["similarActions"]["nodes"]
        .as_array()
        .unwrap();
    let path = |pair: &Value, side: &str| pair[side]["path"].as_str().unwrap().to_owned();
    pairs
        .iter()
        .filter(|pair| !pair["band"].is_null())
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
    for half in ["tune", "check", "further"] {
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
                "{half:7} {:8} {} listed, {} of them worth showing; {} of {} worth showing listed, {} of {} the same",
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
    let all: Vec<Pair> = judged.into_iter().chain(further()).collect();
    assert!(all.iter().all(|pair| !pair.why.is_empty()));
    insta::assert_snapshot!(table(&all, &listed(&app).await).join("\n"));
}

#[tokio::test]
async fn what_two_actions_share_is_said_and_adds_up() {
    let app = TestApp::seeded().await;
    let fields = "a { path text steps } b { path text steps } score band shared { inA inB part } few: shared(first: 2) { inA inB part } decisions { verdict reason reviewer decidedOn }";
    let query = |a: &str, b: &str| {
        format!(
            "{{ compare(a: \"{a}\", b: \"{b}\") {{ similarity {{ words version strong possible }} similarActions {{ totalCount nodes {{ {fields} }} }} few: similarActions(first: 3) {{ totalCount counts {{ alike strong possible different }} nodes {{ {fields} }} }} }} }}"
        )
    };
    let data = app.query(&query(A, B)).await["compare"].clone();
    let (strong, possible) = (
        &data["similarity"]["strong"],
        &data["similarity"]["possible"],
    );
    let pairs = data["similarActions"]["nodes"].as_array().unwrap();
    assert!(!pairs.is_empty());
    let scores: Vec<f64> = pairs
        .iter()
        .map(|pair| pair["score"].as_f64().unwrap())
        .collect();
    // What was found alike, what is worded much alike, what may be alike, what was found different.
    let rank = |pair: &Value| match (&pair["decisions"][0]["verdict"], &pair["band"]) {
        (verdict, _) if verdict == "DIFFERENT" => 3,
        (Value::Null, band) if band == "POSSIBLE" => 2,
        (Value::Null, _) => 1,
        _ => 0,
    };
    let places: Vec<(u8, f64)> = pairs
        .iter()
        .zip(&scores)
        .map(|(pair, score)| (rank(pair), -score))
        .collect();
    assert!(places.is_sorted());
    assert_eq!(data["similarActions"]["totalCount"], pairs.len());
    let few = data["few"]["nodes"].as_array().unwrap();
    assert!(few.len() == 3 && pairs.starts_with(few));
    assert_eq!(data["few"]["totalCount"], pairs.len());
    for (number, kind) in ["alike", "strong", "possible", "different"]
        .iter()
        .enumerate()
    {
        let own = places
            .iter()
            .filter(|(rank, _)| usize::from(*rank) == number);
        assert_eq!(data["few"]["counts"][kind], own.count(), "{kind}");
    }
    let mut often: HashMap<&str, usize> = HashMap::new();
    for (pair, score) in pairs.iter().zip(&scores) {
        let band = match *score {
            score if score >= strong.as_f64().unwrap() => json!("STRONG"),
            score if score >= possible.as_f64().unwrap() => json!("POSSIBLE"),
            // Only what a reviewer named is below all bands.
            _ => Value::Null,
        };
        assert_eq!(pair["band"], band);
        let decisions = pair["decisions"].as_array().unwrap();
        if band.is_null() {
            assert_ne!(decisions[0]["verdict"], "DIFFERENT");
        }
        let shared = pair["shared"].as_array().unwrap();
        assert!(shared.starts_with(pair["few"].as_array().unwrap()));
        assert_eq!(pair["few"].as_array().unwrap().len(), shared.len().min(2));
        let sum: f64 = shared
            .iter()
            .map(|term| term["part"].as_f64().unwrap())
            .sum();
        assert!(shared.is_empty() || (sum - 1.0).abs() < 1e-9);
        for (side, name) in [("a", "inA"), ("b", "inB")] {
            if decisions.is_empty() {
                *often
                    .entry(pair[side]["path"].as_str().unwrap())
                    .or_default() += 1;
            }
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
    let turned = app.query(&query(B, A)).await["compare"]["similarActions"]["nodes"].clone();
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

#[tokio::test]
async fn what_a_reader_decided_stands_beside_the_wording_whichever_plan_comes_first() {
    let app = TestApp::seeded().await;
    let fields = "a { path } b { path } band decisions { verdict reason reviewer decidedOn }";
    let judged = judged();
    for (first, second) in [(A, B), (B, A)] {
        let data = app
            .query(&format!(
                "{{ compare(a: \"{first}\", b: \"{second}\") {{ similarActions {{ totalCount nodes {{ {fields} }} }} }} }}"
            ))
            .await;
        let pairs = data["compare"]["similarActions"]["nodes"]
            .as_array()
            .unwrap();
        for own in &judged {
            let (a, b) = if first == A {
                (&own.a, &own.b)
            } else {
                (&own.b, &own.a)
            };
            let is = |pair: &&Value| pair["a"]["path"] == **a && pair["b"]["path"] == **b;
            let Some(pair) = pairs.iter().find(is) else {
                // What was found different is listed only where the wording says otherwise.
                assert_eq!(own.label, "different", "{a} {b}");
                continue;
            };
            assert_eq!(
                pair["decisions"],
                json!([{"verdict": own.label.to_uppercase(), "reason": own.why,
                    "reviewer": "A reader of this project", "decidedOn": own.on}])
            );
        }
    }
}
