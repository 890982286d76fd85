//! What each id of an input is of, and what is said of ids of something else.

use serde_json::{Value, json};

use super::{
    schema::Place,
    world::{World, made_up},
};

/// What is said of an id of another area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// That there is no such thing, at the place of the id.
    Missing,
    /// That whoever asks may not, for everybody may know of it.
    Forbidden,
    /// Nothing: it may be of any area.
    Fine,
}

/// An id of something of another area, where there is one, and what is said of it.
pub fn elsewhere(world: &World, place: &Place) -> Option<(Value, Elsewhere)> {
    use Elsewhere::{Fine, Forbidden, Missing};
    let (name, told) = match (place.owner.as_str(), place.field.as_str()) {
        ("revokeToken", _) => ("tokenElsewhere", Missing),
        ("withdrawInvitation", _) => ("invitationElsewhere", Missing),
        ("setMemberRole" | "removeMember" | "resetMemberPassword", _) => {
            ("memberElsewhere", Missing)
        }
        ("removeComment", _) => ("commentElsewhere", Missing),
        (_, "members" | "mentions" | "seen") => ("memberElsewhere", Missing),
        (_, "organisation") => ("organisationElsewhere", Missing),
        ("SeenActionInput", _) => ("actionElsewhere", Forbidden),
        (
            "SetActionAssigneesInput" | "EditActionInput" | "SetThemesInput" | "AddCommentInput",
            "id",
        )
        | ("DecideSimilarityInput" | "RevertRecordInput" | "TakeBackActionUpdateInput", "id") => {
            ("actionElsewhere", Forbidden)
        }
        ("DecideSimilarityInput", "other") => ("actionElsewhere", Fine),
        ("EditMeasureInput" | "TakeBackObservationInput", _) => ("measuresElsewhere", Forbidden),
        ("UpdateWorkstreamInput", _) => ("workstreamsElsewhere", Forbidden),
        ("AddReviewInput" | "CopyPlanInput", "plan") => ("planElsewhere", Forbidden),
        ("EditReviewInput", "id") => ("reviewsElsewhere", Forbidden),
        ("RuleOnDataQualityNoteInput", _) => ("noteElsewhere", Forbidden),
        ("FindingInput", "workstream") => ("workstreamsElsewhere", Missing),
        ("FindingInput", "weakness") => ("weaknessesElsewhere", Missing),
        (_, "draft") => ("draftElsewhere", Missing),
        ("EditDraftInput" | "RemoveFromDraftInput", "id") => ("actionElsewhere", Missing),
        ("AddToDraftInput", "workstream") => ("workstreamsElsewhere", Missing),
        ("DraftMeasureInput", "action") => ("actionElsewhere", Missing),
        // There is one survey, and all that is of it is of its area. Only one action has updates.
        ("UpdateFeedbackItemInput" | "EditSurveyWaveInput" | "EditSurveyResultInput", "id")
        | ("AddSurveyWaveInput" | "AddSurveyQuestionInput", "survey")
        | ("AddSurveyResultsInput" | "AddFeedbackItemInput", "wave")
        | ("NewSurveyResultInput", "question")
        | ("AddFeedbackItemInput", "carriesOn")
        | ("TakeBackActionUpdateInput", "update") => return None,
        (owner, field) => panic!("what is the id {owner}.{field} of?"),
    };
    Some((world.id(name), told))
}

/// Ids that name nothing where this one stands: none is found.
pub fn wrong(world: &World, place: &Place, known: &Value) -> Vec<Value> {
    // Any record can be commented on that is of an area, and a theme is of none.
    let another = match known.as_str().is_some_and(|id| id.len() == 36) {
        true => world.id("action"),
        false => world.id("themeId"),
    };
    let mut wrong = vec![
        json!("garbage"),
        json!(""),
        json!("' OR 1=1 --"),
        json!("a\u{0}b"),
        json!("\u{202E}"),
        json!("x".repeat(100_000)),
        // A whole number is an id to GraphQL.
        json!(1),
        made_up(known),
        another,
    ];
    if place.field != "draft" && known.as_str().is_some_and(|id| id.len() == 36) {
        wrong.push(world.id("draft"));
    }
    wrong
}
