comparison <- ask(query, variables)$compare
matrix <- comparison$matrix
matrix$a <- paste(matrix$a.stated, matrix$a.of, sep = "/")
matrix$b <- paste(matrix$b.stated, matrix$b.of, sep = "/")
show(matrix, c("aspect", "comparable", "a", "b", "reason"))
similar <- comparison$similarActions
cat("similar actions", similar$totalCount, sep = "\t", fill = TRUE)
pairs <- similar$nodes
pairs$words <- sapply(pairs$shared, function(term) paste(term$inA, collapse = ", "))
show(pairs, c("band", "a.reference", "b.reference", "words"))
