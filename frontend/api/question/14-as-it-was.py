version = ask("{ dataVersion }")["dataVersion"]
answer = ask(QUERY, {**variables, "version": version})
groups = answer["actionGroups"]
show("version", answer["dataVersion"], "actions", groups["recordCount"])
for group in groups["nodes"]:
    show(*(key["value"] for key in group["keys"]), group["count"])
