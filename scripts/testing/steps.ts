import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from './step.ts';

/** The folder of the checkout; the arguments of steps are relative to it. */
export const root = join(import.meta.dirname, '../..');

const built = ['build'];
const inWindow = ['build', 'browser', 'editors'];
/** What takes seconds: it lives through hours, starts processes, or searches for long. */
const isSlow = (file: string) => file.endsWith('.slow.test.ts');
const units = filesOf('test/unit').filter((file) => !isSlow(file));
/** Folders whose tests take about half of the time of all, so that both halves end together. */
const isInner = (file: string) => /^test.unit.(base|bus|core|engine|providers|simulator|state|words)\b/.test(file);

/** Every check that must pass. Of those that may begin, the first in this list begins first. */
export const steps: readonly Step[] = [
  check('browser', 'A browser to test in', 'test/support/browser.ts'),
  check('editors', 'VS Code 1.105.1 and 1.139.1 to test in', 'scripts/editors.ts'),
  check('tools', 'Claude Code and Codex to test with, where npm delivers them', 'test/support/realTools.ts'),
  check('build', 'Build and pack', 'scripts/package.ts', 'dist-test/keygauge.vsix'),
  // As long as most others together, and a part of it is waiting: begun first, it ends before them.
  tests('e2e', 'End-to-end tests', [...inWindow, 'tools'], ...nodeTests(['test/e2e/all.ts'])),
  tests(
    'slow',
    'What takes seconds: long times, many processes, long searches, tools from npm',
    ['tools'],
    ...nodeTests([...filesOf('test/unit').filter(isSlow), ...filesOf('test/tools')]),
  ),
  tests(
    'panel',
    'Panel tests in a browser, and what foreign pages reach from it',
    ['browser'],
    ...nodeTests([...filesOf('test/panel'), ...filesOf('test/browser')]),
  ),
  tests('host-1.105.1', 'Host tests in VS Code 1.105.1', inWindow, 'test/host/run.ts', '1.105.1'),
  tests('host-1.139.1', 'Host tests in VS Code 1.139.1', inWindow, 'test/host/run.ts', '1.139.1'),
  tests('unit-outer', 'Unit and property tests of the outer rings', [], ...nodeTests(units.filter((f) => !isInner(f)))),
  tests('package', 'Package tests', built, ...nodeTests(filesOf('test/package'))),
  patient(tests('unit-inner', 'Unit and property tests of the inner rings', [], ...nodeTests(units.filter(isInner)))),
  patient(check('types', 'Type check', 'node_modules/typescript/bin/tsc', '-p', '.')),
  patient(check('lint', 'Lint and format', 'node_modules/@biomejs/biome/bin/biome', 'check')),
  patient(check('structure', 'Circles, rings, sizes', 'scripts/structure.ts')),
];

function check(name: string, title: string, ...run: string[]): Step {
  return { name, title, run, kind: 'check', needs: [], isPatient: false };
}

function tests(name: string, title: string, needs: readonly string[], ...run: string[]): Step {
  return { name, title, run, kind: 'tests', needs, isPatient: false };
}

function patient(step: Step): Step {
  return { ...step, isPatient: true };
}

function filesOf(folder: string): string[] {
  return globSync(`${folder}/**/*.test.ts`, { cwd: root }).sort();
}

/** One process for all files: to start one for each takes longer than most of their tests. */
export function nodeTests(files: readonly string[]): string[] {
  const reporters = ['spec', './scripts/testing/countsReporter.ts'];
  const report = reporters.flatMap((name) => [`--test-reporter=${name}`, '--test-reporter-destination=stdout']);
  // Without a file, `node --test` would look for tests by itself.
  return files.length > 0 ? ['--test', '--test-isolation=none', ...report, ...files] : ['--eval', ''];
}
