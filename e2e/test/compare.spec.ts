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

async function label(page: import("@playwright/test").Page, select: string, words: RegExp): Promise<string> {
  const options = page.getByLabel(select).locator("option");
  await expect(options.filter({ hasText: words }).first()).toBeAttached();
  return (await options.filter({ hasText: words }).first().textContent()) ?? "";
}
