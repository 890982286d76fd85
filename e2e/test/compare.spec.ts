import { settled } from "../src/page.ts";
import { cited, question, taking } from "../src/take.ts";
import { expect, test } from "../src/test.ts";

const address = "/compare?a=worcestershire:app-2022&b=leicestershire:wsoa-2020";

test("two plans side by side, what can be compared first", async ({ page }) => {
  await page.goto("/compare");
  await page.getByLabel("First plan").selectOption({ label: await label(page, "First plan", /Accelerated/) });
  await page.getByLabel("Second plan").selectOption({ label: await label(page, "Second plan", /Written Statement/) });
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/a=worcestershire(:|%3A)app-2022/);

  await expect(page.getByRole("heading", { name: /What can be compared/ })).toBeVisible();
  const headings = await page.getByRole("main").getByRole("heading", { level: 2 }).allTextContents();
  const place = (words: RegExp) => headings.findIndex((heading) => words.test(heading));
  expect(place(/What can be compared/)).toBeGreaterThanOrEqual(0);
  expect(place(/What can be compared/)).toBeLessThan(place(/Theme/));

  const main = page.getByRole("main");
  await expect(main).toContainText("Only Leicestershire states it, for 33 of 33 actions.");
  await expect(main).toContainText("Only Leicestershire states it, for 25 of 33 actions.");
});

test("swapping the sides swaps the address", async ({ page }) => {
  await page.goto(address);
  await page.getByRole("link", { name: /Swap/ }).click();
  await expect(page).toHaveURL(/a=leicestershire(:|%3A)wsoa-2020/);
  await expect(page.getByRole("heading", { name: "Leicestershire and Worcestershire" })).toBeVisible();
});

test("no action of either plan is hidden", async ({ page }) => {
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "Worcestershire and Leicestershire" })).toBeVisible();
  const links = await page.getByRole("main").getByRole("link").evaluateAll((all) =>
    all.map((link) => link.getAttribute("href") ?? ""));
  const actions = new Set(links.filter((href) => /\/actions\//.test(href)));
  expect(actions.size).toBe(71);
});

test("a plan against itself, and an unknown plan, are said to be so", async ({ page }) => {
  await page.goto("/compare?a=leicestershire:wsoa-2020&b=leicestershire:wsoa-2020");
  await expect(page.getByRole("main")).toContainText(/a plan cannot be compared with itself/);
  await page.goto("/compare?a=leicestershire:wsoa-2020&b=worcestershire:nothing");
  await expect(page.getByRole("main")).toContainText(/There is no plan/);
});

test("a link to a part of the comparison leads there", async ({ page }) => {
  await page.goto(`${address}#measures`);
  await expect(page.locator("#measures")).toBeFocused();
  await expect(page.locator("#measures")).toBeInViewport();
});

test("one plan alone asks for the other; a theme that does not exist is taken out", async ({ page }) => {
  await page.goto("/compare?b=leicestershire:wsoa-2020");
  await expect(page.getByRole("form", { name: "Choose two plans" })).toContainText("Choose the first plan too: two are compared.");
  await expect(page).toHaveTitle(/^Compare two plans/);
  await page.goto(`${address}&theme=xx&zzz=1`);
  await expect(page.getByRole("status").filter({ hasText: "zzz=1, theme=xx" })).toBeVisible();
  await expect(page).not.toHaveURL(/theme/);
  await expect(page).toHaveTitle(/^Worcestershire and Leicestershire – Compare two plans/);
});

test("actions that are worded alike stand beside each other with the words that they share", async ({ page, audit }) => {
  await page.goto(address);
  const part = page.locator("section", { has: page.getByRole("heading", { name: "Similar actions" }) });
  await expect(part).toContainText("It does not mean that the actions are equivalent");
  const row = part.getByRole("row").filter({ has: page.getByRole("link", { name: "4.7", exact: true }) })
    .filter({ has: page.getByRole("link", { name: "1.18", exact: true }) });
  await expect(row).toContainText("quality assurance");
  await expect(row).toContainText("A reader of this project, 22 November 2026");
  await part.getByText(/^\d+ pairs worded much alike, which nobody has read$/).click();
  await part.getByText(/^\d+ pairs possibly alike, which nobody has read$/).click();
  await part.getByText(/^\d+ pairs worded alike, and found different by who read both$/).click();
  await expect(part.getByRole("row").filter({ hasText: "Different work" }).first()).toBeVisible();
  await audit();
});

test("themes can be narrowed to those that somebody assigned, and back", async ({ page, audit }) => {
  await page.goto(address);
  const part = page.locator("#themes");
  await expect(part).toContainText(/assignments of themes were made by rule and not reviewed by a person/);
  await part.getByRole("link", { name: "Show only those reviewed" }).click();
  await expect(page).toHaveURL(/themes=reviewed/);
  await expect(part).toContainText("Only themes that the document's own heading or a reviewer assigned: 0 of");
  // Nobody has reviewed anything, which is not said to be a want of the plans.
  await expect(part).toContainText("Nobody has assigned or reviewed a theme of either plan yet.");
  await expect(part).not.toContainText("Neither");
  // Nothing is hidden by it: what no theme is left for stands below.
  await expect(page.locator("#without")).toContainText("Action 4.7");
  await audit();
  await part.getByRole("link", { name: "Show all themes assigned" }).click();
  await expect(page).not.toHaveURL(/themes=reviewed/);
});

test("what families were asked and what is counted stands with its date and its class", async ({ page }) => {
  await page.goto(address);
  const surveys = page.locator("#surveys");
  await surveys.getByText("38 questions without a counterpart").click();
  await expect(surveys).toContainText("Our documents hold no question of Leicestershire.");
  const indicators = page.locator("#indicators");
  await indicators.getByText(/indicators without a counterpart$/).click();
  const weeks = indicators.getByRole("row").filter({ hasText: "58.7%" }).first();
  await expect(weeks).toContainText("92%");
  await expect(weeks).toContainText("January 2020");
  await expect(weeks).toContainText("Our documents print no number of this indicator for Worcestershire itself.");
});

test("the timeline goes by the calendar or by months since each inspection", async ({ page, audit }) => {
  await page.goto(address);
  const part = page.locator("#timeline");
  await expect(part.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "2020" }) })).toContainText("actions due");
  await part.getByRole("link", { name: "Show by months since each inspection" }).click();
  await expect(page).toHaveURL(/align=inspection/);
  // Of the same kind on both sides: the day of Worcestershire's report is not stated.
  await expect(part).toContainText("Leicestershire: counted from 7 February 2020, the last day");
  await expect(part).toContainText("Worcestershire: counted from 30 November 2021, the last day");
  await expect(part.locator("svg")).toBeVisible();
  await expect(part).toContainText(/Any time from \d+ months before to \d+ months before/);
  await expect(part.getByRole("rowheader", { name: "0 to 5 months after" })).toBeVisible();
  await audit();
  await page.goBack();
  await expect(part.getByRole("rowheader", { name: "2020" })).toBeVisible();
});

test("a comparison is taken away: as lines, and by a link that names the version", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(address);
  const link = page.getByRole("link", { name: /CSV.*the comparison, line by line/ });
  const file = await page.request.get((await link.getAttribute("href"))!);
  expect(file.status()).toBe(200);
  expect((await file.text()).split("\n")[0]).toMatch(/part,which,area,plan,theme/);
  await page.getByRole("button", { name: "Copy a link that names this version" }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toMatch(/[?&]version=\d+/);
  const copied = await clipboard();
  await page.goto(copied);
  await expect(page.getByRole("heading", { name: "Worcestershire and Leicestershire" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/You are looking at the data as it was at version \d+\. It is the newest version\./);
});

test("a stored link shows the version that it names, and what is taken away keeps to it", async ({ page, context, audit }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const version = await newest(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/graphql")) asked.push(request.postDataJSON().query);
  });
  await page.goto(`${address}&version=${version}`);
  await expect(page.getByRole("heading", { name: "Worcestershire and Leicestershire" })).toBeVisible();
  await settled(page);
  await expect(page.getByRole("main")).toContainText(`You are looking at the data as it was at version ${version}. It is the newest version.`);
  await expect(page.getByRole("link", { name: "Show the newest" })).toHaveCount(0);
  await audit();
  // Whether it is the newest is all that is asked of the data as it is now.
  const directive = `@asOf(version: ${version}) {`;
  expect(asked.filter((query) => !query.includes(directive))).toEqual([expect.stringMatching(/^query VersionQuery \{/)]);

  const { at, query, line } = await question(page);
  expect(query).toContain(directive);
  expect(line).toContain(directive);
  const answer = await taking(page).getByRole("link", { name: /^The answer/ }).nth(at).getAttribute("href");
  expect((await (await page.request.get(answer!)).json()).data.dataVersion).toBe(version);
  expect(await cited(page)).toMatch(new RegExp(`Data version ${version}, read on .*[?&]version=${version}$`));
  for (const name of [/^CSV/, /^JSON/]) {
    const file = await taking(page).getByRole("link", { name }).getAttribute("href");
    expect(file).toMatch(new RegExp(`[?&]asOf=${version}$`));
    expect((await page.request.get(file!)).status()).toBe(200);
  }
  await page.getByRole("button", { name: "Copy link", exact: true }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toMatch(new RegExp(`[?&]version=${version}$`));

  await page.getByRole("link", { name: "Swap the sides" }).click();
  await expect(page).toHaveURL(new RegExp(`a=leicestershire.*version=${version}$`));
  await page.getByLabel("First plan").selectOption({ label: await label(page, "First plan", /SEND Strategy/i) });
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(new RegExp(`send-strategy-2021.*version=${version}$`));
});

test("a version that does not exist is said not to, and the newest is offered", async ({ page, audit }) => {
  const version = await newest(page);
  await page.goto(`${address}&version=${version + 1}`);
  // Once, and not by each part of the page.
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText(`There is no version ${version + 1} of the data: the versions are 0 to ${version}.`);
  await settled(page);
  await audit();
  await alert.getByRole("link", { name: "Show the newest" }).click();
  await expect(page).not.toHaveURL(/version=/);
  await expect(page).toHaveURL(/a=worcestershire(:|%3A)app-2022&b=leicestershire/);
  await expect(page.getByRole("heading", { name: "Worcestershire and Leicestershire" })).toBeFocused();
});

test("a version that is not the newest any more says so, with the way to the newest", async ({ page, audit }) => {
  const version = await newest(page);
  // The data of a journey never changes: the server is made to say that it did.
  await page.route("**/graphql", async (route) => {
    const isNow = /^query VersionQuery \{/.test(route.request().postDataJSON().query);
    await (isNow ? route.fulfill({ json: { data: { dataVersion: version + 1 } } }) : route.continue());
  });
  await page.goto(`${address}&version=${version}&align=inspection`);
  await expect(page.getByRole("main")).toContainText(
    `You are looking at the data as it was at version ${version}. It has been superseded: the data is now at version ${version + 1}.`);
  await expect(page.getByRole("heading", { name: "Worcestershire and Leicestershire" })).toBeVisible();
  await settled(page);
  await audit();
  await page.getByRole("link", { name: "Show the newest" }).click();
  await expect(page).toHaveURL(/&align=inspection$/);
  await expect(page.getByRole("heading", { name: "Worcestershire and Leicestershire" })).toBeFocused();
  await expect(page.getByText(/You are looking at the data as it was/)).toHaveCount(0);
});

test("one side can be changed, and the other stays", async ({ page }) => {
  await page.goto(address);
  await page.getByLabel("Second plan").selectOption({ label: await label(page, "Second plan", /SEND Strategy/i) });
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page).toHaveURL(/a=worcestershire(:|%3A)app-2022&b=worcestershire(:|%3A)send-strategy-2021/);
  // A plan without actions has its states in words.
  await expect(page.getByRole("main")).toContainText("Our documents hold no actions");
  await expect(page.locator("#themes")).toContainText("That a theme has none there does not say that the plan leaves it out.");
  await expect(page.locator("#surveys")).toContainText("Both plans are of one area");
});

test("status has the legend of its own plan, and measures say why they have no counterpart", async ({ page }) => {
  await page.goto(address);
  const main = page.getByRole("main");
  await expect(main).toContainText("Only Leicestershire states a status of its actions");
  const status = page.getByRole("table", { name: "Actions of Leicestershire by status" });
  await expect(status.getByRole("row").filter({ hasText: "PINK" })).toContainText("8");
  await main.getByText(/measures without a counterpart$/).click();
  await expect(main.getByText("No measure of Worcestershire that does not stand beside another is worded like it.").first()).toBeVisible();
});

test("two versions of a plan say what the later one changed", async ({ page, audit }) => {
  await page.goto("/compare?a=worcestershire:app-2022&b=worcestershire:app-2023-draft");
  const part = page.locator("section", { has: page.getByRole("heading", { name: "What the later version changed" }) });
  await expect(part.getByRole("listitem").filter({ hasText: "Workstream 1: removed" })).toBeVisible();
  await expect(part.locator("ins").first()).toBeAttached();
  // Our documents do not hold the draft's actions: they are not said to be removed.
  await expect(part).not.toContainText("Action 4.7");
  await expect(part).toContainText("Our documents do not hold the actions of both");
  await audit();
});

/** The version that the data has now. */
async function newest(page: import("@playwright/test").Page): Promise<number> {
  const answer = await page.request.post("/graphql", { data: { query: "{ dataVersion }" } });
  return (await answer.json()).data.dataVersion;
}

async function label(page: import("@playwright/test").Page, select: string, words: RegExp): Promise<string> {
  const options = page.getByLabel(select).locator("option");
  await expect(options.filter({ hasText: words }).first()).toBeAttached();
  return (await options.filter({ hasText: words }).first().textContent()) ?? "";
}
