answer <- ask(query, variables)
show(answer$surveyResultFacets$comparability)
show(answer$surveyResults$nodes, c("comparability", "previousPublished", "published", "question.text", "reason"))
