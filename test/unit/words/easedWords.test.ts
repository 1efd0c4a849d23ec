import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LimitSnapshot, Snapshot, ToolUse } from '../../../src/core/model/snapshot.ts';
import { onlyWaits } from '../../../src/core/shown/modelTrouble.ts';
import { rankedModels } from '../../../src/core/shown/ranking.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';

const place = placeIn('vscode');
const through: ToolUse = { tool: 'Claude Code', requests: 3, age: 4, through: 'gateway' };
const beside: ToolUse = { tool: 'Cline', requests: 3, age: 4 };
const used = (units: number) => ({ estimate: units, low: units, high: units });

/** A limit of 30,000 tokens a minute, of which requests take 6,000, and who was seen to use its key. */
function at(limit: Partial<Omit<LimitSnapshot, 'id'>>, tools: readonly ToolUse[] = [through], holdsFor = 60): Snapshot {
  const size = { capacity: 30_000, requestSize: 6_000 };
  const key = keyOf({ tools, models: [modelOf('gpt-5', { limits: [limitOf({ ...size, ...limit })] })] });
  const state = { kind: 'live', holdsFor } as const;
  return { ...snapshotOf(key), sources: [{ id: 'gateway', state }] };
}

const empty = { state: 'empty', level: used(0), timeToEmpty: 0 } as const;
const gauge = (snapshot: Snapshot) => gaugeText(snapshot, { style: 'compact', amount: 'left', limit: 'lowest' });

test('a limit that is used up refuses nobody whose requests wait in the gateway, and all surfaces say so', () => {
  const snapshot = at(empty);
  assert.equal(gauge(snapshot).alert, 'none');
  assert.equal(gauge(snapshot).text, '$(watch) tokens/min used up · 20 s');
  assert.match(gauge(snapshot).label, /wait in the gateway/);
  const words = headlineWords(snapshot, place);
  assert.deepEqual([words.tone, words.lead, words.steps], ['held', 'Used up for 20 s', []]);
  assert.equal(words.announcement, 'Used up: tokens per minute of gpt-5', 'no countdown is read aloud');
  assert.match(
    words.title,
    /^0 of 30K tokens per minute are left, and your requests take about 6,000\. Requests of connected tools wait in the gateway until they fit\.$/,
  );
  for (const text of [hoverText(snapshot, place, hoverCommands), JSON.stringify(listWords(snapshot, place))])
    assert.match(text, /wait in the gateway/);
});

test('so it is with one that was refused just now, or whose requests have no size', () => {
  const refused = at({ ...empty, level: used(5_000) });
  assert.deepEqual([gauge(refused).alert, gauge(refused).text], ['none', '$(watch) tokens/min used up · 5 s']);
  const unsized = at({ ...empty, requestSize: null });
  assert.deepEqual([gauge(unsized).alert, gauge(unsized).text], ['none', '$(watch) tokens/min used up']);
  assert.equal(headlineWords(unsized, place).lead, 'Used up');
});

test('a refusal asks nobody to wait whose next request the gateway holds back as long', () => {
  const refused = (wait: number, tools = [through], cause: 'rate' | 'concurrency' = 'rate'): Snapshot => {
    const snapshot = at(empty, tools);
    const limit = { unit: 'tokens', window: 60, capacity: 30_000, left: 0, requested: null } as const;
    const failure = { ...failureOf({ cause, retryAfter: wait, limit }), model: 'gpt-5', wait };
    const keys = snapshot.keys.map((key) => ({
      ...key,
      ...({ status: 'waiting', lastFailure: failure } as const),
      models: key.models.map((model) => ({ ...model, failure })),
    }));
    return { ...snapshot, keys };
  };
  const snapshot = refused(20);
  const words = headlineWords(snapshot, place);
  assert.deepEqual([words.tone, words.lead, words.steps], ['held', 'Used up for 20 s', []]);
  assert.match(words.title, /wait in the gateway/);
  assert.deepEqual([gauge(snapshot).alert, gauge(snapshot).text], ['none', '$(watch) tokens/min used up · 20 s']);
  assert.ok(rankedModels(snapshot).every((view) => onlyWaits(view, snapshot)));
  for (const loud of [refused(61), refused(20, [through, beside]), refused(20, [through], 'concurrency')]) {
    assert.match(headlineWords(loud, place).lead, /ry again in/);
    assert.notEqual(gauge(loud).alert, 'none');
    assert.ok(!rankedModels(loud).some((view) => onlyWaits(view, loud)));
  }
});

test('one that will be used up is a number, no alarm', () => {
  for (const state of ['low', 'soon', 'critical'] as const) {
    const snapshot = at({ state, level: used(7_000), timeToEmpty: 20 });
    assert.equal(gauge(snapshot).alert, 'none', state);
    assert.doesNotMatch(gauge(snapshot).text, /risk|warning/, state);
    const words = headlineWords(snapshot, place);
    assert.deepEqual([words.tone, words.steps], ['held', []], state);
    assert.equal(words.lead, state === 'low' ? 'Running low' : 'The next requests may have to wait', state);
    assert.doesNotMatch(words.title, /Pause/, state);
  }
});

test('whoever is refused all the same is warned: others beside the gateway, long limits, and what never fits', () => {
  for (const [snapshot, why] of [
    [at(empty, [through, beside]), 'another tool'],
    [at(empty, []), 'nobody seen'],
    [at({ ...empty, window: 86_400 }), 'a day'],
    [at(empty, [through], 0), 'nothing is held'],
    [at({ ...empty, requestSize: 40_000 }), 'too large'],
  ] as const) {
    assert.equal(gauge(snapshot).alert, 'error', why);
    assert.notEqual(headlineWords(snapshot, place).tone, 'held', why);
  }
  assert.match(
    headlineWords(at(empty, [through, beside]), place).details.join(' '),
    /Requests of connected tools wait/,
  );
});

test('one that is fine is as quiet as without a gateway', () => {
  const snapshot = at({ state: 'fine', level: used(24_000) });
  assert.equal(gauge(snapshot).text, gauge(at({ state: 'fine', level: used(24_000) }, [beside])).text);
  assert.equal(headlineWords(snapshot, place).tone, 'fine');
});
