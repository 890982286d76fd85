import { settled } from "../src/page.ts";
import { taking } from "../src/take.ts";
import { expect, test } from "../src/test.ts";

/** Every kind of page, with what its heading says. */
const pages: [string, RegExp][] = [
  ["/", /SEND improvement plans/],
  ["/areas", /Local areas/],
  ["/areas/leicestershire", /Leicestershire/],
  ["/areas/worcestershire", /Worcestershire/],
  ["/areas/leicestershire/plans/wsoa-2020", /Written Statement of Action/],
  ["/areas/worcestershire/plans/app-2022", /Accelerated Progress Plan/],
  ["/areas/worcestershire/plans/send-strategy-2021", /Strategy/],
  ["/areas/leicestershire/plans/wsoa-2020/actions/2.11", /2\.11/],
  ["/actions", /Actions/],
  ["/actions?area=leicestershire&status=not-started", /Actions/],
  ["/surveys", /Surveys/],
  ["/areas/worcestershire/surveys/parent-carer-survey", /Survey/],
  ["/compare", /Compare/],
  ["/compare?a=worcestershire:app-2022&b=leicestershire:wsoa-2020", /Compare/],
  ["/explore", /Explore/],
  ["/areas/leicestershire/removed", /Taken away/],
  ["/areas/leicestershire/plans/wsoa-2020/update", /How do several actions stand/],
  ["/areas/worcestershire/trace", /Golden thread/],
  ["/areas/worcestershire/trace?view=matrix", /Golden thread/],
  ["/areas/worcestershire/weaknesses/weakness-1", /Uneven skills/],
  ["/areas/worcestershire/surveys/parent-carer-survey/questions/question-parent-views", /views/],
  ["/actions?area=leicestershire&hide=lead&sort=-due&size=all", /Actions/],
  ["/inspections", /Inspections/],
  ["/weaknesses", /Weaknesses/],
  ["/plans", /Plans/],
  ["/workstreams", /Workstreams/],
  ["/measures", /Measures/],
  ["/reviews", /Reviews/],
  ["/surveys/results", /Survey results/],
  ["/surveys/questions", /Survey questions/],
  ["/feedback", /You said, we did/],
  ["/indicators", /Indicators/],
  ["/indicators/ehc-plans-20-weeks", /EHC plans/],
  ["/meetings", /Meetings/],
  ["/glossary", /Glossary/],
  ["/timeline", /Timeline/],
  ["/search", /Search/],
  ["/search?q=annual+review", /Search/],
  ["/weaknesses?state=purple&after=abc", /Weaknesses/],
  ["/quality", /Data quality/],
  ["/documents", /Documents/],
  ["/documents/leicestershire-wsoa-2020?at=224-226", /Written Statement of Action/],
  ["/themes", /Themes/],
  ["/about", /About/],
  ["/no/such/page", /not found/i],
  ["/areas/nowhere", /not found|no local area|no .*nowhere/i],
];

for (const [path, heading] of pages) {
  test(`${path} can be used by everybody, on a desk and on a phone`, async ({ page, audit }) => {
    // axe looks at each element of a page twice: of the longest that takes most of half a minute on two busy cores.
    test.slow();
    await page.setViewportSize({ width: 1200, height: 900 });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(heading);
    await settled(page);
    await expect(page).toHaveTitle(/Golden Thread$/);
    for (const width of [1200, 375]) {
      await page.setViewportSize({ width, height: 900 });
      await audit();
      const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(surplus, `the page scrolls sideways at ${width} pixels`).toBeLessThanOrEqual(0);
    }
  });
}

for (const width of [1200, 375]) {
  test(`a list can be used by everybody after a filter, with all its parts open, at ${width} pixels`, async ({ page, audit }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/quality");
    await expect(page.locator("#results")).toHaveText("293 notes");
    const show = page.getByRole("button", { name: "Show filters" });
    if (await show.isVisible()) await show.click();
    await page.getByRole("group", { name: "Local area" }).getByLabel(/^Leicestershire/).check();
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect(page.locator("#results")).toHaveText(/^\d+ notes, 1 filter$/);
    await expect(page.locator("#results")).toBeInViewport();
    await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
    // Some parts are filled only when they are opened.
    await expect(taking(page).getByRole("group", { name: /^Query/ }).first()).toBeVisible();
    await expect(taking(page).locator("p.gt-citation")).toBeVisible();
    await settled(page);
    await audit();
    const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(surplus, "the page scrolls sideways").toBeLessThanOrEqual(0);
  });
}

test("nothing of GOV.UK's own brand is shipped", async ({ page, server }) => {
  await page.goto("/");
  const sheet = await page.locator("link[rel=stylesheet]").first().getAttribute("href");
  const css = await (await fetch(new URL(sheet!, server.url))).text();
  expect(css).not.toMatch(/GDS Transport|@font-face|crown/i);
});

test("files with a hash in their name are kept for good, the page is not", async ({ page, server }) => {
  await page.goto("/");
  const wasm = () => page.evaluate(() => {
    const names = performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname);
    return names.find((name) => name.endsWith(".wasm")) ?? "";
  });
  // It may be on its way when the document is loaded.
  await expect.poll(wasm).not.toBe("");
  const answer = await fetch(new URL(await wasm(), server.url), { headers: { "accept-encoding": "br" } });
  expect(answer.headers.get("content-type")).toBe("application/wasm");
  expect(answer.headers.get("content-encoding")).toBe("br");
  expect(answer.headers.get("cache-control")).toContain("immutable");
  const index = await fetch(new URL("/areas", server.url));
  expect(index.headers.get("cache-control")).toBe("no-cache");
});

test("the way past the navigation is the first stop of the keyboard", async ({ page }) => {
  await page.goto("/areas");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to main content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("a new page takes the focus to its heading and names itself", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Areas", exact: true }).click();
  await expect(page).toHaveTitle(/Local areas/);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("the menu opens and closes by keyboard on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto("/areas");
  const menu = page.getByRole("button", { name: "Menu" });
  await expect(menu).toHaveAttribute("aria-expanded", "false");
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(menu).toHaveAttribute("aria-expanded", "true");
  await page.getByRole("navigation").getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Compare");
});

test("a failure of the server is said, and trying again helps", async ({ page }) => {
  let down = true;
  await page.route("**/graphql", (route) => (down ? route.fulfill({ status: 503, body: "" }) : route.fallback()));
  await page.goto("/areas");
  const again = page.getByRole("button", { name: /try again/i });
  await expect(again).toBeVisible();
  down = false;
  await again.click();
  await expect(page.getByRole("link", { name: "Worcestershire" }).first()).toBeVisible();
});
