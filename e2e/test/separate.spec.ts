import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";

import { start, type Server } from "../src/server.ts";
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
    const wanted = join(folder, path);
    const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(folder, "index.html");
    response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream").end(readFileSync(file));
  });
}

test("the page works on another origin than the API's, where the API allows it", async ({ page }) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "goldenthread-page-"));
  const web = files(folder).listen(0, "127.0.0.1");
  await once(web, "listening");
  const origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const servers: Server[] = [];
  try {
    const allowing = await start("separate", "--allow-origin", origin);
    servers.push(allowing);
    const refusing = await start("separate-refusing");
    servers.push(refusing);
    const make = (api: string) => promisify(execFile)(xtask, ["page", "--api-base", api, "--out", folder]);
    await make(allowing.url);
    await page.goto(`${origin}/areas/leicestershire`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Leicestershire");
    await page.getByRole("link", { name: "Written Statement of Action", exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Written Statement of Action");
    expect(new URL(page.url()).origin).toBe(origin);

    await make(refusing.url);
    await page.goto(`${origin}/areas`);
    await expect(page.getByRole("button", { name: /try again/i })).toBeVisible();
  } finally {
    web.close();
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
