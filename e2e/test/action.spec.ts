import { results } from "../src/list.ts";
import { expect, test } from "../src/test.ts";

test("find an action by filters, share the address, come back", async ({ page, context }) => {
  await page.goto("/actions");
  await expect(page.getByRole("heading", { name: "71 actions" })).toBeVisible();
  await page.getByRole("group", { name: "Local area" }).getByLabel("Leicestershire").check();
  await page.getByRole("group", { name: /Status/ }).getByLabel("Not started").check();
  await page.getByRole("button", { name: "Apply filters" }).click();

  const found = page.getByRole("heading", { name: /^8 actions/ });
  await expect(found).toBeFocused();
  await expect(page).toHaveURL(/area=leicestershire/);
  await expect(page).toHaveURL(/status=not-started/);
  await expect(page.getByRole("link", { name: /1\.19/ })).toBeVisible();

  // Somebody else opens the address.
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("heading", { name: /^8 actions/ })).toBeVisible();
  await expect(other.getByRole("group", { name: "Local area" }).getByLabel("Leicestershire")).toBeChecked();
  await other.close();

  // A chip takes one filter away; Back brings it and the ticked box again.
  await page.getByRole("link", { name: /Remove filter: .*Not started/ }).click();
  await expect(page.getByRole("heading", { name: /^33 actions/ })).toBeVisible();
  await expect(page.getByRole("group", { name: /Status/ }).getByLabel("Not started")).not.toBeChecked();
  await page.goBack();
  await expect(page.getByRole("heading", { name: /^8 actions/ })).toBeVisible();
  await expect(page.getByRole("group", { name: /Status/ }).getByLabel("Not started")).toBeChecked();
});

test("words are searched as they are", async ({ page }) => {
  await page.goto("/actions?text=" + encodeURIComponent("100%_' OR 1=1"));
  await expect(page.getByRole("heading", { name: /^(0|No) actions/i })).toBeVisible();
});

test("an address that means nothing is put right, with a word", async ({ page }) => {
  await page.goto("/actions?status=purple&area=leicestershire&sort=;;");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Actions");
  await expect(page.getByRole("heading", { name: /^33 actions/ })).toBeVisible();
  await expect(page).not.toHaveURL(/purple/);
  await expect(page.getByRole("main")).toContainText("status=purple");
});

test("an impossible date is shown as printed, never as a day", async ({ page }) => {
  await page.goto("/areas/leicestershire/plans/wsoa-2020/actions/2.11");
  const main = page.getByRole("main");
  await expect(main).toContainText("31/09/2020");
  await expect(main).toContainText("Needs checking");
  await expect(main).not.toContainText(/(30 September|1 October) 2020/);
  await expect(main).toContainText("GREEN");
});

test("what the plan does not state is said to be not stated", async ({ page }) => {
  await page.goto("/areas/worcestershire/plans/app-2022/actions/4.7");
  await expect(page.getByRole("main").getByText("Not stated in the source").first()).toBeVisible();
});

test("a source leads to its place in the document", async ({ page }) => {
  await page.goto("/areas/leicestershire/plans/wsoa-2020/actions/1.10");
  await page.getByText(/Section 6, Priority one, action 1\.10/).first().click();
  await page.getByRole("main").locator("a[href^='/documents/leicestershire-wsoa-2020']").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Written Statement of Action");
  await expect(page.getByRole("main")).toContainText("Section 6, Priority one, action 1.10");
});

test("each choice says how many actions it leaves, and keeps its word", async ({ page }) => {
  await page.goto("/actions?area=leicestershire");
  await expect(page.getByRole("heading", { name: /^33 actions/ })).toBeVisible();
  // The choices of one filter do not narrow each other; those of the others do.
  await expect(page.getByLabel("Worcestershire (38)")).toBeVisible();
  await page.getByLabel("No evidence stated (10)").check();
  await page.getByLabel("Overdue at").fill("2022-01-01");
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/without=evidence&overdue=2022-01-01/);
  const heading = page.getByRole("heading", { name: /\d+ actions?, 3 filters/ });
  await expect(heading).toBeFocused();
  const left = Number((await heading.textContent())!.split(" ")[0]);
  expect(left).toBeGreaterThan(0);
  await expect(page.getByLabel(`Leicestershire (${left})`)).toBeChecked();
  await page.getByRole("link", { name: "Remove filter: Overdue at: 1 January 2022" }).click();
  await expect(page.getByRole("heading", { name: /^10 actions, 2 filters/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel("Overdue at")).toHaveValue("2022-01-01");
});

test("what cannot be judged overdue is listed beside what is", async ({ page }) => {
  await page.goto("/actions?overdue=2021-01-01");
  const line = page.locator(".gt-count", { hasText: "At 1 January 2021" });
  // The counts come after the rows.
  await expect(line.getByRole("link", { name: /^\d+ cannot be judged$/ })).toBeVisible();
  const number = async (name: RegExp) => Number(/\d+/.exec((await line.getByRole("link", { name }).textContent())!)![0]);
  const [late, unknown] = [await number(/overdue$/), await number(/cannot be judged$/)];
  await line.getByRole("link", { name: /cannot be judged$/ }).click();
  await expect(results(page)).toHaveText(`${unknown} actions, 2 filters`);
  await page.getByRole("form", { name: /^Filter the/ }).getByLabel(/^Overdue \(/).check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(results(page)).toHaveText(`${late + unknown} actions, 3 filters`);
});

test("narrowed dates say what they leave out", async ({ page }) => {
  await page.goto("/actions?to=2021-01-01");
  await page.getByRole("link", { name: "See those without a date that names one day" }).click();
  await expect(results(page)).toHaveText("46 actions, 1 filter");
});
