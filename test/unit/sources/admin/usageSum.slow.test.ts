import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { KeyUse, UsageBucket } from '../../../../src/providers/admin/adminClient.ts';
import { EndlessAnswerError, pagesOf } from '../../../../src/sources/admin/pages.ts';
import { UsageSum } from '../../../../src/sources/admin/usageSum.ts';
import { fc } from '../../core/fastCheck.ts';
import type { YearOfUse } from './yearOfUse.ts';

const MINUTE = 60_000;
const noNames = new Map();
const use = (more: Partial<KeyUse> = {}): KeyUse => ({
  keyId: 'k',
  model: 'm',
  requests: 1,
  input: 10,
  output: 1,
  ...more,
});
const bucket = (from: number, to: number, ...uses: KeyUse[]): UsageBucket => ({ from, to, uses });

test('a year of minute buckets in pages of 1,440 is summed in constant memory', async () => {
  const thread = new Worker(new URL('./yearOfUse.ts', import.meta.url));
  const [{ pages, minutes, uses, growth }] = (await once(thread, 'message')) as [YearOfUse];
  assert.equal(pages, 366);
  // One bucket more than there are minutes: the first and the last make up one between them.
  const each = { requests: minutes + 1, tokens: { input: (minutes + 1) * 1000, output: (minutes + 1) * 10 } };
  assert.deepEqual(uses, [each]);
  // All buckets together would take about 90 MB.
  assert.ok(growth < 4_000_000, `${growth} bytes more after a year than after a month`);
});

test('sums by key and model, the largest first, with the names that keys have', () => {
  const sum = new UsageSum({ from: 0, to: 10 * MINUTE });
  sum.add(bucket(0, MINUTE, use(), use({ model: 'n', input: 500, requests: null })));
  sum.add(bucket(MINUTE, 2 * MINUTE, use(), use({ keyId: null })));
  const names = new Map([['k', { id: 'k', name: 'Work', ending: '7f3a' }]]);
  assert.deepEqual(
    sum.uses(names).map(({ key, model, requests, tokens }) => [key?.name, model, requests, tokens.input]),
    [
      ['Work', 'n', null, 500],
      ['Work', 'm', 2, 20],
      [undefined, 'm', 1, 10],
    ],
  );
  assert.equal(sum.uses(noNames)[0]?.key?.name, null);
});

test('each moment counts once: buckets that come again, overlap or lie elsewhere are left out', () => {
  const sum = new UsageSum({ from: 30_000, to: 10 * MINUTE });
  const minute = (from: number, to = from + MINUTE) => sum.add(bucket(from, to, use()));
  minute(0);
  minute(30_000, MINUTE);
  minute(MINUTE);
  minute(MINUTE);
  minute(30_000, MINUTE);
  minute(90_000);
  minute(9 * MINUTE);
  minute(10 * MINUTE);
  assert.equal(sum.uses(noNames)[0]?.requests, 3);
  assert.equal(sum.lastUsed, 9 * MINUTE);
});

test('a bucket without use does not show that it has been counted', () => {
  const sum = new UsageSum({ from: 0, to: 10 * MINUTE });
  sum.add(bucket(0, MINUTE, use()));
  sum.add(bucket(MINUTE, 2 * MINUTE));
  sum.add(bucket(2 * MINUTE, 3 * MINUTE, use({ requests: 0, input: 0, output: 0 })));
  assert.equal(sum.lastUsed, 0);
});

test('10,000 keys are told as a hundred and the rest, and nothing is lost', () => {
  const keys = fc.array(fc.tuple(fc.nat(10_000), fc.nat(20), fc.nat(1000)), { minLength: 5000, maxLength: 10_000 });
  fc.assert(
    fc.property(keys, (rows) => {
      const sum = new UsageSum({ from: 0, to: MINUTE });
      sum.add(
        bucket(0, MINUTE, ...rows.map(([key, model, input]) => use({ keyId: `k${key}`, model: `m${model}`, input }))),
      );
      const uses = sum.uses(noNames);
      const total = (of: (one: (typeof uses)[number]) => number) => uses.reduce((all, one) => all + of(one), 0);
      assert.ok(uses.length <= 101);
      assert.equal(
        total(({ requests }) => requests ?? 0),
        rows.length,
      );
      assert.equal(
        total(({ tokens }) => tokens.input),
        rows.reduce((all, [, , input]) => all + input, 0),
      );
    }),
    { numRuns: 10 },
  );
});

test('pages end where the same cursor comes again, and are refused where they never end', async () => {
  const all = async (next: (page: number) => string | null) => {
    let page = 0;
    const items: number[] = [];
    for await (const some of pagesOf(async () => ({ items: [++page], next: next(page) }), 5)) items.push(...some);
    return items;
  };
  assert.deepEqual(await all((page) => (page < 3 ? String(page) : null)), [1, 2, 3]);
  assert.deepEqual(await all(() => 'same'), [1, 2]);
  await assert.rejects(
    all((page) => String(page)),
    EndlessAnswerError,
  );
});
