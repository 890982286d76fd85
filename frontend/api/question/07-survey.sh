ask | jq -r '.data
  | (.surveyResultFacets.comparability[] | [.value, .count]),
    (.surveyResults.nodes[] | [.comparability, .previousPublished, .published, .question.text, .reason])
  | @tsv'
