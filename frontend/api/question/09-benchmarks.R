figures <- ask(query, variables)$indicatorValues$nodes
figures$place <- sapply(figures$citations, function(cited) tail(cited$place, 1))
figures$rules <- sapply(figures$dataQualityNotes, function(note) paste(note$rule, collapse = ", "))
show(figures, c("geography", "geographyName", "published", "asAt.published", "place", "rules"))
