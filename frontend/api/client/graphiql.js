// GraphiQL on our endpoint. What it was asked last stands in the address.
import "graphiql/style.css";
import "./graphiql.css";
import { GraphiQL } from "graphiql";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { fragment, keep, read } from "./address.js";

const place = document.getElementById("graphiql");
const held = read();

async function fetcher(asked) {
  // The schema is asked for without anybody having asked.
  if (asked.operationName !== "IntrospectionQuery") {
    const variables = asked.variables && JSON.stringify(asked.variables, null, 2);
    keep({ query: asked.query, variables });
    document.getElementById("plain").href = `/api/explorer${location.hash}`;
  }
  const headers = { accept: "application/graphql-response+json", "content-type": "application/json" };
  const response = await fetch(place.dataset.endpoint, { method: "POST", headers, body: JSON.stringify(asked) });
  return response.json();
}

if (held) document.getElementById("plain").href = `/api/explorer${fragment(held)}`;

// The editors would keep the Tab key for themselves, and nobody could leave them with a keyboard.
place.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab" && !document.querySelector(".CodeMirror-hints")) event.stopPropagation();
  },
  true,
);

// It leaves the boxes that are typed in without a name.
const NAMES = { "graphiql-query-editor": "Query", "graphiql-editor-tool": "Variables", "graphiql-response": "Answer" };
new MutationObserver(() => {
  for (const box of place.querySelectorAll(".CodeMirror textarea:not([aria-label])")) {
    const part = Object.keys(NAMES).find((name) => box.closest(`.${name}`));
    if (part) box.setAttribute("aria-label", NAMES[part]);
  }
}).observe(place, { childList: true, subtree: true });

createRoot(place).render(
  createElement(GraphiQL, {
    fetcher,
    defaultQuery: place.dataset.query,
    query: held?.query,
    variables: held?.variables,
    forcedTheme: "light",
    isHeadersEditorEnabled: false,
    showPersistHeadersSettings: false,
  }),
);
