// /api/graphiql: GraphiQL, with the site around it.
import { EXAMPLES } from "../example.mjs";
import { escape, link } from "../frame.mjs";

export const graphiqlPage = (frame, { base, assets }) =>
  frame({
    title: "GraphiQL – API",
    description: "GraphiQL on the interface of Golden Thread, with completion and the schema beside it.",
    crumbs: [["/api", "API"]],
    styles: [assets["graphiql.css"]],
    scripts: [assets["graphiql.js"]],
    wide: true,
    body: `<h1 class="govuk-heading-l">GraphiQL</h1>
<p>It completes what you type and has the schema beside it. On a phone or with a screen reader the <a class="govuk-link" id="plain" href="/api/explorer">explorer</a> works better; what each field means is in the ${link("/api/reference", "reference")} too.</p>
<noscript><p class="govuk-body">GraphiQL needs JavaScript.</p></noscript>
<div id="graphiql" class="gt-api-graphiql" data-endpoint="${base}/graphql" data-query="${escape(EXAMPLES[1].query)}"></div>`,
  });
