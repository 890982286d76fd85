"""Asks the API as somebody with Python does, with gql; prints what came back as JSON."""

import json
import sys

from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.requests import RequestsHTTPTransport
from graphql import GraphQLError

ACTIONS = gql(
    """
    query Actions($filter: ActionFilter, $first: Int!, $after: String) {
      actions(filter: $filter, first: $first, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { path status { shared } }
      }
    }
    """
)
ACTION = gql("query Action($path: String!) { action(path: $path) { path text due { published usable } } }")


def pages(session, **variables):
    """All pages of a list of actions, one after the other."""
    after = None
    while True:
        page = session.execute(ACTIONS, variable_values={**variables, "after": after})["actions"]
        yield page
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def refused(ask):
    """What a query is refused with: the kind of the error, and what it says."""
    try:
        ask()
    except TransportQueryError as error:
        return {"kind": "server", "errors": error.errors, "data": error.data}
    except GraphQLError as error:
        return {"kind": "client", "message": error.message}
    return None


def main(url):
    # The schema is fetched by introspection, and every query is held against it before it is sent.
    client = Client(transport=RequestsHTTPTransport(url=url), fetch_schema_from_transport=True)
    with client as session:
        listed = list(pages(session, filter={"area": ["leicestershire"]}, first=10))
        found = {
            "types": len(client.schema.type_map),
            "described": client.schema.type_map["Action"].description,
            "action": session.execute(ACTION, variable_values={"path": "leicestershire/wsoa-2020/1.10"})["action"],
            "pages": [[node["path"] for node in page["nodes"]] for page in listed],
            "total": listed[0]["totalCount"],
            "unknown": refused(lambda: session.execute(ACTION, variable_values={"path": "nowhere"})),
            "wrong": refused(lambda: session.execute(gql("{ actions { nothingOfThisName } }"))),
        }
    print(json.dumps(found))


main(sys.argv[1])
