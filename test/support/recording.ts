import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { repository } from './editorHome.ts';

/** Pictures of each moment cost as much time again as what they show. */
const everything = process.env.TRACE === 'full';
const recorded = new WeakSet<BrowserContext>();

/**
 * Does something in a tab, and where it fails keeps what was done and seen: a picture of the tab and a trace for
 * `npx playwright-core show-trace`, under `.screenshots/`. `tell` gets the path of each. With TRACE=full a trace shows the
 * page at each moment too.
 */
export async function record(
  page: Page,
  title: string,
  steps: () => Promise<void>,
  tell: (line: string) => void,
): Promise<void> {
  const { tracing } = page.context();
  if (!recorded.has(page.context())) {
    await tracing.start({ snapshots: everything, screenshots: everything });
    recorded.add(page.context());
  }
  await tracing.startChunk({ title });
  try {
    await steps();
    await tracing.stopChunk();
  } catch (error) {
    const folder = join(repository, '.screenshots');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `failed-${title.replace(/[^\w.]+/g, '-').slice(0, 80)}`);
    const shown = relative(repository, file);
    await Promise.allSettled([
      page.screenshot({ path: `${file}.png` }).then(() => tell(`The window at that moment: ${shown}.png`)),
      tracing.stopChunk({ path: `${file}.zip` }).then(() => tell(`What led to it: ${shown}.zip`)),
    ]);
    throw error;
  }
}
