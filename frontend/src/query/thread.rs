//! The golden thread of an area.

use std::rc::Rc;

use super::schema;
use super::word::{LinkBasis, RecordKind, ThreadStage};
use crate::api::{ApiError, ApiResult, ask};

/// The thread of an area: each node after the one that it hangs under.
#[derive(cynic::QueryFragment, Debug)]
pub struct Thread {
    pub area: ThreadArea,
    pub nodes: Vec<ThreadNode>,
}

/// The area of a thread, with all weaknesses that a thread can begin at.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "LocalArea")]
pub struct ThreadArea {
    pub path: String,
    pub name: String,
    #[arguments(first: 100)]
    pub weaknesses: Weaknesses,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "WeaknessConnection")]
pub struct Weaknesses {
    pub nodes: Vec<WeaknessName>,
}

/// A weakness by its name.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Weakness")]
pub struct WeaknessName {
    pub path: String,
    pub title: String,
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

#[derive(cynic::QueryVariables, Clone)]
struct ThreadInput {
    area: String,
    basis: Option<Vec<LinkBasis>>,
    from: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ThreadInput")]
struct ThreadQuery {
    #[arguments(area: $area, basis: $basis, from: $from)]
    thread: Thread,
}

operation!(thread: ThreadQuery(ThreadInput));

/// The thread of an area, with links of these bases (of all when there are none), from one weakness on (from
/// all when none is named, or one that the area has not).
pub async fn thread(
    area: String,
    basis: Vec<LinkBasis>,
    from: Option<String>,
) -> ApiResult<Rc<Thread>> {
    let basis = (!basis.is_empty()).then_some(basis);
    let whole = ThreadInput {
        area,
        basis,
        from: None,
    };
    let asked = ThreadInput {
        from,
        ..whole.clone()
    };
    let is_whole = asked.from.is_none();
    let answer = match ask::<ThreadQuery>(asked).await {
        Err(ApiError::NotFound(_) | ApiError::BadInput(_)) if !is_whole => {
            ask::<ThreadQuery>(whole).await
        }
        answer => answer,
    };
    Ok(answer?.map(|data| Rc::new(data.thread)))
}
