import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SavedHeardKey, SavedState } from '../../../src/engine/savedState.ts';
import { parseState } from '../../../src/state/parseState.ts';
import { parseToPanel } from '../../../src/wire/snapshotShape.ts';
import { messageOf } from '../../panel/snapshots.ts';
import { fc, runsAtLeast } from '../core/fastCheck.ts';
import { failed, key, reading, stage } from '../engine/stage.ts';

const began = Date.UTC(2026, 10, 26, 9);
const hour = 3_600_000;

/** What an engine keeps that has seen nearly everything. */
const heardKey: SavedHeardKey = {
  id: 'heard:a1b2@https:api.openai.com',
  provider: 'openai',
  origin: 'https://api.openai.com',
  fingerprint: '…3f9a',
  name: 'Cline at work',
  isHidden: true,
};

async function everything(): Promise<SavedState> {
  const keys = [key({ id: 'k' }), key({ id: 'waits' })];
  const { clock, provider, engine } = stage({ keys, startsAt: began });
  provider.script = { readings: [reading(800), { ...reading(3, 100, 86_400), unit: 'tokens' }] };
  await clock.pass(5);
  const limit = { unit: 'requests', window: 60, capacity: 10_000, left: 0, requested: 5 } as const;
  provider.script = { failure: { ...failed('rate', 900), limit } };
  void engine.ask({ type: 'check-now', keyId: 'waits' });
  await clock.pass(5);
  return JSON.parse(JSON.stringify({ keys: engine.save(), heardKeys: [heardKey] })) as SavedState;
}

/** Paths to everything in a JSON value, with what is there. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[...path], ...inner.flatMap(([name, one]) => pathsIn(one, [...path, name]))];
}

function changedAt(value: unknown, [name, ...rest]: readonly string[], to: unknown): unknown {
  if (name === undefined) return to;
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === name ? changedAt(one, rest, to) : one));
  const record = value as Record<string, unknown>;
  return { ...record, [name]: changedAt(record[name], rest, to) };
}

test('what an engine keeps is sound, whole', async () => {
  const saved = await everything();
  assert.ok(
    saved.keys.length === 2 && saved.keys.every(({ limits, models }) => limits.length > 0 && models.length > 0),
  );
  assert.deepEqual(parseState(saved), saved);
});

test('one unsound limit, model or key is left out, and the others stay', async () => {
  const saved = await everything();
  const count = ({ keys }: SavedState) => keys.map(({ limits, models }) => [limits.length, models.length]);
  const [[limits = 0, models = 0] = []] = count(saved);
  const without = (path: string) => count(parseState(changedAt(saved, path.split('.'), null)))[0];
  assert.deepEqual(without('keys.0.limits.0.level.low'), [limits - 1, models]);
  assert.deepEqual(without('keys.0.models.0.isWatched'), [limits, models - 1]);
  const inNoTime = changedAt(saved, ['keys', '0', 'limits', '0', 'window'], 5e-324);
  assert.deepEqual(count(parseState(inNoTime))[0], [limits - 1, models]);
  const holdingNothing = changedAt(saved, ['keys', '0', 'limits', '0', 'capacity'], 3e-305);
  assert.deepEqual(count(parseState(holdingNothing))[0], [limits - 1, models]);
  assert.equal(count(parseState(changedAt(saved, ['keys', '0', 'health', 'jitter'], 1.5))).length, 1);
});

test('an unsound choice for a heard key is left out, and one of a version before there were any is none', () => {
  const parsed = (heardKeys: unknown) => parseState({ keys: [], heardKeys }).heardKeys;
  for (const more of [{ origin: 'nowhere' }, { provider: 'nobody' }, { name: '' }, { isHidden: 'yes' }, { id: 7 }])
    assert.deepEqual(parsed([{ ...heardKey, ...more }, heardKey]), [heardKey], JSON.stringify(more));
  assert.deepEqual(parsed(undefined), []);
});

const numbers = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -1, 1e308, -1e308, 1e15, 2 ** 53, began, began + 1e12, began - 1e12, 5e-324),
  fc.integer({ min: began - hour, max: began + hour }),
);
const values = fc.oneof({ weight: 3, arbitrary: numbers }, fc.jsonValue({ maxDepth: 2 }), fc.constant([]));

test('nothing that a file says, wherever the clocks stand, makes a level leave its bounds or a number none', async () => {
  const saved = await everything();
  const paths = pathsIn(saved);
  const changes = fc.array(fc.tuple(fc.nat(paths.length - 1), values), { minLength: 1, maxLength: 6 });
  const walls = fc.oneof(fc.integer({ min: 0, max: 3e12 }), fc.integer({ min: began - hour, max: began + hour }));
  await fc.assert(
    fc.asyncProperty(changes, walls, fc.constantFrom(0, 1, 20), async (made, wall, seconds) => {
      let changed: unknown = saved;
      for (const [index, to] of made) {
        const path = paths[index] ?? [];
        if (has(changed, path)) changed = changedAt(changed, path, to);
      }
      const kept = parseState(JSON.parse(JSON.stringify(changed) ?? 'null'));
      const keys = [key({ id: 'k' }), key({ id: 'waits' })];
      const { clock, engine, provider, faults } = stage({ keys, saved: kept.keys, startsAt: wall });
      provider.script = { readings: [reading(700)], took: 1 };
      for (const pause of [0, seconds, 3]) {
        await clock.pass(pause);
        assertSound(engine.current);
        assert.deepEqual(
          parseState(JSON.parse(JSON.stringify({ keys: engine.save(), heardKeys: [heardKey] }))).keys,
          engine.save(),
        );
      }
      assert.deepEqual(faults, []);
      engine.dispose();
    }),
    { numRuns: runsAtLeast(100) },
  );
});

function has(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? has((value as Record<string, unknown>)[name], rest)
    : false;
}

function assertSound(snapshot: ReturnType<typeof stage>['engine']['current']): void {
  const message = JSON.stringify(snapshot);
  assert.ok(parseToPanel(messageOf(snapshot)), message);
  for (const { capacity, level, lastLevel, soon, age, refusals, history } of snapshot.keys.flatMap(({ models }) =>
    models.flatMap(({ limits }) => limits),
  )) {
    const amounts = [level?.low, level?.estimate, level?.high, lastLevel?.low, lastLevel?.high, soon?.low, soon?.high];
    for (const amount of amounts)
      if (amount !== undefined) assert.ok(amount >= 0 && amount <= (capacity ?? 0), message);
    assert.ok(age >= 0 && refusals.every((ago) => ago >= 0), message);
    assert.ok(
      history.every((point) => point.ago >= 0 && (point.level === null || (point.level >= 0 && point.level <= 1))),
    );
  }
  for (const { lastFailure } of snapshot.keys) assert.ok((lastFailure?.wait ?? 0) <= 62 * 86_400, message);
}

test('anything at all is parsed without a fault', () => {
  fc.assert(
    fc.property(fc.anything(), (stored) => {
      assert.ok(Array.isArray(parseState(stored).keys));
    }),
  );
});
