import { GraphQLClient } from "graphql-request";

import { ActionsDocument, type ActionsQuery, NodeDocument } from "./generated/graphql.js";
import type { Action as PublishedAction, ActionsQueryVariables } from "./generated/plain.js";

/** What comes back, for a test that cannot see the generated types: they are made while it runs. */
export interface Found {
  total: number;
  paths: string[];
  statuses: string[];
  days: string[];
  again: string;
}

/** Asks with generated types all the way: each wrong name below would be found by the compiler, and two are. */
export async function query(api: string): Promise<Found> {
  const client = new GraphQLClient(api);
  const filter: ActionsQueryVariables["filter"] = { area: ["leicestershire"], status: ["NOT_STARTED", "COMPLETED"] };
  const nodes: ActionsQuery["actions"]["nodes"] = [];
  let total = 0;
  for (let after: string | null | undefined; ; ) {
    const { actions } = await client.request(ActionsDocument, {
      filter,
      orderBy: [{ field: "DUE", direction: "DESC" }],
      first: 5,
      after,
    });
    nodes.push(...actions.nodes);
    total = actions.totalCount;
    if (!actions.pageInfo.hasNextPage) break;
    after = actions.pageInfo.endCursor;
  }

  const [first] = nodes;
  if (!first) throw new Error("no action at all");
  // @ts-expect-error: a field that exists and was not asked for.
  void first.evidence;
  // @ts-expect-error: a status that is none.
  void ({ status: ["NOT_BEGUN"] } satisfies ActionsQueryVariables["filter"]);
  // Null where the source states nothing, never undefined.
  const published: PublishedAction["path"] = first.path;

  const { node } = await client.request(NodeDocument, { id: first.id });
  if (node?.__typename !== "Action") throw new Error(`${published} is a ${node?.__typename}`);
  return {
    total,
    paths: nodes.map(({ path }) => path),
    statuses: nodes.map(({ status }) => status.shared),
    days: nodes.flatMap(({ due }) => (due.usable && due.from ? [due.from] : [])),
    again: node.text,
  };
}
