// What the explorer offers to begin with. The build refuses one that the schema does not answer.

export const EXAMPLES = [
  {
    name: "Actions of an area that have not started, with their sources",
    query: `query NotStarted($area: String!) {
  actions(filter: { area: [$area], status: [NOT_STARTED] }) {
    totalCount
    nodes {
      reference
      text
      due { published kind usable }
      citations { place document { title } }
    }
  }
}`,
    variables: { area: "leicestershire" },
  },
  {
    name: "Local areas, with how much is held of each",
    query: `{
  localAreas {
    nodes {
      name
      path
      plans { totalCount }
      weaknesses { totalCount }
    }
  }
  dataVersion
}`,
  },
  {
    name: "From a weakness to what was done: the golden thread of an area",
    query: `{
  thread(area: "worcestershire") {
    nodes { number under stage gap text path basis because }
  }
}`,
  },
  {
    name: "Actions without any evidence, counted by status",
    query: `{
  actions(filter: { without: [EVIDENCE] }) { totalCount }
  actionFacets(filter: { without: [EVIDENCE] }) {
    status { value count }
    area { value count }
  }
}`,
  },
  {
    name: "Actions whose weakness is about the quality of EHC plans and that are not completed",
    query: `{
  actions(filter: {
    ofWorkstream: { ofWeakness: { theme: ["ehcp-quality"] } }
    not: { status: [COMPLETED] }
  }) {
    totalCount
    nodes { path text status { published shared } }
  }
}`,
  },
  {
    name: "What two plans share, and how far they can be compared",
    query: `query Compare($a: String!, $b: String!) {
  compare(a: $a, b: $b) {
    matrix { aspect comparable reason }
    similarActions(first: 10) {
      totalCount
      nodes { a { path text } b { path text } band }
    }
  }
}`,
    variables: { a: "worcestershire/app-2022", b: "leicestershire/wsoa-2020" },
  },
  {
    name: "Everything about annual reviews, found by words",
    query: `{
  search(text: "\\"annual review\\"", first: 20) {
    totalCount
    nodes { kind path title { text } }
  }
}`,
  },
  {
    name: "What was written last",
    query: `{
  changes(first: 10) {
    totalCount
    nodes { at kind path reason }
  }
}`,
  },
];
