//! Who of a team leads which of its actions: its own affair, beside the leads that the plan publishes.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr,
    EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::{
    Result,
    change::begin,
    permission::{Act, Viewer},
    problem::{Code, Problems, missing, problem},
    row::{Put, Row, remove},
    work,
};
use crate::entity::{
    action::{self, assignee},
    user::{self, Role, membership},
};

/// Says who of the team leads an action; nobody else does then. Members are named by the ids of their places. Readers
/// lead nothing. Where others than were `seen` lead it by now, nothing is written.
pub async fn set(
    db: &DatabaseConnection,
    viewer: &Viewer,
    action: Uuid,
    members: &[Uuid],
    seen: Option<&[Uuid]>,
) -> Result<action::Model> {
    viewer.somebody()?;
    let mut problems = Problems::default();
    let tx = begin(db).await?;
    let action = action::Entity::find_by_id(action).one(&tx).await?;
    let action = action.ok_or_else(|| missing("id"))?;
    viewer.allowed(Act::UpdateAction, action.area_id)?;
    let places = membership::Entity::find()
        .filter(
            membership::Column::Id.is_in(members.iter().chain(seen.unwrap_or_default()).copied()),
        )
        .filter(membership::Column::AreaId.eq(action.area_id))
        .all(&tx)
        .await?;
    for (list, ids) in [("members", members), ("seen", seen.unwrap_or_default())] {
        for (position, member) in ids.iter().enumerate() {
            if !places.iter().any(|place| place.id == *member) {
                problems.missing(&format!("{list}.{position}"));
            }
        }
    }
    refuse_readers(&tx, &mut problems, members, &places).await?;
    problems.none()?;
    if let Some(seen) = seen {
        let leads = assignees(&tx, [action.id]).await?;
        let leads: HashSet<Uuid> = leads.iter().map(|(_, place, _)| place.id).collect();
        if leads != seen.iter().copied().collect() {
            let words = "Somebody has changed who leads this since you saw it. Look again, and send yours if it still holds.";
            return Err(problem(Code::Stale, "seen", words));
        }
    }
    let before = Condition::all().add(assignee::Column::ActionId.eq(action.id));
    remove::<assignee::Entity>(&tx, before).await?;
    for place in places.iter().filter(|place| members.contains(&place.id)) {
        let row = assignee::Model {
            action_id: action.id,
            user_id: place.user_id,
        };
        Row::<assignee::Entity>(row).put(&tx).await?;
    }
    tx.commit().await?;
    Ok(action)
}

/// Refuses those who could not say how an action stands that they lead.
async fn refuse_readers(
    tx: &DatabaseTransaction,
    problems: &mut Problems,
    members: &[Uuid],
    places: &[membership::Model],
) -> Result<()> {
    let readers = places.iter().filter(|place| place.role == Role::Reader);
    let readers: Vec<&membership::Model> = readers.collect();
    let users = user::Entity::find()
        .filter(user::Column::Id.is_in(readers.iter().map(|place| place.user_id)))
        .all(tx)
        .await?;
    for (position, member) in members.iter().enumerate() {
        let place = readers.iter().find(|place| place.id == *member);
        let user = place.and_then(|place| users.iter().find(|user| user.id == place.user_id));
        if let Some(user) = user {
            let words = format!(
                "{} is a reader of the team, who cannot say how actions stand. Give another role first.",
                user.name
            );
            problems.add(Code::Invalid, &format!("members.{position}"), words);
        }
    }
    Ok(())
}

/// How many actions of an area somebody leads, but for those of plans that a later one has taken the place of.
pub async fn count(db: &impl ConnectionTrait, user: Uuid, area: Uuid) -> Result<u64> {
    let superseded = work::superseded(db, &[area]).await?;
    let own = assignee::Entity::find()
        .select_only()
        .column(assignee::Column::ActionId)
        .filter(assignee::Column::UserId.eq(user));
    let led = action::Entity::find()
        .filter(action::Column::AreaId.eq(area))
        .filter(action::Column::PlanId.is_not_in(superseded))
        .filter(action::Column::Id.in_subquery(own.into_query()));
    Ok(led.count(db).await?)
}

/// Takes from somebody what he or she leads in an area.
pub async fn end(tx: &DatabaseTransaction, user: Uuid, area: Uuid) -> Result<(), DbErr> {
    let actions = action::Entity::find()
        .select_only()
        .column(action::Column::Id)
        .filter(action::Column::AreaId.eq(area));
    let own = Condition::all()
        .add(assignee::Column::UserId.eq(user))
        .add(assignee::Column::ActionId.in_subquery(actions.into_query()));
    remove::<assignee::Entity>(tx, own).await.map(drop)
}

/// Has whoever leads an action lead the one that takes its place, by the ids of both.
pub async fn carry_over(
    tx: &DatabaseTransaction,
    successors: &HashMap<Uuid, Uuid>,
) -> Result<(), DbErr> {
    let leads = assignee::Entity::find()
        .filter(assignee::Column::ActionId.is_in(successors.keys().copied()))
        .all(tx)
        .await?;
    for lead in leads {
        if let Some(action_id) = successors.get(&lead.action_id).copied() {
            Row::<assignee::Entity>(assignee::Model { action_id, ..lead })
                .put(tx)
                .await?;
        }
    }
    Ok(())
}

/// Who of their teams leads these actions: four statements, however many there are.
pub async fn assignees(
    db: &impl ConnectionTrait,
    actions: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, membership::Model, user::Model)>, DbErr> {
    let leads = assignee::Entity::find()
        .filter(assignee::Column::ActionId.is_in(actions))
        .all(db)
        .await?;
    let users = user::Entity::find()
        .filter(user::Column::Id.is_in(leads.iter().map(|lead| lead.user_id)))
        .order_by_asc(user::Column::Name)
        .order_by_asc(user::Column::Id)
        .all(db)
        .await?;
    let actions = action::Entity::find()
        .filter(action::Column::Id.is_in(leads.iter().map(|lead| lead.action_id)))
        .all(db)
        .await?;
    let places = membership::Entity::find()
        .filter(membership::Column::UserId.is_in(users.iter().map(|user| user.id)))
        .all(db)
        .await?;
    let mut found = Vec::with_capacity(leads.len());
    for user in &users {
        for lead in leads.iter().filter(|lead| lead.user_id == user.id) {
            let area = actions.iter().find(|action| action.id == lead.action_id);
            // Whoever has left the team leads nothing of it any more.
            let place = places.iter().find(|place| {
                place.user_id == user.id && Some(place.area_id) == area.map(|action| action.area_id)
            });
            if let Some(place) = place {
                found.push((lead.action_id, place.clone(), user.clone()));
            }
        }
    }
    Ok(found)
}
