import { readFileSync } from "node:fs";
import { dirname } from "node:path";

import graphql from "@graphql-eslint/eslint-plugin";
import { ESLint, type Linter } from "eslint";

import { expect, schemaFile, test } from "./test.ts";

/** What the presets ask of a schema. */
const presets = {
  ...graphql.configs["flat/schema-recommended"].rules,
  ...graphql.configs["flat/schema-relay"].rules,
} as Linter.RulesRecord;

/**
 * Types without an id, which `strict-id-in-types` asks of every type so that clients can cache it. These are
 * parts of the record or the answer that holds them, are never asked for by themselves, and a client keeps
 * them there. A new type is not among them until somebody has thought about it.
 */
const parts = [
  // Of a record.
  "ActionLead ActionStatus DocumentLine DueDate DueMilestone Observation PlanParty PriorityPoint PublishedDate",
  "ReviewFinding StatusValue TextChange TextPiece ThemeAssignment WeaknessState WeaknessWording WorkstreamMember",
  "WorkstreamState",
  // Of a record, as its team says.
  "DueReset EvidenceLink FeedbackUpdate TeamDue TeamFigure TeamLead WorkItem WorkstreamUpdate",
  // Of an answer that is computed: counts, groups, a thread, a timeline, what a search found, what is left to ask.
  "Cite Group GroupFigures GroupKey Groups RateLimit",
  "AreaCount AssignmentCount Coverage DueMonth EventKindCount FacetChoice KindCount PageInfo PartCount SearchHit",
  "Thread ThreadNode TimelineEvent",
  // An entry of the log, known by its number, and what two versions of it differ in.
  "Change DecidedAction Diff FieldDiff RecordDiff Restored",
  // A place in a team and a team, of whoever signed in, and whose password a link sets; why a change was refused.
  "Conflict Membership PasswordLink Problem RedactionNear RedactionPlace RedactionPreview Team",
  // Of a comparison of two plans.
  "ComparedIndicator ComparedMeasures ComparedQuestions ComparedRow ComparedStatus ComparedTheme ComparedTimeline",
  "Comparison ComparisonLine ComparisonSide MovedDate PlacedEvent Share SharedStatusCount SharedTerm StatedChange",
  "SimilarActionCounts SimilarActionList SimilarActions SimilarityDecision SimilarityMethod StatusLegend",
  "StatusValueCount ThemeItems TimelineLane VersionPart",
];

const rules: Linter.RulesRecord = {
  ...presets,
  "@graphql-eslint/strict-id-in-types": [
    "error",
    { exceptions: { types: parts.flatMap((line) => line.split(" ")), suffixes: ["Connection", "Edge", "Facets", "Payload"] } },
  ],
  // Relay wants edges in connections, and says nothing of other lists: short ones that are always given whole
  // (steps, citations, choices of a filter) need no pages.
  // What a search or a timeline lists are views of records, and a change is an entry of the log: none is a Node.
  "@graphql-eslint/relay-edge-types": ["error", { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
  // Relay asks for pages forwards or backwards. Root lists go both ways, edges forwards.
  "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
};

/** The faults of a schema in GraphQL's language, by rule: `Type.field: what is wrong`. */
async function lint(text: string): Promise<Map<string, string[]>> {
  const eslint = new ESLint({
    cwd: dirname(schemaFile),
    overrideConfigFile: true,
    overrideConfig: {
      files: ["**/*.graphql"],
      plugins: { "@graphql-eslint": graphql as unknown as ESLint.Plugin },
      languageOptions: {
        parser: graphql.parser as Linter.Parser,
        parserOptions: { graphQLConfig: { schema: text } },
      },
      rules,
    },
  });
  const faults = new Map<string, string[]>();
  const lines = text.split("\n");
  for (const { messages } of await eslint.lintText(text, { filePath: schemaFile })) {
    for (const { ruleId, message, line } of messages) {
      const found = faults.get(ruleId ?? "none") ?? [];
      faults.set(ruleId ?? "none", [...found, `${place(lines, line)}: ${message.split("\n")[0]}`]);
    }
  }
  return faults;
}

/** The type that a line (from 1) stands in; the fault itself names the field. */
function place(lines: string[], line: number): string {
  const heads = lines.slice(0, line).filter((text) => /^(type|input|enum|interface|union|scalar|directive) /.test(text));
  return heads.at(-1)?.split(/[ (]/)[1] ?? `line ${line}`;
}

let whole: Promise<Map<string, string[]>> | undefined;

for (const rule of Object.keys(presets)) {
  test(`the schema holds to ${rule}`, async () => {
    const faults = await (whole ??= lint(readFileSync(schemaFile, "utf8")));
    expect(faults.get(rule) ?? []).toEqual([]);
  });
}

test("nothing else is wrong, such as a rule that is not to be found", async () => {
  const faults = await (whole ??= lint(readFileSync(schemaFile, "utf8")));
  expect([...faults.keys()].filter((rule) => !(rule in presets))).toEqual([]);
});

test("the linter finds faults that are put in", async () => {
  const faults = await lint(
    "type Query { a_b: thingConnection, c: Thing } type thingConnection { edges: [Int] } type Thing { d: Int }",
  );
  for (const rule of ["naming-convention", "require-description", "relay-connection-types", "strict-id-in-types"]) {
    expect(faults.get(`@graphql-eslint/${rule}`), rule).not.toBeUndefined();
  }
});
