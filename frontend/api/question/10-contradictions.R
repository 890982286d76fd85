page <- ask(query, variables)$dataQualityNotes
cat(page$totalCount, "contradictions\n")
repeat {
  show(page$nodes, c("rule", "severity", "first", "firstPlace", "second", "secondPlace"))
  if (!page$pageInfo$hasNextPage) break
  variables$after <- page$pageInfo$endCursor
  page <- ask(query, variables)$dataQualityNotes
}
