actions <- NULL
repeat {
  page <- ask(query, variables)$actions
  actions <- rbind(actions, page$nodes)
  if (!page$pageInfo$hasNextPage) break
  variables$after <- page$pageInfo$endCursor
}
show(actions, c("path", "due.published", "status.shared"))
cat(nrow(actions), "of", page$totalCount, fill = TRUE)
