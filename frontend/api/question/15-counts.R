answer <- ask(query, variables)
for (name in c("status", "dueKind", "without")) show(cbind(name, answer$actionFacets[[name]]))
groups <- answer$actionGroups$nodes
shared <- t(sapply(groups$keys, function(key) key$value))
due <- do.call(rbind, groups$figures)
show(data.frame(shared, groups$count, due$earliest, due$latest))
