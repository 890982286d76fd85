use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, figure, id},
    entity::{
        indicator::Polarity,
        record::Kind,
        survey::{self, Comparability, ResultKind},
    },
    import::reader::{Cite, Known, Reader, head},
};

/// A survey.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    path: String,
    area: String,
    title: String,
    population: String,
    note: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Survey {
    const KIND: Kind = Kind::Survey;
    const TABLE: &'static str = "survey";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        reader.remember(
            Self::KIND,
            &self.path,
            Known {
                area: self.area.clone(),
                survey: self.path.clone(),
                ..Known::default()
            },
        );
        let row = survey::Model {
            id,
            path,
            sort_key,
            area_id: reader.link(Kind::Area, &self.area),
            title: self.title,
            population: self.population,
            note: self.note,
            link: None,
            author: None,
            at: None,
        };
        reader.whole::<survey::Entity>(Self::KIND, &self.path, Some(&self.area), self.cite, row)
    }
}

/// A survey in one year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    path: String,
    survey: String,
    year: i32,
    fieldwork: Option<String>,
    respondents: Option<i32>,
    respondents_other: Option<i32>,
    document: String,
    note: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Wave {
    const KIND: Kind = Kind::SurveyWave;
    const TABLE: &'static str = "wave";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let known = reader.recall(Kind::Survey, &self.survey);
        reader.remember(Self::KIND, &self.path, known.clone());
        let row = survey::wave::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &known.area),
            survey_id: reader.link(Kind::Survey, &self.survey),
            document_id: reader.link(Kind::Document, &self.document),
            year: self.year,
            fieldwork: self.fieldwork,
            respondents: self.respondents,
            respondents_other: self.respondents_other,
            note: self.note,
            label: None,
            fieldwork_from: None,
            fieldwork_to: None,
            asked: None,
            method: None,
            link: None,
            author: None,
            at: None,
        };
        reader.whole::<survey::wave::Entity>(
            Self::KIND,
            &self.path,
            Some(&known.area),
            self.cite,
            row,
        )
    }
}

/// What a survey asks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    path: String,
    survey: String,
    text: String,
    group: String,
    polarity: Polarity,
    options: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Question {
    const KIND: Kind = Kind::SurveyQuestion;
    const TABLE: &'static str = "question";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, _) = head(Self::KIND, &self.path);
        let sort_key = reader.next_under(&format!("{}/question", self.survey), &self.path);
        let known = reader.recall(Kind::Survey, &self.survey);
        let themes = reader.themes(id, [self.text.as_str(), self.group.as_str()]);
        let row = survey::question::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &known.area),
            survey_id: reader.link(Kind::Survey, &self.survey),
            text: self.text,
            group: self.group,
            polarity: self.polarity,
            options: self.options,
            link: None,
            author: None,
            at: None,
        };
        reader
            .whole::<survey::question::Entity>(
                Self::KIND,
                &self.path,
                Some(&known.area),
                self.cite,
                row,
            )
            .with("themes", themes)
    }
}

/// A figure of one wave.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyResult {
    path: String,
    wave: String,
    question: String,
    service: Option<String>,
    value: String,
    previous: Option<String>,
    count: Option<String>,
    base: Option<i32>,
    base_note: Option<String>,
    kind: ResultKind,
    comparability: Comparability,
    reason: Option<String>,
    published: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for SurveyResult {
    const KIND: Kind = Kind::SurveyResult;
    const TABLE: &'static str = "result";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, _) = head(Self::KIND, &self.path);
        let sort_key = reader.next_under(&self.wave, &self.path);
        let known = reader.recall(Kind::SurveyWave, &self.wave);
        if self.comparability != Comparability::Comparable && self.reason.is_none() {
            reader.problem("Say in `reason` why the figure cannot be set against the one before.");
        }
        let row = survey::result::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &known.area),
            survey_id: id::of(Kind::Survey, &known.survey),
            wave_id: reader.link(Kind::SurveyWave, &self.wave),
            question_id: reader.link(Kind::SurveyQuestion, &self.question),
            value: figure::read(&self.value),
            published: self.value,
            previous_value: self.previous.as_deref().and_then(figure::read),
            previous_published: self.previous,
            sentence: self.published,
            service: self.service,
            count: self.count,
            base: self.base,
            base_note: self.base_note,
            kind: self.kind,
            comparability: self.comparability,
            reason: self.reason,
            answer: None,
            wording: None,
            as_before: None,
            changed: None,
            link: None,
            author: None,
            at: None,
        };
        reader.whole::<survey::result::Entity>(
            Self::KIND,
            &self.path,
            Some(&known.area),
            self.cite,
            row,
        )
    }
}
