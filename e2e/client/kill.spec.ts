import { setTimeout as sleep } from "node:timers/promises";

import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

import { type Ask, asking, editor, session } from "../src/account.ts";
import { start } from "../src/server.ts";
import { databases } from "./database.ts";
import { expect, long, test } from "./test.ts";

// What many do at once, and what is left of it when the server is killed. `cargo xtask test --all` tries the sizes that
// are promised; otherwise fewer do the same.

const UPDATE = `mutation Update($input: UpdateActionStatusInput!) { updateActionStatus(input: $input) {
  actions { recordVersion }
  problems { code path conflict { currentVersion } }
} }`;
const ACTIONS = `{ actions(filter: {area: ["leicestershire"]}, first: 100) { nodes { id path recordVersion updates { note } } } }`;
const LOG = `query Log($path: String!, $after: String) { changes(filter: {path: $path}, first: 100, after: $after) {
  nodes { version } pageInfo { hasNextPage endCursor }
} }`;

interface Action {
  id: string;
  path: string;
  recordVersion: number;
  updates: { note: string }[];
}

interface Update {
  updateActionStatus: {
    actions: { recordVersion: number }[] | null;
    problems: { code: string; path: string[]; conflict: { currentVersion: number } | null }[];
  };
}

interface Log {
  changes: { nodes: { version: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

const actionsOf = async (ask: Ask): Promise<Action[]> =>
  (await ask<{ actions: { nodes: Action[] } }>(ACTIONS)).actions.nodes;

/** What is sent to say something of actions. */
const input = (actions: Action[], note: string) => ({
  actions: actions.map(({ id, recordVersion }) => ({ id, expectedVersion: recordVersion })),
  status: { shared: "COMPLETED" },
  effectiveOn: "2020-11-05",
  note,
  key: note,
});

/** Says something of actions, of all or of none, however often somebody else is faster. `sending` is told each try. */
async function say(ask: Ask, actions: Action[], note: string, sending = (_: object) => {}): Promise<void> {
  const seen = actions.map((action) => ({ ...action }));
  for (;;) {
    const sent = input(seen, note);
    sending(sent);
    const { actions: done, problems } = (await ask<Update>(UPDATE, { input: sent })).updateActionStatus;
    if (done) return;
    if (problems.some(({ code }) => code !== "STALE")) throw new Error(JSON.stringify(problems));
    // Whoever is slower is told what is there now, and says what he had to say of that.
    for (const { path, conflict } of problems) seen[Number(path[1])]!.recordVersion = conflict!.currentVersion;
  }
}

/** Each update is one version of its action, and each version one entry of the log, none left out. */
async function gapless(ask: Ask, actions: Action[]): Promise<void> {
  for (const { path, recordVersion, updates } of actions) {
    expect(recordVersion, path).toBe(1 + updates.length);
    const versions: number[] = [];
    for (let after: string | null = null; ; ) {
      const { changes }: Log = await ask<Log>(LOG, { path, after });
      versions.push(...changes.nodes.map(({ version }) => version));
      after = changes.pageInfo.endCursor;
      if (!changes.pageInfo.hasNextPage) break;
    }
    const expected = Array.from({ length: recordVersion }, (_, number) => recordVersion - number);
    expect(versions, path).toEqual(expected);
  }
}

/** How often each note stands beside an action. */
function counted(actions: Action[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { note } of actions.flatMap(({ updates }) => updates)) found.set(note, (found.get(note) ?? 0) + 1);
  return found;
}

for (const { kind, open } of databases("KILL")) test(`a server that is killed amid ${long ? 1000 : 200} writes has lost none that it acknowledged, and has done none by half: ${kind}`, async ({}, info) => {
  test.setTimeout(600_000);
  const { url: database, close } = open();
  const options = ["--database", database, "--limit-rate", "0"];
  let server = await start("client-kill", ...options);
  try {
    const cookie = await session(database, server.url, "ada@example.org");
    const ask = asking(server.url, cookie);
    const actions = await actionsOf(ask);
    const acknowledged: string[] = [];
    const sent = new Map<string, object>();
    const notes = Array.from({ length: long ? 1000 : 200 }, (_, number) => `What was seen of it, number ${number}`);
    // Each is about two actions: done by half, one of them would have it.
    const writing = Promise.allSettled(notes.map(async (note, number) => {
      const two = [0, 1].map((next) => actions[(2 * number + next) % actions.length]!);
      await say(ask, two, note, (input) => sent.set(note, input));
      acknowledged.push(note);
    }));
    // Some are done, and some are on their way.
    while (acknowledged.length < notes.length / 4) await sleep(5);
    await server.kill();
    await writing;
    expect(acknowledged.length).toBeLessThan(notes.length);

    server = await start("client-killed", ...options);
    // The session outlives the server.
    const again = asking(server.url, cookie);
    const after = await actionsOf(again);
    const found = counted(after);
    expect([...found].filter(([, times]) => times !== 2)).toEqual([]);
    expect(acknowledged.filter((note) => !found.has(note))).toEqual([]);
    await gapless(again, after);
    // Whoever was not answered sends the same again, and so does who was: what was done is not done twice. What was not
    // is done now.
    const unanswered = notes.filter((note) => !acknowledged.includes(note));
    const written = unanswered.filter((note) => found.has(note));
    const twice = [...written, ...acknowledged.slice(0, 5)];
    for (const note of twice) await again(UPDATE, { input: sent.get(note) });
    const rest = unanswered.filter((note) => !found.has(note)).slice(0, 5);
    for (const [number, note] of rest.entries()) await say(again, after.slice(number, number + 2), note);
    const last = counted(await actionsOf(again));
    for (const note of [...twice, ...rest]) expect(last.get(note), note).toBe(2);
    const done = `${notes.length} writes, killed when ${acknowledged.length} were acknowledged; ${found.size} found, ${written.length} of them not answered any more`;
    info.annotations.push({ type: "measured", description: `kill, ${kind}: ${done}` });
  } finally {
    await server.stop();
    close();
  }
});

for (const { kind, open } of databases("EDITORS")) test(`${long ? 50 : 8} editors who write at once on one plan lose nothing, and write nothing twice: ${kind}`, async ({}, info) => {
  test.setTimeout(600_000);
  const { url: database, close } = open();
  const server = await start("client-editors", "--database", database, "--limit-rate", "0");
  try {
    const count = long ? 50 : 8;
    const editors: Ask[] = [];
    for (let number = 0; number < count; number++) editors.push(await editor(database, server.url, `e${number}@example.org`));
    const actions = await actionsOf(editors[0]!);
    const until = Date.now() + (long ? 60_000 : 5_000);
    const said: string[] = [];
    let sent = 0;
    await Promise.all(editors.map(async (ask, editor) => {
      for (let round = 0; Date.now() < until; round++) {
        const note = `Editor ${editor} in round ${round}`;
        // Several are always at the same one.
        const action = actions[(round + Math.floor(editor / 4)) % actions.length]!;
        await say(ask, [action], note, () => sent++);
        said.push(note);
      }
    }));
    const after = await actionsOf(editors[0]!);
    const found = after.flatMap(({ updates }) => updates.map(({ note }) => note));
    expect(found.sort()).toEqual(said.sort());
    await gapless(editors[0]!, after);
    const done = `${said.length} changes of ${count} editors, each there once; ${sent - said.length} were sent again because somebody was faster`;
    info.annotations.push({ type: "measured", description: `editors, ${kind}: ${done}` });
  } finally {
    await server.stop();
    close();
  }
});

for (const { kind, open } of databases("LISTENERS")) test(`${long ? 500 : 50} listeners hear what editors write, each all of it, once and in order: ${kind}`, async ({}, info) => {
  test.setTimeout(600_000);
  const { url: database, close } = open();
  // All of them are one client to the server, and what they may have in a minute is the matter of another test.
  const server = await start("client-listeners", "--database", database, "--limit-rate", "0");
  const socket = { url: `${server.url.replace("http", "ws")}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 };
  const clients = Array.from({ length: long ? 500 : 50 }, () => createClient(socket));
  try {
    const editors = await Promise.all([1, 2, 3, 4].map((one) => editor(database, server.url, `l${one}@example.org`)));
    const actions = await actionsOf(editors[0]!);
    const { dataVersion } = await editors[0]!<{ dataVersion: number }>("{ dataVersion }");
    const count = long ? 400 : 100;
    const query = `subscription { changes(after: ${dataVersion}) { seq path } }`;
    const hear = async (client: (typeof clients)[number]): Promise<number[]> => {
      const heard: number[] = [];
      for await (const { data, errors } of client.iterate<{ changes: { seq: number } }>({ query })) {
        if (errors) throw new Error(JSON.stringify(errors));
        if (data) heard.push(data.changes.seq);
        if (heard.length === count) break;
      }
      return heard;
    };
    const opened = clients.map((client) => new Promise((done) => client.on("connected", done)));
    const listening = clients.map(hear);
    await Promise.all(opened);
    const begun = Date.now();
    await Promise.all(editors.map(async (ask, editor) => {
      for (let round = 0; round < count / editors.length; round++) {
        await say(ask, [actions[(7 * editor + round) % actions.length]!], `Said by ${editor} in round ${round}`);
      }
    }));
    const written = Date.now();
    const all = await Promise.all(listening);
    const heard = Date.now();
    const expected = all[0]!;
    expect(expected).toEqual([...new Set(expected)].sort((one, other) => one - other));
    expect(expected.at(-1)).toBe((await editors[0]!<{ dataVersion: number }>("{ dataVersion }")).dataVersion);
    for (const one of all) expect(one).toEqual(expected);
    const done = `${clients.length} listeners heard all of ${count} changes, which took ${written - begun} ms to write, the last ${heard - written} ms after they were written`;
    info.annotations.push({ type: "measured", description: `listeners, ${kind}: ${done}` });
  } finally {
    await Promise.all(clients.map((client) => client.dispose()));
    await server.stop();
    close();
  }
});
