import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeSeen } from '../../../src/core/model/observation.ts';
import { Log } from '../../../src/host/log.ts';
import { ObservationLog } from '../../../src/host/observationLog.ts';
import { failureOf } from '../../panel/snapshots.ts';
import { fc } from '../core/fastCheck.ts';

class Channel {
  readonly lines: string[] = [];
  info(line: string): void {
    this.lines.push(`info ${line}`);
  }
  warn(line: string): void {
    this.lines.push(`warn ${line}`);
  }
  error(line: string): void {
    this.lines.push(`error ${line}`);
  }
  show(): void {
    this.lines.push('shown');
  }
}

function observationOf(changes: Partial<ExchangeSeen> = {}): ExchangeSeen {
  return {
    kind: 'exchange',
    source: 'probe',
    account: { kind: 'key', provider: 'openai', keyId: 'work' },
    requestId: null,
    by: 'keygauge',
    model: 'gpt-5',
    sentAt: 1000,
    receivedAt: 1123.4,
    readings: [],
    failure: null,
    charged: {},
    ...changes,
  };
}

test('a key never survives in the log, wherever it stands and whatever it looks like', () => {
  const keys = fc
    .oneof(fc.stringMatching(/^sk-[A-Za-z0-9]{20,40}$/), fc.string({ minLength: 8, maxLength: 40 }))
    .filter((key) => key.trim().length >= 8 && !/key|info|warn|error/.test(key));
  fc.assert(
    fc.property(keys, fc.string(), fc.string(), (key, before, after) => {
      const channel = new Channel();
      const log = new Log(channel, () => [key]);
      const text = `${before}${key}${after}`;
      log.info(text);
      log.warn(text);
      log.warnOnce(text);
      log.error(text);
      log.error(Buffer.from(text).toString('base64'));
      new ObservationLog(log).observation(observationOf({ model: text }));
      new ObservationLog(log).observation(observationOf({ failure: failureOf({ message: text }).failure }));
      assert.equal(channel.lines.length, 7);
      const inner = Buffer.from(key).toString('base64').replace(/=+$/, '').slice(0, -1);
      for (const line of channel.lines) assert.ok(!line.includes(key) && !line.includes(inner), line);
    }),
  );
});

test('a key that was handed out after the log was made is known to it', () => {
  const channel = new Channel();
  const secrets: string[] = [];
  const log = new Log(channel, () => secrets);
  secrets.push('not-shaped-like-a-key');
  log.info('with not-shaped-like-a-key');
  assert.deepEqual(channel.lines, ['info with [key]']);
});

test('what is said once is said once, and anything else as well', () => {
  const channel = new Channel();
  const log = new Log(channel, () => []);
  for (let time = 0; time < 3; time++) {
    log.warnOnce('this');
    log.warnOnce('that');
  }
  assert.deepEqual(channel.lines, ['warn this', 'warn that']);
});

test('an answer is one line: levels, or why there are none', () => {
  const channel = new Channel();
  const log = new Log(channel, () => []);
  const reading = { unit: 'tokens', pool: 'standard', window: 60, capacity: 500_000, timeToFull: 1 } as const;
  new ObservationLog(log).observation(
    observationOf({ readings: [{ ...reading, level: { low: 409_000.4, high: 411_000 } }] }),
  );
  new ObservationLog(log).observation(
    observationOf({ readings: [{ ...reading, pool: 'project', window: null, capacity: null, level: null }] }),
  );
  new ObservationLog(log).observation(observationOf());
  new ObservationLog(log).observation(
    observationOf({ failure: { ...failureOf().failure, status: null, message: '' } }),
  );
  new ObservationLog(log).observation(observationOf({ model: null }));
  assert.deepEqual(channel.lines, [
    'info gpt-5: tokens 409000–411000 of 500000 in 60 s (probe, 123 ms)',
    'info gpt-5: project tokens unknown of unknown (probe, 123 ms)',
    'info gpt-5: no rate-limit headers (probe, 123 ms)',
    'warn gpt-5: rate, status none, no words; no rate-limit headers (probe, 123 ms)',
    'info some model: no rate-limit headers (probe, 123 ms)',
  ]);
});

test('what a provider sent cannot look like further lines of the log', () => {
  const channel = new Channel();
  const log = new Log(channel, () => []);
  const forged = 'x\n2026-01-01 00:00:00.000 [info] all is well\r\nx';
  new ObservationLog(log).observation(
    observationOf({ model: forged, failure: failureOf({ message: forged }).failure }),
  );
  assert.equal(channel.lines.length, 1);
  assert.doesNotMatch(channel.lines[0] ?? '', /[\r\n]/);
});
