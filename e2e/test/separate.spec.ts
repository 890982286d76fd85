import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";

import { start } from "../src/server.ts";
import { expect, test } from "../src/test.ts";

const xtask = process.env.GOLDENTHREAD_XTASK ?? resolve(import.meta.dirname, "../../target/debug/xtask");
const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** A web server as anybody has one: files, and `index.html` for every other path. */
function files(folder: string): HttpServer {
  return createServer((request, response) => {
    const path = new URL(request.url!, "http://any").pathname;
    const file = join(folder, extname(path) === "" ? "index.html" : path);
    try {
      const content = readFileSync(file);
      response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream").end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
}

test("the page works on another origin than the API's, where the API allows it", async ({ page }) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "goldenthread-page-"));
  const web = files(folder).listen(0, "127.0.0.1");
  await once(web, "listening");
  const origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const allowing = await start("separate", "--allow-origin", origin);
  const refusing = await start("separate-refusing");
  try {
    const make = (api: string) => promisify(execFile)(xtask, ["page", "--api-base", api, "--out", folder]);
    await make(allowing.url);
    await page.goto(`${origin}/areas/leicestershire`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Leicestershire");
    await page.getByRole("link", { name: /Written Statement of Action/ }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Written Statement of Action");
    expect(new URL(page.url()).origin).toBe(origin);

    await make(refusing.url);
    await page.goto(`${origin}/areas`);
    await expect(page.getByRole("button", { name: /try again/i })).toBeVisible();
  } finally {
    web.close();
    await allowing.stop();
    await refusing.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
