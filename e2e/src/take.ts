import { readFile } from "node:fs/promises";

import type { Locator, Page } from "@playwright/test";

import { settled } from "./page.ts";

/** The part below every page that takes it away. */
export const taking = (page: Page): Locator => page.getByRole("complementary", { name: "Take this page away" });

/** Opens a part of it by the keyboard: parts far down a page measure only once they are near, and move what is clicked. */
const open = (page: Page, words: string) => taking(page).locator("summary", { hasText: words }).press("Enter");

/** What a page asked for its rows, or else last, as the part below it says. Opens the part. */
export async function question(page: Page): Promise<{ at: number; query: string; variables: object; line: string }> {
  // A page that is on its way has not asked everything yet.
  await settled(page);
  await open(page, "The questions behind this page");
  const blocks = taking(page).getByRole("group", { name: /^(Query|Variables|Command line)/ });
  await blocks.first().waitFor();
  // Read at once: the part is made anew when the page asks more.
  const words = await blocks.allTextContents();
  const asked = Array.from({ length: words.length / 3 }, (_, at) => words.slice(3 * at, 3 * at + 3));
  // A list asks for its rows, and then how many each choice would leave.
  const rows = asked.findLastIndex(([query]) => query!.includes("totalCount"));
  const at = rows < 0 ? asked.length - 1 : rows;
  const [query, variables, line] = asked[at]!;
  return { at, query: query!, variables: JSON.parse(variables!), line: line! };
}

/** How a page is cited, as the part below it says. Opens the part. */
export async function cited(page: Page): Promise<string> {
  // A list is called by its title until its rows are counted.
  await settled(page);
  await open(page, "Cite this page");
  return (await taking(page).locator("p.gt-citation").textContent())!;
}

/** The rows of a CSV file, its head included; a line break within quotation marks ends no row. */
export function records(csv: string): string[] {
  return csv.replace(/"(?:[^"]|"")*"/g, "x").split(/\r?\n/).filter((line) => line !== "");
}

/** The cells of a CSV in which every cell is quoted, record by record. */
export function cells(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, cell, end] of csv.matchAll(/"((?:[^"]|"")*)"(,|\r?\n|$)/g)) {
    lines.at(-1)!.push(cell!.replace(/""/g, '"'));
    if (end !== ",") lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

/** What changed, as the page gives it for a spreadsheet: its rows by the names of their columns. */
export async function spreadsheet(page: Page): Promise<Record<string, string>[]> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "What is listed here as a table for a spreadsheet (CSV)" }).click();
  const text = await readFile(await (await waiting).path(), "utf8");
  const [head, ...rows] = cells(text.slice(1));
  return rows.map((row) => Object.fromEntries(head!.map((name, place) => [name, row[place]!])));
}
