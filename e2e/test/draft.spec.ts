import type { Locator, Page } from "@playwright/test";

import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const DRAFTS = "/areas/leicestershire/drafts";
/** What nobody but the team may read before it is published. */
const SECRET = "Zymurgy of the hidden panel";

// Every page is looked at closely, twice, and the first look at a draft makes a database of it.
test.describe.configure({ timeout: 150_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`draft-${workerIndex}`);
});
test.afterAll(() => site.close());

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

const main = (page: Page): Locator => page.getByRole("main");
const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
const problems = (page: Page): Locator => page.locator(".govuk-error-summary");
/** The pages of the plans that the page of an area lists. */
async function plansOf(page: Page, area: string): Promise<string[]> {
  await opened(page, area);
  const links = await main(page).getByRole("table", { name: "Plans", exact: true }).getByRole("rowheader").getByRole("link").all();
  return Promise.all(links.map(async (link) => (await link.getAttribute("href"))!));
}
const save = (page: Page): Promise<void> => page.getByRole("button", { name: "Save", exact: true }).click();

/** Fails unless the page of the draft is at the record that was saved, which has the focus. */
async function backAt(page: Page, draft: string, number: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`${draft}#record-[\\w-]+$`));
  await settled(page);
  await expect(main(page).locator("[id^=record-]:focus")).toHaveText(number);
}

test("a team writes the next version of its plan unseen, compares it, and publishes it", async ({ browser, page: visitor }) => {
  const keeper = await site.keeper(browser, "kim@example.org", "leicestershire");
  await opened(keeper, DRAFTS);
  await expect(main(keeper)).toContainText("There is no draft.");
  await usable(keeper);
  await keeper.getByRole("button", { name: "Begin the draft" }).click();
  await expect(problems(keeper)).toContainText("Choose a plan.");
  await keeper.getByRole("radio").first().check();
  await field(keeper, "Title of the new version (optional)").fill("Statement of Action, renewed");
  await field(keeper, "Which version it will be (optional)").fill("Version 2");
  await keeper.getByRole("button", { name: "Begin the draft" }).click();
  await expect(keeper.getByRole("heading", { level: 1 })).toContainText("Draft: Statement of Action, renewed");
  await expect(keeper).toHaveTitle(/^Draft: Statement of Action, renewed – Leicestershire – /);
  await expect(main(keeper)).toContainText("say what those of the published plan say");
  await usable(keeper);
  const draft = new URL(keeper.url()).pathname;

  // An action is reworded, one is added and one is taken out.
  await main(keeper).getByRole("link", { name: "1.10", exact: true }).click();
  await expect(field(keeper, "Reference")).toHaveValue("1.10");
  await expect(keeper).toHaveTitle(/^Draft: change action 1\.10 – Statement of Action, renewed – /);
  await usable(keeper);
  await save(keeper);
  await expect(problems(keeper)).toContainText("Nothing is changed yet");
  await field(keeper, "What is to be done").fill(SECRET);
  await field(keeper, "Due (optional)").fill("30/09/2027");
  // Leads and statuses are written as in the forms of an action.
  const leads = keeper.getByRole("group", { name: "Leads (optional)" });
  await leads.getByRole("button", { name: "Add a lead" }).click();
  await leads.getByLabel(/^Name or post/).last().fill("Head of Service, SEND");
  await leads.getByLabel(/^Role \(optional\)/).last().fill("Sponsor");
  await expect(keeper.getByRole("radio", { name: "AMBER", exact: true })).toBeChecked();
  await expect(main(keeper)).toContainText(/Published plan: status now\s*AMBER In progress/);
  await keeper.getByRole("radio", { name: "GREEN", exact: true }).check();
  await field(keeper, "Steps (optional)").fill("Count who waits.\nPublish the count.");
  await keeper.reload();
  await expect(keeper.getByText("has been put back")).toBeVisible();
  await save(keeper);
  await backAt(keeper, draft, "1.10");
  await expect(main(keeper).locator("#changes")).toContainText("1.10");
  await expect(main(keeper).locator("#changes")).toContainText("30 September 2027");
  await expect(main(keeper).locator("#changes")).toContainText(/instead of 31 December 2020: 6 years and 9 months later/);
  await expect(main(keeper).locator("#changes")).toContainText(/Status moved: was “AMBER \(In progress\)”.*is now “GREEN \(On Track\)”/);
  await expect(main(keeper).locator("#changes")).toContainText("Head of Service, SEND (Sponsor)");
  await expect(main(keeper).locator("#changes")).toContainText("Steps changed, before:");
  for (const step of ["Count who waits.", "Publish the count."]) {
    await expect(main(keeper).locator("#changes").getByRole("listitem").filter({ hasText: step }).last()).toHaveText(step);
  }
  await main(keeper).getByRole("link", { name: /^Add an action/ }).first().click();
  await field(keeper, "Reference").fill("1.10");
  await field(keeper, "What is to be done").fill("Publish the waiting times.");
  await keeper.getByRole("button", { name: "Add it" }).click();
  await expect(problems(keeper)).toContainText("The draft has one of this number already.");
  await usable(keeper);
  await field(keeper, "Reference").fill("1.99");
  await keeper.getByRole("button", { name: "Add it" }).click();
  await backAt(keeper, draft, "1.99");
  await keeper.getByRole("button", { name: "Take out action 1.11", exact: true }).click();
  await keeper.getByRole("button", { name: /^Take it out/ }).click();
  await expect(keeper.getByText("The draft has action 1.11 no more.")).toBeVisible();
  await expect(main(keeper).locator("#changes")).toContainText("4 workstreams, actions or measures differ");

  // The other team, and everybody else, sees nothing of it.
  const other = await site.keeper(browser, "olu@example.org", "worcestershire");
  for (const page of [other, visitor]) {
    await opened(page, DRAFTS);
    await expect(main(page)).not.toContainText("renewed");
    await page.goto(`${site.url}${draft}`);
    await expect(main(page)).toContainText(page === visitor ? "Sign in to see this" : "There is no");
    await expect(main(page)).not.toContainText("renewed");
    await opened(page, "/search?q=zymurgy");
    await expect(main(page)).not.toContainText(SECRET);
    await opened(page, "/areas/leicestershire");
    await expect(main(page)).not.toContainText("renewed");
    await opened(page, "/areas/leicestershire/plans/wsoa-2020");
    await expect(main(page)).not.toContainText("Superseded by");
  }

  // A colleague who was faster is not overwritten.
  const colleague = await site.editor(browser, "eve@example.org");
  await opened(colleague, `${draft}/edit/1.10`);
  await opened(keeper, `${draft}/edit/1.10`);
  await field(keeper, "Impact (optional)").fill("Families wait less.");
  await save(keeper);
  await backAt(keeper, draft, "1.10");
  await field(colleague, "Evidence (optional)").fill("Minutes of the panel");
  await save(colleague);
  await expect(problems(colleague)).toContainText("Somebody else has changed this part of the draft");
  await expect(main(colleague)).toContainText("Saved by kim");
  await usable(colleague);
  await save(colleague);
  await backAt(colleague, draft, "1.10");
  await expect(main(colleague).getByRole("button", { name: "Publish the plan" })).toHaveCount(0);

  // It is published as it was seen, and then everybody sees it.
  await field(keeper, "Why").fill("The board agreed the second version.");
  await keeper.getByRole("button", { name: "Publish the plan" }).click();
  await expect(problems(keeper)).toContainText("Somebody has changed this since you saw it");
  await opened(keeper, draft);
  await expect(field(keeper, "Why")).toHaveValue("The board agreed the second version.");
  await keeper.getByRole("button", { name: "Publish the plan" }).click();
  await expect(keeper).toHaveURL(/\/areas\/leicestershire\/plans\/team-wsoa-\d{4}$/);
  const plan = new URL(keeper.url()).pathname;
  await opened(visitor, plan);
  await expect(visitor.getByRole("heading", { level: 1 })).toContainText("Statement of Action, renewed");
  await expect(visitor).toHaveTitle(/^(?!Draft: )/);
  await expect(main(visitor)).toContainText("Takes the place of");
  await opened(visitor, `${plan}/actions/1.10`);
  await expect(main(visitor)).toContainText(SECRET);
  await expect(main(visitor)).toContainText("Families wait less.");
  await opened(visitor, "/search?q=zymurgy");
  await expect(main(visitor)).toContainText(SECRET);
  for (const page of [keeper, other, colleague]) await page.context().close();
});

test("whoever only reads sees a draft, and a draft is thrown away", async ({ browser, page: visitor }) => {
  const editor = await site.somebody(browser, "ann@example.org", "--area", "worcestershire", "--role", "editor");
  const reader = await site.somebody(browser, "rob@example.org", "--area", "worcestershire", "--role", "reader");
  await opened(editor, "/areas/worcestershire/drafts");
  await editor.getByRole("radio", { name: /^Draft APP/ }).check();
  await editor.getByRole("button", { name: "Begin the draft" }).click();
  await expect(main(editor)).toContainText("Only the team sees this");
  const draft = new URL(editor.url()).pathname;
  // The pages of the area and of its plans lead the team to its drafts, and nobody else.
  const [first] = await plansOf(reader, "/areas/worcestershire");
  for (const address of ["/areas/worcestershire", first!]) {
    await opened(visitor, address);
    await expect(main(visitor).getByRole("link", { name: "Drafts", exact: true })).toHaveCount(0);
    await opened(reader, address);
    await usable(reader);
    await main(reader).getByRole("link", { name: "Drafts", exact: true }).click();
    await expect(reader).toHaveURL(`${site.url}/areas/worcestershire/drafts`);
  }
  await expect(reader.getByRole("heading", { level: 1 })).toContainText("Drafts");
  await expect(reader.getByRole("button", { name: "Begin the draft" })).toHaveCount(0);
  await reader.getByRole("cell").or(reader.getByRole("rowheader")).getByRole("link").first().click();
  await expect(reader).toHaveURL(`${site.url}${draft}`);
  await settled(reader);
  await expect(reader.getByRole("link", { name: /^Change it/ })).toHaveCount(0);
  await usable(reader);
  await editor.getByRole("button", { name: "Throw the draft away" }).click();
  await editor.getByRole("button", { name: "Throw it away", exact: true }).click();
  await expect(editor).toHaveURL(`${site.url}/areas/worcestershire/drafts`);
  await expect(main(editor)).toContainText("There is no draft.");
  for (const page of [editor, reader]) await page.context().close();
});
