//! What cannot be meant, at every place of every input: each is refused where it stands, and nothing is written.

use serde_json::{Value, json};

use super::{
    database::{Counts, Watch},
    schema::{Place, changed},
    table::{ROWS, Row},
    text::{self, Text},
    thing::{self, Elsewhere},
    world::{Asker, World},
};
use crate::app::TestApp;

/// What an answer has to be.
#[derive(Debug)]
enum Told {
    /// The query is refused as a whole, with these words in what is said.
    Query(String),
    /// The mutation is refused, with these words: the library looks at whether there is an object at all, a variable, and a
    /// day in a text, only where it needs them, and names the type. The README says so of days.
    Mutation(String),
    /// Problems, all of them at this place or within it, and one of them of this code.
    Problem(Vec<&'static str>, Vec<String>),
}

/// What characters are refused in every text: they are not seen, or turn the direction of what stands around them.
const HIDDEN: [char; 8] = [
    '\u{7}', '\u{0}', '\u{1B}', '\u{202E}', '\u{200F}', '\u{2066}', '\u{2068}', '\u{2069}',
];

/// Who sends what cannot be meant, and how much was tried.
struct Trying<'a> {
    world: &'a World,
    app: TestApp,
    watch: Watch,
    counts: Counts,
    tried: usize,
    faults: Vec<String>,
}

impl Trying<'_> {
    /// Sends something, and notes where it is not refused as it should be, or something was written.
    async fn refuse(&mut self, row: &Row, asker: &Asker, variables: &Value, told: &Told) {
        self.tried += 1;
        // Who tries to sign in too often has to wait, which is another test.
        let again = [
            "signIn",
            "changePassword",
            "acceptInvitation",
            "requestPasswordReset",
        ]
        .contains(&row.name)
        .then(|| self.world.again(&self.app));
        let app = again.as_ref().unwrap_or(&self.app);
        let (_, answer) = self.world.send(app, asker, row.name, variables).await;
        let shown: String = variables.to_string().chars().take(600).collect();
        let fault = fault(row, told, &answer);
        if let Some(fault) = fault {
            self.faults.push(format!(
                "{}: {fault}\n  sent {shown}\n  got {answer}",
                row.name
            ));
        }
        if !self.watch.is_written().await {
            return;
        }
        let db = &self.app.database.db;
        let counts = self.world.tables.counts(db).await;
        if counts != self.counts {
            let grown: Vec<_> = counts
                .iter()
                .filter(|(name, count)| self.counts.get(*name) != Some(*count))
                .collect();
            self.faults
                .push(format!("{} wrote {grown:?}\n  sent {shown}", row.name));
            self.app = self.world.app().await;
            self.watch = Watch::over(&self.app.database.address).await;
        }
    }
}

/// What is wrong with an answer; nothing where it is as it should be.
fn fault(row: &Row, told: &Told, answer: &Value) -> Option<String> {
    if answer.to_string().contains("\"INTERNAL\"") {
        return Some("INTERNAL".to_owned());
    }
    let errors = answer["errors"].as_array();
    let first = errors.and_then(|errors| errors.first());
    let is = |code: &str, words: &str| {
        first.is_some_and(|error| {
            error["extensions"]["code"] == code
                && error["message"]
                    .as_str()
                    .is_some_and(|said| said.contains(words))
        })
    };
    match told {
        Told::Query(words) => {
            let is_refused = is("BAD_QUERY", words) && answer.get("data").is_none();
            (!is_refused).then(|| format!("expected BAD_QUERY that names {words}"))
        }
        Told::Mutation(words) => {
            let is_refused = is("BAD_INPUT", words)
                && answer["data"] == Value::Null
                && answer["errors"][0]["path"] == json!([row.name]);
            (!is_refused).then(|| format!("expected BAD_INPUT that names {words}"))
        }
        Told::Problem(codes, path) => {
            let problems = answer["data"][row.name]["problems"].as_array();
            let problems = problems.map(Vec::as_slice).unwrap_or_default();
            let path: Vec<Value> = path.iter().map(|step| json!(step)).collect();
            let is_within = |problem: &Value| {
                let own = problem["path"].as_array().unwrap();
                own.starts_with(&path)
            };
            let is_it = |problem: &&Value| {
                problem["path"] == json!(path)
                    && codes.iter().any(|code| problem["code"] == *code)
                    && problem["message"]
                        .as_str()
                        .is_some_and(|said| said.len() > 10)
            };
            let is_refused = errors.is_none()
                && problems.iter().all(is_within)
                && problems.iter().any(|one| is_it(&one));
            (!is_refused).then(|| format!("expected {codes:?} at {path:?}"))
        }
    }
}

/// Values of a wrong type at a place.
fn mistyped(world: &World, place: &Place) -> Vec<Value> {
    let name = place.ty.name();
    if place.ty.item().is_some() {
        // One item stands for a list of one.
        return vec![json!({ "no": "list" }), json!([[["deep"]]])];
    }
    match name {
        "String" => vec![json!(7), json!(true), json!({ "a": "b" }), json!(["text"])],
        "ID" => vec![json!(true), json!(1.5), json!({ "a": "b" }), json!(["id"])],
        "Int" => vec![
            json!("7"),
            json!(1.5),
            json!(true),
            json!({}),
            json!([7]),
            json!(9_000_000_000_i64),
        ],
        "Float" => vec![json!("7"), json!(true), json!({}), json!([7])],
        "Boolean" => vec![json!("true"), json!(1), json!({}), json!([true])],
        "NaiveDate" | "DateTime" => vec![json!(20), json!(true), json!({}), json!(["2026-10-01"])],
        name if world.schema.enums.contains_key(name) => {
            vec![
                json!("NO_SUCH_WORD"),
                json!(7),
                json!(true),
                json!({}),
                json!(""),
            ]
        }
        _ => vec![
            json!("text"),
            json!(7),
            json!([]),
            json!({ "noSuchField": 1 }),
        ],
    }
}

/// All that cannot be meant at a place, with what has to be said of it.
fn wrong(world: &World, place: &Place, known: &Value) -> Vec<(Option<Value>, Told)> {
    let mut all = Vec::new();
    let path = place.path();
    let said = place.way.join(".");
    for value in mistyped(world, place) {
        let is_wide = value
            .as_i64()
            .is_some_and(|whole| i32::try_from(whole).is_err());
        let name = place.ty.name();
        let is_input = world.schema.inputs.contains_key(name);
        let told = match is_input && !value.is_object() {
            true => Told::Mutation(format!("Expected input type \"{name}\"")),
            // Numbers are looked at before anybody knows where they stand.
            false if is_wide => Told::Query("A whole number lies between".to_owned()),
            false => Told::Query(said.clone()),
        };
        all.push((Some(value), told));
    }
    if place.ty.is_required() {
        all.push((Some(Value::Null), Told::Query(said.clone())));
        if !place.has_default && !place.is_item() {
            // What is left out is named as the field of what it is left out of, or as a variable.
            let told = match place.way.len() {
                1 => Told::Mutation(format!("Variable {} is not defined", place.field)),
                _ => Told::Query(format!("field \"{}\"", place.field)),
            };
            all.push((None, told));
        }
    }
    if place.ty.item().is_some() {
        let most = text::most_of(&place.owner, &place.field);
        let item = short(world, place, &known[0]);
        let codes = vec!["TOO_MANY", "TOO_LONG"];
        let many = Value::Array(vec![item; most + 1]);
        all.push((Some(many), Told::Problem(codes, path.clone())));
        if ["actions", "results"].contains(&place.field.as_str()) {
            all.push((Some(json!([])), Told::Problem(vec!["REQUIRED"], path)));
        }
        return all;
    }
    match place.ty.name() {
        "NaiveDate" | "DateTime" => {
            for value in [
                "",
                "soon",
                "31/09/2026",
                "2026-02-30",
                "' OR 1=1 --",
                "20260-01-01",
            ] {
                all.push((
                    Some(json!(value)),
                    Told::Mutation(format!("\"{}\"", place.ty.name())),
                ));
            }
            if let Some(days) = days(place) {
                for day in days {
                    all.push((
                        Some(json!(day)),
                        Told::Problem(vec!["INVALID"], path.clone()),
                    ));
                }
            }
        }
        "ID" => {
            for value in thing::wrong(world, place, known) {
                all.push((Some(value), Told::Problem(vec!["NOT_FOUND"], path.clone())));
            }
            if let Some((value, told)) = thing::elsewhere(world, place) {
                let told = match told {
                    Elsewhere::Missing => Told::Problem(vec!["NOT_FOUND"], path),
                    Elsewhere::Forbidden if place.owner == "SeenActionInput" => {
                        Told::Problem(vec!["FORBIDDEN"], path[..2].to_vec())
                    }
                    Elsewhere::Forbidden => Told::Problem(vec!["FORBIDDEN"], Vec::new()),
                    Elsewhere::Fine => return all,
                };
                all.push((Some(value), told));
            }
        }
        "String" => {
            let texts = texts(place, known.as_str().unwrap());
            all.extend(
                texts
                    .into_iter()
                    .map(|(value, told)| (Some(json!(value)), told)),
            );
        }
        "Int" => {
            for (value, code) in numbers(place) {
                all.push((Some(json!(value)), Told::Problem(vec![code], path.clone())));
            }
        }
        _ => {}
    }
    all
}

/// An item with what has to be given alone: a request holds so many values and no more.
fn short(world: &World, place: &Place, item: &Value) -> Value {
    let Some(fields) = world.schema.inputs.get(place.ty.name()) else {
        return item.clone();
    };
    let needed = fields.iter().filter(|field| field.ty.is_required());
    let needed = needed.map(|field| (field.name.clone(), item[&field.name].clone()));
    let mut short = Value::Object(needed.collect());
    // A finding is about something.
    if place.ty.name() == "FindingInput" {
        short["workstream"] = item["workstream"].clone();
    }
    short
}

/// Days that cannot be meant where one of a plan stands.
fn days(place: &Place) -> Option<Vec<&'static str>> {
    match (place.owner.as_str(), place.field.as_str()) {
        ("CreateTokenInput", _) => Some(vec!["1999-01-01T00:00:00Z", "2099-01-01T00:00:00Z"]),
        // The other end of the same span is told of too, in its own place.
        (_, "from" | "to" | "fieldworkFrom" | "fieldworkTo" | "periodFrom" | "periodTo") => None,
        (_, "heldOn" | "effectiveOn" | "on") => Some(vec!["1999-01-01", "2099-12-31"]),
        (owner, field) => panic!("what is the day {owner}.{field}?"),
    }
}

/// Numbers that cannot be meant, with the code.
fn numbers(place: &Place) -> Vec<(i32, &'static str)> {
    match place.field.as_str() {
        "expectedVersion" => vec![
            (0, "STALE"),
            (-1, "STALE"),
            (99, "STALE"),
            (i32::MAX, "STALE"),
        ],
        "toVersion" => vec![
            (0, "NOT_FOUND"),
            (-1, "NOT_FOUND"),
            (2, "NOT_FOUND"),
            (i32::MIN, "NOT_FOUND"),
        ],
        // Of a record that nothing goes with it is not looked at.
        "parts" => Vec::new(),
        "year" => vec![(0, "INVALID"), (-2020, "INVALID"), (9999, "INVALID")],
        "asked" | "respondents" | "base" => vec![(-1, "INVALID"), (i32::MAX, "INVALID")],
        other => panic!("what is the number {other}?"),
    }
}

/// Texts that cannot be meant.
fn texts(place: &Place, known: &str) -> Vec<(String, Told)> {
    let path = place.path();
    let at = |codes: &[&'static str]| Told::Problem(codes.to_vec(), path.clone());
    let long = "x".repeat(100_000);
    let mut all = Vec::new();
    let hidden = |codes: &[&'static str], all: &mut Vec<(String, Told)>| {
        for letter in HIDDEN {
            // Within the text: around it, spaces of all kinds are taken off.
            let middle = known
                .char_indices()
                .nth(1)
                .map_or(known.len(), |(at, _)| at);
            let (start, end) = known.split_at(middle);
            all.push((format!("{start}{letter}{end}"), at(codes)));
        }
    };
    match text::of(&place.owner, &place.field) {
        Text::Free {
            least,
            most,
            has_lines,
        } => {
            all.extend([
                (String::new(), at(&["REQUIRED"])),
                (" \t \n".to_owned(), at(&["REQUIRED"])),
            ]);
            all.extend([
                (long, at(&["TOO_LONG"])),
                ("x".repeat(most + 1), at(&["TOO_LONG"])),
            ]);
            if least > 1 {
                all.push(("x".repeat(least - 1), at(&["TOO_SHORT"])));
            }
            hidden(&["INVALID"], &mut all);
            if !has_lines {
                all.push((format!("{known}\nand more"), at(&["INVALID"])));
            }
            // Half a line end is none.
            all.push((format!("{known}\rand more"), at(&["INVALID"])));
        }
        Text::May { most } => {
            all.extend([
                (long, at(&["TOO_LONG"])),
                ("x".repeat(most + 1), at(&["TOO_LONG"])),
            ]);
            hidden(&["INVALID"], &mut all);
            if text::is_of_a_scale(&place.owner, &place.field) {
                all.push(("PURPLE".to_owned(), at(&["INVALID"])));
            }
        }
        Text::Name { most } | Text::Formed { most } => {
            all.extend([
                (String::new(), at(&["REQUIRED"])),
                ("   ".to_owned(), at(&["REQUIRED"])),
            ]);
            all.extend([
                (long, at(&["TOO_LONG"])),
                ("x".repeat(most + 1), at(&["TOO_LONG"])),
            ]);
            hidden(&["INVALID"], &mut all);
            all.push((format!("{known}\nand"), at(&["INVALID"])));
            all.extend(
                formed(place)
                    .iter()
                    .map(|one| ((*one).to_owned(), at(&["INVALID"]))),
            );
        }
        Text::Naming(code) => {
            for value in [
                "",
                "   ",
                "nowhere",
                "' OR 1=1 --",
                "'); DROP TABLE action; --",
                "a\u{0}b",
                "\u{202E}",
            ] {
                all.push((value.to_owned(), at(&[code])));
            }
            all.push((long, at(&[code])));
            hidden(&[code], &mut all);
        }
        Text::NewPassword => {
            all.extend([
                (String::new(), at(&["TOO_SHORT"])),
                ("short".to_owned(), at(&["TOO_SHORT"])),
                (long, at(&["TOO_LONG"])),
                ("x".repeat(129), at(&["TOO_LONG"])),
                ("password1234".to_owned(), at(&["INVALID"])),
            ]);
        }
        Text::Proof(code, field) => {
            let told = || Told::Problem(vec![code], vec![field.to_owned()]);
            for value in [
                "",
                "   ",
                "somebody else",
                "' OR 1=1 --",
                "a\u{0}b",
                "\u{202E}",
            ] {
                all.push((value.to_owned(), told()));
            }
            all.push((long, told()));
        }
    }
    all
}

/// Texts that are of no form that this one has to be of.
fn formed(place: &Place) -> &'static [&'static str] {
    match (place.owner.as_str(), place.field.as_str()) {
        (_, "key") => &[],
        (_, "link") => &[
            "javascript:alert(1)",
            "ftp://example.org",
            "https://",
            "minutes.pdf",
            "https://a b",
            "//example.org",
        ],
        (_, "email") => &[
            "ada",
            "ada@",
            "@example.org",
            "a'--@example",
            "a@b@example.org",
            "<a@example.org>",
        ],
        (_, "number" | "reference") => &["<>", "'--", "…"],
        ("RedactNameInput", "replacement") => &["a \"b\"", "a\\b", "#"],
        ("RedactNameInput", _) => &["12", "!!", "= 1"],
        (owner, field) => panic!("what is the form of {owner}.{field}?"),
    }
}

async fn every_place(chosen: impl Fn(usize) -> bool) {
    let world = World::get().await;
    let app = world.app().await;
    let counts = world.tables.counts(&app.database.db).await;
    let before = world.tables.contents(&app.database.db, i64::MAX).await;
    let mut trying = Trying {
        world,
        watch: Watch::over(&app.database.address).await,
        app,
        counts,
        tried: 0,
        faults: Vec::new(),
    };
    let rows = ROWS.iter().enumerate();
    for (_, row) in rows.filter(|(number, _)| chosen(*number)) {
        let asker = world.giver(row);
        let mut seen = Vec::new();
        for variables in row.inputs(world, asker) {
            for place in world.schema.places(row.name, &variables) {
                // What several inputs of a mutation share is tried once.
                let what = (place.owner.clone(), place.way.clone());
                if seen.contains(&what) {
                    continue;
                }
                seen.push(what);
                let known = variables.pointer(&place.pointer()).unwrap();
                for (value, told) in wrong(world, &place, known) {
                    let sent = changed(&variables, &place, value);
                    trying.refuse(row, asker, &sent, &told).await;
                }
            }
        }
    }
    let Trying {
        app,
        counts,
        tried,
        faults,
        ..
    } = trying;
    assert!(
        faults.is_empty(),
        "{} of {tried}:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(tried > 1_000, "{tried}");
    assert_eq!(world.tables.counts(&app.database.db).await, counts);
    // Not one letter of any row is another, in whatever table.
    assert_eq!(
        world.tables.contents(&app.database.db, i64::MAX).await,
        before
    );
}

// Two tests, so that two cores share them.

#[tokio::test]
async fn what_cannot_be_meant_is_refused_where_it_stands_and_nothing_is_written() {
    every_place(|number| number % 2 == 0).await;
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_in_every_other_mutation_too() {
    every_place(|number| number % 2 == 1).await;
}
