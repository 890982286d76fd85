ask | jq -r '.data.changes | ["version", .dataVersion], ["writes", .totalCount] | @tsv'
while
  page=$(ask)
  jq -r '.data.changes.nodes[] | [.seq, .deed, .kind, .path] | @tsv' <<< "$page"
  after=$(jq '.data.changes.pageInfo | select(.hasNextPage) | .endCursor' <<< "$page")
  [ "$after" ]
do
  variables=$(jq -c ".after = $after" <<< "$variables")
done
