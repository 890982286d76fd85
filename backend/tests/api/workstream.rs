//! Worcestershire's workstreams: who leads them and belongs to them, whether they are formally
//! monitored, and what they hold.

use serde_json::{Value, json};

use crate::app::TestApp;

fn each<'a>(rows: &'a Value, key: &str) -> Vec<&'a str> {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| row[key].as_str().unwrap())
        .collect()
}

const APP: &str = "filter: {plan: [\"worcestershire/app-2022\"]}";

#[tokio::test]
async fn the_four_workstreams_stand_in_their_order_each_for_one_weakness() {
    let app = TestApp::seeded().await;
    let data = app
        .query(&format!(
            "{{ workstreams({APP}) {{ totalCount nodes {{ path number title outcomes leadsPublished
                 area {{ path }} weakness {{ path }} actions {{ totalCount }} measures {{ totalCount }}
                 citations {{ lineFrom lineTo field document {{ path }} }} }} }} }}"
        ))
        .await;
    assert_eq!(data["workstreams"]["totalCount"], 4);
    let expected = [
        (
            "THE VARIATION IN THE SKILLS AND COMMITMENT OF SOME MAINSTREAM SCHOOLS TO PROVIDE EFFECTIVE SUPPORT FOR CHILDREN WHO HAVE SEND",
            "LEAD WCF AND HEALTH: Assistant Director Education Quality (WCF), Lead for Children and Maternity (CCG)",
            9,
            8,
            5,
        ),
        (
            "THE LACK OF SUITABLE SPECIALIST PROVISION TO MEET THE IDENTIFIED NEEDS OF CHILDREN AND YOUNG PEOPLE",
            "LEAD WCF AND HEALTH: SEND Group Manager (WCF), Lead for Children and Maternity, (CCG)",
            5,
            5,
            9,
        ),
        (
            "FRAGILE RELATIONSHIPS WITH PARENTS AND CARERS AND A LACK OF MEANINGFUL ENGAGEMENT AND CO-PRODUCTION AND COLLABORATION",
            "LEAD WCF AND HEALTH: Children with Disabilities Group Manager (WCF), Lead for Children and Maternity (CCG)",
            10,
            11,
            15,
        ),
        (
            "THE POOR QUALITY OF EHCPS AND LIMITED CONTRIBUTIONS FROM HEALTH AND SOCIAL CARE ALONG WITH THE PROCESS TO CHECK AND REVIEW THE QUALITY OF EHC PLANS",
            "LEAD WCF AND HEALTH: SEND Group Manager (WCF), Senior Manager for SEND (CCG)",
            14,
            5,
            21,
        ),
    ];
    let nodes = data["workstreams"]["nodes"].as_array().unwrap();
    for (number, (row, (title, leads, actions, measures, line))) in
        (1..).zip(nodes.iter().zip(expected))
    {
        assert_eq!(
            row["path"],
            format!("worcestershire/app-2022/workstream-{number}")
        );
        assert_eq!(row["number"], number.to_string());
        assert_eq!(row["title"], title);
        assert_eq!(row["leadsPublished"], leads);
        assert_eq!(row["actions"]["totalCount"], actions);
        assert_eq!(row["measures"]["totalCount"], measures);
        assert_eq!(
            row["weakness"]["path"],
            format!("worcestershire/weakness-{number}")
        );
        assert_eq!(row["area"]["path"], "worcestershire");
        // The plan prints actions and measures, and no outcomes beside them.
        assert_eq!(row["outcomes"], json!([]));
        assert_eq!(
            row["citations"][0]["document"]["path"],
            "worcestershire-app-2022"
        );
        assert_eq!(row["citations"][0]["lineFrom"], line);
    }
}

#[tokio::test]
async fn the_forty_two_memberships_are_kept_as_printed() {
    let app = TestApp::seeded().await;
    let data = app
        .query(&format!(
            "{{ workstreams({APP}) {{ nodes {{ members {{ role published organisation {{ path }} }} }} }} }}"
        ))
        .await;
    let of = |workstream: usize, role: &str| -> Vec<&str> {
        data["workstreams"]["nodes"][workstream - 1]["members"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|member| member["role"] == role)
            .map(|member| member["published"].as_str().unwrap())
            .collect()
    };
    assert_eq!(
        (1..=4).map(|at| of(at, "MEMBER").len()).collect::<Vec<_>>(),
        [6, 7, 11, 18]
    );
    assert_eq!(
        (1..=4).map(|at| of(at, "LEAD").len()).collect::<Vec<_>>(),
        [2, 2, 2, 2]
    );
    assert_eq!(
        of(1, "LEAD"),
        [
            "Assistant Director Education Quality (WCF)",
            "Lead for Children and Maternity (CCG)"
        ]
    );
    // The comma before the bracket is printed.
    assert_eq!(
        of(2, "LEAD"),
        [
            "SEND Group Manager (WCF)",
            "Lead for Children and Maternity, (CCG)"
        ]
    );
    assert_eq!(
        of(3, "LEAD"),
        [
            "Children with Disabilities Group Manager (WCF)",
            "Lead for Children and Maternity (CCG)"
        ]
    );
    assert_eq!(
        of(4, "LEAD"),
        ["SEND Group Manager (WCF)", "Senior Manager for SEND (CCG)"]
    );
    assert_eq!(
        of(1, "MEMBER"),
        [
            "Parent carer forum (FiP) and WAC and stakeholder groups",
            "School Phases (First and Primary, Middle, Secondary and High – for LA maintained and Academies)",
            "Special Schools",
            "Designated Clinical Officer, CCG",
            "Leading Educational Improvement Professional, WCF",
            "Operational Manager SENDIASS, WCC",
        ]
    );
    // Two of these stand after the page break; WFC is a typing error of the plan.
    assert_eq!(
        of(2, "MEMBER"),
        [
            "Parent carer forum (FiP) and WAC and stakeholder groups",
            "Sufficiency & Place Planning Group Manager (WFC)",
            "Special School",
            "Specialist Provision Forum",
            "Early Years and Childcare Strategy Manager (WCF)",
            "Placement and Resources Manager (WCF)",
            "Operational Manager SENDIASS (WCC)",
        ]
    );
    assert_eq!(
        of(3, "MEMBER"),
        [
            "Parent carer forum (FIP) and WAC and stakeholder groups)",
            "Quality Assurance Education and Early Help Officer (WCF)",
            "Service user by experience x2",
            "Operational Manager SENDIASS (WCC)",
            "Parent Engagement Advisor (WCF)",
            "YP participation Officer (WCF)",
            "Principal Educational Psychologist (WCF)",
            "Assistant Head of Service Mental Health & Learning Disabilities (WCC)",
            "Management Information Analyst (WCF)",
            "Associate Director for CYP& Families & Specialist Primary Care (HWHCT)",
            "Senior Manager for SEND (CCG)",
        ]
    );
    assert_eq!(
        of(4, "MEMBER"),
        [
            "Parent carer forum (FiP) and WAC and stakeholder groups",
            "Children with Disabilities Team Group Manager (WCF)",
            "Children with Disabilities Team Manager (WCF)",
            "Designated Clinical Officer (CCG)",
            "Service Lead for Paediatric Occupational Therapy and Physiotherapy (HWHCT)",
            "Speech and Language Therapist (HWHCT)",
            "CAMHS",
            "SEND case workers",
            "SEND Senior case worker",
            "ASWP Adult SC",
            "Further Education Partners",
            "Principal Educational Psychologist (WCF)",
            "Quality Assurance and Performance Group Manager (WCF)",
            "YP engagement officer (WCF)",
            "SEND Manager (WCF)",
            "Learning and Development Manager ICT Training Co-ordination (WCC)",
            "Assistant Head of Service Mental Health & Learning Disabilities (WCC)",
            "Operational Manager SENDIASS (WCC)",
        ]
    );
    let organisation = |workstream: usize, published: &str| -> Value {
        data["workstreams"]["nodes"][workstream - 1]["members"]
            .as_array()
            .unwrap()
            .iter()
            .find(|member| member["published"] == published)
            .unwrap()["organisation"]
            .clone()
    };
    let ccg = json!({"path": "herefordshire-worcestershire-ccg"});
    let first = json!({"path": "worcestershire-children-first"});
    assert_eq!(organisation(1, "Designated Clinical Officer, CCG"), ccg);
    assert_eq!(
        organisation(2, "Sufficiency & Place Planning Group Manager (WFC)"),
        first
    );
    assert_eq!(organisation(4, "SEND Manager (WCF)"), first);
    assert_eq!(
        organisation(4, "Speech and Language Therapist (HWHCT)"),
        json!({"path": "herefordshire-worcestershire-health-care-trust"})
    );
    // No organisation is printed for these, and none is guessed.
    assert_eq!(
        organisation(3, "Service user by experience x2"),
        Value::Null
    );
    assert_eq!(organisation(4, "ASWP Adult SC"), Value::Null);
}

#[tokio::test]
async fn workstream_1_left_formal_monitoring_and_the_others_stay_in_it() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ workstreams(filter: {area: [\"worcestershire\"]}) { totalCount nodes { path states { state
                 asOf { published precision from to } statement place lineFrom document { path } review { path } } } } }",
        )
        .await;
    assert_eq!(data["workstreams"]["totalCount"], 7);
    let states = |path: &str| -> Vec<Value> {
        data["workstreams"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["path"] == path)
            .unwrap()["states"]
            .as_array()
            .unwrap()
            .clone()
    };
    let first = states("worcestershire/app-2022/workstream-1");
    assert_eq!(
        first
            .iter()
            .map(|state| state["state"].as_str().unwrap())
            .collect::<Vec<_>>(),
        [
            "IN_FORMAL_MONITORING",
            "REMOVED_FROM_FORMAL_MONITORING",
            "BUSINESS_AS_USUAL"
        ]
    );
    assert_eq!(
        first[1],
        json!({
            "state": "REMOVED_FROM_FORMAL_MONITORING",
            "asOf": {"published": "September 2023", "precision": "MONTH", "from": "2023-09-01", "to": "2023-09-30"},
            "statement": "As a result of the above review findings this workstream has been removed from the formal APP and from formal external monitoring.",
            "place": "Paragraph 11",
            "lineFrom": 34,
            "document": {"path": "worcestershire-scrutiny-2023"},
            "review": {"path": "worcestershire/review-2023-09"},
        })
    );
    assert_eq!(
        first[2]["statement"],
        "Areas removed are taken into business-as-usual work."
    );
    assert_eq!(
        first[2]["asOf"],
        json!({"published": "6 DECEMBER 2023", "precision": "DAY", "from": "2023-12-06", "to": "2023-12-06"})
    );
    assert_eq!(first[2]["review"], Value::Null);
    for number in 2..=4 {
        // Reviewed as the first was, and never removed.
        let before = states(&format!("worcestershire/app-2022/workstream-{number}"));
        assert_eq!(before.len(), 1);
        assert_eq!(before[0]["state"], "IN_FORMAL_MONITORING");
        assert_eq!(before[0]["asOf"]["published"], "September 2022");
        let after = states(&format!(
            "worcestershire/app-2023-draft/workstream-{number}"
        ));
        assert_eq!(after.len(), 1);
        assert_eq!(after[0]["state"], "IN_FORMAL_MONITORING");
        assert_eq!(after[0]["asOf"]["published"], "6 DECEMBER 2023");
        assert_eq!(
            after[0]["statement"],
            "The revised APP therefore now focuses on the three remaining workstreams."
        );
    }
}

#[tokio::test]
async fn the_revised_draft_has_three_workstreams_in_new_words_and_no_actions() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ plan(path: \"worcestershire/app-2023-draft\") { title kind status version period periodFrom
                 supersedes { path } inspection { path } document { path } actions { totalCount } measures { totalCount }
                 workstreams { totalCount nodes { path number title leadsPublished weakness { path } members { published }
                   actions { totalCount } measures { totalCount } citations { lineFrom lineTo } } } } }",
        )
        .await;
    let plan = &data["plan"];
    assert_eq!(plan["title"], "Draft APP Revised version September 2023");
    assert_eq!(plan["kind"], "APP");
    assert_eq!(plan["status"], "DRAFT");
    assert_eq!(plan["version"], "Revised version September 2023");
    assert_eq!(plan["period"], Value::Null);
    assert_eq!(plan["periodFrom"], Value::Null);
    assert_eq!(plan["supersedes"]["path"], "worcestershire/app-2022");
    assert_eq!(plan["inspection"]["path"], "worcestershire/revisit-2021");
    assert_eq!(plan["document"]["path"], "worcestershire-scrutiny-2023");
    assert_eq!(plan["actions"]["totalCount"], 0);
    assert_eq!(plan["measures"]["totalCount"], 0);
    assert_eq!(plan["workstreams"]["totalCount"], 3);
    let titles = [
        "The lack of suitable specialist provision to meet the identified needs of children and young people.",
        "Improving the fragile relationships with parents and carers and a lack of meaningful engagement and co-production and collaboration.",
        "Improving the quality of EHC plans and increasing contributions from health and social care. The initial visit noted that the processes to check and review the quality of EHC plans were also ineffective.",
    ];
    for (row, (number, title)) in plan["workstreams"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .zip((2..).zip(titles))
    {
        assert_eq!(row["number"], number.to_string());
        assert_eq!(row["title"], title);
        assert_eq!(
            row["weakness"]["path"],
            format!("worcestershire/weakness-{number}")
        );
        assert_eq!(row["leadsPublished"], Value::Null);
        assert_eq!(row["members"], json!([]));
        assert_eq!(row["actions"]["totalCount"], 0);
        assert_eq!(row["measures"]["totalCount"], 0);
        assert_eq!(row["citations"][0]["lineTo"], 35 + number);
    }
}

#[tokio::test]
async fn the_thirty_eight_actions_say_what_they_say_and_nothing_else() {
    let app = TestApp::seeded().await;
    let data = app
        .query(&format!(
            "{{ actions(first: 100, {APP}) {{ totalCount nodes {{ path reference referencePublished text steps
                 status {{ published shared value {{ code }} }} leadPublished leads {{ name }} evidence evidencePublished
                 impactPublished due {{ published kind precision from to problem usable }} measures {{ totalCount }}
                 workstream {{ number }} citations {{ lineFrom lineTo document {{ path }} }} }} }} }}"
        ))
        .await;
    assert_eq!(data["actions"]["totalCount"], 38);
    let actions = data["actions"]["nodes"].as_array().unwrap();
    let references: Vec<String> = [(1, 9), (2, 5), (3, 10), (4, 14)]
        .into_iter()
        .flat_map(|(workstream, count)| {
            (1..=count).map(move |number| format!("{workstream}.{number}"))
        })
        .collect();
    // In natural order: 4.2 before 4.10.
    assert_eq!(each(&data["actions"]["nodes"], "reference"), references);
    for action in actions {
        let reference = action["reference"].as_str().unwrap();
        let (workstream, number) = reference.split_once('.').unwrap();
        assert_eq!(
            action["path"],
            format!("worcestershire/app-2022/{reference}")
        );
        assert_eq!(action["referencePublished"], format!("{number}."));
        assert_eq!(action["workstream"]["number"], workstream);
        assert_eq!(
            action["status"],
            json!({"published": null, "shared": "NOT_STATED", "value": null})
        );
        assert_eq!(
            action["due"],
            json!({"published": null, "kind": "NOT_STATED", "precision": null, "from": null, "to": null, "problem": null, "usable": false})
        );
        for nothing in ["leadPublished", "evidencePublished", "impactPublished"] {
            assert_eq!(action[nothing], Value::Null, "{reference} {nothing}");
        }
        for nothing in ["leads", "evidence", "steps"] {
            assert_eq!(action[nothing], json!([]), "{reference} {nothing}");
        }
        assert_eq!(action["measures"]["totalCount"], 0);
        assert_eq!(
            action["citations"][0]["document"]["path"],
            "worcestershire-app-2022"
        );
    }
    for (reference, line, text) in [
        (
            "1.1",
            5,
            "Share outcomes of SEND inspection and Accelerated Action Plan with Head Teachers, Leader of Academy Schools and Trusts and Regional School Commissioners Office at online event (s) and identify and agree additional actions needed to strengthen SEND support in educational settings.",
        ),
        (
            "1.4",
            5,
            "Increase the focus on sharing good practice in mainstream schools through the Locality SEND Hubs, e-library and good practice showcase events. Develop Terms of Reference for the Locality SEND Hubs and embed them in practice inc evaluation of their impact.",
        ),
        (
            "1.9",
            6,
            "Develop annual SEND audit tool and process for mainstream schools to support increased numbers of schools eligible for Inclusion Quality Mark.",
        ),
        (
            "2.1",
            10,
            "Improve our communication to all stakeholders of the decision-making process for placements at special schools.",
        ),
        (
            "2.3",
            10,
            "Ensure that there is an effective Early Years offer to enable children with additional needs to enter mainstream educational provision whatever possible.",
        ),
        (
            "2.5",
            10,
            "Review what is additional and specialist provision in Special Schools outside of the mainstream setting to meet children and young people’s needs.",
        ),
        (
            "3.2",
            16,
            "Further develop the SEND data dashboard to include a focus on the findings of case audits and user feedback to ensure there is a focus on families' experience of the SEND system in Worcestershire.",
        ),
        (
            "3.7",
            17,
            "Develop mandatory coproduction e-learning module for staff including WCF and Herefordshire and Worcestershire Health and Care Trust.",
        ),
        (
            "3.10",
            17,
            "Pilot of Person Centred Planning for Educational Psychology assessments to develop relationships and engagement with parents requesting new EHC Plan assessments.",
        ),
        (
            "4.1",
            22,
            "Improve the quality of advice provided from across the partnership agencies to the EHC assessment and review process.",
        ),
        // The sentence is broken in the plan itself.
        (
            "4.3",
            22,
            "Using any appropriate learning from Year 9 review guidance undertake review and impro year 8 and below.",
        ),
        (
            "4.4",
            22,
            "Using agency support complete the backlog of outstanding EHC reviews to bring them all up to date within the cycle timescale.",
        ),
        (
            "4.9",
            23,
            "Seven-Step Guide on key learning for partner agencies.",
        ),
        (
            "4.14",
            24,
            "Agree a prioritisation of plans that are open to the tri partite partnership under All Age Disability (Prioritise phased transfer).",
        ),
    ] {
        let action = actions
            .iter()
            .find(|action| action["reference"] == reference)
            .unwrap();
        assert_eq!(action["text"], text);
        assert_eq!(action["citations"][0]["lineFrom"], line, "{reference}");
        assert_eq!(action["citations"][0]["lineTo"], line, "{reference}");
    }
}

#[tokio::test]
async fn the_twenty_nine_measures_belong_to_workstreams_and_have_no_targets() {
    let app = TestApp::seeded().await;
    let data = app
        .query(&format!(
            "{{ measures(first: 100, {APP}) {{ totalCount nodes {{ path number text unit polarity baseline baselineValue
                 target targetValue targetComparison placeholder observations {{ published }} action {{ path }}
                 workstream {{ number }} plan {{ path }} citations {{ lineFrom lineTo }} }} }} }}"
        ))
        .await;
    assert_eq!(data["measures"]["totalCount"], 29);
    let numbers: Vec<String> = [(1, 8), (2, 5), (3, 11), (4, 5)]
        .into_iter()
        .flat_map(|(workstream, count)| {
            (1..=count).map(move |number| format!("{workstream}.{number}"))
        })
        .collect();
    assert_eq!(each(&data["measures"]["nodes"], "number"), numbers);
    let lines = |workstream: &str| match workstream {
        "1" => 8,
        "2" => 12,
        "3" => 19,
        _ => 26,
    };
    for measure in data["measures"]["nodes"].as_array().unwrap() {
        let number = measure["number"].as_str().unwrap();
        let workstream = number.split_once('.').unwrap().0;
        assert_eq!(
            measure["path"],
            format!("worcestershire/app-2022/measure-{number}")
        );
        assert_eq!(measure["workstream"]["number"], workstream);
        assert_eq!(measure["plan"]["path"], "worcestershire/app-2022");
        for nothing in [
            "action",
            "baseline",
            "baselineValue",
            "target",
            "targetValue",
            "targetComparison",
        ] {
            assert_eq!(measure[nothing], Value::Null, "{number} {nothing}");
        }
        assert_eq!(measure["observations"], json!([]));
        assert_eq!(measure["placeholder"], false);
        assert_eq!(measure["citations"][0]["lineFrom"], lines(workstream));
    }
    for (number, unit, text) in [
        (
            "1.1",
            "NUMBER",
            "Number of schools/Trusts attending events to share outcomes of SEND inspection and Accelerated Progress Plan",
        ),
        (
            "1.2",
            "PERCENT",
            "% of mainstream SENCOS attending training/ networks virtually or face to face",
        ),
        (
            "1.3",
            "SURVEY",
            "Quarterly qualitative survey from SENCos on effectiveness of the training, networks and Locality SEND Hub support",
        ),
        (
            "1.7",
            "PERCENT",
            "% of children young people remaining in mainstream settings following transition",
        ),
        (
            "1.8",
            "NUMBER",
            "Number of mainstream schools achieving Inclusion Quality Mark",
        ),
        (
            "2.1",
            "PERCENT",
            "% of new EHC Plans that are placed in mainstream schools",
        ),
        (
            "2.3",
            "TEXT",
            "Number of out of county/ independent placements and % of new children and young people going to into independent provision",
        ),
        (
            "2.5",
            "NUMBER",
            "Number of children and young people with EHC Plans with deferment for a transition to a school place",
        ),
        (
            "3.4",
            "PERCENT",
            "% of parents/carers who agree that their child's SEND is understood by schools and services",
        ),
        (
            "3.9",
            "PERCENT",
            "% parents/carers who feedback positive changes in schools as a result of involvement in the parent/carers engagement project",
        ),
        (
            "3.11",
            "NUMBER",
            "Number of schools where inclusive practices have been challenged",
        ),
        (
            "4.1",
            "TEXT",
            "Progressive increase in reported good of assessment to outcomes as measured in the Quality assurance audit",
        ),
        (
            "4.4",
            "PERCENT",
            "Percentage of Audits judged to be Good or Outstanding (Quarter on Quarter KPI%)",
        ),
        (
            "4.5",
            "TEXT",
            "Evidence in each quarterly report shows progress made against identified areas for improvement",
        ),
    ] {
        let measure = data["measures"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .find(|measure| measure["number"] == number)
            .unwrap();
        assert_eq!(measure["text"], text);
        assert_eq!(measure["unit"], unit, "{number}");
    }
}

#[tokio::test]
async fn workstreams_are_filtered_by_area_plan_theme_and_words() {
    let app = TestApp::seeded().await;
    let data = app
        .query(
            "{ all: workstreams { totalCount }
               county: workstreams(filter: {area: [\"leicestershire\"]}) { nodes { path } }
               draft: workstreams(filter: {plan: [\"worcestershire/app-2023-draft\"]}) { totalCount }
               words: workstreams(filter: {text: \"FRAGILE relationships\"}) { nodes { path } }
               theme: workstreams(filter: {theme: [\"joint-commissioning\"]}) { nodes { path } }
               none: workstreams(filter: {text: \"no such words anywhere\"}) { totalCount nodes { path } } }",
        )
        .await;
    assert_eq!(data["all"]["totalCount"], 9);
    assert_eq!(
        each(&data["county"]["nodes"], "path"),
        [
            "leicestershire/wsoa-2020/workstream-1",
            "leicestershire/wsoa-2020/workstream-2"
        ]
    );
    assert_eq!(data["draft"]["totalCount"], 3);
    assert_eq!(
        each(&data["words"]["nodes"], "path"),
        [
            "worcestershire/app-2022/workstream-3",
            "worcestershire/app-2023-draft/workstream-3"
        ]
    );
    assert_eq!(
        each(&data["theme"]["nodes"], "path"),
        ["leicestershire/wsoa-2020/workstream-1"]
    );
    assert_eq!(data["none"], json!({"totalCount": 0, "nodes": []}));
    let error = app
        .error("{ workstreams(filter: {plan: [\"worcestershire/app-2021\"]}) { totalCount } }")
        .await;
    assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    assert_eq!(
        error["message"],
        "There is no plan ‘worcestershire/app-2021’. Did you mean ‘worcestershire/app-2022’?"
    );
}
