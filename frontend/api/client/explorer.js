// The explorer: sends what stands in its boxes, and shows what comes back.
import { fragment, keep, read } from "./address.js";

/** A longer address than this is not taken everywhere: the query goes as POST then. */
const LONGEST = 6000;

const part = (id) => document.getElementById(id);
const form = part("explorer");
const [query, variables, answer] = ["query", "variables", "answer"].map(part);
const endpoint = new URL(form.dataset.endpoint, location.href);
const examples = JSON.parse(form.dataset.examples);
let running;
let shown;

const asked = () => ({ query: query.value, variables: variables.value });

function fill(held) {
  query.value = held.query;
  variables.value = held.variables;
  showAddress();
}

function showAddress() {
  part("advanced").href = `/api/graphiql${fragment(asked())}`;
}

const say = (words) => (part("status").textContent = words);

/** The variables as JSON, or nothing where they are none; then the box says why. */
function parsedVariables() {
  let fault;
  let value = {};
  try {
    if (variables.value.trim()) value = JSON.parse(variables.value);
    if (value === null || typeof value !== "object" || Array.isArray(value)) fault = "Variables must be a JSON object";
  } catch (error) {
    fault = `Variables must be JSON: ${error.message}`;
  }
  part("variables-error").hidden = !fault;
  part("variables-fault").textContent = fault ?? "";
  part("variables-group").classList.toggle("govuk-form-group--error", !!fault);
  variables.classList.toggle("govuk-textarea--error", !!fault);
  variables.setAttribute("aria-describedby", fault ? "variables-hint variables-error" : "variables-hint");
  variables.setAttribute("aria-invalid", String(!!fault));
  return fault ? undefined : value;
}

/** GET where the address is short enough: it brings an ETag, and browsers keep its answer. */
function request(body) {
  const address = new URL(endpoint);
  address.searchParams.set("query", body.query);
  if (variables.value.trim()) address.searchParams.set("variables", JSON.stringify(body.variables));
  const accept = "application/graphql-response+json, application/json;q=0.9";
  if (address.href.length <= LONGEST) return new Request(address, { headers: { accept }, cache: "no-cache" });
  const headers = { accept, "content-type": "application/json" };
  return new Request(endpoint, { method: "POST", headers, body: JSON.stringify(body) });
}

async function run() {
  const given = parsedVariables();
  if (!given) {
    say("Not sent: the variables are not JSON.");
    return variables.focus();
  }
  keep(asked());
  running?.abort();
  const mine = (running = new AbortController());
  say("Running…");
  const begun = performance.now();
  const body = { query: query.value, variables: given };
  try {
    const response = await fetch(request(body), { signal: mine.signal });
    const text = await response.text();
    show(response, text, performance.now() - begun);
    shown = body;
  } catch (error) {
    if (mine.signal.aborted) return;
    answer.hidden = true;
    part("keeping").hidden = true;
    showErrors([{ message: `The server could not be reached. ${error.message}` }]);
    say("No answer.");
  }
}

/** Has the server keep the answer to what was asked last. */
async function keepAnswer() {
  const tell = (words) => (part("keep-status").textContent = words);
  part("kept").hidden = true;
  tell("Keeping…");
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(form.dataset.permalink, { method: "POST", headers, body: JSON.stringify(shown) });
    const about = await response.json();
    if (!response.ok) return tell(`It was not kept: ${about.errors?.[0]?.message ?? response.status}`);
    part("citation").textContent = about.cite.text;
    part("permalink").href = about.url;
    part("about").href = `${about.url}/about`;
    part("kept").hidden = false;
    tell("Kept.");
  } catch (error) {
    tell(`It was not kept: ${error.message}`);
  }
}

function show(response, text, time) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    body = { errors: [{ message: `The server answered ${response.status}, and not with JSON.` }] };
  }
  const errors = body.errors ?? [];
  showErrors(errors);
  answer.textContent = JSON.stringify(body, null, 2);
  answer.hidden = false;
  part("keeping").hidden = errors.length > 0;
  part("kept").hidden = true;
  part("keep-status").textContent = "";
  const size = new TextEncoder().encode(text).length.toLocaleString("en-GB");
  const tag = response.headers.get("etag");
  const version = tag && /"(\d+)-/.exec(tag)?.[1];
  const what = errors.length === 0 ? "Answered" : `Answered with ${errors.length === 1 ? "an error" : `${errors.length} errors`}`;
  say(
    [`${what} in ${Math.round(time)} ms`, `${size} bytes`, version && `data version ${version}`, tag && `ETag ${tag}`]
      .filter(Boolean)
      .join(", ") + ".",
  );
}

function showErrors(errors) {
  part("errors").hidden = errors.length === 0;
  part("error-list").replaceChildren(...errors.map(described));
}

function described({ message, locations, path, extensions }) {
  const item = document.createElement("li");
  item.textContent = message;
  const more = [extensions?.code, path && `at ${path.join(".")}`].filter(Boolean).join(", ");
  if (more) item.append(` (${more})`);
  const place = locations?.[0];
  if (place) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "gt-link-button", textContent: `Go to line ${place.line}, column ${place.column}` });
    button.addEventListener("click", () => reach(place));
    item.append(" ", button);
  }
  return item;
}

/** Selects a line of the query, from a column on. */
function reach({ line, column }) {
  const lines = query.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
  query.focus();
  query.setSelectionRange(before + column - 1, before + (lines[line - 1] ?? "").length);
}

function curl() {
  const given = parsedVariables();
  if (!given) return undefined;
  const body = variables.value.trim() ? { query: query.value, variables: given } : { query: query.value };
  // A single quote within single quotes of a shell.
  const quoted = JSON.stringify(body).replaceAll("'", "'\\''");
  return `curl -s ${endpoint} \\\n  -H 'content-type: application/json' \\\n  --data '${quoted}'`;
}

async function copy(words, tell = say) {
  if (words === undefined) return tell("Not copied: the variables are not JSON.");
  await navigator.clipboard.writeText(words).then(
    () => tell("Copied."),
    () => tell("The browser did not allow it to be copied."),
  );
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
form.addEventListener("input", showAddress);
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});
part("use-example").addEventListener("click", () => {
  fill(examples[part("example").value]);
  say("The example stands in the boxes. Run it.");
});
part("copy-curl").addEventListener("click", () => copy(curl()));
part("copy-address").addEventListener("click", () => copy(new URL(fragment(asked()), location.href).href));
part("keep").addEventListener("click", keepAnswer);
part("copy-citation").addEventListener("click", () =>
  copy(part("citation").textContent, (words) => (part("keep-status").textContent = words)),
);
addEventListener("hashchange", () => {
  const held = read();
  if (held) fill(held);
});

fill(read() ?? asked());
