comparison = ask(QUERY, variables)["compare"]
share = lambda side: f"{side['stated']}/{side['of']}"
for row in comparison["matrix"]:
    show(row["aspect"], row["comparable"], share(row["a"]), share(row["b"]), row["reason"])
similar = comparison["similarActions"]
show("similar actions", similar["totalCount"])
for pair in similar["nodes"]:
    words = ", ".join(term["inA"] for term in pair["shared"])
    show(pair["band"], pair["a"]["reference"], pair["b"]["reference"], words)
