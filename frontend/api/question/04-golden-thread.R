nodes <- ask(query, variables)$thread$nodes
nodes$basis <- ifelse(nodes$gap, "GAP", nodes$basis)
show(nodes, c("number", "under", "stage", "basis", "text"))
