import type { Locator, Page } from "@playwright/test";

import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const PLAN = "/areas/leicestershire/plans/wsoa-2020";
const SURVEY = "/areas/worcestershire/surveys/parent-carer-survey";

// Every state of a form is looked at closely, twice.
test.describe.configure({ timeout: 90_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`judge-${workerIndex}`);
});
test.afterAll(() => site.close());

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

const main = (page: Page): Locator => page.getByRole("main");
const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });
const save = (page: Page): Promise<void> => page.getByRole("button", { name: "Save", exact: true }).click();
const problems = (page: Page): Locator => page.locator(".govuk-error-summary");
const today = (): string => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

test("the findings of a review are written row by row, and changed later", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "ann@example.org");
  await opened(page, `${PLAN}/reviews/new`);
  // All that is missing is said at once, in the order of the page.
  await save(page);
  await expect(problems(page).getByRole("listitem")).toHaveText([
    "What it is called: Write something here.",
    "Who reviewed: Write something here.",
    "Choose whether it has taken place.",
    "When: Give the day.",
    "Why: Write something here.",
  ]);
  await field(page, "What it is called").fill("Second review of progress");
  await field(page, "Who reviewed").fill("DfE and NHS England");
  await field(page, "Held").check();
  await field(page, "When").fill("2021-06-09");
  await field(page, "Why").fill("The letter came on 20 June.");
  const add = page.getByRole("button", { name: "Add a finding" });
  await add.press("Enter");
  await expect(field(page, "Workstream of finding 1")).toBeFocused();
  // The words of the inspectorates are told from those of other reviews.
  await expect(page.getByRole("group", { name: "Findings", exact: true })).toHaveAccessibleDescription(/what the inspectorates, Ofsted and CQC, say of each weakness at a revisit/);
  await save(page);
  // Nothing is found before somebody says so.
  await expect(problems(page).getByRole("listitem")).toHaveText([
    "Findings, row 1: Choose a workstream or a weakness.",
    "Findings, row 1: Choose what it found.",
    "Findings, row 1: Write its words.",
  ]);
  await problems(page).getByRole("link", { name: "Choose what it found." }).press("Enter");
  await expect(field(page, "What it found of finding 1")).toBeFocused();
  await field(page, "What it found of finding 1").selectOption({ label: "Progress" });
  await save(page);
  // Each says which part of the row it is of, in the order of the page.
  await expect(problems(page).getByRole("listitem")).toHaveText(["Findings, row 1: Choose a workstream or a weakness.", "Findings, row 1: Write its words."]);
  await problems(page).getByRole("link", { name: "Choose a workstream or a weakness." }).press("Enter");
  await expect(field(page, "Workstream of finding 1")).toBeFocused();
  await usable(page);
  await field(page, "Its words of finding 1").fill("This one is taken away again.");
  await add.press("Enter");
  await expect(field(page, "Workstream of finding 2")).toBeFocused();
  await field(page, "Weakness of finding 2").selectOption({ index: 1 });
  await field(page, "What it found of finding 2").selectOption({ label: "Not sufficient progress" });
  await field(page, "Its words of finding 2").fill("The partners have agreed on a way to commission jointly.");
  await page.getByRole("button", { name: "Take away finding 1" }).press("Enter");
  await expect(add).toBeFocused();
  await expect(page.getByRole("group", { name: "Finding 2" })).toHaveCount(0);
  // What was written outlives the page, rows and all.
  await page.reload();
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(field(page, "Its words of finding 1")).toHaveValue("The partners have agreed on a way to commission jointly.");
  await expect(field(page, "What it found of finding 1")).toHaveValue("not-sufficient-progress");
  await usable(page);
  await save(page);
  await expect(page).toHaveURL(`${site.url}${PLAN}#reviews`);
  const reviews = main(page).locator("#reviews");
  await expect(reviews.getByRole("link", { name: /^Weakness \d/ })).toBeVisible();
  await expect(reviews).toContainText("The partners have agreed on a way to commission jointly.");
  // The day is said once.
  await expect(reviews).toContainText("9 June 2021");
  await expect(reviews).not.toContainText("2021-06-09");

  await page.getByRole("link", { name: /^Change this review/ }).click();
  await expect(page).toHaveURL(`${site.url}${PLAN}/reviews/review-2021-06-09/edit`);
  await settled(page);
  await expect(field(page, "What it is called")).toHaveValue("Second review of progress");
  await expect(field(page, "Its words of finding 1")).toHaveValue("The partners have agreed on a way to commission jointly.");
  await field(page, "What it found of finding 1").selectOption({ label: "Clear and sustained progress" });
  await field(page, "Outcome (optional)").fill("The area has made progress.");
  // A day that is mistyped is told of beside it; one that is corrected is what the review is called by.
  await field(page, "When").fill("2019-06-10");
  await field(page, "Why").fill("The letter was read once more.");
  await save(page);
  await expect(problems(page).getByRole("listitem")).toHaveText(["When: This is before 3 February 2020, the earliest day of the inspection that the plan answers. Check the year."]);
  await expect(field(page, "When")).toHaveAttribute("aria-invalid", "true");
  await field(page, "When").fill("2021-06-10");
  await usable(page);
  await save(page);
  await expect(page).toHaveURL(/\/areas\/leicestershire#/);
  await opened(visitor, PLAN);
  await expect(main(visitor).locator("#reviews")).toContainText("clear and sustained progress");
  await expect(main(visitor).locator("#reviews")).toContainText("The area has made progress.");
  await expect(visitor.getByRole("link", { name: /^(Change this review|Added by mistake)/ })).toHaveCount(0);

  // What was entered by mistake is taken away again, and its history keeps that.
  await opened(page, PLAN);
  await page.getByRole("link", { name: /^Added by mistake\? Take it away in its history ?: Second review of progress/ }).click();
  await expect(page).toHaveURL(`${site.url}/history?kind=review&path=leicestershire/wsoa-2020/review-2021-06-09`);
  await settled(page);
  // The address stays, and the words are those of the day that it has now.
  await expect(main(page)).toContainText("Review of 10 June 2021");
  const button = page.getByRole("button", { name: "Take this review away" });
  await button.press("Enter");
  const away = page.getByRole("group", { name: "Take this review away" });
  await expect(away).toBeFocused();
  await expect(away).toContainText("It will be taken away.");
  // Where the reason will stand is said of this form, whose button warns.
  await expect(away).toContainText("What you write stays in this history.");
  await expect(away).not.toContainText("beside the published words");
  await expect(away.getByRole("button", { name: "Take it away", exact: true })).toHaveClass(/govuk-button--warning/);
  await usable(page);
  await field(page, "Why").fill("It was entered twice by mistake.");
  await away.getByRole("button", { name: "Take it away", exact: true }).click();
  const done = page.getByRole("alert", { name: "Done" });
  await expect(done).toContainText("The review has been taken away.");
  await expect(done.getByRole("link", { name: "The plan that it belonged to" })).toHaveAttribute("href", PLAN);
  await expect(main(page)).toContainText("It was entered twice by mistake.");
  await expect(button).toHaveCount(0);
  await usable(page);
  await opened(visitor, PLAN);
  await expect(main(visitor)).not.toContainText("Second review of progress");

  // From its history it comes back, as it was.
  await page.getByRole("button", { name: "Bring this review back" }).press("Enter");
  const again = page.getByRole("group", { name: "Bring this review back" });
  await expect(again).toBeFocused();
  await expect(again).toContainText("It will be there again, as it was in version 2.");
  await usable(page);
  await field(page, "Why").fill("It was no mistake, and entered once.");
  await again.getByRole("button", { name: "Bring it back", exact: true }).click();
  await expect(done).toContainText("The review is there again.");
  await expect(main(page)).toContainText("It was no mistake, and entered once.");
  await expect(page.getByRole("button", { name: "Bring this review back" })).toHaveCount(0);
  await expect(button).toHaveCount(1);
  await opened(visitor, PLAN);
  await expect(main(visitor).locator("#reviews")).toContainText("Second review of progress");
  await expect(main(visitor).locator("#reviews")).toContainText("The area has made progress.");
  await opened(visitor, "/history?kind=review&path=leicestershire/wsoa-2020/review-2021-06-09");
  await expect(visitor.getByRole("button", { name: /^(Bring|Take)/ })).toHaveCount(0);
  await page.context().close();
});

test("a review that a document states has no form", async ({ browser }) => {
  const page = await site.somebody(browser, "bea@example.org", "--area", "worcestershire", "--role", "editor");
  await opened(page, "/areas/worcestershire/plans/app-2022");
  await expect(page.getByRole("link", { name: "Enter a review" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Change this review/ })).toHaveCount(0);
  await page.context().close();
});

test("an editor chooses the themes of an action, and everybody sees who assigned them", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "cas@example.org");
  await opened(page, `${PLAN}/actions/1.5`);
  await page.getByRole("link", { name: /^Change the themes ?: action 1.5/ }).click();
  await expect(title(page)).toContainText("Which themes does this fall under?");
  await settled(page);
  await expect(main(page)).toContainText("by rule:");
  await usable(page);
  await save(page);
  await expect(problems(page)).toContainText("Nothing is changed yet");
  const first = page.getByRole("checkbox", { checked: false }).first();
  const name = (await first.locator("xpath=following-sibling::label").textContent())!;
  await page.getByRole("checkbox", { name, exact: true }).check();
  await field(page, "Why").fill("The action names this in its third step.");
  await page.reload();
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(page.getByRole("checkbox", { name, exact: true })).toBeChecked();
  await usable(page);
  await save(page);
  await expect(page).toHaveURL(`${site.url}${PLAN}/actions/1.5`);
  await opened(visitor, `${PLAN}/actions/1.5`);
  await expect(main(visitor)).toContainText("by a reviewer: The action names this in its third step.");
  await expect(main(visitor)).toContainText("by rule:");
  await expect(visitor.getByRole("link", { name: /^Change the themes/ })).toHaveCount(0);
  await page.context().close();
});

test("every kind of record that falls under themes leads editors to the form of them", async ({ browser }) => {
  const leicestershire = await site.editor(browser, "dan@example.org");
  const worcestershire = await site.somebody(browser, "eli@example.org", "--area", "worcestershire", "--role", "editor");
  const question = (await (await worcestershire.request.post(`${site.url}/graphql`, { data: { query: "{ surveyQuestions(first: 1) { nodes { path } } }" } })).json()).data.surveyQuestions.nodes[0].path;
  const ways: [Page, string, RegExp][] = [
    [leicestershire, "/areas/leicestershire", /^Change the themes/],
    [leicestershire, "/areas/leicestershire/weaknesses/weakness-1", /^Change the themes/],
    [leicestershire, PLAN, /^Change the themes ?: workstream/],
    [leicestershire, `${PLAN}/actions/1.3`, /^See and change the themes ?: measure/],
    [worcestershire, SURVEY, /^Change the themes ?: row/],
    [worcestershire, `${SURVEY}/questions/${question.split("/").at(-1)}`, /^Change the themes/],
  ];
  for (const [page, address, name] of ways) {
    await opened(page, address);
    await page.getByRole("link", { name }).first().click();
    await expect(title(page)).toContainText("Which themes does this fall under?");
    await settled(page);
    await expect(page.getByRole("button", { name: "Save", exact: true })).toBeVisible();
  }
  await opened(leicestershire, "/themes/edit?kind=plan&path=leicestershire/wsoa-2020");
  await expect(title(leicestershire)).toContainText(/not found/i);
  for (const page of [leicestershire, worcestershire]) await page.context().close();
});

test("an editor of one of the areas says whether two actions are alike", async ({ browser, page: visitor }) => {
  const compared = "/compare?a=worcestershire:app-2022&b=leicestershire:wsoa-2020";
  await opened(visitor, compared);
  await expect(main(visitor).locator("#similar")).toBeVisible();
  await expect(visitor.getByRole("link", { name: /^Say whether they are alike/ })).toHaveCount(0);
  const page = await site.editor(browser, "flo@example.org");
  await opened(page, compared);
  await page.getByRole("link", { name: /^Say whether they are alike/ }).first().click();
  await expect(page).toHaveURL(/\/compare\/pair\/edit\?a=worcestershire.*&b=leicestershire/);
  await settled(page);
  await expect(title(page)).toContainText("Are these two actions alike?");
  await field(page, "Why").fill("Both name a framework, and only one is of the same service.");
  await save(page);
  await expect(problems(page)).toContainText("Choose one of these.");
  await usable(page);
  await field(page, "Related work").check();
  await page.reload();
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(field(page, "Related work")).toBeChecked();
  await save(page);
  await expect(page).toHaveURL(`${site.url}${compared}#similar`);
  await opened(visitor, compared);
  await expect(main(visitor).locator("#similar")).toContainText("Both name a framework, and only one is of the same service.");
  await expect(main(visitor).locator("#similar")).toContainText(`Editor, Leicestershire, ${today()}`);
  const stranger = await site.somebody(browser, "gil@example.org", "--area", "worcestershire", "--role", "reader");
  await opened(stranger, `/compare/pair/edit?a=worcestershire/app-2022/4.7&b=leicestershire/wsoa-2020/2.4`);
  await expect(main(stranger)).toContainText("You are not among the editors of this area.");
  for (const one of [page, stranger]) await one.context().close();
});

test("a team decides beside who read both before, and in place of itself", async ({ browser, page: visitor }) => {
  const form = "/compare/pair/edit?a=worcestershire/app-2022/4.7&b=leicestershire/wsoa-2020/2.10";
  const decided = (page: Page): Locator => main(page).locator(".govuk-summary-list__row", { hasText: "Likeness and decision" });
  const page = await site.editor(browser, "gwen@example.org");
  await opened(page, form);
  await expect(main(page)).toContainText("What others have decided stays beside what you save.");
  const decide = async (verdict: string, reason: string): Promise<void> => {
    await field(page, verdict).check();
    await field(page, "Why").fill(reason);
    await save(page);
    await expect(page).toHaveURL(/\/compare\?/);
    await opened(page, form);
  };
  await decide("Related work", "Both audit plans, and only one asks families.");
  // The form says what becomes of the own decision.
  await expect(main(page)).toContainText(`What you save takes the place of what was decided for Leicestershire on ${today()}: Related work.`);
  await usable(page);
  await decide("The same work", "Both audit plans, and both ask families.");
  for (const words of ["Both audit plans, and both ask families.", `Editor, Leicestershire, ${today()}`, "A reader of this project, 22 November 2026"]) {
    await expect(decided(page)).toContainText(words);
  }
  await expect(decided(page)).not.toContainText("only one asks families");
  await opened(visitor, `${PLAN}/actions/2.10/history`);
  const steps = main(visitor).locator(".gt-strip__item");
  await expect(steps.first()).toContainText("The same work, with action 4.7 of Worcestershire: “Both audit plans, and both ask families.”");
  await expect(steps.first()).toContainText("was Related work, with action 4.7 of Worcestershire: “Both audit plans, and only one asks families.”");
  await usable(visitor);
  await page.context().close();
});

test("that nothing has changed is said in one step", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "hap@example.org");
  await opened(page, `${PLAN}/actions/1.10/update`);
  await page.getByRole("button", { name: "No change, still accurate" }).press("Enter");
  await expect(field(page, "Evidence")).toBeFocused();
  await expect(field(page, "Since when")).toHaveCount(0);
  await page.keyboard.type("The lead was asked on Monday, and nothing has moved.");
  await usable(page);
  // Who has begun goes on.
  await page.reload();
  await expect(field(page, "Evidence")).toHaveValue("The lead was asked on Monday, and nothing has moved.");
  await page.getByRole("button", { name: "Save: no change" }).press("Enter");
  await expect(page).toHaveURL(`${site.url}${PLAN}/actions/1.10#updates`);
  await opened(visitor, `${PLAN}/actions/1.10`);
  const updates = main(visitor).locator("#updates");
  await expect(updates).toContainText(`AMBER since ${today()}`);
  await expect(updates).toContainText("The lead was asked on Monday, and nothing has moved.");
  await opened(page, `${PLAN}/actions/1.10/update`);
  await page.getByRole("button", { name: "No change, still accurate" }).press("Enter");
  await page.getByRole("button", { name: "Something has changed: choose another status" }).press("Enter");
  await expect(field(page, "Since when")).toBeVisible();
  // Where nothing was said yet, nothing can stay as it is.
  const other = await site.somebody(browser, "ira@example.org", "--area", "worcestershire", "--role", "editor");
  await opened(other, "/areas/worcestershire/plans/app-2022/actions/1.1/update");
  await expect(field(other, "Evidence")).toBeVisible();
  await expect(other.getByRole("button", { name: "No change, still accurate" })).toHaveCount(0);
  for (const one of [page, other]) await one.context().close();
});

test("a note is ruled on from beside its record", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "jon@example.org");
  await opened(page, `${PLAN}/actions/2.11`);
  await page.getByRole("link", { name: /^Rule on it/ }).first().click();
  await expect(title(page)).toContainText("What has become of this note?");
  await usable(page);
  await opened(visitor, `${PLAN}/actions/2.11`);
  await expect(main(visitor)).toContainText("Impossible date");
  await expect(visitor.getByRole("link", { name: /^Rule on it/ })).toHaveCount(0);
  // Words alone are no ruling.
  await field(page, "Why").fill("The council was asked on Monday.");
  await save(page);
  await expect(problems(page)).toContainText("Nothing is changed yet: choose another ruling.");
  await usable(page);
  const note = new URL(page.url()).pathname.replace(/^\/quality\//, "").replace(/\/edit$/, "");
  await field(page, "The source stands").check();
  await save(page);
  await expect(page).toHaveURL(/\/quality\?note=/);
  await opened(visitor, `/history?kind=data-quality-note&path=${note}`);
  await expect(main(visitor).locator(".gt-strip__item").first()).toContainText("The source stands");
  await expect(main(visitor)).not.toContainText("Accepted");
  await page.context().close();
});

test("a comment of a colleague is told of, and nothing that is being written is lost", async ({ browser }) => {
  const [first, second] = [await site.editor(browser, "kim@example.org"), await site.editor(browser, "lea@example.org")];
  const comments = (page: Page): Locator => page.locator("#comments");
  await first.clock.install();
  await opened(first, `${PLAN}/actions/1.4`);
  await expect(comments(first)).toContainText("Nobody has written a comment yet.");
  await field(first, "Comment").fill("I was about to say");
  await opened(second, `${PLAN}/actions/1.4`);
  await field(second, "Comment").fill("The board meets on Friday.");
  await second.getByRole("button", { name: "Add the comment" }).click();
  await expect(comments(second)).toContainText("The board meets on Friday.");
  await first.clock.fastForward(31_000);
  await expect(comments(first)).toContainText("1 new comment.");
  await expect(comments(first)).not.toContainText("The board meets on Friday.");
  await expect(field(first, "Comment")).toHaveValue("I was about to say");
  await usable(first);
  await comments(first).getByRole("button", { name: "Show", exact: true }).press("Enter");
  await expect(comments(first)).toContainText("The board meets on Friday.");
  await expect(comments(first)).not.toContainText("1 new comment.");
  await expect(field(first, "Comment")).toHaveValue("I was about to say");
  await expect(first.locator("[id^=comment-]:focus")).toHaveText("lea");
  for (const one of [first, second]) await one.context().close();
});
