ask | jq -r '.data.indicatorValues.nodes[]
  | ([.dataQualityNotes[].rule] | join(", ")) as $rules
  | [.geography, .geographyName, .published, .asAt.published, .citations[-1].place, $rules] | @tsv'
