import { chromium } from "@playwright/test";

import config from "../playwright.config.ts";
import { start } from "../src/server.ts";
import { lighthouse, pa11y } from "./audits.ts";
import { filters } from "./filters.ts";
import { visits } from "./visits.ts";

// Reports, and asserts nothing: what is too slow or too much is for the reader to say.
const options = config.use!.launchOptions!;
const programs = { path: options.executablePath!, flags: [...options.args!, "--disable-dev-shm-usage"] };

const parts: Record<string, (url: string) => Promise<void>> = {
  filters: (url) => inBrowser((browser) => filters(browser, url)),
  visits: (url) => inBrowser((browser) => visits(browser, url)),
  lighthouse: (url) => lighthouse(programs, url),
  pa11y: (url) => pa11y(programs, url),
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`there is no ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);

const server = await start("measure");
try {
  for (const [name, part] of Object.entries(parts)) {
    if (named.length === 0 || named.includes(name)) await part(server.url);
  }
} finally {
  await server.stop();
}

async function inBrowser(work: (browser: Awaited<ReturnType<typeof chromium.launch>>) => Promise<void>): Promise<void> {
  const browser = await chromium.launch(options);
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}
