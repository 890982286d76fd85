import { resolve } from "node:path";

import { test as base } from "@playwright/test";

import { start, type Server } from "../src/server.ts";

/** Playwright's `test` with a server of the worker's own, and nothing of a browser (../src/test.ts has that). */
export const test = base.extend<{ api: string }, { server: Server }>({
  server: [
    // Playwright reads what a fixture needs from this pattern, also where it is nothing.
    async ({}, use, worker) => {
      const server = await start(`client-${worker.workerIndex}`);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  /** The address of the API. */
  api: async ({ server }, use) => {
    await use(`${server.url}/graphql`);
  },
});

export { expect } from "@playwright/test";

/** Whether what takes long is wanted too: `cargo xtask test --all`. */
export const long = !!process.env.GOLDENTHREAD_ALL;

/** e2e/, where the packages are. */
export const e2e = resolve(import.meta.dirname, "..");

/** The contract as it is committed. */
export const schemaFile = resolve(e2e, "../schema.graphql");

/** An answer of the API, as far as these tests look into it. */
export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions?: Record<string, unknown>;
  }[];
  extensions?: unknown;
}
