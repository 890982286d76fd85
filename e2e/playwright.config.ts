import { defineConfig } from "@playwright/test";

/** Journeys in Debian's Chromium; every worker starts a server with a database of its own (src/test.ts). */
export default defineConfig({
  testDir: "test",
  outputDir: "report/traces",
  reporter: [["list"], ["json", { outputFile: "report/result.json" }]],
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    locale: "en-GB",
    timezoneId: "Europe/London",
    // A trace of every step takes a fifth of the time; `--trace=retain-on-failure` asks for it.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      // No sandbox: containers and root have none. The rest keeps Chromium from asking the
      // outside world for anything, which takes time where there is no way out.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
