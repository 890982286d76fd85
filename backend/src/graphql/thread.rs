//! The golden thread of an area.

use async_graphql::{ComplexObject, Context, Object, SimpleObject};
use uuid::Uuid;

use super::{
    area::LocalArea,
    connection,
    error::ApiResult,
    limit::{Budget, ROOT},
    node,
};
use crate::{
    domain::{
        Error, list,
        thread::{self, Basis, Stage},
    },
    entity::{area, record::Kind, weakness},
};

/// From what an inspection found to what families answer, for one area.
#[derive(SimpleObject)]
pub struct Thread {
    /// The area.
    area: LocalArea,
    /// The nodes, each after the one it hangs under, so that reading from the first to the last is reading the tree.
    nodes: Vec<ThreadNode>,
}

/// A node of the thread: a record, or a gap where one would be.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ThreadNode {
    /// Its number in this answer, from 0.
    number: usize,
    /// The number of the node that it hangs under. Null for an inspection.
    under: Option<usize>,
    /// The stage.
    stage: Stage,
    /// Whether something is missing here.
    gap: bool,
    /// What the record says, or what is missing.
    text: String,
    /// The kind of the record. Null for a gap.
    kind: Option<Kind>,
    /// The path of the record. Null for a gap.
    path: Option<String>,
    /// What the link to the node above rests on. Null for an inspection, and for a gap.
    basis: Option<Basis>,
    /// The same in words. Null where there is no link.
    because: Option<String>,
    #[graphql(skip)]
    id: Option<Uuid>,
}

/// A node of the thread: a record, or a gap where one would be.
#[ComplexObject]
impl ThreadNode {
    /// The record. Null for a gap.
    async fn record(&self, ctx: &Context<'_>) -> ApiResult<Option<node::Node>> {
        match self.id {
            Some(id) => node::by_id(ctx, id).await,
            None => Ok(None),
        }
    }
}

/// The id of a weakness that is one of the area.
fn of_area(area: &area::Model, weakness: weakness::Model) -> Result<Uuid, Error> {
    match weakness.area_id == area.id {
        true => Ok(weakness.id),
        false => Err(Error::bad_input(
            "from",
            format!("‘{}’ is no weakness of ‘{}’.", weakness.path, area.path),
        )),
    }
}

#[derive(Default)]
pub struct ThreadQuery;

#[Object]
impl ThreadQuery {
    /// The golden thread of an area: inspection, weakness, workstream, action, measure, review and what families say, with what each link rests on; gaps are nodes. An unknown area is an error with the code NOT_FOUND.
    #[graphql(complexity = "ROOT * 4 + 500 * child_complexity")]
    async fn thread(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The path of the area.")] area: String,
        #[graphql(
            desc = "Only links that rest on these, with the way to them and every weakness. All when left out."
        )]
        basis: Option<Vec<Basis>>,
        #[graphql(
            desc = "The path of a weakness of the area: only what hangs under it. All when left out."
        )]
        from: Option<String>,
    ) -> ApiResult<Thread> {
        let db = connection::db(ctx);
        let area = list::at::<area::Entity>(db, &area).await?;
        let from = match from {
            Some(path) => Some(of_area(
                &area,
                list::at::<weakness::Entity>(db, &path).await?,
            )?),
            None => None,
        };
        let nodes = thread::thread(db, area.id, from, &basis.unwrap_or_default()).await?;
        ctx.data_unchecked::<Budget>().spend(nodes.len())?;
        let nodes = nodes.into_iter().map(|node| {
            let (kind, id, path) = match node.record {
                Some((kind, id, path)) => (Some(kind), Some(id), Some(path)),
                None => (None, None, None),
            };
            ThreadNode {
                number: node.number,
                under: node.under,
                stage: node.stage,
                gap: id.is_none(),
                text: node.text,
                kind,
                path,
                basis: node.basis,
                because: Some(node.because).filter(|words| !words.is_empty()),
                id,
            }
        });
        Ok(Thread {
            area: LocalArea(area.clone().into()),
            nodes: nodes.collect(),
        })
    }
}
