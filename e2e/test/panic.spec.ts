import { type Page } from "@playwright/test";

import { expect, test as shared } from "../src/test.ts";

// The `page` of every other spec fails its test when the page panics; here it must.
const test = shared.extend<{ page: Page }>({
  page: async ({ context }, use) => use(await context.newPage()),
});

test("a page that has panicked says so, and how to go on", async ({ page }) => {
  const panics: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("panicked at")) panics.push(message.text());
  });
  // The frame of the page asks the browser for a title; one that throws is a fault nobody foresaw.
  await page.addInitScript(() => {
    const create = Document.prototype.createElement;
    Document.prototype.createElement = function (this: Document, name: string, options?: ElementCreationOptions) {
      if (name === "main") throw new Error("no element for you");
      return create.call(this, name, options);
    } as typeof create;
  });
  await page.goto("/actions?area=leicestershire");
  const notice = page.locator("#gt-reload");
  await expect(notice).toBeVisible();
  await expect(notice).toHaveAttribute("role", "alert");
  await expect(notice.getByRole("link", { name: "Load the page again" })).toBeVisible();
  await expect.poll(() => panics.length).toBeGreaterThan(0);
});

test("a page that is well keeps that notice to itself", async ({ page }) => {
  await page.goto("/actions");
  await expect(page.locator("#results")).toBeVisible();
  await expect(page.locator("#gt-reload")).toBeHidden();
});
