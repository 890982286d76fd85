import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { type Ask, editor } from "../src/account.ts";
import { start } from "../src/server.ts";
import { expect, long, test } from "./test.ts";

const UPDATE = `mutation Update($input: UpdateActionStatusInput!) { updateActionStatus(input: $input) {
  actions { recordVersion }
  problems { code conflict { currentVersion } }
} }`;
const ACTIONS = `{ actions(filter: {area: ["leicestershire"]}, first: 100) { nodes { id path recordVersion updates { note } } } }`;

interface Action {
  id: string;
  path: string;
  recordVersion: number;
  updates: { note: string }[];
}

interface Update {
  updateActionStatus: {
    actions: { recordVersion: number }[] | null;
    problems: { code: string; conflict: { currentVersion: number } | null }[];
  };
}

/** Says something of an action, however often somebody else is faster. */
async function say(ask: Ask, action: Action, note: string): Promise<void> {
  for (let expectedVersion = action.recordVersion; ; ) {
    const input = {
      actions: [{ id: action.id, expectedVersion }],
      status: { shared: "COMPLETED" },
      effectiveOn: "2020-11-05",
      note,
      key: note,
    };
    const { actions, problems } = (await ask<Update>(UPDATE, { input })).updateActionStatus;
    if (actions) return;
    const [problem] = problems;
    if (problem?.code !== "STALE") throw new Error(JSON.stringify(problems));
    expectedVersion = problem.conflict!.currentVersion;
  }
}

/** The databases that something is tried on, each new: that of PostgreSQL where `cargo xtask test` has made one. */
function databases(name: string): [string, (folder: string) => string][] {
  const postgres = process.env[`GOLDENTHREAD_POSTGRES_${name}`];
  const sqlite: [string, (folder: string) => string] = ["SQLite", (folder) => `sqlite://${folder}/goldenthread.db`];
  return postgres ? [sqlite, ["PostgreSQL", () => postgres]] : [sqlite];
}

for (const [kind, at] of databases("KILL")) test(`a server that is killed amid ${long ? 1000 : 200} writes has lost none that it acknowledged, and has done none by half: ${kind}`, async ({}, info) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "goldenthread-kill-"));
  const database = at(folder);
  const options = ["--database", database, "--limit-rate", "0"];
  let server = await start("client-kill", ...options);
  try {
    const ask = await editor(database, server.url, "ada@example.org");
    const { actions } = await ask<{ actions: { nodes: Action[] } }>(ACTIONS);
    const acknowledged: string[] = [];
    const notes = Array.from({ length: long ? 1000 : 200 }, (_, number) => `What was seen of it, number ${number}`);
    const writing = Promise.allSettled(notes.map(async (note, number) => {
      const action = actions.nodes[number % actions.nodes.length]!;
      await say(ask, action, note);
      acknowledged.push(note);
    }));
    // Some are done, and some are on their way.
    while (acknowledged.length < notes.length / 4) await sleep(5);
    await server.kill();
    await writing;
    expect(acknowledged.length).toBeLessThan(notes.length);

    server = await start("client-killed", ...options);
    const again = await editor(database, server.url, "bob@example.org");
    const after = (await again<{ actions: { nodes: Action[] } }>(ACTIONS)).actions.nodes;
    const found = after.flatMap(({ updates }) => updates.map(({ note }) => note));
    expect(new Set(found).size).toBe(found.length);
    expect(acknowledged.filter((note) => !found.includes(note))).toEqual([]);
    const done = `${acknowledged.length} of ${notes.length} writes acknowledged, ${found.length} found`;
    info.annotations.push({ type: "acknowledged", description: done });
    // Each update is one version of its action, and each version one entry of the log.
    for (const { path, recordVersion, updates } of after) {
      expect(recordVersion, path).toBe(1 + updates.length);
      const log = `query Log($path: String!) { changes(filter: {path: $path}, first: 100) { nodes { version } } }`;
      const { changes } = await again<{ changes: { nodes: { version: number }[] } }>(log, { path });
      const versions = changes.nodes.map(({ version }) => version).reverse();
      expect(versions, path).toEqual(Array.from({ length: recordVersion }, (_, number) => number + 1));
    }
    // Whoever was not answered sends again, and what was done is not done twice.
    const last = notes.filter((note) => !acknowledged.includes(note)).slice(0, 5);
    for (const note of last) {
      const number = notes.indexOf(note);
      if (!found.includes(note)) await say(again, after[number % after.length]!, note);
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

for (const [kind, at] of databases("EDITORS")) test(`editors who write at once on one plan lose nothing, and write nothing twice: ${kind}`, async ({}, info) => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "goldenthread-editors-"));
  const database = at(folder);
  const server = await start("client-editors", "--database", database, "--limit-rate", "0");
  try {
    const count = long ? 50 : 8;
    const editors: Ask[] = [];
    for (let number = 0; number < count; number++) editors.push(await editor(database, server.url, `e${number}@example.org`));
    const { actions } = await editors[0]!<{ actions: { nodes: Action[] } }>(ACTIONS);
    const until = Date.now() + (long ? 60_000 : 5_000);
    const said: string[] = [];
    await Promise.all(editors.map(async (ask, editor) => {
      for (let round = 0; Date.now() < until; round++) {
        const note = `Editor ${editor} in round ${round}`;
        // All of them at the same few actions.
        await say(ask, actions.nodes[round % 3]!, note);
        said.push(note);
      }
    }));
    const after = (await editors[0]!<{ actions: { nodes: Action[] } }>(ACTIONS)).actions.nodes;
    const found = after.flatMap(({ updates }) => updates.map(({ note }) => note));
    expect(found.sort()).toEqual(said.sort());
    info.annotations.push({ type: "acknowledged", description: `${said.length} changes by ${count} editors` });
    for (const { path, recordVersion, updates } of after) expect(recordVersion, path).toBe(1 + updates.length);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
