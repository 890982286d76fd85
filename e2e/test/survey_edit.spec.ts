import type { Browser, Locator, Page } from "@playwright/test";

import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const SURVEY = "/areas/worcestershire/surveys/parent-carer-survey";
const REASON = "The forum and the council counted these in November.";

// Every state of a form is looked at closely, twice.
test.describe.configure({ timeout: 120_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`survey-edit-${workerIndex}`);
});
test.afterAll(() => site.close());

const editor = (site: Site, browser: Browser, email: string): Promise<Page> =>
  site.somebody(browser, email, "--area", "worcestershire", "--role", "editor");

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await settled(page);
}

const main = (page: Page): Locator => page.getByRole("main");
const field = (page: Page, label: string): Locator => page.getByLabel(label, { exact: true });
const save = (page: Page): Promise<void> => page.getByRole("button", { name: "Save", exact: true }).click();
const problems = (page: Page): Locator => page.locator(".govuk-error-summary");

test("a team enters its next year, and everybody sees whose figures they are", async ({ browser, page: visitor }) => {
  const page = await editor(site, browser, "ada@example.org");
  await opened(page, SURVEY);
  await page.getByRole("link", { name: "Add a year" }).click();
  await expect(page).toHaveURL(`${site.url}${SURVEY}/years/new`);
  await expect(field(page, "Year")).toBeVisible();
  await usable(page);
  await field(page, "Year").fill("2021");
  await field(page, "How many answered (optional)").fill("three hundred");
  await save(page);
  await expect(problems(page)).toContainText("Give a number in digits");
  await field(page, "How many answered (optional)").fill("310");
  await field(page, "Why").fill(REASON);
  await save(page);
  await expect(problems(page)).toContainText("This year of the survey is here already.");
  await field(page, "Year").fill("2022");
  // What was written outlives the page.
  await page.reload();
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(field(page, "Year")).toHaveValue("2022");
  await field(page, "Link to the evidence (optional)").fill("https://www.example.org/survey-2022.pdf");
  await save(page);
  await expect(page).toHaveURL(`${site.url}${SURVEY}#waves`);
  await settled(page);

  // A question that is new, with the answers to choose from.
  await page.getByRole("link", { name: "Add a question" }).click();
  await field(page, "What is asked").fill("Do you feel heard?");
  await field(page, "Heading").fill("Involvement and views");
  await page.getByLabel("Higher is better").check();
  await field(page, "Answers to choose from (optional)").fill("Yes\nNo");
  await field(page, "Why").fill(REASON);
  await usable(page);
  await save(page);
  await expect(page).toHaveURL(`${site.url}${SURVEY}#waves`);
  await settled(page);

  // The whole table at once, by the keyboard.
  await page.getByRole("link", { name: /^Enter results ?: 2022/ }).click();
  await expect(page).toHaveURL(`${site.url}${SURVEY}/years/team-2022/results/new`);
  const health = page.getByLabel(/^\d+\. Parents fairly or very satisfied with the timescales: Health$/);
  await expect(health).toBeVisible();
  await usable(page);
  await save(page);
  await expect(problems(page)).toContainText("Enter at least one figure.");
  await health.fill("164%");
  const yes = page.getByLabel(/^\d+\. Do you feel heard\?: Yes$/);
  await yes.fill("64%");
  await yes.press("Tab");
  await expect(page.getByLabel(/^\d+\. Do you feel heard\?: No$/)).toBeFocused();
  await page.keyboard.type("21%");
  await page.getByLabel(/^\d+\. Responses received across all health services$/).fill("1204");
  await page.getByLabel("Yes, of all of these figures").check();
  await field(page, "Why").fill(REASON);
  await page.reload();
  await expect(yes).toHaveValue("64%");
  await save(page);
  await expect(problems(page)).toContainText("between 0% and 100%");
  await expect(health).toHaveAttribute("aria-invalid", "true");
  // It is seen at the figure too: the words stand above the table.
  const colour = await page.locator(".govuk-error-message").first().evaluate((words) => getComputedStyle(words).color);
  await expect(health).toHaveCSS("border-top-color", colour);
  await expect(health).toHaveCSS("border-top-width", "2px");
  await usable(page);
  await health.fill("58%");
  // No figure is counted from more than answered: said once, at the field that all figures share.
  const base = field(page, "Counted from how many answers (optional)");
  await base.fill("5000");
  await save(page);
  await expect(problems(page).getByRole("listitem")).toHaveCount(1);
  await expect(problems(page)).toContainText("Only 310 answered in this year.");
  await expect(base).toHaveAttribute("aria-invalid", "true");
  await base.fill("310");
  await save(page);
  await expect(page).toHaveURL(`${site.url}${SURVEY}#figures`);

  await opened(visitor, SURVEY);
  const row = main(visitor).getByRole("row", { name: /satisfied with the timescales: Health/ }).first();
  await expect(row).toContainText("58%");
  await expect(row).toContainText("46%");
  await expect(row).toContainText("The area's team: editor");
  await expect(main(visitor).getByRole("img", { name: /From 2021 to 2022: .*Health: 46% to 58%/ })).toBeVisible();
  // A count stands in the table, and in no chart: the scale of a chart is per cent.
  const counted = main(visitor).getByRole("row", { name: /Responses received across all health services/ }).first();
  await expect(counted).toContainText("1204");
  await expect(counted).toContainText("438");
  await expect(counted).toContainText("Comparable");
  await expect(main(visitor).getByRole("img", { name: /Responses received|438%|1204%/ })).toHaveCount(0);
  const heard = main(visitor).getByRole("row", { name: /Do you feel heard\?: Yes/ });
  await expect(heard).toContainText("The year before, 2021, has no such figure here.");
  // A direction is said of the question, and not of each of its answers.
  await expect(heard).not.toContainText("Higher is better");
  await expect(main(visitor)).not.toContainText(/\bada\b/);
  await expect(visitor.getByRole("link", { name: "Enter results" })).toHaveCount(0);
  await usable(visitor);

  // Whoever edits is led from a question of the team to where it is taken away again; nobody else is.
  const mistake = { name: /^Added by mistake\? Take it away in its history +: Do you feel heard\?$/ };
  for (const one of [visitor, page]) await opened(one, `${SURVEY}/questions/team-question-1`);
  await expect(visitor.getByRole("heading", { level: 1 })).toContainText("Do you feel heard?");
  await expect(visitor.getByRole("link", mistake)).toHaveCount(0);
  await expect(main(visitor)).toContainText("Said of the question as a whole, and not of each of its answers.");
  await expect(main(visitor).getByRole("rowheader", { name: /^(Yes|No)/ })).toHaveCount(2);
  await usable(page);
  await page.getByRole("link", mistake).click();
  await expect(page.getByRole("button", { name: "Take this survey question away" })).toBeVisible();
  await usable(page);

  // A figure is changed, with the reason; the trend is drawn no more.
  await opened(page, SURVEY);
  await page.getByRole("link", { name: /^Change this figure ?: Parents fairly or very satisfied with the timescales: Health, 2022/ }).click();
  await expect(field(page, "Figure")).toHaveValue("58%");
  await usable(page);
  await field(page, "Figure").fill("59%");
  await page.getByLabel("No, something changed").check();
  await field(page, "What changed").fill("Only families with a plan were asked.");
  await field(page, "Why").fill("A page of answers had been counted twice.");
  await save(page);
  await expect(page).toHaveURL(new RegExp(`${SURVEY}#`));
  await settled(page);
  await expect(main(page)).toContainText("Only families with a plan were asked.");
  await expect(main(page).getByRole("img", { name: /Health: 46% to 59%/ })).toHaveCount(0);

  // So is what is said of the year, which stands in a document of its own.
  await page.getByRole("link", { name: /^Change what is said of the year ?: 2022$/ }).click();
  await expect(page).toHaveURL(`${site.url}${SURVEY}/years/team-2022/edit`);
  await expect(field(page, "How many answered (optional)")).toHaveValue("310");
  await usable(page);
  await field(page, "How many answered (optional)").fill("311");
  await field(page, "How many were asked (optional)").fill("300");
  await field(page, "Why").fill("One more answer came by post.");
  await save(page);
  await expect(problems(page)).toContainText("More answered than the 300 who were asked.");
  await usable(page);
  await field(page, "How many were asked (optional)").fill("900");
  await save(page);
  await expect(page).toHaveURL(new RegExp(`${SURVEY}#`));
  await settled(page);
  await opened(visitor, SURVEY);
  await visitor.locator("#waves").getByRole("link", { name: /2022, as the area's team entered it$/ }).first().click();
  await settled(visitor);
  await expect(main(visitor)).toContainText("Answered: 311");
  await expect(main(visitor)).toContainText("Asked: 900");
  await usable(visitor);
  await page.context().close();
});

test("a row of You said, we did is carried on into the next year", async ({ browser, page: visitor }) => {
  const own = await Site.open("survey-row");
  const page = await editor(own, browser, "bob@example.org");
  await page.goto(`${own.url}${SURVEY}/years/new`);
  await field(page, "Year").fill("2022");
  await field(page, "Why").fill(REASON);
  await save(page);
  await expect(page).toHaveURL(`${own.url}${SURVEY}#waves`);
  await settled(page);
  await page.getByRole("link", { name: /^Add a row to You said, we did ?: 2022/ }).click();
  await expect(field(page, "Why")).toBeVisible();
  await field(page, "Why").fill(REASON);
  await field(page, "What parents and carers said").fill("Schools still do not tell us enough.");
  await save(page);
  await expect(problems(page)).toContainText("Give the heading");
  await usable(page);
  // A row says what it promised, and where it is carried on already.
  const earlier = page.getByLabel(/^Row 2: Involve specialist services/);
  await expect(earlier).toHaveAccessibleDescription(/Planned next: “Updated offer from Complex Communication/);
  await earlier.check();
  await field(page, "What was promised the year before (optional)").fill("A toolkit for schools.");
  await save(page);
  await expect(page).toHaveURL(`${own.url}${SURVEY}#feedback`);
  await settled(page);
  // One that says nothing of a promise shows that of the row which it carries on.
  await page.getByRole("link", { name: /^Add a row to You said, we did ?: 2022/ }).click();
  await expect(earlier).toHaveAccessibleDescription(/Carried on already: row 1 of 2022\./);
  await page.getByLabel(/^Row 4: /).check();
  await field(page, "What parents and carers said").fill("We are still not asked.");
  await field(page, "Why").fill(REASON);
  await usable(page);
  await save(page);
  await expect(page).toHaveURL(`${own.url}${SURVEY}#feedback`);
  await visitor.goto(`${own.url}${SURVEY}`);
  await settled(visitor);
  const card = main(visitor).locator("#worcestershire--parent-carer-survey--team-2022--team-said-01");
  await expect(card).toContainText("Schools still do not tell us enough.");
  await expect(card).toContainText("The area's team: editor");
  await expect(card).toContainText("A toolkit for schools.");
  await expect(card).toContainText("Row 2 of 2021: planned next");
  await expect(card).toContainText("Updated offer from Complex Communication");
  await expect(card.getByRole("link", { name: "Row 2 of 2021", exact: true })).toHaveCount(2);
  const bare = main(visitor).locator("#worcestershire--parent-carer-survey--team-2022--team-said-02");
  const promised = bare.locator(".govuk-summary-list__row").filter({ hasText: "Promised the year before" }).first();
  await expect(promised.getByRole("link", { name: "Row 4 of 2021", exact: true })).toBeVisible();
  await expect(promised).not.toContainText("Not stated in the source");
  await expect(main(visitor).getByRole("link", { name: "Row 1 of 2022", exact: true })).toBeVisible();
  // Rows stand under their year, the newest first, and each of their links has a name of its own.
  const years = visitor.locator("#feedback").getByRole("heading", { level: 3, name: /^20\d\d: / });
  await expect(years).toHaveText(["2022: 2 rows", "2021: 64 rows"]);
  await expect(card.getByRole("link", { name: /^History +of row 1 of 2022$/ })).toBeVisible();
  await expect(main(visitor).getByRole("link", { name: /^History +of row 1 of 20\d\d$/ })).toHaveCount(2);
  await expect(main(visitor).getByRole("link", { name: /^History +of row 1 of 2022$/ })).toHaveCount(1);
  await usable(visitor);

  // The year was another survey's: it goes with its rows, after their number is said.
  await page.goto(`${own.url}/history?kind=survey-wave&path=worcestershire/parent-carer-survey/team-2022`);
  await settled(page);
  await page.getByRole("button", { name: "Take this year of a survey away" }).press("Enter");
  const away = page.getByRole("group", { name: "Take this year of a survey away" });
  await expect(away).toContainText("It will be taken away, with its 2 rows of You said, we did.");
  await usable(page);
  await field(page, "Why").fill("It was the year of another survey.");
  await away.getByRole("button", { name: "Take it away", exact: true }).click();
  await expect(page.getByRole("alert", { name: "Done" })).toContainText("The year of a survey has been taken away.");
  await page.getByRole("button", { name: "Bring this year of a survey back" }).press("Enter");
  await expect(page.getByRole("group", { name: "Bring this year of a survey back" })).toContainText("each in its own history");
  await visitor.goto(`${own.url}${SURVEY}`);
  await settled(visitor);
  await expect(visitor.locator("#feedback article")).toHaveCount(64);
  await expect(main(visitor)).not.toContainText("We are still not asked.");
  await page.context().close();
  await own.close();
});

test("whoever is not in the team is told so", async ({ browser, page: visitor }) => {
  await opened(visitor, `${SURVEY}/years/new`);
  await expect(main(visitor)).toContainText("Sign in before you write");
  const other = await site.editor(browser, "cleo@example.org");
  await opened(other, `${SURVEY}/years/new`);
  await expect(main(other)).toContainText("You are not among the editors of this area.");
  await expect(field(other, "Year")).toBeHidden();
  await opened(visitor, `${SURVEY}/years/team-1999/results/new`);
  await expect(main(visitor)).toContainText("Page not found");
  await other.context().close();
});
