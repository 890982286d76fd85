answer = ask(QUERY, variables)
count = lambda name: answer[name]["totalCount"]
show("actions without evidence", count("withoutEvidence"), count("actions"))
show("measures without baseline", count("withoutBaseline"), count("measures"))
show("weaknesses without review", count("withoutReview"), count("weaknesses"))
for action in answer["withoutEvidence"]["nodes"]:
    show(action["reference"], action["text"])
