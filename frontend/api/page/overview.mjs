// /api: what the interface for programs is, and the ways into it.
import { contents, link, section } from "../frame.mjs";

export function overviewPage(frame, { base, lists, hasQuestions }) {
  const address = (path) => (base ? `${base}${path}` : `<span data-origin>http://127.0.0.1:8080</span>${path}`);
  const parts = [
    ["endpoint", "Endpoint", endpoint(address)],
    ["ways", "Ways to use it", ways(base, hasQuestions)],
    ["downloads", "Downloads", downloads(base, address, lists)],
    ["conventions", "What to know before the first query", CONVENTIONS],
    ["limits", "Limits", LIMITS],
    ["cite", "How to cite", cite(address)],
    ["changes", "Changes of the schema", CHANGES],
    ["licence", "Licence", LICENCE],
  ];
  return frame({
    title: "API",
    description: "The GraphQL interface of Golden Thread: endpoint, explorer, reference, downloads, limits and citation.",
    crumbs: [],
    body: `<h1 class="govuk-heading-l">The API</h1>
<p class="gt-lead">Everything that these pages show can be queried with GraphQL: the plans, their actions, measures and reviews, the weaknesses they answer, and what families said. It needs no key and costs nothing.</p>
${contents(parts)}
${parts.map((part) => section(...part)).join("\n")}`,
  });
}

const endpoint = (address) => `<p>One address answers <code>GET</code> and <code>POST</code>:</p>
<pre class="gt-code" tabindex="0" role="group" aria-label="Endpoint"><code>${address("/graphql")}</code></pre>
<p>A first query, which asks for the actions of one area that have not started:</p>
<pre class="gt-code" tabindex="0" role="group" aria-label="Command line"><code>curl -s ${address("/graphql")} -H 'content-type: application/json' --data \\
  '{"query":"{ actions(filter: {area: \\"leicestershire\\", status: NOT_STARTED}) { totalCount nodes { path text citations { place document { title } } } } }"}'</code></pre>`;

const ways = (base, hasQuestions) => `<ul class="govuk-list govuk-list--bullet">
<li>${link("/api/explorer", "Explorer")}: write a query, run it, share its address. Works with a keyboard, a screen reader and a phone.</li>
<li>${link("/api/graphiql", "GraphiQL")}: the same with completion, for a large screen.</li>
<li>${link("/api/reference", "Reference")}: every type and field, with what it means.</li>
${hasQuestions ? `<li>${link("/api/questions", "Worked questions")}: queries that answer a question each, for curl, Python and R.</li>` : ""}
<li><a class="govuk-link" href="${base}/schema.graphql">The schema as a file</a> (<code>schema.graphql</code>), for generators and editors.</li>
<li>Below every page of this site, “The questions behind this page” are the queries that it asked.</li>
</ul>`;

const downloads = (base, address, lists) => `<p>Every list is a file too, with all of its rows: <code>.csv</code> and <code>.xlsx</code> for spreadsheets, <code>.json</code> and <code>.jsonl</code> (a record a line) for programs; all of them together are <a class="govuk-link" href="${base}/download/goldenthread.zip">goldenthread.zip</a>, a Frictionless data package. A list takes the arguments that the list has in the API, as JSON:</p>
<pre class="gt-code" tabindex="0" role="group" aria-label="Command line of a download"><code>curl -G ${address("/download/actions.csv")} --data-urlencode 'filter={"area":["leicestershire"]}'</code></pre>
<ul class="govuk-list gt-api-columns">
${lists.map((name) => `<li><a class="govuk-link" href="/api/reference/Query#field-${name}"><code>${name}</code></a>: ${["csv", "json", "jsonl", "xlsx"].map((form) => file(base, name, form)).join(", ")}</li>`).join("\n")}
</ul>
<p>What needs an argument is a file as well, such as <code>search</code> with <code>text</code>, <code>thread</code> with <code>area</code>, <code>compare</code> with <code>a</code> and <code>b</code>, and totals such as <code>actionGroups</code> with <code>by</code>.</p>`;

const file = (base, name, form) =>
  `<a class="govuk-link" href="${base}/download/${name}.${form}">${form.toUpperCase()}<span class="govuk-visually-hidden"> of ${name}</span></a>`;

const CONVENTIONS = `<ul class="govuk-list govuk-list--bullet">
<li>Lists are connections as Relay has them: at most 100 records a page, the next one with <code>after</code> and the cursor that <code>pageInfo</code> gives.</li>
<li>Every record has a global <code>id</code>, a readable <code>path</code>, and <code>citations</code>: the document and the place it was read from.</li>
<li>Null means “not stated in the source” unless a field says otherwise.</li>
<li>What was published stands beside what was read from it: <code>due { published usable problem }</code>.</li>
<li><code>dataVersion</code> is the version of the data as a whole. <code>query @asOf(version: 917) { … }</code> answers the whole query as of a version.</li>
<li>An answer to <code>GET</code> has an <code>ETag</code>; sent back as <code>If-None-Match</code>, it brings 304 and no body.</li>
<li>Errors carry <code>extensions.code</code>, such as <code>NOT_FOUND</code>, <code>BAD_INPUT</code>, <code>BAD_QUERY</code> or <code>OVER_LIMIT</code>.</li>
</ul>`;

const LIMITS = `<p>What asks for more than this is refused, with the limit, what it allows and what was found. Whoever runs a server may set other limits.</p>
<ul class="govuk-list govuk-list--bullet">
<li>24 levels of depth</li>
<li>an estimated cost of 1,000,000: a field costs one, a list as often as its <code>first</code></li>
<li>100,000 records in one answer, and 30 seconds for it</li>
<li>100 aliases, 8,000 words and signs, and a body of 256 KiB</li>
<li>12,000 points a minute for one client: a query costs one, a file or a permalink 20. The headers <code>RateLimit-Policy</code> and <code>RateLimit</code> say what is left.</li>
</ul>`;

const cite = (address) => `<p>Cite the published document for what it says, and Golden Thread for how it was read. Every record names its document and place in <code>citations</code>.</p>
<p>A permalink keeps an answer for good, byte for byte, with the version of the data. The ${link("/api/explorer", "explorer")} makes one with a button, a program with <code>POST</code>:</p>
<pre class="gt-code" tabindex="0" role="group" aria-label="Command line of a permalink"><code>curl -s ${address("/permalink")} -H 'content-type: application/json' --data \\
  '{"query":"{ actions(filter: {area: \\"leicestershire\\", status: NOT_STARTED}) { nodes { path } } }"}'</code></pre>
<p>It answers with the address, and how to cite it: as text, BibTeX, RIS and CSL-JSON. At that address with <code>/about</code> behind it stands whether the answer is still that of today. The field <code>cite</code> does the same within a query.</p>`;

const CHANGES = `<p>New fields are added as they are needed. The software is not built where its schema breaks a query that was valid against the last release. A field that is to go is marked as deprecated first, in the schema and in the reference.</p>`;

const LICENCE = `<p>The software is available under the MIT licence or the Apache License 2.0, as you choose. Published words are quoted from documents of public bodies, which hold the rights in them: quote them with their source.</p>`;
