for node in ask(QUERY, variables)["thread"]["nodes"]:
    show(node["number"], node["under"], node["stage"], "GAP" if node["gap"] else node["basis"], node["text"])
