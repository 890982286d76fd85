read=0
while
  page=$(ask)
  jq -r '.data.actions.nodes[] | [.path, .due.published, .status.shared] | @tsv' <<< "$page"
  read=$((read + $(jq '.data.actions.nodes | length' <<< "$page")))
  after=$(jq '.data.actions.pageInfo | select(.hasNextPage) | .endCursor' <<< "$page")
  [ "$after" ]
do
  variables=$(jq -c ".after = $after" <<< "$variables")
done
echo "$read of $(jq .data.actions.totalCount <<< "$page")"
