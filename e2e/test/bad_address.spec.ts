import { lists, results, total } from "../src/list.ts";
import { expect, test } from "../src/test.ts";

/** What the page shows when it could not make sense of an answer, or of itself; some of it always stands in it, hidden. */
const broken = /problem with the service|stopped working|could not be loaded/;

for (const list of lists) {
  test(`${list.path} puts a meddled address right and says what it took out`, async ({ page }) => {
    const { path } = list;
    await page.goto(`${path}?area=nowhere&sort=;;&size=-1&hide=x&purple=1&text=a&text=b&from=2020-02-30&state=%00`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(list.title);
    await expect(results(page)).toBeVisible();
    const notice = page.getByRole("main").getByText(/^Taken out of the address/);
    for (const words of ["area=nowhere", "sort=;;", "size=-1", "hide=x", "purple=1", "text=b", "from=2020-02-30"]) {
      await expect(notice).toContainText(words);
    }
    await expect(page).not.toHaveURL(/nowhere|;|-1|hide|purple|text=b|2020-02-30/);
    await expect(page.getByText(broken).filter({ visible: true })).toHaveCount(0);
  });
}

// Every list goes the same way from its address to its rows, and `url/list.rs` tests the reading for all of them.
for (const list of lists.filter(({ path }) => ["/actions", "/timeline"].includes(path))) {
  test(`${list.path} begins anew where a place in the list is none, and says so`, async ({ page }) => {
    const all = await total(page, list);
    for (const cursor of ["abc", "%00%00", "x".repeat(3000)]) {
      await page.goto(`${list.path}?after=${cursor}`);
      await expect(page.getByText(/^Taken out of the address/)).toContainText(`after=${decodeURIComponent(cursor).slice(0, 70)}`);
      await expect(results(page)).toHaveText(new RegExp(`^${all} `));
      await expect(page).toHaveURL(list.path);
    }
  });
}

test("a list stands whatever bytes its address holds", async ({ page }) => {
  test.setTimeout(60_000);
  for (const odd of [
    "?%", "?%zz=%C3", "?=&&=x", "?text=%F0%9F", "?text=%00", `?text=${"a".repeat(5000)}`, "?area=../../etc",
    "?area[]=leicestershire", "?AREA=leicestershire", "?__proto__=x", "?text=<script>alert(1)</script>", "?text=%E2%80%AE'%22)--",
  ]) {
    await page.goto("/actions" + odd);
    await expect.soft(page.getByRole("heading", { level: 1 }), odd).toHaveText("Actions");
    await expect.soft(results(page), odd).toBeVisible();
    await expect.soft(page.getByText(broken).filter({ visible: true }), odd).toHaveCount(0);
  }
});

test("a cursor of one list is none of another", async ({ page }) => {
  await page.goto("/quality");
  await page.getByRole("link", { name: /Next/ }).click();
  await expect(page).toHaveURL(/after=/);
  await page.goto("/actions" + new URL(page.url()).search);
  await expect(page.getByText(/^Taken out of the address/)).toContainText("after=");
  await expect(results(page)).toHaveText("71 actions");
});

test("a stretch that ends before it begins loses its end", async ({ page }) => {
  await page.goto("/meetings?from=2020-10-01&to=2020-09-01");
  await expect(page.getByText(/^Taken out of the address/)).toContainText(
    "to=2020-09-01 (the last day is before the first, 1 October 2020)",
  );
  await expect(page).toHaveURL(/\/meetings\?from=2020-10-01$/);
});

test("what changed between days in the wrong order says which of them is wrong", async ({ page }) => {
  await page.goto("/areas/leicestershire/changes?since=2026-09-02&until=2026-09-01");
  await expect(page.getByText(/^Taken out of the address/)).toContainText(
    "until=2026-09-01 (the last day is before the first, 2 September 2026)",
  );
  await expect(page).toHaveURL(/\/changes\?since=2026-09-02$/);
});

test("the notice goes when another filter is chosen", async ({ page }) => {
  await page.goto("/weaknesses?state=purple");
  const notice = page.getByText(/^Taken out of the address/);
  await expect(notice).toContainText("state=purple");
  await page.getByRole("group", { name: "Local area" }).getByLabel(/^Worcestershire/).check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(results(page)).toHaveText("4 weaknesses, 1 filter");
  await expect(notice).toHaveCount(0);
});

for (const [address, kept, taken] of [
  ["/areas/worcestershire/trace?basis=purple&view=list&x=1", "/areas/worcestershire/trace", ["basis=purple", "view=list", "x=1"]],
  ["/areas/worcestershire/trace?from=worcestershire/nothing", "/areas/worcestershire/trace", ["from=worcestershire/nothing"]],
  ["/search?q=plan&q=action&kind=purple&x=1", "/search?q=plan", ["q=action", "kind=purple", "x=1"]],
  ["/search?q=plan&area=nowhere", "/search?q=plan", ["area=nowhere"]],
  ["/search?q=plan&after=x", "/search?q=plan", ["after=x"]],
  ["/actions?workstream=nope", "/actions", ["workstream=nope"]],
  ["/actions?area=leicestershire&workstream=nope&after=x", "/actions?area=leicestershire", ["workstream=nope", "after=x"]],
  ["/documents/leicestershire-wsoa-2020?at=5-4", "/documents/leicestershire-wsoa-2020", ["at=5-4"]],
  ["/documents/leicestershire-wsoa-2020?at=x&y=1", "/documents/leicestershire-wsoa-2020", ["at=x", "y=1"]],
  ["/documents/leicestershire-wsoa-2020?at=99999", "/documents/leicestershire-wsoa-2020", ["at=99999"]],
] as const) {
  test(`${address} is put right, with a word`, async ({ page }) => {
    await page.goto(address);
    await expect(page).toHaveURL((url) => url.pathname + url.search === kept);
    const notice = page.getByText(/^Taken out of the address/);
    for (const words of taken) await expect(notice).toContainText(words);
  });
}

for (const address of [
  "/areas/nowhere/trace",
  "/areas/nowhere/removed",
  "/areas/leicestershire/plans/nothing/update",
  "/areas/worcestershire/weaknesses/weakness-99",
  "/areas/worcestershire/surveys/parent-carer-survey/questions/nothing",
  "/indicators/nothing",
  "/documents/nothing",
  "/areas/%00/trace",
  "/indicators/%3Cscript%3E",
  "/indicators/" + "a".repeat(3000),
  "/surveys/nothing",
  "/explore/nothing",
]) {
  test(`${address.slice(0, 80)} is said not to be found`, async ({ page }) => {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/not found/i);
  });
}

test("the timeline of an area that is none says so", async ({ page }) => {
  await page.goto("/areas/nowhere/timeline");
  await expect(page.getByText(/^Taken out of the address/)).toContainText("area=nowhere");
  await expect(page).toHaveURL(/\/timeline$/);
});
