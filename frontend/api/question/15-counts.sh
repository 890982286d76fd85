ask | jq -r '.data
  | (.actionFacets as $facets | ("status", "dueKind", "without") as $name | $facets[$name][] | [$name, .value, .count]),
    (.actionGroups.nodes[] | [.keys[].value, .count, .figures[0].earliest, .figures[0].latest])
  | @tsv'
