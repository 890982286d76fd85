import { ask, box, choices, counted, lists, results, rows, total } from "../src/list.ts";
import { settled } from "../src/page.ts";
import { cited, question, records, taking } from "../src/take.ts";
import { expect, test } from "../src/test.ts";

test("Explore leads to every list, and counts as the API does", async ({ page }) => {
  await page.goto("/explore");
  for (const list of lists) {
    const link = page.getByRole("main").locator(`li a[href="${list.path}"]`);
    const entry = page.getByRole("main").getByRole("listitem").filter({ has: page.locator(`a[href="${list.path}"]`) });
    await expect(link).toBeVisible();
    await expect(entry).toContainText(`(${await total(page, list)})`);
  }
  await page.getByRole("main").locator('li a[href="/measures"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Measures");
});

for (const list of lists) {
  test(`${list.path} is narrowed by a choice to as many as it says, taken away, found again`, async ({ page, server }) => {
    const all = await total(page, list);
    await page.goto(list.path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(list.title);
    await expect(results(page)).toHaveText(counted(list, all));
    const offered = (await choices(page)).filter(({ count }) => count > 0);
    const choice = offered.find(({ count }) => count < all) ?? offered[0]!;
    await box(page, choice).check();
    await page.getByRole("button", { name: "Apply filters" }).click();

    const title = counted(list, choice.count);
    await expect(results(page)).toHaveText(`${title}, 1 filter`);
    await expect(results(page)).toBeFocused();
    await expect(page).toHaveURL(new RegExp(`[?&]${choice.name}=`));
    const chip = page.getByRole("list", { name: "Filters in force" }).getByRole("link");
    await expect(chip).toHaveCount(1);

    const { query, variables, line } = await question(page);
    const answer = await page.request.post("/graphql", { data: { query, variables } });
    const { data, errors } = await answer.json();
    expect(errors).toBeUndefined();
    expect(data[list.root].totalCount).toBe(choice.count);
    expect(line).toContain(`curl -s ${server.url}/graphql`);
    const body = JSON.parse(/--data '(.*)'$/s.exec(line)![1]!.replaceAll("'\\''", "'"));
    expect(body).toEqual({ query, variables });

    const get = async (ending: string) =>
      page.request.get((await taking(page).getByRole("link", { name: `${ending} (${title})` }).getAttribute("href"))!);
    const csv = await get("CSV");
    expect(csv.headers()["content-type"]).toMatch(/^text\/csv/);
    expect(csv.headers()["content-disposition"]).toMatch(/^attachment/);
    expect(records(await csv.text())).toHaveLength(choice.count + 1);
    const json = await (await get("JSON")).json();
    expect(json.totalCount).toBe(choice.count);
    expect(json.nodes).toHaveLength(choice.count);

    const filter = (await chip.textContent())!.replace("Remove filter:", "").trim();
    const citation = await cited(page);
    expect(citation).toContain(`Golden Thread: ${title} (${filter}). Data version ${data.dataVersion},`);
    await page.goto(/(http\S+)$/.exec(citation)![1]!);
    await expect(results(page)).toHaveText(`${title}, 1 filter`);
    await expect(box(page, choice)).toBeChecked();

    await chip.click();
    await expect(results(page)).toHaveText(counted(list, all));
    await expect(results(page)).toBeFocused();
    await expect(page.locator("input:checked")).toHaveCount(0);
    await page.goBack();
    await expect(results(page)).toHaveText(`${title}, 1 filter`);
    await expect(box(page, choice)).toBeChecked();
  });
}

for (const list of lists.filter(({ sorts }) => sorts.length > 0)) {
  test(`${list.path} is ordered by its columns both ways`, async ({ page }) => {
    // Where there is less room, rows are cards and have no heads.
    await page.setViewportSize({ width: 1800, height: 900 });
    await page.goto(list.path);
    for (const column of list.sorts) {
      const head = page.getByRole("columnheader", { name: column, exact: true })
        .or(page.getByRole("columnheader", { name: new RegExp(`^${column} [↑↓]$`) }));
      await expect(head).toHaveAttribute("aria-sort", "none");
      await head.getByRole("link").click();
      await expect(head).toHaveAttribute("aria-sort", "ascending");
      await expect(page).toHaveURL(/sort=[a-z]/);
      await expect(results(page)).toBeFocused();
      await head.getByRole("link").click();
      await expect(head).toHaveAttribute("aria-sort", "descending");
      await expect(page).toHaveURL(/sort=-[a-z]/);
      await head.getByRole("link").click();
      await expect(head).toHaveAttribute("aria-sort", "none");
      await expect(page).not.toHaveURL(/sort=/);
    }
  });
}

test("the known facts are what the lists say", async ({ page }) => {
  for (const [path, words] of [
    ["/actions", "71 actions"],
    ["/actions?area=leicestershire", "33 actions, 1 filter"],
    ["/weaknesses", "6 weaknesses"],
    ["/quality", "293 notes"],
    ["/feedback", "64 comments"],
    ["/workstreams", "9 workstreams"],
  ] as const) {
    await page.goto(path);
    await expect(results(page)).toHaveText(words);
  }
});

test("the order can be chosen in the form, and is the order of the API", async ({ page }) => {
  await page.goto("/actions");
  await page.getByText("Order, rows and columns").click();
  await page.getByLabel("Order", { exact: true }).selectOption({ label: "Due date, last first" });
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/sort=-due/);
  await expect(page.getByRole("columnheader", { name: /^Due/ })).toHaveAttribute("aria-sort", "descending");
  const { actions } = await ask<{ actions: { nodes: { reference: string }[] } }>(
    page, "{ actions(orderBy: [{ field: DUE, direction: DESC }], first: 50) { nodes { reference } } }");
  await expect(rows(page)).toHaveCount(50);
  const shown = await rows(page).getByRole("rowheader").allTextContents();
  actions.nodes.forEach(({ reference }, at) => expect(shown[at]).toContain(reference));
});

test("a page has fifty rows, a hundred, or all; the next page goes on where it ended", async ({ page }) => {
  await page.goto("/quality");
  await expect(rows(page)).toHaveCount(50);
  const size = page.getByLabel("Rows on a page");
  for (const [label, count, address] of [["100", 100, /size=100/], ["All", 293, /size=all/]] as const) {
    if (!(await size.isVisible())) await page.getByText("Order, rows and columns").click();
    await size.selectOption({ label });
    await page.getByRole("button", { name: "Apply filters" }).click();
    await expect(page).toHaveURL(address);
    await expect(rows(page)).toHaveCount(count);
    await expect(results(page)).toHaveText("293 notes");
    await expect(size).toHaveValue(label.toLowerCase());
  }
  const all = await rows(page).evaluateAll((rows) => rows.map((row) => row.textContent));

  await page.goto("/quality?size=100");
  await expect(rows(page)).toHaveCount(100);
  const seen: (string | null)[] = await rows(page).evaluateAll((rows) => rows.map((row) => row.textContent));
  for (const count of [100, 93]) {
    const before = seen.at(-1);
    await page.getByRole("link", { name: /Next/ }).click();
    await expect(rows(page)).toHaveCount(count);
    await expect.poll(() => rows(page).last().textContent()).not.toBe(before);
    seen.push(...(await rows(page).evaluateAll((rows) => rows.map((row) => row.textContent))));
  }
  expect(seen).toEqual(all);
  await expect(page.getByRole("link", { name: /Next/ })).toHaveCount(0);
});

for (const width of [1800, 1200, 375]) {
  test(`no stop of the keyboard is out of sight in a list, at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/inspections");
    await expect(rows(page)).toHaveCount(4);
    await results(page).focus();
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const stop = document.activeElement!;
        const { left, top, width, height } = stop.getClientRects()[0]!;
        const there = document.elementFromPoint(left + Math.min(width, 10) / 2, top + Math.min(height, 20) / 2);
        return { words: stop.textContent?.trim().slice(0, 40), seen: stop.contains(there) };
      });
      expect(seen).toEqual({ ...seen, seen: true });
    }
  });
}

test("columns can be left out and come back", async ({ page }) => {
  await page.goto("/actions?area=leicestershire");
  await page.setViewportSize({ width: 1800, height: 900 });
  const heads = page.getByRole("columnheader");
  await expect(heads).toHaveText(["Action", "Status", "Lead", "Due", "Themes"]);
  await page.getByText("Order, rows and columns").click();
  const hidden = page.getByRole("group", { name: "Columns to leave out" });
  await hidden.getByLabel("Lead").check();
  await hidden.getByLabel("Themes").check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/hide=lead&hide=theme/);
  await expect(heads).toHaveText(["Action", "Status", "Due"]);
  await expect(rows(page).first().getByRole("cell")).toHaveCount(2);
  await expect(results(page)).toHaveText("33 actions, 1 filter");
  await page.goBack();
  await expect(heads).toHaveCount(5);
  await expect(hidden.getByLabel("Lead")).not.toBeChecked();
});

test("several choices of one filter are alternatives, those of two are not", async ({ page }) => {
  await page.goto("/quality");
  await choices(page);
  const severity = page.getByRole("group", { name: "How much it matters" }).getByRole("checkbox");
  await severity.nth(0).check();
  await severity.nth(1).check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(results(page)).toHaveText(/, 2 filters$/);
  const either = Number.parseInt((await results(page).textContent())!);
  const offered = (await choices(page)).filter(({ name }) => name === "severity");
  const numbers = offered.map(({ count }) => count);
  expect(either).toBe(numbers[0]! + numbers[1]!);
  await page.getByRole("group", { name: "Local area" }).getByLabel(/^Leicestershire/).check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(results(page)).toHaveText(/, 3 filters$/);
  expect(Number.parseInt((await results(page).textContent())!)).toBeLessThan(either);
});

test("a whole journey by keyboard: past the menu, a filter, its results", async ({ page }) => {
  await page.goto("/workstreams");
  await choices(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to main content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await page.keyboard.press("Tab");
  const box = page.getByLabel(/^Leicestershire \(/);
  await expect(box).toBeFocused();
  await page.keyboard.press("Space");
  await expect(box).toBeChecked();
  const apply = page.getByRole("button", { name: "Apply filters" });
  for (let step = 0; step < 60 && !(await apply.evaluate((button) => button === document.activeElement)); step++) {
    await page.keyboard.press("Tab");
  }
  await expect(apply).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(results(page)).toHaveText(/^\d+ workstreams?, 1 filter$/);
  await expect(results(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Remove filter: Local area: Leicestershire" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(results(page)).toHaveText("9 workstreams");
  await expect(results(page)).toBeFocused();
});

test("no link of an area leads to a page that is not there", async ({ page }) => {
  test.setTimeout(60_000);
  const links = new Map<string, string>();
  for (const path of ["/areas/leicestershire", "/areas/worcestershire"]) {
    await page.goto(path);
    // The figures come after the rest of the page.
    await settled(page);
    const hrefs = await page.getByRole("main").locator("a[href^='/']").evaluateAll((all) =>
      all.map((link) => link.getAttribute("href")!.split("#")[0]!));
    // One of each kind: the first, third and fifth steps of a path say what it is, the others which.
    for (const href of hrefs) links.set(href.split("?")[0]!.split("/").filter((_, at) => at % 2 === 1).join("/"), href);
  }
  expect(links.size).toBeGreaterThan(5);
  for (const link of links.values()) {
    await page.goto(link);
    await settled(page);
    await expect(page.getByRole("heading", { level: 1 }), link).not.toHaveText(/not found/i);
    await expect(page.locator(".gt-error"), link).toHaveCount(0);
  }
});

test("who comes back finds the focus where it was: on a link, on the button of the form", async ({ page }) => {
  await page.goto("/weaknesses");
  const link = rows(page).nth(4).getByRole("rowheader").getByRole("link");
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.goBack();
  await expect(link).toBeFocused();
  await expect(link).toBeInViewport();
  await page.getByLabel(/^Leicestershire \(/).check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(results(page)).toBeFocused();
  await page.goBack();
  await expect(page.getByRole("button", { name: "Apply filters" })).toBeFocused();
});

test("who comes back from a source finds its part open and the focus on its link", async ({ page }) => {
  await page.goto("/areas/worcestershire/plans/app-2022/actions/4.2");
  await page.getByText(/^Sources?: /).first().click();
  const link = page.locator("details[open] a[href^='/documents/']").first();
  await link.click();
  await expect(page).toHaveURL(/\/documents\//);
  await expect(page.locator(".gt-line--marked").first()).toBeVisible();
  await page.goBack();
  await expect(link).toBeFocused();
});

test("an empty list says what each filter keeps away", async ({ page }) => {
  await page.goto("/actions?area=leicestershire&text=Worcestershire+Children+First");
  await expect(results(page)).toHaveText("0 actions, 2 filters");
  const way = page.getByRole("main").getByRole("link", { name: "33 actions without “Words: Worcestershire Children First”" });
  await way.click();
  await expect(results(page)).toHaveText("33 actions, 1 filter");
  await expect(results(page)).toBeFocused();
});

test("a stretch that ends before it begins is refused at its end", async ({ page }) => {
  await page.goto("/actions");
  await expect(results(page)).toHaveText("71 actions");
  const end = page.getByLabel("Due until");
  await page.getByLabel("Due from").fill("2021-03-01");
  await end.fill("2021-02-01");
  const apply = page.getByRole("button", { name: "Apply filters" });
  await apply.click();
  await expect(end).toBeFocused();
  await expect.poll(() => end.evaluate((input: HTMLInputElement) => input.validationMessage)).toContain("before 1 March 2021");
  await expect(page).toHaveURL(/\/actions$/);
  await end.fill("2021-04-01");
  await apply.click();
  await expect(page).toHaveURL(/until=2021-04-01|to=2021-04-01/);
});
