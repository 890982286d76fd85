
import type { Locator, Page } from "@playwright/test";

import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { spreadsheet } from "../src/take.ts";
import { audited, expect, test, usable } from "../src/test.ts";

const PLAN = "leicestershire/wsoa-2020";
const LETTER = "https://example.org/letter-of-november";
const STATEMENT = "The partners meet every month, and families are among them.";
const MINUTES = "https://example.org/minutes-of-may";
const REQUEST = "https://example.org/request-of-the-provider";
const AGREED = "The board agreed the second version.";

// A draft is copied and published before anything is looked at, and every page is looked at closely, twice.
test.describe.configure({ timeout: 150_000 });

let site: Site;
let plan: string;
let title: string;
test.beforeAll(async ({ browser }, { workerIndex }) => {
  site = await Site.open(`changes-new-${workerIndex}`);
  const keeper = await site.keeper(browser, "kim@example.org", "leicestershire");
  await reviewed(keeper);
  await evidenced(keeper);
  await broughtBack(keeper);
  plan = await published(keeper);
  await keeper.context().close();
});
test.afterAll(() => site.close());

/** What the API says to whoever has signed in on a page. */
async function ask<T>(page: Page, query: string, variables: object): Promise<T> {
  const answer = await page.request.post(`${site.url}/graphql`, { data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Enters a review of the plan. */
async function reviewed(page: Page): Promise<void> {
  const query = "query ($path: String!) { plan(path: $path) { id title workstreams(first: 1) { nodes { id } } } }";
  const found = await ask<{ plan: { id: string; title: string; workstreams: { nodes: { id: string }[] } } }>(page, query, { path: PLAN });
  title = found.plan.title;
  const findings = [{ workstream: found.plan.workstreams.nodes[0]!.id, finding: "SUFFICIENT_PROGRESS", statement: STATEMENT }];
  const input = {
    plan: found.plan.id, note: "The letter came in November.", link: LETTER, title: "First review of progress",
    by: "DfE and NHS England", heldOn: "2021-11-03", state: "HELD", findings,
  };
  const { addReview } = await ask<{ addReview: { problems: object[] } }>(
    page, "mutation ($input: AddReviewInput!) { addReview(input: $input) { problems { message } } }", { input });
  expect(addReview.problems).toEqual([]);
}

/** Changes an action of the plan. */
async function edited(page: Page, reference: string, input: object): Promise<void> {
  const action = await found(page, reference);
  const { editAction } = await ask<{ editAction: { problems: object[] } }>(
    page, "mutation ($input: EditActionInput!) { editAction(input: $input) { problems { message } } }",
    { input: { ...input, id: action.id, expectedVersion: action.recordVersion } });
  expect(editAction.problems).toEqual([]);
}

/** An action of the plan as it is now. */
async function found(page: Page, reference: string): Promise<{ id: string; recordVersion: number; text: string }> {
  const query = "query ($path: String!) { action(path: $path) { id recordVersion text } }";
  const { action } = await ask<{ action: { id: string; recordVersion: number; text: string } }>(page, query, { path: `${PLAN}/${reference}` });
  return action;
}

/** Says where the evidence of an action is, and then, with a page for it, when it is due. */
async function evidenced(page: Page): Promise<void> {
  await edited(page, "1.10", { note: "The minutes are public now.", links: [{ title: "Minutes of May", link: MINUTES }] });
  await edited(page, "1.10", { note: "The provider asked for more time.", link: REQUEST, due: { from: "2027-03-31" } });
}

/** Sets the day of an action twice, and goes back to the first. */
async function broughtBack(page: Page): Promise<void> {
  await edited(page, "1.11", { note: "The forum asked for more time.", due: { from: "2027-03-31" } });
  await edited(page, "1.11", { note: "The forum asked for less time.", due: { from: "2026-12-31" } });
  const { id, recordVersion: expectedVersion } = await found(page, "1.11");
  const input = { id, expectedVersion, toVersion: expectedVersion - 1, note: "The first word of the forum counts." };
  const { revertRecord } = await ask<{ revertRecord: { problems: object[] } }>(
    page, "mutation ($input: RevertRecordInput!) { revertRecord(input: $input) { problems { message } } }", { input });
  expect(revertRecord.problems).toEqual([]);
}

/** Publishes the next version of the plan, under the same title, and answers its path. */
async function published(page: Page): Promise<string> {
  const { plan: origin } = await ask<{ plan: { id: string } }>(page, "query ($path: String!) { plan(path: $path) { id } }", { path: PLAN });
  const { copyPlan } = await ask<{ copyPlan: { draft: { id: string; wholeVersion: number } } }>(
    page, "mutation ($input: CopyPlanInput!) { copyPlan(input: $input) { draft { id wholeVersion } problems { message } } }",
    { input: { plan: origin.id, version: "Version 2" } });
  const input = { draft: copyPlan.draft.id, expectedVersion: copyPlan.draft.wholeVersion, note: AGREED };
  const { publishDraft } = await ask<{ publishDraft: { plan: { path: string }; problems: object[] } }>(
    page, "mutation ($input: PublishDraftInput!) { publishDraft(input: $input) { plan { path } problems { message } } }", { input });
  expect(publishDraft.problems).toEqual([]);
  return publishDraft.plan.path;
}

/** The page of the days that hold all of it: midnight may come between. */
function changes(): string {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  return `/areas/leicestershire/changes?since=${day(-1)}&until=${day(0)}`;
}

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

const main = (page: Page): Locator => page.getByRole("main");
const card = (page: Page, words: string): Locator => page.getByRole("article").filter({ hasText: words });
/** The value beside a name in a card. */
const value = (card: Locator, name: string | RegExp): Locator => {
  const whole = typeof name === "string" ? new RegExp(`^${name}$`) : name;
  return card.locator(".govuk-summary-list__row").filter({ has: card.page().locator("dt", { hasText: whole }) }).locator("dd");
};

test("a new review says when it was, by whom, and what it found", async ({ page }) => {
  await opened(page, changes());
  const review = card(page, "First review of progress");
  await expect(review).not.toContainText("It is new among the records");
  await expect(value(review, "When")).toHaveText("3 November 2021");
  await expect(value(review, "How it stands")).toHaveText("Held");
  await expect(value(review, "Who reviewed")).toHaveText("DfE and NHS England");
  const findings = value(review, "Findings").getByRole("listitem");
  await expect(findings).toHaveCount(1);
  await expect(findings).toHaveText(new RegExp(`^Workstream \\d+: .*Sufficient progress: “${STATEMENT}”$`));
  await expect(main(page)).not.toContainText(/held_from|[{}]|[0-9a-f]{8}-[0-9a-f]{4}/);
  await usable(page);
  const told = (await spreadsheet(page)).filter((row) => row["Record"] === "First review of progress");
  expect(told.map((row) => [row["What"], row["Was"], row["Is now"]])).toEqual([
    ["When", "", "2021-11-03"],
    ["How it stands", "", "Held"],
    ["Who reviewed", "", "DfE and NHS England"],
    ["Findings", "", expect.stringContaining(STATEMENT)],
    ["Page with evidence", "", LETTER],
  ]);
});

test("pages with evidence have their addresses, on paper and in the table too", async ({ page }) => {
  await opened(page, changes());
  const action = card(page, "The provider asked for more time.");
  const links = value(action, "Pages with evidence");
  const due = value(action, /^Due by now, as its team says/);
  await expect(links).toContainText("Minutes of May, ");
  for (const media of ["screen", "print"] as const) {
    await page.emulateMedia({ media });
    await expect(links.getByRole("link", { name: MINUTES })).toHaveAttribute("href", MINUTES);
    await expect(due.getByRole("link", { name: REQUEST })).toHaveAttribute("href", REQUEST);
  }
  await page.emulateMedia({ media: "screen" });
  await audited(page);
  const told = (await spreadsheet(page)).filter((row) => row["Number"] === "1.10");
  expect(told.map((row) => row["Evidence"]).sort()).toEqual([MINUTES, REQUEST]);
});

test("a long action is shortened on the screen, and whole on paper", async ({ page }) => {
  const whole = `1.10: ${(await found(page, "1.10")).text}`;
  expect(whole.length, "an action that is long enough to be shortened").toBeGreaterThan(160);
  await opened(page, changes());
  const heading = card(page, "The provider asked for more time.").getByRole("heading", { level: 4 });
  await expect(heading.getByText("…")).toBeVisible();
  await expect(heading.getByText(whole)).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(heading.getByText("…")).toBeHidden();
  await expect(heading.getByText(whole)).toBeVisible();
});

test("what was brought back has the reason of then beside", async ({ page }) => {
  await opened(page, changes());
  const why = "The first word of the forum counts. (It is again what it was in version 2, which was written because: “The forum asked for more time.”)";
  await expect(card(page, "The first word of the forum counts.")).toContainText(`Why: ${why}`);
  const told = (await spreadsheet(page)).filter((row) => row["Number"] === "1.11");
  expect(told.map((row) => row["Why"])).toEqual([why]);
});

test("two plans of one title are told apart", async ({ page }) => {
  const told = new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")} \\(version 2, published \\d+ \\w+ \\d{4}\\)$`);
  await opened(page, changes());
  await expect(main(page).getByRole("heading", { level: 2, name: told })).toBeVisible();
  const groups = new Set((await spreadsheet(page)).map((row) => row["Part of"]!));
  expect([...groups].filter((group) => group.startsWith(title))).toHaveLength(2);
  await opened(page, `/areas/leicestershire/plans/wsoa-2020`);
  await expect(main(page).getByRole("link", { name: told })).toBeVisible();
  await usable(page);
  await opened(page, `/areas/leicestershire/plans/wsoa-2020/actions/1.10`);
  const superseded = main(page).getByText(/^The plan has been superseded by/).getByRole("link", { name: told });
  await expect(superseded).toBeVisible();
  // Whoever writes of it is told before.
  for (const form of ["actions/1.10/update", "update"]) {
    await opened(page, `/areas/leicestershire/plans/wsoa-2020/${form}`);
    await expect(superseded).toBeVisible();
    await usable(page);
  }
});

test("a new version of a plan says whose place it takes, what it has, and leads to both", async ({ page }) => {
  await opened(page, changes());
  const version = card(page, AGREED).filter({ hasText: "Takes the place of" });
  await expect(value(version, "Takes the place of")).toContainText(title);
  await expect(value(version, "Added with it")).toHaveText(/\b33 actions\b/);
  await expect(value(version, "Version")).toHaveText("Version 2");
  await expect(version.getByRole("link", { name: "See the plan" })).toHaveAttribute("href", `/areas/leicestershire/plans/${plan.split("/")[1]}`);
  await version.getByRole("link", { name: "compare it with the plan whose place it takes" }).click();
  await expect(page).toHaveURL(`${site.url}/compare?a=leicestershire:wsoa-2020&b=${plan.replace("/", ":")}`);
  await audited(page);
});
