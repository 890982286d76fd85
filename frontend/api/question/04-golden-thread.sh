ask | jq -r '.data.thread.nodes[] | [.number, .under, .stage, (if .gap then "GAP" else .basis end), .text] | @tsv'
