//! A record as the change log keeps it, as rows again: for a database as it was, and for taking a
//! change back.

use sea_orm::{ActiveModelBehavior, EntityTrait, IntoActiveModel};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Error, Value};
use uuid::Uuid;

use super::{
    change::Whole,
    row::{Put, Row, Set},
};
use crate::entity::{
    action, area, change, citation, document, feedback, glossary, indicator, inspection, measure,
    meeting, organisation, plan, priority, quality, record::Kind, review, survey, theme, weakness,
    workstream,
};

macro_rules! kinds {
    ($($kind:ident: $($module:ident)::+ { $($name:literal: $($part:ident)::+ ($owner:ident, $key:ident, $field:ident)),* })+) => {
        /// The record that a change left behind, with its parts. Nothing where it was deleted, an error where
        /// a row of today has a field that the log does not know.
        pub fn whole(change: &change::Model) -> Result<Option<Whole>, Error> {
            let Some(after) = &change.after else { return Ok(None) };
            let (kind, id) = (change.record_kind, change.record_id);
            let begun = match kind {
                $(Kind::$kind => {
                    let row = row::<$($module)::+::Entity>(after)?;
                    let whole = Whole::new(kind, id, &change.record_path, change.area_id, row);
                    $(
                        let rows = after.get($name);
                        let part = set::<$($part)::+::Entity>(
                            ($($part)::+::Column::$owner, id),
                            $($part)::+::Column::$key,
                            rows,
                            |row| row.$field,
                        )?;
                        let whole = match rows {
                            Some(_) => whole.with($name, part),
                            None => whole.without(part),
                        };
                    )*
                    whole
                })+
            };
            let cites = set::<citation::Entity>(
                (citation::Column::RecordId, id),
                citation::Column::Id,
                after.get("citations"),
                |row| row.id,
            )?;
            Ok(Some(begun.with("citations", cites)))
        }
    };
}

kinds! {
    Area: area {}
    Organisation: organisation {}
    Document: document { "lines": document::line(DocumentId, Id, id) }
    Theme: theme {}
    Inspection: inspection {}
    Plan: plan { "parties": plan::party(PlanId, Id, id) }
    StatusScheme: plan::scheme { "values": plan::status_value(SchemeId, Id, id) }
    StrategyPriority: priority { "points": priority::point(PriorityId, Id, id) }
    Weakness: weakness {
        "wordings": weakness::wording(WeaknessId, Id, id),
        "states": weakness::state(WeaknessId, Id, id),
        "themes": theme::assignment(RecordId, Id, id)
    }
    Workstream: workstream {
        "members": workstream::member(WorkstreamId, Id, id),
        "states": workstream::state(WorkstreamId, Id, id),
        "updates": workstream::update(WorkstreamId, Id, id),
        "themes": theme::assignment(RecordId, Id, id)
    }
    Action: action {
        "leads": action::lead(ActionId, Id, id),
        "updates": action::update(ActionId, Id, id),
        "dues": action::due(ActionId, Id, id),
        "team_leads": action::team_lead(ActionId, Id, id),
        "links": action::link(ActionId, Id, id),
        "themes": theme::assignment(RecordId, Id, id),
        "decisions": action::decision(ActionId, Id, id)
    }
    Measure: measure {
        "observations": measure::observation(MeasureId, Id, id),
        "themes": theme::assignment(RecordId, Id, id)
    }
    Meeting: meeting { "organisations": meeting::organisation(MeetingId, OrganisationId, organisation_id) }
    Review: review { "findings": review::finding(ReviewId, Id, id) }
    Survey: survey {}
    SurveyWave: survey::wave {}
    SurveyQuestion: survey::question { "themes": theme::assignment(RecordId, Id, id) }
    SurveyResult: survey::result {}
    FeedbackItem: feedback {
        "updates": feedback::update(FeedbackItemId, Id, id),
        "themes": theme::assignment(RecordId, Id, id)
    }
    Indicator: indicator {}
    IndicatorValue: indicator::value {}
    GlossaryTerm: glossary {}
    DataQualityNote: quality {}
}

fn row<E>(after: &Value) -> Result<Row<E>, Error>
where
    E: EntityTrait<Model: DeserializeOwned>,
    Row<E>: Put,
{
    serde_json::from_value(after.clone()).map(Row)
}

/// The rows of a part; none where the log knows no such part, as in what an older version wrote.
fn set<E>(
    owner: (E::Column, Uuid),
    id: E::Column,
    rows: Option<&Value>,
    key: fn(&E::Model) -> Uuid,
) -> Result<Set<E>, Error>
where
    E: EntityTrait<
            Model: DeserializeOwned
                       + IntoActiveModel<E::ActiveModel>
                       + Serialize
                       + Clone
                       + Send
                       + Sync,
            ActiveModel: ActiveModelBehavior + Send,
        >,
{
    let rows: Vec<E::Model> = match rows {
        Some(rows) => serde_json::from_value(rows.clone())?,
        None => Vec::new(),
    };
    Ok(Set {
        owner,
        id,
        rows: rows.into_iter().map(|row| (key(&row), row)).collect(),
        within: None,
    })
}
