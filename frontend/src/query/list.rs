//! Lists of records: what is asked of every one of them, and what is answered.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use futures_util::future::join_all;
use serde_json::Value;

use super::common::PageInfo;
use super::schema;
use crate::api::{self, Answer, ApiError, ApiResult};
use crate::url::list::{List, Size, State};

/// One choice of a part of a filter.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct FacetChoice {
    pub value: String,
    pub label: Option<String>,
    pub count: i32,
}

/// The choices of the parts of a filter, each under the name of its part in the API.
pub type Facets = Vec<(&'static str, Vec<FacetChoice>)>;

/// A page of a list.
pub struct Page<R> {
    pub nodes: Vec<R>,
    pub total_count: i32,
    pub page_info: PageInfo,
}

/// Rows that a filter leaves, and the version of the data.
pub struct Found<R> {
    pub rows: Vec<R>,
    pub total: i32,
    pub page_info: PageInfo,
    pub data_version: i32,
    /// How many of all rows have no usable date, where the list says so.
    pub undated: Option<i32>,
    /// What was asked for and what stands instead, where the server refused a part of it.
    pub instead: Option<(State, State)>,
}

/// What is asked of a list, whatever its records are.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub filter: Value,
    pub order_by: Value,
    pub first: i32,
    pub after: Option<String>,
}

/// The most rows that a page with all of them shows. Beyond, the file is the better way.
pub const MOST_ROWS: usize = 2_000;

impl Asked {
    pub fn of(list: &List, state: &State) -> Self {
        Self {
            filter: list.filter(state),
            order_by: list.order_by(state),
            first: match state.size {
                Size::Fifty => 50,
                Size::Hundred | Size::All => 100,
            },
            after: state.after.clone(),
        }
    }
}

/// A question whose way there is the same for all lists.
pub type Asking<T> = Pin<Box<dyn Future<Output = ApiResult<T>>>>;

/// How a list of these records is asked for.
pub struct Source<R> {
    /// A page of it.
    pub page: fn(Asked) -> Asking<Found<R>>,
    /// How many rows each choice would leave beside a filter. Asked by itself: counting many records takes
    /// longer than reading a page of them, and nobody should wait for it to see the rows.
    pub counts: fn(Value) -> Asking<Facets>,
    /// Under which path the log tells of a row's record.
    pub path: fn(&R) -> &str,
}

impl<R> Clone for Source<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Source<R> {}

/// What can be asked where the server refuses a state: the first page where the place is none, all records
/// where those that a link names are none. Nothing where the fault lies elsewhere.
fn instead(list: &List, state: &State, fault: &ApiError) -> Option<State> {
    match fault {
        ApiError::BadInput(_) => state.after.is_some().then(|| state.from(None)),
        ApiError::NotFound(_) => list.unlinked(state),
        _ => None,
    }
}

/// The rows that a state shows: one page, or page after page when all are asked for; those of what is left
/// of it where the server refuses a part.
pub async fn rows<R>(
    source: Source<R>,
    list: &'static List,
    state: State,
) -> ApiResult<Rc<Found<R>>> {
    let size = state.size;
    let mut stands = state.clone();
    let mut answer = (source.page)(Asked::of(list, &stands)).await;
    // Each time there is less to refuse.
    while let Err(fault) = &answer
        && let Some(rest) = instead(list, &stands, fault)
    {
        answer = (source.page)(Asked::of(list, &rest)).await;
        stands = rest;
    }
    let mut answer = answer?;
    let asked = Asked::of(list, &stands);
    answer.data.instead = (stands != state).then_some((state, stands));
    while size == Size::All
        && answer.data.page_info.has_next_page
        && answer.data.rows.len() < MOST_ROWS
    {
        let after = answer.data.page_info.end_cursor.clone();
        // What only goes on with a question is no other: the first page's is the one to be shown.
        let more = api::quietly((source.page)(Asked {
            after,
            ..asked.clone()
        }))
        .await?;
        answer.data.rows.extend(more.data.rows);
        answer.data.page_info = more.data.page_info;
        answer.partial = answer.partial.or(more.partial);
    }
    Ok(answer.map(Rc::new))
}

/// How many rows each of these states shows, without the rows.
pub async fn totals<R>(
    source: Source<R>,
    list: &'static List,
    states: Vec<State>,
) -> ApiResult<Vec<i32>> {
    let answers = states.iter().map(|state| {
        let asked = Asked {
            first: 1,
            ..Asked::of(list, state)
        };
        // They are other lists than the one that the page shows.
        api::quietly((source.page)(asked))
    });
    let mut totals = Answer {
        data: Vec::new(),
        partial: None,
    };
    for answer in join_all(answers).await {
        let answer = answer?;
        totals.data.push(answer.data.total);
        totals.partial = totals.partial.or(answer.partial);
    }
    Ok(totals)
}

/// `list!`: how a list is asked for. It makes the operations `$file` and `$choices`, and a `SOURCE`.
macro_rules! list {
    (
        $source:ident: $row:ty,
        $root:ident: $connection:literal filtered by $condition:literal $(ordered by $order:literal)?,
        $counts:ident: $facets:literal { $($part:ident: $field:literal),* $(,)? },
        operations $file:ident, $choices:ident $(,)?
    ) => {
        pub use self::$file::SOURCE as $source;

        mod $file {
            use super::*;
            use crate::api::ask;
            use crate::query::common::PageInfo;
            use crate::query::list::{Asked, FacetChoice, Facets, Found, Source};
            use crate::query::schema;

            /// The filter, as the address says it: `url::list` tests it against the contract.
            #[derive(cynic::Scalar, Clone, Debug)]
            #[cynic(graphql_type = $condition)]
            struct Condition(serde_json::Value);

            $(
                #[derive(cynic::Scalar, Clone, Debug)]
                #[cynic(graphql_type = $order)]
                struct Order(serde_json::Value);
            )?

            list!(@variables $($order)?);

            #[derive(cynic::QueryFragment)]
            #[cynic(graphql_type = $connection)]
            struct Page {
                nodes: Vec<$row>,
                total_count: i32,
                page_info: PageInfo,
            }

            #[derive(cynic::QueryFragment)]
            #[cynic(graphql_type = $facets)]
            struct Counts {
                $($part: Vec<FacetChoice>,)*
            }

            impl Counts {
                fn facets(self) -> Facets {
                    vec![$(($field, self.$part)),*]
                }
            }

            list!(@query $root $(, $order)?);

            #[derive(cynic::QueryVariables)]
            struct Beside {
                filter: Condition,
            }

            #[derive(cynic::QueryFragment)]
            #[cynic(graphql_type = "Query", variables = "Beside")]
            struct Choices {
                #[arguments(filter: $filter)]
                $counts: Counts,
            }

            operation!($file: Query(Variables));
            operation!($choices: Choices(Beside));

            pub const SOURCE: Source<$row> = Source {
                page: |asked| {
                    Box::pin(async move {
                        let answer = ask::<Query>(Variables::of(asked)).await?;
                        Ok(answer.map(|data| Found {
                            rows: data.$root.nodes,
                            total: data.$root.total_count,
                            page_info: data.$root.page_info,
                            data_version: data.data_version,
                            undated: None,
                            instead: None,
                        }))
                    })
                },
                counts: |filter| {
                    Box::pin(async move {
                        let beside = Beside { filter: Condition(filter) };
                        Ok(ask::<Choices>(beside).await?.map(|data| data.$counts.facets()))
                    })
                },
                path: |row| &row.path,
            };
        }
    };
    (@variables $order:literal) => {
        #[derive(cynic::QueryVariables)]
        struct Variables {
            filter: Condition,
            #[cynic(skip_serializing_if = "Option::is_none")]
            order_by: Option<Vec<Order>>,
            first: i32,
            #[cynic(skip_serializing_if = "Option::is_none")]
            after: Option<String>,
        }

        impl Variables {
            fn of(asked: Asked) -> Self {
                let steps = asked.order_by.as_array().cloned();
                Self {
                    filter: Condition(asked.filter),
                    order_by: steps.map(|steps| steps.into_iter().map(Order).collect()),
                    first: asked.first,
                    after: asked.after,
                }
            }
        }
    };
    (@variables) => {
        #[derive(cynic::QueryVariables)]
        struct Variables {
            filter: Condition,
            first: i32,
            #[cynic(skip_serializing_if = "Option::is_none")]
            after: Option<String>,
        }

        impl Variables {
            fn of(asked: Asked) -> Self {
                Self { filter: Condition(asked.filter), first: asked.first, after: asked.after }
            }
        }
    };
    // The version is asked for first: what is written while the rows are read is then heard of twice, and not never.
    (@query $root:ident, $order:literal) => {
        #[derive(cynic::QueryFragment)]
        #[cynic(graphql_type = "Query", variables = "Variables")]
        struct Query {
            data_version: i32,
            #[arguments(filter: $filter, first: $first, after: $after, orderBy: $order_by)]
            $root: Page,
        }
    };
    (@query $root:ident) => {
        #[derive(cynic::QueryFragment)]
        #[cynic(graphql_type = "Query", variables = "Variables")]
        struct Query {
            data_version: i32,
            #[arguments(filter: $filter, first: $first, after: $after)]
            $root: Page,
        }
    };
}
