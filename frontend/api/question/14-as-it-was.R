variables$version <- ask("{ dataVersion }")$dataVersion
answer <- ask(query, variables)
groups <- answer$actionGroups
cat("version", answer$dataVersion, "actions", groups$recordCount, sep = "\t", fill = TRUE)
shared <- t(sapply(groups$nodes$keys, function(key) key$value))
show(data.frame(shared, groups$nodes$count))
