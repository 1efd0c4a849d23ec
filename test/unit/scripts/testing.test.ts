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

function step(name: string, load: 1 | 2 = 1, needs: readonly string[] = []): Step {
  return { name, title: name, run: [], kind: 'check', needs, load };
}

test('steps run as many at a time as there are processors, each after those that it needs', async () => {
  const running = new Set<string>();
  const over: string[] = [];
  let most = 0;
  const steps = [step('build'), step('lint'), step('stories', 2, ['build']), step('package', 1, ['build'])];
  const results = await inLanes(steps, 2, async ({ name, load, needs }) => {
    assert.ok(
      needs.every((needed) => over.includes(needed)),
      name,
    );
    running.add(name);
    most = Math.max(most, running.size + load - 1);
    await new Promise((resolve) => setImmediate(resolve));
    running.delete(name);
    over.push(name);
    return name;
  });
  assert.deepEqual(results, ['build', 'lint', 'stories', 'package']);
  assert.equal(most, 2);
});

test('with one processor, a step that could keep two busy still runs', async () => {
  assert.deepEqual(await inLanes([step('stories', 2), step('lint')], 1, async ({ name }) => name), ['stories', 'lint']);
});

test('a choice of steps includes what they need, in the order of the list', () => {
  const all = [step('build'), step('lint'), step('unit-inner'), step('unit-outer'), step('e2e', 2, ['build'])];
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
