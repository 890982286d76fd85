//! Tests of conflicts.

use super::*;

const NAMES: [(&str, &str); 5] = [
    ("status", "Status"),
    ("effectiveOn", "Since when"),
    ("steps", "Steps"),
    ("links", "Links (optional)"),
    (NOTE, "Why"),
];

/// Whatever stands in the fields when it was opened, since, and in the form; the reason is one of each.
fn conflict(begins: Begins, sides: [[&str; 4]; 3]) -> Conflict {
    let [first, theirs, mine] = sides.map(|side| {
        let values = side.iter().chain(std::iter::once(&"because"));
        let fields = NAMES.iter().zip(values);
        Values::of(fields.map(|((name, _), value)| (*name, (*value).to_owned())))
    });
    Conflict {
        first,
        theirs,
        mine,
        meanwhile: Vec::new(),
        names: NAMES.to_vec(),
        confirmed: Vec::new(),
        begins,
        chosen: RwSignal::new(Vec::new()),
        is_missed: RwSignal::new(false),
    }
}

fn asked(conflict: &Conflict) -> Vec<String> {
    conflict.asked().iter().map(called).collect()
}

fn missing(conflict: &Conflict, written: &Values) -> Vec<String> {
    let missing = conflict.missing(written).into_iter();
    missing.map(|one| one.path.join(".")).collect()
}

#[test]
fn what_both_changed_is_asked_and_nothing_is_chosen_for_anybody() {
    // They changed status and steps, and we status, links and the day.
    let conflict = conflict(
        Begins::Filled,
        [
            ["red", "1", "a", "x"],
            ["green", "1", "b", "x"],
            ["red", "2", "a", "y"],
        ],
    );
    // A status and its day are one thing: ours would be red since the day of a green.
    assert_eq!(asked(&conflict), ["Status, Since when"]);
    assert_eq!(conflict.left(), ["steps"]);
    assert_eq!(missing(&conflict, &conflict.mine), ["status.keep"]);
    // Whoever has seen both and writes something else means it.
    let mut written = conflict.mine.clone();
    written.set("effectiveOn", "3".to_owned());
    assert!(missing(&conflict, &written).is_empty());
    conflict.chosen.set(vec![("status", Choice::Mine)]);
    assert!(missing(&conflict, &conflict.mine).is_empty());
}

#[test]
fn what_both_changed_to_the_same_is_not_asked() {
    let sides = [["red", "1", "", ""], ["green", "2", "", ""]];
    let conflict = conflict(Begins::Filled, [sides[0], sides[1], sides[1]]);
    assert!(!conflict.is_asked());
    assert!(conflict.left().is_empty());
}

#[test]
fn what_was_said_in_an_empty_form_was_said_even_if_it_was_so_before() {
    let sides = [["red", "1", "", ""], ["green", "2", "a", ""]];
    let conflict = conflict(Begins::Adding, [sides[0], sides[1], sides[0]]);
    assert_eq!(asked(&conflict), ["Status, Since when"]);
    // What was left empty says nothing, and is not filled.
    assert!(conflict.left().is_empty());
    // Who has only given evidence is asked nothing.
    let silent = [sides[0], sides[1], ["", "", "", ""]];
    assert!(!self::conflict(Begins::Adding, silent).is_asked());
}

#[test]
fn what_an_empty_form_says_is_left_or_added_to_what_is_there_or_added_after_it() {
    let sides = [["red", "1", "", ""], ["green", "2", "", ""]];
    let ours = conflict(Begins::Adding, [sides[0], sides[1], ["blue", "3", "", ""]]);
    let words = |conflict: &Conflict, said: [&str; 2]| {
        let (asked, said) = (conflict.asked(), said.map(str::to_owned));
        let group = &asked[0];
        let all = Choice::all(conflict, group).into_iter();
        all.map(|one| one.words(conflict, group, &said))
            .collect::<Vec<_>>()
    };
    let expected = [
        "As it is now: G (nothing of yours is saved)",
        "As it is now: G, with your evidence added to it",
        "Yours: B (added after it)",
    ];
    assert_eq!(words(&ours, ["G", "B"]), expected);
    let early = conflict(Begins::Adding, [sides[0], sides[1], ["blue", "1", "", ""]]);
    let last = words(&early, ["G", "B"]).pop();
    assert_eq!(
        last.as_deref(),
        Some("Yours: B (added after it, of an earlier day)")
    );
    // Where everything that was said has been taken back, evidence has nothing to be added to.
    let bare = conflict(
        Begins::Adding,
        [sides[0], ["", "", "", ""], ["blue", "1", "", ""]],
    );
    assert_eq!(words(&bare, ["–", "B"]).len(), 2);
    let filled = conflict(Begins::Filled, [sides[0], sides[1], ["blue", "3", "", ""]]);
    let expected = ["As it is now: G", "Yours: B"];
    assert_eq!(words(&filled, ["G", "B"]), expected);
}

#[test]
fn nothing_is_left_of_a_form_that_was_written_on_afterwards() {
    let sides = [["red", "1", "", ""], ["green", "2", "", ""]];
    let conflict = conflict(Begins::Adding, [sides[0], sides[1], ["blue", "3", "", ""]]);
    assert!(!conflict.is_left());
    conflict.chosen.set(vec![("status", Choice::Leave)]);
    assert!(conflict.is_left() && missing(&conflict, &conflict.mine).is_empty());
    let mut written = conflict.mine.clone();
    written.set("effectiveOn", "4".to_owned());
    let open = conflict.missing(&written);
    assert_eq!(open.len(), 1);
    conflict.miss(&open);
    assert!(conflict.is_missed.get_untracked() && !conflict.is_left());
    // It is sent as it stands there then.
    assert!(missing(&conflict, &written).is_empty());
    // Who has chosen to say theirs again does not say something else without knowing.
    conflict.chosen.set(vec![("status", Choice::Theirs)]);
    assert_eq!(missing(&conflict, &written), ["status.keep"]);
    assert!(!conflict.is_left() && missing(&conflict, &conflict.theirs).is_empty());
    // Theirs may be of another scale than the form has.
    let mut bare = conflict.theirs.clone();
    bare.set("status", String::new());
    assert!(missing(&conflict, &bare).is_empty());
    assert_eq!(conflict.adopted(bare).get("status"), "green");
}

#[test]
fn whoever_was_slower_is_told_what_to_do() {
    let sides = [["red", "1", "", ""], ["green", "2", "", ""]];
    let next = |begins, mine| {
        let found = conflict(begins, [sides[0], sides[1], mine]);
        (found.agrees(), found.next())
    };
    let (agrees, words) = next(Begins::Adding, sides[1]);
    assert!(agrees && words.contains("adds its evidence. Or leave it"));
    let (agrees, words) = next(Begins::Adding, ["blue", "2", "", ""]);
    assert!(!agrees && words.contains("what is to become of yours"));
    let (agrees, words) = next(Begins::Adding, ["", "", "", ""]);
    assert!(!agrees && words.ends_with("if it still holds, or leave it as it is now."));
    let (agrees, words) = next(Begins::Replacing, sides[1]);
    assert!(agrees && words.contains("your reason takes the place of theirs. Or leave it"));
    let (agrees, words) = next(Begins::Filled, sides[1]);
    assert!(!agrees && words.ends_with("if it still holds."));
}

#[test]
fn nothing_is_left_to_save_where_theirs_stands_in_every_field() {
    let sides = [
        ["red", "1", "a", ""],
        ["green", "2", "b", ""],
        ["red", "3", "b", ""],
    ];
    let ours = conflict(Begins::Filled, sides);
    assert!(!ours.is_same(&ours.mine));
    // Why it would be changed is nothing that is saved alone.
    let mut written = ours.theirs.clone();
    written.set(NOTE, "another reason".to_owned());
    assert!(ours.is_same(&written));
    // A form that begins empty adds what it says.
    assert!(!conflict(Begins::Adding, sides).is_same(&written));
}

#[test]
fn fields_are_called_by_their_labels() {
    assert_eq!(called(&vec![NAMES[2], NAMES[3]]), "Steps, Links");
    assert!(is_together("due.to", "due.from") && !is_together("due.to", "steps"));
}
