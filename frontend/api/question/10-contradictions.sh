ask | jq -r '"\(.data.dataQualityNotes.totalCount) contradictions"'
while
  page=$(ask)
  jq -r '.data.dataQualityNotes.nodes[] | [.rule, .severity, .first, .firstPlace, .second, .secondPlace] | @tsv' <<< "$page"
  after=$(jq '.data.dataQualityNotes.pageInfo | select(.hasNextPage) | .endCursor' <<< "$page")
  [ "$after" ]
do
  variables=$(jq -c ".after = $after" <<< "$variables")
done
