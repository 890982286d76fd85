answer <- ask(query, variables)
show(answer$weaknesses$nodes, c("area.name", "title"))
show(answer$actions$nodes, c("area.name", "reference", "status.shared", "text"))
