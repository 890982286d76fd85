import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import {
  type ASTVisitor,
  buildASTSchema,
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  parse,
  visit,
} from "graphql";

import { expect, schemaFile, test } from "./test.ts";

const released = readFileSync(resolve(import.meta.dirname, "released.graphql"), "utf8");

/** What would break somebody who wrote a query against the released schema. */
function broken(schema: GraphQLSchema): string[] {
  return findBreakingChanges(buildSchema(released), schema).map(({ type, description }) => `${type}: ${description}`);
}

test("whoever asks the released schema can go on asking", () => {
  expect(broken(buildSchema(readFileSync(schemaFile, "utf8")))).toEqual([]);
});

test("what the server serves is what is committed", async ({ server }) => {
  const served = await (await fetch(`${server.url}/schema.graphql`)).text();
  expect(served.trim()).toBe(readFileSync(schemaFile, "utf8").trim());
});

// The check itself, held against changes that are made in memory.

const changed = (visitor: ASTVisitor) => buildASTSchema(visit(parse(released), visitor));

/** The released schema without the field of one name of one type. */
const without = (type: string, field: string) =>
  changed({
    ObjectTypeDefinition: (node) => {
      if (node.name.value !== type) return undefined;
      return { ...node, fields: node.fields?.filter(({ name }) => name.value !== field) };
    },
  });

/** The released schema with one more argument of `Query.action`. */
const asking = (argument: string) => buildSchema(released.replace("\taction(\n", `\taction(\n\t\t${argument}\n`));

test("a field that is gone is found", () => {
  expect(broken(without("Action", "path"))).toEqual(["FIELD_REMOVED: Action.path was removed."]);
  expect(broken(without("Query", "actions"))).toEqual(["FIELD_REMOVED: Query.actions was removed."]);
});

test("a field that may be null now, and a choice that is gone, are found", () => {
  const nullable = buildSchema(released.replace("\tsteps: [String!]!", "\tsteps: [String!]"));
  expect(broken(nullable)).toEqual(["FIELD_CHANGED_KIND: Action.steps changed type from [String!]! to [String!]."]);
  const fewer = changed({
    EnumTypeDefinition: (node) => {
      if (node.name.value !== "ActionGap") return undefined;
      return { ...node, values: node.values?.filter(({ name }) => name.value !== "THEME") };
    },
  });
  expect(broken(fewer)).toEqual(["VALUE_REMOVED_FROM_ENUM: THEME was removed from enum type ActionGap."]);
});

test("an argument that has to be given now is found; one that may be given is none", () => {
  expect(broken(asking("by: String!"))).toEqual(["REQUIRED_ARG_ADDED: A required arg by on Query.action was added."]);
  expect(broken(asking("by: String"))).toEqual([]);
  const found = findDangerousChanges(buildSchema(released), asking("by: String"));
  expect(found.map(({ type }) => type)).toEqual(["OPTIONAL_ARG_ADDED"]);
});
