page = ask(QUERY, variables)["changes"]
show("version", page["dataVersion"])
show("writes", page["totalCount"])
while True:
    for change in page["nodes"]:
        show(change["seq"], change["deed"], change["kind"], change["path"])
    if not page["pageInfo"]["hasNextPage"]:
        break
    page = ask(QUERY, {**variables, "after": page["pageInfo"]["endCursor"]})["changes"]
