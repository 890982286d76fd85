//! Names that are removed everywhere at once.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use uuid::Uuid;

use super::{
    asker::viewer,
    connection,
    error::ApiResult,
    limit::Budget,
    node::{self, Node},
    problem::{Problem, settled},
};
use crate::{
    domain::{
        self,
        edit::Reason,
        list,
        redaction::{self, MOST, Name, Place, Preview, Removed},
    },
    entity::{area, record::Kind},
};

/// A record in which a name stands.
pub struct RedactionPlace(Place);

/// A record in which a name stands.
#[Object]
impl RedactionPlace {
    /// The kind of the record.
    async fn kind(&self) -> Kind {
        self.0.kind
    }
    /// The path of the record.
    async fn path(&self) -> &str {
        &self.0.path
    }
    /// How often the name stands in the record, its parts, the lines that it holds and what it quotes.
    async fn count(&self) -> usize {
        self.0.count
    }
    /// The record. Null when it was deleted meanwhile.
    async fn record(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        node::by_id(ctx, self.0.id).await
    }
}

/// Another word with the last name, which stays unless it is given as a spelling.
#[derive(SimpleObject)]
pub struct RedactionNear {
    /// The word as it is written, with the name or the initial before it.
    text: String,
    /// How often it stands in records as they are or once were, in comments and in drafts.
    count: usize,
}

/// Where a name stands. Only those who may remove it see it.
pub struct RedactionPreview(Preview);

/// Where a name stands. Only those who may remove it see it.
#[Object]
impl RedactionPreview {
    /// The records in which it stands now, in the order of their paths.
    async fn records(&self) -> Vec<RedactionPlace> {
        self.0.records.iter().cloned().map(RedactionPlace).collect()
    }
    /// In how many places it stands: how often in records, and in how many comments, records of drafts and permalinks.
    async fn place_count(&self) -> usize {
        self.0.places()
    }
    /// How many entries of the change log hold it that tell of what records once were.
    async fn earlier_count(&self) -> usize {
        self.0.earlier
    }
    /// How many comments of the team hold it.
    async fn comment_count(&self) -> usize {
        self.0.comments
    }
    /// How many records of drafts hold it.
    async fn draft_count(&self) -> usize {
        self.0.drafts
    }
    /// How many permalinks hold it, of whatever area: their answers do not say of which area a text is.
    async fn permalink_count(&self) -> usize {
        self.0.permalinks
    }
    /// Other words with the last name, or with it and initials, which are none of the spellings given and so stay: the
    /// 20 that stand most often. Empty where there are none, and where the last name has one letter.
    async fn near(&self) -> Vec<RedactionNear> {
        let near = self.0.near.iter().cloned();
        near.map(|(text, count)| RedactionNear { text, count })
            .collect()
    }
    /// Whether it stands in more than 500 places, so that removing it has to be confirmed.
    async fn needs_confirmation(&self) -> bool {
        self.0.places() > MOST
    }
}

#[derive(Default)]
pub struct RedactionQuery;

#[Object]
impl RedactionQuery {
    /// Where the name of a person stands in the records of an area, and in all that is kept of them. Null for whoever
    /// may not remove it: the administrators of the area's team may, and those of the site. A path that is no area's is an error
    /// with the code NOT_FOUND; what can be no name is an error too.
    #[graphql(complexity = "500 * child_complexity")]
    async fn redaction_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The path of the area, such as leicestershire. All areas when left out: for administrators of the site."
        )]
        area: Option<String>,
        #[graphql(
            desc = "The name as it stands: 2 to 100 characters. Capitals, accents, and the signs between its words make no difference; its words are found written together too."
        )]
        text: String,
        #[graphql(
            default,
            desc = "How else it is written, such as with an initial: at most 20."
        )]
        spellings: Vec<String>,
    ) -> ApiResult<Option<RedactionPreview>> {
        let db = connection::live(ctx);
        let area = match area {
            Some(path) => Some(list::at::<area::Entity>(db, &path).await?.id),
            None => None,
        };
        if !redaction::may(viewer(ctx), area) {
            return Ok(None);
        }
        let name = Name {
            area,
            text,
            spellings,
        };
        let found = redaction::preview(db, viewer(ctx), &name).await?;
        let told = found.records.len() + found.near.len();
        ctx.data_unchecked::<Budget>().spend(told)?;
        Ok(Some(RedactionPreview(found)))
    }
}

/// The name that is to go, and why.
#[derive(InputObject)]
pub struct RedactNameInput {
    /// The path of the area, such as leicestershire. All areas when left out: for administrators of the site.
    area: Option<String>,
    /// The name as it stands: 2 to 100 characters. Capitals, accents, and the signs between its words make no difference;
    /// its words are found written together too, such as JoanSmith.
    text: String,
    /// How else it is written, such as with an initial: at most 20.
    #[graphql(default)]
    spellings: Vec<String>,
    /// What is to stand in its place: 1 to 100 characters, without quotation marks, backslashes and number signs. [name removed] when
    /// left out.
    replacement: Option<String>,
    /// Why: 10 to 1,000 characters. Everybody reads it in the history of the area; the name itself is taken out of it.
    note: String,
    /// That it is meant although it stands in more than 500 places.
    #[graphql(default)]
    confirm: bool,
    /// What the client calls this change, 1 to 64 characters, so that it is made once where it is sent twice within
    /// seven days.
    key: Option<String>,
}

/// That a name was removed.
#[derive(SimpleObject)]
pub struct RedactNamePayload {
    /// From how many records, as they are or once were. Null where there are problems, and where it was done under the same key before.
    record_count: Option<usize>,
    /// In how many places it stood: how often in records, and in how many comments, records of drafts and permalinks. Null where there are
    /// problems, and where it was done under the same key before.
    place_count: Option<usize>,
    /// Why nothing was written. Empty where it was.
    problems: Vec<Problem>,
}

#[derive(Default)]
pub struct RedactionMutation;

#[Object]
impl RedactionMutation {
    /// Removes the name of a person everywhere at once, for good: from the records of an area, their parts, the lines of
    /// documents and the change log, from comments and drafts, and from permalinks of whatever area. What is written in
    /// the area later, by an import too, is written without it. Paths and ids stay, and so do the names of accounts.
    async fn redact_name(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which name, and why.")] input: RedactNameInput,
    ) -> ApiResult<RedactNamePayload> {
        let (done, problems) = settled(redact(ctx, input).await)?;
        let done = done.flatten();
        Ok(RedactNamePayload {
            record_count: done.map(|done| done.records),
            place_count: done.map(|done| done.places),
            problems,
        })
    }
}

async fn redact(ctx: &Context<'_>, input: RedactNameInput) -> domain::Result<Option<Removed>> {
    viewer(ctx).somebody()?;
    let db = connection::db(ctx);
    let area: Option<Uuid> = match &input.area {
        Some(path) => {
            let area = list::at::<area::Entity>(db, path).await;
            Some(area.map_err(|error| error.at("area"))?.id)
        }
        None => None,
    };
    let name = Name {
        area,
        text: input.text,
        spellings: input.spellings,
    };
    let reason = Reason {
        note: input.note,
        link: None,
        key: input.key,
    };
    let (replacement, is_confirmed) = (input.replacement, input.confirm);
    redaction::redact(db, viewer(ctx), name, replacement, is_confirmed, reason).await
}
