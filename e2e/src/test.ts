import { type Page, expect, test as base } from "@playwright/test";
import axe from "axe-core";

import { settled } from "./page.ts";
import { start, type Server } from "./server.ts";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** Fails with axe's words if a page as it stands now is hard to use for somebody. */
export async function audited(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  // Only what is wrong is looked into closely, and styles from elsewhere are none: twice as fast.
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"], preload: false }));
  const places = (found: axe.Result) => found.nodes.map((node) => node.target.join(" ")).join(", ");
  const readable = violations.map((found) => `${found.id}: ${found.help}: ${places(found)}`);
  expect(readable, `axe on ${page.url()}`).toEqual([]);
}

/** Fails if the page as it stands now is hard to use for somebody, on a desk or on a phone. */
export async function usable(page: Page): Promise<void> {
  await settled(page);
  for (const width of [375, 1200]) {
    await page.setViewportSize({ width, height: 900 });
    await audited(page);
    const surplus = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(surplus, `the page scrolls sideways at ${width} pixels`).toBeLessThanOrEqual(0);
  }
}

interface Tools {
  /** Fails with axe's words if the page as it stands now is hard to use for somebody. */
  audit: () => Promise<void>;
}

interface Shared {
  server: Server;
}

/**
 * Playwright's `test`, with a server of the worker's own behind `page.goto("/…")`.
 * A page that throws or panics fails its test, whatever else it shows.
 */
export const test = base.extend<Tools, Shared>({
  server: [
    // Playwright reads what a fixture needs from this pattern, also where it is nothing.
    async ({}, use, worker) => {
      const server = await start(`server-${worker.workerIndex}`);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },

  page: async ({ page }, use) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.text().includes("panicked at")) faults.push(message.text());
    });
    await use(page);
    expect(faults, "errors in the page").toEqual([]);
  },

  audit: async ({ page }, use) => {
    await use(() => audited(page));
  },
});

export { expect };
