/**
 * Runs every check that must pass, as many at a time as there are processors, and beside them one that takes
 * what time those leave. `npm test -- unit e2e` runs only the steps whose
 * names begin so, and those that they need. A step that could not run counts as failed, and so does a step of tests that ran
 * none. What failed is told once more at the end.
 */
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inLanes } from './testing/inLanes.ts';
import { OrderedOutput } from './testing/orderedOutput.ts';
import { runStep } from './testing/runStep.ts';
import { chooseSteps } from './testing/step.ts';
import { root, steps } from './testing/steps.ts';
import type { TestCounts } from './testing/testReport.ts';

mkdirSync(join(root, 'dist-test'), { recursive: true });
const started = performance.now();
const output = new OrderedOutput((chunk) => process.stdout.write(chunk));
const results = await inLanes(
  chooseSteps(steps, process.argv.slice(2)),
  availableParallelism(),
  async (step, isSpare) => {
    const start = performance.now();
    const place = output.open();
    place.write(`\n── ${step.title} ──\n`);
    const report = await runStep(step, place.write, isSpare);
    place.close();
    return { ...step, report, seconds: (performance.now() - start) / 1000 };
  },
);

for (const { title, report } of results) {
  for (const { name, reason } of report.failures) console.log(`\n✖ ${title}: ${name}\n${reason}`);
}
console.log('');
for (const { title, kind, report: counts, seconds } of results) {
  const detail = kind === 'tests' ? ` ${counts.passed} passed, ${counts.failed} failed,` : '';
  console.log(`${counts.failed === 0 ? '✔' : '✖'} ${title}:${detail} ${seconds.toFixed(1)} s`);
}
const sum = (of: keyof TestCounts) => results.reduce((total, { report }) => total + report[of], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
console.log(`ℹ tests ${passed + failed + skipped}`);
console.log(`ℹ pass ${passed}`);
console.log(`ℹ fail ${failed}`);
console.log(`ℹ skipped ${skipped}`);
console.log(`ℹ duration_ms ${Math.round(performance.now() - started)}`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
