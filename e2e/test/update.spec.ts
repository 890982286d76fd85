import type { Browser, Locator, Page } from "@playwright/test";

import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const PLAN = "/areas/leicestershire/plans/wsoa-2020";
const FIRST = "The first has seen the minutes.";
const SECOND = "The second has seen the report.";

// Every state of a form is looked at closely, twice.
test.describe.configure({ timeout: 90_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`update-${workerIndex}`);
});
test.afterAll(() => site.close());

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

const main = (page: Page): Locator => page.getByRole("main");
const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
const save = (page: Page): Promise<void> => page.getByRole("button", { name: "Save", exact: true }).click();
const problems = (page: Page): Locator => page.locator(".govuk-error-summary");
const saved = (page: Page): Locator => page.getByRole("region", { name: "Done" });
const updates = (page: Page): Locator => main(page).locator("#updates");
/** What was said once, with its evidence. */
const entry = (page: Page, note: string): Locator => updates(page).getByRole("listitem").filter({ hasText: note });
const which = (page: Page): Locator => page.getByRole("group", { name: /what is to become of yours/ });
const over = (page: Page): Locator => page.getByRole("region", { name: "Nothing is left to save" });

/** Writes the form of an update. */
async function write(page: Page, status: string, day: string, note: string): Promise<void> {
  await field(page, status).check();
  await field(page, "Since when").fill(day);
  await field(page, "Evidence").fill(note);
}

/** Says how an action stands. */
async function said(page: Page, action: string, status: string, day: string, note: string): Promise<void> {
  await opened(page, `${action}/update`);
  await write(page, status, day, note);
  await save(page);
  await expect(page).toHaveURL(`${site.url}${action}#updates`);
  await settled(page);
}

/** Two editors with the form of one action; the first has said that it is GREEN while the second wrote. */
async function two(browser: Browser, names: [string, string], action: string, status: string): Promise<[Page, Page]> {
  const [first, second] = [await site.editor(browser, names[0]), await site.editor(browser, names[1])];
  await opened(second, `${action}/update`);
  await write(second, status, "2020-11-05", SECOND);
  await said(first, action, "GREEN", "2020-11-05", FIRST);
  await save(second);
  await expect(problems(second)).toContainText("Somebody else has changed this action since you opened it.");
  await expect(problems(second)).toContainText("What has been said stays, and what you send is added.");
  return [first, second];
}

test("whoever is slower leaves it as it is, and nothing of his is saved", async ({ browser }) => {
  const action = `${PLAN}/actions/1.11`;
  const [first, second] = await two(browser, ["ada@example.org", "bob@example.org"], action, "BLUE");
  await which(second).getByRole("radio", { name: /^As it is now: GREEN; 5 November 2020 \(nothing of yours is saved\)$/ }).check();
  // Who writes on after that is asked again, and nothing of it is lost.
  await expect(field(second, "BLUE")).toBeChecked();
  await field(second, "Since when").fill("2020-11-06");
  await save(second);
  await expect(problems(second)).toContainText("Choose what is to become of yours: Status, Since when.");
  for (const choice of await which(second).getByRole("radio").all()) await expect(choice).not.toBeChecked();
  await usable(second);
  await which(second).getByRole("radio", { name: /nothing of yours is saved/ }).check();
  await save(second);
  await expect(over(second)).toBeFocused();
  await expect(over(second)).toContainText("What somebody else has saved stands. Nothing of yours was saved.");
  await expect(field(second, "Evidence")).toBeHidden();
  await usable(second);
  await over(second).getByRole("link", { name: "The action as it is now" }).click();
  await expect(second).toHaveURL(`${site.url}${action}`);
  await expect(updates(second)).toContainText(FIRST);
  await expect(updates(second)).not.toContainText(SECOND);
  // What was written is not put back into the form.
  await opened(second, `${action}/update`);
  await expect(field(second, "Evidence")).toHaveValue("");
  await expect(second.getByText("has been put back")).toHaveCount(0);
  for (const page of [first, second]) await page.context().close();
});

test("whoever is slower adds his evidence to what somebody else has said", async ({ browser }) => {
  const action = `${PLAN}/actions/1.12`;
  const [first, second] = await two(browser, ["cleo@example.org", "dora@example.org"], action, "BLUE");
  await which(second).getByRole("radio", { name: /^As it is now: GREEN; 5 November 2020, with your evidence added to it$/ }).check();
  await expect(field(second, "GREEN")).toBeChecked();
  await expect(field(second, "Evidence")).toHaveValue(SECOND);
  await save(second);
  await expect(second).toHaveURL(`${site.url}${action}#updates`);
  // Both notes are there, of one status.
  for (const note of [FIRST, SECOND]) await expect(entry(second, note)).toContainText("GREEN since 5 November 2020");
  await expect(updates(second)).not.toContainText("BLUE");
  for (const page of [first, second]) await page.context().close();
});

test("whoever says the same as somebody else is asked nothing, and may leave it", async ({ browser }) => {
  const action = `${PLAN}/actions/1.13`;
  const [first, second] = await two(browser, ["eve@example.org", "fay@example.org"], action, "GREEN");
  await expect(which(second)).toHaveCount(0);
  await expect(problems(second)).toContainText("Yours says what is there already: sent again, it adds its evidence.");
  await usable(second);
  await second.getByRole("button", { name: "Leave it as it is now: nothing of yours is saved" }).click();
  await expect(over(second)).toBeFocused();
  await over(second).getByRole("link", { name: "The action as it is now" }).click();
  await expect(updates(second)).toContainText(FIRST);
  await expect(updates(second)).not.toContainText(SECOND);
  await opened(second, `${action}/update`);
  await expect(field(second, "Evidence")).toHaveValue("");
  for (const page of [first, second]) await page.context().close();
});

test("who says that nothing has changed sees what he would say, where somebody else was faster", async ({ browser }) => {
  const action = `${PLAN}/actions/1.10`;
  const [first, second] = [await site.editor(browser, "gus@example.org"), await site.editor(browser, "hal@example.org")];
  await opened(second, `${action}/update`);
  await second.getByRole("button", { name: "No change, still accurate" }).click();
  await field(second, "Evidence").fill(SECOND);
  await said(first, action, "GREEN", "2020-11-05", FIRST);
  await second.getByRole("button", { name: "Save: no change" }).click();
  await expect(problems(second)).toContainText("it says that the status as it is now is accurate.");
  const row = second.getByRole("table").getByRole("row", { name: /^Status/ });
  await expect(row.getByRole("cell")).toHaveText(["AMBER", "GREEN since 5 November 2020", "As it is now"]);
  await usable(second);
  await second.getByRole("button", { name: "Save: no change" }).click();
  await expect(second).toHaveURL(`${site.url}${action}#updates`);
  await expect(entry(second, SECOND)).toContainText("GREEN since");
  for (const page of [first, second]) await page.context().close();
});

test("what is said of an earlier day changes nothing, and the page says so", async ({ browser, page: visitor }) => {
  const action = `${PLAN}/actions/1.14`;
  const page = await site.editor(browser, "ira@example.org");
  await said(page, action, "BLUE", "2020-11-05", FIRST);
  await expect(saved(page)).toContainText("The update is saved");
  await expect(saved(page)).not.toContainText("stays at");
  await said(page, action, "AMBER", "2020-11-01", SECOND);
  await expect(saved(page)).toContainText(
    "The update is saved. The action stays at BLUE, which was said of a later day, 5 November 2020.",
  );
  await usable(page);
  await opened(visitor, action);
  await expect(entry(visitor, FIRST)).toContainText("This is how it stands now.");
  const later = entry(visitor, SECOND);
  await expect(later).toContainText("Said later, of an earlier day: it does not change how it stands.");
  await expect(later).not.toContainText("This is how it stands now.");
  await usable(visitor);
  // What somebody writes of an earlier day than what is there by now is said to be so before it is sent.
  const other = await site.editor(browser, "jon@example.org");
  await opened(other, `${action}/update`);
  await write(other, "GREEN", "2020-11-02", "The third has asked the board.");
  await said(page, action, "AMBER", "2020-11-07", "The lead has taken it up again.");
  await save(other);
  await expect(which(other).getByRole("radio", { name: /^Yours: GREEN; 2 November 2020 \(added after it, of an earlier day\)$/ })).toBeVisible();
  for (const one of [page, other]) await one.context().close();
});
