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

test("actions that are worded alike stand beside each other with the words that they share", async ({ page, audit }) => {
  await page.goto(address);
  const part = page.locator("section", { has: page.getByRole("heading", { name: "Similar actions" }) });
  await expect(part).toContainText("It does not mean that the actions are equivalent");
  const row = part.getByRole("row").filter({ has: page.getByRole("link", { name: "4.7", exact: true }) })
    .filter({ has: page.getByRole("link", { name: "1.18", exact: true }) });
  await expect(row).toContainText("quality assurance");
  await part.getByText(/pairs possibly alike$/).click();
  await expect(part.getByRole("row").filter({ hasText: "dashboard" }).first()).toBeVisible();
  await audit();
});

test("status has the legend of its own plan, and measures say why they have no counterpart", async ({ page }) => {
  await page.goto(address);
  const main = page.getByRole("main");
  await expect(main).toContainText("Only Leicestershire states a status of its actions");
  const status = page.getByRole("table", { name: "Actions of Leicestershire by status" });
  await expect(status.getByRole("row").filter({ hasText: "PINK" })).toContainText("8");
  await main.getByText(/measures without a counterpart$/).click();
  await expect(main.getByText("No measure of Worcestershire is worded like it.").first()).toBeVisible();
});

test("two versions of a plan say what the later one changed", async ({ page, audit }) => {
  await page.goto("/compare?a=worcestershire:app-2022&b=worcestershire:app-2023-draft");
  const part = page.locator("section", { has: page.getByRole("heading", { name: "What the later version changed" }) });
  await expect(part.getByRole("listitem").filter({ hasText: "Workstream 1: removed" })).toBeVisible();
  await expect(part.locator("ins").first()).toBeAttached();
  await audit();
});

async function label(page: import("@playwright/test").Page, select: string, words: RegExp): Promise<string> {
  const options = page.getByLabel(select).locator("option");
  await expect(options.filter({ hasText: words }).first()).toBeAttached();
  return (await options.filter({ hasText: words }).first().textContent()) ?? "";
}
