// The API's own pages as static files, for `node build.mjs OUT API_BASE STYLE_HREF`: OUT/api/…, which needs no
// WASM. Scripts and styles have the hash of their content in their name, like everything under `assets/`.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, parse as parsePath } from "node:path";
import * as esbuild from "esbuild-wasm";
import { buildSchema, getNamedType, isRequiredArgument, parse, validate } from "graphql";
import { EXAMPLES } from "./example.mjs";
import { framed } from "./frame.mjs";
import { explorerPage } from "./page/explorer.mjs";
import { graphiqlPage } from "./page/graphiql.mjs";
import { overviewPage } from "./page/overview.mjs";
import { referencePages } from "./reference.mjs";

const [out, base, style] = process.argv.slice(2);
const here = import.meta.dirname;
const folder = join(out, "api");

const schema = buildSchema(readFileSync(join(here, "../../schema.graphql"), "utf8"));
for (const { name, query } of EXAMPLES) {
  const [fault] = validate(schema, parse(query));
  if (fault) throw new Error(`the example “${name}” cannot be asked: ${fault.message}`);
}

const assets = await bundle();
const frame = framed(style, assets["frame.js"]);
const hasQuestions = existsSync(join(here, "questions.mjs"));
const site = { base, assets, hasQuestions, lists: lists() };
const pages = [
  ["index", overviewPage(frame, site)],
  ["explorer", explorerPage(frame, site)],
  ["graphiql", graphiqlPage(frame, site)],
  ...referencePages(frame, schema).map(([name, page]) => [`reference/${name}`, page]),
];
if (hasQuestions) {
  const { questionsPage } = await import("./questions.mjs");
  pages.push(["questions", await questionsPage(frame, site)]);
}

mkdirSync(join(folder, "reference"), { recursive: true });
for (const [name, page] of pages) writeFileSync(join(folder, `${name}.html`), page);
console.log(`${pages.length} pages of the API`);

/** The lists that are also files, with nothing to be said about which: fields of the root whose answer has nodes. */
function lists() {
  return Object.values(schema.getQueryType().getFields())
    .filter(({ type, args }) => getNamedType(type).getFields?.().nodes && !args.some(isRequiredArgument))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, "en"));
}

/** Writes scripts and styles of the pages; answers the address of each by its name. */
async function bundle() {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: here,
    entryPoints: ["frame", "explorer", "graphiql"].map((name) => `client/${name}.js`),
    outdir: here,
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    alias: { "react-style-singleton": "./client/unstyled.js" },
    legalComments: "eof",
    logLevel: "warning",
    plugins: [{ name: "no fonts", setup: (build) => build.onLoad({ filter: /graphiql\/dist\/style\.css$/ }, withoutFonts) }],
  });
  await esbuild.stop();
  mkdirSync(join(folder, "assets"), { recursive: true });
  return Object.fromEntries(outputFiles.map(({ path, contents }) => [basename(path), add(path, contents)]));
}

/** Writes a file under a name that changes with its content, so that it may be cached for ever. */
function add(path, contents) {
  const { name, ext } = parsePath(path);
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 16);
  writeFileSync(join(folder, "assets", `${name}-${hash}${ext}`), contents);
  return `/api/assets/${name}-${hash}${ext}`;
}

/** GraphiQL brings its fonts inside its styles, which makes them thirty times larger: the site's own are used. */
function withoutFonts({ path }) {
  return { contents: readFileSync(path, "utf8").replace(/@font-face\s*\{[^}]*\}/g, ""), loader: "css" };
}
