import { expect, test } from "../src/test.ts";

const survey = "/areas/worcestershire/surveys/parent-carer-survey";

test("22% (60%) is never drawn as a trend", async ({ page }) => {
  await page.goto(survey);
  const row = page.getByRole("row").filter({ hasText: "22%" }).filter({ hasText: "60%" }).first();
  await expect(row).toBeVisible();
  await expect(row).toContainText(/some staff|not comparable|cannot be compared/i);
  // No chart joins the two: what a chart says aloud holds comparable pairs only.
  const charts = await page.locator("svg[role=img]").evaluateAll((all) => all.map((svg) => svg.textContent ?? ""));
  expect(charts.length).toBeGreaterThan(0);
  for (const words of charts) expect(words).not.toMatch(/60%?\D+22%?/);
});

test("a comparable pair is drawn, and its table stands beside it", async ({ page }) => {
  await page.goto(survey);
  await expect(page.getByRole("row").filter({ hasText: "67%" }).filter({ hasText: "49%" }).first()).toBeVisible();
});

test("You said, we did: 64 rows, and those new in 2021", async ({ page }) => {
  await page.goto(survey);
  const main = page.getByRole("main");
  await expect(main).toContainText("Better communication between parents and the Pre-School forum");
  // Every row of the document's table is a row of the page, the last as well as the first.
  const rows = main.locator("#feedback article");
  await expect(rows).toHaveCount(64);
});
