//! The table: every mutation, with what it is sent with, who may make it, and what of it is nobody else's business.

use goldenthread::{
    domain::permission::Act,
    entity::{secret::Scope, user::Role},
};
use serde_json::{Value, json};

use super::world::{Asker, World};
use crate::app::PASSWORD;

/// The area in whose team a mutation is tried: one has plans with a scale, the other a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Area {
    Plan,
    Survey,
}

impl Area {
    pub const ALL: [Self; 2] = [Self::Plan, Self::Survey];

    pub fn path(self) -> &'static str {
        match self {
            Self::Plan => "leicestershire",
            Self::Survey => "worcestershire",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::Plan => Self::Survey,
            Self::Survey => Self::Plan,
        }
    }
}

/// Who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Everybody: what is sent proves who it is.
    Nothing,
    /// Whoever has signed in with a password.
    Password,
    /// An act in a team, with the least role and the scope of a token as the README has them, which is compared with
    /// `domain::permission`.
    Team(Act, Role, Option<Scope>),
    /// The same, or a contributor where it is about what he or she leads.
    Leads(Act, Role, Option<Scope>),
    /// Who commented, which is the editor here, and whoever keeps the team.
    Wrote,
}

/// A mutation.
pub struct Row {
    pub name: &'static str,
    /// The type of its input; empty where its arguments stand by themselves.
    pub input: &'static str,
    pub payload: &'static str,
    pub area: Area,
    pub needs: Needs,
    /// The field that names what only the team knows of: for others there is no such thing.
    pub hidden: Option<&'static str>,
    /// What it is sent with, which can be meant: the first is an ordinary one, and all together name every field.
    make: fn(&World, &Asker) -> Vec<Value>,
    /// The list in whose files the texts of it stand.
    pub list: Option<&'static str>,
}

impl Row {
    pub fn inputs(&self, world: &World, asker: &Asker) -> Vec<Value> {
        (self.make)(world, asker)
    }

    /// Whether it has a key, under which it is made once.
    pub fn has_key(&self, world: &World) -> bool {
        let fields = world.schema.inputs.get(self.input);
        fields.is_some_and(|fields| fields.iter().any(|field| field.name == "key"))
    }
}

const EDIT: Needs = Needs::Team(Act::EditPlan, Role::Editor, Some(Scope::Write));
const JUDGE: Needs = Needs::Team(Act::Judge, Role::Editor, Some(Scope::Write));
const DRAFT: Needs = Needs::Team(Act::EditDraft, Role::Editor, Some(Scope::Write));
const KEEP: Needs = Needs::Team(Act::KeepTeam, Role::AreaAdministrator, None);
const NOTE: &str = "The board was told so in November.";
const LINK: &str = "https://www.example.org/minutes.pdf";
const NEW: &str = "twelve green bottles hanging";

/// An input with what is said of every change.
fn said(mut input: Value) -> Vec<Value> {
    input["note"] = json!(NOTE);
    input["link"] = json!(LINK);
    input["key"] = json!("one");
    vec![json!({ "input": input })]
}

/// The same of a record that was seen in its first version.
fn edit(world: &World, id: &str, mut input: Value) -> Vec<Value> {
    input["id"] = world.id(id);
    input["expectedVersion"] = json!(1);
    said(input)
}

fn review(world: &World, mut input: Value) -> Value {
    for (name, value) in [
        ("title", json!("Twelve-month review")),
        ("by", json!("DfE and NHS England")),
        ("heldOn", json!("2026-06-01")),
        ("state", json!("HELD")),
        ("outcome", json!("Progress is clear.\nIt has to go on.")),
        (
            "findings",
            json!([{ "workstream": world.id("workstreams"), "weakness": world.id("weaknesses"),
                "finding": "PROGRESS", "statement": "There is progress." }]),
        ),
    ] {
        input[name] = value;
    }
    input
}

fn year(mut input: Value) -> Value {
    for (name, value) in [
        ("label", json!("Spring survey")),
        ("fieldworkFrom", json!("2023-03-01")),
        ("fieldworkTo", json!("2023-03-31")),
        ("asked", json!(900)),
        ("respondents", json!(310)),
        ("method", json!("By e-mail.\nIn schools.")),
    ] {
        input[name] = value;
    }
    input
}

fn figure(mut input: Value) -> Value {
    for (name, value) in [
        ("published", json!("58%")),
        ("count", json!("180 of 310")),
        ("base", json!(310)),
        ("baseNote", json!("Those who answered.")),
        ("wording", json!("Were you happy with the time?")),
        ("asBefore", json!(false)),
        ("changed", json!("Others were asked.")),
    ] {
        input[name] = value;
    }
    input
}

fn action_words(world: &World) -> Value {
    let lead = json!({ "name": "Head of SEND", "role": "Lead officer", "organisation": world.id("organisation") });
    json!({ "action": {
        "reference": "9.1", "text": "Publish the waiting times.\nEach month.", "steps": ["Count.", "Publish."],
        "leads": [lead], "evidence": ["The page."],
        "impact": "Families know.", "due": "30/09/2027", "status": "AMBER",
    } })
}

fn measure_words(world: &World) -> Value {
    json!({ "measure": {
        "number": "M9", "text": "Plans in time", "action": world.id("draftOther"), "unit": "PERCENT",
        "polarity": "HIGHER", "baseline": "62%", "target": "above 95%",
    } })
}

fn workstream_words() -> Value {
    json!({ "workstream": {
        "number": "9", "title": "Waiting", "leads": "The head of SEND", "outcomes": ["Nobody waits."],
    } })
}

fn plan_words() -> Value {
    json!({ "plan": {
        "title": "Renewed once more", "version": "3", "period": "2027 to 2029", "periodFrom": "2027-01-01",
        "periodTo": "2029-12-31", "sponsors": "The director", "monitoring": "By the board",
    } })
}

fn in_draft(world: &World, id: &str, record: Value) -> Value {
    json!({ "input": { "draft": world.id("draft"), "id": world.id(id), "expectedVersion": 1, "record": record,
        "key": "one" } })
}

fn to_draft(world: &World, record: Value) -> Value {
    json!({ "input": { "draft": world.id("draft"), "workstream": world.id("draftWorkstream"), "record": record,
        "key": "one" } })
}

/// A row of the table: names, then who may, then what it is sent with.
const fn row(
    name: &'static str,
    (input, payload): (&'static str, &'static str),
    needs: Needs,
    make: fn(&World, &Asker) -> Vec<Value>,
) -> Row {
    Row {
        name,
        input,
        payload,
        area: Area::Plan,
        needs,
        hidden: None,
        make,
        list: None,
    }
}

impl Row {
    const fn hidden(self, field: &'static str) -> Self {
        Self {
            hidden: Some(field),
            ..self
        }
    }

    const fn list(self, list: &'static str) -> Self {
        Self {
            list: Some(list),
            ..self
        }
    }

    const fn of_survey(self) -> Self {
        Self {
            area: Area::Survey,
            ..self
        }
    }
}

pub const ROWS: &[Row] = &[
    row("signIn", ("SignInInput", "SignInPayload"), Needs::Nothing, |_, asker| {
        let email = asker.email.clone().unwrap_or("reader@leicestershire.example.org".to_owned());
        vec![json!({ "input": { "email": email, "password": PASSWORD } })]
    }),
    row("signOut", ("", "SignOutPayload"), Needs::Nothing, |_, _| {
        vec![json!({ "everywhere": false })]
    }),
    row("changePassword", ("ChangePasswordInput", "SignInPayload"), Needs::Password, |_, _| {
        vec![json!({ "input": { "current": PASSWORD, "password": NEW } })]
    }),
    row("setPassword", ("SetPasswordInput", "SignInPayload"), Needs::Nothing, |world, _| {
        vec![json!({ "input": { "link": world.id("passwordLink"), "password": NEW } })]
    }),
    row("createToken", ("CreateTokenInput", "CreateTokenPayload"), Needs::Password, |_, _| {
        vec![json!({ "input": { "name": "Nightly report", "scope": "READ", "expiresAt": "2027-05-01T00:00:00Z" } })]
    }),
    row("revokeToken", ("", "RevokeTokenPayload"), Needs::Password, |world, asker| {
        let id = match &asker.own_token {
            Value::Null => world.id("tokenElsewhere"),
            own => own.clone(),
        };
        vec![json!({ "id": id })]
    }),
    row("inviteMember", ("InviteMemberInput", "InviteMemberPayload"), KEEP, |world, _| {
        vec![json!({ "input": { "area": "leicestershire", "email": "new@example.org", "name": "Ada Smith",
            "role": "EDITOR", "organisation": world.id("organisation") } })]
    }),
    row("acceptInvitation", ("AcceptInvitationInput", "SignInPayload"), Needs::Nothing, |world, _| {
        vec![json!({ "input": { "link": world.id("invitationLink"), "password": NEW } })]
    }),
    row("withdrawInvitation", ("", "WithdrawInvitationPayload"), KEEP, |world, _| {
        vec![json!({ "id": world.id("invitation") })]
    })
    .hidden("id"),
    row("setMemberRole", ("", "SetMemberRolePayload"), KEEP, |world, _| {
        let role = |role: &str| json!({ "id": world.id("member"), "role": role });
        let mut late = role("READER");
        late["seen"] = json!("CONTRIBUTOR");
        vec![role("EDITOR"), late]
    })
    .hidden("id"),
    row("removeMember", ("", "RemoveMemberPayload"), KEEP, |world, _| {
        vec![json!({ "id": world.id("member") })]
    })
    .hidden("id"),
    row("resetMemberPassword", ("", "ResetMemberPasswordPayload"), KEEP, |world, _| {
        vec![json!({ "id": world.id("member") })]
    })
    .hidden("id"),
    row(
        "requestPasswordReset",
        ("RequestPasswordResetInput", "RequestPasswordResetPayload"),
        Needs::Nothing,
        |_, _| vec![json!({ "input": { "email": "reader@leicestershire.example.org" } })],
    ),
    row(
        "updateActionStatus",
        ("UpdateActionStatusInput", "UpdateActionStatusPayload"),
        Needs::Leads(Act::UpdateAction, Role::Editor, Some(Scope::Write)),
        |world, _| {
            let statuses = [json!({ "shared": "ON_TRACK" }), json!({ "value": "AMBER" })];
            let input = |status: &Value| {
                said(json!({ "actions": [{ "id": world.id("led"), "expectedVersion": 1 }], "status": status,
                    "effectiveOn": "2026-11-02" }))
            };
            statuses.iter().flat_map(input).collect()
        },
    )
    .list("changes"),
    row(
        "setActionAssignees",
        ("SetActionAssigneesInput", "SetActionAssigneesPayload"),
        Needs::Team(Act::UpdateAction, Role::Editor, Some(Scope::Write)),
        |world, _| {
            let members = [world.id("member"), world.id("colleague")];
            let leader = [world.id("leader")];
            vec![
                json!({ "input": { "id": world.id("action"), "members": members } }),
                json!({ "input": { "id": world.id("led"), "members": members, "seen": leader } }),
            ]
        },
    ),
    row("editAction", ("EditActionInput", "EditActionPayload"), EDIT, |world, _| {
        edit(world, "action", json!({
            "due": { "from": "2027-01-01", "to": "2027-03-31" }, "steps": ["Count.", "Publish."],
            "leads": [{ "name": "Ada Smith", "role": "Head of SEND", "organisation": world.id("organisation") }],
            "links": [{ "title": "Minutes", "link": LINK }],
        }))
    })
    .list("actions"),
    row(
        "takeBackActionUpdate",
        ("TakeBackActionUpdateInput", "TakeBackActionUpdatePayload"),
        EDIT,
        |world, _| {
            let mut inputs = edit(world, "changed", json!({ "update": world.id("update") }));
            inputs[0]["input"]["expectedVersion"] = json!(2);
            inputs
        },
    )
    .list("changes"),
    row("editMeasure", ("EditMeasureInput", "EditMeasurePayload"), EDIT, |world, _| {
        edit(world, "measures", json!({
            "baseline": { "text": "62% of plans", "value": 62.0 },
            "target": { "text": "at least 95%", "value": 95.0, "comparison": "AT_LEAST" },
            "observation": { "on": "2026-10-01", "text": "70.5% of plans", "value": 70.5 },
        }))
    })
    .list("measures"),
    row(
        "takeBackObservation",
        ("TakeBackObservationInput", "TakeBackObservationPayload"),
        EDIT,
        |world, _| {
            let mut inputs = edit(world, "measured", json!({ "on": "2026-10-01" }));
            inputs[0]["input"]["expectedVersion"] = json!(2);
            inputs
        },
    )
    .list("changes"),
    row("updateWorkstream", ("UpdateWorkstreamInput", "UpdateWorkstreamPayload"), EDIT, |world, _| {
        edit(world, "workstreams", json!({ "state": "BUSINESS_AS_USUAL", "effectiveOn": "2026-10-01" }))
    })
    .list("changes"),
    row("updateFeedbackItem", ("UpdateFeedbackItemInput", "UpdateFeedbackItemPayload"), EDIT, |world, _| {
        edit(world, "feedbackItems", json!({ "outcome": "DONE", "effectiveOn": "2026-10-01" }))
    })
    .of_survey()
    .list("changes"),
    row("addReview", ("AddReviewInput", "ReviewPayload"), EDIT, |world, _| {
        said(review(world, json!({ "plan": world.id("plan") })))
    })
    .list("reviews"),
    row("editReview", ("EditReviewInput", "ReviewPayload"), EDIT, |world, _| {
        edit(world, "review", review(world, json!({})))
    })
    .list("reviews"),
    row(
        "ruleOnDataQualityNote",
        ("RuleOnDataQualityNoteInput", "RuleOnDataQualityNotePayload"),
        JUDGE,
        |world, _| edit(world, "note", json!({ "state": "ACCEPTED" })),
    )
    .list("dataQualityNotes"),
    row("setThemes", ("SetThemesInput", "SetThemesPayload"), JUDGE, |world, _| {
        edit(world, "action", json!({ "themes": [world.id("theme"), world.id("otherTheme")] }))
    })
    .list("changes"),
    row("decideSimilarity", ("DecideSimilarityInput", "DecideSimilarityPayload"), JUDGE, |world, _| {
        edit(world, "action", json!({ "other": world.id("actionElsewhere"), "verdict": "RELATED" }))
    })
    .list("changes"),
    row("revertRecord", ("RevertRecordInput", "RevertRecordPayload"), EDIT, |world, _| {
        let mut inputs = edit(world, "changed", json!({ "toVersion": 1, "parts": 0 }));
        inputs[0]["input"]["expectedVersion"] = json!(2);
        inputs
    })
    .list("changes"),
    row("addSurvey", ("AddSurveyInput", "AddSurveyPayload"), EDIT, |_, _| {
        said(json!({ "area": "leicestershire", "title": "Families of the county", "population": "Parents and carers" }))
    })
    .list("surveys"),
    row("addSurveyWave", ("AddSurveyWaveInput", "SurveyWavePayload"), EDIT, |world, _| {
        said(year(json!({ "survey": world.id("survey"), "year": 2023 })))
    })
    .of_survey()
    .list("changes"),
    row("editSurveyWave", ("EditSurveyWaveInput", "SurveyWavePayload"), EDIT, |world, _| {
        edit(world, "wave", year(json!({})))
    })
    .of_survey()
    .list("changes"),
    row("addSurveyQuestion", ("AddSurveyQuestionInput", "AddSurveyQuestionPayload"), EDIT, |world, _| {
        said(json!({ "survey": world.id("survey"), "text": "Do you wait long?", "group": "Waiting",
            "polarity": "LOWER", "options": ["Yes", "No"] }))
    })
    .of_survey()
    .list("surveyQuestions"),
    row("addSurveyResults", ("AddSurveyResultsInput", "AddSurveyResultsPayload"), EDIT, |world, _| {
        let results = [
            figure(json!({ "question": world.id("question"), "service": "Health", "answer": "Yes" })),
            json!({ "question": world.id("question"), "service": "Education", "published": "41%" }),
        ];
        said(json!({ "wave": world.id("wave"), "asBefore": false, "changed": "Fewer were asked.",
            "results": results }))
    })
    .of_survey()
    .list("surveyResults"),
    row("editSurveyResult", ("EditSurveyResultInput", "EditSurveyResultPayload"), EDIT, |world, _| {
        edit(world, "result", figure(json!({})))
    })
    .of_survey()
    .list("surveyResults"),
    row("addFeedbackItem", ("AddFeedbackItemInput", "AddFeedbackItemPayload"), EDIT, |world, _| {
        said(json!({ "wave": world.id("wave"), "table": "Waiting", "service": "Health",
            "comment": "We wait too long.", "promised": "A shorter way.", "done": "Two more nurses.",
            "next": "A third.", "carriesOn": world.id("feedbackItems") }))
    })
    .of_survey()
    .list("feedbackItems"),
    row(
        "addComment",
        ("AddCommentInput", "AddCommentPayload"),
        Needs::Team(Act::Comment, Role::Reader, Some(Scope::Write)),
        |world, _| {
            vec![json!({ "input": { "id": world.id("action"), "text": "The provider has not answered.",
                "mentions": [world.id("member")], "key": "one" } })]
        },
    ),
    row("removeComment", ("", "RemoveCommentPayload"), Needs::Wrote, |world, _| {
        vec![json!({ "id": world.id("comment") })]
    })
    .hidden("id"),
    row("createCalendarLink", ("", "CreateCalendarLinkPayload"), Needs::Password, |_, _| vec![json!({})]),
    row("revokeCalendarLink", ("", "RevokeCalendarLinkPayload"), Needs::Password, |_, _| vec![json!({})]),
    row("copyPlan", ("CopyPlanInput", "CopyPlanPayload"), DRAFT, |world, _| {
        vec![json!({ "input": { "plan": world.id("plan"), "title": "Renewed again", "version": "3", "key": "one" } })]
    }),
    row("editDraft", ("EditDraftInput", "ChangeDraftPayload"), DRAFT, |world, _| {
        vec![
            in_draft(world, "draftAction", action_words(world)),
            in_draft(world, "draftMeasure", measure_words(world)),
            in_draft(world, "draftWorkstream", workstream_words()),
            in_draft(world, "draftPlan", plan_words()),
        ]
    })
    .hidden("draft"),
    row("addToDraft", ("AddToDraftInput", "ChangeDraftPayload"), DRAFT, |world, _| {
        vec![
            to_draft(world, action_words(world)),
            to_draft(world, measure_words(world)),
            to_draft(world, workstream_words()),
        ]
    })
    .hidden("draft"),
    row("removeFromDraft", ("RemoveFromDraftInput", "ChangeDraftPayload"), DRAFT, |world, _| {
        vec![json!({ "input": { "draft": world.id("draft"), "id": world.id("draftAction"), "expectedVersion": 1,
            "key": "one" } })]
    })
    .hidden("draft"),
    row(
        "publishDraft",
        ("PublishDraftInput", "PublishDraftPayload"),
        Needs::Team(Act::Publish, Role::AreaAdministrator, Some(Scope::Write)),
        |world, _| said(json!({ "draft": world.id("draft"), "expectedVersion": 1 })),
    )
    .hidden("draft")
    .list("changes"),
    row("discardDraft", ("DiscardDraftInput", "DiscardDraftPayload"), DRAFT, |world, _| {
        vec![json!({ "input": { "draft": world.id("draft"), "expectedVersion": 1 } })]
    })
    .hidden("draft"),
    row(
        "redactName",
        ("RedactNameInput", "RedactNamePayload"),
        Needs::Team(Act::Redact, Role::AreaAdministrator, None),
        |_, _| {
            vec![json!({ "input": { "area": "leicestershire", "text": "Zebediah Quillfeather",
                "spellings": ["Z. Quillfeather"], "replacement": "[somebody]", "note": NOTE, "confirm": false,
                "key": "one" } })]
        },
    ),
];
