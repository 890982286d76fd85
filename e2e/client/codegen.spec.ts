import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { e2e, expect, test } from "./test.ts";

// Each step needs the one before. (Later versions of graphql-codegen than ours need Node.js 22.)
test.describe.configure({ mode: "serial", timeout: 120_000 });

const folder = resolve(import.meta.dirname, "typed");
const run = promisify(execFile);

/** Runs a program of a package; what it says is in the error when it fails. */
async function tool(name: string, ...options: string[]): Promise<void> {
  const started = run(resolve(e2e, "node_modules/.bin", name), options, { cwd: e2e, env: { ...process.env, CI: "1" } });
  await started.catch(({ stdout, stderr, message }) => {
    throw new Error(`${message}\n${stdout}\n${stderr}`);
  });
}

test("graphql-codegen makes types of the schema and of our queries", async () => {
  rmSync(resolve(folder, "generated"), { recursive: true, force: true });
  await tool("graphql-codegen", "--config", resolve(folder, "codegen.ts"));
  const generated = readFileSync(resolve(folder, "generated/graphql.ts"), "utf8");
  expect(generated).toContain("export type ActionsQuery =");
  // A scalar that nobody named a type for would be `any`, and nothing would be checked.
  expect(generated).not.toMatch(/: any\b/);
});

test("the compiler takes what was generated, strictly, and queries that use it", async () => {
  await tool("tsc", "--project", folder);
});

test("a typed query runs against the server, and the answer is as the types say", async ({ api }) => {
  // Not a name that the compiler could follow: it checks this file where nothing was generated yet.
  const { href } = pathToFileURL(resolve(folder, "query.ts"));
  const { query } = (await import(href)) as { query: (api: string) => Promise<Record<string, unknown>> };
  const { total, paths, statuses, days, again } = await query(api);
  expect(paths).toHaveLength(Number(total));
  expect(new Set(paths as string[]).size).toBe(total);
  expect(new Set(statuses as string[])).toEqual(new Set(["NOT_STARTED", "COMPLETED"]));
  expect(days).toEqual([...(days as string[])].sort().reverse());
  expect(again).not.toBe("");
});
