import { INSTALLING, python } from "./python.ts";
import { expect, long, test } from "./test.ts";

// Apart from the others, because it takes longest. What is asked, and what counts as a fault, is said in
// python/schemathesis.toml and python/hooks.py.
test("hundreds of queries made from the schema, right and wrong ones, are all answered properly", async ({ api }) => {
  test.setTimeout(INSTALLING + (long ? 1_800_000 : 180_000));
  const more = long ? ["--max-examples", "200"] : [];
  const { code, stdout, stderr } = await python("-m", "schemathesis.cli", "run", api, "--no-color", ...more);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  // Every root field was asked, and not just once or twice.
  const [, selected, total] = /Selected: (\d+)\/(\d+)/.exec(stdout) ?? [];
  expect(selected, stdout).toBe(total);
  const [, generated] = /(\d+) generated/.exec(stdout) ?? [];
  expect(Number(generated), stdout).toBeGreaterThan(5 * Number(total));
});
