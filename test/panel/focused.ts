import type { OpenPanel } from './panelBrowser.ts';

/** The name of what has the focus, `null` when nothing has. */
export function focused(panel: OpenPanel): Promise<string | null> {
  return panel.page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    return (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
  });
}
