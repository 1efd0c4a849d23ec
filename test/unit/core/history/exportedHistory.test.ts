import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf, type ExportedStep, exportedSteps } from '../../../../src/core/history/exportedHistory.ts';
import { Series } from '../../../../src/core/history/series.ts';
import { type LimitId, limitIdOf } from '../../../../src/core/model/limit.ts';
import { fc } from '../fastCheck.ts';

const minute = 60_000;
const now = Date.UTC(2026, 10, 26, 9, 30);
const id: LimitId = limitIdOf('k/gpt-5/tokens');
const about = {
  id,
  keyId: 'k',
  model: 'gpt-5',
  unit: 'tokens',
  pool: 'standard',
  window: 60,
  capacity: 30_000,
} as const;

test('each moment of the month is exported once, by the minute or by the hour, in units of the limit', () => {
  const series = new Series();
  const minutes = 3 * 1440;
  for (let index = 0; index < minutes; index++) {
    const level = { least: 0.25, mean: 0.5, most: 0.75 };
    series.add({ at: now - index * minute, level, refusals: 0, checks: 1, requests: { gateway: 2 } });
  }
  const steps = exportedSteps({ about, series }, now, () => 'work');
  assert.equal(
    steps.reduce((sum, { checks }) => sum + checks, 0),
    minutes,
  );
  assert.ok(steps.every(({ at }, index) => index === 0 || at > (steps[index - 1]?.at ?? 0)));
  assert.deepEqual([steps[0]?.seconds, steps.at(-1)?.seconds], [3600, 60]);
  assert.deepEqual([steps[0]?.least, steps[0]?.mean, steps[0]?.most], [7_500, 15_000, 22_500]);
  const [head, first] = csvOf(steps, (at) => new Date(at).toISOString()).split('\r\n');
  assert.equal(
    head,
    'time,key,model,unit,pool,windowSeconds,capacity,seconds,least,mean,most,refusals,checks,requests gateway',
  );
  assert.match(
    first ?? '',
    /^2026-11-2\dT\d\d:00:00\.000Z,work,gpt-5,tokens,standard,60,30000,3600,7500,15000,22500,0,/,
  );
});

/** Reads a table as RFC 4180 has it. */
function parsed(text: string): string[][] {
  const cells = text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g);
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('whatever a key or a model is called, it stays in its cell, and is no formula', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('=HYPERLINK("http://x")', '+1', '-2', '@a', 'a,b', 'a"b', 'a\r\nb', '\tx'),
  );
  fc.assert(
    fc.property(name, name, (key, model) => {
      const step: ExportedStep = {
        ...{ key, model, unit: 'tokens', pool: 'standard', capacity: null, windowSeconds: null, at: 0, seconds: 60 },
        ...{ least: null, mean: null, most: null, refusals: 0, checks: 0, requests: { [model]: 1 } },
      };
      const rows = parsed(csvOf([step, step], () => 'now'));
      assert.deepEqual(
        rows.map((row) => row.length),
        [14, 14, 14],
      );
      for (const cell of rows.flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
      assert.ok(rows[1]?.[1] === key || rows[1]?.[1] === `'${key}`);
    }),
  );
});
