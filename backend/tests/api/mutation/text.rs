//! What each text of an input is: how long it may be, whether it may have lines, and whether anything may be written.
//! A text that is added to the schema without a word here fails.

/// A text of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// Anything may be written, so much of it; on one line, or on several.
    Free {
        least: usize,
        most: usize,
        has_lines: bool,
    },
    /// The same, where writing nothing takes away what stood there.
    May { most: usize },
    /// What a record is called by: letters and digits.
    Name { most: usize },
    /// A text of one line that is of a certain form, such as an address.
    Formed { most: usize },
    /// What names something that there is: anything else names nothing.
    Naming(&'static str),
    /// A password that is to be: whatever its characters are, nobody sees them.
    NewPassword,
    /// What proves who somebody is. Whatever is wrong with it, the same is said, so that nobody learns which half of it
    /// was right: the code, and the place.
    Proof(&'static str, &'static str),
}

const fn line(most: usize) -> Text {
    Text::Free {
        least: 1,
        most,
        has_lines: false,
    }
}

const fn lines(most: usize) -> Text {
    Text::Free {
        least: 1,
        most,
        has_lines: true,
    }
}

/// What a field of an input, or an argument, is.
pub fn of(owner: &str, field: &str) -> Text {
    match (owner, field) {
        ("SignInInput", _) => Text::Proof("INVALID", "password"),
        ("ChangePasswordInput", "current") => Text::Proof("INVALID", "current"),
        ("SetPasswordInput" | "AcceptInvitationInput", "link") => Text::Proof("NOT_FOUND", "link"),
        (_, "password") => Text::NewPassword,
        (_, "note") => Text::Free {
            least: 10,
            most: 1_000,
            has_lines: true,
        },
        (_, "link") => Text::Formed { most: 500 },
        (_, "key") => Text::Formed { most: 64 },
        (_, "email") => Text::Formed { most: 254 },
        (_, "area") | ("SetThemesInput", "themes") => Text::Naming("NOT_FOUND"),
        ("ActionStatusInput", "value") => Text::Naming("NOT_FOUND"),
        ("DraftActionInput", "status") => Text::May { most: 50 },
        ("CreateTokenInput" | "InviteMemberInput", "name") => line(100),
        ("EditActionInput", "steps") => line(1_000),
        ("LeadInput", "name" | "role") => line(200),
        ("EvidenceLinkInput", "title") => line(200),
        ("FigureInput" | "TargetInput" | "ObservationInput", "text") => line(300),
        ("AddReviewInput" | "EditReviewInput", "title" | "by") => line(200),
        ("AddReviewInput" | "EditReviewInput", "outcome") => lines(4_000),
        ("FindingInput", "statement") => lines(2_000),
        ("AddSurveyInput", "title") => line(200),
        ("AddSurveyInput", "population") => line(500),
        ("AddSurveyWaveInput" | "EditSurveyWaveInput", "label") => line(100),
        ("AddSurveyWaveInput" | "EditSurveyWaveInput", "method") => lines(2_000),
        ("AddSurveyQuestionInput", "text") => line(500),
        ("AddSurveyQuestionInput", "group" | "options") => line(200),
        ("NewSurveyResultInput", "service" | "answer") => line(200),
        ("NewSurveyResultInput" | "EditSurveyResultInput", "published" | "count") => line(100),
        (_, "baseNote" | "wording" | "changed") => line(500),
        ("AddFeedbackItemInput", "table" | "service") => line(200),
        ("AddFeedbackItemInput", _) => lines(4_000),
        ("AddCommentInput", "text") => lines(2_000),
        ("CopyPlanInput", "title" | "version") => line(200),
        ("DraftPlanInput", "title") => line(200),
        ("DraftPlanInput", "version" | "period") => Text::May { most: 200 },
        ("DraftPlanInput", "sponsors" | "monitoring") => Text::May { most: 2_000 },
        (_, "number" | "reference") => Text::Name { most: 20 },
        ("DraftWorkstreamInput", "title") => line(500),
        ("DraftWorkstreamInput", "leads") => Text::May { most: 1_000 },
        (_, "outcomes" | "steps" | "evidence") => line(2_000),
        ("DraftActionInput", "text") => lines(4_000),
        ("DraftActionInput", "impact") => Text::May { most: 4_000 },
        ("DraftActionInput", "due") => Text::May { most: 200 },
        ("DraftMeasureInput", "text") => lines(2_000),
        ("DraftMeasureInput", "baseline" | "target") => Text::May { most: 500 },
        // A name of two letters at least.
        ("RedactNameInput", "text" | "spellings" | "replacement") => Text::Formed { most: 100 },
        _ => panic!("what is the text {owner}.{field}?"),
    }
}

/// Whether a text is free in the schema and yet has to be one of some words.
pub fn is_of_a_scale(owner: &str, field: &str) -> bool {
    (owner, field) == ("DraftActionInput", "status")
}

/// How many items a list takes at most.
pub fn most_of(owner: &str, field: &str) -> usize {
    match (owner, field) {
        ("UpdateActionStatusInput", "actions") => 100,
        ("AddSurveyResultsInput", "results") => 500,
        (_, "members" | "seen" | "mentions" | "themes" | "spellings" | "options") => 20,
        (_, "steps" | "leads" | "links" | "findings" | "outcomes" | "evidence") => 50,
        _ => panic!("how long is the list {owner}.{field}?"),
    }
}
