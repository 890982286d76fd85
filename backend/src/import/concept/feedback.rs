use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, id},
    entity::{
        feedback::{self},
        record::Kind,
    },
    import::reader::{Cite, Reader, head},
};

/// A row of You said, we did.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    path: String,
    wave: String,
    number: i32,
    theme: Option<String>,
    table: String,
    service: Option<String>,
    comment: String,
    promised: Option<String>,
    done: Option<String>,
    next: Option<String>,
    is_new: bool,
    note: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Feedback {
    const KIND: Kind = Kind::FeedbackItem;
    const TABLE: &'static str = "feedback";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let known = reader.recall(Kind::SurveyWave, &self.wave);
        let themes = reader.themes(id, [self.comment.as_str()]);
        let row = feedback::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &known.area),
            wave_id: reader.link(Kind::SurveyWave, &self.wave),
            theme_published: self.theme,
            table_published: self.table,
            number: self.number,
            service: self.service,
            comment: self.comment,
            promised: self.promised,
            done: self.done,
            next: self.next,
            is_new: self.is_new,
            note: self.note,
            carries_on_id: None,
            link: None,
            author: None,
            at: None,
        };
        reader
            .whole::<feedback::Entity>(Self::KIND, &self.path, Some(&known.area), self.cite, row)
            .with("themes", themes)
    }
}
