answer = ask(QUERY, variables)
show("promised", answer["promised"]["totalCount"])
show("nothing stated as done", answer["notDone"]["totalCount"])
for row in answer["promised"]["nodes"]:
    show(row["number"], row["promised"][:60], (row["done"] or "")[:60])
