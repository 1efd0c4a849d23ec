import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in a document that is serious or worse: rule and elements. */
export async function seriousViolations(document: Page | Frame): Promise<string[]> {
  if (!(await document.evaluate(() => 'axe' in globalThis))) await document.evaluate(axe);
  // What it is content with would be ten times as much to hand over.
  const { violations } = (await document.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
