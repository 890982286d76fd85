import { expect, test } from "../src/test.ts";

const address = "/indicators/ehc-plans-20-weeks";

test("area, region and England stand side by side, those of another date marked", async ({ page }) => {
  await page.goto("/indicators?indicator=ehc-plans-20-weeks");
  await page.getByRole("main").getByRole("rowheader").getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(address));
  const august = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: /as at August 2020/ }) });
  await expect(august).toContainText("Local area: Leicestershire, as at August 2020");
  await expect(august).toContainText("Region: Regional, as at Jan 2020");
  await expect(august).toContainText("England: National, as at Jan 2020");
  await expect(august).toContainText(/Hatched: the date is not that of the first figure/);
  for (const figure of ["92%", "67.8%", "58.7%"]) await expect(august.locator("svg")).toContainText(figure);
  // What is hatched to the eye is said to the ear.
  await expect(august.locator("svg")).toContainText("Region: Regional, as at Jan 2020: 67.8% (hatched)");
  await expect(august.locator("svg")).toContainText("England: National, as at Jan 2020: 58.7% (hatched)");
  await expect(august.locator("svg")).not.toContainText("92% (hatched)");
});

test("figures of one date are not marked", async ({ page }) => {
  await page.goto(address);
  const january = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: /as at January 2020/ }) }).first();
  await expect(january.locator("svg")).toContainText("67.8%");
  await expect(january).not.toContainText(/hatched/i);
});

test("parts of the page are told apart by their names", async ({ page }) => {
  await page.goto(address);
  const contents = page.getByRole("navigation", { name: "On this page" }).getByRole("link");
  await expect(contents.first()).toBeVisible();
  const names = await contents.allTextContents();
  expect(new Set(names).size, names.join("; ")).toBe(names.length);
});

test("the figures of the page are those of the list", async ({ page }) => {
  await page.goto(address);
  const rows = page.getByRole("main").locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  const count = await rows.count();
  await page.getByRole("link", { name: "All figures of this indicator" }).click();
  await expect(page.getByRole("heading", { name: `${count} figures, 1 filter` })).toBeVisible();
});

test("a figure in the list leads to itself", async ({ page }) => {
  await page.goto("/indicators?indicator=ehc-plans-20-weeks");
  const link = page.getByRole("main").getByRole("rowheader").getByRole("link").nth(3);
  const place = (await link.getAttribute("href"))!.split("#")[1]!;
  await link.click();
  await expect(page.locator(`[id="${place}"]`)).toBeInViewport();
  await expect(page.locator(`[id="${place}"]`)).toBeFocused();
});
