answer = ask(QUERY, variables)
for name in "status", "dueKind", "without":
    for choice in answer["actionFacets"][name]:
        show(name, choice["value"], choice["count"])
for group in answer["actionGroups"]["nodes"]:
    due = group["figures"][0]
    show(*(key["value"] for key in group["keys"]), group["count"], due["earliest"], due["latest"])
