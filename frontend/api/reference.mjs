// The reference, made from schema.graphql: an overview, a page for each type, the directives, and all names from A to Z.
import {
  astFromValue,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  print,
} from "graphql";
import { contents, escape, link, section } from "./frame.mjs";

const ROOT = "/api/reference";
const CRUMBS = [["/api", "API"], [ROOT, "Reference"]];

/** What a type that GraphQL itself has is used by is no help. */
const MOST_USES = 200;

/** `[name of the file, page]` for every page of the reference. */
export function referencePages(frame, schema) {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .sort((a, b) => order(a.name, b.name));
  const directives = directivesOf(schema);
  const texts = textsOf(schema);
  const uses = usesOf(types, directives);
  return [
    ["index", overview(frame, schema, types, texts)],
    ["a-z", names(frame, types, directives)],
    ["directives", directivesPage(frame, directives, texts)],
    ...types.map((type) => [type.name, typePage(frame, schema, type, texts, uses.get(type.name) ?? [])]),
  ];
}

/** Those that the schema names: the library adds others. */
const directivesOf = (schema) =>
  schema.getDirectives().filter(({ astNode }) => astNode).sort((a, b) => order(a.name, b.name));
const order = (a, b) => a.localeCompare(b, "en");
const fieldsOf = (type) => (type.getFields ? Object.values(type.getFields()) : []);
const typeHref = (name) => `${ROOT}/${name}`;
const fieldHref = (type, field) => `${typeHref(type)}#field-${field}`;
const codeLink = (href, words) => `<a class="govuk-link" href="${href}"><code>${escape(words)}</code></a>`;

/** A type as it is written, with its name as a link. */
function typeRef(type) {
  const name = getNamedType(type).name;
  const [before, after] = String(type).split(name);
  return `<code>${before}<a class="govuk-link" href="${typeHref(name)}">${name}</a>${after}</code>`;
}

/** Descriptions as HTML: paragraphs, and code where backticks are, with links from names of the schema. */
function textsOf(schema) {
  const inline = (text) =>
    text
      .split("`")
      .map((part, at) => (at % 2 === 0 ? escape(part) : named(part)))
      .join("");
  const named = (word) => {
    const [type, field] = word.split(".");
    const known = schema.getType(type);
    if (known && !field) return codeLink(typeHref(type), word);
    if (known?.getFields?.()[field]) return codeLink(fieldHref(type, field), word);
    return `<code>${escape(word)}</code>`;
  };
  return {
    inline: (text) => inline((text ?? "").replace(/\s+/g, " ").trim()),
    block: (text) =>
      (text ?? "")
        .split(/\n\s*\n/)
        .filter((part) => part.trim())
        .map((part) => `<p>${inline(part)}</p>`)
        .join(""),
  };
}

/** By the name of a type: the fields and arguments that have it, as `[address, words]`. */
function usesOf(types, directives) {
  const uses = new Map();
  const note = (type, href, words) => {
    const { name } = getNamedType(type);
    if (!uses.has(name)) uses.set(name, []);
    uses.get(name).push([href, words]);
  };
  for (const type of types) {
    for (const face of type.getInterfaces?.() ?? []) note(face, typeHref(type.name), type.name);
    for (const member of isUnionType(type) ? type.getTypes() : []) note(member, typeHref(type.name), type.name);
    for (const field of fieldsOf(type)) {
      const href = fieldHref(type.name, field.name);
      note(field.type, href, `${type.name}.${field.name}`);
      for (const argument of field.args ?? []) note(argument.type, href, `${type.name}.${field.name}(${argument.name})`);
    }
  }
  for (const { name, args } of directives)
    for (const argument of args) note(argument.type, `${ROOT}/directives#directive-${name}`, `@${name}(${argument.name})`);
  return uses;
}

const kinds = [
  ["object", "Object", isObjectType],
  ["interface", "Interface", isInterfaceType],
  ["union", "Union", isUnionType],
  ["input", "Input", isInputObjectType],
  ["enum", "Enum", isEnumType],
  ["scalar", "Scalar", isScalarType],
];
const kindOf = (type) => kinds.find(([, , is]) => is(type))[1];

function typePage(frame, schema, type, texts, uses) {
  const title = isInputObjectType(type) ? "Parts" : "Fields";
  const fields = fieldsOf(type);
  const parts = [
    implemented(schema, type),
    fields.length && section("fields", title, fields.map((field) => fieldPart(field, texts)).join("\n")),
    isEnumType(type) && section("values", "Values", values(type, texts)),
    usedBy(type, uses),
  ];
  return frame({
    title: `${type.name} – API reference`,
    description: plain(type.description) || `${kindOf(type)} ${type.name} of the schema.`,
    crumbs: CRUMBS,
    body: `<h1 class="govuk-heading-l"><span class="govuk-caption-l">${kindOf(type)}</span> ${type.name}</h1>
${texts.block(type.description)}
${type.specifiedByURL ? `<p class="gt-citation">It is specified in <a class="govuk-link" href="${escape(type.specifiedByURL)}">${escape(type.specifiedByURL)}</a>.</p>` : ""}
${parts.filter(Boolean).join("\n")}`,
  });
}

const plain = (text) => (text ?? "").replace(/`/g, "").replace(/\s+/g, " ").trim();

function implemented(schema, type) {
  const list = (words, types) =>
    types.length ? `<p>${words}: ${types.map(({ name }) => codeLink(typeHref(name), name)).join(", ")}.</p>` : "";
  if (isInterfaceType(type)) return list("Types that have these fields", schema.getPossibleTypes(type));
  if (isUnionType(type)) return list("One of", type.getTypes());
  return list("Implements", type.getInterfaces?.() ?? []);
}

function fieldPart({ name, type, args, description, defaultValue, deprecationReason }, texts) {
  const list = (args ?? []).map(
    (argument) =>
      `<li><code>${argument.name}</code>: ${typeRef(argument.type)}${preset(argument)}${gone(argument.deprecationReason, texts)} ${texts.inline(argument.description)}</li>`,
  );
  return `<div class="gt-api-field" id="field-${name}"><h3 class="govuk-heading-s"><a class="govuk-link" href="#field-${name}"><code>${name}</code></a>: ${typeRef(type)}${preset({ type, defaultValue })}</h3>
${gone(deprecationReason, texts)}${texts.block(description)}${list.length ? `<p class="gt-api-args">Arguments</p><ul class="govuk-list govuk-list--bullet">${list.join("")}</ul>` : ""}</div>`;
}

/** What holds when it is left out. */
function preset({ type, defaultValue }) {
  return defaultValue === undefined ? "" : ` = <code>${escape(print(astFromValue(defaultValue, type)))}</code>`;
}

const gone = (reason, texts) =>
  reason ? ` <strong class="govuk-tag govuk-tag--orange">Deprecated</strong> ${texts.inline(reason)}` : "";

const values = (type, texts) =>
  `<dl class="gt-api-values">${type
    .getValues()
    .map((value) => `<div id="value-${value.name}"><dt><code>${value.name}</code>${gone(value.deprecationReason, texts)}</dt><dd>${texts.inline(value.description)}</dd></div>`)
    .join("\n")}</dl>`;

function usedBy(type, uses) {
  if (uses.length === 0) return "";
  if (isSpecifiedScalarType(type) || uses.length > MOST_USES) return section("uses", "Used by", `<p>${uses.length} fields and arguments.</p>`);
  const items = uses.sort((a, b) => order(a[1], b[1])).map(([href, words]) => `<li>${codeLink(href, words)}</li>`);
  return section("uses", "Used by", `<ul class="govuk-list gt-api-columns">${items.join("")}</ul>`);
}

function directivesPage(frame, directives, texts) {
  const parts = directives.map(
    ({ name, args, description, locations }) => `<section class="gt-section" id="directive-${name}"><h2 class="govuk-heading-m"><code>@${name}</code></h2>
${texts.block(description)}<p>Stands at: ${locations.map((place) => `<code>${place}</code>`).join(", ")}.</p>
${args.map((argument) => fieldPart(argument, texts).replaceAll("field-", `argument-${name}-`)).join("\n")}</section>`,
  );
  return frame({
    title: "Directives – API reference",
    description: "The directives of the schema.",
    crumbs: CRUMBS,
    body: `<h1 class="govuk-heading-l">Directives</h1>\n${parts.join("\n")}`,
  });
}

/** The root fields by what they answer, then the types by kind. */
function overview(frame, schema, types, texts) {
  const root = schema.getQueryType();
  const answers = (field, ending) => getNamedType(field.type).name.endsWith(ending);
  const groups = [
    ["lists", "Lists", (field) => answers(field, "Connection")],
    ["facets", "How many records each choice of a filter leaves", (field) => answers(field, "Facets")],
    ["groups", "Totals by group", (field) => answers(field, "Groups")],
    ["others", "One record, a comparison, and the rest", () => true],
  ];
  const left = new Set(fieldsOf(root));
  const taken = groups.map(([id, title, fits]) => {
    const fields = [...left].filter(fits).sort((a, b) => order(a.name, b.name));
    for (const field of fields) left.delete(field);
    return [id, title, fields];
  });
  const queries = taken
    .filter(([, , fields]) => fields.length)
    .map(([id, title, fields]) => {
      const items = fields.map((field) => [fieldHref(root.name, field.name), field.name, field.description]);
      return `<h3 class="govuk-heading-s" id="${id}">${title}</h3>${listed(items, texts)}`;
    });
  const helpers = (type) => /(Connection|Edge|Facets)$/.test(type.name);
  const byKind = [
    ["objects", "Objects", (type) => isObjectType(type) && !helpers(type)],
    ["interfaces", "Interfaces and unions", (type) => isInterfaceType(type) || isUnionType(type)],
    ["inputs", "Inputs: filters and orders", isInputObjectType],
    ["enums", "Enums", isEnumType],
    ["scalars", "Scalars", isScalarType],
    ["pages", "Pages of lists, and counts of choices", (type) => isObjectType(type) && helpers(type)],
  ].map(([id, title, fits]) => {
    const items = types.filter(fits).map((type) => [typeHref(type.name), type.name, type.description]);
    return [id, title, listed(items, texts)];
  });
  const directives = `<p>${link(`${ROOT}/directives`, "All directives")}: ${directivesOf(schema).map(({ name }) => codeLink(`${ROOT}/directives#directive-${name}`, `@${name}`)).join(", ")}.</p>`;
  const parts = [["query", "What can be asked", queries.join("\n")], ...byKind, ["directives", "Directives", directives]];
  return frame({
    title: "API reference",
    description: "Every type and field of the GraphQL schema, with what it means.",
    crumbs: [["/api", "API"]],
    body: `<h1 class="govuk-heading-l">API reference</h1>
<p class="gt-lead">Every type and field of the schema, with what it means. ${link(`${ROOT}/a-z`, "All names from A to Z")} are on one page, for your browser’s search.</p>
${contents(parts)}
${parts.map((part) => section(...part)).join("\n")}`,
  });
}

/** Names with the first sentence of what they mean. */
const listed = (items, texts) =>
  `<ul class="govuk-list gt-api-list">${items
    .map(([href, name, description]) => `<li>${codeLink(href, name)} <span>${texts.inline(firstSentence(description))}</span></li>`)
    .join("\n")}</ul>`;

const firstSentence = (text) => /^[^]*?[.](?=\s|$)/.exec(text ?? "")?.[0] ?? text ?? "";

/** Types, directives and fields; a field once, with all types that have it. */
function names(frame, types, directives) {
  const entries = new Map();
  const note = (name, href, words) => {
    if (!entries.has(name)) entries.set(name, []);
    entries.get(name).push([href, words]);
  };
  for (const type of types) {
    note(type.name, typeHref(type.name), kindOf(type).toLowerCase());
    for (const { name } of fieldsOf(type)) note(name, fieldHref(type.name, name), type.name);
  }
  for (const { name } of directives) note(`@${name}`, `${ROOT}/directives#directive-${name}`, "directive");
  const initial = (name) => name.replace(/^@/, "")[0].toUpperCase();
  const sorted = [...entries].sort(([a], [b]) => order(a.replace("@", ""), b.replace("@", "")));
  const letters = [...new Set(sorted.map(([name]) => initial(name)))];
  const parts = letters.map((letter) => [
    letter,
    letter,
    `<ul class="govuk-list gt-api-list">${sorted.filter(([name]) => initial(name) === letter).map(([name, places]) => `<li><code>${name}</code>: ${places.map(([href, words]) => link(href, words)).join(", ")}</li>`).join("\n")}</ul>`,
  ]);
  return frame({
    title: "Names from A to Z – API reference",
    description: "Every type, field and directive of the GraphQL schema by name.",
    crumbs: CRUMBS,
    body: `<h1 class="govuk-heading-l">Names from A to Z</h1>
<p>Every type, field and directive. A field stands here once, with the types that have it.</p>
<nav class="gt-contents" aria-label="On this page"><ul class="govuk-list gt-api-letters">${parts.map(([id]) => `<li>${link(`#${id}`, id)}</li>`).join("")}</ul></nav>
${parts.map((part) => section(...part)).join("\n")}`,
  });
}
