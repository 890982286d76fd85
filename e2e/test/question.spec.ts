import { expect, test } from "../src/test.ts";

const survey = "/areas/worcestershire/surveys/parent-carer-survey";
const address = `${survey}/questions/question-staff-understanding`;

test("22% (60%): the break is said with its reason, and never drawn", async ({ page }) => {
  await page.goto("/surveys/results?comparability=not-comparable");
  const row = page.getByRole("row").filter({ hasText: "22%" }).filter({ hasText: "60%" });
  await row.getByRole("rowheader").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/questions\//);
  const main = page.getByRole("main");
  await expect(main.getByText(/22%\) cannot be set against that of the year before \(60%\)\. \S/)).toBeVisible();
  const cells = main.getByRole("row").filter({ hasText: "22%" }).filter({ hasText: "60%" });
  await expect(cells).toContainText("Not comparable");
  // Neither as shapes nor in the words of a drawing.
  const drawn = await main.locator("svg").evaluateAll((all) => all.map((svg) => svg.textContent ?? ""));
  for (const words of drawn) {
    expect(words).not.toMatch(/60%?\D+22%?/);
    expect(words).not.toMatch(/22%/);
  }
});

test("only pairs that compare are drawn", async ({ page }) => {
  await page.goto(`${survey}/questions/question-parent-views`);
  const chart = page.getByRole("main").locator("svg[role=img]").first();
  await expect(chart).toBeVisible();
  const words = await page.getByRole("main").locator("figure, svg").evaluateAll((all) => all.map((one) => one.textContent).join(" "));
  expect(words).toContain("46%");
  expect(words).not.toMatch(/94%|45%/);
});

test("every figure of the question is in its table, and the list of results agrees", async ({ page }) => {
  await page.goto(`${survey}/questions/question-parent-views`);
  const rows = page.locator("#figures tbody tr");
  await expect(rows.first()).toBeVisible();
  const count = await rows.count();
  await page.getByRole("link", { name: "All results of this question" }).click();
  await expect(page.getByRole("heading", { name: `${count} survey results, 1 filter` })).toBeVisible();
});

test("a question is found in the list of questions and leads back to its survey", async ({ page }) => {
  await page.goto("/surveys/questions");
  await page.getByRole("main").getByRole("rowheader").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/questions\//);
  await page.getByRole("navigation", { name: "Breadcrumb" }).getByRole("link", { name: "SEND Improvement Parent Carer Survey" }).click();
  await expect(page).toHaveURL(new RegExp(`${survey}$`));
});

test("the address of the question itself opens it", async ({ page }) => {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/staff/i);
  await expect(page.getByText("The series breaks.")).toBeVisible();
});
