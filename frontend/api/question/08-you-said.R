answer <- ask(query, variables)
cat("promised", answer$promised$totalCount, sep = "\t", fill = TRUE)
cat("nothing stated as done", answer$notDone$totalCount, sep = "\t", fill = TRUE)
rows <- answer$promised$nodes
rows$promised <- substr(rows$promised, 1, 60)
rows$done <- substr(rows$done, 1, 60)
show(rows, c("number", "promised", "done"))
