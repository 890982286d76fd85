import type { Locator, Page } from "@playwright/test";

import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const PLAN = "/areas/leicestershire/plans/wsoa-2020";
const REASON = "The forum asked for three more months to consult families.";

// Every state of a form is looked at closely, twice.
test.describe.configure({ timeout: 90_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`edit-${workerIndex}`);
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

/** Whatever was wrong, above the form. */
const problems = (page: Page): Locator => page.locator(".govuk-error-summary");

test("an editor sets another day, and everybody sees both and the reason", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "ada@example.org");
  await opened(page, `${PLAN}/actions/1.10`);
  await page.getByRole("link", { name: "Change days, steps, leads and evidence" }).click();
  await expect(page).toHaveURL(`${site.url}${PLAN}/actions/1.10/edit`);
  await expect(title(page)).toContainText("Change days, steps, leads and evidence");
  // It begins with what is so now.
  await expect(field(page, "Due")).toHaveValue("2020-12-31");
  await expect(field(page, "Steps")).toHaveValue(/^To agree packages .*\nDates to be agreed$/);
  await expect(field(page, "Name or post of lead 1")).toHaveValue("S Little");
  await usable(page);
  await save(page);
  await expect(problems(page)).toContainText("Nothing is changed yet");
  await field(page, "Due").fill("2021-03-31");
  await field(page, "Due until (optional)").fill("2021-03-01");
  await field(page, "Why").fill("Too short");
  await save(page);
  await expect(problems(page)).toContainText("Why: Write at least 10 characters; these are 9.");
  // What is wrong with the last day is said beside the last day.
  await problems(page).getByRole("link", { name: "The last day is before the first. Exchange them." }).click();
  await expect(field(page, "Due until (optional)")).toBeFocused();
  await usable(page);
  await field(page, "Due until (optional)").fill("");
  await field(page, "Why").fill(REASON);
  // A year that nobody can mean is told of once, where it is written.
  await field(page, "Due").fill("2099-03-31");
  await save(page);
  await expect(problems(page).getByRole("listitem")).toHaveText(["Due: This is more than ten years from now. Check the year."]);
  await field(page, "Due").fill("2021-03-31");
  // What was written outlives the page.
  await page.reload();
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(field(page, "Due")).toHaveValue("2021-03-31");
  await usable(page);
  // It can be thrown away: the form is as if nobody had written into it, also when it is opened again.
  await page.getByRole("button", { name: "Throw away what you wrote" }).press("Enter");
  await expect(field(page, "Due")).toBeFocused();
  await expect(field(page, "Due")).toHaveValue("2020-12-31");
  await expect(field(page, "Why")).toHaveValue("");
  await expect(page.locator("#announcer")).toHaveText("What you wrote is thrown away");
  await expect(page.getByText("has been put back")).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect(field(page, "Due")).toHaveValue("2020-12-31");
  await expect(page.getByText("has been put back")).toHaveCount(0);
  await field(page, "Due").fill("2021-03-31");
  await field(page, "Why").fill(REASON);
  await page.reload();
  await expect(page.getByText("has been put back")).toBeVisible();
  await save(page);
  await expect(page).toHaveURL(`${site.url}${PLAN}/actions/1.10`);
  // That it is saved stays in sight until it is put away or the page is left.
  const saved = page.getByRole("region", { name: "Done" });
  await expect(saved.getByRole("status")).toHaveText("The action is saved");
  await usable(page);
  await saved.getByRole("button", { name: "Hide" }).press("Enter");
  await expect(saved).toHaveCount(0);
  await expect(title(page)).toBeFocused();
  await opened(visitor, `${PLAN}/actions/1.10`);
  await expect(main(visitor)).toContainText("31 March 2021, set by the team (was: 31/12/2020, as published; 3 months later)");
  await expect(main(visitor).locator("#days")).toContainText("Due 31 March 2021");
  await expect(main(visitor).locator("#days")).toContainText(REASON);
  await expect(main(visitor).locator("#days")).toContainText("Editor");
  await expect(main(visitor)).not.toContainText(/\bada\b/);
  await expect(visitor.getByRole("link", { name: "Change days, steps, leads and evidence" })).toHaveCount(0);
  await usable(visitor);
  await page.context().close();
});

test("steps, leads and pages with evidence stand beside the published ones", async ({ browser }) => {
  const page = await site.editor(browser, "bob@example.org");
  await opened(page, `${PLAN}/actions/1.3/edit`);
  await field(page, "Steps").fill("Gather the data\nHold two workshops");
  await expect(field(page, "Name or post of lead 1")).toHaveValue("Kelly-Marie Evans");
  await page.getByRole("button", { name: "Add a lead" }).press("Enter");
  const last = page.getByLabel(/^Name or post of lead/).last();
  await expect(last).toBeFocused();
  await page.keyboard.type("The forum");
  await page.getByLabel(/^Role \(optional\) of lead/).last().fill("Co-chair");
  await page.getByLabel(/^Organisation of lead/).last().selectOption({ label: "Leicestershire County Council" });
  await field(page, "Pages with evidence").fill("https://example.org/jsna");
  await field(page, "Why").fill("Agreed by the board on 5 November.");
  await save(page);
  await expect(problems(page)).toContainText("line 1: Write what is to be found there, a space, and the address.");
  await field(page, "Pages with evidence").fill("The needs assessment https://example.org/jsna");
  await save(page);
  await expect(page).toHaveURL(`${site.url}${PLAN}/actions/1.3`);
  await settled(page);
  for (const words of [
    "Hold two workshops",
    "Hold a workshop to understand the data",
    "The forum, Co-chair – Leicestershire County Council",
    "Kelly-Marie Evans (Public Health)",
    "Set by the team. As published:",
  ]) {
    await expect(main(page)).toContainText(words);
  }
  await expect(page.getByRole("link", { name: "The needs assessment" })).toHaveAttribute("href", "https://example.org/jsna");
  // The form begins with what the team has said.
  await opened(page, `${PLAN}/actions/1.3/edit`);
  await expect(field(page, "Steps")).toHaveValue("Gather the data\nHold two workshops");
  await expect(field(page, "Pages with evidence")).toHaveValue("The needs assessment https://example.org/jsna");
  await page.context().close();
});

test("whoever is slower sees both sides, and nothing is lost", async ({ browser }) => {
  const [first, second] = [await site.editor(browser, "cleo@example.org"), await site.editor(browser, "dora@example.org")];
  for (const page of [first, second]) await opened(page, `${PLAN}/actions/2.10/edit`);
  await field(first, "Due").fill("2021-01-31");
  await field(first, "Steps").fill("One step of the first");
  await field(first, "Why").fill("The first has asked the board.");
  await field(second, "Due").fill("2021-04-30");
  await field(second, "Why").fill("The second has asked the forum.");
  await save(first);
  await expect(first).toHaveURL(`${site.url}${PLAN}/actions/2.10`);
  await save(second);
  await expect(problems(second)).toContainText("Somebody else has changed this action since you opened it.");
  const table = second.getByRole("table");
  for (const words of ["31 December 2020", "31 January 2021", "30 April 2021", "One step of the first"]) {
    await expect(table).toContainText(words);
  }
  await expect(table).toContainText("The first has asked the board.");
  await expect(table).toContainText("The second has asked the forum.");
  await usable(second);
  // Also after the page is opened again nobody writes over what he has not seen.
  await second.reload();
  await expect(second.getByText("has been put back")).toBeVisible();
  await expect(field(second, "Why")).toHaveValue("The second has asked the forum.");
  await save(second);
  await expect(problems(second)).toContainText("Somebody else has changed this action since you opened it.");
  // The day is what both have changed; the steps only the first.
  const which = second.getByRole("group", { name: /which is to stand/ });
  await expect(which).toHaveCount(1);
  // What the second has not touched is shown as the first has left it.
  await expect(field(second, "Steps")).toHaveValue("One step of the first");
  await save(second);
  await expect(problems(second)).toContainText("Choose which is to stand: Due, Due until.");
  await which.getByRole("radio", { name: /^Yours: 30 April 2021/ }).check();
  await save(second);
  await expect(second).toHaveURL(`${site.url}${PLAN}/actions/2.10`);
  await settled(second);
  await expect(main(second)).toContainText("30 April 2021, set by the team (was: 31/12/2020, as published; 4 months later)");
  const days = main(second).locator("#days");
  await expect(days).toContainText("Due 30 April 2021");
  await expect(days).toContainText("Due 31 January 2021");
  // What the second did not change is as the first has left it.
  await expect(main(second)).toContainText("One step of the first");
  for (const page of [first, second]) await page.context().close();
});

test("who leaves everything as somebody else has saved it is told that nothing is left to save", async ({ browser }) => {
  const [first, second] = [await site.editor(browser, "lou@example.org"), await site.editor(browser, "mia@example.org")];
  const address = `${PLAN}/actions/2.4`;
  for (const page of [first, second]) await opened(page, `${address}/edit`);
  for (const [page, step] of [[first, "The step of the first"], [second, "The step of the second"]] as const) {
    await field(page, "Steps").fill(step);
    await field(page, "Why").fill(`${step} was agreed by the board.`);
  }
  await save(first);
  await expect(first).toHaveURL(`${site.url}${address}`);
  await save(second);
  await expect(problems(second)).toContainText("Somebody else has changed this action since you opened it.");
  const which = second.getByRole("group", { name: "Steps: which is to stand?" });
  await which.getByRole("radio", { name: /^As it is now/ }).check();
  await save(second);
  const over = second.getByRole("region", { name: "Nothing is left to save" });
  await expect(over).toBeFocused();
  await expect(over).toContainText("What somebody else has saved stands, in every field.");
  await expect(problems(second)).toBeHidden();
  await expect(field(second, "Why")).toBeHidden();
  await usable(second);
  await over.getByRole("link", { name: "The action as it is now" }).click();
  await expect(second).toHaveURL(`${site.url}${address}`);
  await expect(main(second)).toContainText("The step of the first");
  // What was written is not put back into the form.
  await opened(second, `${address}/edit`);
  await expect(field(second, "Steps")).toHaveValue("The step of the first");
  await expect(second.getByText("has been put back")).toHaveCount(0);
  for (const page of [first, second]) await page.context().close();
});

test("an editor takes an action back to its first version", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "eve@example.org");
  await opened(page, `${PLAN}/actions/1.9/edit`);
  await field(page, "Steps").fill("A step by mistake");
  await field(page, "Why").fill("Written into the wrong action.");
  await save(page);
  await expect(page).toHaveURL(`${site.url}${PLAN}/actions/1.9`);
  await opened(page, `${PLAN}/actions/1.9/history`);
  const steps = main(page).locator(".gt-strip__item");
  await expect(steps).toHaveCount(2);
  // The newest is what the record is.
  await expect(steps.first().getByRole("button")).toHaveCount(0);
  await page.getByRole("button", { name: /^Take back to this version\s*, version 1$/ }).click();
  const form = page.getByRole("group", { name: "Take back to version 1" });
  await expect(form).toBeFocused();
  await expect(form).toContainText("What going back from version 2 to version 1 changes");
  await expect(form).toContainText("A step by mistake");
  await usable(page);
  await page.getByRole("button", { name: "Take it back", exact: true }).click();
  await expect(problems(page)).toContainText("Write something here.");
  await field(page, "Why").fill("That step belongs to another action.");
  await page.getByRole("button", { name: "Take it back", exact: true }).click();
  await expect(page.getByRole("alert", { name: "Done" })).toContainText("The action is again what it was in version 1.");
  await expect(steps).toHaveCount(3);
  await expect(steps.first()).toContainText("That step belongs to another action.");
  await usable(page);
  await opened(page, `${PLAN}/actions/1.9`);
  await expect(main(page)).not.toContainText("A step by mistake");
  await opened(visitor, `${PLAN}/actions/1.9/history`);
  await expect(main(visitor).locator(".gt-strip__item")).toHaveCount(3);
  await expect(main(visitor).getByRole("button", { name: /Take back/ })).toHaveCount(0);
  await page.context().close();
});

test("who takes a record back sees what somebody else has changed meanwhile", async ({ browser }) => {
  const [first, second] = [await site.editor(browser, "fay@example.org"), await site.editor(browser, "gus@example.org")];
  const address = `${PLAN}/actions/1.2`;
  for (const step of ["The first step", "The second step"]) {
    await opened(first, `${address}/edit`);
    await field(first, "Steps").fill(step);
    await field(first, "Why").fill("The board has agreed to this.");
    if (step === "The second step") {
      await opened(second, `${address}/history`);
      await second.getByRole("button", { name: /^Take back to this version\s*, version 1$/ }).click();
      await expect(field(second, "Why")).toBeVisible();
    }
    await save(first);
    await expect(first).toHaveURL(`${site.url}${address}`);
  }
  await field(second, "Why").fill("It was right as it was published.");
  await second.getByRole("button", { name: "Take it back", exact: true }).click();
  await expect(problems(second)).toContainText("Somebody else has changed this action since you opened it.");
  const form = second.getByRole("group", { name: "Take back to version 1" });
  await expect(form).toContainText("What somebody else has changed since you opened this form");
  await expect(form).toContainText("The second step");
  await expect(field(second, "Why")).toHaveValue("It was right as it was published.");
  await usable(second);
  await second.getByRole("button", { name: "Take it back", exact: true }).click();
  await expect(second.getByRole("alert", { name: "Done" })).toContainText("version 1");
  for (const page of [first, second]) await page.context().close();
});

test("a reading of a measure stands beside what is published, with who entered it", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "hal@example.org");
  await opened(page, `${PLAN}/actions/1.3`);
  await page.getByRole("link", { name: /^Add a reading, or set target or baseline/ }).first().click();
  await expect(page).toHaveURL(`${site.url}${PLAN}/measures/measure-1.3.1/edit`);
  await settled(page);
  await field(page, "Reading").fill("12 of 14 data sets are gathered");
  await field(page, "Reading as a number (optional)").fill("many");
  await field(page, "Why").fill("Counted for the board in November.");
  await save(page);
  await expect(problems(page)).toContainText("Give the day of the reading.");
  await expect(problems(page)).toContainText("Write a number, such as 92.5, or leave it empty.");
  await usable(page);
  await field(page, "Day of the reading").fill("2020-11-05");
  await field(page, "Reading as a number (optional)").fill("12");
  await field(page, "Target, as the team sets it (optional)").fill("All 14 data sets");
  await save(page);
  await expect(page).toHaveURL(new RegExp(`${PLAN}#`));
  await opened(visitor, `${PLAN}/actions/1.3`);
  await expect(main(visitor)).toContainText("12 of 14 data sets are gathered");
  await expect(main(visitor)).toContainText("Entered by the team: Editor");
  await expect(main(visitor)).toContainText("All 14 data sets");
  await usable(visitor);
  await page.context().close();
});

test("a reading whose number contradicts its words is refused, and a wrong one is given again", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "hugo@example.org");
  const measure = `${PLAN}/measures/measure-1.7.1`;
  const give = async (reading: string, number: string): Promise<void> => {
    await opened(page, `${measure}/edit`);
    await field(page, "Day of the reading").fill("2020-11-05");
    await field(page, "Reading").fill(reading);
    await field(page, "Reading as a number (optional)").fill(number);
    await field(page, "Why").fill("Counted for the board in November.");
    await save(page);
  };
  await give("92% of plans", "29");
  await expect(problems(page).getByRole("listitem")).toHaveText(["Reading as a number: The words say 92. Leave the number out, or write the same."]);
  await field(page, "Reading as a number (optional)").fill("92");
  await field(page, "Target, as the team sets it (optional)").fill("at least 95%");
  await field(page, "Target as a number (optional)").fill("95");
  await field(page, "at most").check();
  await save(page);
  await expect(problems(page).getByRole("listitem")).toHaveText(["How the number of the target is meant: The words say at least. Choose the same, or write other words."]);
  await usable(page);
  await field(page, "at least").check();
  await save(page);
  await expect(page).toHaveURL(new RegExp(`${PLAN}#`));
  await opened(visitor, `${PLAN}/actions/1.7`);
  await expect(main(visitor)).toContainText("92% of plans");
  await expect(main(visitor)).not.toContainText("As a number");

  // What is given of the same day stands in its place, with its number where the words say none.
  await give("Nearly all plans", "93.5");
  await expect(page).toHaveURL(new RegExp(`${PLAN}#`));
  await opened(visitor, `${PLAN}/actions/1.7`);
  await expect(main(visitor)).toContainText("Nearly all plans");
  await expect(main(visitor)).toContainText("As a number: 93.5");
  await expect(main(visitor)).not.toContainText("92% of plans");
  await usable(visitor);
  await opened(visitor, "/history?kind=measure&path=leicestershire/wsoa-2020/measure-1.7.1");
  await expect(main(visitor)).toContainText("“Nearly all plans” (5 November 2020) was “92% of plans”.");

  // A reading of a wrong day is taken back from beside it, and its history keeps it.
  await opened(visitor, `${PLAN}/actions/1.7`);
  await expect(visitor.getByRole("link", { name: /^Wrong\? Take this reading back/ })).toHaveCount(0);
  await opened(page, `${PLAN}/actions/1.7`);
  await page.getByRole("link", { name: /^Wrong\? Take this reading back ?: measure 1.7.1, 5 November 2020/ }).click();
  await expect(page).toHaveURL(`${site.url}${measure}/readings/2020-11-05/take-back`);
  await expect(title(page)).toContainText("Take a reading back");
  await settled(page);
  await expect(main(page)).toContainText("Nearly all plans");
  await usable(page);
  await field(page, "Why").fill("It was read a month later.");
  await page.getByRole("button", { name: "Take the reading back", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${PLAN}#`));
  await opened(visitor, `${PLAN}/actions/1.7`);
  await expect(main(visitor)).not.toContainText("Nearly all plans");
  await opened(visitor, "/history?kind=measure&path=leicestershire/wsoa-2020/measure-1.7.1");
  await expect(main(visitor).locator(".gt-strip__item").first()).toContainText("Gone: “Nearly all plans” (5 November 2020).");
  await opened(page, `${measure}/readings/2020-11-05/take-back`);
  await expect(main(page)).toContainText("The team has given no reading of this measure for this day.");
  await page.context().close();
});

test("a workstream, a note and a review are changed by their forms", async ({ browser }) => {
  const page = await site.editor(browser, "ida@example.org");
  await opened(page, PLAN);
  await page.getByRole("link", { name: /^Say whether it is formally monitored/ }).first().click();
  await settled(page);
  await field(page, "Left formal monitoring").check();
  await field(page, "Since when").fill("2022-05-01");
  await field(page, "Why").fill("The department wrote to the council.");
  await usable(page);
  await save(page);
  await expect(page).toHaveURL(new RegExp(`${PLAN}#`));
  await expect(main(page)).toContainText("The department wrote to the council.");

  await opened(page, "/quality?note=leicestershire-wsoa-2020/note-2.11-date");
  await page.getByRole("link", { name: /^Rule on it/ }).click();
  await expect(page).toHaveURL(`${site.url}/quality/leicestershire-wsoa-2020/note-2.11-date/edit`);
  await settled(page);
  await field(page, "The source stands").check();
  await field(page, "Why").fill("The council says that the day is meant so.");
  await usable(page);
  await save(page);
  await expect(page).toHaveURL(/\/quality\?note=/);
  await expect(main(page)).toContainText("The council says that the day is meant so.");

  await opened(page, PLAN);
  await page.getByRole("link", { name: "Enter a review" }).click();
  await settled(page);
  await field(page, "What it is called").fill("First review of progress");
  await field(page, "Who reviewed").fill("DfE and NHS England");
  await field(page, "Held").check();
  await field(page, "When").fill("2021-02-03");
  await field(page, "Why").fill("The letter came on 10 February.");
  await usable(page);
  await save(page);
  await expect(page).toHaveURL(`${site.url}${PLAN}#reviews`);
  await expect(main(page).locator("#reviews")).toContainText("First review of progress");
  await expect(main(page).locator("#reviews")).toContainText("The area's team: editor");
  await page.context().close();
});

test("what became of a comment of families is said from the page of the survey", async ({ browser }) => {
  const page = await site.somebody(browser, "jo@example.org", "--area", "worcestershire", "--role", "editor");
  await opened(page, "/areas/worcestershire/surveys/parent-carer-survey");
  await page.getByRole("link", { name: /^Say what became of it/ }).first().click();
  await settled(page);
  await field(page, "Goes on into the next year").check();
  await field(page, "Since when").fill("2022-05-01");
  await field(page, "Why").fill("The service was commissioned for another year.");
  await usable(page);
  await save(page);
  await expect(page).toHaveURL(/\/surveys\/parent-carer-survey#/);
  await expect(main(page)).toContainText("The service was commissioned for another year.");
  await page.context().close();
});

test("a reader sees no forms", async ({ browser }) => {
  const page = await site.somebody(browser, "kit@example.org", "--area", "leicestershire", "--role", "reader");
  await opened(page, `${PLAN}/actions/1.10`);
  // Who it is is known once the page names the account.
  await expect(page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Account" })).toBeVisible();
  for (const words of [/^Change days/, /^Add a reading/, /^Say how/]) {
    await expect(page.getByRole("link", { name: words })).toHaveCount(0);
  }
  for (const address of [`${PLAN}/actions/1.10/edit`, `${PLAN}/measures/measure-1.3.1/edit`, `${PLAN}/reviews/new`]) {
    await opened(page, address);
    await expect(main(page)).toContainText("You are not among the editors of this area.");
    await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
    await usable(page);
  }
  await page.context().close();
});

test("who is not signed in is led to the way in and back", async ({ page }) => {
  await opened(page, `${PLAN}/actions/1.10/edit`);
  await main(page).getByRole("link", { name: "Sign in" }).click();
  await expect(title(page)).toContainText("Sign in");
  expect(decodeURIComponent(page.url())).toContain(`${PLAN}/actions/1.10/edit`);
});
