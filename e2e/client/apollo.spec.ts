import {
  ApolloClient,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
  type TypedDocumentNode,
} from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";

import { expect, test } from "./test.ts";

interface Actions {
  actions: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: { id: string; path: string } }[];
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
      edges {
        node {
          id
          path
        }
      }
    }
  }
`;

const action: TypedDocumentNode<{ action: { id: string; path: string; text: string } | null }, { path: string }> = gql`
  query Action($path: String!) {
    action(path: $path) {
      id
      path
      text
    }
  }
`;

/** A client as its manual sets one up for connections after Relay's manner. */
function connect(uri: string): ApolloClient {
  const typePolicies = { Query: { fields: { actions: relayStylePagination(["filter"]) } } };
  return new ApolloClient({ link: new HttpLink({ uri }), cache: new InMemoryCache({ typePolicies }) });
}

test("a query with variables", async ({ api }) => {
  const { data } = await connect(api).query({ query: action, variables: { path: "leicestershire/wsoa-2020/1.10" } });
  expect(data?.action).toMatchObject({ __typename: "Action", path: "leicestershire/wsoa-2020/1.10" });
  expect(data?.action?.text).not.toBe("");
});

test("fetchMore goes through a list to its end, and the cache joins the pages", async ({ api }) => {
  const client = connect(api);
  const filter = { area: ["leicestershire"] };
  const list = client.watchQuery({ query: actions, variables: { filter, first: 10 } });
  // Somebody who looks on, as a page does: the list grows under their eyes.
  const lengths: number[] = [];
  const looking = list.subscribe(({ data, dataState }) => {
    if (dataState === "complete") lengths.push(data.actions.edges.length);
  });
  await expect.poll(() => lengths).toEqual([10]);
  let joined = client.readQuery({ query: actions, variables: { filter, first: 10 } })?.actions;
  while (joined?.pageInfo.hasNextPage) {
    await list.fetchMore({ variables: { after: joined.pageInfo.endCursor } });
    joined = client.readQuery({ query: actions, variables: { filter, first: 10 } })?.actions;
  }
  await expect.poll(() => lengths.at(-1)).toBe(joined?.totalCount);
  looking.unsubscribe();
  const paths = joined?.edges.map(({ node }) => node.path) ?? [];
  expect(paths).toHaveLength(joined?.totalCount ?? 0);
  // In the order of their numbers, each once, and nothing of the other area.
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toEqual([...paths].sort((a, b) => a.localeCompare(b, "en", { numeric: true })));
  expect(paths.filter((path) => !path.startsWith("leicestershire/"))).toEqual([]);
});

test("a record reached by its id is the one that the cache holds under it", async ({ api }) => {
  const client = connect(api);
  const { data } = await client.query({ query: action, variables: { path: "leicestershire/wsoa-2020/1.1" } });
  const id = data?.action?.id ?? "";
  const node: TypedDocumentNode<{ node: { id: string; path: string } | null }, { id: string }> = gql`
    query Node($id: ID!) {
      node(id: $id) {
        id
        ... on Action {
          path
        }
      }
    }
  `;
  const again = await client.query({ query: node, variables: { id } });
  expect(again.data?.node).toEqual({ __typename: "Action", id, path: "leicestershire/wsoa-2020/1.1" });
  const cached = client.cache.extract() as Record<string, unknown>;
  expect(cached[`Action:${id}`]).toMatchObject({ path: "leicestershire/wsoa-2020/1.1" });
});

test("what is not found is an error of the client's own kind, with its code", async ({ api }) => {
  const variables = { path: "leicestershire/wsoa-2020/1.100" };
  const error = await connect(api).query({ query: action, variables }).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!CombinedGraphQLErrors.is(error)) throw new Error(`not an error of GraphQL: ${error}`);
  expect(error.errors[0]?.extensions).toMatchObject({ code: "NOT_FOUND", name: variables.path });
  expect(error.errors[0]?.message).toContain("Did you mean ‘leicestershire/wsoa-2020/1.10’?");
});

test("with errorPolicy all, the rest of the answer is there beside the error", async ({ api }) => {
  const query: TypedDocumentNode<{ action: null; localArea: { name: string } | null }, Record<string, never>> = gql`
    {
      action(path: "nowhere") {
        id
      }
      localArea(path: "leicestershire") {
        id
        name
      }
    }
  `;
  const { data, error } = await connect(api).query({ query, errorPolicy: "all" });
  expect(data?.action).toBeNull();
  expect(data?.localArea?.name).toBe("Leicestershire");
  expect(CombinedGraphQLErrors.is(error) && error.errors[0]?.path).toEqual(["action"]);
});
