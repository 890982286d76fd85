import type { Page } from "@playwright/test";

import { PASSWORD } from "../src/account.ts";
import { Site } from "../src/site.ts";
import { audited, expect, test, usable } from "../src/test.ts";

const ACTION = "/areas/leicestershire/plans/wsoa-2020/actions/1.10";

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`account-${workerIndex}`);
});
test.afterAll(() => site.close());

/** Writes the form of an update. */
async function write(page: Page, status: string, note: string): Promise<void> {
  await page.getByLabel(status, { exact: true }).check();
  await page.getByLabel("Since when").fill("2020-11-05");
  await page.getByLabel("Evidence", { exact: true }).fill(note);
}

test("somebody signs in, comes back to where he was, and signs out", async ({ browser }) => {
  const page = await site.editor(browser, "ada@example.org");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  // It is said, and whoever uses the keyboard goes on from there.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed out");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle("You are signed out – Golden Thread");
  await expect(page.locator("#announcer")).toHaveText("You are signed out – Golden Thread");
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  await audited(page);
  await page.goto(`${site.url}${ACTION}`);
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await audited(page);
  await page.getByLabel("E-mail address").fill("ada@example.org");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  const problems = page.getByRole("alert");
  await expect(problems).toContainText("No account has this address and this password");
  await audited(page);
  // What was written is still there.
  await expect(page.getByLabel("E-mail address")).toHaveValue("ada@example.org");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${site.url}${ACTION}`);
  await expect(page.getByRole("link", { name: "Say how this action stands" })).toBeVisible();
  // The next visit knows him too.
  await page.reload();
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Account" }).click();
  await expect(page.getByRole("main")).toContainText("Leicestershire, editor");
  await audited(page);
  await page.getByRole("button", { name: "Sign out everywhere" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed out");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("main")).toContainText("Wherever else you were signed in, you are signed out too.");
  await audited(page);
  await page.context().close();
});

/** Signs in on the page to sign in that stands. */
async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("what is missing to sign in is said at the field, and is no attempt", async ({ page }) => {
  await page.goto(`${site.url}/sign-in`);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.postData() ?? ""));
  const [email, password] = [page.getByLabel("E-mail address"), page.getByLabel("Password")];
  const button = page.getByRole("button", { name: "Sign in" });
  await button.click();
  await expect(email).toHaveAccessibleDescription(/Give the e-mail address\./);
  await expect(password).toHaveAccessibleDescription(/Give the password\./);
  await audited(page);
  await email.fill("ada");
  await button.click();
  await expect(email).toHaveAccessibleDescription(/This is no e-mail address\./);
  await page.getByRole("alert").getByRole("link", { name: "Give the password." }).press("Enter");
  await expect(password).toBeFocused();
  expect(asked.filter((body) => body.includes("signIn"))).toEqual([]);
});

test("nobody is led to another site by signing in", async ({ browser }) => {
  const page = await site.editor(browser, "gus@example.org");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const to of ["//example.org", "/\\example.org/login", "/\\\\example.org", "/\t/example.org", "/.//example.org", "http://example.org"]) {
    await page.goto(`${site.url}/sign-in?to=${encodeURIComponent(to)}`);
    await signIn(page, "gus@example.org");
    await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
    await expect(page).toHaveURL(`${site.url}/account`);
  }
  expect(asked.filter((url) => new URL(url).hostname === "example.org")).toEqual([]);
  await page.context().close();
});

test("who signs in on the page of a used link comes to the account", async ({ browser }) => {
  const page = await site.editor(browser, "finn@example.org");
  for (const [path, title] of [
    ["/set-password#used", "This link no longer works"],
    ["/accept-invitation#used", "This invitation no longer works"],
  ] as const) {
    await page.goto(`${site.url}/account`);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
    await page.goto(`${site.url}${path}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    await signIn(page, "finn@example.org");
    await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
    await expect(page).toHaveURL(`${site.url}/account`);
  }
  await page.context().close();
});

test("an editor says how an action stands, and everybody sees it", async ({ browser, page: visitor }) => {
  const page = await site.editor(browser, "bob@example.org");
  await page.goto(`${site.url}/areas/leicestershire/plans/wsoa-2020/actions/1.1`);
  await page.getByRole("link", { name: "Say how this action stands" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("How does this action stand?");
  await audited(page);
  // What is missing is said, with a way to each field.
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").getByRole("link", { name: "Choose how the action stands." }).click();
  await expect(page.getByRole("radio").first()).toBeFocused();
  await audited(page);
  await write(page, "BLUE", "Too short");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Write at least 10 characters; these are 9.");
  // What was written outlives the page.
  await page.reload();
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(page.getByLabel("Evidence", { exact: true })).toHaveValue("Too short");
  await page.getByLabel("Evidence", { exact: true }).fill("The forum signed it off on 5 November.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "What its team has said since" })).toBeVisible();
  await visitor.goto(`${site.url}/areas/leicestershire/plans/wsoa-2020/actions/1.1`);
  const main = visitor.getByRole("main");
  await expect(main).toContainText("BLUE since 5 November 2020");
  await expect(main).toContainText("The forum signed it off on 5 November.");
  await expect(main).toContainText("Published as");
  await expect(main).not.toContainText("bob");
  await expect(visitor.getByRole("link", { name: "Say how this action stands" })).toHaveCount(0);
  await page.context().close();
});

test("what is no day is said at its field before anything is sent", async ({ browser }) => {
  const page = await site.editor(browser, "mia@example.org");
  await page.goto(`${site.url}/areas/leicestershire/plans/wsoa-2020/actions/1.5/update`);
  await write(page, "BLUE", "The forum signed it off on 5 November.");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));
  const since = page.getByLabel("Since when");
  await expect(since).toHaveAttribute("max", "9999-12-31");
  const words = "Give the day as day, month and a year of four digits.";
  await since.fill("112020-11-05");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".govuk-error-summary")).toBeFocused();
  await page.getByRole("alert").getByRole("link", { name: words }).click();
  await expect(since).toBeFocused();
  await expect(since).toHaveAccessibleDescription(new RegExp(words));
  await audited(page);
  // Half a day is none.
  await since.fill("");
  await since.pressSequentially("1");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").getByRole("link", { name: words })).toBeVisible();
  expect(sent.filter((body) => body.includes("mutation"))).toEqual([]);
  await since.fill("2020-11-05");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "What its team has said since" })).toBeVisible();
  await page.context().close();
});

test("whoever is slower sees what the other has said, and both stay", async ({ browser }) => {
  const [first, second] = [await site.editor(browser, "cleo@example.org"), await site.editor(browser, "dora@example.org")];
  for (const page of [first, second]) {
    await page.goto(`${site.url}${ACTION}/update`);
    await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
  }
  await write(first, "GREEN", "The first has seen the minutes.");
  await write(second, "BLUE", "The second has seen the report.");
  await first.getByRole("button", { name: "Save" }).click();
  await expect(first.getByRole("heading", { name: "What its team has said since" })).toBeVisible();
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByRole("alert")).toContainText("Somebody else has changed this action");
  const table = second.getByRole("table");
  await expect(table).toContainText("The first has seen the minutes.");
  await expect(table).toContainText("The second has seen the report.");
  // What is to become of his words is chosen by nobody else: only the status differs, and nothing is preferred.
  const which = second.getByRole("group", { name: /what is to become of yours/ });
  await expect(which).toHaveCount(1);
  await expect(which).toHaveAccessibleName("Status, Since when: what is to become of yours?");
  await expect(which.getByRole("radio")).toHaveCount(3);
  for (const side of await which.getByRole("radio").all()) await expect(side).not.toBeChecked();
  await usable(second);
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.locator(".govuk-error-summary")).toContainText("Choose what is to become of yours: Status, Since when.");
  await second.locator(".govuk-error-summary").getByRole("link").click();
  await expect(which.getByRole("radio").first()).toBeFocused();
  await usable(second);
  // What is chosen is what stands in the form then, and is what is sent.
  await which.getByRole("radio", { name: /^As it is now: GREEN; .*, with your evidence added to it$/ }).check();
  await expect(second.getByLabel("GREEN", { exact: true })).toBeChecked();
  await which.getByRole("radio", { name: /^Yours: BLUE; .* \(added after it\)$/ }).check();
  await expect(second.getByLabel("BLUE", { exact: true })).toBeChecked();
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByRole("heading", { name: "What its team has said since" })).toBeVisible();
  const main = second.getByRole("main");
  await expect(main.getByText("The second has seen the report.")).toBeVisible();
  await expect(main.getByText("The first has seen the minutes.")).toBeVisible();
  for (const page of [first, second]) await page.context().close();
});

test("nobody finds what somebody else wrote in the same window", async ({ browser }) => {
  const action = `${site.url}/areas/leicestershire/plans/wsoa-2020/actions/1.3`;
  const [said, asked] = ["The forum has seen a draft of it.", "Who was at the last meeting?"];
  const page = await site.editor(browser, "harriet@example.org");
  await (await site.editor(browser, "ivy@example.org")).context().close();
  const [evidence, comment] = [page.getByLabel("Evidence", { exact: true }), page.getByLabel("Comment", { exact: true })];
  const kept = (): Promise<string> => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  await page.goto(`${action}/update`);
  await write(page, "BLUE", said);
  await page.goto(action);
  await comment.fill(asked);
  await page.reload();
  await expect(comment).toHaveValue(asked);
  // A session that is gone by itself takes nothing along, and nobody else is shown it.
  await page.context().clearCookies();
  await page.goto(`${action}/update`);
  await expect(page.getByText("before you write")).toBeVisible();
  await expect(evidence).toHaveValue("");
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await signIn(page, "harriet@example.org");
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(evidence).toHaveValue(said);
  await audited(page);
  await page.goto(action);
  await expect(comment).toHaveValue(asked);
  // Whoever signs out leaves nothing behind.
  await page.goto(`${site.url}/account`);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await kept()).not.toMatch(/forum|meeting/);
  await page.goto(`${site.url}/sign-in`);
  await signIn(page, "ivy@example.org");
  await expect(page.getByRole("main")).toContainText("ivy@example.org");
  await page.goto(action);
  await expect(comment).toHaveValue("");
  await page.goto(`${action}/update`);
  await expect(evidence).toHaveValue("");
  await expect(page.getByText("has been put back")).toHaveCount(0);
  // Nor does who signs in over her, without a word.
  await evidence.fill("The other has seen it too.");
  expect(await kept()).toContain("The other has seen it too.");
  await page.goto(`${site.url}/sign-in`);
  await signIn(page, "harriet@example.org");
  await expect(page.getByRole("main")).toContainText("harriet@example.org");
  expect(await kept()).not.toContain("The other has seen it too.");
  await page.goto(`${action}/update`);
  await expect(evidence).toHaveValue("");
  await page.context().close();
});

test("what is written before signing in is there afterwards", async ({ browser }) => {
  await (await site.editor(browser, "jill@example.org")).context().close();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${site.url}/areas/leicestershire/plans/wsoa-2020/actions/1.3/update`);
  await write(page, "BLUE", "The forum has seen all of it.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").getByRole("link").click();
  await signIn(page, "jill@example.org");
  await expect(page.getByText("has been put back")).toBeVisible();
  await expect(page.getByLabel("Evidence", { exact: true })).toHaveValue("The forum has seen all of it.");
  await page.context().close();
});

test("who is not in the team is told so, and his words are kept", async ({ browser }) => {
  const page = await site.somebody(browser, "eve@example.org", "--area", "worcestershire", "--role", "editor");
  await page.goto(`${site.url}${ACTION}/update`);
  await expect(page.getByRole("main")).toContainText("You are not among those of the area's team");
  await write(page, "BLUE", "Somebody else has seen the report.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("You are not in the team of this area.");
  await expect(page.getByLabel("Evidence", { exact: true })).toHaveValue("Somebody else has seen the report.");
  await page.context().close();
});

test("a page that is opened by somebody without an account asks nobody who it is", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.postData() ?? ""));
  await page.goto(`${site.url}/`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(asked.filter((body) => body.includes("viewer"))).toEqual([]);
});
