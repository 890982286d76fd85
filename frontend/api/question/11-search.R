found <- ask(query, variables)$search
show(found$kinds)
hits <- found$nodes
marked <- function(title) paste(ifelse(title$hit, paste0("[", title$text, "]"), title$text), collapse = "")
hits$title <- sapply(hits$title, marked)
show(hits, c("kind", "path", "title"))
