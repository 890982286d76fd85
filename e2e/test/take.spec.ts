import { results } from "../src/list.ts";
import { settled } from "../src/page.ts";
import { cited, question, records, taking } from "../src/take.ts";
import { expect, test } from "../src/test.ts";

test("a file keeps the order of the list", async ({ page }) => {
  await page.goto("/actions?area=leicestershire&sort=-due");
  const json = await page.getByRole("link", { name: /^JSON/ }).getAttribute("href");
  const { nodes } = await (await page.request.get(json!)).json();
  const shown = page.getByRole("main").locator("tbody th");
  await expect(shown).toHaveCount(nodes.length);
  await expect(shown).toContainText(nodes.map((node: { reference: string }) => node.reference));
});

test("the command line works in a shell, also with a quotation mark in the words", async ({ page }) => {
  const { execFileSync } = await import("node:child_process");
  await page.goto("/glossary?text=" + encodeURIComponent("it's $HOME `x` \"y\""));
  await expect(results(page)).toHaveText("0 terms, 1 filter");
  const { line } = await question(page);
  const said = execFileSync("sh", ["-c", line], { encoding: "utf8" });
  expect(JSON.parse(said).data.glossaryTerms.totalCount).toBe(0);
});

test("link, question and citation are copied, and that is said", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/actions?area=leicestershire");
  await expect(results(page)).toBeVisible();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy link", exact: true }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeAttached();
  await expect.poll(copied).toMatch(/^http.*\/actions\?area=leicestershire&size=50$/);
  await cited(page);
  await page.getByRole("button", { name: "Copy citation" }).click();
  await expect.poll(copied).toMatch(/^Golden Thread: 33 actions \(Local area: Leicestershire\)\. Data version/);
  const { at, query } = await question(page);
  await page.getByRole("button", { name: /^Copy query/ }).nth(at).click();
  await expect.poll(copied).toBe(query);
});

test("what cannot be copied is said to be so", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
  });
  await page.goto("/plans");
  await expect(results(page)).toBeVisible();
  await page.getByRole("button", { name: "Copy link", exact: true }).click();
  await expect(page.getByText("The browser did not allow it to be copied")).toBeAttached();
});

for (const [address, words] of [
  ["/actions?area=leicestershire", /^Golden Thread: 33 actions \(Local area: Leicestershire\)\. Data version \d+, read on .*\/actions\?area=leicestershire&size=50$/],
  ["/themes", /^Golden Thread: Themes\. Read on \d+ \w+ \d{4}\. http.*\/themes$/],
] as const) {
  test(`on paper ${address} says what it is and where it is from`, async ({ page }) => {
    await page.goto(address);
    await settled(page);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await expect(page.locator(".gt-print-only")).toBeVisible();
    await expect(page.locator(".gt-print-only")).toHaveText(words);
    await expect(page.getByRole("button", { name: "Copy link", exact: true })).toBeHidden();
    await expect(page.getByRole("search")).toBeHidden();
  });
}

test("a long address makes no page wider than paper", async ({ page }) => {
  // As wide as A4 is between its margins.
  await page.setViewportSize({ width: 703, height: 994 });
  for (const address of [`/actions?text=${"x".repeat(190)}`, `/actions?from=${"y".repeat(300)}`, `/search?q=${"z".repeat(190)}`]) {
    await page.goto(address);
    await settled(page);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await expect(page.locator(".gt-print-only")).toBeVisible();
    const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(surplus, address.slice(0, 20)).toBeLessThanOrEqual(0);
    await page.emulateMedia({ media: "screen" });
  }
});

test("a page that is no list is cited with the version of the data too", async ({ page }) => {
  await page.goto("/areas/worcestershire");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await cited(page)).toMatch(/^Golden Thread: Worcestershire – Local area\. Data version \d+, read on .*\/areas\/worcestershire$/);
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Areas" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Local areas");
  expect(await cited(page)).toMatch(/^Golden Thread: \d+ local areas\. Data version/);
});

test("a citation takes its title from its page, also where that is still on its way", async ({ page }) => {
  await page.goto("/areas");
  await settled(page);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/graphql", async (route) => {
    // The citation itself asks for the version of the data.
    if (!route.request().postDataJSON().query.startsWith("query VersionQuery")) await arrived;
    await route.continue();
  });
  await page.getByRole("main").getByRole("link", { name: "Worcestershire", exact: true }).first().click();
  await expect(page).toHaveURL(/\/areas\/worcestershire$/);
  await taking(page).getByText("Cite this page").click();
  const citation = taking(page).locator("p.gt-citation");
  await expect(citation).toHaveText(/^Golden Thread\. Data version \d+, read on .*\/areas\/worcestershire$/);
  arrive();
  await expect(citation).toHaveText(/^Golden Thread: Worcestershire – Local area\. Data version \d+, read on .*\/areas\/worcestershire$/);
});

for (const address of [
  "/explore",
  "/search?q=annual+review",
  "/search?q=plan&kind=action&area=leicestershire",
  "/areas/worcestershire/trace",
  "/areas/worcestershire/trace?basis=stated",
]) {
  test(`the question behind ${address} is the one that the page asked`, async ({ page }) => {
    const asked: { query: string; variables?: object }[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/graphql")) asked.push(request.postDataJSON());
    });
    await page.goto(address);
    await settled(page);
    const shown = await question(page);
    const answers = async (body: object) => (await page.request.post("/graphql", { data: body })).json();
    const { data, errors } = await answers({ query: shown.query, variables: shown.variables });
    expect(errors).toBeUndefined();
    const real = await Promise.all(asked.map(answers));
    expect(real.map((answer) => answer.data)).toContainEqual(data);
  });
}

for (const [address, rows] of [
  ["/surveys", 1],
  ["/areas/worcestershire/surveys/parent-carer-survey/questions/question-parent-views", null],
  ["/indicators/ehc-plans-20-weeks", null],
  ["/search?q=annual+review&kind=action&area=leicestershire", null],
] as const) {
  test(`the rows of ${address} are files too, and its answer is a link`, async ({ page }) => {
    await page.goto(address);
    await settled(page);
    const file = await taking(page).getByRole("link", { name: /^JSON \(/ }).getAttribute("href");
    const { nodes, totalCount } = await (await page.request.get(file!)).json();
    expect(nodes).toHaveLength(totalCount);
    if (rows === null) expect(totalCount).toBeGreaterThan(1);
    else expect(totalCount).toBe(rows);
    const { query, variables } = await question(page);
    const answer = await taking(page).getByRole("link", { name: /^The answer/ }).last().getAttribute("href");
    const asked = await page.request.post("/graphql", { data: { query, variables } });
    expect(await (await page.request.get(answer!)).json()).toEqual(await asked.json());
    await taking(page).getByRole("link", { name: /^The answer/ }).last().click();
    await expect(page.locator("body")).toContainText('{"data":');
  });
}

test("a thread is a file too, with the links that were asked for", async ({ page }) => {
  for (const address of ["/areas/worcestershire/trace", "/areas/worcestershire/trace?basis=stated"]) {
    await page.goto(address);
    const file = taking(page).getByRole("link", { name: /^CSV \(the \d+ nodes\)$/ });
    const shown = Number(/\d+/.exec((await file.textContent())!)![0]);
    const csv = await (await page.request.get((await file.getAttribute("href"))!)).text();
    expect(records(csv)).toHaveLength(shown + 1);
    await expect(page.locator(".gt-thread__item")).toHaveCount(shown);
  }
});

test("on paper a thread names each gap once, and what was never opened is not there", async ({ page }) => {
  await page.goto("/areas/worcestershire/trace");
  await expect(page.locator(".gt-thread__item--gap").first()).toBeAttached();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".gt-thread summary:visible")).toHaveCount(0);
  // Every one of them is on the paper.
  const gaps = await page.locator(".gt-thread__item--gap").count();
  await expect(page.locator(".gt-thread__item--gap:visible")).toHaveCount(gaps);
  await page.goto("/actions");
  await expect(results(page)).toBeVisible();
  await expect(page.getByText("Due dates over time")).toBeHidden();
});
