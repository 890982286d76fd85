import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { type Ask, editor } from "../src/account.ts";
import { results } from "../src/list.ts";
import { settled } from "../src/page.ts";
import { type Server, start } from "../src/server.ts";
import { cells, records, taking } from "../src/take.ts";
import { audited, expect, test } from "../src/test.ts";

const CHANGES = "/areas/leicestershire/changes";
const ACTIONS = "/areas/leicestershire/plans/wsoa-2020/actions";
const NOTES = { "1.1": "The forum has signed the terms of reference.", "1.10": "The board has seen the minutes of May." };
const LINK = "https://example.org/minutes-of-may";

let folder: string;
let server: Server;
test.beforeAll(async ({}, { workerIndex }) => {
  folder = mkdtempSync(join(tmpdir(), "goldenthread-changes-"));
  const database = `sqlite://${folder}/goldenthread.db`;
  server = await start(`changes-${workerIndex}`, "--database", database);
  const ask = await editor(database, server.url, "ada@example.org");
  await update(ask, "1.1", "BLUE");
  await postpone(ask, "1.1");
  await update(ask, "1.10", "GREEN", LINK);
});
test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** An action as it is now. */
async function found(ask: Ask, reference: string): Promise<{ id: string; recordVersion: number }> {
  const path = `leicestershire/wsoa-2020/${reference}`;
  const query = "query ($path: String!) { action(path: $path) { id recordVersion } }";
  return (await ask<{ action: { id: string; recordVersion: number } }>(query, { path })).action;
}

/** Sets the day of an action anew. */
async function postpone(ask: Ask, reference: string): Promise<void> {
  const { id, recordVersion: expectedVersion } = await found(ask, reference);
  const input = { id, expectedVersion, note: "The provider asked for more time.", due: { from: "2021-03-31" } };
  const { editAction } = await ask<{ editAction: { problems: object[] } }>(
    "mutation ($input: EditActionInput!) { editAction(input: $input) { problems { message } } }", { input });
  expect(editAction.problems).toEqual([]);
}

/** Says how an action stands since 5 November 2020. */
async function update(ask: Ask, reference: keyof typeof NOTES, value: string, link?: string): Promise<void> {
  const action = await found(ask, reference);
  const input = {
    actions: [{ id: action.id, expectedVersion: action.recordVersion }],
    status: { value }, effectiveOn: "2020-11-05", note: NOTES[reference], link,
  };
  const { updateActionStatus } = await ask<{ updateActionStatus: { problems: object[] } }>(
    "mutation ($input: UpdateActionStatusInput!) { updateActionStatus(input: $input) { problems { message } } }", { input });
  expect(updateActionStatus.problems).toEqual([]);
}

/** The days that hold the import and both updates: midnight may come between. */
function days(): string {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  return `since=${day(-1)}&until=${day(0)}`;
}

const card = (page: Page, reference: string) => page.getByRole("article").filter({ hasText: NOTES[reference as keyof typeof NOTES] });

async function opened(page: Page, address: string): Promise<void> {
  await page.goto(`${server.url}${address}`);
  await settled(page);
}

test("what changed shows from what to what, the note, the link and the role", async ({ page }) => {
  await opened(page, `${CHANGES}?${days()}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("What changed since the last meeting");
  // Counted is what people did; what an import added is told apart, also of what they wrote of since.
  await expect(results(page)).toHaveText("2 records changed");
  await expect(page.getByRole("main")).toContainText("2 changed, none new, none removed.");
  const first = card(page, "1.1");
  await expect(first).not.toContainText("New");
  await expect(first).toContainText("AMBER → BLUE since 5 November 2020");
  await expect(first).toContainText("Editor");
  // The import added it in the same days, with what the plan publishes of when it is due.
  await expect(first).toContainText("Due by now, as its team says, instead of what is published");
  await expect(first).toContainText("was: TBC by Leads → ; is now: 31 March 2021");
  await expect(first).toContainText("The provider asked for more time.");
  const second = card(page, "1.10");
  await expect(second).toContainText("AMBER → GREEN since 5 November 2020");
  await expect(second.getByRole("link", { name: LINK })).toHaveAttribute("href", LINK);
  await expect(second.getByRole("link", { name: /^1\.10: / })).toHaveAttribute("href", `${ACTIONS}/1.10`);
  // No names, no JSON, no ids.
  const main = page.getByRole("main");
  await expect(main).not.toContainText(/\bada\b/);
  await expect(main).not.toContainText(/status_value_id|[{}]|[0-9a-f]{8}-[0-9a-f]{4}/);
  await expect(main).toContainText("Last written by: Editor (2).");
  // What an import added is summed up, and listed where that is asked for.
  const imported = main.locator("#imported");
  await expect(imported.getByRole("heading", { level: 2 })).toHaveText(/^\d+ records added by an import$/);
  await expect(imported).toContainText("31 actions");
  await audited(page);
  await imported.getByRole("link", { name: "List them one by one" }).click();
  await expect(page).toHaveURL(/imported=listed$/);
  await expect(imported.getByRole("link", { name: /^2\.11: / })).toHaveAttribute("href", `${ACTIONS}/2.11`);
  await audited(page);
});

test("the days are chosen in the form, and Back brings the earlier ones", async ({ page }) => {
  await opened(page, CHANGES);
  await expect(page.getByLabel("From", { exact: true })).not.toHaveValue("");
  await page.getByLabel("From", { exact: true }).fill("2020-01-01");
  await page.getByLabel("To", { exact: true }).fill("2020-06-30");
  await page.getByRole("button", { name: "Show what changed" }).click();
  await expect(page).toHaveURL(`${server.url}${CHANGES}?since=2020-01-01&until=2020-06-30`);
  await expect(results(page)).toHaveText("Nothing changed");
  await expect(results(page)).toBeFocused();
  await expect(page.getByRole("main")).toContainText("Nothing about Leicestershire was written between these days");
  await audited(page);
  await page.goBack();
  await expect(page).toHaveURL(`${server.url}${CHANGES}`);
  await expect(results(page)).toContainText("changed");
  // A last day before the first is refused before it is sent.
  await page.getByLabel("From", { exact: true }).fill("2020-06-30");
  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await page.getByRole("button", { name: "Show what changed" }).click();
  await expect(page).toHaveURL(`${server.url}${CHANGES}`);
  expect(await page.getByLabel("To", { exact: true }).evaluate((field: HTMLInputElement) => field.validationMessage)).toContain("30 June 2020");
});

test("what an address means nothing by is taken out of it, with a word", async ({ page }) => {
  await opened(page, `${CHANGES}?since=2020-02-30&until=2020-06-30`);
  await expect(page.getByText("Taken out of the address")).toContainText("since=2020-02-30");
  await expect(page).toHaveURL(`${server.url}${CHANGES}?until=2020-06-30`);
});

test("on paper there is what changed, and no navigation", async ({ page }) => {
  await opened(page, `${CHANGES}?${days()}`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Menu" })).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Show what changed" })).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Leicestershire");
  await expect(page.getByText(/^\d+ \w+ \d{4} to \d+ \w+ \d{4}, both days included\. Data version \d+\.$/)).toBeVisible();
  await expect(card(page, "1.10")).toContainText(LINK);
  await expect(page.getByText(/^Both days count, from midnight to midnight/)).toBeVisible();
});

test("the file has a row for each record", async ({ page }) => {
  await opened(page, `${CHANGES}?${days()}`);
  const link = taking(page).getByRole("link", { name: /^CSV \([\d,]+ records as the change log has them, for programs\)$/ });
  const counted = Number(/([\d,]+) records/.exec((await link.textContent())!)![1]!.replace(",", ""));
  const file = await page.request.get(new URL((await link.getAttribute("href"))!, server.url).href);
  expect(file.status()).toBe(200);
  const csv = await file.text();
  expect(records(csv)).toHaveLength(counted + 1);
  for (const note of Object.values(NOTES)) expect(csv).toContain(note);
});

test("what is listed is a table of the same words for a spreadsheet", async ({ page }) => {
  await opened(page, `${CHANGES}?${days()}`);
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "What is listed here as a table for a spreadsheet (CSV)" }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/^leicestershire-changes-[\d-]+-to-[\d-]+\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toMatch(/^\ufeff/);
  const [head, ...rows] = cells(text.slice(1));
  expect(head).toEqual([
    "Part of", "Workstream", "Kind", "Number", "Record", "Change", "What", "Was", "Is now", "Since", "Why", "Evidence",
    "Written by", "Written (UTC)", "Times written", "Source", "Page",
  ]);
  const table = rows.map((row) => Object.fromEntries(head!.map((name, place) => [name, row[place]])));
  const said = table.filter((row) => row["What"] === "What its team said");
  expect(said).toMatchObject([
    { "Number": "1.1", "Was": "AMBER", "Is now": "BLUE", "Since": "2020-11-05", "Why": NOTES["1.1"] },
    {
      "Number": "1.10", "Was": "AMBER", "Is now": "GREEN", "Since": "2020-11-05", "Why": NOTES["1.10"], "Evidence": LINK,
      "Written by": "Editor", "Change": "Changed", "Page": `${server.url}${ACTIONS}/1.10`,
    },
  ]);
  expect(said[0]!["Workstream"]).toMatch(/^1: ./);
  // A day is told once, sorts, and has its own reason; what was there is what the plan publishes.
  const due = table.filter((row) => row["What"]!.startsWith("Due by now"));
  expect(due).toMatchObject([
    { "Number": "1.1", "Was": "TBC by Leads", "Is now": "2021-03-31", "Why": "The provider asked for more time." },
  ]);
  expect(table).toHaveLength(3);
  expect(text).not.toMatch(/_id|team_due|\{/);
  // What an import added is there where it is listed.
  await opened(page, `${CHANGES}?${days()}&imported=listed`);
  const other = page.waitForEvent("download");
  await page.getByRole("link", { name: "What is listed here as a table for a spreadsheet (CSV)" }).click();
  const all = await readFile(await (await other).path(), "utf8");
  expect(records(all).length).toBeGreaterThan(rows.length + 100);
});

test("an action's history has the update above the import", async ({ page }) => {
  await opened(page, `${ACTIONS}/1.10`);
  await page.getByRole("link", { name: "History of this action" }).click();
  await expect(page).toHaveURL(`${server.url}${ACTIONS}/1.10/history`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("History");
  const steps = page.getByRole("main").locator(".gt-strip__item");
  await expect(steps).toHaveCount(2);
  await expect(steps.first()).toContainText("Changed by: Editor. Version 2.");
  await expect(steps.first()).toContainText("AMBER → GREEN since 5 November 2020");
  await expect(steps.first()).toContainText(NOTES["1.10"]);
  await expect(steps.last()).toContainText("Added by: Golden Thread, an import. Version 1.");
  await expect(steps.last()).toContainText("Bundled records");
  await steps.last().getByText("What it held at first").click();
  await expect(steps.last()).toContainText("Status, as published");
  await audited(page);
});

test("every kind of record has a history, also where there is none", async ({ page }) => {
  await opened(page, "/areas/leicestershire/plans/wsoa-2020");
  await page.getByRole("link", { name: "History of this plan" }).click();
  await expect(page).toHaveURL(`${server.url}/history?kind=plan&path=leicestershire/wsoa-2020`);
  await expect(page.getByRole("main").locator(".gt-strip__item")).toHaveCount(1);
  await audited(page);
  for (const [kind, path] of [["indicator", "ehc-plans-20-weeks"], ["data-quality-note", "leicestershire-wsoa-2020/note-2.11-date"]]) {
    await opened(page, `/history?kind=${kind}&path=${path}`);
    await expect(page.getByRole("main")).toContainText("1 change, the newest first.");
  }
  await opened(page, "/history?kind=plan&path=leicestershire/none");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await opened(page, "/history");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
});

test("area and plan lead to what changed", async ({ page }) => {
  for (const address of ["/areas/leicestershire", "/areas/leicestershire/plans/wsoa-2020"]) {
    await opened(page, address);
    await page.getByRole("link", { name: "What changed since the last meeting" }).click();
    await expect(page).toHaveURL(`${server.url}${CHANGES}`);
  }
});

for (const address of [`${CHANGES}?${days()}`, `${CHANGES}?until=2020-06-30`, `${ACTIONS}/1.10/history`]) {
  test(`${address.split("?")[0]} can be used on a phone${address.includes("2020-06-30") ? " without changes" : ""}`, async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 900 });
    await opened(page, address);
    await audited(page);
    const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(surplus).toBeLessThanOrEqual(0);
  });
}
