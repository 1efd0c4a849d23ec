import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { everyCause } from '../../../../src/core/model/failure.ts';
import { gaugeText } from '../../../../src/words/gaugeWords.ts';
import { openMetrics } from '../../../../src/words/served/openMetrics.ts';
import { statusDocument } from '../../../../src/words/served/statusDocument.ts';
import { heard } from '../../../panel/heard.ts';
import { gaugeOf } from '../../../panel/organizations.ts';
import { situations } from '../../../panel/situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../../panel/snapshots.ts';

const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;

describe('the status for programs', () => {
  test('says what the status bar says, without icons', () => {
    for (const [name, snapshot] of Object.entries(situations)) {
      const { text, alert } = statusDocument(snapshot);
      const gauge = gaugeText(snapshot, style);
      assert.equal(alert, gauge.alert, name);
      assert.doesNotMatch(text, /\$\(|\u2060|\u2007/, name);
      assert.equal(text.replace(/\s/g, ''), gauge.text.replace(/\$\([^)]*\)|[\s\u2007\u2060]/g, ''), name);
      assert.notEqual(text, '', name);
    }
  });

  test('has every limit, the most urgent first, with the number that all surfaces show', () => {
    const { limits } = statusDocument(heard);
    assert.equal(limits.length, 2);
    const tokens = limits.find(({ unit }) => unit === 'tokens');
    assert.deepEqual(tokens, {
      key: 'work',
      model: 'gpt-5',
      unit: 'tokens',
      pool: 'standard',
      window: 60,
      state: 'fine',
      capacity: 500_000,
      left: 410_000,
      leftAtLeast: 408_000,
      percent: 82,
      fullIn: 11,
      readAgo: 3,
      source: 'listener',
    });
  });

  test('leaves out what nobody knows, and never calls it 0', () => {
    const unknown = limitOf({ level: null, capacity: null, window: null, timeToFull: 30, state: 'unknown' });
    const [limit] = statusDocument(snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [unknown] })] }))).limits;
    assert.deepEqual(Object.keys(limit ?? {}), ['key', 'model', 'unit', 'pool', 'state', 'readAgo', 'source']);
  });

  test('has no part of a key, and names from outside as what they are', () => {
    const key = keyOf({
      label: 'OpenAI …3f9a',
      fingerprint: '…3f9a',
      storage: 'traffic',
      models: [modelOf('gpt\u202e5', { limits: [limitOf({ model: 'gpt\u202e5' })] })],
      tools: [{ tool: 'Tool\u0000', requests: 1, age: 2.4 }],
    });
    const document = statusDocument(snapshotOf(key));
    assert.doesNotMatch(JSON.stringify(document), /3f9a|\u202e|\\u0000/);
    assert.equal(document.keys[0]?.label, 'OpenAI');
    assert.deepEqual(document.keys[0]?.tools, [{ tool: 'Tool\ufffd', requests: 1, lastAgo: 2 }]);
  });

  test('has no part of any key in any situation, nor in words or metrics of any cause', () => {
    const heardKey = { label: 'OpenAI …3f9a', fingerprint: '…3f9a', storage: 'traffic' } as const;
    const other = keyOf({
      ...heardKey,
      id: 'b',
      label: 'work, not OpenAI …3f9a, ends in …77c0',
      fingerprint: 'sk-…77c0',
    });
    const snapshots = everyCause.flatMap((cause) => {
      const failure = failureOf({ cause, message: 'sk-…3f9a', limit: null }, { wait: null });
      const key = keyOf({
        ...heardKey,
        status: 'refused',
        models: [modelOf('gpt-5', { failure })],
        lastFailure: failure,
      });
      return [snapshotOf(key), snapshotOf(key, other), snapshotOf(keyOf({ ...key, status: 'missing' }), other)];
    });
    const unwatched = snapshotOf(keyOf({ ...heardKey, storage: 'secret' }));
    for (const snapshot of [...snapshots, unwatched, ...Object.values(situations)]) {
      const document = statusDocument(snapshot);
      const told = `${JSON.stringify(document)} ${openMetrics(document)}`;
      // The demo has no key, and a fingerprint that is a word.
      const real = [...snapshot.keys.filter(({ storage }) => storage !== 'demo'), ...snapshot.organizations];
      const marks = real.map(({ fingerprint }) => fingerprint.slice(-4));
      for (const mark of marks) assert.ok(!told.includes(mark), `${mark} in ${document.label}`);
    }
  });

  test('is what docs/status.md says: every field, and no other', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/status.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `([\w[\].]+)`/gm)].map(([, name]) => name ?? '');
    const explained = rows.filter((name) => !name.startsWith('keygauge_'));
    const found = new Set<string>();
    const tour = (value: unknown, path: string) => {
      if (Array.isArray(value)) for (const one of value) tour(one, `${path}[]`);
      else if (typeof value === 'object' && value !== null)
        for (const [name, one] of Object.entries(value)) tour(one, path === '' ? name : `${path}.${name}`);
      else found.add(path);
    };
    const gauge = { ...gaugeOf({}), name: 'Team', spent: 1, whole: 2, left: 1 };
    const limit = limitOf({ timeToEmpty: 9 });
    const tools = [{ tool: 'Cline', requests: 1, age: 2 }];
    const money = { readings: [], gauges: [gauge], missing: [] };
    const hold = {
      id: 'x',
      tool: 'Codex',
      model: 'gpt-5',
      limit: null,
      since: 1.2,
      until: 7.1,
      latest: 58.8,
      place: 1,
    };
    const snapshot = snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [limit] })], tools, money }));
    const document = statusDocument({ ...snapshot, holds: [hold, { ...hold, id: 'y', place: 2 }] });
    const [first] = document.holds;
    assert.deepEqual([first?.heldFor, first?.sentIn, first?.sentAtLatestIn], [1, 8, 59]);
    assert.match(openMetrics(document), /^keygauge_held_requests\{tool="Codex",model="gpt-5"\} 2$/m);
    tour(document, '');
    assert.deepEqual([...found].sort(), explained.sort());
    const families = [...openMetrics(document).matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name);
    const told = new Set([...page.matchAll(/^\| `keygauge_.*/gm)].flatMap(([row]) => row.match(/keygauge_\w+/g) ?? []));
    assert.deepEqual(families.sort(), [...told].sort());
  });
});
