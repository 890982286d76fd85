import { ask, expectOverLimit, send, times } from "./ask.ts";
import { expect, test } from "./test.ts";

// Queries that ask for very much with few words, or for nothing with very many. The server says which limit they
// are over, or, where none is meant to stop them, answers in little time with little text.

test("a hundred and one aliases of a dear field", async ({ api }) => {
  for (const field of [
    `compare(a: "worcestershire/app-2022", b: "leicestershire/wsoa-2020") { similarActions(first: 100) { totalCount } }`,
    `actions(first: 100) { nodes { text citations { place } } }`,
    `search(text: "annual review") { totalCount }`,
  ]) {
    expectOverLimit(await ask(api, `{ ${times(101, (n) => `a${n}: ${field}`)} }`), "aliases");
  }
});

test("a thousand aliases of a field that costs nothing", async ({ api }) => {
  expectOverLimit(await ask(api, `{ ${times(1_000, (n) => `a${n}: __typename`)} }`), "aliases");
});

test("aliases in fragments count too", async ({ api }) => {
  const fragment = (name: string) => `fragment ${name} on Query { ${times(60, (n) => `${name}${n}: __typename`)} }`;
  expectOverLimit(await ask(api, `{ ...a ...b } ${fragment("a")} ${fragment("b")}`), "aliases");
  expectOverLimit(await ask(api, `{ ... on Query { ${times(101, (n) => `a${n}: __typename`)} } }`), "aliases");
});

test("a query of a page, with the few aliases that it has, is answered", async ({ api }) => {
  const answer = await ask(api, `{ ${times(30, (n) => `a${n}: __typename`)} }`);
  expect(answer.errors).toBeUndefined();
  expect(Object.keys(answer.data ?? {})).toHaveLength(30);
});

test("one field ten thousand times", async ({ api }) => {
  expectOverLimit(await ask(api, `{ ${times(10_000, () => "__typename")} }`), "tokens");
  expectOverLimit(await ask(api, `{ localAreas { nodes { ${times(10_000, () => "path")} } } }`), "tokens");
});

test("a very long list in an argument, and in a comment nothing", async ({ api }) => {
  const areas = times(9_000, () => `"a"`);
  expectOverLimit(await ask(api, `{ actions(filter: {area: [${areas}]}) { totalCount } }`), "tokens");
  const commented = await ask(api, `# ${times(9_000, () => "word")}\n{ __typename }`);
  expect(commented.data).toEqual({ __typename: "Query" });
});

test("directives at one field, known and unknown", async ({ api }) => {
  expectOverLimit(await ask(api, `{ __typename ${times(500, () => "@include(if: true)")} }`), "directives");
  expectOverLimit(await ask(api, `{ __typename ${times(500, () => "@aa")} }`), "directives");
});

test("a query that nests without end", async ({ api }) => {
  const round = "weaknesses(first: 1) { nodes { area { ";
  const nested = (rounds: number) =>
    `{ localAreas { nodes { ${round.repeat(rounds)} path ${"} } } ".repeat(rounds)} } } }`;
  // 27 levels: little enough to be counted.
  expectOverLimit(await ask(api, nested(8)), "depth");
  for (const rounds of [20, 500]) {
    const answer = await ask(api, nested(rounds));
    // Too deep to be followed down, whatever it asks for.
    expect(answer.errors?.[0]?.extensions?.code, answer.text.slice(0, 300)).toMatch(/^(OVER_LIMIT|BAD_QUERY)$/);
    expect(answer.text.length, "bytes of the refusal").toBeLessThan(2_000);
  }
});

test("fragments that hold one another are a mistake, and no circle", async ({ api }) => {
  const answer = await ask(api, "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }");
  expect(answer.errors?.[0]?.extensions?.code).toBe("BAD_QUERY");
});

test("fragments that double at each of thirty steps", async ({ api }) => {
  const steps = times(30, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`);
  const answer = await ask(api, `{ ...f0 } ${steps} fragment f30 on Query { __typename }`);
  // A thousand million ways to one field. Either that is seen, or the query is refused; at once in both cases.
  if (answer.errors) expect(answer.errors[0]?.extensions?.code, answer.text).toBe("OVER_LIMIT");
  else expect(answer.data).toEqual({ __typename: "Query" });
});

// The schema describes itself in circles, and a query that follows them has many times more to hold at each step.

test("introspection that goes round in a circle is refused before its depth is counted", async ({ api }) => {
  const round = `${"fields { type { ".repeat(12)} name ${"} }".repeat(12)}`;
  expectOverLimit(await ask(api, `{ __schema { types { ${round} } } }`), "introspection");
});

for (const [way, open, steps] of [
  ["the types that implement an interface", "possibleTypes { interfaces { ", 4],
  ["the types of fields", "fields { type { ofType { ", 3],
] as const) {
  test(`introspection that goes round in a circle by ${way}, no deeper than fields may nest`, async ({ api }) => {
    const shut = "} ".repeat(open.split("{").length - 1);
    const answer = await ask(api, `{ __schema { types { ${open.repeat(steps)} name ${shut.repeat(steps)} } } }`);
    // Not more than some times the whole schema with all its words, which is 0.4 MB.
    expect(answer.text.length, "bytes of the answer").toBeLessThan(2_000_000);
  });
}

test("mistakes without number are not all told", async ({ api }) => {
  // Each word is a field that is not there, and each such word was answered with a sentence.
  const answer = await ask(api, `{ ${times(3_900, (n) => `n${n}`)} }`);
  expect(["BAD_QUERY", "OVER_LIMIT"]).toContain(answer.errors?.[0]?.extensions?.code);
  expect(answer.text.length, "bytes of the answer").toBeLessThan(50_000);
});

test("a body of a megabyte, and an address of a hundred kilobytes, are not read", async ({ api }) => {
  const body = await ask(api, `{ __typename } # ${"x".repeat(1_000_000)}`);
  expect(body.status).toBe(413);
  expect(body.errors?.[0]?.extensions?.code).toBe("TOO_LARGE");
  const query = encodeURIComponent(`{ ${times(10_000, () => "__typename")} }`);
  const address = await send(`${api}?query=${query}`).catch(() => undefined);
  // Hung up on, or refused.
  if (address) expect(address.status).toBeGreaterThanOrEqual(400);
});
