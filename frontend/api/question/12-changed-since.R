page <- ask(query, variables)$changes
cat("version", page$dataVersion, sep = "\t", fill = TRUE)
cat("writes", page$totalCount, sep = "\t", fill = TRUE)
repeat {
  show(page$nodes, c("seq", "deed", "kind", "path"))
  if (!page$pageInfo$hasNextPage) break
  variables$after <- page$pageInfo$endCursor
  page <- ask(query, variables)$changes
}
