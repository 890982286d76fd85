import { defineConfig } from "@playwright/test";

/** Clients and checkers that others wrote, against the real server. No browser: Playwright only runs the tests. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../report/clients",
  reporter: [["list"], ["json", { outputFile: "../report/client.json" }]],
  // The tests of a file share what is dear: a server, a run of the linter.
  fullyParallel: false,
  forbidOnly: !!process.env.CI,
  workers: 2,
  timeout: 30_000,
});
