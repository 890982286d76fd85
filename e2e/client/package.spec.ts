import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ask } from "./ask.ts";
import { INSTALLING, python } from "./python.ts";
import { expect, test } from "./test.ts";

/** What python/package.py prints. */
interface Found {
  valid: boolean;
  errors: string[];
  version: string;
  sources: string[];
  tasks: Record<string, { rows: number; errors: string[]; warnings: string[] }>;
  keys: Record<string, { primary: string[]; foreign: string[] }>;
  action: Record<string, unknown>;
  broken: string[];
}

test("Frictionless finds the whole data set valid, with its types, keys and hashes", async ({ server, api }) => {
  test.setTimeout(INSTALLING + 60_000);
  const file = await fetch(`${server.url}/download/goldenthread.zip`);
  expect(file.status).toBe(200);
  const folder = mkdtempSync(join(tmpdir(), "goldenthread-package-"));
  const path = join(folder, "goldenthread.zip");
  writeFileSync(path, Buffer.from(await file.arrayBuffer()));
  const { code, stdout, stderr } = await python("package.py", path);
  rmSync(folder, { recursive: true });
  expect(code, stderr).toBe(0);
  const found = JSON.parse(stdout) as Found;

  const faults = Object.entries(found.tasks).flatMap(([name, { errors, warnings }]) =>
    [...errors, ...warnings].map((fault) => `${name}: ${fault}`),
  );
  expect([...found.errors, ...faults]).toEqual([]);
  expect(found.valid).toBe(true);
  expect(found.version).toBe(file.headers.get("x-data-version"));

  const lists = ["actions", "weaknesses", "surveyResults", "dataQualityNotes", "changes", "timeline"];
  const counts = await ask(api, `{ ${lists.map((list) => `${list} { totalCount }`).join(" ")} }`);
  for (const list of lists) {
    const name = list.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const { totalCount } = counts.data?.[list] as { totalCount: number };
    expect(found.tasks[name]?.rows, name).toBe(totalCount);
  }
  expect(found.sources).toHaveLength(5);
  expect(found.keys.actions).toEqual({ primary: ["path"], foreign: ["local-areas", "plans", "workstreams"] });

  // A cell is what its type says, and an empty one is nothing.
  expect(found.action["path"]).toBe("leicestershire/wsoa-2020/1.10");
  expect(found.action["due.to"]).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(found.action["due.usable"]).toBe(true);
  expect(found.action["recordVersion"]).toBe(1);
  expect(found.action["note"]).toBeNull();

  // The checks themselves: a row that is of no workstream, and no longer what was packed.
  expect(found.broken.sort()).toEqual(["byte-count", "foreign-key", "hash-count"]);
});
