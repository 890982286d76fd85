import { settled } from "../src/page.ts";
import { expect, test } from "../src/test.ts";

const address = "/areas/worcestershire/weaknesses/weakness-1";

test("a weakness is followed from its finding to the end of its monitoring", async ({ page }) => {
  await page.goto("/weaknesses?area=worcestershire");
  await page.getByRole("link", { name: /Uneven skills and commitment/ }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  const states = page.locator("#life .gt-strip__item");
  const order = [
    "Found by an inspection", "Still outstanding", "Carried over into another plan", "Looked at by a review",
    "Looked at by a review", "Looked at by a review", "Left formal monitoring", "Goes on as business as usual",
  ];
  await expect(states).toContainText(order);
  await expect(page.locator("#life")).toContainText("It does not say that the work is complete.");
  await expect(page.getByRole("main")).not.toContainText(/\b(resolved|solved)\b/i);
});

test("a weakness that is still monitored is not said to have left", async ({ page }) => {
  await page.goto("/areas/leicestershire/weaknesses/weakness-1");
  await expect(page.locator("#life .gt-strip__item")).toHaveCount(2);
  await expect(page.locator("#life")).not.toContainText(/left formal monitoring|leaving formal monitoring/i);
});

test("each wording is set against the one before, in marks and in words", async ({ page }) => {
  await page.goto(address);
  const wordings = page.locator("#wordings .gt-strip__item");
  await expect(wordings).toHaveCount(3);
  await expect(wordings.nth(0).locator("ins, del")).toHaveCount(0);
  // In the order of time: the letter of September, then the report of December.
  const last = wordings.nth(2);
  await expect(last.locator("ins").first()).toHaveText(/^added: who/);
  await expect(last.locator("del").first()).toHaveText(/^removed: with/);
  // Only what changed is marked, and a reader without colours sees how.
  await expect(last.locator("ins").first()).toHaveCSS("text-decoration-line", "underline");
  await expect(last.locator("del").first()).toHaveCSS("text-decoration-line", "line-through");
});

test("the pieces of a change make up both wordings", async ({ page }) => {
  await page.goto(address);
  const wordings = page.locator("#wordings .gt-strip__item");
  await expect(wordings).toHaveCount(3);
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  for (const at of [1, 2]) {
    const quotes = wordings.nth(at).locator("blockquote");
    const before = await wordings.nth(at - 1).locator("blockquote").first().textContent();
    const after = await quotes.first().textContent();
    const without = (tag: string) => quotes.last().evaluate((quote, tag) => {
      const copy = quote.cloneNode(true) as HTMLElement;
      copy.querySelectorAll(`${tag}, .govuk-visually-hidden`).forEach((part) => part.remove());
      return copy.textContent!;
    }, tag);
    expect(plain(await without("del"))).toBe(plain(after!));
    // Words that are the same but for their capitals are shown as the later wording has them.
    expect(plain(await without("ins")).toLowerCase()).toBe(plain(before!).toLowerCase());
  }
});

test("what answers it, what reviews said, and where it stands in the thread", async ({ page }) => {
  await page.goto(address);
  await expect(page.locator("#answers").getByRole("link", { name: "Workstream 1" })).toBeVisible();
  await expect(page.locator("#reviews")).toContainText(/Clear and sustained progress/i);
  await page.locator("#answers").getByRole("link", { name: /^\d+ actions$/ }).first().click();
  await expect(page).toHaveURL(/\/actions\?workstream=/);
  await expect(page.getByRole("heading", { name: /^9 actions, 1 filter/ })).toBeVisible();
  await page.goBack();
  // Who goes back is brought to where he was, which moves the page under the pointer.
  await settled(page);
  await page.getByRole("link", { name: "The golden thread from this weakness" }).click();
  await expect(page).toHaveURL(/\/trace/);
});

test("every stage names its source, and the source holds it", async ({ page }) => {
  await page.goto(address);
  const states = page.locator("#life .gt-strip__item");
  await expect(states.first()).toBeVisible();
  for (const state of await states.all()) await expect(state.locator("a[href^='/documents/']").first()).toBeVisible();
  await states.filter({ hasText: "Left formal monitoring" }).getByRole("link", { name: /Paragraph 11/ }).click();
  await expect(page.locator(".gt-line--marked")).toContainText("removed from the formal APP");
});

test("a weakness ends in what families say, as its thread does", async ({ page }) => {
  await page.goto("/areas/worcestershire/weaknesses/weakness-2");
  const part = page.locator("section", { has: page.getByRole("heading", { name: "What families say" }) });
  await expect(part.getByRole("listitem").first()).toBeVisible();
  const said = await part.getByRole("listitem").getByRole("link").allTextContents();
  expect(said.length).toBeGreaterThan(0);
  await page.getByRole("link", { name: "The golden thread from this weakness" }).click();
  await expect(page).toHaveURL(/\/trace\?from=worcestershire\/weakness-2$/);
  const nodes = page.locator(".gt-thread__node");
  for (const words of said) await expect(nodes.filter({ hasText: words }).first()).toBeVisible();
  await expect(page.locator(".gt-thread__stage").filter({ hasText: /^Weakness$/ })).toHaveCount(1);
});
