import type { Locator, Page } from "@playwright/test";

/** The part below every page that takes it away. */
export const taking = (page: Page): Locator => page.getByRole("complementary", { name: "Take this page away" });

/** What a page asked last, as the part below it says. Opens the part. */
export async function question(page: Page): Promise<{ at: number; query: string; variables: object; line: string }> {
  await taking(page).getByText("The questions behind this page").click();
  const blocks = (name: RegExp) => taking(page).getByRole("group", { name });
  // A list asks for its rows, and then how many each choice would leave.
  const queries = await blocks(/^Query/).allTextContents();
  const rows = queries.findLastIndex((query) => query.includes("totalCount"));
  const block = async (name: RegExp) => (await blocks(name).nth(rows).textContent())!;
  return {
    at: rows,
    query: await block(/^Query/),
    variables: JSON.parse(await block(/^Variables/)),
    line: await block(/^Command line/),
  };
}

/** How a page is cited, as the part below it says. Opens the part. */
export async function cited(page: Page): Promise<string> {
  await taking(page).getByText("Cite this page").click();
  return (await taking(page).locator("p.gt-citation").textContent())!;
}

/** The rows of a CSV file, its head included; a line break within quotation marks ends no row. */
export function records(csv: string): string[] {
  return csv.replace(/"(?:[^"]|"")*"/g, "x").split(/\r?\n/).filter((line) => line !== "");
}
