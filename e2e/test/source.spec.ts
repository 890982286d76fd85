import { expect, test } from "../src/test.ts";

test("the citation of an action opens the document at the cited line, marked and focused", async ({ page }) => {
  await page.goto("/areas/leicestershire/plans/wsoa-2020/actions/1.10");
  const words = (await page.getByRole("heading", { level: 1 }).textContent())!.replace(/^.*1\.10\W*/s, "").slice(0, 40);
  await page.getByText(/Section 6, Priority one, action 1\.10/).first().click();
  await page.getByRole("main").locator("a[href^='/documents/leicestershire-wsoa-2020']").first().click();
  await expect(page).toHaveURL(/\?at=\d+/);
  const at = /at=(\d+)/.exec(page.url())![1];
  const line = page.locator(`#line-${at}`);
  await expect(line).toHaveClass(/gt-line--marked/);
  await expect(line).toBeFocused();
  await expect(line).toBeInViewport();
  await expect(line).toContainText(words);
  await expect(line).toContainText("Cited line:");
  await expect(page.locator(".gt-line--marked")).toHaveCount(1);
  // Beside the words stands what was read from them.
  const passage = page.locator(".gt-passage").filter({ has: line });
  await expect(passage.locator(".gt-read--marked").first()).toContainText("1.10");
  await expect(passage.getByRole("link", { name: /1\.10/ }).first()).toHaveAttribute("href", /\/actions\/1\.10/);
});

test("the address of a place opens it, also on the next visit", async ({ page }) => {
  await page.goto("/documents/leicestershire-wsoa-2020?at=17-20#line-17");
  await expect(page.locator(".gt-line--marked")).toHaveCount(4);
  await expect(page.locator("#line-17")).toBeInViewport();
  await page.reload();
  await expect(page.locator(".gt-line--marked")).toHaveCount(4);
});

test("lines that nothing was read from are said to be left out", async ({ page }) => {
  await page.goto("/documents/leicestershire-wsoa-2020");
  await expect(page.getByText(/^\d+ lines? left out$/).first()).toBeVisible();
  const numbers = await page.locator(".gt-line__number").evaluateAll((all) =>
    all.map((number) => Number(number.textContent!.replace(/\D/g, ""))));
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("a line beyond the end of the document marks nothing, and is taken out of the address", async ({ page }) => {
  await page.goto("/documents/leicestershire-wsoa-2020?at=2000000000");
  await expect(page.locator(".gt-line").first()).toBeVisible();
  await expect(page.locator(".gt-line--marked")).toHaveCount(0);
  await expect(page.getByText(/^Taken out of the address/)).toContainText("at=2000000000");
  await expect(page).toHaveURL(/\/documents\/leicestershire-wsoa-2020$/);
});

test("no document shows an address of e-mail or a number of a telephone", async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto("/documents");
  await expect(page.getByRole("heading", { name: "5 documents" })).toBeVisible();
  const links = await page.getByRole("main").getByRole("rowheader").locator("a[href^='/documents/']")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href")!));
  expect(links.length).toBe(5);
  for (const link of links) {
    await page.goto(link);
    await expect(page.locator(".gt-line").first()).toBeVisible();
    const html = await page.content();
    expect(html.match(/[\w.+-]+@[\w-]+\.[\w.]+/g) ?? [], link).toEqual([]);
    expect(html.match(/\b0\d{3,4} ?\d{3} ?\d{3,4}\b/g) ?? [], link).toEqual([]);
  }
});
