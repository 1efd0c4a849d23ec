import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LimitSnapshot, Snapshot } from '../../../src/core/model/snapshot.ts';
import type { GaugeText } from '../../../src/words/failureGauge.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { fc } from '../core/fastCheck.ts';
import { at, compact, failing, level, looks, now, old, timeAgo, watching } from './gaugeLooks.ts';
import { hostileText } from './hostileText.ts';

/** Every snapshot in every style, left and used, as `icon·used`. */
function everyLook(snapshot: Snapshot): Map<string, GaugeText> {
  const all = new Map<string, GaugeText>();
  for (const style of ['icon', 'compact', 'full'] as const) {
    for (const amount of ['left', 'used'] as const) {
      all.set(`${style}·${amount}`, gaugeText(snapshot, { style, amount, limit: 'lowest' }));
    }
  }
  return all;
}

/** Of two keys with two models, the second of which is in this state. */
function among(limit: LimitSnapshot): Snapshot {
  const other = limitOf({ id: 'other', model: 'gpt-5-mini' });
  return {
    ...snapshotOf(
      keyOf({ models: [modelOf('gpt-5-mini', { limits: [other] })] }),
      keyOf({ id: 'b', label: 'private', provider: 'anthropic', models: [modelOf(limit.model, { limits: [limit] })] }),
    ),
    at: now,
  };
}

describe('the gauge', () => {
  for (const [name, [snapshot, text, label, alert]] of Object.entries(looks)) {
    it(`${name}: “${text}”`, () => {
      assert.deepEqual(gaugeText(snapshot, compact), { text, label, alert });
    });
  }

  it('shows what is used instead where the user wants that', () => {
    const used = (name: string) => {
      const [snapshot] = looks[name] ?? [];
      assert.ok(snapshot);
      return gaugeText(snapshot, { ...compact, amount: 'used' });
    };
    assert.equal(used('fine').text, '$(keygauge-1) \u200718%');
    assert.equal(used('fine').label, 'Keygauge: gpt-5: 18% of Tokens per minute used');
    assert.equal(used('low').text, '$(warning) 85% · fits 1 more');
    assert.equal(used('empty').text, '$(error) tokens/min used up');
    assert.equal(used('old').text, `$(keygauge-stale) 18% at ${timeAgo(125)}`);
  });

  it('is an icon, an icon with the number, or with names too, as the user chose', () => {
    const text = (style: 'icon' | 'compact' | 'full') => gaugeText(watching(at(0.82)), { ...compact, style }).text;
    assert.equal(text('icon'), '$(keygauge-7)');
    assert.equal(text('compact'), '$(keygauge-7) \u200782%');
    assert.equal(text('full'), '$(keygauge-7) gpt-5 \u200782% tokens/min');
  });

  it('names the model as soon as there are two, and whose key it is', () => {
    const model = 'claude-sonnet-5-20260801';
    assert.equal(gaugeText(among(at(0.3, { model })), compact).text, '$(keygauge-2) sonnet-5 \u200730%');
    const risky = at(0.3, { model, state: 'soon', requestSize: 100_000 });
    assert.equal(gaugeText(among(risky), compact).text, '$(warning) sonnet-5 30% · next at risk');
    const failure = failureOf({ cause: 'quota-exhausted', limit: null, retryAfter: null }, { wait: null, model });
    const poor = keyOf({
      id: 'b',
      label: 'private',
      status: 'no-credit',
      models: [modelOf(model, { failure })],
      lastFailure: failure,
    });
    assert.equal(gaugeText(snapshotOf(keyOf(), poor), compact).text, '$(credit-card) private: no credit');
  });

  it('says while nobody answers what was left last, and when', () => {
    const failure = failureOf({ cause: 'network', status: null, limit: null, retryAfter: null }, { wait: null });
    const limits = [limitOf({ ...old, age: 300 })];
    const key = keyOf({ status: 'offline', models: [modelOf('gpt-5', { limits, failure })], lastFailure: failure });
    const { text, label } = gaugeText({ ...snapshotOf(key), at: now }, compact);
    assert.equal(text, `$(debug-disconnect) offline · 82% at ${timeAgo(300)}`);
    assert.equal(label, `Keygauge: OpenAI could not be reached; 82% at ${timeAgo(300)}`);
  });

  it('says whose provider does not answer while another does', () => {
    const failure = failureOf({ cause: 'network', status: null, limit: null, retryAfter: null }, { wait: null });
    const silent = (id: string) =>
      keyOf({
        id,
        label: id,
        status: 'offline',
        models: [modelOf('gpt-5', { limits: [limitOf(old)], failure })],
        lastFailure: failure,
      });
    const text = (...keys: ReturnType<typeof keyOf>[]) => gaugeText({ ...snapshotOf(...keys), at: now }, compact).text;
    assert.equal(
      text(silent('work'), keyOf({ id: 'own', models: [modelOf('gpt-5')] })),
      '$(debug-disconnect) work: offline',
    );
    assert.equal(text(silent('work'), silent('own')), `$(debug-disconnect) offline · 82% at ${timeAgo(125)}`);
  });

  it('says aloud of a limit that refuses although something is left that it does', () => {
    const { text, label } = gaugeText(watching(at(0.3, { state: 'empty' })), compact);
    assert.equal(text, '$(error) tokens/min refused');
    assert.equal(label, 'Keygauge: gpt-5: 30% of Tokens per minute left, refused just now');
  });

  it('names no reason that nobody has read', () => {
    const unread = { cause: 'unknown', isTextUnread: true, limit: null, retryAfter: null } as const;
    const failure = failureOf(unread, { by: 'user', wait: null });
    const models = [modelOf('gpt-5', { limits: [limitOf()], failure })];
    const { label } = gaugeText(snapshotOf(keyOf({ models, lastFailure: failure })), compact);
    assert.equal(label, 'Keygauge: A request was refused, and its text was not read');
  });

  it('says trouble in words in every style', () => {
    for (const [name, [snapshot]] of Object.entries(looks)) {
      if (/^(fine|full|old|all but)/.test(name)) continue;
      for (const [look, { text }] of everyLook(snapshot))
        assert.match(text.replaceAll(/\$\([\w~-]+\)/g, ''), /\w{2}/, `${name} ${look}`);
    }
  });

  it('marks the demo in text and label, whatever it shows', () => {
    for (const [snapshot] of Object.values(looks)) {
      if (snapshot.keys.length === 0) continue;
      const keys = snapshot.keys.map((key) => ({ ...key, storage: 'demo' as const }));
      const { text, label } = gaugeText({ ...snapshot, keys }, compact);
      assert.match(text, /^Demo /);
      assert.match(label, /^Keygauge demo: /);
    }
  });

  it('reads aloud as words: no icons, no bars', () => {
    for (const [snapshot] of Object.values(looks)) {
      for (const { label } of everyLook(snapshot).values()) assert.doesNotMatch(label, /\$\(|[▰▱\u2007]|undefined|NaN/);
    }
  });

  it('never shows unknown as full or empty', () => {
    for (const lastLevel of [null, { low: 0, high: 0 }, { low: 500_000, high: 500_000 }]) {
      for (const [look, { text, label, alert }] of everyLook(watching(limitOf({ ...old, lastLevel })))) {
        assert.match(text, /^\$\(keygauge-stale\)/, look);
        assert.doesNotMatch(text, /keygauge-\d/);
        assert.match(label, /unknown now|nothing is known/);
        assert.equal(alert, 'none');
      }
    }
  });

  it('shows a limit of unknown capacity as a number, neither full nor empty', () => {
    const limit = limitOf({ capacity: null, level: level(80_000), timeToEmpty: null });
    for (const amount of ['left', 'used'] as const) {
      const { text, label } = gaugeText(watching(limit), { ...compact, amount });
      assert.equal(text, '$(dashboard) 80K');
      assert.equal(label, 'Keygauge: gpt-5: 80K Tokens per minute left');
    }
  });

  it('never rounds what is left to nothing, nor what is missing', () => {
    for (const [look, { text, label }] of everyLook(watching(at(0.0001)))) {
      assert.doesNotMatch(text, /(?<!\d)0%|100%/, look);
      assert.doesNotMatch(label, / 0%|100%/, look);
    }
    for (const { text } of [gaugeText(watching(at(0.9999)), compact)]) assert.doesNotMatch(text, /100%/);
  });

  it('draws an empty ring only where nothing is left, and a full one only where nothing is missing', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (left) => {
        const ring = Number(/^\$\(keygauge-(\d)\)/.exec(gaugeText(watching(at(left)), compact).text)?.[1]);
        assert.equal(ring === 0, Math.floor(left * 500_000) === 0);
        assert.equal(ring === 8, left === 1);
      }),
    );
  });

  it('shows hostile names literally: the only icons are its own', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('fine', 'low', 'critical', 'empty'), (model, state) => {
        const { text, label } = gaugeText(among(at(0.1, { model, state })), { ...compact, style: 'full' });
        assert.doesNotMatch(text.replace(/^\$\((warning|error|keygauge-\d)\) /, ''), /\$\([\w-]+(~\w+)?\)|\n/);
        assert.ok(text.length < 120 && label.length < 200);
      }),
    );
    fc.assert(
      fc.property(hostileText, (label) => {
        const { keys } = failing('key-invalid');
        const said = gaugeText(snapshotOf(...keys.map((key) => ({ ...key, label })), keyOf({ id: 'b' })), compact);
        assert.doesNotMatch(`${said.text.replace(/^\$\(key\) /, '')}${said.label}`, /\n|\u202e|\$\([\w-]+\)/);
        assert.ok(said.label.length < 300);
      }),
    );
  });
});
