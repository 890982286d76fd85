actions <- ask(query, variables)$actions
cat(actions$totalCount, "not started\n")
nodes <- actions$nodes
nodes$place <- sapply(nodes$citations, function(cited) cited$place[1])
show(nodes, c("reference", "due.published", "due.problem", "leadPublished", "text", "place"))
