import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Browser, type Page, expect } from "@playwright/test";

import { PASSWORD, account } from "./account.ts";
import { type Server, start } from "./server.ts";

const databaseIn = (folder: string): string => `sqlite://${folder}/goldenthread.db`;

/** A server with accounts of its own. */
export class Site {
  private readonly folder: string;
  private readonly server: Server;

  private constructor(folder: string, server: Server) {
    this.folder = folder;
    this.server = server;
  }

  static async open(name: string, ...more: string[]): Promise<Site> {
    const folder = mkdtempSync(join(tmpdir(), "goldenthread-account-"));
    return new Site(folder, await start(name, "--database", databaseIn(folder), ...more));
  }

  private get database(): string {
    return databaseIn(this.folder);
  }

  get url(): string {
    return this.server.url;
  }

  /** Somebody in a browser of his own, who has just signed in. */
  async somebody(browser: Browser, email: string, ...more: string[]): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(account(this.database, this.url, email, ...more));
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Set password and sign in" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
    return page;
  }

  editor(browser: Browser, email: string): Promise<Page> {
    return this.somebody(browser, email, "--area", "leicestershire", "--role", "editor");
  }

  /** Whoever keeps the team of an area. */
  keeper(browser: Browser, email: string, area: string): Promise<Page> {
    return this.somebody(browser, email, "--area", area, "--role", "area-administrator");
  }

  async close(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
