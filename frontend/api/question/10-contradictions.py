page = ask(QUERY, variables)["dataQualityNotes"]
print(page["totalCount"], "contradictions")
while True:
    for note in page["nodes"]:
        show(note["rule"], note["severity"], note["first"], note["firstPlace"], note["second"], note["secondPlace"])
    if not page["pageInfo"]["hasNextPage"]:
        break
    page = ask(QUERY, {**variables, "after": page["pageInfo"]["endCursor"]})["dataQualityNotes"]
