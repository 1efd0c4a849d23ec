import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdictOf } from '../../../src/core/causes/verdict.ts';
import type { CurrentFailure, Headline } from '../../../src/core/headline.ts';
import type { Cause, Failure } from '../../../src/core/model/failure.ts';
import type { GaugeText } from '../../../src/words/failureGauge.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { keyOf, limitOf } from '../../panel/snapshots.ts';
import { fc } from '../core/fastCheck.ts';
import { hostileText } from './hostileText.ts';

const now = Date.UTC(2026, 7, 19, 14, 36, 55);

const level = (estimate: number) => ({ estimate, low: estimate, high: estimate });
const at = (left: number, changes: Parameters<typeof limitOf>[0] = {}) =>
  limitOf({ level: level(left * 500_000), timeToEmpty: null, ...changes });
const key = keyOf({ label: 'work' });
const failure: Omit<Failure, 'cause'> = {
  status: 429,
  message: '',
  type: null,
  code: null,
  retryAfter: null,
  limit: null,
};
const compact = { style: 'compact', amount: 'left' } as const;

/** A refusal for this cause that still holds. */
function failing(cause: Cause, wait: number | null = null, message = ''): CurrentFailure {
  const refused = { ...failure, cause, message, code: null, type: null, retryAfter: null, limit: null };
  const snapshot = { failure: refused, by: 'keygauge' as const, model: 'gpt-5', age: 0, wait };
  return { kind: 'failure', key, failure: snapshot, judgement: verdictOf(refused), wait };
}

const headlines: Record<string, Headline> = {
  addKey: { kind: 'add-key' },
  chooseModels: { kind: 'choose-models', key },
  starting: { kind: 'starting' },
  fine: { kind: 'fine', limit: at(0.82) },
  low: { kind: 'low', limit: at(0.19, { state: 'low' }) },
  soon: { kind: 'soon', limit: at(0.6, { state: 'soon', timeToEmpty: 41 }) },
  critical: { kind: 'critical', limit: at(0.04, { state: 'critical' }) },
  empty: { kind: 'empty', limit: at(0, { state: 'empty' }) },
  wait: failing('rate', 23.2),
  noCredit: failing('quota-exhausted'),
  spendLimit: failing('spend-limit'),
  keyRefused: failing('key-invalid'),
  notAllowed: failing('forbidden'),
  noModel: failing('model-not-found'),
  notIncluded: failing('entitlement'),
  tooLarge: failing('request-too-large'),
  slowDown: failing('ramp'),
  unclear: failing('unknown'),
  keyMissing: { kind: 'key-missing', key },
  wrongAddress: failing('wrong-address'),
  offline: failing('network'),
  late: failing('network', null, 'No answer within 10 s'),
  trouble: failing('overloaded'),
  noData: { kind: 'no-data', last: null },
  was: { kind: 'no-data', last: limitOf({ level: null, lastLevel: { low: 400_000, high: 420_000 }, age: 125 }) },
};

/** Every headline in every style, left and used, as `icon·used`. */
function everyLook(headline: Headline): Map<string, GaugeText> {
  const looks = new Map<string, GaugeText>();
  for (const style of ['icon', 'compact', 'full'] as const) {
    for (const amount of ['left', 'used'] as const) {
      looks.set(`${style}·${amount}`, gaugeText(headline, { style, amount }, false, now));
    }
  }
  return looks;
}

describe('the gauge', () => {
  const expected: Record<keyof typeof headlines, readonly [text: string, label: string, alert: GaugeText['alert']]> = {
    addKey: ['Keygauge: add a key', 'Keygauge: add a key to see its rate limits', 'none'],
    chooseModels: ['Keygauge: choose models', 'Keygauge: no model of work is watched yet', 'none'],
    starting: ['$(sync~spin) checking', 'Keygauge: waiting for the first answer', 'none'],
    fine: ['▰▰▰▰▱ \u200782%', 'Keygauge: gpt-5: 82% of Tokens per minute left', 'none'],
    low: ['$(warning) 19% tokens/min', 'Keygauge: gpt-5: 19% of Tokens per minute left', 'warning'],
    soon: [
      '$(warning) tokens/min empty in 41 s',
      'Keygauge: gpt-5: 60% of Tokens per minute left, at this pace empty in 41 s',
      'warning',
    ],
    critical: ['$(error) 4% tokens/min', 'Keygauge: gpt-5: 4% of Tokens per minute left', 'error'],
    empty: ['$(error) tokens/min used up', 'Keygauge: gpt-5: 0% of Tokens per minute left', 'error'],
    wait: ['$(error) wait 24 s', 'Keygauge: OpenAI asks to wait 24 s', 'error'],
    noCredit: ['$(credit-card) no credit', 'Keygauge: work: the account has no credit left', 'error'],
    keyRefused: ['$(key) key refused', 'Keygauge: work: the provider refused the key', 'error'],
    spendLimit: ['$(credit-card) spend limit', 'Keygauge: work: the spend limit is reached', 'error'],
    notAllowed: ['$(key) not allowed', 'Keygauge: work: the key may not do this', 'error'],
    noModel: ['$(circle-slash) no such model', 'Keygauge: OpenAI has no such model for this key', 'warning'],
    notIncluded: ['$(circle-slash) not included', 'Keygauge: work: the account does not include this', 'warning'],
    tooLarge: ['$(fold) request too large', 'Keygauge: the request is too large for gpt-5', 'warning'],
    slowDown: ['$(warning) slow down', 'Keygauge: OpenAI refuses so many requests', 'warning'],
    unclear: ['$(warning) unclear error', 'Keygauge: OpenAI gave a reason that is not known', 'warning'],
    keyMissing: ['$(key) key missing', 'Keygauge: work: the key is not there', 'warning'],
    wrongAddress: ['$(debug-disconnect) wrong address', 'Keygauge: work: the API is not at this address', 'error'],
    offline: ['$(debug-disconnect) offline', 'Keygauge: OpenAI could not be reached', 'none'],
    late: ['$(debug-disconnect) no answer', 'Keygauge: OpenAI did not answer in time', 'none'],
    trouble: ['$(warning) provider trouble', 'Keygauge: OpenAI has trouble answering; that is not your limit', 'none'],
    noData: ['$(question) no data', 'Keygauge: nothing is known about the limits now', 'none'],
    was: ['$(question) was 82%', 'Keygauge: Tokens per minute unknown now; it was 82% 2 min ago', 'none'],
  };
  for (const [name, [text, label, alert]] of Object.entries(expected)) {
    it(`says “${text}”`, () => {
      const headline = headlines[name];
      assert.ok(headline);
      assert.deepEqual(gaugeText(headline, compact, false, now), { text, label, alert });
    });
  }

  it('shows what is used instead where the user wants that', () => {
    const used = (name: string) => {
      const headline = headlines[name];
      assert.ok(headline);
      return gaugeText(headline, { style: 'compact', amount: 'used' }, false, now);
    };
    assert.equal(used('fine').text, '▰▱▱▱▱ \u200718%');
    assert.equal(used('fine').label, 'Keygauge: gpt-5: 18% of Tokens per minute used');
    assert.equal(used('low').text, '$(warning) 81% of tokens/min used');
    assert.equal(used('empty').text, '$(error) tokens/min used up');
    assert.equal(used('was').text, '$(question) was 18%');
  });

  it('is an icon, a bar, or a bar with names, as the user chose', () => {
    const text = (style: 'icon' | 'compact' | 'full') =>
      gaugeText({ kind: 'fine', limit: at(0.82) }, { style, amount: 'left' }, false, now).text;
    assert.equal(text('icon'), '$(dashboard)');
    assert.equal(text('compact'), '▰▰▰▰▱ \u200782%');
    assert.equal(text('full'), '▰▰▰▰▱ \u200782% tokens/min · gpt-5');
  });

  it('says trouble in words in every style', () => {
    for (const [name, headline] of Object.entries(headlines)) {
      if (['fine', 'was'].includes(name)) continue;
      for (const [look, { text }] of everyLook(headline))
        assert.match(text.replaceAll(/\$\([\w~-]+\)/g, ''), /\w{2}/, `${name} ${look}`);
    }
  });

  it('marks the demo in text and label, whatever it shows', () => {
    for (const headline of Object.values(headlines)) {
      const { text, label } = gaugeText(headline, compact, true, now);
      assert.match(text, /^Demo /);
      assert.match(label, /^Keygauge demo: /);
    }
  });

  it('reads aloud as words: no icons, no bars', () => {
    for (const headline of Object.values(headlines)) {
      for (const { label } of everyLook(headline).values()) assert.doesNotMatch(label, /\$\(|[▰▱\u2007]|undefined|NaN/);
    }
  });

  it('never shows unknown as full or empty', () => {
    for (const [look, { text, label, alert }] of [
      ...everyLook({ kind: 'no-data', last: null }),
      ...everyLook({ kind: 'no-data', last: limitOf({ level: null, lastLevel: { low: 0, high: 0 } }) }),
      ...everyLook({ kind: 'no-data', last: limitOf({ level: null, lastLevel: { low: 9, high: 9 }, capacity: null }) }),
    ]) {
      assert.match(text, /^\$\(question\)/, look);
      assert.doesNotMatch(text, /▰|▱/);
      assert.match(label, /unknown now|nothing is known/);
      assert.equal(alert, 'none');
    }
  });

  it('shows a limit of unknown capacity as a number, neither full nor empty', () => {
    const limit = limitOf({ capacity: null, level: level(80_000), timeToEmpty: null });
    for (const amount of ['left', 'used'] as const) {
      const { text, label } = gaugeText({ kind: 'fine', limit }, { style: 'compact', amount }, false, now);
      assert.equal(text, '$(dashboard) 80K');
      assert.equal(label, 'Keygauge: gpt-5: 80K Tokens per minute left');
    }
    const soon = { ...limit, state: 'soon' as const, timeToEmpty: 30 };
    assert.equal(
      gaugeText({ kind: 'soon', limit: soon }, compact, false, now).text,
      '$(warning) tokens/min empty in 30 s',
    );
  });

  it('never rounds what is left to nothing', () => {
    for (const kind of ['fine', 'critical'] as const) {
      for (const [look, { text, label }] of everyLook({ kind, limit: at(0.0001) })) {
        assert.doesNotMatch(text, /(?<!\d)0%|100%/, look);
        assert.doesNotMatch(label, / 0%|100%/, look);
      }
    }
  });

  it('draws a bar of five cells for any level, with at least one filled while anything is left', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (left) => {
        const { text } = gaugeText({ kind: 'fine', limit: at(left) }, compact, false, now);
        const bar = text.split(' ')[0] ?? '';
        assert.match(bar, /^▰*▱*$/);
        assert.equal(bar.length, 5);
        assert.equal(bar.startsWith('▰'), left > 0);
      }),
    );
  });

  it('shows hostile names literally: the only icons are its own', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('fine', 'low', 'critical', 'empty'), (model, kind) => {
        const { text, label } = gaugeText(
          { kind, limit: at(0.1, { model }) },
          { style: 'full', amount: 'left' },
          false,
          now,
        );
        assert.doesNotMatch(text.replace(/^\$\((warning|error)\) /, ''), /\$\([\w-]+(~\w+)?\)|\n/);
        assert.ok(text.length < 120 && label.length < 200);
      }),
    );
    fc.assert(
      fc.property(hostileText, (label) => {
        const said = gaugeText({ ...failing('key-invalid'), key: keyOf({ label }) }, compact, false, now).label;
        assert.doesNotMatch(said, /\n|\u202e/);
        assert.ok(said.length < 300);
      }),
    );
  });
});
