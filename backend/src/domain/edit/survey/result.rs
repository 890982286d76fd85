//! The figures of a year of a survey, as a team enters them: a whole table at once, or none of it.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use sea_orm::{ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    STAYS,
    judge::{asks_the_same, is_share, judged},
    wave::{answered, people},
};
use crate::{
    domain::{
        Result, change,
        edit::{Edit, Reason, Record, Said, save},
        figure,
        id::{self, OF_TEAMS},
        order::sort_key,
        permission::{Act, Viewer},
        problem::{Code, Problems, missing},
        text,
    },
    entity::{
        record::Kind,
        survey::{Comparability, ResultKind, question, result, wave},
    },
};

/// How many figures are entered at once.
const MOST: usize = 500;

/// What is stated of a figure.
#[derive(Clone, Debug)]
pub struct EditResult {
    pub published: String,
    pub count: Option<String>,
    pub base: Option<i32>,
    pub base_note: Option<String>,
    pub wording: Option<String>,
    pub as_before: Option<bool>,
    pub changed: Option<String>,
}

/// A figure of a question, of a service and an answer where it is of one.
#[derive(Clone, Debug)]
pub struct Figure {
    pub question: Uuid,
    pub service: Option<String>,
    pub answer: Option<String>,
    pub result: EditResult,
}

/// The figures of a year.
#[derive(Debug)]
pub struct AddResults {
    /// Whether those that do not say otherwise were asked as in the year before,
    pub as_before: Option<bool>,
    /// and what changed where they were not.
    pub changed: Option<String>,
    pub figures: Vec<Figure>,
}

impl EditResult {
    /// Notes what cannot be meant, each under the place that its path begins with.
    fn check_at(&mut self, problems: &mut Problems, at: &str) {
        let path = |name: &str| format!("{at}{name}");
        self.published = text::line(problems, &path("published"), &self.published, 1..=100);
        let value = figure::read(&self.published);
        if is_share(&self.published) && value.is_some_and(|value| !(0.0..=100.0).contains(&value)) {
            let words = "A share of those who answered is between 0% and 100%.";
            problems.add(Code::Invalid, &path("published"), words);
        }
        let mut line = |name: &str, words: &mut Option<String>, most: usize| {
            *words = words
                .take()
                .map(|words| text::line(problems, &path(name), &words, 1..=most));
        };
        line("count", &mut self.count, 100);
        line("baseNote", &mut self.base_note, 500);
        line("wording", &mut self.wording, 500);
        line("changed", &mut self.changed, 500);
        people(problems, &path("base"), self.base);
        match (self.as_before, &self.changed) {
            (Some(false), None) => {
                let words = "Say what changed: it is shown beside the figure.";
                problems.add(Code::Required, &path("changed"), words);
            }
            (None | Some(true), Some(_)) => {
                let words = "Something changed, so it was not as before. Say that in `asBefore`.";
                problems.add(Code::Invalid, &path("changed"), words);
            }
            _ => {}
        }
    }

    /// Notes that it is counted from more people than answered in its year, where that is known.
    fn check_base(&self, problems: &mut Problems, path: &str, answered: Option<i32>) {
        if let (Some(base), Some(answered)) = (self.base, answered)
            && base > answered
        {
            let words = format!(
                "Only {answered} answered in this year. Leave it out where the figure is counted from something else."
            );
            problems.add(Code::Invalid, path, words);
        }
    }

    /// The row of a figure that is this.
    fn row(&self, said: &Said, row: result::Model) -> result::Model {
        result::Model {
            published: self.published.clone(),
            value: figure::read(&self.published),
            count: self.count.clone(),
            base: self.base,
            base_note: self.base_note.clone(),
            wording: self.wording.clone(),
            as_before: self.as_before,
            changed: self.changed.clone(),
            link: said.link.clone().or(row.link),
            author: Some(said.author.clone()),
            at: Some(said.at),
            ..row
        }
    }
}

#[async_trait]
impl Edit for EditResult {
    const KINDS: &'static [Kind] = &[Kind::SurveyResult];
    const ACT: Act = Act::EditPlan;

    fn check(&mut self, problems: &mut Problems) {
        self.check_at(problems, "");
    }

    async fn make(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let row: result::Model = record.row()?;
        if row.author.is_none() {
            problems.add(Code::Forbidden, "id", STAYS);
            return Ok(());
        }
        self.check_base(problems, "base", answered(tx, row.wave_id).await?);
        record.set_row(&self.row(said, row))
    }

    async fn follow(&self, tx: &DatabaseTransaction, record: &mut Record) -> Result<Vec<Record>> {
        judged(tx, std::slice::from_mut(record)).await
    }
}

impl AddResults {
    fn check(&mut self, problems: &mut Problems) {
        if self.figures.is_empty() {
            problems.add(Code::Required, "results", "Give at least one figure.");
        }
        if self.figures.len() > MOST {
            let words = format!("Give at most {MOST} figures at once.");
            problems.add(Code::TooMany, "results", words);
            return;
        }
        // What is said of all of them is wrong once, where it stands, and not of each.
        let before = problems.count();
        let changed = self.changed.take();
        self.changed = changed.map(|words| text::line(problems, "changed", &words, 1..=500));
        if problems.count() > before {
            return;
        }
        for figure in &mut self.figures {
            let result = &mut figure.result;
            if result.as_before.is_none() && result.changed.is_none() {
                (result.as_before, result.changed) = (self.as_before, self.changed.clone());
            }
        }
        for (place, figure) in self.figures.iter_mut().enumerate() {
            let at = format!("results.{place}.");
            figure.result.check_at(problems, &at);
            for (name, words) in [
                ("service", &mut figure.service),
                ("answer", &mut figure.answer),
            ] {
                *words = words
                    .take()
                    .map(|words| text::line(problems, &format!("{at}{name}"), &words, 1..=200));
            }
        }
    }

    /// Notes which figures are of no question of the survey, or of no answer of theirs.
    fn check_questions(&self, problems: &mut Problems, known: &HashMap<Uuid, question::Model>) {
        for (place, figure) in self.figures.iter().enumerate() {
            let Some(question) = known.get(&figure.question) else {
                problems.missing(&format!("results.{place}.question"));
                continue;
            };
            let options = question.options.as_deref().unwrap_or_default();
            let is_one = |answer: &String| options.lines().any(|option| option == answer);
            let path = format!("results.{place}.answer");
            match &figure.answer {
                None if question.author.is_some() && !options.is_empty() => {
                    let words = "Say which answer this is the share of.";
                    problems.add(Code::Required, &path, words);
                }
                Some(answer) if !options.is_empty() && !is_one(answer) => {
                    let words = "This is none of the answers of the question.";
                    problems.add(Code::Invalid, &path, words);
                }
                _ => {}
            }
        }
    }
}

/// Enters figures of a year, all or none, and answers their ids.
pub async fn add(
    db: &DatabaseConnection,
    viewer: &Viewer,
    wave: Uuid,
    reason: Reason,
    mut entered: AddResults,
) -> Result<Vec<Uuid>> {
    viewer.somebody()?;
    let wave = wave::Entity::find_by_id(wave).one(db).await?;
    let wave = wave.ok_or_else(|| missing("wave"))?;
    let person = viewer.allowed(EditResult::ACT, wave.area_id)?;
    let mut problems = Problems::default();
    let reason = reason.checked(&mut problems, &(wave.id, &entered));
    entered.check(&mut problems);
    problems.none()?;
    let tx = change::begin(db).await?;
    let is_done = reason.is_done(&tx, person).await?;
    let questions = question::Entity::find()
        .filter(question::Column::SurveyId.eq(wave.survey_id))
        .all(&tx)
        .await?;
    let questions: HashMap<Uuid, question::Model> =
        questions.into_iter().map(|row| (row.id, row)).collect();
    let known = result::Entity::find()
        .filter(result::Column::SurveyId.eq(wave.survey_id))
        .all(&tx)
        .await?;
    let (author, said) = reason.said(&tx, person, wave.area_id).await?;
    let mut problems = Problems::default();
    entered.check_questions(&mut problems, &questions);
    problems.none()?;
    let own: Vec<&result::Model> = known.iter().filter(|row| row.wave_id == wave.id).collect();
    let mut paths = change::paths_ever(&tx, Kind::SurveyResult, wave.area_id).await?;
    let answered = answered(&tx, wave.id).await?;
    let entered_before = own.iter().filter(|row| row.author.is_some()).count();
    let mut problems = Problems::default();
    let mut rows: Vec<result::Model> = Vec::with_capacity(entered.figures.len());
    let mut done = Vec::new();
    for (place, figure) in entered.figures.iter().enumerate() {
        let Some(question) = questions.get(&figure.question) else {
            continue;
        };
        let path = free(&paths, &wave.path, &question.path);
        let row = blank(
            &wave,
            figure,
            kind(&known, question.id),
            path,
            entered_before + place,
        );
        let of_team = own.iter().copied().filter(|row| row.author.is_some());
        let twin = of_team.chain(&rows).find(|twin| asks_the_same(twin, &row));
        if let Some(twin) = twin {
            done.push(twin.id);
            let words = "The team has entered this figure of the year already. Change that one.";
            problems.add(Code::Taken, &format!("results.{place}.question"), words);
            continue;
        }
        let at = format!("results.{place}.base");
        figure.result.check_base(&mut problems, &at, answered);
        paths.insert(row.path.clone());
        rows.push(figure.result.row(&said, row));
    }
    if is_done {
        return Ok(done);
    }
    problems.none()?;
    let mut records = Vec::with_capacity(rows.len());
    for row in &rows {
        records.push(Record::new(
            Kind::SurveyResult,
            row.id,
            &row.path,
            row.area_id,
            row,
        )?);
    }
    let following = judged(&tx, &mut records).await?;
    records.extend(following);
    save(&tx, &author, records).await?;
    tx.commit().await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The path of the next figure of a question in a year: that of the question, or with a number that none has had.
fn free(taken: &HashSet<String>, wave: &str, question: &str) -> String {
    let name = question.rsplit('/').next().unwrap_or(question);
    let name = name.trim_start_matches(OF_TEAMS);
    let name = name
        .strip_prefix("question-")
        .filter(|rest| !rest.chars().all(|letter| letter.is_ascii_digit()))
        .unwrap_or(name);
    let first = format!("{wave}/{OF_TEAMS}{name}");
    let numbered = (2..).map(|number| format!("{first}.{number}"));
    let mut all = std::iter::once(first.clone()).chain(numbered);
    all.find(|path| !taken.contains(path)).unwrap_or(first)
}

/// Where figures of a question stand in the reports that are here: what is a need stays among the needs.
fn kind(known: &[result::Model], question: Uuid) -> ResultKind {
    let mut of_question = known
        .iter()
        .filter(|row| row.question_id == question)
        .peekable();
    let is_any = of_question.peek().is_some();
    match is_any && of_question.all(|row| row.kind == ResultKind::Need) {
        true => ResultKind::Need,
        false => ResultKind::StandAlone,
    }
}

/// A row of a figure that says nothing yet. `number` counts those that the team has entered before it.
fn blank(
    wave: &wave::Model,
    figure: &Figure,
    kind: ResultKind,
    path: String,
    number: usize,
) -> result::Model {
    result::Model {
        id: id::of(Kind::SurveyResult, &path),
        // After those that documents state, which are counted from one, in the order in which they were entered.
        sort_key: format!(
            "{}/{OF_TEAMS}{number:06}/{}",
            sort_key(&wave.path),
            sort_key(&path)
        ),
        path,
        area_id: wave.area_id,
        survey_id: wave.survey_id,
        wave_id: wave.id,
        question_id: figure.question,
        service: figure.service.clone(),
        kind,
        published: String::new(),
        value: None,
        previous_published: None,
        previous_value: None,
        count: None,
        base: None,
        base_note: None,
        comparability: Comparability::NoPrevious,
        reason: None,
        sentence: None,
        answer: figure.answer.clone(),
        wording: None,
        as_before: None,
        changed: None,
        link: None,
        author: None,
        at: None,
    }
}
