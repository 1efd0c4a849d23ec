import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inLanes } from '../../../scripts/testing/inLanes.ts';
import { OrderedOutput } from '../../../scripts/testing/orderedOutput.ts';
import { chooseSteps, type Step } from '../../../scripts/testing/step.ts';

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

test('what several say at a time comes out one after the other, nothing lost', () => {
  let written = '';
  const output = new OrderedOutput((chunk) => {
    written += chunk;
  });
  const [first, second, third] = [output.open(), output.open(), output.open()];
  second.write('b');
  first.write('a');
  third.close();
  second.close();
  assert.equal(written, 'a');
  first.write('a');
  first.close();
  output.open().write('d');
  assert.equal(written, 'aabd');
});
