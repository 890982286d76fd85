import type { Locator, Page } from "@playwright/test";

import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { taking } from "../src/take.ts";
import { expect, test, usable } from "../src/test.ts";

const PLAN = "/areas/leicestershire/plans/wsoa-2020";
const REMOVED = "/areas/leicestershire/removed";
const HISTORY = "/history?kind=review&path=leicestershire/wsoa-2020/review-2021-02-03";
const NOTHING = "Nothing of Leicestershire has been taken away, or what was is back.";
const REASON = "It is the review of another plan.";

// Every state of a form is looked at closely, twice.
test.describe.configure({ timeout: 90_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`removed-${workerIndex}`);
});
test.afterAll(() => site.close());

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

const main = (page: Page): Locator => page.getByRole("main");
const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });
const steps = (page: Page): Locator => main(page).locator("#people .gt-strip__item");
const done = (page: Page): Locator => page.getByRole("alert", { name: "Done" });

test("what a team took away is listed until it is brought back", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "ada@example.org");
  await opened(page, `${PLAN}/reviews/new`);
  await field(page, "What it is called").fill("First review of progress");
  await field(page, "Who reviewed").fill("DfE and NHS England");
  await field(page, "Held").check();
  await field(page, "When").fill("2021-02-03");
  await field(page, "Why").fill("The letter came on 10 February.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(`${site.url}${PLAN}#reviews`);
  await opened(visitor, REMOVED);
  await expect(main(visitor)).toContainText(NOTHING);
  await expect(taking(visitor).getByRole("link", { name: /^CSV/ })).toHaveCount(0);
  await usable(visitor);

  await opened(page, HISTORY);
  await page.getByRole("button", { name: "Take this review away" }).click();
  await field(page, "Why").fill(REASON);
  await page.getByRole("button", { name: "Take it away", exact: true }).click();
  await expect(done(page)).toContainText("The review has been taken away.");
  await page.getByRole("link", { name: "All that was taken away of Leicestershire" }).click();
  await expect(page).toHaveURL(`${site.url}${REMOVED}`);
  await expect(title(page)).toContainText("Taken away");
  await expect(steps(page)).toHaveCount(1);
  await expect(steps(page)).toContainText("Review of 3 February 2021");
  await expect(steps(page)).toContainText("First review of progress");
  // The team is told who, and others the role.
  await expect(steps(page)).toContainText("Taken away by: ada, editor.");
  await expect(steps(page)).toContainText(`Why: ${REASON}`);
  await usable(page);

  // The page is found from what changed.
  await opened(visitor, "/areas/leicestershire/changes");
  await visitor.getByRole("link", { name: "What was taken away and is not back" }).click();
  await expect(visitor).toHaveURL(`${site.url}${REMOVED}`);
  await expect(steps(visitor)).toContainText("Taken away by: Editor.");
  await expect(main(visitor)).not.toContainText(/\bada\b/);
  await expect(visitor.getByRole("link", { name: /^Bring it back/ })).toHaveCount(0);
  await expect(visitor.getByRole("heading", { name: "By an import" })).toHaveCount(0);
  await usable(visitor);
  const link = taking(visitor).getByRole("link", { name: /^CSV \(1 record taken away, as the change log has it\)$/ });
  const file = await visitor.request.get(new URL((await link.getAttribute("href"))!, site.url).href);
  expect(await file.text()).toContain(REASON);
  await steps(visitor).getByRole("link", { name: /^History/ }).click();
  await expect(main(visitor)).toContainText("What it held until then");

  // From the page of the team an editor finds it, and brings it back.
  await opened(page, "/areas/leicestershire/team");
  await page.getByRole("link", { name: "What was taken away and is not back" }).click();
  await steps(page).getByRole("link", { name: /^Bring it back in its history\s*: Review of 3 February 2021, First review of progress$/ }).press("Enter");
  await page.getByRole("button", { name: "Bring this review back" }).click();
  await field(page, "Why").fill("It is of this plan after all.");
  await page.getByRole("button", { name: "Bring it back", exact: true }).click();
  await expect(done(page)).toContainText("The review is there again.");
  for (const one of [page, visitor]) {
    await opened(one, REMOVED);
    await expect(main(one)).toContainText(NOTHING);
    await expect(steps(one)).toHaveCount(0);
  }
  await page.context().close();
});
