// Worked questions: each is a query with its words (question/NN-slug.graphql) and three programs that ask it and
// print the same lines (.sh, .py, .R). A program that asks GraphQL has the beginning of its language before it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { code, contents, escape, link, section } from "./frame.mjs";

const FOLDER = join(import.meta.dirname, "question");

/** Where a server listens to which nobody said otherwise: the address in the programs. */
export const BASE = "http://127.0.0.1:8080";

const PROGRAMS = [
  ["curl", "sh", "curl"],
  ["python", "py", "Python"],
  ["r", "R", "R"],
];

/** All questions, in the order of their numbers; `curl`, `python` and `r` are whole programs. */
export function questions() {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".graphql"));
  return names.sort().map((name) => question(name.replace(".graphql", "")));
}

function question(name) {
  const text = read(`${name}.graphql`);
  const query = text.replace(/^#.*\n/gm, "").trimEnd();
  const { title, Why: why, Reading: reading, Caveats: caveats, Variables: variables } = head(text);
  const programs = PROGRAMS.map(([language, ending]) => [language, program(name, ending, { query, variables })]);
  const slug = name.replace(/^\d+-/, "");
  return { slug, title, why, reading, caveats, query, variables: JSON.parse(variables), ...Object.fromEntries(programs) };
}

/** The paragraphs of the comment that a file begins with: the title, and others that each begin with their name. */
function head(text) {
  const comment = text.split("\n").filter((line) => line.startsWith("#"));
  const [title, ...parts] = comment.map((line) => line.slice(1).trim()).join("\n").split("\n\n");
  return { title, ...Object.fromEntries(parts.map((part) => part.match(/^(\w+): (.*)$/s).slice(1))) };
}

function program(name, ending, values) {
  const own = read(`${name}.${ending}`);
  const whole = /\bask\b/.test(own) ? `${read(`begin.${ending}`)}\n${own}` : own;
  return whole.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]).trimEnd();
}

const read = (name) => readFileSync(join(FOLDER, name), "utf8");

/** The page /api/questions. `base` is the address of an API that is not where the page comes from. */
export function questionsPage(frame, { base } = {}) {
  const all = questions();
  return frame({
    title: "Worked questions – API",
    description: "Questions about SEND improvement plans, each with its GraphQL query and programs for curl, Python and R.",
    crumbs: [["/api", "API"]],
    body: `<h1 class="govuk-heading-l">Worked questions</h1>
<p class="gt-lead">What researchers, council teams and journalists ask of these plans, how to ask it, and how far the answer goes.</p>
<p>Each program is whole: copy it, run it, change its variables. All three print the same lines, with tabs between the columns. The command line needs bash, curl and ${link("https://jqlang.org/", "jq")}; Python 3 needs nothing more; R 4 needs the package ${link("https://cran.r-project.org/package=jsonlite", "jsonlite")}.</p>
${contents(all.map(({ slug, title }) => [slug, title]))}
${all.map((question) => section(question.slug, question.title, answered(question, base))).join("\n")}`,
  });
}

function answered({ slug, title, why, reading, caveats, query, variables, ...programs }, base) {
  const written = JSON.stringify(variables, null, 2);
  const heading = (part, words) => `<h3 class="govuk-heading-s" id="${slug}-${part}">${words}</h3>`;
  const said = (words, text) => `<p><strong>${words}</strong> ${escape(text).replace(/`([^`]+)`/g, "<code>$1</code>")}</p>`;
  return `${said("Why one asks.", why)}
${said("How to read the answer.", reading)}
${said("What to mind.", caveats)}
${heading("query", "Query and variables")}
${code(query, `Query: ${title}`)}
${code(written, `Variables: ${title}`)}
<p><a class="govuk-link" href="${escape(`/api/explorer#${new URLSearchParams({ query, variables: written })}`)}">Open in the explorer<span class="govuk-visually-hidden">: ${escape(title)}</span></a></p>
${PROGRAMS.map(([name, , words]) => heading(name, words) + addressed(code(programs[name], `${words}: ${title}`), base)).join("\n")}`;
}

/** A program with the address of the API; where the page comes from the same server, the browser fills it in. */
function addressed(html, base) {
  return html.replaceAll(BASE, base ? escape(base) : `<span data-origin>${BASE}</span>`);
}
