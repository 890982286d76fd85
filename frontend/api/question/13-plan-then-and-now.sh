ask | jq -r '.data.diff
  | ["from", .from, "to", .to, "differ", .totalCount],
    (.nodes[] | [.deed, .kind, .path, (.fields | length)])
  | @tsv'
