ask | jq -r '.data.actions | "\(.totalCount) not started",
  (.nodes[] | [.reference, .due.published, .due.problem, .leadPublished, .text, .citations[0].place] | @tsv)'
