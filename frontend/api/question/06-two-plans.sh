ask | jq -r '.data.compare
  | (.matrix[] | [.aspect, .comparable, "\(.a.stated)/\(.a.of)", "\(.b.stated)/\(.b.of)", .reason]),
    ["similar actions", .similarActions.totalCount],
    (.similarActions.nodes[] | [.band, .a.reference, .b.reference, ([.shared[].inA] | join(", "))])
  | @tsv'
