//! What a team changes of an action beside how it stands: its day, its steps, its leads, its evidence. What the plan
//! publishes of them stays.

use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;

use super::{
    Edit, Record, Said,
    lead::{self, Lead, MOST},
};
use crate::{
    domain::{
        Result, id,
        permission::Act,
        problem::{Code, Problems},
        text,
    },
    entity::{
        action::{self, due, link, team_lead},
        record::Kind,
        value::Texts,
    },
};

/// When an action is due: on one day, or between two.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// A page with evidence.
#[derive(Clone, Debug)]
pub struct Link {
    pub title: String,
    pub link: String,
}

/// What is changed of an action. What is left out stays as it is.
#[derive(Debug, Default)]
pub struct EditAction {
    pub due: Option<Due>,
    pub steps: Option<Vec<String>>,
    pub leads: Option<Vec<Lead>>,
    pub links: Option<Vec<Link>>,
}

#[async_trait]
impl Edit for EditAction {
    const KINDS: &'static [Kind] = &[Kind::Action];
    const ACT: Act = Act::EditPlan;

    fn check(&mut self, problems: &mut Problems) {
        if self.due.is_none()
            && self.steps.is_none()
            && self.leads.is_none()
            && self.links.is_none()
        {
            let words = "Nothing is changed. Give `due`, `steps`, `leads` or `links`.";
            problems.add(Code::Required, "", words);
        }
        if let Some(due) = self.due {
            if due.to < due.from {
                let words = "The last day is before the first. Exchange them.";
                problems.add(Code::Invalid, "due.to", words);
            }
            text::day(problems, "due.from", due.from);
            // One day is told of once.
            if due.to != due.from {
                text::day(problems, "due.to", due.to);
            }
        }
        few(problems, "steps", self.steps.as_deref());
        for (place, step) in self.steps.iter_mut().flatten().enumerate() {
            *step = text::line(problems, &format!("steps.{place}"), step, 1..=1_000);
        }
        lead::check(
            problems,
            "leads",
            self.leads.as_deref_mut().unwrap_or_default(),
        );
        few(problems, "links", self.links.as_deref());
        for (place, one) in self.links.iter_mut().flatten().enumerate() {
            one.title = text::line(
                problems,
                &format!("links.{place}.title"),
                &one.title,
                1..=200,
            );
            one.link = text::link(problems, &format!("links.{place}.link"), &one.link);
        }
    }

    async fn make(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let mut row: action::Model = record.row()?;
        if let Some(due) = self.due {
            (row.team_due_from, row.team_due_to) = (Some(due.from), Some(due.to));
            record.add(problems, "dues", |id, position| due::Model {
                id,
                action_id: row.id,
                position,
                due_from: due.from,
                due_to: due.to,
                note: said.note.clone(),
                link: said.link.clone(),
                author: said.author.clone(),
                at: said.at,
            })?;
        }
        if let Some(steps) = &self.steps {
            row.team_steps = Some(Texts(steps.clone()));
        }
        if let Some(leads) = &self.leads {
            lead::known(tx, problems, "leads", row.area_id, leads).await?;
            let rows = leads
                .iter()
                .enumerate()
                .map(|(place, lead)| team_lead::Model {
                    id: id::of_part(row.id, "team-lead", place),
                    action_id: row.id,
                    position: number(place),
                    name: lead.name.clone(),
                    role: lead.role.clone(),
                    organisation_id: lead.organisation,
                });
            record.set_part("team_leads", &rows.collect::<Vec<_>>())?;
        }
        if let Some(links) = &self.links {
            let before: Vec<link::Model> = record.part("links")?;
            let rows = links.iter().enumerate().map(|(place, one)| {
                // Who gave a page first has given it.
                let known = before
                    .iter()
                    .find(|known| known.title == one.title && known.link == one.link);
                link::Model {
                    id: id::of_part(row.id, "link", place),
                    action_id: row.id,
                    position: number(place),
                    title: one.title.clone(),
                    link: one.link.clone(),
                    author: known.map_or(&said.author, |known| &known.author).clone(),
                    at: known.map_or(said.at, |known| known.at),
                }
            });
            record.set_part("links", &rows.collect::<Vec<_>>())?;
        }
        record.set_row(&row)
    }
}

/// Notes lists that are longer than anybody reads.
fn few<T>(problems: &mut Problems, path: &str, rows: Option<&[T]>) {
    if rows.is_some_and(|rows| rows.len() > MOST) {
        problems.add(Code::TooMany, path, format!("Give at most {MOST}."));
    }
}

fn number(place: usize) -> i32 {
    i32::try_from(place).unwrap_or(i32::MAX)
}
