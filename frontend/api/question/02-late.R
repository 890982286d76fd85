answer <- ask(query, variables)
show(answer$actionFacets$lateness)
show(cbind(answer$overdue$nodes, late = "OVERDUE"), c("late", "reference", "due.published", "status.published"))
show(cbind(answer$unknown$nodes, late = "UNKNOWN"), c("late", "reference", "due.published", "due.kind", "due.reason"))
