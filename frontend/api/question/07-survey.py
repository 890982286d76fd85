answer = ask(QUERY, variables)
for choice in answer["surveyResultFacets"]["comparability"]:
    show(choice["value"], choice["count"])
for result in answer["surveyResults"]["nodes"]:
    question = result["question"]["text"]
    show(result["comparability"], result["previousPublished"], result["published"], question, result["reason"])
