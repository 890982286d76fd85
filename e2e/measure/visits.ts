import type { Browser, CDPSession, Page } from "@playwright/test";

import { table } from "./table.ts";

const rounds = 8;

declare global {
  interface Window {
    memories?: Set<WebAssembly.Memory>;
  }
}

/** One navigation inside the page, and the address where it ends (path and query). */
interface Step {
  to: RegExp;
  go: (page: Page) => Promise<void>;
}

/** Follows the first link that the selector finds. */
function link(selector: string, to: RegExp): Step {
  // Not a click of the mouse's: a link may lie in a menu that is closed.
  const go = (page: Page) => page.locator(selector).first().evaluate((found: HTMLAnchorElement) => found.click());
  return { to, go };
}

const menu = (path: string) => link(`#navigation a[href="${path}"]`, new RegExp(`^${path}$`));
const inside = (path: string) => link(`main a[href="${path}"]`, new RegExp(`^${path}$`));

function back(to: RegExp): Step {
  return { to, go: (page) => page.evaluate(() => history.back()) };
}

/** Fills in fields, or ticks them, and sends their form. */
function send(fields: Record<string, string>, to: RegExp): Step {
  const go = (page: Page) =>
    page.evaluate((fields) => {
      let form: HTMLFormElement | null = null;
      for (const [selector, value] of Object.entries(fields)) {
        const found = document.querySelector<HTMLInputElement | HTMLSelectElement>(selector);
        if (!found) throw new Error(`no ${selector} at ${location}`);
        if (found instanceof HTMLInputElement && found.type === "checkbox") found.checked = true;
        else found.value = value;
        form = found.form;
      }
      form?.requestSubmit();
    }, fields);
  return { to, go };
}

const area = "/areas/leicestershire";
const plan = `${area}/plans/wsoa-2020`;
const survey = "/areas/worcestershire/surveys/parent-carer-survey";

/** 25 navigations that end where they began, so that what is counted then is of the same page. */
const round: Step[] = [
  menu("/areas"),
  inside(area),
  inside(plan),
  link(`main a[href^="${plan}/actions/"]`, /\/actions\/[\d.]+$/),
  back(/\/wsoa-2020$/),
  menu("/actions"),
  send({ '.gt-filter input[value="not-started"]': "" }, /^\/actions\?status=not-started$/),
  back(/^\/actions$/),
  menu("/explore"),
  inside("/weaknesses"),
  inside(`${area}/weaknesses/weakness-1`),
  inside(`${area}/trace`),
  send({ "#search-all": "autism" }, /^\/search\?q=autism$/),
  menu("/timeline"),
  menu("/quality"),
  menu("/documents"),
  inside("/documents/leicestershire-wsoa-2020"),
  menu("/surveys"),
  inside(survey),
  back(/^\/surveys$/),
  menu("/compare"),
  send(
    { 'main select[name="a"]': "worcestershire:app-2022", 'main select[name="b"]': "leicestershire:wsoa-2020" },
    /^\/compare\?a=/,
  ),
  back(/^\/compare$/),
  back(/^\/surveys$/),
  link('header a[href="/"]', /^\/$/),
];

/** What the page keeps after many navigations: one round to warm up, then eight. */
export async function visits(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage();
  await page.addInitScript(keepMemories);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.goto(url);
  const lines: number[][] = [];
  for (let turn = 0; turn <= rounds; turn++) {
    const begin = Date.now();
    for (const step of round) {
      await step.go(page);
      await arrived(page, step.to);
    }
    const each = (Date.now() - begin) / round.length;
    lines.push([turn * round.length, ...(await kept(page, session)), each]);
  }
  await page.close();
  const head = ["navigations", "JS heap kB", "WASM memory kB", "DOM nodes", "event listeners", "ms each"];
  table(`Kept after navigations, at the home page, garbage collected (first ${round.length} not counted)`, head, lines);
  const each = (at: number) => slope(lines.map((line) => [line[0]!, line[at]!]));
  const grown = head.slice(1, -1).map((words, at) => [words, 100 * each(at + 1)]);
  table("Grown in 100 navigations, by the line through these points", ["what", "by"], grown);
}

/** Returns once the page of an address stands, with all that it asked for. */
async function arrived(page: Page, to: RegExp): Promise<void> {
  const stands = (to: RegExp) =>
    to.test(location.pathname + location.search) &&
    document.querySelector("main h1") !== null &&
    document.querySelector("[aria-busy=true]") === null;
  await page.waitForFunction(stands, to).catch(async (error) => {
    throw new Error(`${to} was not reached from ${page.url()}: ${error}`);
  });
}

async function kept(page: Page, session: CDPSession): Promise<number[]> {
  // Timers of the last page, and what a collection sets free for the next one.
  await page.waitForTimeout(1_000);
  for (let turn = 0; turn < 3; turn++) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  const memory = await page.evaluate(() =>
    [...window.memories!].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  );
  return [
    Math.round(metric("JSHeapUsedSize") / 1024),
    memory / 1024,
    metric("Nodes"),
    metric("JSEventListeners"),
  ];
}

/** Of the line that fits the points best. */
function slope(points: [number, number][]): number {
  const mean = (of: (point: [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point[0]), mean((point) => point[1])];
  return mean((point) => (point[0] - x) * (point[1] - y)) / mean((point) => (point[0] - x) ** 2);
}

/** In the page: keeps every memory that a module brings, which is otherwise out of reach. */
function keepMemories(): void {
  const memories = (window.memories = new Set<WebAssembly.Memory>());
  const keep = (exports: WebAssembly.Exports) => {
    for (const value of Object.values(exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
  };
  const streaming = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await streaming(...given);
    keep(made.instance.exports);
    return made;
  };
  const plain = WebAssembly.instantiate as (...given: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
  WebAssembly.instantiate = (async (...given: unknown[]) => {
    const made = await plain(...given);
    keep((made.instance ?? made).exports as WebAssembly.Exports);
    return made;
  }) as typeof WebAssembly.instantiate;
}
