import type { Browser, Locator, Page } from "@playwright/test";

import { PASSWORD } from "../src/account.ts";
import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const PLAN = "/areas/leicestershire/plans/wsoa-2020";
const ACTION = `query Action($path: String!) { action(path: $path) { id } }`;
const TEAM = `{ team(area: "leicestershire") { members { id name } } }`;
const LEAD = `mutation Lead($input: SetActionAssigneesInput!) { setActionAssignees(input: $input) { problems { message } } }`;
const INVITE = `mutation Invite($input: InviteMemberInput!) { inviteMember(input: $input) { link problems { message } } }`;
const ACCEPT = `mutation Accept($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { problems { message } } }`;

// Every state of a page is looked at closely, twice.
test.describe.configure({ timeout: 90_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`work-${workerIndex}`);
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

const reader = (browser: Browser, email: string): Promise<Page> =>
  site.somebody(browser, email, "--area", "leicestershire", "--role", "reader");

/** A page of nobody in particular. */
async function stranger(browser: Browser, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${site.url}${path}`);
  return page;
}

/** The box that says what was done. */
const done = (page: Page): Locator => page.getByRole("alert", { name: "Done" });
const told = async (page: Page): Promise<string> => (await done(page).locator(".gt-code").textContent())!;

const menu = (page: Page): Locator => page.getByRole("navigation", { name: "Menu" });
const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });
const led = (page: Page): Locator => page.getByRole("table", { name: "Actions that you lead" });
const overdue = (page: Page): Locator => page.getByRole("table", { name: "Actions that were due before today" });
const comments = (page: Page): Locator => page.locator("#comments");

/** How many actions the heading of a section says that there are. */
async function count(page: Page, section: string): Promise<number> {
  const heading = page.getByRole("heading", { level: 2, name: new RegExp(`^${section} \\(\\d+\\)$`) });
  return Number(/\((\d+)\)/.exec((await heading.textContent())!)![1]);
}

test("an editor sees what she leads and what is late, and says how it stands", async ({ browser }) => {
  const page = await site.editor(browser, "ada@example.org");
  await page.goto(`${site.url}/work`);
  await settled(page);
  await expect(page.getByText("You lead no action that is not completed.")).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("whoever leads");
  await usable(page);
  await lead(page, "1.10", "ada");
  await page.goto(`${site.url}/account`);
  await menu(page).getByRole("link", { name: "Your work" }).click();
  await expect(title(page)).toHaveText("Your work");
  await expect(title(page)).toBeFocused();
  await expect(menu(page).getByRole("link", { name: "Your work" })).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("main")).toContainText(/You lead 1 action\. Of all that are not completed, \d+ are overdue/);
  await usable(page);

  const row = led(page).getByRole("row", { name: /^1\.10 / });
  await expect(row).toContainText("31 December 2020");
  await expect(row).toContainText("Never");
  expect(await count(page, "You lead")).toBe(1);
  expect(await count(page, "Due this month")).toBe(0);
  await expect(page.getByText("No action is due in what is left of this month.")).toBeVisible();
  expect(await count(page, "Due next month")).toBe(0);
  await expect(page.getByText("No action is due next month.")).toBeVisible();
  const late = await count(page, "Overdue");
  expect(late).toBeGreaterThan(20);

  // A long section has its first rows; the rest is a step away, and takes the focus.
  await expect(overdue(page).getByRole("row")).toHaveCount(11);
  await expect(overdue(page).getByRole("columnheader", { name: "Update", exact: true })).toBeVisible();
  // Paper has them all, and no column for what cannot be done there.
  await page.emulateMedia({ media: "print" });
  await expect(overdue(page).getByRole("row")).toHaveCount(late + 1);
  await expect(overdue(page).getByRole("columnheader")).toHaveText(["Action", "Due", "Status", "Last update"]);
  await expect(page.getByText(/^The first 10 of \d+ are shown\.$/).first()).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: /^Show all \d+\s*: actions that were due before today$/ }).press("Enter");
  await expect(overdue(page).getByRole("row")).toHaveCount(late + 1);
  await expect(page.locator("#overdue-further")).toBeFocused();
  await expect(overdue(page).getByRole("row", { name: /^1\.10 / })).toContainText("You lead it.");
  await usable(page);

  const quiet = await count(page, "No update for 60 days");
  await row.getByRole("link", { name: /^Say how it stands/ }).click();
  await expect(title(page)).toContainText("How does this action stand?");
  await page.getByLabel("AMBER", { exact: true }).check();
  await page.getByLabel("Since when").fill("2020-11-05");
  await page.getByLabel("Evidence", { exact: true }).fill("The board was told so on 5 November.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "What its team has said since" })).toBeVisible();
  await menu(page).getByRole("link", { name: "Your work" }).click();
  await expect(row).toContainText("AMBER");
  await expect(row).not.toContainText("Never");
  expect(await count(page, "No update for 60 days")).toBe(quiet - 1);
  await page.getByRole("button", { name: /^Show all \d+\s*: actions without an update/ }).click();
  const silent = page.getByRole("table", { name: "Actions without an update for 60 days" });
  await expect(silent.getByRole("row")).toHaveCount(quiet);
  await expect(silent.getByRole("row", { name: /^1\.10 / })).toHaveCount(0);
  await page.context().close();
});

test("an editor has somebody of the team lead an action, who then says how it stands", async ({ browser }) => {
  const page = await site.editor(browser, "uma@example.org");
  const other = await site.somebody(browser, "vic@example.org", "--area", "leicestershire", "--role", "contributor");
  await other.goto(`${site.url}${PLAN}/actions/2.4`);
  const led = (page: Page): Locator => page.locator("#led");
  await expect(led(other)).toContainText("Nobody of the team leads this action.");
  await expect(led(other).getByRole("checkbox")).toHaveCount(0);
  // Whoever may only say how those actions stand that he or she leads is told so before the form is filled.
  const warned = other.getByRole("main").getByText("You do not lead this action:");
  await other.goto(`${site.url}${PLAN}/actions/2.4/update`);
  await expect(warned).toBeVisible();
  await usable(other);
  await page.goto(`${site.url}${PLAN}/actions/2.4`);
  await led(page).getByRole("checkbox", { name: "vic" }).check();
  await usable(page);
  await led(page).getByRole("button", { name: "Save who leads it" }).click();
  await expect(led(page).getByRole("alert", { name: "Done" })).toContainText("It is saved who leads this action.");
  await expect(led(page).getByRole("checkbox", { name: "vic" })).toBeChecked();
  await expect(led(page).getByRole("listitem")).toHaveText(["vic"]);

  await other.goto(`${site.url}${PLAN}/actions/2.4`);
  await expect(led(other).getByRole("listitem")).toHaveText(["vic"]);
  await usable(other);
  await other.goto(`${site.url}/work`);
  const row = other.getByRole("table", { name: "Actions that you lead" }).getByRole("row", { name: /^2\.4 / });
  await expect(row.getByRole("link", { name: /^Say how it stands/ })).toBeVisible();
  // Who says how the others stand is said once, and not with each.
  await expect(other.getByText(/is said by whoever leads them, or by an editor\.$/)).toHaveCount(1);
  await expect(other.getByRole("main")).not.toContainText("By whoever leads it");
  const quiet = other.getByRole("table", { name: "Actions without an update for 60 days" });
  await expect(quiet.getByRole("row").nth(1)).toBeVisible();
  await usable(other);

  // The team sees who leads how much of its plan.
  await other.goto(`${site.url}/areas/leicestershire/team`);
  const leads = other.getByRole("table", { name: "Actions that are not completed, by who of the team leads them" });
  await expect(leads.getByRole("row", { name: /^vic/ }).getByRole("cell").first()).toHaveText("1");
  await usable(other);

  await other.goto(`${site.url}${PLAN}/actions/2.4/update`);
  await expect(other.getByRole("button", { name: "Save", exact: true })).toBeVisible();
  await expect(warned).toHaveCount(0);

  // Whoever is slower is told so, and sees who leads it by now.
  const faster = await site.editor(browser, "wim@example.org");
  for (const one of [page, faster]) await one.goto(`${site.url}${PLAN}/actions/2.4`);
  await led(page).getByRole("checkbox", { name: "uma" }).check();
  await led(faster).getByRole("checkbox", { name: "wim" }).check();
  const name = { name: "Save who leads it" };
  await led(faster).getByRole("button", name).click();
  await expect(led(faster).getByRole("alert", { name: "Done" })).toBeVisible();
  await led(page).getByRole("button", name).click();
  await expect(led(page).getByRole("alert", { name: "Not saved" })).toBeFocused();
  await expect(led(page).getByRole("checkbox", { name: "wim" })).toBeChecked();
  await expect(led(page).getByRole("checkbox", { name: "uma" })).not.toBeChecked();
  await usable(page);
  await faster.context().close();

  const visitor = await stranger(browser, `${PLAN}/actions/2.4`);
  await settled(visitor);
  await expect(led(visitor)).toHaveCount(0);
  for (const one of [page, other, visitor]) await one.context().close();
});

test("whoever is made a reader leads nothing any more, and it is said before", async ({ browser }) => {
  const keeper = await site.keeper(browser, "kay@example.org", "leicestershire");
  const sam = await site.somebody(browser, "sam@example.org", "--area", "leicestershire", "--role", "contributor");
  await lead(keeper, "2.11", "sam");
  await keeper.goto(`${site.url}/areas/leicestershire/team`);
  await keeper.getByRole("link", { name: /^Change\s+sam$/ }).click();
  const role = keeper.locator("#role-of");
  await expect(role).toContainText("sam leads 1 action. As a reader he or she leads none any more");
  await usable(keeper);
  await role.getByRole("radio", { name: "Reader" }).check();
  await role.getByRole("button", { name: "Change the role" }).click();
  await expect(done(keeper)).toContainText("The role of sam is now: reader. He or she led 1 action, and leads none now.");
  await expect(role.getByRole("radio", { name: "Reader" })).toBeChecked();
  await expect(role).not.toContainText("sam leads");

  // Nor is he to choose.
  await keeper.goto(`${site.url}${PLAN}/actions/2.11`);
  const led = keeper.locator("#led");
  await expect(led).toContainText("Nobody of the team leads this action.");
  await expect(led).toContainText(/Readers of the team lead no action, for they cannot say how it stands: .*sam/);
  await expect(led.getByRole("checkbox", { name: "kay" })).toBeVisible();
  await expect(led.getByRole("checkbox", { name: "sam" })).toHaveCount(0);
  await usable(keeper);
  for (const page of [keeper, sam]) await page.context().close();
});

test("a calendar is read by its link until there is another, or none", async ({ browser }) => {
  const page = await site.editor(browser, "bea@example.org");
  await page.goto(`${site.url}/work`);
  await expect(page.getByText("You have no link.")).toBeVisible();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Make a link" }).press("Enter");
  await expect(done(page)).toContainText("There is a link to your calendar.");
  await expect(done(page)).toBeFocused();
  await expect(done(page)).toContainText("Whoever has it can read the calendar");
  const link = await told(page);
  expect(link).toMatch(/\/calendar\/.+\.ics$/);
  expect(link.startsWith(site.url)).toBe(true);
  await page.getByRole("button", { name: "Copy the link" }).press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await usable(page);
  const answer = await fetch(link);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/calendar");
  expect(await answer.text()).toContain("BEGIN:VEVENT");

  // It is told once.
  await page.reload();
  await expect(page.getByText("You have a link.")).toBeVisible();
  await expect(done(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Make another link" }).press("Enter");
  await expect(page.getByRole("group", { name: "Make another link" })).toBeFocused();
  await usable(page);
  await page.getByRole("button", { name: "Make it now" }).press("Enter");
  await expect(done(page)).toContainText("There is another link to your calendar.");
  const other = await told(page);
  expect((await fetch(link)).status).toBe(404);
  expect((await fetch(other)).status).toBe(200);

  await page.getByRole("button", { name: "End the link" }).press("Enter");
  await page.getByRole("button", { name: "End it now" }).press("Enter");
  await expect(done(page)).toContainText("The link to your calendar has ended.");
  await expect(done(page)).toBeFocused();
  await expect(page.getByText("You have no link.")).toBeVisible();
  expect((await fetch(other)).status).toBe(404);
  await usable(page);
  await page.context().close();
});

test("a team talks about an action, and nobody else hears it", async ({ browser, page: visitor }) => {
  const words = "Who has the minutes?\nThe board asks for them.";
  const action = `${PLAN}/actions/1.4`;
  const dan = await reader(browser, "dan@example.org");
  const cat = await site.editor(browser, "cat@example.org");
  await cat.goto(`${site.url}${action}`);
  await expect(comments(cat)).toContainText("Nobody has written a comment yet.");
  await usable(cat);
  // What is missing is said, with a way to the field.
  const add = cat.getByRole("button", { name: "Add the comment" });
  await add.press("Enter");
  await cat.getByRole("alert").getByRole("link", { name: "Write the comment." }).press("Enter");
  const text = cat.getByLabel("Comment", { exact: true });
  await expect(text).toBeFocused();
  await usable(cat);
  await text.fill(words);
  await comments(cat).getByRole("checkbox", { name: "dan", exact: true }).check();
  // Nobody mentions himself.
  await expect(comments(cat).getByRole("checkbox", { name: "cat", exact: true })).toHaveCount(0);
  // What was written outlives the page, and for whom.
  await cat.reload();
  await expect(cat.getByText("has been put back")).toBeVisible();
  await expect(text).toHaveValue(words);
  await expect(comments(cat).getByRole("checkbox", { name: "dan", exact: true })).toBeChecked();
  await usable(cat);
  await add.click();
  await expect(done(cat)).toContainText("Your comment is there for the team.");
  await expect(done(cat)).toBeFocused();
  await expect(comments(cat).getByRole("listitem").filter({ hasText: "Who has the minutes?" })).toContainText("for dan");
  await expect(text).toHaveValue("");
  await expect(comments(cat).getByRole("checkbox", { name: "dan", exact: true })).not.toBeChecked();
  await usable(cat);
  // On paper it is nobody's.
  await cat.emulateMedia({ media: "print" });
  await expect(comments(cat)).toBeHidden();
  await cat.emulateMedia({ media: "screen" });

  await dan.goto(`${site.url}/work`);
  await expect(dan.locator("#mentions")).toContainText("Who has the minutes?");
  await expect(dan.getByRole("link", { name: /^Say how it stands/ })).toHaveCount(0);
  await usable(dan);
  // What mentions him stands below all actions; above them is a way to it.
  await dan.getByRole("link", { name: "1 comment mentions you" }).press("Enter");
  await expect(dan).toHaveURL(`${site.url}/work#mentions`);
  await expect(dan.locator("#mentions")).toBeInViewport();
  await dan.getByRole("link", { name: "Action 1.4, Leicestershire" }).click();
  await expect(dan).toHaveURL(`${site.url}${action}#comments`);
  await expect(comments(dan)).toContainText("cat");
  await expect(comments(dan)).toContainText("The board asks for them.");
  // It is not his to take away.
  await expect(comments(dan).getByRole("button", { name: /^Take away/ })).toHaveCount(0);
  await usable(dan);

  const fay = await site.keeper(browser, "fay@example.org", "worcestershire");
  await fay.goto(`${site.url}${action}`);
  await settled(fay);
  await visitor.goto(`${site.url}${action}`);
  await settled(visitor);
  for (const page of [fay, visitor]) {
    await expect(page.getByRole("heading", { name: "The thread", exact: true })).toBeVisible();
    await expect(comments(page)).toHaveCount(0);
    await expect(page.getByText("Who has the minutes?")).toHaveCount(0);
  }
  await expect(menu(fay).getByRole("link", { name: "Your work" })).toBeVisible();
  await expect(menu(visitor).getByRole("link", { name: "Your work" })).toHaveCount(0);

  await comments(cat).getByRole("button", { name: /^Take away\s+the comment of cat/ }).press("Enter");
  await expect(cat.getByRole("group", { name: /^Take away the comment of cat/ })).toBeFocused();
  await usable(cat);
  await cat.getByRole("button", { name: "Take the comment away" }).press("Enter");
  await expect(done(cat)).toContainText("The comment is taken away.");
  await expect(comments(cat)).toContainText("Nobody has written a comment yet.");
  await dan.goto(`${site.url}/work`);
  await expect(dan.getByText("No comment mentions you.")).toBeVisible();
  await expect(dan.getByRole("link", { name: /mentions? you/ })).toHaveCount(0);
  for (const page of [cat, dan, fay]) await page.context().close();
});

test("a team talks about a weakness too", async ({ browser }) => {
  const page = await site.editor(browser, "gil@example.org");
  await page.goto(`${site.url}/areas/leicestershire/weaknesses/weakness-1`);
  await page.getByLabel("Comment", { exact: true }).fill("Parents ask about this one.");
  await page.getByRole("button", { name: "Add the comment" }).click();
  await expect(done(page)).toBeFocused();
  await expect(comments(page)).toContainText("Parents ask about this one.");
  await usable(page);
  await page.context().close();
});

test("who is in two teams looks at both, or at one", async ({ browser }) => {
  const keeper = await site.keeper(browser, "hal@example.org", "worcestershire");
  const page = await site.editor(browser, "ivy@example.org");
  const input = { area: "worcestershire", email: "ivy@example.org", name: "ivy", role: "READER" };
  const invited = await ask<{ inviteMember: { link: string } }>(keeper, INVITE, { input });
  const accepted = { link: invited.inviteMember.link, password: PASSWORD };
  expect(await ask(page, ACCEPT, { input: accepted })).toEqual({ acceptInvitation: { problems: [] } });
  await page.goto(`${site.url}/work`);
  const teams = page.getByRole("navigation", { name: "Teams" });
  await expect(teams.getByRole("link", { name: "All your teams" })).toHaveAttribute("aria-current", "true");
  const both = await count(page, "No update for 60 days");
  await expect(overdue(page).getByRole("columnheader", { name: "Area" })).toBeVisible();
  await usable(page);
  await teams.getByRole("link", { name: "Worcestershire" }).press("Enter");
  await expect(page).toHaveURL(`${site.url}/work?area=worcestershire`);
  await expect(teams.getByRole("link", { name: "Worcestershire" })).toBeFocused();
  // No action there has a day.
  await expect(page.getByText("No action is overdue.")).toBeVisible();
  const one = await count(page, "No update for 60 days");
  expect(one).toBeGreaterThan(0);
  expect(one).toBeLessThan(both);
  await usable(page);
  for (const one of [page, keeper]) await one.context().close();
});

test("who has no work is told why", async ({ browser }) => {
  const nobody = await stranger(browser, "/work");
  await expect(nobody.getByRole("main")).toContainText("Sign in to see your work.");
  await usable(nobody);
  await nobody.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(nobody).toHaveURL(/\/sign-in\?to=\/work$/);
  const alone = await site.somebody(browser, "jo@example.org");
  await alone.goto(`${site.url}/work`);
  await expect(alone.getByRole("main")).toContainText("You are in no team.");
  await expect(alone.getByRole("main").getByRole("heading", { level: 2 })).toHaveCount(0);
  await usable(alone);
  for (const page of [nobody, alone]) await page.context().close();
});
