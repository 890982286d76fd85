import { expect, test } from "../src/test.ts";

test.describe("from the header", () => {
  for (const from of ["/", "/quality", "/areas/leicestershire/plans/wsoa-2020", "/no/such/page"]) {
    test(`of ${from}, by keyboard alone`, async ({ page }) => {
      await page.goto(from);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const box = page.getByRole("search").getByRole("searchbox", { name: "Search all records" });
      await box.focus();
      await page.keyboard.type("annual review");
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/search\?q=annual\+review$/);
      await expect(page.getByRole("heading", { name: /^\d+ records for “annual review”$/ })).toBeVisible();
      await expect(page.locator("h1, #results").and(page.locator(":focus"))).toHaveCount(1);
      await expect(page.getByRole("main").getByLabel("Words")).toHaveValue("annual review");
    });
  }
});

test("what was searched for is marked, in every form of the words", async ({ page }) => {
  await page.goto("/search?q=annual+review");
  const hits = page.locator(".gt-hit");
  await expect(hits.first()).toBeVisible();
  for (const hit of await hits.all()) {
    expect(await hit.locator("mark").count()).toBeGreaterThan(0);
  }
  for (const words of await page.locator(".gt-hit mark").allTextContents()) expect(words).toMatch(/^(annual|review)/i);
});

test("it is narrowed by kind and area to as many as the choice says", async ({ page }) => {
  await page.goto("/search?q=annual+review");
  const action = page.getByRole("main").getByLabel(/^Action \(\d+\)$/);
  const count = /\d+/.exec((await page.getByText(/^Action \(\d+\)$/).textContent())!)![0];
  await action.check();
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/kind=action/);
  const heading = page.getByRole("heading", { name: new RegExp(`^${count} records? for “annual review”$`) });
  await expect(heading).toBeVisible();
  await expect(heading).toBeFocused();
  await expect(page.locator(".gt-hit__kind")).toHaveCount(Number(count));
  for (const kind of await page.locator(".gt-hit__kind").allTextContents()) expect(kind).toMatch(/^Action,/);
  await page.getByRole("main").getByLabel("Leicestershire").check();
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/area=leicestershire/);
  await expect(page.locator(".gt-hit__kind").filter({ hasText: "Worcestershire" })).toHaveCount(0);
  await page.getByRole("link", { name: "Remove filter: Leicestershire" }).click();
  await expect(heading).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("main").getByLabel("Leicestershire")).toBeChecked();
});

test("the hits of a page stand by kind, and each kind can be shown alone", async ({ page }) => {
  await page.goto("/search?q=annual+review");
  const groups = page.locator(".gt-hits__kind");
  await expect(groups.nth(1)).toBeVisible();
  const names: string[] = [];
  for (const group of await groups.all()) {
    const [, kind] = /^(.+): [\d,]+ in all$/.exec((await group.getByRole("heading", { level: 3 }).textContent())!)!;
    names.push(kind!);
    for (const own of await group.locator(".gt-hit__kind").allTextContents()) expect(own).toContain(kind!);
  }
  expect(new Set(names).size).toBe(names.length);
  const action = groups.filter({ has: page.getByRole("heading", { name: /^Action: / }) });
  const count = /\d+/.exec((await action.getByRole("heading", { level: 3 }).textContent())!)![0];
  await action.getByRole("link", { name: /^Only these ?: Action$/ }).click();
  await expect(page).toHaveURL(/\/search\?q=annual\+review&kind=action$/);
  await expect(page.locator("#results")).toHaveText(new RegExp(`^${count} records? for`));
  await expect(page.getByRole("link", { name: /^Only these/ })).toHaveCount(0);
});

test("a hit leads to its record", async ({ page }) => {
  await page.goto("/search?q=annual+review&kind=action");
  const first = page.locator(".gt-hit a").first();
  const words = (await first.textContent())!.split(" ")[0]!;
  await first.click();
  await expect(page).toHaveURL(/\/actions\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(words);
});

test("every hit leads somewhere, and for each kind there is something there", async ({ page }) => {
  test.setTimeout(120_000);
  const links = new Map<string, string>();
  for (const words of ["annual review", "parents", "plan", "22%", "SENCO", "worcestershire"]) {
    await page.goto("/search?q=" + encodeURIComponent(words));
    await expect(page.locator(".gt-hit").first()).toBeVisible();
    for (const hit of await page.locator(".gt-hit").all()) {
      const kind = (await hit.locator(".gt-hit__kind").textContent())!.split(",")[0]!;
      const link = hit.getByRole("link");
      const linked = (await link.count()) === 1;
      expect.soft(linked, `${kind} for ${words} has a link`).toBe(true);
      if (linked) links.set(kind, (await link.getAttribute("href"))!);
    }
  }
  for (const link of links.values()) {
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 }), link).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 }), link).not.toHaveText(/not found/i);
    const place = link.split("#")[1];
    if (place) await expect(page.locator(`[id="${place}"]`), link).toBeAttached();
  }
});

test("a phrase finds less than its words, a beginning more than a word", async ({ page }) => {
  const found = async (words: string) => {
    await page.goto("/search?q=" + encodeURIComponent(words));
    const heading = page.locator("#results");
    await expect(heading).toContainText(words);
    return Number.parseInt((await heading.textContent())!);
  };
  const words = await found("annual review");
  const phrase = await found('"annual review"');
  expect(phrase).toBeGreaterThan(0);
  expect(phrase).toBeLessThanOrEqual(words);
  expect(await found('"review annual"')).toBeLessThan(phrase);
  expect(await found("transit*")).toBeGreaterThan(0);
  expect(await found("transit*")).toBeGreaterThanOrEqual(await found("transition"));
});

test("a misspelling is asked about, and the answer finds something", async ({ page }) => {
  await page.goto("/search?q=anual+reveiw");
  await expect(page.getByRole("heading", { name: /^(0|No) records/ })).toBeVisible();
  await expect(page.getByText(/Did you mean/)).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "annual review" }).click();
  await expect(page).toHaveURL(/q=annual\+review/);
  await expect(page.getByRole("heading", { name: /^[1-9]\d* records for “annual review”/ })).toBeVisible();
});

test("nothing to search for is helped", async ({ page }) => {
  await page.goto("/search");
  await expect(page.getByRole("heading", { name: "What are you looking for?" })).toBeVisible();
  await page.goto("/");
  await page.getByRole("search").getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/\/search$/);
  await expect(page.getByRole("heading", { name: "What are you looking for?" })).toBeVisible();
});

test("odd words are words", async ({ page }) => {
  test.setTimeout(90_000);
  for (const words of [
    '"', "*", "AND OR NOT", "NEAR(a b)", "title:plan", "100%_' OR 1=1", "<b>plan</b>", "\u0000", "👪", "a".repeat(201),
    "plan ".repeat(39), "\\",
  ]) {
    await page.goto("/search?q=" + encodeURIComponent(words));
    await expect(page.getByRole("heading", { level: 1 }), words).toHaveText("Search");
    await expect.soft(page.locator("#results"), words).toBeVisible();
    await expect.soft(page.locator(".gt-error"), words).toHaveCount(0);
  }
});

test("more than a page is found: the next one goes on", async ({ page }) => {
  await page.goto("/search?q=plan");
  await expect(page.locator(".gt-hit")).toHaveCount(50);
  const first = await page.locator(".gt-hit").first().textContent();
  await page.getByRole("link", { name: /Next/ }).click();
  await expect(page).toHaveURL(/after=/);
  await expect.poll(() => page.locator(".gt-hit").first().textContent()).not.toBe(first);
});

test("what nothing holds whole is offered in parts", async ({ page }) => {
  await page.goto("/search?q=too+few+places");
  await expect(page.getByRole("heading", { name: "0 records for “too few places”" })).toBeVisible();
  const way = page.getByRole("main").getByRole("link", { name: /^\d+ records hold places$/ });
  const count = /\d+/.exec((await way.textContent())!)![0];
  await way.click();
  await expect(page.getByRole("heading", { name: `${count} records for “places”` })).toBeFocused();
});

test("all that an address holds in vain is named at once", async ({ page }) => {
  await page.goto("/search?q=specialist&area=zzz&kind=nope&after=zz");
  const notice = page.getByText(/^Taken out of the address/);
  for (const part of ["area=zzz", "kind=nope", "after=zz"]) await expect(notice).toContainText(part);
  await expect(page).toHaveURL(/\/search\?q=specialist$/);
});
