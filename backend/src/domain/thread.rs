//! The golden thread of an area: from what an inspection found to what families answer, link by link.
//! Where a link is missing, the gap is a node of its own.

mod rows;

use std::collections::HashMap;

use async_graphql::Enum;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use self::rows::{Rows, grouped};
use super::Result;
use crate::entity::{action, measure, record::Kind, review, weakness, workstream};

/// A stage of the thread, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(name = "ThreadStage")]
pub enum Stage {
    /// An inspection.
    Finding,
    /// An area of significant weakness.
    Weakness,
    /// A workstream or priority of a plan.
    Workstream,
    /// An action.
    Action,
    /// A measure.
    Measure,
    /// What a review said.
    Review,
    /// What families said in a survey.
    Evidence,
}

/// What a link of the thread rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(name = "LinkBasis")]
pub enum Basis {
    /// The source says so.
    Stated,
    /// The source prints both in the same section.
    SameSection,
    /// Both fall under the same theme: nobody says that they belong together.
    Inferred,
    /// A team added it.
    AddedByTeam,
}

/// A node of the thread: a record, or a gap where one would be.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its number in the thread, from 0.
    pub number: usize,
    /// The node that it hangs under.
    pub under: Option<usize>,
    pub stage: Stage,
    /// Nothing where this is a gap.
    pub record: Option<(Kind, Uuid, String)>,
    /// What it says, or what is missing.
    pub text: String,
    /// Nothing for the first stage, and for gaps.
    pub basis: Option<Basis>,
    /// What the link rests on, in words. Empty where there is no link.
    pub because: String,
}

/// The thread of an area, or of one of its weaknesses, each node after the one that it hangs under. Where
/// bases are named, only links that rest on them are in it, with the way to them, and every weakness.
pub async fn thread(
    db: &impl ConnectionTrait,
    area: Uuid,
    from: Option<Uuid>,
    bases: &[Basis],
) -> Result<Vec<Node>> {
    let rows = Rows::load(db, area).await?;
    let mut spool = Spool::default();
    for inspection in &rows.inspections {
        let found: Vec<&weakness::Model> = rows
            .weaknesses
            .iter()
            .filter(|row| row.inspection_id == inspection.id)
            .filter(|row| from.is_none_or(|from| row.id == from))
            .collect();
        // A revisit that found nothing new is in the life of the weaknesses, not at the head of a thread.
        if found.is_empty() {
            continue;
        }
        let record = (Kind::Inspection, inspection.id, inspection.path.clone());
        let title = inspection.title.clone();
        let head = spool.push(None, Stage::Finding, Some(record), title, None, "");
        for row in found {
            weakness(&mut spool, &rows, head, row);
        }
    }
    Ok(match bases {
        [] => spool.nodes,
        _ => resting_on(bases, spool.nodes),
    })
}

/// What of a thread rests on some bases: those links, the gaps right under them, and the way to them.
fn resting_on(bases: &[Basis], nodes: Vec<Node>) -> Vec<Node> {
    let wanted = |node: &Node| node.basis.is_some_and(|basis| bases.contains(&basis));
    let mut kept: Vec<bool> = nodes
        .iter()
        .map(
            |node| match (node.stage, node.under.and_then(|at| nodes.get(at))) {
                (Stage::Finding | Stage::Weakness, _) => true,
                (_, Some(above)) if node.record.is_none() => wanted(above),
                _ => wanted(node),
            },
        )
        .collect();
    // A node comes after the one that it hangs under: backwards, each keeps the way to it.
    for (number, node) in nodes.iter().enumerate().rev() {
        if kept.get(number) == Some(&true)
            && let Some(above) = node.under.and_then(|at| kept.get_mut(at))
        {
            *above = true;
        }
    }
    let mut numbers: Vec<Option<usize>> = Vec::with_capacity(nodes.len());
    let mut left: Vec<Node> = Vec::new();
    for (mut node, kept) in nodes.into_iter().zip(kept) {
        numbers.push(kept.then_some(left.len()));
        if kept {
            node.number = left.len();
            node.under = node.under.and_then(|at| numbers.get(at).copied().flatten());
            left.push(node);
        }
    }
    left
}

/// The rows of a group; none where there is no such group.
fn of<M>(groups: &HashMap<Uuid, Vec<M>>, id: Uuid) -> &[M] {
    groups.get(&id).map_or(&[], Vec::as_slice)
}

/// The nodes so far.
#[derive(Default)]
struct Spool {
    nodes: Vec<Node>,
}

impl Spool {
    /// Adds a record under another, with what the link rests on.
    fn link(
        &mut self,
        under: usize,
        stage: Stage,
        record: (Kind, Uuid, String),
        text: String,
        basis: Basis,
        because: &str,
    ) -> usize {
        self.push(Some(under), stage, Some(record), text, Some(basis), because)
    }

    fn gap(&mut self, under: usize, stage: Stage, what: impl Into<String>) {
        self.push(Some(under), stage, None, what.into(), None, "");
    }

    fn push(
        &mut self,
        under: Option<usize>,
        stage: Stage,
        record: Option<(Kind, Uuid, String)>,
        text: String,
        basis: Option<Basis>,
        because: &str,
    ) -> usize {
        let number = self.nodes.len();
        let because = because.to_owned();
        self.nodes.push(Node {
            number,
            under,
            stage,
            record,
            text,
            basis,
            because,
        });
        number
    }
}

fn weakness(spool: &mut Spool, rows: &Rows, under: usize, row: &weakness::Model) {
    let record = (Kind::Weakness, row.id, row.path.clone());
    let because = "The inspection found it";
    let text = row.title.clone();
    let at = spool.link(under, Stage::Weakness, record, text, Basis::Stated, because);
    let answers: Vec<&workstream::Model> = rows
        .workstreams
        .iter()
        .filter(|other| other.weakness_id == Some(row.id))
        .collect();
    if answers.is_empty() {
        spool.gap(at, Stage::Workstream, "No workstream of a plan answers it");
    }
    for answer in answers {
        workstream(spool, rows, at, answer);
    }
    let of_weakness = |finding: &&review::finding::Model| {
        finding.weakness_id == Some(row.id) && finding.workstream_id.is_none()
    };
    for finding in rows.findings.iter().filter(of_weakness) {
        review(spool, rows, at, finding, "The review names the weakness");
    }
    evidence(spool, rows, at, row);
}

fn workstream(spool: &mut Spool, rows: &Rows, under: usize, row: &workstream::Model) {
    let plan = rows
        .plans
        .get(&row.plan_id)
        .map(|plan| plan.title.as_str())
        .unwrap_or_default();
    let record = (Kind::Workstream, row.id, row.path.clone());
    let text = format!("{} {} ({plan})", row.number, row.title);
    let because = "The plan says which weakness it answers";
    let at = spool.link(
        under,
        Stage::Workstream,
        record,
        text,
        Basis::Stated,
        because,
    );
    let measures = of(&rows.measures, row.id);
    let (of_actions, own): (Vec<&measure::Model>, Vec<_>) = measures
        .iter()
        .partition(|measure| measure.action_id.is_some());
    let of_actions = grouped(of_actions, |measure| measure.action_id.unwrap_or_default());
    let actions = of(&rows.actions, row.id);
    for action in actions {
        self::action(spool, of(&of_actions, action.id), at, action, own.len());
    }
    if actions.is_empty() {
        spool.gap(at, Stage::Action, "No action is stated");
    }
    for measure in own {
        let because = "Printed in the same section of the plan";
        self::measure(spool, at, measure, Basis::SameSection, because);
    }
    if measures.is_empty() {
        spool.gap(at, Stage::Measure, "No measure is stated");
    }
    let mut spoken = false;
    for finding in rows
        .findings
        .iter()
        .filter(|finding| finding.workstream_id == Some(row.id))
    {
        spoken = true;
        review(spool, rows, at, finding, "The review names the workstream");
    }
    if !spoken {
        spool.gap(
            at,
            Stage::Review,
            "No review that we hold speaks of it by itself",
        );
    }
}

/// An action with its own measures; `shared` is how many its workstream has besides.
fn action(
    spool: &mut Spool,
    own: &[&measure::Model],
    under: usize,
    row: &action::Model,
    shared: usize,
) {
    let record = (Kind::Action, row.id, row.path.clone());
    let text = format!("{} {}", row.reference, row.text);
    let because = "Printed in the section of the workstream";
    let at = spool.link(
        under,
        Stage::Action,
        record,
        text,
        Basis::SameSection,
        because,
    );
    if own.is_empty() {
        let elsewhere = match shared {
            0 => String::new(),
            1 => "; one is stated for the workstream".to_owned(),
            _ => format!("; {shared} are stated for the workstream"),
        };
        let what = format!("No measure is stated for this action{elsewhere}");
        spool.gap(at, Stage::Measure, what);
    }
    for measure in own {
        let because = "Stated in the row of the action";
        self::measure(spool, at, measure, Basis::Stated, because);
    }
}

fn measure(spool: &mut Spool, under: usize, row: &measure::Model, basis: Basis, because: &str) {
    let record = (Kind::Measure, row.id, row.path.clone());
    spool.link(
        under,
        Stage::Measure,
        record,
        row.text.clone(),
        basis,
        because,
    );
}

fn review(
    spool: &mut Spool,
    rows: &Rows,
    under: usize,
    row: &review::finding::Model,
    because: &str,
) {
    let Some(review) = rows.reviews.get(&row.review_id) else {
        return;
    };
    let record = (Kind::Review, review.id, review.path.clone());
    let text = format!("{}: {}", review.title, row.statement);
    spool.link(under, Stage::Review, record, text, Basis::Stated, because);
}

/// What families were asked and what they said under the themes of a weakness.
fn evidence(spool: &mut Spool, rows: &Rows, under: usize, row: &weakness::Model) {
    let none = Vec::new();
    let themes = rows.assigned.get(&row.id).unwrap_or(&none);
    let shared = |id: Uuid| -> Vec<&str> {
        let own = rows.assigned.get(&id).unwrap_or(&none).iter();
        own.filter(|theme| themes.contains(theme))
            .filter_map(|theme| rows.themes.get(theme).map(String::as_str))
            .collect()
    };
    let questions = rows.questions.iter().map(|question| {
        let record = (Kind::SurveyQuestion, question.id, question.path.clone());
        (record, question.text.clone())
    });
    let comments = rows.feedback.iter().map(|item| {
        let record = (Kind::FeedbackItem, item.id, item.path.clone());
        (record, item.comment.clone())
    });
    let mut any = false;
    for (record, text) in questions.chain(comments) {
        let names = shared(record.1);
        if names.is_empty() {
            continue;
        }
        any = true;
        let because = format!(
            "Both fall under the theme {}",
            names.join(" and the theme ")
        );
        spool.link(
            under,
            Stage::Evidence,
            record,
            text,
            Basis::Inferred,
            &because,
        );
    }
    if !any {
        let what = match rows.questions.is_empty() && rows.feedback.is_empty() {
            true => "No question of a survey of this area and no comment of its parents is held",
            false => "No question of a survey and no comment of parents falls under its themes",
        };
        spool.gap(under, Stage::Evidence, what);
    }
}
