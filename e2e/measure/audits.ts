import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { every, handful } from "./pages.ts";
import { table } from "./table.ts";

const modules = resolve(import.meta.dirname, "node_modules");

export interface Chromium {
  path: string;
  flags: string[];
}

interface Report {
  runtimeError?: { message: string };
  categories: Record<"accessibility" | "performance", { score: number | null; auditRefs: { id: string }[] }>;
  audits: Record<string, Audit>;
}

interface Audit {
  title: string;
  score: number | null;
  scoreDisplayMode: string;
  numericValue?: number;
  details?: { items?: { node?: { selector: string } }[] };
}

/** Lighthouse's scores for pages of different build, as a desktop and as a phone. */
export async function lighthouse(chromium: Chromium, url: string): Promise<void> {
  const lines: (string | number)[][] = [];
  const faults: string[][] = [];
  for (const device of ["desktop", "mobile"]) {
    for (const path of handful) {
      const { categories, audits } = await light(chromium, url + path, device);
      const { accessibility, performance } = categories;
      const score = (category: { score: number | null }) => Math.round((category.score ?? 0) * 100);
      const time = (name: string) => Math.round(audits[name]?.numericValue ?? 0);
      const shift = audits["cumulative-layout-shift"]?.numericValue ?? 0;
      lines.push([
        path,
        device,
        score(accessibility),
        score(performance),
        time("first-contentful-paint"),
        time("largest-contentful-paint"),
        time("total-blocking-time"),
        shift.toFixed(3),
        shift > 0 ? (places(audits["layout-shifts"])[0] ?? "") : "",
      ]);
      for (const { id } of accessibility.auditRefs) {
        const audit = audits[id]!;
        if (audit.score === null || audit.score === 1) continue;
        faults.push([path, device, id, places(audit).join(", ")]);
      }
    }
  }
  const head = ["address", "device", "accessibility", "performance", "FCP ms", "LCP ms", "TBT ms", "CLS", "most of it"];
  table("Lighthouse", head, lines);
  table(`Lighthouse on accessibility: ${faults.length} faults`, ["address", "device", "rule", "places"], faults);
}

/** What an audit found fault with, where it says. */
function places(audit: Audit | undefined): string[] {
  return audit?.details?.items?.flatMap((item) => item.node?.selector ?? []) ?? [];
}

async function light(chromium: Chromium, address: string, device: string): Promise<Report> {
  const options = [
    address,
    "--quiet",
    "--output=json",
    "--output-path=stdout",
    "--only-categories=accessibility,performance",
    `--chrome-flags=${["--headless=new", ...chromium.flags].join(" ")}`,
    ...(device === "desktop" ? ["--preset=desktop"] : []),
  ];
  const { output } = await run("lighthouse/cli/index.js", options, { CHROME_PATH: chromium.path });
  const report: Report = JSON.parse(output);
  if (report.runtimeError) throw new Error(`${address}: ${report.runtimeError.message}`);
  return report;
}

interface Issue {
  code: string;
  selector: string;
  message: string;
  /** axe cannot always tell: words in a picture, or under the edge of a box that scrolls. */
  runnerExtras?: { needsFurtherReview?: boolean };
}

/** What pa11y finds on every page, with both of its runners, on a desktop and on a phone. */
export async function pa11y(chromium: Chromium, url: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "goldenthread-pa11y-"));
  const lines: (string | number)[][] = [];
  const faults: string[][] = [];
  const undecided: (string | number)[][] = [];
  try {
    for (const width of [1280, 375]) {
      const config = join(folder, `${width}.json`);
      writeFileSync(config, JSON.stringify(configuration(chromium, width)));
      let clean = 0;
      for (const path of every) {
        const issues = await look(url + path, config);
        const open = issues.filter((issue) => issue.runnerExtras?.needsFurtherReview);
        const certain = issues.filter((issue) => !open.includes(issue));
        if (certain.length === 0) clean++;
        faults.push(...certain.map((issue) => [path, String(width), issue.code, issue.selector, issue.message]));
        for (const code of new Set(open.map((issue) => issue.code))) {
          const same = open.filter((issue) => issue.code === code);
          undecided.push([path, String(width), code, same.length, same[0]!.selector]);
        }
      }
      lines.push([width, every.length, clean]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  table("pa11y (axe and HTML CodeSniffer, WCAG 2 AA)", ["width", "pages", "without a fault"], lines);
  table(`pa11y: ${faults.length} faults`, ["address", "width", "rule", "place", "words"], faults);
  const title = "pa11y: what axe leaves to a person";
  table(title, ["address", "width", "rule", "places", "the first of them"], undecided);
}

function configuration(chromium: Chromium, width: number) {
  return {
    standard: "WCAG2AA",
    runners: ["axe", "htmlcs"],
    viewport: { width, height: 900 },
    timeout: 60_000,
    // The page is there, then the parts that it asked for.
    actions: ["wait for element main h1 to be visible", "wait for element [aria-busy=true] to be removed"],
    chromeLaunchConfig: { executablePath: chromium.path, args: chromium.flags },
  };
}

async function look(address: string, config: string): Promise<Issue[]> {
  const { output, code, errors } = await run("pa11y/bin/pa11y.js", ["--reporter=json", `--config=${config}`, address]);
  // 0 is no fault, 2 is faults; anything else is that the page could not be looked at.
  if (code !== 0 && code !== 2) return [{ code: "not looked at", selector: "", message: errors.trim().split("\n")[0]! }];
  return JSON.parse(output);
}

/** Runs a program of a package with the Node that runs this one. */
function run(program: string, options: string[], env: Record<string, string> = {}) {
  return new Promise<{ output: string; errors: string; code: unknown }>((resolve) => {
    const given = { env: { ...process.env, ...env }, maxBuffer: 2 ** 28 };
    execFile(process.execPath, [join(modules, program), ...options], given, (error, output, errors) =>
      resolve({ output, errors, code: error ? error.code : 0 }),
    );
  });
}
