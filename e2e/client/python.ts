import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where the programs in Python are. */
export const folder = resolve(import.meta.dirname, "python");
const home = resolve(folder, ".venv");
const interpreter = resolve(home, "bin/python");

/** How long installing the packages may take; afterwards they are there. */
export const INSTALLING = 300_000;

/** What a program said, and how it ended: 0 is well. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs our Python with these arguments; the packages are installed first where they are not. */
export async function python(...options: string[]): Promise<Ended> {
  await install();
  // No files beside the programs, which are in the repository; and plain text, which is read here.
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUTF8: "1",
    HYPOTHESIS_STORAGE_DIRECTORY: resolve(home, "hypothesis"),
    TERM: "dumb",
  };
  delete env.FORCE_COLOR;
  const ended = run(interpreter, options, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
  return ended.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), stdout, stderr }),
  );
}

/** Makes the environment if it is not there as the requirements are now. Two workers may both want it: one waits. */
async function install(): Promise<void> {
  const wanted = readFileSync(resolve(folder, "requirements.txt"), "utf8");
  const done = resolve(home, "installed.txt");
  const ready = () => existsSync(done) && readFileSync(done, "utf8") === wanted;
  if (ready()) return;
  const lock = resolve(folder, ".venv.lock");
  while (!taken(lock)) {
    await sleep(500);
    if (ready()) return;
  }
  try {
    if (ready()) return;
    rmSync(home, { recursive: true, force: true });
    await say(
      run("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]),
      "Python 3.11 or later is missing: install python3.",
    );
    await say(
      run("python3", ["-m", "venv", home]),
      "python3 cannot make environments: install its venv and pip (on Debian the package python3-venv).",
    );
    await say(
      run(interpreter, ["-m", "pip", "install", "--quiet", "--requirement", "requirements.txt"], { cwd: folder }),
      "The Python packages of e2e/client/python/requirements.txt could not be installed.",
    );
    writeFileSync(done, wanted);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Whether this process has the lock now. One that its holder left behind, by being killed, is no lock. */
function taken(lock: string): boolean {
  try {
    writeFileSync(lock, "", { flag: "wx" });
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > INSTALLING) rmSync(lock, { force: true });
    return false;
  }
}

/** Fails with our sentence first, then what the program said. */
async function say(started: Promise<unknown>, sentence: string): Promise<void> {
  await started.catch((error) => {
    throw new Error(`${sentence}\n${error.stderr || error.message}`);
  });
}
