api='http://127.0.0.1:8080'
variables='{{variables}}'
query='{{query}}'
ask() { curl -sSG --fail-with-body "$api/graphql" --data-urlencode "query=$query" --data-urlencode "variables=$variables"; }
