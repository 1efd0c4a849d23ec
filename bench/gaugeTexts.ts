import type { Workbench } from '../test/support/workbench.ts';

/** A text that the gauge showed and the time it appeared, in milliseconds since the epoch. */
export interface ShownText {
  readonly text: string;
  readonly at: number;
}

/**
 * Makes the window note each new text of the gauge the moment it is in the page. Returns a function that gives the
 * notes.
 */
export async function noteGaugeTexts({ page, statusBar }: Workbench): Promise<() => Promise<readonly ShownText[]>> {
  const gauge = await statusBar.gauge().elementHandle();
  if (!gauge) throw new Error('There is no gauge in the status bar.');
  const shown = await gauge.evaluateHandle((element) => {
    const noted: { text: string; at: number }[] = [];
    const note = () => {
      const text = element.textContent?.trim() ?? '';
      if (text !== noted.at(-1)?.text) noted.push({ text, at: Date.now() });
    };
    note();
    new MutationObserver(note).observe(element, { childList: true, characterData: true, subtree: true });
    return noted;
  });
  return () => page.evaluate((noted) => noted, shown);
}
