import { cacheExchange, Client, fetchExchange, gql, type TypedDocumentNode } from "@urql/core";

import { expect, test } from "./test.ts";

interface Actions {
  actions: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: { path: string }[];
  };
}

const actions: TypedDocumentNode<Actions, { filter: object; first: number; after?: string | null }> = gql`
  query Actions($filter: ActionFilter, $first: Int!, $after: String) {
    actions(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        path
      }
    }
  }
`;

const action: TypedDocumentNode<{ action: { path: string; text: string } | null }, { path: string }> = gql`
  query Action($path: String!) {
    action(path: $path) {
      id
      path
      text
    }
  }
`;

/** A client that asks by GET, and how each of its requests went. */
function connect(url: string): { client: Client; sent: string[] } {
  const sent: string[] = [];
  const client = new Client({
    url,
    preferGetMethod: true,
    exchanges: [cacheExchange, fetchExchange],
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      sent.push(`${init?.method} ${answer.status}`);
      return answer;
    },
  });
  return { client, sent };
}

test("a query with variables, by GET", async ({ api }) => {
  const { client, sent } = connect(api);
  const { data, error } = await client.query(action, { path: "worcestershire/app-2022/none" }).toPromise();
  expect(data?.action ?? null).toBeNull();
  expect(error?.graphQLErrors[0]?.extensions.code).toBe("NOT_FOUND");

  const found = await client.query(action, { path: "leicestershire/wsoa-2020/1.10" }).toPromise();
  expect(found.error).toBeUndefined();
  expect(found.data?.action?.path).toBe("leicestershire/wsoa-2020/1.10");
  expect(sent).toEqual(["GET 200", "GET 200"]);
});

test("a list to its end by cursors, by GET", async ({ api }) => {
  const { client, sent } = connect(api);
  const paths: string[] = [];
  let total = 0;
  for (let after: string | null | undefined; ; ) {
    const variables = { filter: { area: ["leicestershire"] }, first: 10, after };
    const { data, error } = await client.query(actions, variables).toPromise();
    if (!data) throw error ?? new Error("neither data nor an error");
    paths.push(...data.actions.nodes.map(({ path }) => path));
    total = data.actions.totalCount;
    if (!data.actions.pageInfo.hasNextPage) break;
    after = data.actions.pageInfo.endCursor;
  }
  expect(paths.length).toBeGreaterThan(20);
  expect(paths).toHaveLength(total);
  expect(new Set(paths).size).toBe(total);
  expect(sent).toEqual(Array(Math.ceil(total / 10)).fill("GET 200"));
});

test("the same question again is answered from the cache", async ({ api }) => {
  const { client, sent } = connect(api);
  const ask = () => client.query(action, { path: "leicestershire/wsoa-2020/1.1" }).toPromise();
  const first = await ask();
  expect((await ask()).data).toEqual(first.data);
  expect(sent).toEqual(["GET 200"]);
});

test("what is not found is a CombinedError with the code and the place in the answer", async ({ api }) => {
  const { client } = connect(api);
  const { data, error } = await client.query(action, { path: "leicestershire/wsoa-2020/1.100" }).toPromise();
  expect(data?.action).toBeNull();
  expect(error?.networkError).toBeUndefined();
  expect(error?.graphQLErrors).toHaveLength(1);
  expect(error?.graphQLErrors[0]).toMatchObject({ path: ["action"], extensions: { code: "NOT_FOUND" } });
  expect(error?.message).toContain("Did you mean ‘leicestershire/wsoa-2020/1.10’?");
});

test("a query that means nothing is refused with words, not with a failure of the network", async ({ api }) => {
  const { client } = connect(api);
  const { data, error } = await client.query("{ nothingOfThisName }", {}).toPromise();
  expect(data).toBeUndefined();
  expect(error?.networkError).toBeUndefined();
  expect(error?.graphQLErrors[0]?.extensions.code).toBe("BAD_QUERY");
});
