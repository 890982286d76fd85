// A query and its variables in the part of the address after `#`: it can be shared, and no server sees it.

/** What the address holds; nothing if it holds no query. */
export function read() {
  const held = new URLSearchParams(location.hash.slice(1));
  return held.has("query") ? { query: held.get("query"), variables: held.get("variables") ?? "" } : undefined;
}

/** The same as an address ends in it. */
export function fragment({ query, variables }) {
  const held = new URLSearchParams({ query });
  if (variables?.trim()) held.set("variables", variables);
  return `#${held}`;
}

/** Puts a query into the address, which is no step of the browser's history. */
export function keep(asked) {
  history.replaceState(history.state, "", fragment(asked));
}
