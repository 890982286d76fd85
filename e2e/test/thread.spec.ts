import { ask } from "../src/list.ts";
import { expect, test } from "../src/test.ts";

const address = "/areas/worcestershire/trace";

test("the thread is reached from its area and holds every link and gap of the API", async ({ page }) => {
  await page.goto("/areas/worcestershire");
  await page.getByRole("main").getByRole("link", { name: /golden thread/i }).first().click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  const { thread } = await ask<{ thread: { nodes: { gap: boolean; basis: string | null }[] } }>(
    page, '{ thread(area: "worcestershire") { nodes { gap basis } } }');
  const gaps = thread.nodes.filter((node) => node.gap).length;
  const links = thread.nodes.filter((node) => node.basis !== null).length;
  await expect(page.getByRole("heading", { name: `${links} links, ${gaps} gaps` })).toBeVisible();
  await expect(page.locator(".gt-thread__item")).toHaveCount(thread.nodes.length);
  await expect(page.locator(".gt-thread__item--gap")).toHaveCount(gaps);
  await expect(page.getByRole("main").getByText(/^Link (stated in the source|printed in the same section|inferred|added)/)).toHaveCount(links);
});

test("a gap is said in its place, also to those who listen", async ({ page }) => {
  await page.goto(address);
  const gaps = page.locator(".gt-thread__item--gap");
  await expect(gaps.first()).toBeAttached();
  for (const gap of await gaps.all()) await expect(gap).toContainText(/Gap: \S/);
  const open = gaps.filter({ visible: true }).first();
  await expect(open).toBeVisible();
  expect(await open.evaluate((gap) => getComputedStyle(gap.querySelector(".gt-thread__node")!).borderTopStyle
    + getComputedStyle(gap).borderLeftStyle)).toMatch(/dashed|dotted/);
});

test("only what is stated in the source can be shown", async ({ page }) => {
  await page.goto(address);
  await page.getByLabel("Stated in the source").check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/basis=stated$/);
  await expect(page.locator("#results")).toBeFocused();
  await expect(page.getByText(/^Link stated in the source/).first()).toBeVisible();
  await expect(page.getByText(/^Link (printed|inferred|added)/)).toHaveCount(0);
  await expect(page.getByLabel("Stated in the source")).toBeChecked();
  await page.goBack();
  await expect(page.getByText(/^Link printed/).first()).toBeAttached();
  await expect(page.getByLabel("Stated in the source")).not.toBeChecked();
});

test("one weakness can be followed by itself", async ({ page }) => {
  await page.goto(address);
  await page.getByLabel("Weakness", { exact: true }).selectOption({ label: "Too little suitable specialist provision" });
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/from=worcestershire\/weakness-2/);
  const main = page.locator(".gt-thread").first();
  await expect(main).toContainText("Too little suitable specialist provision");
  await expect(main).not.toContainText("Uneven skills and commitment");
});

test("a heading that counts one weakness counts only what is shown of it", async ({ page }) => {
  await page.goto(`${address}?from=worcestershire/weakness-2`);
  await expect(page.locator("#results")).toBeVisible();
  const gaps = await page.locator(".gt-thread__item--gap").count();
  await expect(page.locator("#results")).toContainText(`, ${gaps} gap`);
});

test("in numbers: each weakness with what hangs under it, and the way to its part", async ({ page }) => {
  await page.goto(address);
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "As numbers" });
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/view=matrix/);
  await expect(page.getByRole("columnheader")).toHaveText(
    ["Weakness", "Workstreams", "Actions", "Measures", "Reviews", "What families say"]);
  await expect(page.getByRole("main").locator("tbody tr")).toHaveCount(4);
  const row = page.getByRole("row").filter({ hasText: "Too little suitable specialist provision" });
  const [workstreams, actions] = await row.getByRole("cell").allInnerTexts();
  await row.getByRole("link").click();
  await expect(page).toHaveURL(/from=worcestershire\/weakness-2/);
  const stage = (name: string) => page.locator(".gt-thread__item:not(.gt-thread__item--gap) > .gt-thread__node > .gt-thread__stage")
    .getByText(name, { exact: true });
  await expect(stage("Workstream")).toHaveCount(Number.parseInt(workstreams!));
  await expect(stage("Action")).toHaveCount(Number.parseInt(actions!));
});

test("the records of the thread lead to their pages", async ({ page }) => {
  await page.goto("/areas/leicestershire/trace");
  await page.locator(".gt-thread").getByRole("link", { name: "Joint commissioning strategy" }).first().click();
  await expect(page).toHaveURL(/\/areas\/leicestershire\/weaknesses\/weakness-1/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Joint commissioning strategy");
});
