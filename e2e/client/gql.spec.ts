import { INSTALLING, python } from "./python.ts";
import { type Answer, expect, test } from "./test.ts";

/** What python/query.py prints. */
interface Found {
  types: number;
  described: string;
  action: { path: string; text: string };
  pages: string[][];
  total: number;
  unknown: Answer & { kind: string };
  wrong: { kind: string; message: string };
}

test("Python's gql reads the schema, asks, turns pages, and is told what is wrong", async ({ api }) => {
  test.setTimeout(INSTALLING + 60_000);
  const { code, stdout, stderr } = await python("query.py", api);
  expect(code, stderr).toBe(0);
  const found = JSON.parse(stdout) as Found;

  expect(found.types).toBeGreaterThan(100);
  expect(found.described).toContain("An action of a plan");
  expect(found.action.path).toBe("leicestershire/wsoa-2020/1.10");
  expect(found.action.text).not.toBe("");

  expect(found.pages.map((page) => page.length)).toEqual([10, 10, 10, found.total - 30]);
  expect(new Set(found.pages.flat()).size).toBe(found.total);

  expect(found.unknown.kind).toBe("server");
  expect(found.unknown.data).toEqual({ action: null });
  expect(found.unknown.errors?.map(({ extensions }) => extensions?.code)).toEqual(["NOT_FOUND"]);
  // Found in the schema that was fetched, before anything was sent.
  expect(found.wrong.kind).toBe("client");
  expect(found.wrong.message).toContain("nothingOfThisName");
});
