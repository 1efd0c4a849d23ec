import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds in a document that is serious or worse: rule and elements. A document that was looked at in one theme differs
 * in another by its `colours` alone.
 */
export async function seriousViolations(
  document: Page | Frame,
  of: 'everything' | 'colours' = 'everything',
): Promise<string[]> {
  if (!(await document.evaluate(() => 'axe' in globalThis))) await document.evaluate(axe);
  // What it is content with would be ten times as much to hand over.
  const options = { resultTypes: ['violations'], ...(of === 'colours' ? { runOnly: ['color-contrast'] } : {}) };
  const { violations } = (await document.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
