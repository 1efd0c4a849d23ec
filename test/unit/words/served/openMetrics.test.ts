import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { limitStates, type Snapshot } from '../../../../src/core/model/snapshot.ts';
import { openMetrics } from '../../../../src/words/served/openMetrics.ts';
import { statusDocument } from '../../../../src/words/served/statusDocument.ts';
import { heard } from '../../../panel/heard.ts';
import { situations } from '../../../panel/situations.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from '../../../panel/snapshots.ts';
import { fc } from '../../core/fastCheck.ts';

interface Parsed {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const metricsOf = (snapshot: Snapshot) => openMetrics(statusDocument(snapshot));

/** Reads the text as the specification has it; throws at whatever it does not allow. */
function parse(text: string): Parsed[] {
  assert.ok(text.endsWith('# EOF\n'));
  const families = new Set<string>();
  const seen = new Set<string>();
  let family = '';
  return text
    .slice(0, -'# EOF\n'.length)
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const [, keyword, name = ''] = /^# (TYPE|UNIT|HELP) ([a-z][a-z0-9_]*) \S/.exec(line) ?? [];
      if (keyword === 'TYPE') {
        assert.ok(!families.has(name), `${name} twice`);
        families.add(name);
        family = name;
      }
      if (keyword !== undefined) {
        assert.equal(name, family);
        return [];
      }
      const [, sample = '', inside = '', value] = /^([a-z0-9_]+)\{(.*)\} (\S+)$/.exec(line) ?? [];
      assert.equal(sample, family, line);
      assert.ok(Number.isFinite(Number(value)), line);
      assert.ok(!seen.has(sample + inside), `${line} twice`);
      seen.add(sample + inside);
      return [{ name: sample, labels: labelsIn(inside), value: Number(value) }];
    });
}

function labelsIn(inside: string): Record<string, string> {
  const labels: Record<string, string> = {};
  const whole = inside.replace(/([a-z_]+)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/g, (_, name: string, value: string) => {
    labels[name] = value.replace(/\\(.)/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter));
    return '';
  });
  assert.equal(whole, '', inside);
  return labels;
}

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.constantFrom('a"b', 'a\\', 'a\nb', '"} 1\n# EOF'),
);
const amount = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }), { nil: null });

describe('the status as OpenMetrics', () => {
  test('is sound and true, whatever things are called', () => {
    const limit = fc.record({
      unit: fc.constantFrom('tokens' as const, 'requests' as const),
      window: fc.constantFrom(60, 3600, null),
      capacity: amount,
      timeToFull: amount,
      timeToEmpty: amount,
      state: fc.constantFrom(...limitStates),
      left: amount,
    });
    const model = fc.record({ model: name, limits: fc.array(limit, { maxLength: 4 }) });
    const key = fc.record({ id: name, label: name, models: fc.array(model, { maxLength: 3 }), tool: name });
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 3, selector: ({ id }) => id }), (keys) => {
        const snapshot = snapshotOf(
          ...keys.map(({ id, label, models, tool }) =>
            keyOf({
              id,
              label,
              tools: [{ tool, requests: 3, age: 1 }],
              models: models.map((one) =>
                modelOf(one.model, {
                  limits: one.limits.map(({ left, ...rest }, index) => {
                    const level = left === null ? null : { low: left, estimate: left, high: left };
                    return limitOf({ ...rest, id: `${index}`, model: one.model, level, lastLevel: level });
                  }),
                }),
              ),
            }),
          ),
        );
        const document = statusDocument(snapshot);
        const samples = parse(openMetrics(document));
        for (const { labels } of samples.filter(({ labels }) => labels.key_id !== undefined))
          assert.ok(document.keys.some(({ id, label }) => id === labels.key_id && label === labels.key));
        const left = samples.filter((one) => one.name === 'keygauge_limit_left');
        assert.ok(left.length <= document.limits.filter((one) => one.left !== undefined).length);
        for (const { labels, value } of left)
          assert.ok(document.limits.some((one) => one.model === labels.model && one.left === value));
      }),
    );
  });

  test('has no sample of what nobody knows', () => {
    const unknown = limitOf({ level: null, capacity: null, timeToFull: null, state: 'unknown' });
    const samples = parse(metricsOf(snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits: [unknown] })] }))));
    const names = new Set(samples.filter((one) => one.labels.model !== undefined).map((one) => one.name));
    assert.deepEqual([...names], ['keygauge_limit_read_age_seconds', 'keygauge_limit_state']);
    assert.equal(metricsOf(situations.noKey), '# EOF\n');
  });

  test('tells which of all states it is', () => {
    const states = parse(metricsOf(heard)).filter((one) => one.name === 'keygauge_limit_state');
    assert.equal(states.length, 2 * limitStates.length);
    assert.deepEqual(
      states.filter(({ value }) => value === 1).map(({ labels }) => labels.keygauge_limit_state),
      ['fine', 'fine'],
    );
  });

  test('is sound for every situation of the panel', () => {
    for (const snapshot of Object.values(situations)) parse(metricsOf(snapshot));
  });
});
