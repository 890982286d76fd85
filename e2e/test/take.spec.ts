import { type Page } from "@playwright/test";

import { choices, counted, lists, results, total } from "../src/list.ts";
import { expect, test } from "../src/test.ts";

/** The rows of a CSV file, its head included; a line break within quotation marks ends no row. */
function records(csv: string): string[] {
  return csv.replace(/"(?:[^"]|"")*"/g, "x").split(/\r?\n/).filter((line) => line !== "");
}

/** Opens a part that is closed at first, and gives its blocks of code by their names. */
async function question(page: Page, summary: string): Promise<{ query: string; variables: string; line: string }> {
  await page.getByText(summary).click();
  const block = async (name: string) => (await page.getByRole("region", { name, exact: true }).textContent())!;
  return { query: await block("Query"), variables: await block("Variables"), line: await block("Command line") };
}

for (const list of lists) {
  test(`${list.path} is taken away as it stands: files, question, citation`, async ({ page, server }) => {
    const all = await total(page, list);
    await page.goto(list.path);
    const offered = await choices(page);
    const { box, count } = offered.find((choice) => choice.count > 0 && choice.count < all)
      ?? offered.find((choice) => choice.count > 0)!;
    await box.check();
    await page.getByRole("button", { name: "Apply filters" }).click();
    const title = counted(list, count);
    await expect(results(page)).toHaveText(`${title}, 1 filter`);
    const chip = (await page.locator(".gt-chip").textContent())!.replace("Remove filter:", "").trim();
    const take = page.locator("#take");

    // Every list with columns is a table, and so a file.
    if (list.path !== "/timeline") {
      const href = async (ending: string) =>
        (await take.getByRole("link", { name: `${ending} (${title})` }).getAttribute("href"))!;
      const csv = await page.request.get(await href("CSV"));
      expect(csv.headers()["content-type"]).toMatch(/^text\/csv/);
      expect(csv.headers()["content-disposition"]).toMatch(/^attachment/);
      expect(records(await csv.text())).toHaveLength(count + 1);
      const json = await (await page.request.get(await href("JSON"))).json();
      expect(json.totalCount).toBe(count);
      expect(json.nodes).toHaveLength(count);
    }

    const { query, variables, line } = await question(page, "The question behind these figures (GraphQL)");
    const answer = await page.request.post("/graphql", { data: { query, variables: JSON.parse(variables) } });
    const { data, errors } = await answer.json();
    expect(errors).toBeUndefined();
    expect(data[list.root].totalCount).toBe(count);
    expect(line).toContain(`curl -s ${server.url}/graphql`);
    const body = JSON.parse(/--data '(.*)'$/s.exec(line)![1]!.replaceAll("'\\''", "'"));
    expect(body).toEqual({ query, variables: JSON.parse(variables) });

    await page.getByText("Cite this list").click();
    const citation = take.locator("p.gt-citation");
    await expect(citation).toContainText(`Golden Thread: ${title} (${chip}).`);
    await expect(citation).toContainText(`Data version ${data.dataVersion},`);
    const address = /(http\S+)$/.exec((await citation.textContent())!)![1]!;
    await page.goto(address);
    await expect(results(page)).toHaveText(`${title}, 1 filter`);
  });
}

test("a file keeps the order of the list", async ({ page }) => {
  await page.goto("/actions?area=leicestershire&sort=-due");
  const json = await page.getByRole("link", { name: /^JSON/ }).getAttribute("href");
  const { nodes } = await (await page.request.get(json!)).json();
  const shown = await page.getByRole("main").locator("tbody th").allTextContents();
  expect(nodes).toHaveLength(shown.length);
  nodes.forEach((node: { reference: string }, at: number) => expect(shown[at]).toContain(node.reference));
});

test("the command line works in a shell, also with a quotation mark in the words", async ({ page }) => {
  const { execFileSync } = await import("node:child_process");
  await page.goto("/glossary?text=" + encodeURIComponent("it's $HOME `x` \"y\""));
  await expect(results(page)).toHaveText("0 terms, 1 filter");
  const { line } = await question(page, "The question behind these figures (GraphQL)");
  const said = execFileSync("sh", ["-c", line], { encoding: "utf8" });
  expect(JSON.parse(said).data.glossaryTerms.totalCount).toBe(0);
});

test("link, question and citation are copied, and that is said", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/actions?area=leicestershire");
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy link", exact: true }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeAttached();
  expect(await copied()).toMatch(/^http.*\/actions\?area=leicestershire&size=50$/);
  await page.getByText("Cite this list").click();
  await page.getByRole("button", { name: "Copy citation" }).click();
  await expect.poll(copied).toMatch(/^Golden Thread: 33 actions \(Local area: Leicestershire\)\. Data version/);
  await page.getByText("The question behind these figures").click();
  await page.getByRole("button", { name: "Copy query" }).click();
  await expect.poll(copied).toContain("query");
});

test("what cannot be copied is said to be so", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
  });
  await page.goto("/plans");
  await page.getByRole("button", { name: "Copy link", exact: true }).click();
  await expect(page.getByText("The browser did not allow it to be copied")).toBeAttached();
});

test("on paper a list says what it is and where it is from", async ({ page }) => {
  await page.goto("/actions?area=leicestershire");
  await expect(results(page)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".gt-print-only")).toBeVisible();
  await expect(page.locator(".gt-print-only")).toContainText(/33 actions \(Local area: Leicestershire\).*http/);
  await expect(page.getByRole("button", { name: "Copy link", exact: true })).toBeHidden();
  await expect(page.getByRole("search")).toBeHidden();
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
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await page.getByText("The questions behind this page (GraphQL)").click();
    const part = page.getByRole("complementary", { name: "Take this page away" });
    const query = await part.getByRole("region", { name: "Query" }).last().innerText();
    const variables = await part.getByRole("region", { name: "Variables" }).last().innerText();
    const answers = async (body: object) => (await page.request.post("/graphql", { data: body })).json();
    const shown = await answers({ query, variables: JSON.parse(variables) });
    expect(shown.errors).toBeUndefined();
    const real = await Promise.all(asked.map(answers));
    expect(real.map((answer) => answer.data)).toContainEqual(shown.data);
  });
}
