import type { Locator, Page } from "@playwright/test";

import { PASSWORD } from "../src/account.ts";
import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const PLAN = "/areas/leicestershire/plans/wsoa-2020";
const FORM = `${PLAN}/update`;
const FIRST = "The first has seen the minutes.";
const SECOND = "The second has seen the report.";
const ACTION = `query Action($path: String!) { action(path: $path) { id } }`;
const TEAM = `{ team(area: "leicestershire") { members { id name } } }`;
const LEAD = `mutation Lead($input: SetActionAssigneesInput!) { setActionAssignees(input: $input) { problems { message } } }`;

// Every state of a form is looked at closely, twice.
test.describe.configure({ timeout: 90_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`update-several-${workerIndex}`);
});
test.afterAll(() => site.close());

/** What the API says to whoever is signed in on a page. */
async function ask<T>(page: Page, query: string, variables: object = {}): Promise<T> {
  const answer = await page.request.post(`${site.url}/graphql`, { data: { query, variables } });
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Makes a member of the team lead an action, in the name of whoever is signed in on a page. */
async function lead(page: Page, reference: string, name: string): Promise<void> {
  const path = `leicestershire/wsoa-2020/${reference}`;
  const { action } = await ask<{ action: { id: string } }>(page, ACTION, { path });
  const { team } = await ask<{ team: { members: { id: string; name: string }[] } }>(page, TEAM);
  const members = team.members.filter((member) => member.name === name).map((member) => member.id);
  const input = { id: action.id, members };
  expect(await ask(page, LEAD, { input })).toEqual({ setActionAssignees: { problems: [] } });
}

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

const main = (page: Page): Locator => page.getByRole("main");
const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });
const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
const problems = (page: Page): Locator => page.locator(".govuk-error-summary");
const saved = (page: Page): Locator => page.getByRole("region", { name: "Done" });
const boxes = (page: Page): Locator => main(page).getByRole("checkbox");
const box = (page: Page, reference: string): Locator =>
  main(page).getByRole("checkbox", { name: new RegExp(`^${reference.replace(".", "\\.")}: `) });
/** An action to choose, with how it stands. */
const choice = (page: Page, reference: string): Locator =>
  main(page).locator(".govuk-checkboxes__item").filter({ has: page.getByText(`${reference}: `) });
const button = (page: Page): Locator => page.getByRole("button", { name: "Save for all that are chosen" });
const way = (page: Page): Locator => page.getByRole("link", { name: "Say how several actions stand" });
const updates = (page: Page): Locator => main(page).locator("#updates");

async function choose(page: Page, ...references: string[]): Promise<void> {
  for (const reference of references) await box(page, reference).check();
}

/** Writes what is said of all that are chosen. */
async function write(page: Page, status: string, day: string, note: string): Promise<void> {
  await field(page, status).check();
  await field(page, "Since when").fill(day);
  await field(page, "Evidence").fill(note);
}

test("an editor says of three actions at once how they stand", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "ada@example.org");
  await opened(page, PLAN);
  await way(page).press("Enter");
  await expect(page).toHaveURL(`${site.url}${FORM}`);
  await settled(page);
  await expect(title(page)).toContainText("How do several actions stand?");
  // Nothing is chosen for anybody.
  await expect(boxes(page)).toHaveCount(33);
  for (const one of await boxes(page).all()) await expect(one).not.toBeChecked();
  await expect(page.getByText("0 of 33 chosen")).toBeVisible();
  await expect(main(page).getByRole("group", { name: /^Workstream 1: / }).getByRole("checkbox")).toHaveCount(19);
  await usable(page);

  // What is missing is said all at once, with a way to each.
  await button(page).click();
  await expect(problems(page)).toContainText("Which actions? Choose at least one.");
  await expect(problems(page)).toContainText("Choose how the actions stand.");
  await expect(problems(page)).toContainText("Give the day since when it is so.");
  await problems(page).getByRole("link", { name: "Choose at least one." }).click();
  await expect(page.locator("#actions")).toBeFocused();
  await usable(page);

  await choose(page, "1.1", "1.2");
  await box(page, "2.1").press("Space");
  await expect(page.getByText("3 of 33 chosen")).toBeVisible();
  await write(page, "BLUE", "2020-11-05", "Too short");
  await button(page).click();
  await expect(problems(page)).toContainText("Write at least 10 characters; these are 9.");
  // What was chosen and written outlives the page.
  await page.reload();
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(page.getByText("3 of 33 chosen")).toBeVisible();
  for (const reference of ["1.1", "1.2", "2.1"]) await expect(box(page, reference)).toBeChecked();
  await expect(field(page, "BLUE")).toBeChecked();
  // Whoever throws it away begins anew.
  await page.getByRole("button", { name: "Throw away what you wrote" }).click();
  await expect(page.getByText("0 of 33 chosen")).toBeVisible();
  await expect(box(page, "1.1")).not.toBeChecked();
  await choose(page, "1.1", "1.2", "2.1");
  await write(page, "BLUE", "2020-11-05", FIRST);
  await button(page).click();
  await expect(page).toHaveURL(`${site.url}${PLAN}`);
  await expect(saved(page)).toContainText("3 updates are saved");
  for (const reference of ["1.1", "1.2", "2.1"]) {
    await opened(visitor, `${PLAN}/actions/${reference}`);
    await expect(updates(visitor)).toContainText("BLUE since 5 November 2020");
    await expect(updates(visitor)).toContainText(FIRST);
  }

  // What is said of an earlier day changes nothing, and of which actions is said.
  await opened(page, FORM);
  await expect(field(page, "Evidence")).toHaveValue("");
  await expect(choice(page, "1.1")).toContainText("BLUE");
  await choose(page, "1.1", "1.3", "2.1");
  await write(page, "AMBER", "2020-11-01", SECOND);
  await button(page).click();
  await expect(saved(page)).toContainText("3 updates are saved. 1.1 and 2.1 stay at BLUE, which was said of a later day.");
  await usable(page);
  await opened(visitor, `${PLAN}/actions/1.3`);
  await expect(updates(visitor)).toContainText("AMBER since 1 November 2020");
  await page.context().close();
});

test("a contributor says it of those that he leads, and of no other", async ({ browser }) => {
  const editor = await site.editor(browser, "bob@example.org");
  const page = await site.somebody(browser, "cleo@example.org", "--area", "leicestershire", "--role", "contributor");
  await opened(page, PLAN);
  await way(page).click();
  await expect(main(page)).toContainText("You lead no action of this plan");
  await expect(boxes(page)).toHaveCount(0);
  await expect(button(page)).toHaveCount(0);
  await usable(page);
  await main(page).getByRole("link", { name: "The plan" }).click();
  await expect(page).toHaveURL(`${site.url}${PLAN}`);
  const many = page.getByRole("link", { name: /^Say how several actions of .* stand$/ });
  await opened(page, "/work");
  await expect(title(page)).toHaveText("Your work");
  await expect(many).toHaveCount(0);
  for (const reference of ["1.4", "2.2"]) await lead(editor, reference, "cleo");
  // Where there are several to see to, the work leads here too.
  await opened(page, "/work");
  await many.click();
  await expect(page).toHaveURL(`${site.url}${FORM}`);
  await settled(page);
  await expect(main(page)).toContainText("Only the actions that you lead are here");
  await expect(boxes(page)).toHaveCount(2);
  await choose(page, "1.4", "2.2");
  await expect(page.getByText("2 of 2 chosen")).toBeVisible();
  await write(page, "GREEN", "2020-11-05", FIRST);
  await usable(page);
  await button(page).click();
  await expect(saved(page)).toContainText("2 updates are saved");
  // Who only reads has no way there, and no form.
  const reader = await site.somebody(browser, "dora@example.org", "--area", "leicestershire", "--role", "reader");
  await opened(reader, PLAN);
  await expect(way(reader)).toHaveCount(0);
  await opened(reader, FORM);
  await expect(main(reader)).toContainText("You are not among those of the area's team who say how its actions stand.");
  await expect(button(reader)).toBeHidden();
  for (const one of [editor, page, reader]) await one.context().close();
});

test("where somebody was faster on one of three, nothing is saved and that one is chosen anew", async ({ browser, page: visitor }) => {
  const [first, second] = [await site.editor(browser, "eve@example.org"), await site.editor(browser, "fay@example.org")];
  await opened(second, FORM);
  await choose(second, "1.11", "1.12", "1.13");
  await write(second, "BLUE", "2020-11-05", SECOND);
  await opened(first, `${PLAN}/actions/1.12/update`);
  await write(first, "GREEN", "2020-11-05", FIRST);
  await first.getByRole("button", { name: "Save", exact: true }).click();
  await expect(first).toHaveURL(`${site.url}${PLAN}/actions/1.12#updates`);
  await button(second).click();
  await expect(problems(second)).toContainText("Somebody else has changed 1 of the 3 that you chose since you saw them. Nothing is saved");
  const faster = problems(second).getByRole("link", { name: /1\.12: changed meanwhile by .*editor.* It stands at GREEN now\.$/ });
  await expect(faster).toContainText(FIRST);
  await expect(choice(second, "1.12")).toContainText("GREEN");
  await expect(box(second, "1.12")).not.toBeChecked();
  for (const reference of ["1.11", "1.13"]) await expect(box(second, reference)).toBeChecked();
  await expect(second.getByText("2 of 33 chosen")).toBeVisible();
  await expect(field(second, "Evidence")).toHaveValue(SECOND);
  await faster.click();
  await expect(box(second, "1.12")).toBeFocused();
  await usable(second);
  for (const reference of ["1.11", "1.12", "1.13"]) {
    await opened(visitor, `${PLAN}/actions/${reference}`);
    await expect(main(visitor)).not.toContainText(SECOND);
  }
  // What is left is kept as well.
  await second.reload();
  await expect(second.getByText("2 of 33 chosen")).toBeVisible();
  await choose(second, "1.12");
  await button(second).click();
  await expect(saved(second)).toContainText("3 updates are saved");
  await opened(visitor, `${PLAN}/actions/1.12`);
  for (const note of [FIRST, SECOND]) await expect(updates(visitor)).toContainText(note);
  for (const one of [first, second]) await one.context().close();
});

test("a visitor is led to sign in, and comes back to the form", async ({ browser, page: visitor }) => {
  const editor = await site.editor(browser, "gus@example.org");
  await editor.context().close();
  await opened(visitor, PLAN);
  await expect(way(visitor)).toHaveCount(0);
  await opened(visitor, FORM);
  await expect(main(visitor)).toContainText("before you write: only the area's team says how its actions stand.");
  await choose(visitor, "1.5");
  await main(visitor).getByRole("link", { name: "Sign in" }).click();
  await field(visitor, "E-mail address").fill("gus@example.org");
  await field(visitor, "Password").fill(PASSWORD);
  await visitor.getByRole("button", { name: "Sign in" }).click();
  await expect(visitor).toHaveURL(`${site.url}${FORM}`);
  await expect(visitor.getByText("1 of 33 chosen")).toBeVisible();
  await expect(box(visitor, "1.5")).toBeChecked();
});
