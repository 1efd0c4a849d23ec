import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Of the rules that axe applies unasked, those whose outcome depends on colors, so on the theme. */
const aboutColors = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds in a document that is serious or worse: rule and elements. `onlyColors` leaves out what no theme changes, and
 * with it half of the time: for a document that has been looked at whole in another theme.
 */
export async function seriousViolations(document: Page | Frame, onlyColors = false): Promise<string[]> {
  if (!(await document.evaluate(() => 'axe' in globalThis))) await document.evaluate(axe);
  // What it is content with would be ten times as much to hand over; what it would load first are sounds, and there are none.
  const options = { resultTypes: ['violations'], preload: false, ...(onlyColors && { runOnly: aboutColors }) };
  const { violations } = (await document.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
