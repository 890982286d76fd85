import type { Locator, Page } from "@playwright/test";

/** A list of records: its address, its field in the API with the name of its filter, what people call its records, its title. */
export interface List {
  path: string;
  root: string;
  filter: string;
  nouns: [string, string];
  title: string;
  /** What can be ordered by clicking on the heading of a column. */
  sorts: string[];
}

const list = (path: string, root: string, filter: string, one: string, many: string, title: string, ...sorts: string[]): List =>
  ({ path, root, filter: `${filter}Filter`, nouns: [one, many], title, sorts });

/** Every list of records. */
export const lists: List[] = [
  list("/areas", "localAreas", "LocalArea", "local area", "local areas", "Local areas"),
  list("/inspections", "inspections", "Inspection", "inspection", "inspections", "Inspections", "Held", "Report published"),
  list("/weaknesses", "weaknesses", "Weakness", "weakness", "weaknesses", "Weaknesses", "Published words"),
  list("/plans", "plans", "Plan", "plan", "plans", "Plans"),
  list("/workstreams", "workstreams", "Workstream", "workstream", "workstreams", "Workstreams", "Lead"),
  list("/actions", "actions", "Action", "action", "actions", "Actions", "Status", "Lead", "Due"),
  list("/measures", "measures", "Measure", "measure", "measures", "Measures", "Baseline", "Target"),
  list("/reviews", "reviews", "Review", "review", "reviews", "Reviews", "When"),
  list("/surveys/questions", "surveyQuestions", "SurveyQuestion", "survey question", "survey questions", "Survey questions"),
  list("/surveys/results", "surveyResults", "SurveyResult", "survey result", "survey results", "Survey results", "Service", "Result, as published"),
  list("/feedback", "feedbackItems", "FeedbackItem", "comment", "comments", "You said, we did", "Service"),
  list("/indicators", "indicatorValues", "IndicatorValue", "figure", "figures", "Indicators", "Period, as published", "Figure, as published"),
  list("/timeline", "timeline", "Timeline", "event", "events", "Timeline"),
  list("/meetings", "meetings", "Meeting", "meeting", "meetings", "Meetings", "Held"),
  list("/documents", "documents", "Document", "document", "documents", "Documents", "Published"),
  list("/quality", "dataQualityNotes", "DataQualityNote", "note", "notes", "Data quality"),
  list("/glossary", "glossaryTerms", "GlossaryTerm", "term", "terms", "Glossary"),
];

/** What the API says to a question. */
export async function ask<T>(page: Page, query: string, variables: object = {}): Promise<T> {
  const answer = await page.request.post("/graphql", { data: { query, variables } });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data as T;
}

/** How many records the API counts. */
export async function total(page: Page, list: List, filter: object = {}): Promise<number> {
  const query = `query ($filter: ${list.filter}) { ${list.root}(filter: $filter) { totalCount } }`;
  const data = await ask<Record<string, { totalCount: number }>>(page, query, { filter });
  return data[list.root]!.totalCount;
}

/** "1 action", "71 actions", "1,834 actions". */
export function counted({ nouns: [one, many] }: List, number: number): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

/** The heading of the results of a list. */
export const results = (page: Page): Locator => page.locator("#results");

/** The rows of a list that is a table. */
export const rows = (page: Page): Locator => page.getByRole("main").locator("tbody tr");

/** A box that can be ticked, with the number in its label. */
export interface Choice {
  label: string;
  name: string;
  count: number;
}

/** The boxes that can be ticked. */
export async function choices(page: Page): Promise<Choice[]> {
  const form = page.getByRole("form", { name: /^Filter the / });
  await form.getByText(/\(\d+\)$/).first().waitFor();
  const items = await form.locator(".govuk-checkboxes__item").evaluateAll((items) =>
    items.map((item) => ({ label: item.textContent!.trim(), name: item.querySelector("input")!.name })));
  return items.flatMap((item) => {
    const count = /\((\d+)\)$/.exec(item.label)?.[1];
    return count === undefined ? [] : [{ ...item, count: Number(count) }];
  });
}

/** The box of a choice. */
export const box = (page: Page, { name, label }: Choice): Locator =>
  page.getByRole("form", { name: /^Filter the / }).locator(`input[name="${name}"]`).and(page.getByLabel(label, { exact: true }));
