import { start } from "../src/server.ts";
import { ask, type Received, send } from "./ask.ts";
import { expect, test } from "./test.ts";

// What a stranger's page could make a browser send, and what an answer could tell about the inside.

const json = { "content-type": "application/json" };

test("a list of queries in one request is refused", async ({ api }) => {
  const query = { query: "{ __typename }" };
  for (const batch of [[query, query], [query], []]) {
    const answer = await send(api, { method: "POST", headers: json, body: JSON.stringify(batch) });
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions?.code).toBe("BAD_REQUEST");
  }
});

test("a mutation in an address is refused, whatever it is called", async ({ api }) => {
  const mutations = [
    "mutation { __typename }",
    "mutation M { __typename }",
    "query Q { __typename } mutation M { __typename }",
    "# query\nmutation { __typename }",
  ];
  for (const query of mutations) {
    const name = query.includes("M {") ? "&operationName=M" : "";
    const answer = await send(`${api}?query=${encodeURIComponent(query)}${name}`);
    expect(answer.status, query).toBe(405);
    expect(answer.headers.get("allow"), query).toBe("POST");
    expect(answer.errors?.[0]?.extensions?.code, query).toBe("METHOD_NOT_ALLOWED");
  }
});

test("what a form or a script of another page can send without asking is refused", async ({ api }) => {
  const boundary = "----x";
  const part = `content-disposition: form-data; name="query"\r\n\r\n{ __typename }`;
  const form = `--${boundary}\r\n${part}\r\n--${boundary}--\r\n`;
  // The three kinds that a browser sends across origins without a question first, and none at all.
  for (const [kind, body] of [
    ["application/x-www-form-urlencoded", "query=%7B__typename%7D"],
    [`multipart/form-data; boundary=${boundary}`, form],
    ["text/plain", JSON.stringify({ query: "{ __typename }" })],
    ["text/plain; application/json", JSON.stringify({ query: "{ __typename }" })],
    ["", JSON.stringify({ query: "{ __typename }" })],
  ] as const) {
    // As bytes, so that fetch adds no type of its own.
    const headers: HeadersInit = kind ? { "content-type": kind } : {};
    const answer = await send(api, { method: "POST", headers, body: Buffer.from(body) });
    expect(answer.status, kind).toBe(415);
    expect(answer.errors?.[0]?.extensions?.code, kind).toBe("UNSUPPORTED_MEDIA_TYPE");
  }
});

test("another origin may not read answers unless it was allowed to", async ({ api }) => {
  const origin = { origin: "https://elsewhere.example" };
  const preflight = {
    ...origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
  };
  for (const answer of [
    await send(api, { method: "OPTIONS", headers: preflight }),
    await send(`${api}?query={__typename}`, { headers: origin }),
  ]) {
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  }
});

test("a plain GET of the API is no place to try queries in", async ({ api, server }) => {
  for (const accept of ["*/*", "text/html", "text/html,application/xhtml+xml,*/*;q=0.8"]) {
    const answer = await send(api, { headers: { accept } });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get("content-type")).toMatch(/json/);
    expect(answer.errors).toHaveLength(1);
  }
  for (const path of ["/graphiql", "/playground", "/altair", "/voyager", "/console", "/graphql/console"]) {
    const answer = await send(`${server.url}${path}`, { headers: { accept: "text/html" } });
    // The page says in its own words that there is nothing; none of these tools is in it.
    expect(answer.text, path).not.toMatch(/graphiql|graphql-playground|altair|voyager/i);
  }
});

test("nothing switches on traces or debugging", async ({ api }) => {
  const asking = { "x-apollo-tracing": "1", "apollo-federation-include-trace": "ftv1", "x-debug": "1" };
  const headers = { ...json, ...asking };
  for (const extra of [{}, { extensions: { tracing: true } }, { extensions: { debug: true } }]) {
    const body = JSON.stringify({ query: "{ __typename }", ...extra });
    const answer = await send(`${api}?debug=1&tracing=true`, { method: "POST", headers, body });
    expect(JSON.parse(answer.text)).toEqual({ data: { __typename: "Query" } });
  }
});

/** Words that only the inside knows: of the code, of the database, of the machine. */
const inside = [
  /panicked|backtrace|stack trace|\.rs\b|\bsrc\/|\bat line \d+ of/i,
  /sqlite|postgres|sqlx|sea.?orm|async.graphql|\bSELECT\b|\bWHERE\b|\bconstraint\b/,
  /\/tmp\/|\/home\/|\/root\/|goldenthread\.db/,
];

test("an error never tells what happened inside", async ({ api }) => {
  const post = (body: string) => send(api, { method: "POST", headers: json, body });
  const path = "query ($path: String!) { action(path: $path) { path } }";
  const list = `query ($first: Int, $after: String, $filter: ActionFilter) {
    actions(first: $first, after: $after, filter: $filter) { totalCount }
  }`;
  const answers: Record<string, Received> = {
    "no JSON": await post("{"),
    "no object": await post("null"),
    "no query": await post("{}"),
    "a query that is no text": await post(`{"query": {"a": 1}}`),
    "variables that are no object": await post(`{"query": "{ __typename }", "variables": [1]}`),
    "not UTF-8": await send(api, { method: "POST", headers: json, body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }),
    "no GraphQL": await ask(api, "{{{"),
    "an operation that is not there": await ask(api, "query A { __typename }", { operationName: "B" }),
    "no value for a variable": await ask(api, path),
    "a value of another type": await ask(api, path, { variables: { path: { a: [1] } } }),
    "a zero byte": await ask(api, path, { variables: { path: "a\0b" } }),
    "half a letter": await post(`{"query": ${JSON.stringify(path)}, "variables": {"path": "\\ud800"}}`),
    "a quotation mark": await ask(api, path, { variables: { path: `'; DROP TABLE action; --` } }),
    "a very long path": await ask(api, path, { variables: { path: "x".repeat(100_000) } }),
    "a number too large": await ask(api, list, { variables: { first: 1e300 } }),
    "a number below all": await ask(api, list, { variables: { first: -2147483648 } }),
    "a cursor that is none": await ask(api, list, { variables: { after: "b25lOnR3bw" } }),
    "a day that is none": await ask(api, list, { variables: { filter: { overdueAt: "0000-99-99" } } }),
    "a search for marks only": await ask(api, `{ search(text: "\\"\\" * ( ) OR NEAR(") { totalCount } }`),
    "an id that is none": await ask(api, `{ node(id: "bm90aGluZw==") { id } }`),
  };
  for (const [what, { status, text, errors }] of Object.entries(answers)) {
    expect(status, `${what}: ${text}`).toBeLessThan(500);
    for (const words of inside) expect(text, what).not.toMatch(words);
    for (const error of errors ?? []) {
      expect(error.message, what).not.toBe("");
      expect(error.extensions?.code, `${what}: ${text}`).toMatch(/^(BAD_REQUEST|BAD_QUERY|BAD_INPUT|NOT_FOUND)$/);
      // Nothing beside what the README names: no exception, no stack trace.
      const known = ["code", "kind", "name", "argument"];
      expect(Object.keys(error.extensions ?? {}).filter((key) => !known.includes(key)), what).toEqual([]);
    }
  }
});

test("a wrong name is answered with the right one while the schema is there to read", async ({ api }) => {
  const schema = await ask(api, "{ __schema { queryType { name } } }");
  expect(schema.data).toEqual({ __schema: { queryType: { name: "Query" } } });
  const answer = await ask(api, "{ actin { path } }");
  expect(answer.errors?.[0]?.message).toContain("Did you mean");
});

test("where the schema is not to be read, no error gives it away", async () => {
  test.setTimeout(120_000);
  const server = await start("client-closed", "--no-introspection");
  try {
    const api = `${server.url}/graphql`;
    for (const query of ["{ __schema { types { name } } }", `{ __type(name: "Query") { fields { name } } }`]) {
      const answer = await ask(api, query);
      expect(answer.errors?.length, answer.text).toBeGreaterThan(0);
      expect(answer.text).not.toContain("localAreas");
    }
    for (const query of [
      "{ actin { path } }",
      "{ actions { nodes { pathh } } }",
      "{ actions(filtre: {}) { totalCount } }",
      "{ actions(filter: {are: []}) { totalCount } }",
      "{ actions(filter: {status: [COMPLETE]}) { totalCount } }",
      "query ($a: ActionFilte) { actions(filter: $a) { totalCount } }",
    ]) {
      const answer = await ask(api, query);
      expect(answer.errors?.length, answer.text).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(/did you mean|COMPLETED|\bactions\b.*\bactions\b/i);
    }
    expect((await ask(api, "{ actions { totalCount } }")).errors).toBeUndefined();
  } finally {
    await server.stop();
  }
});
