version=$(query='{ dataVersion }' variables='{}' ask | jq .data.dataVersion)
variables=$(jq -c ".version = $version" <<< "$variables")
ask | jq -r '.data
  | ["version", .dataVersion, "actions", .actionGroups.recordCount],
    (.actionGroups.nodes[] | [.keys[].value, .count])
  | @tsv'
