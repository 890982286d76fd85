import { execFileSync } from "node:child_process";

import type { Page } from "@playwright/test";

import { question, taking } from "../src/take.ts";
import { expect, test } from "../src/test.ts";

const pages: [string, RegExp][] = [
  ["/api", /^The API$/],
  ["/api/explorer", /^Explorer$/],
  ["/api/reference", /^API reference$/],
  ["/api/reference/a-z", /^Names from A to Z$/],
  ["/api/reference/directives", /^Directives$/],
  ["/api/reference/Query", /Query$/],
  ["/api/reference/Action", /Action$/],
  ["/api/reference/ActionFilter", /ActionFilter$/],
  ["/api/reference/SharedStatus", /SharedStatus$/],
  ["/api/reference/DateTime", /DateTime$/],
];

for (const [path, heading] of pages) {
  test(`${path} can be used by everybody, on a desk and on a phone`, async ({ page, audit }) => {
    const answer = await page.goto(path);
    expect(answer!.headers()["content-security-policy"]).not.toContain("unsafe");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expect(page).toHaveTitle(/API.* – Golden Thread$/);
    for (const width of [1200, 375]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${width} pixels wide`).toBeLessThanOrEqual(0);
      await audit();
    }
  });
}

/** Everything that a browser refuses because of the page's policy. */
function refusals(page: Page): string[] {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
  });
  return refused;
}

const query = (page: Page) => page.getByRole("textbox", { name: "Query", exact: true });
const variables = (page: Page) => page.getByRole("textbox", { name: "Variables", exact: true });
const answer = (page: Page) => page.getByRole("region", { name: "Answer", exact: true });
const run = (page: Page) => page.getByRole("button", { name: "Run" }).click();

test("the link of the navigation leads out of the page to the API's own", async ({ page }) => {
  await page.goto("/areas");
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "API" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The API");
});

test("the question behind a page opens in the explorer, and is answered there", async ({ page }) => {
  await page.goto("/actions?area=leicestershire");
  const asked = await question(page);
  await taking(page).getByRole("link", { name: "Open in the explorer" }).nth(asked.at).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Explorer");
  await expect(query(page)).toHaveValue(asked.query);
  await run(page);
  await expect(page.getByText(/^Answered in/)).toBeVisible();
});

test("every example of the explorer is answered without an error", async ({ page }) => {
  const refused = refusals(page);
  await page.goto("/api/explorer");
  const names = await page.getByLabel("Example").getByRole("option").allTextContents();
  expect(names.length).toBeGreaterThan(4);
  for (const name of names) {
    await page.getByLabel("Example").selectOption(name);
    await page.getByRole("button", { name: "Use this example" }).click();
    await run(page);
    await expect(page.getByText(/^Answered in \d+ ms, [\d,]+ bytes, data version \d+, ETag /), name).toBeVisible();
    expect(JSON.parse((await answer(page).textContent())!)).toHaveProperty("data");
  }
  expect(refused).toEqual([]);
});

test("the keyboard runs a query and reaches its answer", async ({ page }) => {
  await page.goto("/api/explorer");
  await query(page).fill("query Version { dataVersion }");
  await variables(page).fill("");
  await page.keyboard.press("Control+Enter");
  await expect(answer(page)).toContainText('"dataVersion": ');
  await answer(page).focus();
  await expect(answer(page)).toBeFocused();
});

test("an error is said, with the way to its place in the query", async ({ page, audit }) => {
  await page.goto("/api/explorer");
  await query(page).fill("{\n  dataVersion\n  nothingOfTheKind\n}");
  await run(page);
  await expect(page.getByText(/^Answered with an error in/)).toBeVisible();
  const errors = page.getByRole("group", { name: "Errors" });
  await expect(errors).toContainText("nothingOfTheKind");
  await audit();
  await errors.getByRole("button", { name: "Go to line 3, column 3" }).click();
  await expect(query(page)).toBeFocused();
  expect(await page.evaluate(() => getSelection()!.toString())).toBe("nothingOfTheKind");
});

test("variables that are no JSON are not sent", async ({ page, audit }) => {
  await page.goto("/api/explorer");
  let sent = 0;
  page.on("request", (request) => (sent += Number(request.url().includes("/graphql"))));
  for (const wrong of ["{ area: 1 }", "[]", "null"]) {
    await variables(page).fill(wrong);
    await run(page);
    await expect(variables(page)).toBeFocused();
    await expect(variables(page)).toHaveAccessibleDescription(/Error:\s+Variables must be/);
  }
  await audit();
  expect(sent).toBe(0);
});

test("what was asked stands in the address, for whoever opens it", async ({ page, context }) => {
  await page.goto("/api/explorer");
  const [text, held] = ["query Q($text: String!) { search(text: $text) { totalCount } } # 50 % & “more”", '{"text": "annual review"}'];
  await query(page).fill(text);
  await variables(page).fill(held);
  await run(page);
  await expect(answer(page)).toContainText('"totalCount": ');
  const words = await answer(page).textContent();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(query(other)).toHaveValue(text);
  await expect(variables(other)).toHaveValue(held);
  await run(other);
  await expect(answer(other)).toHaveText(words!);
  await other.getByRole("link", { name: "Open in GraphiQL" }).click();
  await expect(other.locator(".graphiql-query-editor")).toContainText("query Q($text: String!)");
});

test("the copied command line brings the same answer", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/api/explorer");
  await query(page).fill("query Q($text: String!) { search(text: $text) { totalCount } } # it's");
  await variables(page).fill('{"text": "carer\'s views"}');
  await run(page);
  await expect(answer(page)).toBeVisible();
  await page.getByRole("button", { name: "Copy as curl" }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  const line = await page.evaluate(() => navigator.clipboard.readText());
  const said = execFileSync("sh", ["-c", line], { encoding: "utf8" });
  expect(JSON.parse(said)).toEqual(JSON.parse((await answer(page).textContent())!));
});

test("an answer can be kept, and is there as it was", async ({ page, audit }) => {
  await page.goto("/api/explorer");
  await run(page);
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByText("Kept.")).toBeVisible();
  await expect(page.locator("#citation")).toHaveText(/^Golden Thread: .*Data version \d+, read on .*\/permalink\/[0-9a-f]+$/);
  await audit();
  const address = await page.getByRole("link", { name: "The answer that was kept" }).getAttribute("href");
  const kept = await page.request.get(address!);
  expect(await kept.json()).toEqual(JSON.parse((await answer(page).textContent())!));
});

test("a server that is not there is said to be so", async ({ page }) => {
  await page.goto("/api/explorer");
  await page.route("**/graphql*", (route) => route.abort());
  await run(page);
  await expect(page.getByRole("group", { name: "Errors" })).toContainText("The server could not be reached");
});

test("GraphiQL asks nobody else, runs a query, and lets the keyboard go", async ({ page, server }) => {
  const refused = refusals(page);
  const foreign: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== new URL(server.url).origin && protocol !== "data:") foreign.push(request.url());
  });
  const response = await page.goto(`/api/graphiql#${new URLSearchParams({ query: "query Version { dataVersion }" })}`);
  expect(response!.headers()["content-security-policy"]).not.toContain("unsafe");
  await page.getByRole("button", { name: /^Execute query/ }).click();
  await expect(page.locator(".result-window")).toContainText('"dataVersion"');
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.getByRole("link", { name: "Query", exact: true }).click();
  await expect(page.getByText("The root of every query.").first()).toBeVisible();
  await page.getByRole("button", { name: "Show History" }).click();
  await page.getByRole("button", { name: /^Prettify query/ }).click();
  await page.getByRole("button", { name: "Open settings dialog" }).click();
  await page.keyboard.press("Escape");
  await query(page).focus();
  await page.keyboard.press("Tab");
  await expect(query(page)).not.toBeFocused();
  expect(foreign).toEqual([]);
  expect(refused).toEqual([]);
});

test("every link of the reference leads to its place", async ({ page }) => {
  const known = new Map<string, Set<string>>();
  const links: [string, string, string | undefined][] = [];
  const waiting = ["/api/reference"];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (known.has(path)) continue;
    const html = await (await page.request.get(path)).text();
    known.set(path, new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id!)));
    expect(html, path).toMatch(/<title>[^<]*API reference – Golden Thread<\/title>/);
    for (const [, href] of html.matchAll(/href="((?:\/api\/reference|#)[^"]*)"/g)) {
      const [to, place] = href!.split("#") as [string, string?];
      links.push([path, to || path, place]);
      waiting.push(to || path);
    }
  }
  expect(known.size).toBeGreaterThan(300);
  const lost = links.filter(([, to, place]) => place !== undefined && !known.get(to)!.has(place));
  expect(lost).toEqual([]);
});

test("every file that the API's page offers is there", async ({ page }) => {
  // Whole lists, one after the other.
  test.slow();
  await page.goto("/api");
  const addresses = await page.locator("main a[href*='/download/'], main a[href$='.graphql']").evaluateAll((links) =>
    links.map((link) => link.getAttribute("href")!));
  expect(addresses.length).toBeGreaterThan(30);
  for (const address of addresses) expect((await page.request.get(address)).status(), address).toBe(200);
});

test("without JavaScript the pages can be read, and their menu is open", async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${server.url}/api/reference/Action#field-due`);
  await expect(page.locator("#field-due")).toContainText("When it is due");
  await expect(page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Areas" })).toBeVisible();
  await context.close();
});

test("the menu opens and closes by keyboard on a phone, on the API's own pages too", async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto("/api");
  const menu = page.getByRole("button", { name: "Menu" });
  await expect(menu).toHaveAttribute("aria-expanded", "false");
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(menu).toHaveAttribute("aria-expanded", "true");
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Areas" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Local areas");
});

test("an address of the API's that leads nowhere says so", async ({ page }) => {
  await page.goto("/api/nothing");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/not found/i);
});
