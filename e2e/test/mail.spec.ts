import type { Page } from "@playwright/test";

import { PASSWORD } from "../src/account.ts";
import { Post, linkIn } from "../src/post.ts";
import { Site } from "../src/site.ts";
import { expect, test, usable } from "../src/test.ts";

// Every state of a page is looked at closely, twice.
test.describe.configure({ timeout: 90_000 });

let post: Post;
let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  post = await Post.open();
  const mail = ["--smtp-url", post.url, "--mail-from", "Golden Thread <plans@example.org>"];
  site = await Site.open(`mail-${workerIndex}`, "--public-url", "URL", ...mail);
});
test.afterAll(async () => {
  await site.close();
  post.close();
});

/** The box that says what was done. */
const done = (page: Page) => page.getByRole("alert", { name: "Done" });

test("whoever has forgotten the password gets a link by mail, and signs in", async ({ browser, page }) => {
  await (await site.editor(browser, "ada@example.org")).context().close();
  await page.goto(`${site.url}/sign-in`);
  const forgotten = page.getByRole("link", { name: "Forgotten your password?" });
  await expect(forgotten).toBeVisible();
  await usable(page);
  await forgotten.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Forgotten your password?" })).toBeVisible();
  const send = page.getByRole("button", { name: "Send the link" });
  await send.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Give the e-mail address.");
  await usable(page);
  await page.getByLabel("E-mail address").fill("ada");
  await send.click();
  await expect(page.getByRole("alert")).toContainText("This is no e-mail address.");
  await page.getByLabel("E-mail address").fill("ada@example.org");
  await page.keyboard.press("Enter");
  await expect(done(page)).toContainText("If there is an account for ada@example.org, we have sent a link");
  await expect(done(page)).toBeFocused();
  await usable(page);

  const link = linkIn(await post.newest("ada@example.org"));
  expect(link).toContain(`${site.url}/set-password#`);
  const other = "nine herons left before breakfast";
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText("ada@example.org");
  await expect(page.getByRole("main")).toContainText("your tokens for programs and your calendar link end too");
  await page.getByLabel("Password").fill(other);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  // A link is good once; then it says so, and leads to another.
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
  await usable(page);
  await page.getByRole("link", { name: "Ask for a new link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgotten your password?");
  await page.goto(`${site.url}/sign-in`);
  await page.getByLabel("E-mail address").fill("ada@example.org");
  await page.getByLabel("Password").fill(other);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toContainText("Leicestershire, editor");
});

test("a page does not say whether there is an account", async ({ page }) => {
  await page.goto(`${site.url}/forgotten-password`);
  await page.getByLabel("E-mail address").fill("nobody@example.org");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(done(page)).toContainText("If there is an account for nobody@example.org, we have sent a link");
});

test("an invitation and a password link are mailed, and who makes them is told so or not", async ({ browser }) => {
  const page = await site.keeper(browser, "kim@example.org", "leicestershire");
  await page.goto(`${site.url}/areas/leicestershire/team`);
  await expect(page.getByText("We send the link there.")).toBeVisible();
  const invite = async (name: string, email: string) => {
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("E-mail address", { exact: true }).fill(email);
    await page.getByLabel("Reader", { exact: true }).check();
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(done(page)).toContainText(`${name} is invited.`);
    return (await done(page).locator(".gt-code").textContent())!;
  };
  const told = await invite("Eve", "eve@example.org");
  await expect(done(page)).toContainText("We have sent the link to eve@example.org. You can also copy it.");
  await usable(page);
  const mailed = linkIn(await post.newest("eve@example.org"));
  expect(mailed).toBe(told);
  await invite("Max", "refused@example.org");
  await expect(done(page)).toContainText("The link could not be sent to refused@example.org");
  await expect(page.getByRole("table", { name: "Who is invited" })).toContainText("refused@example.org");
  await usable(page);

  const eve = await (await browser.newContext()).newPage();
  await eve.goto(mailed);
  await eve.getByLabel("Password").fill(PASSWORD);
  await eve.getByRole("button", { name: "Accept and sign in" }).click();
  // Whoever only reads begins with the team.
  await expect(eve).toHaveURL(`${site.url}/areas/leicestershire/team`);
  await expect(eve.getByRole("table", { name: "Who is in the team of" })).toContainText("Eve (you)");
  await page.reload();
  await page.getByRole("link", { name: /^Change\s+Eve/ }).click();
  await expect(page.getByText("It is sent to eve@example.org.")).toBeVisible();
  await page.getByRole("button", { name: "Make a password link" }).click();
  await expect(done(page)).toContainText("We have sent the link to eve@example.org.");
  expect(linkIn(await post.newest("eve@example.org"))).toContain(`${site.url}/set-password#`);
  for (const one of [page, eve]) await one.context().close();
});

test("where no mail is sent, the pages say whom to ask", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("main")).toContainText("ask the administrator of your team for a link");
  await expect(page.getByRole("link", { name: "Forgotten your password?" })).toHaveCount(0);
  await page.goto("/forgotten-password");
  await expect(page.getByRole("main")).toContainText("This site sends no mail.");
  await usable(page);
});
