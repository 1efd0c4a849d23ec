import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inLanes } from '../../../scripts/testing/inLanes.ts';
import { OrderedOutput } from '../../../scripts/testing/orderedOutput.ts';
import { runStep } from '../../../scripts/testing/runStep.ts';
import { chooseSteps, type Step } from '../../../scripts/testing/step.ts';
import { nodeTests } from '../../../scripts/testing/steps.ts';

function step(name: string, needs: readonly string[] = [], isPatient = false): Step {
  return { name, title: name, run: [], kind: 'check', needs, isPatient };
}

/** What runs at each moment a step begins, and whether that one has no processor of its own. */
async function begun(steps: readonly Step[], processors: number) {
  const running = new Set<string>();
  const seen: string[] = [];
  const results = await inLanes(steps, processors, async ({ name }, isSpare) => {
    running.add(name);
    seen.push(`${[...running].join(' ')}${isSpare ? ' (spare)' : ''}`);
    await new Promise((resolve) => setImmediate(resolve));
    running.delete(name);
    return name;
  });
  return { results, seen };
}

test('steps run as many at a time as there are processors, each after those that it needs', async () => {
  const steps = [step('build'), step('stories', ['build']), step('panel'), step('package', ['build'])];
  assert.deepEqual(await begun(steps, 2), {
    results: ['build', 'stories', 'panel', 'package'],
    seen: ['build', 'build panel', 'panel stories', 'stories package'],
  });
});

test('one patient step runs beside them, and takes a processor once nothing else needs it', async () => {
  const patient = (name: string) => step(name, [], true);
  assert.deepEqual(await begun([step('panel'), step('host'), patient('unit'), patient('lint')], 1), {
    results: ['panel', 'host', 'unit', 'lint'],
    seen: ['panel', 'panel unit (spare)', 'unit host', 'host lint (spare)'],
  });
  assert.deepEqual((await begun([patient('unit'), patient('lint')], 2)).seen, ['unit', 'unit lint']);
});

test('a choice of steps includes what they need, in the order of the list', () => {
  const all = [step('build'), step('lint'), step('unit-inner'), step('unit-outer'), step('e2e', ['build'])];
  const chosen = (...words: string[]) => chooseSteps(all, words).map(({ name }) => name);
  assert.deepEqual(chosen('unit'), ['unit-inner', 'unit-outer']);
  assert.deepEqual(chosen('e2e', 'lint'), ['build', 'lint', 'e2e']);
  assert.deepEqual(chosen(), ['build', 'lint', 'unit-inner', 'unit-outer', 'e2e']);
});

test('of several who speak at a time the first is heard, and each other whole once it is over', () => {
  let written = '';
  const output = new OrderedOutput((chunk) => {
    written += chunk;
  });
  const [first, second, third] = [output.open(), output.open(), output.open()];
  second.write('b');
  first.write('a');
  third.write('c');
  second.write('b');
  assert.equal(written, 'a');
  second.close();
  assert.equal(written, 'abb');
  first.write('a');
  first.close();
  assert.equal(written, 'abbac');
  third.write('c');
  third.close();
  output.open().write('d');
  assert.equal(written, 'abbaccd');
});

test('a step tells which of its tests failed and why, to be said once more at the end', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'keygauge-step-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'sums.test.mjs');
  const tests = [
    "suite('sums', () => {",
    "test('right', () => {});",
    "test('wrong', () => assert.equal(1 + 1, 3));",
    '});',
  ];
  const imports = ["import assert from 'node:assert/strict';", "import { suite, test } from 'node:test';"];
  writeFileSync(file, [...imports, ...tests].join('\n'));
  const run = { ...step('sums'), kind: 'tests' as const, run: nodeTests([file]) };
  const { passed, failed, failures } = await runStep(run, () => {});
  assert.deepEqual([passed, failed], [1, 1]);
  assert.deepEqual(
    failures.map(({ name }) => name),
    ['wrong'],
  );
  assert.match(failures[0]?.reason ?? '', /2 !== 3/);
});

test('a step that ends badly without a failed test tells what it said last', async () => {
  const run = { ...step('lint'), run: ['--eval', 'console.error("a line is too long"); process.exitCode = 1'] };
  const { failed, failures } = await runStep(run, () => {});
  assert.equal(failed, 1);
  assert.match(failures[0]?.reason ?? '', /a line is too long/);
});
