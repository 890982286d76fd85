ask | jq -r '.data.search
  | (.kinds[] | [.kind, .count]),
    (.nodes[] | [.kind, .path, ([.title[] | if .hit then "[\(.text)]" else .text end] | add)])
  | @tsv'
