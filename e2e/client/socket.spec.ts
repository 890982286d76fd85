import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

import { type Client, createClient } from "graphql-ws";
import { WebSocket } from "ws";

import { binary, start } from "../src/server.ts";
import { type Answer, expect, test } from "./test.ts";

// What happens while somebody listens, over graphql-transport-ws: with the client that the protocol comes from, and
// with bare messages where a client would not do what has to be refused.

interface Change {
  seq: number;
  path: string;
  kind: string;
}

const changes = `subscription Changes($after: Int, $filter: ChangeFilter) {
  changes(after: $after, filter: $filter) { seq path kind }
}`;

const socketOf = (api: string) => api.replace(/^http/, "ws");

function connect(api: string): Client {
  return createClient({ url: socketOf(api), webSocketImpl: WebSocket, retryAttempts: 0, lazyCloseTimeout: 5_000 });
}

/** The next so many changes of a subscription, which then ends. */
async function hear(client: Client, count: number, variables: Record<string, unknown>): Promise<Change[]> {
  const heard: Change[] = [];
  for await (const { data, errors } of client.iterate<{ changes: Change }>({ query: changes, variables })) {
    // One by one they are too many for a step of the report each.
    if (errors) throw new Error(JSON.stringify(errors));
    if (data) heard.push(data.changes);
    if (heard.length === count) break;
  }
  return heard;
}

test("what another process writes is heard, once and in order, also after a break", async () => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "goldenthread-socket-"));
  const database = ["--database", `sqlite://${folder}/goldenthread.db`];
  const server = await start("client-socket", "--no-seed", ...database);
  const api = `${server.url}/graphql`;
  const [early, filtered] = [connect(api), connect(api)];
  try {
    const first = hear(early, 300, { after: 0 });
    const areas = hear(filtered, 2, { after: 0, filter: { kind: ["AREA"] } });
    await promisify(execFile)(binary, ["seed", ...database]);
    const heard = await first;
    expect(heard).toHaveLength(300);
    // The connection is gone; a new one goes on where it was.
    await early.dispose();
    const late = connect(api);
    const { data } = await late
      .iterate<{ dataVersion: number; changes: { totalCount: number } }>({
        query: "{ dataVersion changes { totalCount } }",
      })
      .next()
      .then(({ value }) => value);
    const total = data.changes.totalCount;
    expect(total).toBeGreaterThan(500);
    heard.push(...(await hear(late, total - 300, { after: heard.at(-1)?.seq })));
    await late.dispose();
    const seqs = heard.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => one - other));
    expect(seqs).toHaveLength(total);
    expect(seqs.at(-1)).toBe(data.dataVersion);
    expect((await areas).map(({ path }) => path).sort()).toEqual(["leicestershire", "worcestershire"]);
  } finally {
    await Promise.all([early.dispose(), filtered.dispose()]);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("queries are answered too, and errors say what they say everywhere", async ({ api }) => {
  const client = connect(api);
  const ask = async (query: string) => (await client.iterate({ query }).next()).value as Answer;
  try {
    expect(await ask("{ localAreas { totalCount } }")).toEqual({ data: { localAreas: { totalCount: 2 } } });
    const missing = await ask(`{ action(path: "leicestershire/wsoa-2020/1.100") { path } }`);
    expect(missing.data).toEqual({ action: null });
    expect(missing.errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
    for (const [query, code] of [
      ["{ nothing }", "BAD_QUERY"],
      ["subscription { changes(after: 99999999) { seq } }", "BAD_INPUT"],
      ["subscription { a: changes { seq } b: changes { seq } }", "BAD_QUERY"],
      [`{ ${Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(" ")} }`, "OVER_LIMIT"],
    ] as const) {
      const refused = await ask(query).then(
        () => [],
        (errors) => errors as { extensions: { code: string } }[],
      );
      expect(refused.map(({ extensions }) => extensions.code), query.slice(0, 80)).toEqual([code]);
    }
  } finally {
    await client.dispose();
  }
});

/** Says these messages and answers with the code and the reason that the conversation is ended with. */
async function ended(api: string, messages: (object | string)[], protocol: string[] = ["graphql-transport-ws"]) {
  const socket = new WebSocket(socketOf(api), protocol);
  socket.on("open", () => {
    for (const message of messages) socket.send(typeof message === "string" ? message : JSON.stringify(message));
  });
  const [code, reason] = await once(socket, "close");
  return [code, String(reason)] as const;
}

const init = { type: "connection_init" };
const follow = { id: "1", type: "subscribe", payload: { query: "subscription { changes { seq } }" } };

test("a conversation is ended with the codes that the protocol names", async ({ api }) => {
  const codes: [number, string, (object | string)[], string[]?][] = [
    [4400, "Invalid message", [init, "{"]],
    [4400, "Invalid message", [init, { type: "unheard_of" }]],
    [4400, "Invalid message", [init, { type: "subscribe", id: "1" }]],
    [4400, "An id may have", [init, { ...follow, id: "x".repeat(300) }]],
    [4401, "Unauthorized", [follow]],
    [4406, "Subprotocol not acceptable", [], []],
    [4408, "Connection initialisation timeout", []],
    [4409, "Subscriber for 1 already exists", [init, follow, follow]],
    [4429, "Too many initialisation requests", [init, init]],
  ];
  const found = await Promise.all(codes.map(([, , messages, protocol]) => ended(api, messages, protocol)));
  for (const [index, [code, reason]] of codes.entries()) {
    expect(found[index]?.[0], reason).toBe(code);
    expect(found[index]?.[1]).toContain(reason);
  }
});

test("a message that is too long ends the conversation, and the server answers others", async ({ api }) => {
  const [code] = await ended(api, [init, { ...follow, payload: { query: `#${"x".repeat(300_000)}` } }]);
  // Closed by the layer below, which may have no time to say why.
  expect([1006, 1009]).toContain(code);
  const client = connect(api);
  const answer = await client.iterate({ query: "{ __typename }" }).next();
  expect(answer.value).toEqual({ data: { __typename: "Query" } });
  await client.dispose();
});

/** A conversation of bare messages. */
async function talk(api: string) {
  const socket = new WebSocket(socketOf(api), ["graphql-transport-ws"]);
  const heard: Record<string, unknown>[] = [];
  socket.on("message", (data) => heard.push(JSON.parse(String(data))));
  await once(socket, "open");
  const say = (message: object) => socket.send(JSON.stringify(message));
  say(init);
  await expect.poll(() => heard).toEqual([{ type: "connection_ack" }]);
  return { socket, say, heard };
}

test("an id is free again once its operation has ended, and a ping brings its pong", async ({ api }) => {
  const { socket, say, heard } = await talk(api);
  const ask = { id: "1", type: "subscribe", payload: { query: "{ __typename }" } };
  const answered = [
    { id: "1", type: "next", payload: { data: { __typename: "Query" } } },
    { id: "1", type: "complete" },
  ];
  say(ask);
  await expect.poll(() => heard.slice(1)).toEqual(answered);
  say(ask);
  await expect.poll(() => heard.slice(3)).toEqual(answered);
  // One that the client ends is heard of no more.
  say(follow);
  say({ id: "1", type: "complete" });
  say(ask);
  await expect.poll(() => heard.slice(5)).toEqual(answered);
  say({ type: "ping", payload: { here: 1 } });
  await expect.poll(() => heard.slice(7)).toEqual([{ type: "pong", payload: { here: 1 } }]);
  socket.close();
});

test("one conversation has a hundred operations at once, and is told so", async ({ api }) => {
  const { socket, say, heard } = await talk(api);
  for (let number = 0; number <= 100; number += 1) say({ ...follow, id: `${number}` });
  await expect.poll(() => heard.slice(1)).toMatchObject([
    { id: "100", type: "error", payload: [{ extensions: { code: "OVER_LIMIT" } }] },
  ]);
  socket.close();
});

/** How many bytes of memory a process holds. */
function memory(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

/** How many sockets a process holds open. */
function sockets(pid: number): number {
  const open = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return "closed meanwhile";
    }
  });
  return open.filter((file) => file.startsWith("socket:")).length;
}

test("who reads slowly is waited for and costs little, and who reads nothing is let go", async () => {
  test.skip(process.platform !== "linux", "the memory of a process is read as Linux tells it");
  test.setTimeout(180_000);
  const server = await start("client-slow", "--limit-aliases", "600", "--limit-rate", "0");
  const api = `${server.url}/graphql`;
  // Each change weighs some 30 kB: all of them are more than a connection holds that nobody reads from.
  const weight = Array.from({ length: 600 }, (_, number) => `w${number}: path`).join(" ");
  const query = `subscription { changes(after: 0) { seq ${weight} } }`;
  const listen = async () => {
    const socket = new WebSocket(socketOf(api), ["graphql-transport-ws"]);
    const told = { socket, seqs: [] as number[], bytes: 0, isOver: false };
    socket.on("message", (data) => {
      const { payload } = JSON.parse(String(data));
      if (!payload) return;
      told.seqs.push(payload.data.changes.seq);
      told.bytes += String(data).length;
    });
    socket.on("close", () => (told.isOver = true));
    await once(socket, "open");
    socket.send(JSON.stringify(init));
    socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query } }));
    return told;
  };
  try {
    const answer = await fetch(api, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ changes { totalCount } }" }),
    });
    const total = (await answer.json()).data.changes.totalCount;
    const quick = await listen();
    await expect.poll(() => quick.seqs.length, { timeout: 60_000 }).toBe(total);
    quick.socket.close();

    // The first listener is gone, and so is the connection of the question, which is kept open for some seconds.
    await sleep(6_000);
    const [before, idle] = [memory(server.pid), sockets(server.pid)];
    const slow = await Promise.all(Array.from({ length: 20 }, listen));
    for (const { socket } of slow) socket.pause();
    await sleep(10_000);
    const grown = memory(server.pid) - before;
    test.info().annotations.push({
      type: "measured",
      description: `20 listeners who read nothing had the server hold ${Math.round(grown / 1e6)} MB more, of ${Math.round((20 * quick.bytes) / 1e6)} MB that they had asked for`,
    });
    expect(grown).toBeLessThan((20 * quick.bytes) / 4);
    expect(slow.every(({ seqs }) => seqs.length < total)).toBe(true);
    // Whoever reads on in time has missed nothing.
    const [late, ...gone] = slow;
    late?.socket.resume();
    await expect.poll(() => late?.seqs.length, { timeout: 60_000 }).toBe(total);
    expect(late?.seqs).toEqual(quick.seqs);
    late?.socket.close();
    // Who does not read does not see either that the conversation is over: the server has let go of its end.
    await expect.poll(() => sockets(server.pid), { timeout: 90_000, intervals: [1_000] }).toBeLessThanOrEqual(idle);
    for (const { socket } of gone) socket.resume();
    await expect.poll(() => gone.every(({ isOver }) => isOver), { timeout: 30_000 }).toBe(true);
    expect(gone.every(({ seqs }) => seqs.length < total)).toBe(true);
  } finally {
    await server.stop();
  }
});

test("a page of another origin is refused", async ({ api }) => {
  const open = async (origin: string) => {
    const socket = new WebSocket(socketOf(api), ["graphql-transport-ws"], { origin });
    const status = await Promise.race([
      once(socket, "open").then(() => 101),
      once(socket, "unexpected-response").then(([, response]) => response.statusCode as number),
    ]);
    socket.on("error", () => {});
    socket.terminate();
    return status;
  };
  expect(await open("https://elsewhere.example")).toBe(403);
  expect(await open("null")).toBe(403);
  expect(await open(new URL(api).origin)).toBe(101);
});
