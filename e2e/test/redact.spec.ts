import type { Locator, Page } from "@playwright/test";

import { PASSWORD } from "../src/account.ts";
import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const TEAM = "/areas/leicestershire/team";
const REDACT = `${TEAM}/redact`;
/** Whoever leads this action in the bundled plan is named in several others too. */
const ACTION = "/areas/leicestershire/plans/wsoa-2020/actions/2.2";
const HISTORY = "/history?kind=area&path=leicestershire";
const OF_ACTION = `{ action(path: "leicestershire/wsoa-2020/2.2") { id } }`;
const COMMENT = `mutation Add($input: AddCommentInput!) { addComment(input: $input) { problems { message } } }`;

// Every state of a form is looked at closely, twice, and a name is looked for in all that there is.
test.describe.configure({ timeout: 150_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`redact-${workerIndex}`);
});
test.afterAll(() => site.close());

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

/** What the API says to whoever is signed in on a page. */
async function ask<T>(page: Page, query: string, variables: object = {}): Promise<T> {
  const answer = await page.request.post(`${site.url}/graphql`, { data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const main = (page: Page): Locator => page.getByRole("main");
const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });
const problems = (page: Page): Locator => page.locator(".govuk-error-summary");
const show = (page: Page): Locator => page.getByRole("button", { name: "Show where it stands" });
const remove = (page: Page): Locator => page.getByRole("button", { name: "Remove the name for good" });
const sure = (page: Page): Locator => page.getByRole("checkbox", { name: "I have looked at the places above, and mean all of them" });

/** The heading of where a name stands. It reads all that there is before it answers. */
async function found(page: Page, words: string | RegExp): Promise<void> {
  const heading = page.locator("#results");
  await expect(heading).toHaveText(words, { timeout: 30_000 });
  await expect(heading).toBeFocused();
}

test("an administrator sees where a name stands, and removes it everywhere at once", async ({ browser, page: visitor }) => {
  const keeper = await site.keeper(browser, "kit@example.org", "leicestershire");
  const editor = await site.editor(browser, "eve@example.org");
  const { action } = await ask<{ action: { id: string } }>(editor, OF_ACTION);
  const input = { id: action.id, text: "Ask cath.allison@example.org.", mentions: [] };
  expect(await ask(editor, COMMENT, { input })).toEqual({ addComment: { problems: [] } });
  const query = `{ search(text: "Cath Allison") { totalCount } }`;
  expect((await visitor.request.post(`${site.url}/permalink`, { data: { query } })).status()).toBe(201);
  await opened(visitor, ACTION);
  await expect(main(visitor)).toContainText("Cath Allison");
  await opened(visitor, "/search?q=allison");
  await expect(visitor.locator("#results")).toHaveText(/^[1-9]\d* records for “allison”$/);

  await opened(keeper, TEAM);
  await main(keeper).getByRole("link", { name: "Remove a name" }).press("Enter");
  await expect(keeper).toHaveURL(`${site.url}${REDACT}`);
  await expect(title(keeper)).toContainText("Remove a name");
  await expect(title(keeper)).toBeFocused();
  await expect(remove(keeper)).toHaveCount(0);
  await usable(keeper);

  // What can be no name is said, and what stands nowhere cannot be removed.
  await show(keeper).press("Enter");
  await expect(problems(keeper)).toBeFocused();
  await problems(keeper).getByRole("link", { name: "Give the name." }).press("Enter");
  await expect(field(keeper, "Name")).toBeFocused();
  await field(keeper, "Name").fill("Cath Allison");
  await field(keeper, "Other spellings (optional)").fill("Allison, Cath\nC");
  await show(keeper).click();
  await expect(problems(keeper)).toContainText("line 2: Write at least 2 characters.");
  await usable(keeper);
  await field(keeper, "Other spellings (optional)").fill("");
  await field(keeper, "Name").fill("one two three four five six seven eight nine ten eleven");
  await show(keeper).click();
  await expect(problems(keeper)).toContainText("A name has at most 10 words.");
  await field(keeper, "Name").fill("Nobody Nowhere");
  await show(keeper).click();
  await found(keeper, "It stands nowhere here");
  await expect(problems(keeper)).toHaveCount(0);
  await expect(remove(keeper)).toHaveCount(0);
  await usable(keeper);
  await field(keeper, "Name").fill("the");
  await show(keeper).click();
  await found(keeper, /^It stands in \d+ places$/);
  await expect(main(keeper)).toContainText("more than a name has");

  // Other words with the last name are told, as long as they are no spelling of it.
  await field(keeper, "Name").fill("cath allison");
  await show(keeper).click();
  await found(keeper, /^It stands in \d+ places$/);
  const near = keeper.getByRole("table", { name: "Other words with the last name" });
  await expect(near.getByRole("row", { name: /^C Allison \d+$/ })).toBeVisible();
  await expect(near).not.toContainText("Cath");
  await usable(keeper);
  await field(keeper, "Other spellings (optional)").fill("C Allison");
  await show(keeper).click();
  await found(keeper, /^It stands in \d+ places$/);
  await expect(near).toHaveCount(0);
  await expect(main(keeper)).toContainText("1 comment of the team");
  await expect(main(keeper)).toContainText("1 permalink");
  await expect(main(keeper)).not.toContainText("more than a name has");
  const records = keeper.getByRole("table", { name: "Records in which it stands" });
  await expect(records.getByRole("link", { name: "Action 2.2", exact: true })).toHaveAttribute("href", ACTION);
  await expect(records.getByRole("link", { name: "Document leicestershire-wsoa-2020" })).toBeVisible();
  await usable(keeper);
  // The name is kept nowhere, and does not come back.
  const kept = await keeper.evaluate(() => JSON.stringify([location.href, history.state, { ...sessionStorage }, { ...localStorage }]));
  expect(kept).not.toMatch(/allison/i);
  await keeper.reload();
  await settled(keeper);
  await expect(field(keeper, "Name")).toHaveValue("");
  await expect(keeper.getByText("has been put back")).toHaveCount(0);
  await expect(remove(keeper)).toHaveCount(0);

  await field(keeper, "Name").fill("cath allison");
  await field(keeper, "Other spellings (optional)").fill("C Allison");
  await show(keeper).click();
  await found(keeper, /^It stands in \d+ places$/);
  await expect(main(keeper).getByRole("link", { name: "the history of the area" })).toHaveAttribute("href", HISTORY);
  await remove(keeper).press("Enter");
  await expect(problems(keeper)).toBeFocused();
  await expect(problems(keeper)).toContainText("Say why.");
  await problems(keeper).getByRole("link", { name: "Look at the places above, and tick this." }).press("Enter");
  await expect(sure(keeper)).toBeFocused();
  await usable(keeper);
  await keeper.keyboard.press("Space");
  await expect(sure(keeper)).toBeChecked();
  await field(keeper, "What stands in its place (optional)").fill("not Cath Allison");
  await field(keeper, "Why").fill("short");
  await remove(keeper).click();
  await expect(problems(keeper)).toContainText("Write at least 10 characters; these are 5.", { timeout: 30_000 });
  await problems(keeper).getByRole("link", { name: "This holds the name that is to go. Write something else." }).press("Enter");
  await expect(field(keeper, "What stands in its place (optional)")).toBeFocused();
  await usable(keeper);
  await field(keeper, "What stands in its place (optional)").fill("");
  await field(keeper, "Why").fill("Cath Allison has asked for it.");
  await remove(keeper).press("Enter");
  const done = keeper.getByRole("alert", { name: "Done" });
  await expect(done).toContainText(/The name is removed from \d+ records\. It stood in \d+ places\./, { timeout: 60_000 });
  await expect(done).toBeFocused();
  await expect(done.getByRole("link", { name: "See it in the history of the area" })).toHaveAttribute("href", HISTORY);
  await expect(field(keeper, "Name")).toHaveValue("");
  await expect(keeper.locator("#results")).toHaveCount(0);
  await expect(main(keeper)).not.toContainText(/allison/i);
  await usable(keeper);
  await field(keeper, "Name").fill("Cath Allison");
  await show(keeper).click();
  await found(keeper, "It stands nowhere here");

  // Nobody finds it any more, and everybody reads why.
  await opened(visitor, ACTION);
  await expect(main(visitor)).toContainText("[name removed]");
  await expect(main(visitor)).not.toContainText(/allison/i);
  await opened(visitor, "/search?q=allison");
  await expect(visitor.locator("#results")).toHaveText("0 records for “allison”");
  await opened(visitor, "/areas/leicestershire");
  await main(visitor).getByRole("link", { name: "History of this local area" }).click();
  await expect(visitor).toHaveURL(`${site.url}${HISTORY}`);
  await expect(main(visitor)).toContainText("[name removed] has asked for it.");
  await opened(editor, ACTION);
  await expect(main(editor)).toContainText("Ask [name removed]@example.org.");
  for (const page of [keeper, editor]) await page.context().close();
});

test("only the administrators of a team remove names", async ({ browser, page: visitor }) => {
  const editor = await site.editor(browser, "ned@example.org");
  await opened(editor, TEAM);
  await expect(main(editor).getByRole("link", { name: "Remove a name" })).toHaveCount(0);
  await opened(editor, REDACT);
  await expect(main(editor)).toContainText("Only the administrators of the team of Leicestershire remove names");
  await expect(main(editor).getByRole("link", { name: "sign in as somebody else" })).toBeVisible();
  await expect(show(editor)).toHaveCount(0);
  await usable(editor);

  const other = await site.keeper(browser, "oda@example.org", "worcestershire");
  await opened(other, REDACT);
  await expect(main(other)).toContainText("You are signed in as oda, who is not in the team of Leicestershire.");
  await expect(show(other)).toHaveCount(0);

  // Whoever signs in is led back.
  const keeper = await site.keeper(browser, "kai@example.org", "leicestershire");
  await opened(visitor, REDACT);
  await expect(main(visitor)).toContainText("This page is for the administrators of the team.");
  await expect(show(visitor)).toHaveCount(0);
  await usable(visitor);
  await main(visitor).getByRole("link", { name: "Sign in", exact: true }).click();
  await field(visitor, "E-mail address").fill("kai@example.org");
  await visitor.getByLabel("Password").fill(PASSWORD);
  await visitor.getByRole("button", { name: "Sign in" }).click();
  await expect(visitor).toHaveURL(`${site.url}${REDACT}`);
  await expect(show(visitor)).toBeVisible();

  const administrator = await site.somebody(browser, "sid@example.org", "--administrator");
  await opened(administrator, REDACT);
  await expect(show(administrator)).toBeVisible();
  await opened(administrator, "/areas/nowhere/team/redact");
  await expect(title(administrator)).toHaveText(/not found/i);
  for (const page of [editor, other, keeper, administrator]) await page.context().close();
});
