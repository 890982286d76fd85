//! The golden thread of an area: from what an inspection found to what families say, link by link, with
//! what each link rests on. Where a link is missing, that is said in its place.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::component::filter::{filter_form, filter_layout, from_address, notice};
use crate::component::grid::{GridRow, grid};
use crate::component::{
    Choice, checkboxes, crumbs, detail, dynamic, heading_under, link, load_page, none, para,
    remark, results_heading, select, seq, take, visually_hidden,
};
use crate::format;
use crate::query::thread::{self as query, Thread, ThreadNode};
use crate::query::word::{LinkBasis, ThreadStage};
use crate::url::list::wire;
use crate::url::thread::{NAMES, ThreadFilter};

/// `/areas/{area}/trace`
pub fn thread(area: &str) -> AnyView {
    let page = format!("/areas/{area}/trace");
    let read = from_address(ThreadFilter::parse);
    // A weakness that the area has not: for it the whole thread was answered.
    let unknown = RwSignal::new(None::<String>);
    let asked = Memo::new(move |earlier: Option<&(Vec<LinkBasis>, Option<String>)>| {
        let now = read.with(|(filter, _)| (filter.basis.clone(), filter.from.clone()));
        match earlier {
            // Without it the answer is the same, and is not asked for twice.
            Some((basis, Some(from)))
                if *basis == now.0
                    && now.1.is_none()
                    && unknown.with_untracked(|unknown| unknown.as_ref() == Some(from)) =>
            {
                (basis.clone(), Some(from.clone()))
            }
            _ => now,
        }
    });
    let area = area.to_owned();
    let ask = move || {
        let (basis, from) = asked.get();
        query::thread(area.clone(), basis, from)
    };
    load_page("the golden thread", ask, move |thread: &Rc<Thread>| {
        shown(thread, &page, read, unknown)
    })
}

fn shown(
    thread: &Rc<Thread>,
    page: &str,
    read: Memo<(ThreadFilter, Vec<String>)>,
    lost: RwSignal<Option<String>>,
) -> AnyView {
    let area = &thread.area;
    crumbs(&[
        ("Areas", "/areas"),
        (&area.name, &format::area_href(&area.path)),
    ]);
    let weaknesses = area.weaknesses.nodes.iter();
    let weaknesses: Vec<(String, String)> = weaknesses
        .map(|weakness| (weakness.path.clone(), weakness.title.clone()))
        .collect();
    let known: Vec<String> = weaknesses.iter().map(|(path, _)| path.clone()).collect();
    // Which weaknesses there are is known only now.
    let asked = read.with_untracked(|(filter, _)| filter.from.clone());
    lost.set(asked.filter(|from| !known.contains(from)));
    let read = Memo::new(move |_| {
        let (mut filter, mut removed) = read.get();
        let unknown = filter.from.take_if(|from| !known.contains(from));
        removed.extend(unknown.map(|from| format!("from={from}")));
        (filter, removed)
    });
    let filter = Memo::new(move |_| read.with(|(filter, _)| filter.clone()));
    // What is shown keeps what was asked for until the answer to another question is here.
    let (basis, from) = filter.with_untracked(|filter| (filter.basis.clone(), filter.from.clone()));
    let (with, at) = (basis.clone(), from.clone());
    let part = Memo::new(move |_| ThreadFilter {
        basis: with.clone(),
        from: at.clone(),
        ..filter.get()
    });
    let offered = weaknesses.clone();
    let fields = move || filter.with(|filter| fields(filter, &offered));
    let panel = filter_form("What of the thread is shown", page, NAMES, fields);
    let address = {
        let page = page.to_owned();
        move |filter: &ThreadFilter| filter.address(&page)
    };
    taken(&area.path, &basis, from, thread.nodes.len());
    let kept = StoredValue::new_local(Rc::clone(thread));
    let here = page.to_owned();
    let body = dynamic(move || {
        let (thread, filter) = (kept.get_value(), part.get());
        let tree = Tree::of(&thread);
        match filter.matrix {
            true => matrix(&tree, &here, &filter),
            false => seq(vec![
                counted(&tree),
                left_out(&filter),
                list(&tree, &tree.heads()),
            ]),
        }
    });
    seq(vec![
        heading_under(&area.name, "Golden thread"),
        view! {
            <p class="gt-lead">
                "What the inspection found, which workstream answers it, what is to be done, how it is measured, \
                 what reviews said, and what families say."
            </p>
        }
        .into_any(),
        notice(read, address),
        filter_layout(panel, body),
    ])
}

/// The thread is taken away as it was asked for.
fn taken(area: &str, basis: &[LinkBasis], from: Option<String>, nodes: usize) {
    let basis: Vec<String> = basis.iter().map(|basis| wire(basis.slug())).collect();
    let basis = match basis.is_empty() {
        true => Value::Null,
        false => json!(basis),
    };
    let called = format!("the {}", format::count(nodes as i32, "node", "nodes"));
    let arguments = [
        ("area", json!(area)),
        ("basis", basis),
        ("from", json!(from)),
    ];
    take::rows("thread", &arguments, &called);
}

fn fields(filter: &ThreadFilter, weaknesses: &[(String, String)]) -> AnyView {
    let bases = LinkBasis::ALL.iter().map(|basis| Choice {
        value: basis.slug().to_owned(),
        label: format::upper_first(basis.label()),
        chosen: filter.basis.contains(basis),
    });
    let all = Choice {
        value: String::new(),
        label: "All weaknesses".into(),
        chosen: filter.from.is_none(),
    };
    let own = weaknesses.iter().map(|(path, title)| Choice {
        value: path.clone(),
        label: title.clone(),
        chosen: filter.from.as_deref() == Some(path),
    });
    let views = [("", "As a list"), ("matrix", "As numbers")].map(|(value, label)| Choice {
        value: value.into(),
        label: label.into(),
        chosen: filter.matrix == (value == "matrix"),
    });
    seq(vec![
        checkboxes("basis", "What links rest on", bases.collect()),
        select(
            "from",
            "Weakness",
            std::iter::once(all).chain(own).collect(),
        ),
        select("view", "Show", views.into()),
    ])
}

/// The nodes, and which hang under which.
struct Tree<'a> {
    nodes: &'a [ThreadNode],
    under: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    fn of(thread: &'a Thread) -> Self {
        let mut under = vec![Vec::new(); thread.nodes.len()];
        for (number, node) in thread.nodes.iter().enumerate() {
            let parent = node.under.and_then(|parent| under.get_mut(parent as usize));
            if let Some(children) = parent {
                children.push(number);
            }
        }
        Self {
            nodes: &thread.nodes,
            under,
        }
    }

    fn heads(&self) -> Vec<usize> {
        let heads = self
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.under.is_none());
        heads.map(|(number, _)| number).collect()
    }

    fn children(&self, of: usize) -> &[usize] {
        self.under.get(of).map_or(&[], Vec::as_slice)
    }

    fn weaknesses(&self) -> impl Iterator<Item = (usize, &'a ThreadNode)> {
        let nodes = self.nodes.iter().enumerate();
        nodes.filter(|(_, node)| node.stage == ThreadStage::Weakness)
    }

    /// All nodes that hang under one, itself included.
    fn all_under(&self, of: usize) -> Vec<&'a ThreadNode> {
        let mut found: Vec<&ThreadNode> = self.nodes.get(of).into_iter().collect();
        for child in self.children(of) {
            found.extend(self.all_under(*child));
        }
        found
    }
}

/// That not all is counted, where only some links are asked for.
fn left_out(filter: &ThreadFilter) -> AnyView {
    match filter.basis.is_empty() {
        true => none(),
        false => para(
            "Only links that rest on what is ticked are counted here, with the links that lead to them. \
             Other links, and the gaps behind them, are left out.",
        ),
    }
}

/// How much there is of what is shown, and how much of it is missing.
fn counted(tree: &Tree) -> AnyView {
    let shown = tree.nodes;
    let gaps = shown.iter().filter(|node| node.gap).count();
    let links = shown.iter().filter(|node| node.basis.is_some()).count();
    let words = format!(
        "{}, {}",
        format::count(links as i32, "link", "links"),
        format::count(gaps as i32, "gap", "gaps")
    );
    results_heading(&words)
}

fn list(tree: &Tree, numbers: &[usize]) -> AnyView {
    let items = numbers
        .iter()
        .filter_map(|&number| Some(item(tree, number, tree.nodes.get(number)?)));
    let items: Vec<AnyView> = items.collect();
    match items.is_empty() {
        true => none(),
        false => view! { <ol class="gt-thread">{items}</ol> }.into_any(),
    }
}

fn item(tree: &Tree, number: usize, node: &ThreadNode) -> AnyView {
    let class = if node.gap {
        "gt-thread__item gt-thread__item--gap"
    } else {
        "gt-thread__item"
    };
    let children = tree.children(number);
    // Actions are many: each opens to what hangs under it, while the levels above stay open.
    let below = list(tree, children);
    let below = match node.stage {
        ThreadStage::Action if !children.is_empty() => {
            let gaps = children
                .iter()
                .filter(|&&child| tree.nodes.get(child).is_some_and(|node| node.gap))
                .count();
            let summary = match (children.len() - gaps, gaps) {
                (0, _) => "No measure of its own".to_owned(),
                (number, _) => format::count(number as i32, "measure", "measures"),
            };
            detail(&summary, below)
        }
        _ => below,
    };
    view! {
        <li class=class>
            <div class="gt-thread__node">
                <span class="gt-thread__stage">{node.stage.label()}</span>
                {words(node)}
                {link_words(node)}
            </div>
            {below}
        </li>
    }
    .into_any()
}

/// What a node says, linked to its record; a gap says that it is one.
pub fn words(node: &ThreadNode) -> AnyView {
    let text = node.text.clone();
    if node.gap {
        return seq(vec![visually_hidden("Gap: "), text.into_any()]);
    }
    let record = node.kind.zip(node.path.as_deref());
    let href = record.and_then(|(kind, path)| format::record_href(&kind.typename(), path));
    match href {
        Some(href) => link(&href, &text),
        None => text.into_any(),
    }
}

/// What the link to the node above rests on.
fn link_words(node: &ThreadNode) -> AnyView {
    let Some(basis) = node.basis else {
        return none();
    };
    let because = node
        .because
        .as_deref()
        .map(|because| format!(": {}", format::lower_first(because)));
    let words = format!("Link {}{}", basis.label(), because.unwrap_or_default());
    remark(&words)
}

/// Weaknesses against stages, in numbers.
fn matrix(tree: &Tree, page: &str, filter: &ThreadFilter) -> AnyView {
    let stages = [
        ThreadStage::Workstream,
        ThreadStage::Action,
        ThreadStage::Measure,
        ThreadStage::Review,
        ThreadStage::Evidence,
    ];
    let heads: Vec<&str> = std::iter::once("Weakness")
        .chain(stages.map(ThreadStage::many))
        .collect();
    let rows = tree.weaknesses().map(|(number, weakness)| {
        let all = tree.all_under(number);
        let cells = stages.map(|stage| {
            let of = |gap: bool| {
                all.iter()
                    .filter(|node| node.stage == stage && node.gap == gap)
                    .count()
            };
            let gaps = match of(true) {
                0 => none(),
                gaps => remark(&format::count(gaps as i32, "gap", "gaps")),
            };
            seq(vec![of(false).to_string().into_any(), gaps])
        });
        let only = ThreadFilter {
            from: weakness.path.clone(),
            matrix: false,
            ..filter.clone()
        };
        GridRow {
            id: String::new(),
            head: link(&only.address(page), &weakness.text),
            cells: cells.into(),
        }
    });
    seq(vec![
        counted(tree),
        left_out(filter),
        grid(
            "Weaknesses and what hangs under them",
            "",
            &heads,
            rows.collect(),
        ),
        para("A weakness leads to its own part of the thread."),
    ])
}
