import type { Locator, Page } from "@playwright/test";

import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { spreadsheet } from "../src/take.ts";
import { expect, test, usable } from "../src/test.ts";

const PLAN = "/areas/leicestershire/plans/wsoa-2020";
const CHANGES = "/areas/leicestershire/changes";
const RIGHT = "The provider told the board that it is late.";
const WRONG = "The forum signed off another action.";
const REASON = "This was said of action 1.11, and written here by mistake.";

// Every state of a form is looked at closely, twice.
test.describe.configure({ timeout: 90_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`take-back-${workerIndex}`);
});
test.afterAll(() => site.close());

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

/** Says how an action stands, in the form. */
async function say(page: Page, action: string, status: string, day: string, note: string): Promise<void> {
  await opened(page, `${action}/update`);
  await page.getByLabel(status, { exact: true }).check();
  await page.getByLabel("Since when").fill(day);
  await page.getByLabel("Evidence", { exact: true }).fill(note);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(`${site.url}${action}#updates`);
  await settled(page);
}

const main = (page: Page): Locator => page.getByRole("main");
const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });
const updates = (page: Page): Locator => main(page).locator("#updates").getByRole("listitem");
const problems = (page: Page): Locator => page.locator(".govuk-error-summary");
const saved = (page: Page): Locator => page.getByRole("region", { name: "Done" }).getByRole("status");
const way = (page: Page, note: string): Locator =>
  updates(page).filter({ hasText: note }).getByRole("link", { name: /^Wrong\? Take this update back/ });
const send = (page: Page): Promise<void> => page.getByRole("button", { name: "Take the update back", exact: true }).click();

test("an editor takes a wrong update back, and what was said before stands again", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "ada@example.org");
  const action = `${PLAN}/actions/1.10`;
  await say(page, action, "RED", "2020-10-05", RIGHT);
  await say(page, action, "BLUE", "2020-11-05", WRONG);
  await expect(updates(page)).toHaveCount(2);
  await usable(page);
  await opened(visitor, action);
  await expect(updates(visitor)).toHaveCount(2);
  await expect(way(visitor, WRONG)).toHaveCount(0);

  await way(page, WRONG).press("Enter");
  await expect(page).toHaveURL(new RegExp(`${action}/updates/[0-9a-f-]{36}/take-back$`));
  await expect(title(page)).toContainText("Take an update back");
  await expect(main(page)).toContainText(`BLUE since 5 November 2020: ${WRONG}`);
  const after = main(page).locator(".govuk-summary-list__row", { hasText: "Without the update" });
  await expect(after).toContainText("RED since 5 October 2020, as its team says");
  await usable(page);
  await send(page);
  await expect(problems(page)).toContainText("Write something here.");
  await usable(page);
  await page.getByLabel("Why", { exact: true }).fill(REASON);
  await send(page);
  await expect(page).toHaveURL(`${site.url}${action}#updates`);
  await expect(saved(page)).toHaveText("The update is taken back. The action stands at RED since 5 October 2020, as its team says.");
  await settled(page);
  await expect(updates(page)).toHaveCount(1);
  await expect(updates(page)).toContainText(RIGHT);

  // What changed has the update that stands, and why the other was taken back.
  await opened(visitor, CHANGES);
  const card = main(visitor).getByRole("article").filter({ hasText: RIGHT });
  await expect(card).toContainText(`Why: ${REASON}`);
  const told = (await spreadsheet(visitor)).filter((row) => row["Number"] === "1.10");
  expect(told.map((row) => row["Why"])).toEqual([RIGHT, expect.stringContaining(REASON)]);

  // Without anything that was said it stands as it was published.
  await way(page, RIGHT).click();
  await expect(main(page).locator(".govuk-summary-list__row", { hasText: "Without the update" })).toContainText("AMBER, as published");
  await page.getByLabel("Why", { exact: true }).fill("That is another provider of the same name.");
  await send(page);
  await expect(page).toHaveURL(`${site.url}${action}`);
  await expect(saved(page)).toHaveText("The update is taken back. The action stands at AMBER, as published.");
  await settled(page);
  await expect(updates(page)).toHaveCount(0);

  // It is what it was, which is no change. The history has what was said, what was taken back, and why.
  await opened(visitor, CHANGES);
  await expect(card).toHaveCount(0);
  await expect(main(visitor)).not.toContainText(REASON);
  await opened(visitor, action);
  await expect(main(visitor)).not.toContainText(WRONG);
  await opened(visitor, `${action}/history`);
  const steps = main(visitor).locator(".gt-strip__item");
  await expect(steps).toHaveCount(5);
  await expect(steps.nth(1)).toContainText("Changed by: Editor. Version 4.");
  await expect(steps.nth(1)).toContainText(`Gone: “${WRONG}”.`);
  await expect(steps.nth(1)).toContainText(REASON);
  await expect(main(visitor)).not.toContainText(/\bada\b/);
  await page.context().close();
});

test("who is slower sees that something was said meanwhile, and takes back the one that was meant", async ({ browser }) => {
  const [first, second] = [await site.editor(browser, "bob@example.org"), await site.editor(browser, "cleo@example.org")];
  const action = `${PLAN}/actions/1.1`;
  await say(first, action, "BLUE", "2020-11-05", WRONG);
  await opened(second, action);
  await way(second, WRONG).click();
  await expect(title(second)).toContainText("Take an update back");
  await second.getByLabel("Why", { exact: true }).fill(REASON);
  await say(first, action, "RED", "2020-10-05", RIGHT);
  await send(second);
  await expect(problems(second)).toContainText("Somebody else has changed this action since you opened it.");
  await expect(main(second).locator(".govuk-summary-list__row", { hasText: "Without the update" })).toContainText("RED since 5 October 2020");
  await usable(second);
  await send(second);
  await expect(second).toHaveURL(`${site.url}${action}#updates`);
  await settled(second);
  await expect(updates(second)).toHaveCount(1);
  await expect(updates(second)).toContainText(RIGHT);
  for (const page of [first, second]) await page.context().close();
});

test("there is no form of an update that there is not, and none for whoever may not edit", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "dora@example.org");
  const action = `${PLAN}/actions/1.9`;
  await opened(page, `${action}/updates/00000000-0000-7000-8000-00000000abcd/take-back`);
  await expect(title(page)).toHaveText("Page not found");
  await expect(main(page)).toContainText("This action has no such update.");
  await say(page, action, "BLUE", "2020-11-05", WRONG);
  const address = await way(page, WRONG).getAttribute("href");
  const contributor = await site.somebody(browser, "eve@example.org", "--area", "leicestershire", "--role", "contributor");
  await opened(contributor, action);
  await expect(way(contributor, WRONG)).toHaveCount(0);
  await opened(contributor, address!);
  await expect(main(contributor)).toContainText("You are not among the editors of this area.");
  await expect(contributor.getByRole("button", { name: "Take the update back" })).toBeHidden();
  await usable(contributor);
  await opened(visitor, address!);
  await expect(main(visitor).getByRole("link", { name: "Sign in" })).toBeVisible();
  for (const one of [page, contributor]) await one.context().close();
});
