//! Two actions of two plans, as the form shows them with which an editor says whether they are alike, and the decision.

use super::Refusal;
use crate::api::{ApiResult, send};
use crate::query::common::{AreaName, PlanName, Versioned};
use crate::query::compare::{SharedTerm, SimilarityDecision};
use crate::query::schema;
use crate::query::word::{SimilarityBand, SimilarityVerdict};

/// Two actions, what is alike in their wording, and what was decided about them.
#[derive(Clone, Debug)]
pub struct Pair {
    pub a: Action,
    pub b: Action,
    pub band: Option<SimilarityBand>,
    pub shared: Vec<SharedTerm>,
    /// The latest first.
    pub decisions: Vec<SimilarityDecision>,
}

/// One of the two, as the form shows it.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Action {
    pub id: cynic::Id,
    pub path: String,
    pub reference: String,
    pub text: String,
    pub steps: Vec<String>,
    pub record_version: i32,
    pub area: AreaName,
    pub plan: PlanName,
}

#[derive(cynic::QueryVariables, Debug)]
struct PairInput {
    a: String,
    b: String,
    plan_a: String,
    plan_b: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "PairInput")]
struct PairQuery {
    data_version: i32,
    #[arguments(path: $a)]
    #[cynic(rename = "action", alias)]
    first: Option<Action>,
    #[arguments(path: $b)]
    #[cynic(rename = "action", alias)]
    second: Option<Action>,
    #[arguments(a: $plan_a, b: $plan_b)]
    compare: Comparison,
}

#[derive(cynic::QueryFragment)]
struct Comparison {
    similar_actions: SimilarActionList,
}

#[derive(cynic::QueryFragment)]
struct SimilarActionList {
    nodes: Vec<SimilarActions>,
}

#[derive(cynic::QueryFragment)]
struct SimilarActions {
    a: ActionPath,
    b: ActionPath,
    band: Option<SimilarityBand>,
    #[arguments(first: 8)]
    shared: Vec<SharedTerm>,
    decisions: Vec<SimilarityDecision>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Action")]
struct ActionPath {
    path: String,
}

operation!(similar_pair: PairQuery(PairInput));

/// Two actions of two plans, by their paths. Where they are not alike in wording and nobody has decided anything, there
/// is nothing to be said of them but what they are.
pub async fn pair(a: String, b: String) -> ApiResult<Versioned<Pair>> {
    let plan = |path: &str| {
        path.rsplit_once('/')
            .map_or("", |(plan, _)| plan)
            .to_owned()
    };
    let (plan_a, plan_b) = (plan(&a), plan(&b));
    let input = PairInput {
        a,
        b,
        plan_a,
        plan_b,
    };
    send::<PairQuery>(input).await?.found("action", |data| {
        let (a, b) = (data.first?, data.second?);
        let mut pairs = data.compare.similar_actions.nodes.into_iter();
        let found = pairs.find(|pair| pair.a.path == a.path && pair.b.path == b.path);
        let pair = match found {
            Some(found) => Pair {
                a,
                b,
                band: found.band,
                shared: found.shared,
                decisions: found.decisions,
            },
            None => Pair {
                a,
                b,
                band: None,
                shared: Vec::new(),
                decisions: Vec::new(),
            },
        };
        Versioned::of(Some(pair), data.data_version)
    })
}

/// What somebody thinks of two actions who has read both.
#[derive(cynic::InputObject, Debug)]
pub struct DecideSimilarityInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub other: cynic::Id,
    pub verdict: SimilarityVerdict,
}

#[derive(cynic::QueryVariables, Debug)]
struct DecideVariables {
    input: DecideSimilarityInput,
}

#[derive(cynic::QueryFragment)]
struct DecideSimilarityPayload {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "DecideVariables")]
struct DecideSimilarity {
    #[arguments(input: $input)]
    decide_similarity: DecideSimilarityPayload,
}

operation!(change decide_similarity: DecideSimilarity(DecideVariables));

/// Sends it.
pub async fn decide(input: DecideSimilarityInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<DecideSimilarity>(DecideVariables { input }).await?;
    Ok(answer.map(|data| data.decide_similarity.problems))
}
