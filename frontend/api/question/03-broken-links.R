answer <- ask(query, variables)
count <- function(name) answer[[name]]$totalCount
show(data.frame(
  gap = c("actions without evidence", "measures without baseline", "weaknesses without review"),
  without = c(count("withoutEvidence"), count("withoutBaseline"), count("withoutReview")),
  all = c(count("actions"), count("measures"), count("weaknesses"))
))
show(answer$withoutEvidence$nodes, c("reference", "text"))
