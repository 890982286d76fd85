// /api/explorer: two text boxes and a button.
import { EXAMPLES } from "../example.mjs";
import { escape, link } from "../frame.mjs";

export function explorerPage(frame, { base, assets }) {
  const options = EXAMPLES.map(({ name }, at) => `<option value="${at}">${escape(name)}</option>`).join("");
  const examples = EXAMPLES.map(({ query, variables }) => ({ query, variables: written(variables) }));
  return frame({
    title: "Explorer – API",
    description: "Write a GraphQL query, run it, and share its address.",
    crumbs: [["/api", "API"]],
    scripts: [assets["explorer.js"]],
    body: `<h1 class="govuk-heading-l">Explorer</h1>
<p>Write a query and run it. What can be asked is in the ${link("/api/reference", "reference")}; ${link("/api/graphiql", "GraphiQL")} completes what you type.</p>
<noscript><div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span><strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning: </span>The explorer needs JavaScript. Without it, send queries with ${link("/api#endpoint", "curl")}.</strong></div></noscript>
<form id="explorer" data-endpoint="${base}/graphql" data-permalink="${base}/permalink" data-examples="${escape(JSON.stringify(examples))}">
<div class="govuk-form-group gt-no-print">
<label class="govuk-label" for="example">Example</label>
<div class="gt-api-pick"><select class="govuk-select" id="example">${options}</select>
<button type="button" class="govuk-button govuk-button--secondary" id="use-example">Use this example</button></div>
</div>
<div class="govuk-form-group" id="query-group">
<label class="govuk-label govuk-label--s" for="query">Query</label>
<div class="govuk-hint" id="query-hint">Ctrl and Enter runs it.</div>
<textarea class="govuk-textarea gt-api-box" id="query" name="query" rows="14" required spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="query-hint" aria-keyshortcuts="Control+Enter">${escape(EXAMPLES[0].query)}</textarea>
</div>
<div class="govuk-form-group" id="variables-group">
<label class="govuk-label govuk-label--s" for="variables">Variables</label>
<div class="govuk-hint" id="variables-hint">A JSON object. Leave it empty if the query has none.</div>
<p class="govuk-error-message" id="variables-error" hidden><span class="govuk-visually-hidden">Error: </span><span id="variables-fault"></span></p>
<textarea class="govuk-textarea gt-api-box" id="variables" name="variables" rows="4" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="variables-hint" aria-keyshortcuts="Control+Enter">${escape(written(EXAMPLES[0].variables))}</textarea>
</div>
<div class="gt-api-ways gt-no-print">
<button type="submit" class="govuk-button" id="run">Run</button>
<button type="button" class="gt-link-button" id="copy-curl">Copy as curl</button>
<button type="button" class="gt-link-button" id="copy-address">Copy address</button>
<a class="govuk-link" id="advanced" href="/api/graphiql">Open in GraphiQL</a>
</div>
</form>
<h2 class="govuk-heading-m" id="answer-title">Answer</h2>
<p id="status" role="status">Not asked yet.</p>
<div class="gt-error" id="errors" role="group" aria-labelledby="errors-title" hidden><h3 class="govuk-heading-s" id="errors-title">Errors</h3><ul class="govuk-list govuk-list--bullet" id="error-list"></ul></div>
<pre class="gt-code gt-api-answer" id="answer" tabindex="0" role="region" aria-labelledby="answer-title" hidden></pre>
<section class="gt-section" id="keeping" aria-labelledby="keeping-title" hidden>
<h2 class="govuk-heading-m" id="keeping-title">Keep this answer</h2>
<div class="gt-no-print"><p>The server keeps the answer for good, byte for byte, at an address that you can cite. Whoever has the address can read it.</p>
<button type="button" class="govuk-button govuk-button--secondary" id="keep">Keep it</button></div>
<p id="keep-status" role="status"></p>
<div id="kept" hidden><p class="gt-citation" id="citation"></p>
<p class="gt-api-ways"><a class="govuk-link" id="permalink">The answer that was kept</a> <a class="govuk-link" id="about">What it is, and citations for BibTeX and reference managers</a> <button type="button" class="gt-link-button gt-no-print" id="copy-citation">Copy citation</button></p></div>
</section>`,
  });
}

const written = (variables) => (variables ? JSON.stringify(variables, null, 2) : "");
