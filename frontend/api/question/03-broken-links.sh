ask | jq -r '.data
  | ["actions without evidence", .withoutEvidence.totalCount, .actions.totalCount],
    ["measures without baseline", .withoutBaseline.totalCount, .measures.totalCount],
    ["weaknesses without review", .withoutReview.totalCount, .weaknesses.totalCount],
    (.withoutEvidence.nodes[] | [.reference, .text])
  | @tsv'
