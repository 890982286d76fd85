ask | jq -r '.data
  | ["promised", .promised.totalCount],
    ["nothing stated as done", .notDone.totalCount],
    (.promised.nodes[] | [.number, .promised[:60], (.done // "")[:60]])
  | @tsv'
