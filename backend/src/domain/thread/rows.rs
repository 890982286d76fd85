//! What a thread is made of.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    domain::{Result, list::Listed},
    entity::{
        action, feedback, inspection, measure, plan, review, survey, theme, weakness, workstream,
    },
};

/// All rows that a thread is made of: one statement a table, whatever their number.
pub struct Rows {
    pub inspections: Vec<inspection::Model>,
    pub weaknesses: Vec<weakness::Model>,
    pub plans: HashMap<Uuid, plan::Model>,
    pub workstreams: Vec<workstream::Model>,
    /// By workstream.
    pub actions: HashMap<Uuid, Vec<action::Model>>,
    /// By workstream.
    pub measures: HashMap<Uuid, Vec<measure::Model>>,
    pub reviews: HashMap<Uuid, review::Model>,
    pub findings: Vec<review::finding::Model>,
    pub questions: Vec<survey::question::Model>,
    pub feedback: Vec<feedback::Model>,
    pub themes: HashMap<Uuid, String>,
    pub assigned: HashMap<Uuid, Vec<Uuid>>,
}

async fn of_area<E: Listed>(
    db: &impl ConnectionTrait,
    column: E::Column,
    area: Uuid,
) -> Result<Vec<E::Model>> {
    let rows = E::find().filter(column.eq(area)).order_by_asc(E::SORT_KEY);
    Ok(rows.all(db).await?)
}

/// Rows by what they belong to, each group in the order of the rows.
pub fn grouped<M>(
    rows: impl IntoIterator<Item = M>,
    key: impl Fn(&M) -> Uuid,
) -> HashMap<Uuid, Vec<M>> {
    let mut groups: HashMap<Uuid, Vec<M>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}

impl Rows {
    pub async fn load(db: &impl ConnectionTrait, area: Uuid) -> Result<Self> {
        let plans = of_area::<plan::Entity>(db, plan::Column::AreaId, area).await?;
        let reviews = of_area::<review::Entity>(db, review::Column::AreaId, area).await?;
        let findings = review::finding::Entity::find()
            .filter(review::finding::Column::ReviewId.is_in(reviews.iter().map(|row| row.id)))
            .order_by_asc(review::finding::Column::ReviewId)
            .order_by_asc(review::finding::Column::Position)
            .all(db)
            .await?;
        let weaknesses = of_area::<weakness::Entity>(db, weakness::Column::AreaId, area).await?;
        let questions =
            of_area::<survey::question::Entity>(db, survey::question::Column::AreaId, area).await?;
        let feedback = of_area::<feedback::Entity>(db, feedback::Column::AreaId, area).await?;
        let mut assigned: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        let subjects = weaknesses.iter().map(|row| row.id);
        let subjects = subjects.chain(questions.iter().map(|row| row.id));
        let subjects = subjects.chain(feedback.iter().map(|row| row.id));
        let rows = theme::assignment::Entity::find()
            .filter(theme::assignment::Column::RecordId.is_in(subjects))
            .order_by_asc(theme::assignment::Column::ThemeId)
            .all(db)
            .await?;
        for row in rows {
            assigned
                .entry(row.record_id)
                .or_default()
                .push(row.theme_id);
        }
        let themes = theme::Entity::find().all(db).await?;
        Ok(Self {
            inspections: of_area::<inspection::Entity>(db, inspection::Column::AreaId, area)
                .await?,
            plans: plans.into_iter().map(|row| (row.id, row)).collect(),
            workstreams: of_area::<workstream::Entity>(db, workstream::Column::AreaId, area)
                .await?,
            actions: grouped(
                of_area::<action::Entity>(db, action::Column::AreaId, area).await?,
                |row| row.workstream_id,
            ),
            measures: grouped(
                of_area::<measure::Entity>(db, measure::Column::AreaId, area).await?,
                |row| row.workstream_id,
            ),
            reviews: reviews.into_iter().map(|row| (row.id, row)).collect(),
            themes: themes.into_iter().map(|row| (row.id, row.name)).collect(),
            weaknesses,
            findings,
            questions,
            feedback,
            assigned,
        })
    }
}
