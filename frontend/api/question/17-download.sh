wanted='{{variables}}'
curl -sSG --fail-with-body 'http://127.0.0.1:8080/download/measures.csv' --data-urlencode "filter=$wanted" -o measures.csv
curl -sSG --fail-with-body 'http://127.0.0.1:8080/download/measures.json' --data-urlencode "filter=$wanted" |
  jq -r '"\(.nodes | length) measures", (.nodes[] | [.number, .unit, .text] | @tsv)'
