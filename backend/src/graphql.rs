//! The schema: every root field, gathered from the files of its concepts.

mod api;
mod as_of;
mod asker;
pub mod connection;
mod date;
mod directive;
pub mod error;
mod facet;
mod field;
mod group;
mod known;
mod limit;
mod node;
mod order;
mod problem;
mod shape;

mod account;
mod action;
mod area;
mod change;
mod cite;
mod comment;
mod compare;
mod coverage;
mod diff;
mod document;
mod draft;
mod edit;
mod feedback;
mod glossary;
mod indicator;
mod inspection;
mod link;
mod mail;
mod measure;
mod meeting;
mod member;
mod organisation;
mod plan;
mod priority;
mod quality;
mod rate;
mod redaction;
mod review;
mod search;
mod survey;
mod theme;
mod thread;
mod timeline;
mod weakness;
mod work;
mod workstream;

use async_graphql::{MergedObject, MergedSubscription, SDLExportOptions};

pub use api::{Api, Question};
pub use asker::Asker;
pub use limit::{Budget, Limits};
pub use rate::RateLimit;
pub use shape::CLOSED;

/// The root of every query.
#[derive(MergedObject, Default)]
pub struct Query(
    node::NodeQuery,
    area::AreaQuery,
    organisation::OrganisationQuery,
    document::DocumentQuery,
    theme::ThemeQuery,
    inspection::InspectionQuery,
    plan::PlanQuery,
    priority::PriorityQuery,
    weakness::WeaknessQuery,
    workstream::WorkstreamQuery,
    action::ActionQuery,
    measure::MeasureQuery,
    review::ReviewQuery,
    meeting::MeetingQuery,
    survey::SurveyQuery,
    survey::SurveyResultQuery,
    feedback::FeedbackQuery,
    indicator::IndicatorQuery,
    indicator::IndicatorValueQuery,
    glossary::GlossaryQuery,
    quality::QualityQuery,
    change::ChangeQuery,
    cite::CiteQuery,
    rate::RateQuery,
    compare::CompareQuery,
    diff::DiffQuery,
    group::GroupQuery,
    search::SearchQuery,
    thread::ThreadQuery,
    timeline::TimelineQuery,
    account::AccountQuery,
    member::MemberQuery,
    link::LinkQuery,
    mail::MailQuery,
    comment::CommentQuery,
    draft::DraftQuery,
    redaction::RedactionQuery,
);

/// The root of every change. Each takes what it changes as `input` or by an id, and answers what came of it, or the
/// `problems` for which nothing was written.
#[derive(MergedObject, Default)]
pub struct Mutation(
    account::AccountMutation,
    member::MemberMutation,
    mail::MailMutation,
    action::ActionMutation,
    edit::EditMutation,
    edit::SurveyMutation,
    comment::CommentMutation,
    work::WorkMutation,
    draft::DraftMutation,
    redaction::RedactionMutation,
);

/// The root of every subscription.
#[derive(MergedSubscription, Default)]
pub struct Subscription(change::ChangeSubscription);

type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// The schema in the schema definition language.
pub fn sdl() -> String {
    let options = SDLExportOptions::new().include_specified_by();
    builder().finish().sdl_with_options(options)
}

/// What the schema says of itself, whether clients may ask it or not.
pub async fn introspect(query: &str) -> async_graphql::Response {
    builder().finish().execute(query).await
}

macro_rules! lists {
    ($builder:expr, $($list:ty),+ $(,)?) => {
        // The library describes the parts of a list, and not the list.
        $builder$(.override_output_type_description::<$list>(
            "A page of a list, as Relay's specification has it: `nodes` are its records, `pageInfo` leads on.",
        ))+
    };
}

/// The schema with a description of every kind of list.
fn described(builder: Builder) -> Builder {
    use connection::Connection;
    lists!(
        builder,
        Connection<action::Action>,
        Connection<area::LocalArea>,
        Connection<document::Document>,
        Connection<feedback::FeedbackItem>,
        Connection<glossary::GlossaryTerm>,
        Connection<indicator::Indicator>,
        Connection<indicator::IndicatorValue>,
        Connection<inspection::Inspection>,
        Connection<measure::Measure>,
        Connection<meeting::Meeting>,
        Connection<organisation::Organisation>,
        Connection<plan::Plan>,
        Connection<priority::StrategyPriority>,
        Connection<quality::DataQualityNote>,
        Connection<review::Review>,
        Connection<survey::Survey>,
        Connection<survey::SurveyQuestion>,
        Connection<survey::SurveyResult>,
        Connection<survey::SurveyWave>,
        Connection<theme::Theme>,
        Connection<weakness::Weakness>,
        Connection<workstream::Workstream>,
        change::Changes,
        search::Hits,
        timeline::Events,
    )
}

type Builder = async_graphql::SchemaBuilder<Query, Mutation, Subscription>;

fn builder() -> Builder {
    let roots = (
        Query::default(),
        Mutation::default(),
        Subscription::default(),
    );
    let builder = async_graphql::Schema::build(roots.0, roots.1, roots.2);
    described(builder)
        .directive(date::Readable)
        .directive(directive::Declared(as_of::AsOf))
        .directive(directive::Declared(draft::OfDraft))
}
