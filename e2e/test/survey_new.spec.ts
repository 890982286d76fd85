import type { Locator, Page } from "@playwright/test";

import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const AREA = "/areas/leicestershire";
const SURVEY = `${AREA}/surveys/team-survey-1`;
const REASON = "The forum and the council asked for the first time.";

// Every state of a form is looked at closely, twice.
test.describe.configure({ timeout: 120_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`survey-new-${workerIndex}`);
});
test.afterAll(() => site.close());

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

const main = (page: Page): Locator => page.getByRole("main");
const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
const problems = (page: Page): Locator => page.locator(".govuk-error-summary");

/** Sends a form with the reason, and waits for the page that it leads to. */
async function saved(page: Page, address: string): Promise<void> {
  await field(page, "Why").fill(REASON);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page).toHaveURL(`${site.url}${address}`);
  await settled(page);
}

test("a team enters the first survey of its area, a year of it and a figure", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "ada@example.org");
  for (const one of [visitor, page]) await opened(one, AREA);
  await expect(visitor.getByRole("link", { name: "Add a survey" })).toHaveCount(0);
  await expect(visitor.locator("#surveys")).toContainText("No survey of this area among the documents.");
  await page.locator("#surveys").getByRole("link", { name: "Add a survey" }).click();
  await expect(page).toHaveURL(`${site.url}${AREA}/surveys/new`);
  await expect(field(page, "What it is called")).toBeVisible();
  await usable(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(problems(page).getByRole("listitem")).toHaveCount(3);
  await usable(page);
  await field(page, "What it is called").fill("Parent carer survey");
  await field(page, "Who is asked").fill("Parents and carers of children with an EHC plan");
  await saved(page, SURVEY);
  await expect(main(page)).toContainText("No year of this survey has been entered yet.");
  await expect(main(page)).toContainText("The area's team: editor");
  await expect(main(page).getByRole("table")).toHaveCount(0);
  await usable(page);

  // There is one of a title.
  await opened(page, `${AREA}/surveys/new`);
  await expect(main(page)).toContainText("Here already: Parent carer survey.");
  await field(page, "What it is called").fill("Parent Carer Survey");
  await field(page, "Who is asked").fill("Parents and carers");
  await field(page, "Why").fill(REASON);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(problems(page)).toContainText("The area has a survey of this title: Parent carer survey.");

  await opened(page, SURVEY);
  await page.getByRole("link", { name: "Add a year" }).click();
  await field(page, "Year").fill("2022");
  await saved(page, `${SURVEY}#waves`);
  await expect(page.locator("#figures")).toContainText("No figure of this survey has been entered yet.");
  await page.getByRole("link", { name: "Add a question" }).click();
  await field(page, "What is asked").fill("Do you feel heard?");
  await field(page, "Heading").fill("Involvement and views");
  await page.getByLabel("Higher is better").check();
  await saved(page, `${SURVEY}#waves`);
  await page.getByRole("link", { name: /^Enter results ?: 2022/ }).click();
  const heard = page.getByLabel(/^\d+\. Do you feel heard\?$/);
  await heard.fill("64%");
  // Another question comes meanwhile: what was written is put back into its own row.
  const other = await page.context().newPage();
  await opened(other, `${SURVEY}/questions/new`);
  await field(other, "What is asked").fill("Do you feel safe?");
  await field(other, "Heading").fill("Involvement and views");
  await other.getByLabel("Higher is better").check();
  await saved(other, `${SURVEY}#waves`);
  await other.close();
  await page.reload();
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(page.getByLabel(/^\d+\. Do you feel safe\?$/)).toHaveValue("");
  await expect(heard).toHaveValue("64%");
  await page.getByLabel("I do not know").check();
  await saved(page, `${SURVEY}#figures`);

  await opened(visitor, AREA);
  await visitor.locator("#surveys").getByRole("link", { name: "Parent carer survey" }).click();
  await expect(visitor).toHaveURL(`${site.url}${SURVEY}`);
  const row = main(visitor).getByRole("row", { name: /Do you feel heard\?/ }).first();
  await expect(row).toContainText("64%");
  await expect(row).toContainText("The area's team: editor");
  await usable(visitor);
  await page.context().close();
});

test("a survey that was entered by mistake is taken away in its history, and brought back there", async ({ browser }) => {
  const page = await site.editor(browser, "bob@example.org");
  await opened(page, `${AREA}/surveys/new`);
  await field(page, "What it is called").fill("Young people");
  await field(page, "Who is asked").fill("Pupils of secondary schools");
  await saved(page, `${AREA}/surveys/team-survey-2`);
  await page.getByRole("link", { name: /^Added by mistake\? Take it away in its history +: Young people$/ }).click();
  await page.getByRole("button", { name: "Take this survey away" }).press("Enter");
  const away = page.getByRole("group", { name: "Take this survey away" });
  await field(page, "Why").fill("It was a survey of another area.");
  await usable(page);
  await away.getByRole("button", { name: "Take it away", exact: true }).click();
  const told = page.getByRole("alert", { name: "Done" });
  await expect(told).toContainText("The survey has been taken away.");
  await expect(told.getByRole("link", { name: "The area that it belonged to" })).toHaveAttribute("href", AREA);
  await page.getByRole("button", { name: "Bring this survey back" }).press("Enter");
  await field(page, "Why").fill("It was a survey of this area after all.");
  await page.getByRole("button", { name: "Bring it back", exact: true }).click();
  await expect(told).toContainText("The survey is there again.");
  await opened(page, AREA);
  await expect(page.locator("#surveys").getByRole("link", { name: "Young people" })).toBeVisible();
  await page.context().close();
});

test("whoever is not in the team is told so", async ({ browser, page: visitor }) => {
  await opened(visitor, `${AREA}/surveys/new`);
  await expect(main(visitor)).toContainText("Sign in before you write");
  const other = await site.somebody(browser, "cleo@example.org", "--area", "worcestershire", "--role", "editor");
  await opened(other, `${AREA}/surveys/new`);
  await expect(main(other)).toContainText("You are not among the editors of this area.");
  await expect(field(other, "What it is called")).toBeHidden();
  await opened(visitor, "/areas/nowhere/surveys/new");
  await expect(main(visitor)).toContainText("Page not found");
  await other.context().close();
});
