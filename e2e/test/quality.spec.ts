import { expect, test } from "../src/test.ts";

test("notes are filtered by their rule, both statements shown", async ({ page }) => {
  await page.goto("/quality?rule=two-readings");
  const main = page.getByRole("main");
  await expect(main).toContainText("760");
  await expect(main).toContainText("790");
  await page.goto("/quality");
  await expect(page.getByRole("heading", { name: /^\d+ (data-quality )?notes/ })).toBeVisible();
});

test("a document shows what was taken from it", async ({ page }) => {
  await page.goto("/documents");
  await page.getByRole("main").getByRole("link", { name: /Written Statement of Action/ }).first().click();
  const main = page.getByRole("main");
  await expect(main).toContainText("Section 6, Priority one, action 1.10");
  await expect(main).toContainText(/[Ll]ines? \d+/);
});
