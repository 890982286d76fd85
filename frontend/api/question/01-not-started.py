actions = ask(QUERY, variables)["actions"]
print(actions["totalCount"], "not started")
for action in actions["nodes"]:
    due, cited = action["due"], action["citations"][0]
    show(action["reference"], due["published"], due["problem"], action["leadPublished"], action["text"], cited["place"])
