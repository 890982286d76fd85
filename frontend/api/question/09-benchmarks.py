for figure in ask(QUERY, variables)["indicatorValues"]["nodes"]:
    date = figure["asAt"] and figure["asAt"]["published"]
    place = figure["citations"][-1]["place"]
    rules = ", ".join(note["rule"] for note in figure["dataQualityNotes"])
    show(figure["geography"], figure["geographyName"], figure["published"], date, place, rules)
