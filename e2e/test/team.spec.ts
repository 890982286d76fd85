import type { Browser, Locator, Page } from "@playwright/test";

import { PASSWORD } from "../src/account.ts";
import { settled } from "../src/page.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

const TEAM = "/areas/leicestershire/team";

// Every state of a page is looked at closely, twice.
test.describe.configure({ timeout: 90_000 });

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  site = await Site.open(`team-${workerIndex}`);
});
test.afterAll(() => site.close());

/** The box that says what was done. */
const done = (page: Page): Locator => page.getByRole("alert", { name: "Done" });

/** What the box that says what was done tells once. */
const told = async (page: Page): Promise<string> => (await done(page).locator(".gt-code").textContent())!;

const members = (page: Page): Locator => page.getByRole("table", { name: "Who is in the team of" });
const invited = (page: Page): Locator => page.getByRole("table", { name: "Who is invited" });
const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });

/** Writes and sends an invitation, and gives its link. */
async function invite(page: Page, name: string, email: string, role: string): Promise<string> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("E-mail address", { exact: true }).fill(email);
  await page.getByLabel(role, { exact: true }).check();
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(done(page)).toContainText(`${name} is invited.`);
  return told(page);
}

/** A page of nobody in particular, at an address. */
async function stranger(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return page;
}

test("an administrator invites somebody, gives her another role, and takes her out", async ({ browser }) => {
  const ada = await site.keeper(browser, "ada@example.org", "leicestershire");
  await usable(ada);
  await ada.getByRole("link", { name: /^the team\s+of Leicestershire$/ }).click();
  await expect(ada).toHaveURL(`${site.url}${TEAM}`);
  await expect(title(ada)).toContainText("Team");
  await expect(members(ada)).toContainText("ada (you)");
  // How the plans stand comes first.
  const plans = ada.locator("#plans");
  await expect(plans).toContainText(/\d+ actions are not completed: \d+ overdue, .* Nobody of the team leads any of them\./);
  await expect(plans.getByRole("table", { name: /by workstream$/ }).getByRole("row")).not.toHaveCount(1);
  await usable(ada);

  // What is missing is said, with a way to each field, by the keyboard alone.
  await ada.getByRole("button", { name: "Invite", exact: true }).press("Enter");
  await expect(ada.getByText("There is a problem")).toBeVisible();
  await expect(ada.locator(".govuk-error-summary")).toBeFocused();
  await ada.getByRole("link", { name: "Choose what he or she may do." }).press("Enter");
  await expect(ada.getByRole("radio", { name: "Reader" })).toBeFocused();
  await usable(ada);

  await ada.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const link = await invite(ada, "Eve", "eve@example.org", "Editor");
  expect(link).toContain(`${site.url}/accept-invitation#`);
  await expect(done(ada)).toBeFocused();
  await expect(done(ada)).toContainText("for seven days");
  await ada.getByRole("button", { name: "Copy the link" }).press("Enter");
  await expect.poll(() => ada.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await expect(invited(ada)).toContainText("eve@example.org");
  // The form is empty again.
  await expect(ada.getByLabel("Name", { exact: true })).toHaveValue("");
  await usable(ada);
  // The link is told once.
  await ada.reload();
  await expect(invited(ada)).toContainText("eve@example.org");
  await expect(done(ada)).toHaveCount(0);

  const eve = await stranger(browser, link);
  await expect(eve.getByRole("heading", { level: 1 })).toHaveText("Join the team of Leicestershire");
  await expect(eve.getByRole("main")).toContainText("eve@example.org");
  await expect(eve.getByRole("main")).toContainText("Editor");
  await usable(eve);
  await eve.getByLabel("Password").fill("short");
  await eve.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(eve.locator(".govuk-error-summary")).toBeVisible();
  await usable(eve);
  await eve.getByLabel("Password").fill(PASSWORD);
  await eve.getByRole("button", { name: "Accept and sign in" }).click();
  // Whoever may say how actions stand begins with them.
  await expect(eve).toHaveURL(`${site.url}/work`);
  await expect(title(eve)).toHaveText("Your work");
  const late = await stranger(browser, link);
  await expect(late.getByRole("heading", { level: 1 })).toHaveText("This invitation no longer works");
  await usable(late);
  await late.context().close();
  await eve.goto(`${site.url}/areas/leicestershire`);
  await eve.getByRole("main").getByRole("link", { name: "Team", exact: true }).click();
  await expect(members(eve)).toContainText("Eve (you)");
  // Who does not keep the team only sees it.
  await expect(eve.getByRole("heading", { name: "Invite somebody" })).toHaveCount(0);
  await expect(eve.getByRole("link", { name: /^Change/ })).toHaveCount(0);
  await usable(eve);

  await ada.reload();
  await expect(members(ada)).toContainText("eve@example.org");
  await expect(ada.getByText("No invitation is open.")).toBeVisible();
  await ada.getByRole("link", { name: /^Change\s+Eve$/ }).press("Enter");
  await expect(title(ada)).toContainText("Eve");
  await expect(title(ada)).toBeFocused();
  await expect(ada.getByRole("radio", { name: "Editor" })).toBeChecked();
  await usable(ada);
  await ada.getByRole("radio", { name: "Reader" }).check();
  await ada.getByRole("button", { name: "Change the role" }).click();
  await expect(done(ada)).toContainText("The role of Eve is now: reader.");
  await expect(ada.getByRole("radio", { name: "Reader" })).toBeChecked();
  await usable(ada);
  await eve.reload();
  await expect(members(eve).getByRole("row", { name: /Eve/ })).toContainText("Reader");

  await ada.getByRole("button", { name: "Make a password link" }).click();
  await expect(done(ada)).toContainText("There is a link for Eve.");
  const reset = await told(ada);
  expect(reset).toContain(`${site.url}/set-password#`);
  await usable(ada);
  const forgetful = await stranger(browser, reset);
  await expect(title(forgetful)).toHaveText("Set your password");
  await expect(forgetful.getByRole("main")).toContainText("eve@example.org");
  await usable(forgetful);
  await forgetful.context().close();

  // To take somebody out needs a second button; the focus goes there and back.
  const out = ada.getByRole("button", { name: "Take out of the team", exact: true });
  const asked = ada.getByRole("group", { name: "Take out of the team", exact: true });
  await out.press("Enter");
  await expect(asked).toBeFocused();
  await usable(ada);
  await ada.getByRole("button", { name: "Cancel" }).press("Enter");
  await expect(out).toBeFocused();
  await out.press("Enter");
  await ada.getByRole("button", { name: "Take out now" }).press("Enter");
  await expect(ada).toHaveURL(`${site.url}${TEAM}`);
  await expect(members(ada)).toContainText("ada@example.org");
  await expect(members(ada)).not.toContainText("eve@example.org");

  await eve.reload();
  await expect(eve.getByRole("main")).toContainText("You are signed in as Eve, who is not in the team of Leicestershire.");
  await expect(eve.getByRole("link", { name: "sign in as somebody else" })).toBeVisible();
  await usable(eve);
  await eve.goto(`${site.url}/areas/leicestershire`);
  await expect(eve.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Account" })).toBeVisible();
  await expect(eve.getByRole("main").getByRole("link", { name: "Team", exact: true })).toHaveCount(0);
  for (const page of [ada, eve]) await page.context().close();
});

test("nobody sees a team who is in none", async ({ browser }) => {
  const page = await stranger(browser, `${site.url}${TEAM}`);
  await expect(page.getByRole("main")).toContainText("Sign in to see the team of Leicestershire");
  await usable(page);
  const somebody = await site.keeper(browser, "fay@example.org", "worcestershire");
  await somebody.goto(`${site.url}${TEAM}`);
  await expect(somebody.getByRole("main")).toContainText("You are signed in as fay");
  await expect(somebody.getByRole("table")).toHaveCount(0);
  // The way to sign in leads back.
  await somebody.goto(`${site.url}/account`);
  await somebody.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(somebody.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  await somebody.goto(`${site.url}/areas/worcestershire/team`);
  await somebody.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await somebody.getByLabel("E-mail address").fill("fay@example.org");
  await somebody.getByLabel("Password").fill(PASSWORD);
  await somebody.getByRole("button", { name: "Sign in" }).click();
  await expect(members(somebody)).toContainText("fay (you)");
  await somebody.goto(`${site.url}/areas/nowhere/team`);
  await expect(title(somebody)).toHaveText(/not found/i);
  for (const one of [page, somebody]) await one.context().close();
});

test("an invitation is withdrawn, and its link leads nowhere", async ({ browser }) => {
  const page = await site.keeper(browser, "gus@example.org", "leicestershire");
  await page.goto(`${site.url}${TEAM}`);
  const link = await invite(page, "Hal", "hal@example.org", "Contributor");
  const hal = await stranger(browser, link);
  await expect(hal.getByRole("heading", { level: 1 })).toHaveText("Join the team of Leicestershire");
  await page.getByRole("button", { name: /^Withdraw\s+the invitation of Hal/ }).press("Enter");
  await expect(page.getByRole("group", { name: /^Withdraw the invitation of Hal/ })).toBeFocused();
  await usable(page);
  await page.getByRole("button", { name: "Withdraw the invitation", exact: true }).press("Enter");
  await expect(done(page)).toContainText("The invitation of Hal is withdrawn.");
  await expect(done(page)).toBeFocused();
  await expect(page.getByText("hal@example.org")).toHaveCount(0);
  await hal.getByLabel("Password").fill(PASSWORD);
  await hal.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(hal.getByRole("alert")).toContainText("This invitation has been used or withdrawn");
  for (const one of [page, hal]) await one.context().close();
});

test("whoever opens the invitation of somebody else is told who is signed in then", async ({ browser }) => {
  const page = await site.keeper(browser, "rob@example.org", "leicestershire");
  await page.goto(`${site.url}${TEAM}`);
  const link = await invite(page, "Pat", "pat@example.org", "Reader");
  const words = page.getByText("You are signed in as rob. Accepting this signs you out here and signs Pat in.");
  await page.goto(link);
  await expect(title(page)).toHaveText("Join the team of Leicestershire");
  await expect(words).toBeVisible();
  await usable(page);
  // Whoever is not signed in is not told so.
  const pat = await stranger(browser, link);
  await expect(title(pat)).toHaveText("Join the team of Leicestershire");
  await settled(pat);
  await expect(pat.getByText("You are signed in as")).toHaveCount(0);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(page).toHaveURL(`${site.url}${TEAM}`);
  await expect(members(page)).toContainText("Pat (you)");
  for (const one of [page, pat]) await one.context().close();
});

test("who invites an address again is told that the earlier link is dead", async ({ browser }) => {
  const page = await site.keeper(browser, "lou@example.org", "leicestershire");
  await page.goto(`${site.url}${TEAM}`);
  const first = await invite(page, "Nia", "nia@example.org", "Reader");
  await expect(done(page)).not.toContainText("no longer works");
  // What was told of the first stands until the second is made.
  await invite(page, "Nia", "nia@example.org", "Contributor");
  await expect(done(page)).toContainText("Nia is invited. The link of the earlier invitation no longer works: the new one has to be sent.");
  expect(await told(page)).not.toBe(first);
  await expect(done(page)).toBeFocused();
  await expect(invited(page).getByRole("row", { name: /nia@example\.org/ })).toHaveCount(1);
  await usable(page);
  const nia = await stranger(browser, first);
  await expect(title(nia)).toHaveText("This invitation no longer works");
  for (const one of [page, nia]) await one.context().close();
});

test("a link that is good for nothing says so at once, and leads on", async ({ browser }) => {
  for (const secret of ["", "#made-up", "#'%3Cscript%3E"]) {
    const page = await stranger(browser, `${site.url}/set-password${secret}`);
    await expect(title(page)).toHaveText("This link no longer works");
    await expect(page.getByLabel("Password")).toHaveCount(0);
    await expect(page.getByRole("main")).toContainText("For a new link, ask the administrator of your team.");
    await usable(page);
    await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
    await expect(title(page)).toHaveText("Sign in");
    await page.context().close();
  }
});

test("a team keeps somebody who keeps it", async ({ browser }) => {
  const page = await site.keeper(browser, "ivy@example.org", "worcestershire");
  await page.goto(`${site.url}/areas/worcestershire/team`);
  await settled(page);
  // Others of this file may keep it too: they go first.
  const others = page.getByRole("link", { name: /^Change\s+(?!\s*ivy)/ });
  while ((await others.count()) > 0) {
    await others.first().click();
    await page.getByRole("button", { name: "Take out of the team", exact: true }).click();
    await page.getByRole("button", { name: "Take out now" }).click();
    await expect(members(page)).toBeVisible();
    await settled(page);
  }
  await page.getByRole("link", { name: /^Change\s+ivy$/ }).click();
  await expect(page.getByRole("main")).toContainText("This is you: change your password");
  await page.getByRole("radio", { name: "Reader" }).check();
  await page.getByRole("button", { name: "Change the role" }).click();
  await expect(page.getByRole("alert")).toContainText("Nobody would be left to keep the team.");
  await expect(page.locator(".govuk-error-summary")).toBeFocused();
  await usable(page);
  await page.getByRole("button", { name: "Take out of the team", exact: true }).click();
  await page.getByRole("button", { name: "Take out now" }).click();
  await expect(page.getByRole("group", { name: "Take out of the team" })).toContainText("Nobody would be left to keep the team.");
  await page.context().close();
});

/** What the API says to whoever shows a token. */
function withToken(token: string): Promise<Response> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query: "{ viewer { name } }" });
  return fetch(`${site.url}/graphql`, { method: "POST", headers, body });
}

test("a token is told once, is good for programs, and is revoked", async ({ browser }) => {
  const page = await site.editor(browser, "jim@example.org");
  await page.getByRole("main").getByRole("link", { name: "Tokens", exact: true }).click();
  await expect(title(page)).toHaveText("Tokens for programs");
  await expect(page.getByText("You have none.")).toBeVisible();
  await usable(page);
  const make = page.getByRole("button", { name: "Make the token" });
  await make.press("Enter");
  const problems = page.getByRole("alert");
  await expect(problems).toContainText("Give a name.");
  await problems.getByRole("link", { name: "Choose what it may." }).press("Enter");
  await expect(page.getByRole("radio", { name: "Read", exact: true })).toBeFocused();
  await page.keyboard.press("Space");
  await page.getByLabel("Name", { exact: true }).fill("the nightly report");
  await page.getByLabel("Last day").fill("2020-01-01");
  await make.click();
  await expect(problems).toContainText("Give a day from today on, within the next ten years.");
  await usable(page);
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Last day").fill(day);
  await make.click();
  await expect(done(page)).toContainText("There is a token: the nightly report.");
  await expect(done(page)).toBeFocused();
  const secret = await told(page);
  expect(secret).toMatch(/^gt_/);
  await expect(page.getByRole("row", { name: /the nightly report/ })).toContainText("at 23:59 UTC");
  await usable(page);
  const answer = await withToken(secret);
  expect(await answer.json()).toMatchObject({ data: { viewer: { name: "jim" } } });
  await page.reload();
  await expect(page.getByRole("row", { name: /the nightly report/ })).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);

  await page.getByRole("button", { name: /^Revoke\s+the token the nightly report/ }).press("Enter");
  await usable(page);
  expect((await withToken(secret)).status).toBe(200);
  await page.getByRole("button", { name: "Revoke the token", exact: true }).press("Enter");
  await expect(done(page)).toContainText("The token the nightly report is revoked.");
  await expect(page.getByText("You have none.")).toBeVisible();
  expect((await withToken(secret)).status).toBe(401);
  await page.context().close();
});

test("a password is changed, and the old one does not sign in", async ({ browser }) => {
  const other = "nine herons left before breakfast";
  const page = await site.editor(browser, "kim@example.org");
  await page.getByRole("link", { name: "Change your password" }).click();
  await expect(title(page)).toHaveText("Change your password");
  await usable(page);
  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password").fill(other);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("This is not your password.");
  await page.getByRole("link", { name: "This is not your password." }).press("Enter");
  await expect(page.getByLabel("Current password")).toBeFocused();
  await usable(page);
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(done(page)).toContainText("Your password is changed.");
  await expect(done(page)).toBeFocused();
  await usable(page);
  // Here he is still signed in.
  await page.getByRole("link", { name: "Back to your account" }).click();
  await expect(page.getByRole("main")).toContainText("kim@example.org");

  const second = await stranger(browser, `${site.url}/sign-in`);
  await second.getByLabel("E-mail address").fill("kim@example.org");
  await second.getByLabel("Password").fill(PASSWORD);
  await second.getByRole("button", { name: "Sign in" }).click();
  await expect(second.getByRole("alert")).toContainText("No account has this address and this password");
  await second.getByLabel("Password").fill(other);
  await second.getByRole("button", { name: "Sign in" }).click();
  await expect(title(second)).toHaveText("Your account");
  for (const one of [page, second]) await one.context().close();
});

test("pages of an account send nobody away without a word", async ({ browser }) => {
  for (const [path, words] of [
    ["/account/tokens", "Sign in to see your tokens."],
    ["/account/password", "Sign in to change your password."],
  ] as const) {
    const page = await stranger(browser, `${site.url}${path}`);
    await expect(page.getByRole("main")).toContainText(words);
    await usable(page);
    await page.context().close();
  }
});
