ask | jq -r '.data
  | (.actionFacets.lateness[] | [.value, .count]),
    (.overdue.nodes[] | ["OVERDUE", .reference, .due.published, .status.published]),
    (.unknown.nodes[] | ["UNKNOWN", .reference, .due.published, .due.kind, .due.reason])
  | @tsv'
