import { expect, test } from "../src/test.ts";

test("from home to a plan in its own order and wording", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Written Statement of Action", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Written Statement of Action");
  const main = page.getByRole("main");
  // The scale in the plan's own words: the table's heading and the narrative's legend.
  await expect(main).toContainText("Delayed");
  await expect(main).toContainText("Action to be started or significantly delayed");
  // 1.2 comes before 1.10, as people count.
  const text = (await main.textContent()) ?? "";
  expect(text.indexOf("To produce a statement of purpose")).toBeLessThan(text.indexOf("To develop and implement revised commissioning approaches"));
});

test("a plan without dates and statuses says so", async ({ page }) => {
  await page.goto("/areas/worcestershire/plans/app-2022");
  const main = page.getByRole("main");
  await expect(main).toContainText("Operational Manager SENDIASS");
  await expect(main).toContainText("Number of mainstream schools achieving Inclusion Quality Mark");
  await expect(main).toContainText(/0 of 38|not stated/i);
});

test("a printed plan holds every action", async ({ page }) => {
  await page.goto("/areas/leicestershire/plans/wsoa-2020");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const words of ["steering group membership", "Develop responsive process for CYP"]) {
    await expect(page.getByText(words).first()).toBeVisible();
  }
  await expect(page.getByRole("navigation", { name: /menu/i })).toBeHidden();
});
