//! A comparison as lines of one form.

use async_graphql::{ComplexObject, Context, SimpleObject};
use uuid::Uuid;

use crate::{
    domain::compare::{
        Comparison,
        line::{Line, Part, Which},
    },
    entity::record::Kind,
    graphql::{connection::all, document::Citation, error::ApiResult},
    loader::CitationsOfRecord,
};

/// One line of a comparison: what the page says in one place, in a form that is the same for all of its parts.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ComparisonLine {
    /// The part of the comparison.
    part: Part,
    /// Which of the two plans the line is of.
    which: Which,
    /// The name of that plan's area.
    area: String,
    /// The path of that plan.
    plan: String,
    /// The path of the theme that the record stands under here. Null in other parts, and for what no theme is assigned to.
    theme: Option<String>,
    /// The kind of the record that the line is about; of the plan where it is about that as a whole. Null where no record stands behind the line.
    kind: Option<Kind>,
    /// The path of that record. Null where no record stands behind the line.
    path: Option<String>,
    /// The path of the record of the other plan that stands beside it. Null where none does.
    beside: Option<String>,
    /// What is said.
    field: String,
    /// The value: words, a figure, or a count with what it is of. Empty where the source prints no number.
    value: String,
    /// As the source prints it. Null where the value is no reading of something printed.
    published: Option<String>,
    /// What must be known before the value is used: how far it can be compared and why. Null where there is nothing to add.
    caveat: Option<String>,
    #[graphql(skip)]
    id: Option<Uuid>,
}

/// One line of a comparison: what the page says in one place, in a form that is the same for all of its parts.
#[ComplexObject]
impl ComparisonLine {
    /// The places in published documents that the record was read from.
    async fn citations(&self, ctx: &Context<'_>) -> ApiResult<Vec<Citation>> {
        match self.id {
            Some(id) => all(ctx, CitationsOfRecord(id), Citation).await,
            None => Ok(Vec::new()),
        }
    }
}

impl ComparisonLine {
    pub fn of(compared: &Comparison, line: Line) -> Self {
        let side = match line.which {
            Which::A => &compared.a,
            Which::B => &compared.b,
        };
        let (kind, id, path) = match line.record {
            Some((kind, id, path)) => (Some(kind), Some(id), Some(path)),
            None => (None, None, None),
        };
        Self {
            part: line.part,
            which: line.which,
            area: side.area.name.clone(),
            plan: side.plan.path.clone(),
            theme: line.theme,
            kind,
            path,
            beside: line.beside,
            field: line.field,
            value: line.value,
            published: line.published,
            caveat: line.caveat,
            id,
        }
    }
}
