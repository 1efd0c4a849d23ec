import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../../../../src/core/model/failure.ts';
import { waysToTell } from '../../../../src/core/pasted/waysToTell.ts';
import { advice, steps } from '../../../../src/words/advice/advice.ts';
import { signs, stepsToTell } from '../../../../src/words/advice/telling.ts';
import { placeIn } from '../../../support/place.ts';

test('every cause that a text can stand for has a sign of its own, in one short sentence', () => {
  assert.deepEqual(Object.keys(signs).sort(), causes.filter((cause) => cause !== 'unknown').sort());
  const texts = Object.values(signs);
  assert.equal(new Set(texts).size, texts.length);
  const others = new Set<string>([...Object.values(steps), ...Object.values(advice)].flatMap(Object.values));
  for (const text of texts) {
    assert.match(text, /^[A-Z][^.!?]*\.$/, text);
    assert.ok(text.length <= 110, text);
    assert.ok(!others.has(text), text);
  }
});

test('each way to tell leads to a step, and no step comes twice', () => {
  for (const provider of [null, 'openai', 'anthropic'] as const) {
    for (const way of waysToTell) {
      for (const anyKey of [true, false]) {
        const ids = stepsToTell([way], anyKey, { ...placeIn('cursor'), provider }).map(
          ({ id, args }) => `${id} ${args}`,
        );
        assert.equal(new Set(ids).size, ids.length, way);
        assert.equal(ids[0], anyKey ? 'check-key ' : 'add-key-to-check ', way);
      }
    }
  }
});

test('the ways come in their order', () => {
  const ids = stepsToTell(['try-in-a-minute', 'open-status-page', 'paste-more'], true, {
    ...placeIn('vscode'),
    provider: 'openai',
  }).map(({ id }) => id);
  assert.deepEqual(ids.slice(0, 4), ['check-key', 'try-in-a-minute', 'status', 'diagnose']);
});

test('the page of a subscription is shown only where it may be one', () => {
  for (const provider of ['openai', 'anthropic'] as const) {
    const plans = (ways: Parameters<typeof stepsToTell>[0]) =>
      stepsToTell(ways, true, { ...placeIn('vscode'), provider }).filter(({ id }) =>
        /^(?:codex|claude)-plan$/.test(id),
      );
    assert.deepEqual([plans(['paste-more']).length, plans(['open-plan-page', 'paste-more']).length], [0, 1], provider);
  }
});
