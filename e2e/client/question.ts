import { ask } from "./ask.ts";
import { expect } from "./test.ts";

// What the answers of the worked questions must hold. Each is worked out anew from whole lists, as files without a
// filter, or is a figure that stands in the documents: a filter that goes wrong is not asked to confirm itself.

/** A record as a file of its list has it: the columns are the schema’s, and each test looks at a few. */
type Row = any;

/** All records of a list. */
export type Rows = (list: string) => Promise<Row[]>;

interface Printed {
  /** What the programs printed. */
  lines: string[];
  rows: Rows;
  api: string;
}

const LEICESTERSHIRE = "leicestershire";
const WORCESTERSHIRE = "worcestershire";

const CONTRADICTIONS = [
  "TWO_READINGS",
  "BASE_CONFLICT",
  "CHANGE_ARITHMETIC",
  "POINTS_NOT_PERCENT",
  "LEGEND_CONTRADICTION",
  "SATISFIED_DISSATISFIED",
];

const cells = (...values: unknown[]) => values.map((value) => value ?? "").join("\t");
const inArea = (area: string) => (row: Row) => row.area.path === area;

/** How many there are of each choice. */
function tally(rows: Row[], choice: (row: Row) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(choice(row), (counts.get(choice(row)) ?? 0) + 1);
  return counts;
}

/** These lines and no others begin so, in whatever order. */
function expectLines(lines: string[], begins: string, wanted: string[]): void {
  expect(lines.filter((line) => line.startsWith(begins)).sort()).toEqual([...wanted].sort());
}

export const expected: Record<string, (printed: Printed) => Promise<void>> = {
  "not-started": async ({ lines, rows }) => {
    const actions = (await rows("actions")).filter(inArea(LEICESTERSHIRE));
    const still = actions.filter(({ status }) => status.shared === "NOT_STARTED");
    expect(lines[0]).toBe(`${still.length} not started`);
    expect(lines.slice(1).map((line) => line.split("\t")[0])).toEqual(still.map(({ reference }) => reference));
    expect(lines.join("\n")).toContain(cells("1.5", "To be agreed following revised JSNA issue", "NO_DATE"));
    expect(lines.at(-1)).toMatch(/Section 6, Priority two, action 2\.14$/);
  },

  late: async ({ lines, rows }) => {
    const actions = (await rows("actions")).filter(inArea(LEICESTERSHIRE));
    const completed = ({ status }: Row) => status.shared === "COMPLETED";
    const dated = ({ due }: Row) => due.kind === "COMPLETION" && due.usable;
    const overdue = actions.filter((row) => dated(row) && !completed(row) && row.due.to < "2020-12-31");
    const unknown = actions.filter((row) => !dated(row) && !completed(row));
    const rest = actions.length - overdue.length - unknown.length;
    expect(lines.slice(0, 3)).toEqual([
      cells("OVERDUE", overdue.length),
      cells("NOT_OVERDUE", rest),
      cells("UNKNOWN", unknown.length),
    ]);
    const late = overdue.map(({ reference, due, status }) => [reference, due.published, status.published]);
    expectLines(lines.slice(3), "OVERDUE", late.map((row) => cells("OVERDUE", ...row)));
    const open = unknown.map(({ reference, due }) => [reference, due.published, due.kind, due.reason]);
    expectLines(lines.slice(3), "UNKNOWN", open.map((row) => cells("UNKNOWN", ...row)));
    expect(lines.join("\n")).toContain(cells("UNKNOWN", "2.11", "31/09/2020", "COMPLETION"));
  },

  "broken-links": async ({ lines, rows }) => {
    const own = async (list: string) => (await rows(list)).filter(inArea(LEICESTERSHIRE));
    const [actions, measures, weaknesses] = [await own("actions"), await own("measures"), await own("weaknesses")];
    const bare = actions.filter(({ evidence }) => evidence.length === 0);
    expect(await own("reviews")).toEqual([]);
    expect(lines).toEqual([
      cells("actions without evidence", bare.length, actions.length),
      cells("measures without baseline", measures.filter(({ baseline }) => baseline === null).length, measures.length),
      cells("weaknesses without review", weaknesses.length, weaknesses.length),
      ...bare.map(({ reference, text }) => cells(reference, text)),
    ]);
  },

  "golden-thread": async ({ lines, rows }) => {
    const answers = ({ weakness }: Row) => weakness?.path === "worcestershire/weakness-1";
    const workstreams = (await rows("workstreams")).filter(answers);
    const belongs = ({ workstream }: Row) => workstreams.some(({ path }) => path === workstream.path);
    const actions = (await rows("actions")).filter(belongs);
    const measures = (await rows("measures")).filter(belongs);
    const staged = (stage: string, basis: string) =>
      lines.filter((line) => line.includes(`\t${stage}\t${basis}\t`)).length;
    expect([actions.length, measures.length]).toEqual([9, 8]);
    expect(staged("ACTION", "SAME_SECTION")).toBe(actions.length);
    expect(staged("MEASURE", "SAME_SECTION")).toBe(measures.length);
    // No action of this plan has a measure of its own.
    expect(staged("MEASURE", "GAP")).toBe(actions.length);
    expect(staged("REVIEW", "STATED")).toBe(1);
    expect(staged("EVIDENCE", "INFERRED")).toBe(lines.filter((line) => line.includes("\tINFERRED\t")).length);
    expect(lines.slice(0, 2)).toEqual([
      cells(0, null, "FINDING", null, "Inspection of SEND services, 2018"),
      cells(1, 0, "WEAKNESS", "STATED", "Uneven skills and commitment in mainstream schools"),
    ]);
  },

  "same-weakness": async ({ lines, rows }) => {
    const themed = ({ area, themes }: Row) =>
      area.path !== WORCESTERSHIRE && themes.some(({ theme }: Row) => theme.path === "ehcp-quality");
    const weaknesses = (await rows("weaknesses")).filter(themed).map(({ path }) => path);
    const workstreams = (await rows("workstreams")).filter(({ weakness }) => weaknesses.includes(weakness?.path));
    const begun = ({ status }: Row) => !["NOT_STARTED", "NOT_STATED"].includes(status.shared);
    const actions = (await rows("actions")).filter(
      (row) => begun(row) && workstreams.some(({ path }) => path === row.workstream.path),
    );
    expect(lines).toEqual([
      cells("Leicestershire", "Quality of EHC plans"),
      ...actions.map(({ reference, status, text }) => cells("Leicestershire", reference, status.shared, text)),
    ]);
    expect(actions.length).toBe(13);
  },

  "two-plans": async ({ lines, rows }) => {
    const of = (plan: string) => (row: Row) => row.plan.path === plan;
    const share = (all: Row[], plan: string, stated: (row: Row) => boolean) => {
      const some = all.filter(of(plan));
      return `${some.filter(stated).length}/${some.length}`;
    };
    const [a, b] = ["worcestershire/app-2022", "leicestershire/wsoa-2020"] as const;
    const [actions, measures] = [await rows("actions"), await rows("measures")];
    const row = (aspect: string, comparable: string, all: Row[], stated: (row: Row) => boolean) =>
      cells(aspect, comparable, share(all, a, stated), share(all, b, stated));
    const matrix = lines.slice(0, 8).map((line) => line.split("\t").slice(0, 4).join("\t"));
    expect(matrix).toEqual([
      cells("WEAKNESS", "YES", "4/4", "2/2"),
      row("LEAD", "PARTLY", actions, ({ leadPublished }) => leadPublished !== null),
      row("DUE_DATE", "NO", actions, ({ due }) => due.usable),
      row("STATUS", "NO", actions, ({ status }) => status.published !== null),
      row("EVIDENCE", "NO", actions, ({ evidence }) => evidence.length > 0),
      row("MEASURE", "PARTLY", actions, ({ path }) => measures.some(({ action }) => action?.path === path)),
      row("TARGET", "NO", measures, ({ target }) => target !== null),
      row("BASELINE", "NO", measures, ({ baseline }) => baseline !== null),
    ]);
    const pairs = lines.slice(9);
    expect(Number(lines[8]?.split("\t")[1])).toBeGreaterThan(pairs.length);
    expect(pairs.length).toBe(10);
    // Both speak of annual reviews, in the plans’ own words.
    expect(pairs.some((line) => line.startsWith(cells("STRONG", "4.2", "2.8", "annual review")))).toBe(true);
  },

  survey: async ({ lines, rows }) => {
    const results = await rows("surveyResults");
    const counts = tally(results, ({ comparability }) => comparability);
    const counted = [...counts].map(([value, count]) => cells(value, count));
    expect(lines.slice(0, 4).sort()).toEqual(counted.sort());
    const shown = results.filter(({ comparability }) => comparability !== "NO_PREVIOUS");
    expect(lines.length).toBe(4 + shown.length);
    // The report of 2021 prints: 22% (60%), 43% (25%).
    const printed = lines.join("\n");
    expect(printed).toContain(cells("NOT_COMPARABLE", "60%", "22%"));
    expect(printed).toContain("in 2021 there was an option of some staff have an understanding (48%)");
    expect(printed).toContain(cells("COMPARABLE", "25%", "43%", "Parents fairly or very satisfied with the timescales"));
  },

  "you-said": async ({ lines, rows }) => {
    const stated = (cell: string | null) => cell !== null && cell !== "NA";
    const items = (await rows("feedbackItems")).filter(({ promised }) => stated(promised));
    const first = (text: string | null) => [...(text ?? "")].slice(0, 60).join("");
    expect(lines).toEqual([
      cells("promised", items.length),
      cells("nothing stated as done", items.filter(({ done }) => !stated(done)).length),
      ...items.map(({ number, promised, done }) => cells(number, first(promised), first(done))),
    ]);
    expect(items.length).toBeGreaterThan(30);
  },

  benchmarks: async ({ lines, rows }) => {
    const figures = (await rows("indicatorValues")).filter(
      ({ indicator, measure }) => indicator.path === "ehc-plans-20-weeks" && measure === "VALUE",
    );
    const printed = lines.map((line) => line.split("\t").slice(0, 4).join("\t"));
    const figured = ({ geography, geographyName, published, asAt }: Row) =>
      cells(geography, geographyName, published, asAt?.published);
    expect(printed.sort()).toEqual(figures.map(figured).sort());
    // Leicestershire’s plan prints 92 per cent of August beside the region’s and England’s of January.
    expect(lines.filter((line) => line.endsWith("\tBENCHMARK_DATE"))).toEqual([
      cells(
        "AREA",
        "Leicestershire",
        "92%",
        "August 2020",
        "Section 2, Local SEN2 KPI, row New EHC plans issued within 20 weeks (as of August 2020)",
        "BENCHMARK_DATE",
      ),
    ]);
  },

  contradictions: async ({ lines, rows }) => {
    const notes = (await rows("dataQualityNotes")).filter(({ rule }) => CONTRADICTIONS.includes(rule));
    expect(notes.length, "more than two pages of 20").toBeGreaterThan(40);
    expect(lines).toEqual([
      `${notes.length} contradictions`,
      ...notes.map(({ rule, severity, first, firstPlace, second, secondPlace }) =>
        cells(rule, severity, first, firstPlace, second, secondPlace),
      ),
    ]);
  },

  search: async ({ lines, rows }) => {
    // Letter for letter instead of by an index of words; names of other records are no text of a record.
    const holds = (row: Row) => /annual review\b/i.test(JSON.stringify(row)) && /\bqual/i.test(JSON.stringify(row));
    const told = ({ text, steps, evidence, evidencePublished, impactPublished, leadPublished, due }: Row) =>
      ({ text, steps, evidence, evidencePublished, impactPublished, leadPublished, due: due.published });
    const actions = (await rows("actions")).filter((row) => holds(told(row)));
    expect(actions.length).toBeGreaterThan(0);
    expect(lines).toContain(cells("ACTION", actions.length));
    const found = lines.filter((line) => line.startsWith("ACTION\t") && line.includes("/"));
    expect(found.map((line) => line.split("\t")[1]).sort()).toEqual(actions.map(({ path }) => path).sort());
    expect(lines.join("\n")).toContain("2.8 [Annual] [Review] process/workflow");
  },

  "changed-since": async ({ lines, rows, api }) => {
    const { data } = await ask(api, "{ dataVersion }");
    const records = [...(await rows("actions")), ...(await rows("measures"))].filter(inArea(LEICESTERSHIRE));
    expect(lines.slice(0, 2)).toEqual([cells("version", data?.dataVersion), cells("writes", records.length)]);
    const changes = lines.slice(2).map((line) => line.split("\t"));
    expect(changes.map(([, , , path]) => path).sort()).toEqual(records.map(({ path }) => path).sort());
    expect(new Set(changes.map(([, deed]) => deed))).toEqual(new Set(["CREATED"]));
    const numbers = changes.map(([seq]) => Number(seq));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  },

  "plan-then-and-now": async ({ lines, rows, api }) => {
    const { data } = await ask(api, "{ dataVersion }");
    const [head, ...records] = lines;
    expect(head).toBe(cells("from", 0, "to", data?.dataVersion, "differ", records.length));
    const ofPlan = ({ plan }: Row) => plan?.path === "leicestershire/wsoa-2020";
    for (const [list, kind] of Object.entries({ actions: "ACTION", measures: "MEASURE", workstreams: "WORKSTREAM" })) {
      const own = (await rows(list)).filter(ofPlan).map(({ path }) => path);
      const told = records.map((line) => line.split("\t")).filter(([deed, of]) => deed === "CREATED" && of === kind);
      expect(told.map(([, , path]) => path).sort(), kind).toEqual(own.sort());
    }
    expect(records.some((line) => Number(line.split("\t")[3]) < 1)).toBe(false);
  },

  "as-it-was": async ({ lines, rows, api }) => {
    const { data } = await ask(api, "{ dataVersion }");
    const actions = await rows("actions");
    expect(lines[0]).toBe(cells("version", data?.dataVersion, "actions", actions.length));
    const groups = tally(actions, ({ area, status }) => cells(area.path, status.shared));
    expectLines(lines.slice(1), "", [...groups].map(([keys, count]) => cells(keys, count)));
  },

  counts: async ({ lines, rows }) => {
    const actions = (await rows("actions")).filter(inArea(LEICESTERSHIRE));
    const facet = (name: string, choice: (row: Row) => string) =>
      expectLines(lines, `${name}\t`, [...tally(actions, choice)].map(([value, count]) => cells(name, value, count)));
    facet("status", ({ status }) => status.shared);
    facet("dueKind", ({ due }) => due.kind);
    const without = (gap: string, lacks: (row: Row) => boolean) =>
      expect(lines).toContain(cells("without", gap, actions.filter(lacks).length));
    without("EVIDENCE", ({ evidence }) => evidence.length === 0);
    without("USABLE_DATE", ({ due }) => !due.usable);
    const waiting = actions.filter(({ status, due }) => status.shared === "NOT_STARTED" && due.kind === "COMPLETION");
    const days = waiting.map(({ due }) => due.from).sort();
    expect(lines).toContain(cells("NOT_STARTED", "COMPLETION", waiting.length, days[0], days.at(-1)));
  },

  everything: async ({ lines, rows }) => {
    const actions = await rows("actions");
    expect(actions.length, "more than two pages of 25").toBeGreaterThan(50);
    expect(lines).toEqual([
      ...actions.map(({ path, due, status }) => cells(path, due.published, status.shared)),
      `${actions.length} of ${actions.length}`,
    ]);
  },

  download: async ({ lines, api }) => {
    // Here the file is what is tried: the API is asked instead.
    const query = `{ measures(filter: {area: "worcestershire"}, first: 100) { totalCount nodes { number unit text } } }`;
    const { measures } = (await ask(api, query)).data as { measures: { totalCount: number; nodes: Row[] } };
    expect(lines).toEqual([
      `${measures.totalCount} measures`,
      ...measures.nodes.map(({ number, unit, text }) => cells(number, unit, text)),
    ]);
  },
};
