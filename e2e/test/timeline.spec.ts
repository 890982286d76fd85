import { type Page } from "@playwright/test";

import { results } from "../src/list.ts";
import { expect, test } from "../src/test.ts";

const months = (page: Page) => page.locator(".gt-month > h3");

/** When a month, a stretch of months or a year begins, as a number that grows with time; the last of all for none. */
function at(heading: string): number {
  if (heading.startsWith("No usable date")) return Infinity;
  const month = /[A-Z][a-z]+/.exec(heading)?.[0] ?? "January";
  return Date.parse(`1 ${month} ${/\d{4}/.exec(heading)?.[0]} UTC`);
}

test("months stand in order, what has no usable date last", async ({ page }) => {
  await page.goto("/timeline?size=all");
  await expect(results(page)).toHaveText("132 events");
  await expect(page.locator(".gt-event")).toHaveCount(132);
  const names = await months(page).allTextContents();
  const times = names.map(at);
  expect(times.some(Number.isNaN), names.join(", ")).toBe(false);
  expect(times).toEqual([...times].sort((a, b) => (a === b ? 0 : a - b)));
  expect(new Set(names).size).toBe(names.length);
  expect(names.at(-1)).toMatch(/^No usable date \(\d+ in all\)$/);
  const last = page.locator(".gt-month").last();
  await expect(last.locator("time")).toHaveCount(0);
  // Nor does what cannot be a day: 31 September stays as printed, among those without a date.
  await expect(last).toContainText("31/09/2020");
});

test("the months go on from page to page", async ({ page }) => {
  await page.goto("/timeline");
  await expect(page.locator(".gt-event")).toHaveCount(50);
  const end = at((await months(page).allTextContents()).at(-1)!);
  const first = await page.locator(".gt-event").first().textContent();
  await page.getByRole("link", { name: /Next/ }).click();
  await expect.poll(() => page.locator(".gt-event").first().textContent()).not.toBe(first);
  expect(at((await months(page).allTextContents())[0]!)).toBeGreaterThanOrEqual(end);
});

test("one kind of event can be shown alone", async ({ page }) => {
  await page.goto("/timeline");
  const review = page.getByLabel(/^Review \(\d+\)$/);
  const count = /\d+/.exec((await page.getByText(/^Review \(\d+\)$/).textContent())!)![0];
  await review.check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/kind=review/);
  await expect(results(page)).toHaveText(new RegExp(`^${count} events?, 1 filter$`));
  await expect(page.locator(".gt-event")).toHaveCount(Number(count));
  for (const event of await page.locator(".gt-event").allTextContents()) expect(event).toMatch(/Review, /);
});

test("a stretch of days is kept to", async ({ page }) => {
  await page.goto("/timeline");
  await page.getByLabel("From", { exact: true }).fill("2020-06-01");
  await page.getByLabel("Until").fill("2020-06-30");
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/from=2020-06-01&to=2020-06-30/);
  await expect(results(page)).toHaveText(/^[1-9]\d* events, 2 filters$/);
  await expect(months(page).filter({ hasText: "No usable date" })).toHaveCount(0);
  for (const month of await months(page).allTextContents()) expect(at(month)).toBeLessThanOrEqual(Date.parse("1 June 2020 UTC"));
});

test("the timeline of an area is the timeline, filtered; Back leaves it", async ({ page }) => {
  await page.goto("/explore");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goto("/areas/leicestershire/timeline");
  await expect(page).toHaveURL(/\/timeline\?area=leicestershire$/);
  await expect(results(page)).toHaveText(/^85 events, 1 filter$/);
  await expect(page.getByLabel(/^Leicestershire/)).toBeChecked();
  await expect(page.locator(".gt-event").filter({ hasText: ", Worcestershire" })).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Explore");
});

test("an event leads to its record", async ({ page }) => {
  await page.goto("/timeline?kind=action-due&area=leicestershire");
  await page.locator(".gt-event a").first().click();
  await expect(page).toHaveURL(/\/areas\/leicestershire\/plans\/wsoa-2020\/actions\//);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/not found/i);
});

test("the drawing is for the eye alone: the list says all that it draws", async ({ page }) => {
  await page.goto("/timeline");
  const drawing = page.getByRole("main").locator("figure");
  await expect(drawing).toContainText("The list below says the same.");
  await expect(drawing.locator("svg")).toHaveAttribute("aria-hidden", "true");
});
