diff <- ask(query, variables)$diff
cat("from", diff$from, "to", diff$to, "differ", diff$totalCount, sep = "\t", fill = TRUE)
records <- diff$nodes
records$differing <- sapply(records$fields, NROW)
show(records, c("deed", "kind", "path", "differing"))
