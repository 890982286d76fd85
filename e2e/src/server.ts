import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A real server on a free port. */
export interface Server {
  url: string;
  pid: number;
  stop(): Promise<void>;
  /** Ends it at once, whatever it is doing: its folder stays. */
  kill(): Promise<void>;
}

export const binary = process.env.GOLDENTHREAD_BINARY ?? resolve(import.meta.dirname, "../../target/debug/goldenthread");

/**
 * Starts a server and waits until it answers; what it says goes to `report/NAME.log`. It has a new
 * database with the bundled records, unless `more` names another with `--database`; `URL` in `more` stands for its
 * own address.
 */
export async function start(name: string, ...more: string[]): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "goldenthread-e2e-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const report = resolve(import.meta.dirname, "../report");
  mkdirSync(report, { recursive: true });
  const log = join(report, `${name}.log`);
  const output = openSync(log, "w");
  const database = more.includes("--database") ? [] : ["--database", `sqlite://${folder}/goldenthread.db`];
  const options = ["serve", "--listen", new URL(url).host, ...database, ...more.map((one) => (one === "URL" ? url : one))];
  // The causes of an error, without the places in the code that passed it on.
  const env = { ...process.env, RUST_LIB_BACKTRACE: "0" };
  const server = spawn(binary, options, { cwd: folder, env, stdio: ["ignore", output, output] });
  closeSync(output);
  const stop = async () => {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(url, server);
  } catch (error) {
    await stop();
    throw new Error(`${error}\n${readFileSync(log, "utf8")}`);
  }
  const kill = async () => {
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  return { url, pid: server.pid ?? 0, stop, kill };
}

/** Free at the moment of asking, which is enough: nothing else on the machine asks as fast. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** Returns once the server answers; the first start fills the database, which takes its time. */
async function answering(url: string, server: ChildProcess): Promise<void> {
  let failure: Error | undefined;
  server.once("error", (error) => (failure = error));
  server.once("exit", (code) => (failure ??= new Error(`the server ended at once, with exit code ${code}`)));
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(50)) {
    if (failure) throw failure;
    if (await fetch(url).then((answer) => answer.ok, () => false)) return;
  }
  throw new Error(`no answer from ${url} after 90 seconds`);
}

/** Asks the server to end, and insists after five seconds. */
async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const insist = setTimeout(() => server.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(insist);
}
