import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Locator, Page, WebSocketRoute } from "@playwright/test";

import { type Ask, editor } from "../src/account.ts";
import { results, rows } from "../src/list.ts";
import { settled } from "../src/page.ts";
import { type Server, start } from "../src/server.ts";
import { audited, expect, test } from "../src/test.ts";

const PLAN = "/areas/leicestershire/plans/wsoa-2020";
const LIST = "/actions?area=leicestershire";
const PAUSED = "Updates paused: the connection is lost. What you see may be out of date.";
const ACTION = `query Action($path: String!) { action(path: $path) { id recordVersion } }`;
const UPDATE = `mutation Update($input: UpdateActionStatusInput!) { updateActionStatus(input: $input) {
  problems { message }
} }`;

interface Action {
  action: { id: string; recordVersion: number };
}

interface Update {
  updateActionStatus: { problems: { message: string }[] };
}

/** A server with an editor, who works while others read. */
class Site {
  private readonly folder: string;
  private readonly server: Server;
  private readonly ask: Ask;

  private constructor(folder: string, server: Server, ask: Ask) {
    this.folder = folder;
    this.server = server;
    this.ask = ask;
  }

  static async open(name: string): Promise<Site> {
    const folder = mkdtempSync(join(tmpdir(), "goldenthread-live-"));
    const database = `sqlite://${folder}/goldenthread.db`;
    const server = await start(name, "--database", database);
    return new Site(folder, server, await editor(database, server.url, "ada@example.org"));
  }

  /** The address of a page. */
  at(path: string): string {
    return `${this.server.url}${path}`;
  }

  /** The editor says how actions stand, one after the other. */
  async update(...references: string[]): Promise<void> {
    for (const reference of references) {
      const { action } = await this.ask<Action>(ACTION, { path: `leicestershire/wsoa-2020/${reference}` });
      const input = {
        actions: [{ id: action.id, expectedVersion: action.recordVersion }],
        status: { shared: "COMPLETED" },
        effectiveOn: "2020-11-05",
        note: `What was seen of action ${reference} in the minutes.`,
      };
      const { problems } = (await this.ask<Update>(UPDATE, { input })).updateActionStatus;
      expect(problems).toEqual([]);
    }
  }

  async close(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

let site: Site;
test.beforeAll(async ({}, { workerIndex }) => {
  test.setTimeout(120_000);
  site = await Site.open(`live-${workerIndex}`);
});
test.afterAll(() => site.close());

/** What is said above what the page shows. */
const told = (page: Page, words: string): Locator =>
  page.getByRole("main").getByRole("status").filter({ hasText: words });

/** Opens a page, and waits until it hears of what happens. */
async function listening(page: Page, path: string): Promise<void> {
  const subscribed = new Promise<void>((resolve) => {
    page.on("websocket", (socket) => socket.on("framesent", ({ payload }) => {
      if (String(payload).includes('"subscribe"')) resolve();
    }));
  });
  await page.goto(site.at(path));
  await settled(page);
  await subscribed;
}

/** A way to the server that can be cut. */
class Wire {
  /** Both ends of each connection. */
  private readonly ends = new Set<WebSocketRoute>();
  private isCut = false;
  /** How many times the page has begun to listen. */
  subscribed = 0;

  static async of(page: Page): Promise<Wire> {
    const wire = new Wire();
    await page.routeWebSocket(/\/graphql$/, async (socket) => {
      if (wire.isCut) {
        await socket.close({ code: 3000, reason: "cut" });
        return;
      }
      const server = socket.connectToServer();
      wire.ends.add(socket).add(server);
      socket.onMessage((message) => {
        if (String(message).includes('"subscribe"')) wire.subscribed++;
        server.send(message);
      });
    });
    return wire;
  }

  async cut(): Promise<void> {
    this.isCut = true;
    for (const end of this.ends) await end.close({ code: 3000, reason: "cut" });
    this.ends.clear();
  }

  /** Mends it, and has the browser say so: the page need not wait for its next attempt. */
  async mend(page: Page): Promise<void> {
    this.isCut = false;
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
  }
}

test("a list tells how many of its actions others have changed, and moves none before it is asked to", async ({ browser, page }) => {
  const elsewhere = await (await browser.newContext()).newPage();
  await listening(elsewhere, "/actions?area=worcestershire");
  await listening(page, LIST);
  const before = await rows(page).allTextContents();
  await site.update("1.1", "1.2", "1.1");
  // Records are counted, and not what was done to them.
  await expect(told(page, "2 actions changed.")).toBeVisible();
  expect(await rows(page).allTextContents()).toEqual(before);
  await expect(page.getByText("Updated", { exact: true })).toHaveCount(0);
  await audited(page);

  await page.getByRole("button", { name: "Show changes" }).focus();
  await page.keyboard.press("Enter");
  await expect(rows(page).filter({ has: page.getByText("Updated", { exact: true }) })).toHaveCount(2);
  await expect(results(page)).toBeFocused();
  await expect(page.getByText("33 actions. 2 rows are marked as updated")).toBeAttached();
  await expect(told(page, "changed")).toHaveCount(0);
  const row = (reference: string) => rows(page).filter({ hasText: new RegExp(`^${reference.replace(".", "\\.")} `) });
  await expect(row("1.1")).toContainText("Updated");
  await expect(row("1.2")).toContainText("Updated");
  await audited(page);
  // The marks stay while the page stands, also in another order.
  await page.getByText("Order, rows and columns").click();
  await page.getByLabel("Order", { exact: true }).selectOption({ label: "Due date" });
  await page.getByRole("button", { name: "Apply filters" }).click();
  await expect(page).toHaveURL(/sort=due/);
  await settled(page);
  await expect(rows(page).filter({ has: page.getByText("Updated", { exact: true }) })).toHaveCount(2);

  // What others do is told on and on.
  await site.update("1.3");
  await expect(told(page, "1 action changed.")).toBeVisible();
  // Another area's list hears nothing of it.
  await expect(elsewhere.getByRole("button", { name: "Show changes" })).toHaveCount(0);
  await elsewhere.context().close();
});

test("the page of a plan tells of its actions, and marks them", async ({ page }) => {
  await listening(page, PLAN);
  await site.update("1.4");
  await expect(told(page, "1 action changed.")).toBeVisible();
  await audited(page);
  await page.getByRole("button", { name: "Show changes" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const marked = page.getByRole("article").filter({ has: page.getByText("Updated", { exact: true }) });
  await expect(marked).toHaveCount(1);
  await expect(marked).toContainText("1.4");
  await audited(page);
});

test("the page of an action tells that it was changed, and shows it as it is now", async ({ page }) => {
  await listening(page, `${PLAN}/actions/1.5`);
  await site.update("1.6");
  await site.update("1.5");
  await expect(told(page, "This action was changed.")).toBeVisible();
  const said = page.getByText("What was seen of action 1.5 in the minutes.");
  await expect(said).toHaveCount(0);
  await audited(page);
  await page.getByRole("button", { name: "Show it as it is now" }).click();
  await expect(said).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(told(page, "This action was changed.")).toHaveCount(0);
});

test("the form of an update tells that somebody was faster, and when", async ({ page }) => {
  await listening(page, `${PLAN}/actions/1.7/update`);
  await page.getByLabel("Evidence", { exact: true }).fill("The forum has seen it.");
  await site.update("1.7");
  const words = /Somebody changed this action while this form is open \(Editor, \d\d:\d\d UTC\)\. What they said is shown when you send yours\./;
  await expect(page.getByRole("status").filter({ hasText: words })).toBeVisible();
  await expect(page.getByLabel("Evidence", { exact: true })).toHaveValue("The forum has seen it.");
  await audited(page);
});

test("a connection that is lost is said to be so, and nothing is missed or told twice", async ({ page }) => {
  test.setTimeout(60_000);
  const wire = await Wire.of(page);
  await page.goto(site.at(LIST));
  await settled(page);
  await expect.poll(() => wire.subscribed).toBe(1);
  await site.update("1.8");
  await expect(told(page, "1 action changed.")).toBeVisible();
  await wire.cut();
  await expect(told(page, PAUSED)).toBeVisible();
  await audited(page);
  await site.update("1.9", "1.8");
  // Nobody knows of it, and what was known stays.
  await expect(told(page, "1 action changed.")).toBeVisible();
  await wire.mend(page);
  await expect(told(page, PAUSED)).toHaveCount(0, { timeout: 20_000 });
  await expect(told(page, "2 actions changed.")).toBeVisible();
  expect(wire.subscribed).toBe(2);
  await page.getByRole("button", { name: "Show changes" }).click();
  await expect(rows(page).filter({ has: page.getByText("Updated", { exact: true }) })).toHaveCount(2);
  await site.update("1.10");
  await expect(told(page, "1 action changed.")).toBeVisible();
});

test("a browser that goes offline is not waited for", async ({ page }) => {
  const wire = await Wire.of(page);
  await page.goto(site.at(LIST));
  await settled(page);
  await expect.poll(() => wire.subscribed).toBe(1);
  // Sockets outlive it, and stay silent: the page lets go of its own and tries anew.
  await page.evaluate(() => window.dispatchEvent(new Event("offline")));
  await expect.poll(() => wire.subscribed).toBe(2);
  // So short a break is not worth a word.
  await expect(told(page, PAUSED)).toHaveCount(0);
  await site.update("2.1");
  await expect(told(page, "1 action changed.")).toBeVisible();
});

test("one connection is open where something is followed, and none where nothing is", async ({ page }) => {
  let open = 0;
  page.on("websocket", (socket) => {
    open++;
    socket.on("close", () => open--);
  });
  await listening(page, LIST);
  expect(open).toBe(1);
  await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Areas" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Local areas" })).toBeVisible();
  // The list of areas is one too.
  await expect.poll(() => open).toBe(1);
  await page.getByRole("contentinfo").getByRole("link", { name: "About and methods" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("About");
  await expect.poll(() => open).toBe(0);
});
