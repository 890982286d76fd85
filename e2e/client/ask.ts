import { expect } from "@playwright/test";

import type { Answer } from "./test.ts";

/** How an answer came, and what it was. */
export interface Received extends Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** Sends whatever it is told to, as somebody who means harm would; an answer that takes too long is an error. */
export async function send(url: string, init: RequestInit = {}): Promise<Received> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
  const text = await answer.text();
  let body: Answer = {};
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON: what it is is for the test to say.
  }
  return { ...body, status: answer.status, headers: answer.headers, text };
}

/** Asks a query the usual way. */
export async function ask(url: string, query: string, more: Record<string, unknown> = {}): Promise<Received> {
  const body = JSON.stringify({ query, ...more });
  return send(url, { method: "POST", headers: { "content-type": "application/json" }, body });
}

/** `one(0) one(1) …`, so many times. */
export function times(many: number, one: (index: number) => string): string {
  return Array.from({ length: many }, (_, index) => one(index)).join(" ");
}

/**
 * Refused before anything ran, with the name of the limit, how much it allows, and, where that was counted, how
 * much was found. The refusal is short, however long the query was.
 */
export function expectOverLimit(answer: Received, limit: string): void {
  const shown = answer.text.slice(0, 300);
  expect(answer.errors?.map(({ extensions }) => extensions?.code), shown).toEqual(["OVER_LIMIT"]);
  const [error] = answer.errors ?? [];
  expect(error?.extensions?.limit, shown).toBe(limit);
  const most = Number(error?.extensions?.most);
  expect(most, shown).toBeGreaterThan(0);
  expect(Number(error?.extensions?.found ?? Infinity), shown).toBeGreaterThan(most);
  expect(error?.message, shown).toContain(String(most));
  expect(answer.data ?? null, shown).toBeNull();
  expect(answer.text.length, "bytes of the refusal").toBeLessThan(2_000);
}
