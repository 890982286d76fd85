//! Every list reads what it writes, stands whatever an address holds, and asks in the words of the contract.
#![allow(clippy::panic)]

use super::*;
use crate::url::LISTS;

/// A state that uses everything a list has.
fn full(list: &List) -> State {
    let mut pairs = Vec::new();
    for param in list.params {
        let values: Vec<String> = match param.kind {
            Kind::Records | Kind::Linked => vec!["a-b/c.1".into(), "b".into()],
            Kind::Cells => vec!["A & B+C".into(), "é 100%".into()],
            Kind::Words(words) => {
                let mut slugs: Vec<String> = words.iter().map(|(slug, _)| (*slug).into()).collect();
                slugs.sort();
                slugs
            }
            Kind::Day => vec!["2020-10-31".into()],
            Kind::Yes => vec!["yes".into()],
            Kind::Text => vec!["co&pro = x?".into()],
        };
        pairs.extend(values.into_iter().map(|value| (param.key, value)));
    }
    let mut hidden: Vec<&'static str> = list.columns.iter().map(|column| column.key).collect();
    hidden.sort_unstable();
    State {
        pairs,
        order: list.sorts.last().map(|sort| Order {
            sort: sort.key,
            descending: true,
        }),
        size: Size::All,
        hidden,
        after: Some("abc".into()),
    }
}

#[test]
fn every_list_reads_what_it_writes() {
    for list in LISTS {
        for state in [full(list), State::default()] {
            for address in [list.address(&state), list.full_address(&state)] {
                let (path, search) = address.split_once('?').unwrap_or((&address, ""));
                assert_eq!(path, list.path);
                assert_eq!(list.parse(search), (state.clone(), Vec::new()), "{address}");
            }
        }
        assert_eq!(list.address(&State::default()), list.path);
        // Each part by itself, too.
        for pair in full(list).pairs {
            let state = State {
                pairs: vec![pair],
                ..State::default()
            };
            let address = list.address(&state);
            let search = address.split_once('?').map_or("", |(_, search)| search);
            assert_eq!(list.parse(search), (state, Vec::new()), "{address}");
        }
    }
}

#[test]
fn no_address_breaks_a_list() {
    let odd =
        "a=%00&sort=;;&size=-1&size=all&hide=x&after=1&after=2&=&&text=%F0%9F&from=2020-02-30";
    for list in LISTS {
        let (state, removed) = list.parse(odd);
        assert_eq!(state.size, Size::All, "{}", list.path);
        assert!(removed.contains(&"sort=;;".to_owned()), "{}", list.path);
        assert!(removed.contains(&"after=2".to_owned()), "{}", list.path);
        let address = list.address(&state);
        let search = address.split_once('?').map_or("", |(_, search)| search);
        assert_eq!(list.parse(search), (state, Vec::new()));
    }
}

#[test]
fn a_refused_part_is_taken_out_and_named() {
    let list = &crate::url::action::ACTIONS;
    let (state, _) = list.parse("area=a&workstream=nope&sort=-due&hide=due&after=x");
    let rest = list.unlinked(&state).unwrap_or_default();
    assert_eq!(list.address(&rest), "/actions?area=a&sort=-due&hide=due");
    assert_eq!(state.beyond(&rest), ["workstream=nope", "after=x"]);
    assert_eq!(state.beyond(&state.from(None)), ["after=x"]);
    assert_eq!(list.unlinked(&rest), None);
}

#[test]
fn keys_are_told_apart() {
    for list in LISTS {
        let mut names = list.names();
        names.push("after");
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{}", list.path);
    }
}

/// Every part, word and order is one of the contract.
#[test]
fn every_filter_is_in_the_contract() {
    let schema = include_str!("../../../../schema.graphql");
    let block = |kind: &str, name: &str| {
        let head = format!("\n{kind} {name} {{\n");
        let (_, rest) = schema
            .split_once(&head)
            .unwrap_or_else(|| panic!("no {kind} {name}"));
        rest.split("\n}").next().unwrap_or_default().to_owned()
    };
    let field = |block: &str, name: &str| {
        let line = block
            .lines()
            .find_map(|line| line.trim().strip_prefix(&format!("{name}: ")));
        line.map(|kind| {
            kind.trim_end_matches(" = ASC")
                .trim_matches(['[', ']', '!'])
                .to_owned()
        })
    };
    for list in LISTS {
        let own = list.name;
        let filter = block("input", &format!("{own}Filter"));
        for param in list.params {
            let name = param.field.split('.').next().unwrap_or_default();
            let kind = field(&filter, name);
            let Some(kind) = kind else {
                panic!("{own}Filter has no {name}")
            };
            if let Kind::Words(words) = param.kind {
                let known = block("enum", &kind);
                let known: Vec<&str> = known.lines().map(str::trim).collect();
                for (slug, _) in words {
                    assert!(known.contains(&wire(slug).as_str()), "{kind} has no {slug}");
                }
            }
            let is_date = matches!(param.kind, Kind::Day);
            assert_eq!(
                is_date,
                kind == "DateRange" || kind == "NaiveDate",
                "{own} {name}"
            );
        }
        if !list.sorts.is_empty() {
            let fields = block("enum", &format!("{own}OrderField"));
            for sort in list.sorts {
                assert!(
                    fields.lines().any(|line| line.trim() == sort.field),
                    "{own} {}",
                    sort.field
                );
            }
        }
    }
}
