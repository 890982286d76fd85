diff = ask(QUERY, variables)["diff"]
show("from", diff["from"], "to", diff["to"], "differ", diff["totalCount"])
for record in diff["nodes"]:
    show(record["deed"], record["kind"], record["path"], len(record["fields"]))
