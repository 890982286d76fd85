//! The golden thread of an area.

use std::rc::Rc;

use super::common::AreaName;
use super::schema;
use super::word::{LinkBasis, RecordKind, ThreadStage};
use crate::api::{ApiResult, ask};

/// The thread of an area: each node after the one that it hangs under.
#[derive(cynic::QueryFragment, Debug)]
pub struct Thread {
    pub area: AreaName,
    pub nodes: Vec<ThreadNode>,
}

/// A record, or a gap where one would be.
#[derive(cynic::QueryFragment, Debug)]
pub struct ThreadNode {
    pub number: i32,
    pub under: Option<i32>,
    pub stage: ThreadStage,
    pub gap: bool,
    pub text: String,
    pub kind: Option<RecordKind>,
    pub path: Option<String>,
    pub basis: Option<LinkBasis>,
    pub because: Option<String>,
}

#[derive(cynic::QueryVariables)]
struct ThreadInput {
    area: String,
    basis: Option<Vec<LinkBasis>>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ThreadInput")]
struct ThreadQuery {
    #[arguments(area: $area, basis: $basis)]
    thread: Thread,
}

operation!(thread: ThreadQuery(ThreadInput));

/// The thread of an area, with links of these bases; of all when there are none.
pub async fn thread(area: String, basis: Vec<LinkBasis>) -> ApiResult<Rc<Thread>> {
    let basis = (!basis.is_empty()).then_some(basis);
    Ok(ask::<ThreadQuery>(ThreadInput { area, basis })
        .await?
        .map(|data| Rc::new(data.thread)))
}
