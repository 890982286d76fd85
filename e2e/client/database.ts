import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { test } from "./test.ts";

/** A database that is new, by its address, and what takes it away. */
interface Database {
  url: string;
  close: () => void;
}

/**
 * The databases that something is tried on: SQLite, and PostgreSQL where `cargo xtask test` has made one for it.
 * Without one, the test is told of as left out.
 */
export function databases(name: string): { kind: string; open: () => Database }[] {
  const postgres = process.env[`GOLDENTHREAD_POSTGRES_${name}`];
  return [
    {
      kind: "SQLite",
      open: () => {
        const folder = mkdtempSync(join(tmpdir(), `goldenthread-${name.toLowerCase()}-`));
        const close = () => rmSync(folder, { recursive: true, force: true });
        return { url: `sqlite://${folder}/goldenthread.db`, close };
      },
    },
    {
      kind: "PostgreSQL",
      open: () => {
        test.skip(!postgres, "`cargo xtask test clients` brings the PostgreSQL that this needs");
        return { url: postgres!, close: () => {} };
      },
    },
  ];
}
