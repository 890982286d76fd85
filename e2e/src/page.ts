import { expect, type Page } from "@playwright/test";

/**
 * Waits until the page has its heading and nothing on it is on its way. Nothing is marked busy before
 * the page starts either, and a list has its heading before its rows: neither sign is enough alone.
 * How many each choice of a filter leaves comes later and is not marked: `choices` waits for that.
 */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("body:has(main h1):not(:has([aria-busy=true]))"), "the page has its data").toBeAttached();
}
