ask | jq -r '.data
  | (.weaknesses.nodes[] | [.area.name, .title]),
    (.actions.nodes[] | [.area.name, .reference, .status.shared, .text])
  | @tsv'
