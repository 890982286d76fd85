import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { ask } from "./ask.ts";
import { expected, type Rows } from "./question.ts";
import { e2e, expect, test } from "./test.ts";

// Every worked question of /api/questions, as it is printed there: its programs are run, not read.

/** What is used of frontend/api/questions.mjs. */
interface Questions {
  BASE: string;
  questions(): Question[];
  questionsPage(frame: (page: { body: string }) => string): string;
}

interface Question {
  slug: string;
  title: string;
  why: string;
  reading: string;
  caveats: string;
  query: string;
  variables: Record<string, unknown>;
  curl: string;
  python: string;
  r: string;
}

const module = pathToFileURL(resolve(e2e, "../frontend/api/questions.mjs")).href;
const { BASE, questions, questionsPage }: Questions = await import(module);
const all = questions();

/** How each program is started, its text the last argument. */
const STARTED = {
  curl: ["bash", "-e", "-o", "pipefail", "-c"],
  python: ["python3", "-c"],
  r: ["Rscript", "--vanilla", "-e"],
} as const;

/** Runs a program in a folder of its own and answers what it printed, line by line. */
async function run(language: keyof typeof STARTED, program: string): Promise<string[]> {
  const [command, ...options] = STARTED[language];
  const cwd = mkdtempSync(join(tmpdir(), "goldenthread-question-"));
  // The programs print UTF-8, as the terminals of today take it.
  const env = { ...process.env, LC_ALL: "C.UTF-8", PYTHONUTF8: "1" };
  try {
    const { stdout, stderr } = await promisify(execFile)(command, [...options, program], { cwd, env });
    expect(stderr, `what ${command} complains of`).toBe("");
    return stdout.replace(/\n$/, "").split("\n");
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

for (const question of all) {
  test(`${question.slug}: three programs print the same, and it is so`, async ({ server, api }) => {
    const at = (program: string) => program.replaceAll(BASE, server.url);
    const [curl, python, r] = await Promise.all([
      run("curl", at(question.curl)),
      run("python", at(question.python)),
      run("r", at(question.r)),
    ]);
    expect(python, "Python beside curl").toEqual(curl);
    expect(r, "R beside curl").toEqual(curl);

    const rows: Rows = async (list) => (await (await fetch(`${server.url}/download/${list}.json`)).json()).nodes;
    const facts = expected[question.slug];
    expect(facts, "a question without facts to hold its answer against").toBeDefined();
    await facts?.({ lines: curl, rows, api });
  });

  test(`${question.slug}: the query can be asked as it stands, with its variables`, async ({ api }) => {
    const { query, variables } = question;
    const answer = await ask(api, query, { variables });
    expect(answer.errors, "a version in the variables is to be that of the bundled records").toBeUndefined();
    const { title, why, reading, caveats } = question;
    for (const words of [title, why, reading, caveats]) expect(words).toMatch(/\S{2}.*[.?]$/s);
  });
}

test("the page shows what was run, and opens each query in the explorer", () => {
  const page = questionsPage(({ body }) => body);
  const plain = page
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name] ?? "");
  for (const { slug, query, variables, curl, python, r } of all) {
    for (const text of [query, curl, python, r]) expect(plain, slug).toContain(text);
    for (const part of ["query", "curl", "python", "r"]) expect(page).toContain(` id="${slug}-${part}">`);
    const [, link = ""] = page.split(`id="${slug}-query"`)[1]?.match(/href="\/api\/explorer#([^"]*)"/) ?? [];
    const opened = new URLSearchParams(link.replaceAll("&amp;", "&"));
    expect(opened.get("query")).toBe(query);
    expect(JSON.parse(opened.get("variables") ?? "")).toEqual(variables);
  }
  expect(all.length).toBeGreaterThanOrEqual(12);
});
