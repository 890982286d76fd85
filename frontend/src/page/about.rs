//! What this is and how it is made: methods, the interface for programs, citing, accessibility, licence.

use leptos::prelude::*;

use crate::component::{contents, dom, heading, link, section};

/// `/about`
pub fn about() -> AnyView {
    view! {
        {heading("About and methods")}
        <p class="gt-lead">
            "Golden Thread follows what local areas in England do about weaknesses in their services for children with special educational needs and disabilities (SEND): from an inspector’s finding to the plan, the action, the measure, the review and what families say."
        </p>
        {contents(&[
            ("methods", "Methods"),
            ("themes", "Themes and comparison"),
            ("names", "Names of people"),
            ("api", "The interface for programs"),
            ("cite", "How to cite"),
            ("accessibility", "Accessibility statement"),
            ("licence", "Licence"),
        ])}
        {section("methods", "Methods", methods())}
        {section("themes", "Themes and comparison", comparison())}
        {section("names", "Names of people", names())}
        {section("api", "The interface for programs", api())}
        {section("cite", "How to cite", cite())}
        {section("accessibility", "Accessibility statement", accessibility())}
        {section("licence", "Licence", licence())}
    }
    .into_any()
}

fn methods() -> AnyView {
    view! {
        <ul class="govuk-list govuk-list--bullet">
            <li>"Every record was read from a published document and cites the place: the document, the part of it, and the lines of its extracted text. No citation, no record."</li>
            <li>"Published words stand beside what was read from them. A due date, a status, a figure or a lead is shown as printed first; what we read it as follows."</li>
            <li>"“Not stated in the source” is a value of its own. It is neither nought nor unknown."</li>
            <li>"A date that cannot be right, such as 31 September, is kept as printed, marked “Needs checking”, and never put right by guess."</li>
            <li>"Each plan keeps its own words for status, with its own definitions. A scale shared by all plans stands beside them, and the page of the plan says how one was put onto the other."</li>
            <li>"A weakness is one thread, however often it is reworded. Its states are dated and added to, never overwritten."</li>
            <li>"A survey’s figure is set against the year before only where question, population and options are the same as far as the report says. Otherwise the break is shown with its reason, and no trend is drawn."</li>
            <li>"Contradictions in a document are not smoothed over: " {link("/quality", "the data-quality notes")} " give both statements, why it matters and what is shown."</li>
        </ul>
    }
    .into_any()
}

fn comparison() -> AnyView {
    view! {
        <p>
            "No two plans have the same form. " {link("/compare", "A comparison of two plans")}
            " begins with what can be compared at all, computed from what each plan states. Then it lays both side by side under "
            {link("/themes", "themes of our own")} ". What stands in one plan only is never left out. There is no score and no ranking: documents are judged for completeness, areas are not."
        </p>
    }
    .into_any()
}

fn names() -> AnyView {
    view! {
        <p>"The lead of an action is shown as the document names it. Contact details, and lay people by name, are not carried. There is no page that gathers what one person leads."</p>
    }
    .into_any()
}

fn api() -> AnyView {
    let endpoint = match dom::api_base() {
        base if base.is_empty() => "/graphql".to_owned(),
        base => format!("{base}/graphql"),
    };
    let curl = format!(
        "curl {} -H 'content-type: application/json' \\\n  -d '{{\"query\":\"{{ actions(filter: {{ area: [\\\"leicestershire\\\"] }}) {{ totalCount nodes {{ reference text citations {{ place }} }} }} }}\"}}'",
        dom::absolute(&endpoint)
    );
    view! {
        <p>"These pages use the same GraphQL interface as everyone else. It is at " <code>{endpoint}</code> ", needs no key, and describes itself: every type and field of the schema has a text."</p>
        <p>"An example, which asks for the actions of one area with their sources:"</p>
        <pre class="gt-code" tabindex="0"><code>{curl}</code></pre>
        <p>"Lists come in pages of at most 100; ask for the next with the cursor that " <code>"pageInfo"</code> " gives."</p>
    }
    .into_any()
}

fn cite() -> AnyView {
    view! {
        <p>"Cite the published document for what it says, and Golden Thread for how it was read. Every record names its document and place. For example:"</p>
        <blockquote class="gt-quote">
            "Leicestershire, Written Statement of Action, action 1.10. In: Golden Thread, " {dom::absolute("/areas/leicestershire/plans/wsoa-2020/actions/1.10")} ", with the date on which you read it."
        </blockquote>
        <p>"Addresses of areas, plans, actions and documents do not change. An address with filters in it shows the same list to whoever opens it."</p>
    }
    .into_any()
}

fn accessibility() -> AnyView {
    view! {
        <p>"These pages are meant to be used by everyone. They are built to meet the Web Content Accessibility Guidelines, version 2.2, level AA."</p>
        <ul class="govuk-list govuk-list--bullet">
            <li>"Everything works with a keyboard alone; after a change of page or of filters the focus moves to the heading of what is new, and it is read out."</li>
            <li>"Pages work at 320 pixels of width and at 400% zoom. Wide tables scroll by themselves, or become cards."</li>
            <li>"Nothing is said by colour alone. Every chart stands beside a table of the same figures."</li>
            <li>"Pages can be printed, with what is folded away where the browser allows it. Of the sources of a record the first is named; unfold the others before you print."</li>
        </ul>
        <p>"Every page is checked by machine with axe when the software is built, and its keyboard paths are tested in a real browser. It has not yet been tested by people who use assistive technology. The pages need JavaScript and WebAssembly; the data is also available without them through the GraphQL interface. The published documents themselves are not ours, and some are not accessible."</p>
    }
    .into_any()
}

fn licence() -> AnyView {
    view! {
        <p>"The software is available under the MIT licence or the Apache License 2.0, as you choose. Styles are from GOV.UK Frontend (MIT licence); this is not a GOV.UK service."</p>
        <p>"Published words are quoted from documents of public bodies, which hold the rights in them."</p>
    }
    .into_any()
}
