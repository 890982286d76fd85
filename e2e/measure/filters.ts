import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

import type { Browser, Page } from "@playwright/test";

import { start } from "../src/server.ts";
import { median, table } from "./table.ts";

const changes = 30;
const actions = 20_000;
const generate =
  process.env.GOLDENTHREAD_GENERATE ?? resolve(import.meta.dirname, "../../target/debug/examples/generate");

interface Change {
  /** What was ticked. */
  filter: string;
  /** From the form's submit to the frame with the new rows. */
  painted: number;
  /** From asking to the last byte answered, of the request of the rows: the counts are asked for after it. */
  server: number;
  requests: number;
}

declare global {
  interface Window {
    change?: Promise<Omit<Change, "filter">>;
  }
}

/** How long it takes from a filter that is sent to its rows on the screen, on few actions and on many. */
export async function filters(browser: Browser, url: string): Promise<void> {
  const lines = [await line(browser, url)];
  try {
    lines.push(await large(browser));
  } catch (error) {
    console.log(`\nNo list of ${actions} actions. ${error instanceof Error ? error.message : error}`);
  }
  const head = ["list", "rows", "changes", "median ms", "worst ms", "of it server", "worst", "requests", "slowest filter"];
  table("Filter sent to new rows painted", head, lines);
}

async function large(browser: Browser): Promise<(string | number)[]> {
  const folder = mkdtempSync(join(tmpdir(), "goldenthread-measure-"));
  const database = `sqlite://${folder}/large.db`;
  try {
    const env = { ...process.env, RUST_LIB_BACKTRACE: "0" };
    await promisify(execFile)(generate, [database, String(actions)], { env });
    const server = await start("measure-large", "--database", database);
    try {
      return await line(browser, server.url);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function line(browser: Browser, url: string): Promise<(string | number)[]> {
  const page = await browser.newPage();
  await page.addInitScript(watch);
  await page.goto(`${url}/actions`);
  const heading = page.locator("#results");
  await heading.waitFor();
  const all = (await heading.textContent())!;
  const rows = await page.locator("main table tbody tr").count();
  const offered = await choices(page);
  const done: Change[] = [];
  for (let number = 0; number < changes; number++) {
    const filter = offered[number % offered.length]!;
    const [name, value] = filter;
    await page.locator(`.gt-filter input[name="${name}"][value="${value}"]`).check();
    await page.getByRole("button", { name: "Apply filters" }).click();
    await page.waitForFunction(() => window.change !== undefined);
    const change = await page.evaluate(() => window.change!);
    done.push({ filter: filter.join("="), ...change });
    await page.getByRole("link", { name: "Clear filters" }).click();
    await page.waitForFunction(
      (all) =>
        document.getElementById("results")?.textContent === all &&
        !document.querySelector(".gt-filter input:checked, [aria-busy=true]"),
      all,
    );
    await page.evaluate(() => delete window.change);
  }
  await page.close();
  const painted = done.map((change) => change.painted);
  const server = done.map((change) => change.server);
  const slowest = done.reduce((one, other) => (other.painted > one.painted ? other : one));
  return [
    all,
    rows,
    done.length,
    median(painted),
    slowest.painted,
    median(server),
    Math.max(...server),
    Math.max(...done.map((change) => change.requests)),
    slowest.filter,
  ];
}

/** What can be ticked and leaves something: of every group its first, then of every group its second… */
async function choices(page: Page): Promise<[string, string][]> {
  const found = await page.locator(".gt-filter input[type=checkbox]").evaluateAll((boxes) =>
    (boxes as HTMLInputElement[])
      .filter((box) => / \([1-9]\d*\)$/.test(box.labels?.[0]?.textContent ?? ""))
      .map((box): [string, string] => [box.name, box.value]),
  );
  const groups = [...new Set(found.map(([name]) => name))].map((group) => found.filter(([name]) => name === group));
  const longest = Math.max(...groups.map((group) => group.length));
  const turns = Array.from({ length: longest }, (_, at) => groups.flatMap((group) => group.slice(at, at + 1)));
  return turns.flat();
}

/**
 * In the page: takes the time from every submit to the first frame after the heading of the results has
 * changed. The heading says how many filters are in force, so it changes with every tick, in the same
 * turn as the rows.
 */
function watch(): void {
  const words = () => document.getElementById("results")?.textContent;
  const timed = (submitted: number, before: string | null | undefined) =>
    new Promise<Omit<Change, "filter">>((resolve) => {
      const finish = () => {
        const painted = performance.now() - submitted;
        // What the browser notes of a request may come a little after its answer.
        setTimeout(() => {
          const all = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
          const asked = all.filter((entry) => entry.initiatorType === "fetch" && entry.startTime >= submitted);
          const rows = asked[0]!;
          resolve({ painted, server: rows.responseEnd - rows.requestStart, requests: asked.length });
        }, 50);
      };
      const observer = new MutationObserver(() => {
        if (words() === before || words() === undefined) return;
        observer.disconnect();
        // A message that is sent while a frame is made arrives once it is painted.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = finish;
          port2.postMessage(null);
        });
      });
      observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    });
  document.addEventListener(
    "submit",
    () => {
      const submitted = performance.now();
      performance.clearResourceTimings();
      window.change = timed(submitted, words());
    },
    { capture: true },
  );
}
