//! Where a name stands, and the form that removes it.

use leptos::prelude::*;

use crate::component::deed::{Deeds, Done};
use crate::component::form::{Field, Kind, Sent, Values, form, unanswered};
use crate::component::{
    Cell, Table, dom, link, list, none, para, remark, results_heading, row, section, seq,
    summary_list, table, warning,
};
use crate::format;
use crate::query::redaction::{
    self as query, Name, Near, Place, Preview, RedactNameInput, RedactNamePayload,
};
use crate::query::word::RecordKind;

/// How many words with the last name are named once the name is removed.
const NAMED: usize = 5;

/// Where it is told that a name was removed from an area.
fn history(area: &str) -> String {
    format::history_href(RecordKind::Area, area)
}

/// Where a name stands, and the form that removes it. Its heading takes the focus.
pub(super) fn found(name: &Name, preview: &Preview, deeds: Deeds) -> AnyView {
    dom::search();
    let head = results_heading(&counted(preview));
    let mut rows = vec![row("Name", name.text.clone())];
    if !name.spellings.is_empty() {
        rows.push(row("Other spellings", name.spellings.join("; ")));
    }
    let asked = summary_list(rows);
    let parts = parts(preview);
    if parts.is_empty() {
        let words = "Write it as it stands in a record, or give another spelling.";
        return seq(vec![head, asked, para(words), near(&preview.near)]);
    }
    let much = match preview.needs_confirmation {
        true => warning(
            "These are more than 500 places, which is more than a name has. Look whether these words mean something else too.",
        ),
        false => none(),
    };
    seq(vec![
        head,
        asked,
        para(&format!("It would go from {}.", listed(&parts))),
        much,
        records(&preview.records),
        near(&preview.near),
        section("remove", "Remove it", removal(name, preview, deeds)),
    ])
}

/// In how many places a name stands, in words.
fn counted(preview: &Preview) -> String {
    match (preview.place_count, preview.earlier_count) {
        (0, 0) => "It stands nowhere here".to_owned(),
        (0, _) => "It stands only in what records once said".to_owned(),
        (places, _) => format!("It stands in {}", format::count(places, "place", "places")),
    }
}

/// What holds a name, and how many there are of each: nothing of what does not.
fn parts(preview: &Preview) -> Vec<String> {
    let records = i32::try_from(preview.records.len()).unwrap_or(i32::MAX);
    let all = [
        (records, "record", "records"),
        (
            preview.comment_count,
            "comment of the team",
            "comments of the team",
        ),
        (
            preview.draft_count,
            "record of a draft",
            "records of drafts",
        ),
        (preview.permalink_count, "permalink", "permalinks"),
        (
            preview.earlier_count,
            "earlier version of a record",
            "earlier versions of records",
        ),
    ];
    let told = all.into_iter().filter(|(number, ..)| *number > 0);
    told.map(|(number, one, many)| format::count(number, one, many))
        .collect()
}

/// "1 record, 2 comments and 1 permalink".
fn listed(parts: &[String]) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => parts.concat(),
    }
}

/// The records in which a name stands, each with how often. Two plans may have the same numbers: the path tells them
/// apart.
fn records(places: &[Place]) -> AnyView {
    if places.is_empty() {
        return none();
    }
    let rows = places.iter().map(|place| {
        let kind = place.kind.typename();
        let name = format::record_name(&kind, &place.path);
        let name = match format::record_href(&kind, &place.path) {
            Some(href) => link(&href, &name),
            None => name.into_any(),
        };
        vec![
            Cell::Head(seq(vec![name, remark(&place.path)])),
            Cell::Figure(place.count.to_string().into_any()),
        ]
    });
    table(Table {
        caption: "Records in which it stands".to_owned(),
        head: vec!["Record", "Places"],
        rows: rows.collect(),
        cards: true,
    })
}

/// Other words with the last name, which stay: whoever removes it says which of them mean the same person.
fn near(words: &[Near]) -> AnyView {
    // A name of one letter is not looked for: that none was found says nothing then.
    if words.is_empty() {
        return none();
    }
    let rows = words.iter().map(|near| {
        vec![
            Cell::Head(near.text.clone().into_any()),
            Cell::Figure(near.count.to_string().into_any()),
        ]
    });
    section(
        "near",
        "What would stay",
        seq(vec![
            para(
                "These words have the last name too. Where one of them means the same person, write it to the other spellings above, and look again.",
            ),
            table(Table {
                caption: "Other words with the last name".to_owned(),
                head: vec!["As it is written", "Places"],
                rows: rows.collect(),
                cards: true,
            }),
        ]),
    )
}

fn removal(name: &Name, preview: &Preview, deeds: Deeds) -> AnyView {
    let (needs_confirmation, stays_near) = (preview.needs_confirmation, left(&preview.near));
    let stays = [
        "Permalinks do not say of which area a text is: a namesake in another area goes from them too.",
        "Paths and ids stay, and so do the names of accounts.",
        "What others have copied or downloaded stays with them. So do backups of the server, and the files that this program brings.",
    ];
    let about = seq(vec![
        warning(
            "This is for good. Nobody can bring the name back, and what is written in the area later is written without it.",
        ),
        list::items(stays.into_iter().map(para).collect()),
        view! {
            <p>"That a name was removed, and why, stands in " {link(&history(&name.area), "the history of the area")}
                ", which everybody reads."</p>
        }
        .into_any(),
    ]);
    let fields = vec![
        Field {
            name: "replacement",
            label: "What stands in its place (optional)",
            hint: "[name removed], where you write nothing. At most 100 characters, without quotation marks, backslashes and number signs.",
            kind: Kind::Line("text", "off"),
        },
        Field {
            name: "note",
            label: "Why",
            hint: "In 10 to 1,000 characters. Everybody reads it in the history of the area; the name itself is taken out of it.",
            kind: Kind::Lines,
        },
        Field {
            name: "confirm",
            label: "Are you sure?",
            hint: "",
            kind: Kind::Several(vec![(
                "yes".to_owned(),
                "I have looked at the places above, and mean all of them".to_owned(),
                String::new(),
            )]),
        },
    ];
    let (name, key) = (name.clone(), dom::fresh());
    let send = move |values: Values| -> Sent {
        // Where there are many more by then, the server asks again.
        let (name, key, stays_near) = (name.clone(), key.clone(), stays_near.clone());
        Box::pin(async move {
            let missing = values.missing(&[
                ("note", "Say why."),
                ("confirm", "Look at the places above, and tick this."),
            ]);
            if !missing.is_empty() {
                return missing;
            }
            let replacement = values.get("replacement");
            let way = Some((history(&name.area), "See it in the history of the area"));
            let input = RedactNameInput {
                area: Some(name.area),
                text: name.text,
                spellings: name.spellings,
                replacement: Some(replacement).filter(|words| !words.trim().is_empty()),
                note: values.get("note"),
                confirm: needs_confirmation,
                key: Some(key),
            };
            match query::redact(input).await {
                Ok(answer) => {
                    let RedactNamePayload {
                        record_count,
                        place_count,
                        problems,
                    } = answer.data;
                    if problems.is_empty() {
                        // The page is made anew, and both forms with it: they are empty again.
                        let mut words = removed(record_count, place_count);
                        if record_count.is_some() {
                            words += &stays_near;
                        }
                        deeds.note(Done {
                            way,
                            ..Done::said(words)
                        });
                    }
                    problems
                }
                Err(error) => vec![unanswered(&error)],
            }
        })
    };
    form(None, about, fields, "Remove the name for good", send)
}

/// What else has the last name, as it was found before the name is removed. Nothing where nothing has.
fn left(near: &[Near]) -> String {
    let words = near.iter().take(NAMED);
    let words: Vec<String> = words.map(|near| format!("“{}”", near.text)).collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(
            " Words with the last name that stay: {}{}. Look for each that means the same person.",
            listed(&words),
            if near.len() > NAMED { ", and more" } else { "" }
        ),
    }
}

/// That a name was removed, from how many records and places, without the name.
fn removed(records: Option<i32>, places: Option<i32>) -> String {
    let (Some(records), Some(places)) = (records, places) else {
        return "The name was removed before: nothing more was done.".to_owned();
    };
    let from = format::count(records, "record", "records");
    let stood = format::count(places, "place", "places");
    match (records, places) {
        (0, _) => format!("The name is removed. It stood in {stood}, and in no record."),
        (_, 0) => format!("The name is removed from what {from} once said."),
        _ => format!("The name is removed from {from}. It stood in {stood}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(records: usize, [comments, drafts, permalinks, earlier]: [i32; 4]) -> Preview {
        let place = Place {
            kind: RecordKind::Action,
            path: "a/p/1.1".to_owned(),
            count: 1,
        };
        Preview {
            records: vec![place; records],
            place_count: records as i32 + comments + drafts + permalinks,
            earlier_count: earlier,
            comment_count: comments,
            draft_count: drafts,
            permalink_count: permalinks,
            near: Vec::new(),
            needs_confirmation: false,
        }
    }

    #[test]
    fn where_a_name_stands_is_said_in_words() {
        let said = |found: &Preview| (counted(found), listed(&parts(found)));
        assert_eq!(
            said(&preview(5, [1, 2, 1, 7])),
            (
                "It stands in 9 places".to_owned(),
                "5 records, 1 comment of the team, 2 records of drafts, 1 permalink and 7 earlier versions of records"
                    .to_owned()
            )
        );
        assert_eq!(
            said(&preview(1, [0; 4])),
            ("It stands in 1 place".to_owned(), "1 record".to_owned())
        );
        assert_eq!(
            said(&preview(0, [0, 0, 0, 1])),
            (
                "It stands only in what records once said".to_owned(),
                "1 earlier version of a record".to_owned()
            )
        );
        assert_eq!(
            said(&preview(0, [0; 4])),
            ("It stands nowhere here".to_owned(), String::new())
        );
    }

    #[test]
    fn what_stays_of_the_last_name_is_said_at_last() {
        let near = ["C Allison", "Mr Allison"].map(|text| Near {
            text: text.to_owned(),
            count: 1,
        });
        assert_eq!(
            left(&near),
            " Words with the last name that stay: “C Allison” and “Mr Allison”. Look for each that means the same person."
        );
        assert_eq!(left(&[]), "");
    }

    #[test]
    fn what_was_removed_is_said_without_the_name() {
        for (records, places, words) in [
            (
                Some(12),
                Some(34),
                "The name is removed from 12 records. It stood in 34 places.",
            ),
            (
                Some(1),
                Some(0),
                "The name is removed from what 1 record once said.",
            ),
            (
                Some(0),
                Some(1),
                "The name is removed. It stood in 1 place, and in no record.",
            ),
            (
                None,
                None,
                "The name was removed before: nothing more was done.",
            ),
        ] {
            assert_eq!(removed(records, places), words);
        }
    }
}
