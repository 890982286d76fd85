import { execFileSync } from "node:child_process";

import { binary } from "./server.ts";

/** A password that is good enough. */
export const PASSWORD = "four words of mine";

/** Makes an account in a database, and gives the link that sets its password. */
export function account(database: string, url: string, email: string, ...more: string[]): string {
  const name = email.split("@")[0]!;
  const options = ["user", "create", "--email", email, "--name", name, "--database", database, "--public-url", url];
  const said = execFileSync(binary, [...options, ...more], { encoding: "utf8" });
  return said.trim().split("\n").at(-1)!;
}

/** An editor of Leicestershire, as a function that asks the API for him. */
export async function editor(database: string, url: string, email: string): Promise<Ask> {
  return asking(url, await session(database, url, email));
}

/** Makes an editor of Leicestershire who signs in, and gives the cookie of the session. */
export async function session(database: string, url: string, email: string): Promise<string> {
  const link = account(database, url, email, "--area", "leicestershire", "--role", "editor");
  const query = `mutation Set($input: SetPasswordInput!) { setPassword(input: $input) { problems { message } } }`;
  const answer = await post(url, query, { input: { link, password: PASSWORD } });
  return answer.headers.get("set-cookie")!.split(";")[0]!;
}

/** A function that asks the API of a server for whoever has this session. */
export function asking(url: string, cookie: string): Ask {
  return async (query, variables) => {
    const answer = await post(url, query, variables, { cookie });
    const { data, errors } = (await answer.json()) as { data: never; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
}

/** What the API says to somebody. */
export type Ask = <T>(query: string, variables?: object) => Promise<T>;

function post(url: string, query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Response> {
  const body = JSON.stringify({ query, variables });
  return fetch(`${url}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
}
