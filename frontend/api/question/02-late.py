answer = ask(QUERY, variables)
for choice in answer["actionFacets"]["lateness"]:
    show(choice["value"], choice["count"])
for action in answer["overdue"]["nodes"]:
    show("OVERDUE", action["reference"], action["due"]["published"], action["status"]["published"])
for action in answer["unknown"]["nodes"]:
    due = action["due"]
    show("UNKNOWN", action["reference"], due["published"], due["kind"], due["reason"])
