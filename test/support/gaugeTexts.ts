import type { Page } from 'playwright-core';

/** A text that an item of the status bar showed and the time it appeared, in milliseconds since the epoch. */
export interface ShownText {
  readonly text: string;
  readonly at: number;
}

/** Keygauge's item. */
export const gaugeItem = 'keygauge.keygauge.gauge';

/**
 * Makes the page note each text of a status bar item the moment it is there, from the next load on. Returns a function that
 * gives the notes since that load. `item`: how its id begins.
 */
export async function noteTextsFromStart(page: Page, item: string): Promise<() => Promise<readonly ShownText[]>> {
  await page.addInitScript((id) => {
    const noted: { text: string; at: number }[] = [];
    Object.assign(globalThis, { [`texts of ${id}`]: noted });
    const selector = `.statusbar-item[id^="${id}"] [role="button"], .statusbar-item[id^="${id}"]`;
    const note = () => {
      const text = document.querySelector(selector)?.textContent?.trim() ?? '';
      if (text !== (noted.at(-1)?.text ?? '')) noted.push({ text, at: Date.now() });
    };
    new MutationObserver(note).observe(document, { childList: true, characterData: true, subtree: true });
  }, item);
  return () =>
    page.evaluate((id) => (globalThis as unknown as Record<string, ShownText[]>)[`texts of ${id}`] ?? [], item);
}
