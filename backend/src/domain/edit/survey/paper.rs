//! The document that a year of a survey is where a team enters it: what it says of the year, line by line.

use sea_orm::{DatabaseTransaction, EntityTrait};

use crate::{
    domain::{Result, change, edit::Record, order::sort_key, paper, problem::missing},
    entity::{
        document::{self, DocumentKind, PublicationStatus, line},
        record::Kind,
        survey::{self, wave},
    },
};

/// Writes a year out that a team enters: answers its document, and has the year cite it.
pub async fn write_out(tx: &DatabaseTransaction, record: &mut Record) -> Result<Record> {
    let wave: wave::Model = record.row()?;
    let survey = survey::Entity::find_by_id(wave.survey_id).one(tx).await?;
    let survey = survey.ok_or_else(|| missing("survey"))?;
    let path = paper::path(&wave.path);
    let row = document::Model {
        id: wave.document_id,
        sort_key: sort_key(&path),
        area_id: wave.area_id,
        publisher_id: None,
        kind: DocumentKind::SurveyReport,
        title: format!(
            "{}, {}, as the area's team entered it",
            survey.title, wave.year
        ),
        status: PublicationStatus::Final,
        file: format!("{path}.txt"),
        url: wave.link.clone(),
        licence: None,
        published: None,
        published_precision: None,
        published_from: None,
        published_to: None,
        note: Some("Written out from what the area's team entered here.".to_owned()),
        path,
    };
    let lines = said(&survey.title, &wave).into_iter().zip(1..);
    let lines: Vec<line::Model> = lines
        .map(|(text, position)| paper::line(row.id, position, text))
        .collect();
    let whole = |record| paper::cite(record, row.id, "The whole", (1, lines.len()));
    record.set_part("citations", &[whole(record.id())])?;
    let known = change::latest_by_id(tx, &[row.id]).await?.pop();
    let mut document = match known.and_then(Record::of) {
        Some(document) => document,
        None => Record::new(Kind::Document, row.id, &row.path, row.area_id, &row)?,
    };
    document.set_row(&row)?;
    document.set_part("lines", &lines)?;
    document.set_part("citations", &[whole(row.id)])?;
    Ok(document)
}

/// What a team says of a year, line by line.
fn said(survey: &str, wave: &wave::Model) -> Vec<String> {
    let days = wave.fieldwork_from.zip(wave.fieldwork_to);
    let lines = [
        Some(format!("{survey}, {}", wave.year)),
        wave.label.as_ref().map(|label| format!("Called: {label}")),
        days.map(|(from, to)| format!("Asked between: {from} and {to}")),
        wave.asked.map(|asked| format!("Asked: {asked}")),
        wave.respondents
            .map(|answered| format!("Answered: {answered}")),
    ];
    let method = wave.method.iter().flat_map(|method| method.lines());
    let method = method.map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.into_iter().flatten();
    lines.chain(method.map(str::to_owned)).collect()
}
