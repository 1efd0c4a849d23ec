/**
 * Runs every check that must pass, one step after another. `npm test -- unit e2e` runs only the steps whose names begin
 * so. A step that could not run counts as failed, and so does a step of tests that ran none.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestCounts } from './testCounts.ts';

interface Step {
  readonly name: string;
  readonly title: string;
  /** Arguments for Node. */
  readonly run: readonly string[];
  /** The content of the step: tests must report their number, a check only passes or fails. */
  readonly kind: 'check' | 'tests';
}

const root = join(import.meta.dirname, '..');
const countsFile = join(root, 'dist-test/counts.json');

const steps: readonly Step[] = [
  check('lint', 'Lint and format', 'node_modules/@biomejs/biome/bin/biome', 'check'),
  check('structure', 'Circles, rings, sizes', 'scripts/structure.ts'),
  check('types', 'Type check', 'node_modules/typescript/bin/tsc', '-p', '.'),
  check('build', 'Build and pack', 'scripts/package.ts', 'dist-test/keygauge.vsix'),
  check('browser', 'A browser to test in', 'test/support/browser.ts'),
  check('editors', 'VS Code 1.105.1 and 1.139.1 to test in', 'scripts/editors.ts'),
  tests('unit', 'Unit and property tests', ...nodeTests('test/unit/**/*.test.ts')),
  tests('panel', 'Panel tests in a browser', ...nodeTests('test/panel/**/*.test.ts', '--test-concurrency=1')),
  tests('host-1.105.1', 'Host tests in VS Code 1.105.1', 'test/host/run.ts', '1.105.1'),
  tests('host-1.139.1', 'Host tests in VS Code 1.139.1', 'test/host/run.ts', '1.139.1'),
  tests('e2e', 'End-to-end tests', ...nodeTests('test/e2e/**/*.test.ts', '--test-concurrency=1')),
  tests('package', 'Package tests', ...nodeTests('test/package/**/*.test.ts')),
];

function check(name: string, title: string, ...run: string[]): Step {
  return { name, title, run, kind: 'check' };
}

function tests(name: string, title: string, ...run: string[]): Step {
  return { name, title, run, kind: 'tests' };
}

function nodeTests(pattern: string, ...options: string[]): string[] {
  // Without a file, `node --test` would look for tests by itself.
  const files = globSync(pattern, { cwd: root }).sort();
  const reporters = ['spec', './scripts/countsReporter.ts'];
  const report = reporters.flatMap((name) => [`--test-reporter=${name}`, '--test-reporter-destination=stdout']);
  return files.length > 0 ? ['--test', ...options, ...report, ...files] : ['--eval', ''];
}

/** Runs a step and returns its counts; any failure outside its tests counts as one. */
function runStep(step: Step): TestCounts {
  rmSync(countsFile, { force: true });
  const { status, error } = spawnSync(process.execPath, step.run, {
    cwd: root,
    env: { ...process.env, TEST_COUNTS: countsFile },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error) console.error(error.message);
  const broken = { passed: 0, failed: 1, skipped: 0 };
  if (step.kind === 'check') return status === 0 ? { ...broken, failed: 0 } : broken;
  if (!existsSync(countsFile)) {
    console.error(`No test ran in “${step.title}”.`);
    return broken;
  }
  const counts: TestCounts = JSON.parse(readFileSync(countsFile, 'utf8'));
  if (counts.passed + counts.failed === 0) {
    console.error(`No test ran in “${step.title}”.`);
    return { ...counts, failed: 1 };
  }
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

mkdirSync(join(root, 'dist-test'), { recursive: true });
const started = performance.now();
const wanted = process.argv.slice(2);
// Tests run the built code, so a choice of steps always includes the build.
const chosen = steps.filter(
  ({ name }) => wanted.length === 0 || name === 'build' || wanted.some((start) => name.startsWith(start)),
);
const results = chosen.map((step) => {
  const start = performance.now();
  console.log(`\n── ${step.title} ──`);
  const counts = runStep(step);
  return { ...step, counts, seconds: (performance.now() - start) / 1000 };
});

console.log('');
for (const { title, kind, counts, seconds } of results) {
  const detail = kind === 'tests' ? ` ${counts.passed} passed, ${counts.failed} failed,` : '';
  console.log(`${counts.failed === 0 ? '✔' : '✖'} ${title}:${detail} ${seconds.toFixed(1)} s`);
}
const sum = (of: keyof TestCounts) => results.reduce((total, { counts }) => total + counts[of], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
console.log(`ℹ tests ${passed + failed + skipped}`);
console.log(`ℹ pass ${passed}`);
console.log(`ℹ fail ${failed}`);
console.log(`ℹ skipped ${skipped}`);
console.log(`ℹ duration_ms ${Math.round(performance.now() - started)}`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
