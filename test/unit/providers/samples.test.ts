import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../../../scripts/explain.ts';
import { interpret } from '../../../src/core/causes/interpret.ts';
import { verdictOf } from '../../../src/core/causes/verdict.ts';
import { normalizeHeaders } from '../../../src/core/dialects/response.ts';
import type { Reading } from '../../../src/core/model/limit.ts';
import { expectedFailures } from './expectedFailures.ts';
import { expectedReadings } from './expectedReadings.ts';

/** One line of the corpus of responses that providers really sent. */
interface Sample {
  readonly id: string;
  readonly provider: string;
  readonly status: number;
  readonly headers?: Record<string, unknown>;
  readonly body?: unknown;
}

const root = join(import.meta.dirname, '../../..');
const corpus = join(root, '../shared/samples/responses.jsonl');

const samples = existsSync(corpus) ? read() : null;
if (!samples) console.log('# the corpus of real responses is not there: it is not checked');

function read(): Sample[] {
  const lines = readFileSync(corpus, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Sample);
}

function interpreted({ provider, status, headers = {}, body }: Sample) {
  return interpret(provider, { status, headers: normalizeHeaders(Object.entries(headers)), body });
}

function name({ unit, pool }: Reading): string {
  return pool === 'standard' ? unit : `${pool}:${unit}`;
}

test('every rate-limit header in the corpus, whoever sent it, is read as worked out by hand', {
  skip: !samples,
}, () => {
  for (const sample of samples ?? []) {
    const { readings } = interpreted(sample);
    const wanted = expectedReadings[sample.id] ?? [];
    const limits = readings.map((reading) => `${name(reading)} ${reading.window} ${reading.capacity}`);
    assert.deepEqual(
      limits.sort(),
      wanted.map(([unit, window, capacity]) => `${unit} ${window} ${capacity}`).sort(),
      sample.id,
    );
    for (const [unit, window, capacity, low, high, timeToFull] of wanted) {
      const reading = readings.find((one) => name(one) === unit && one.window === window && one.capacity === capacity);
      const where = `${sample.id} ${unit}: ${JSON.stringify(reading)}`;
      assert.ok(isNear(reading?.level?.low ?? null, low) && isNear(reading?.level?.high ?? null, high), where);
      assert.ok(isNear(reading?.timeToFull ?? null, timeToFull), where);
    }
  }
});

function isNear(one: number | null, other: number | null): boolean {
  return one === null || other === null ? one === other : Math.abs(one - other) <= 0.01;
}

test('every error in the corpus gets its cause, verdict, wait and limit', { skip: !samples }, () => {
  for (const sample of samples ?? []) {
    const { failure } = interpreted(sample);
    const wanted = expectedFailures[sample.id];
    assert.equal(failure === null, wanted === undefined, `${sample.id}: ${JSON.stringify(failure)}`);
    if (!failure) continue;
    const { limit } = failure;
    const { verdict, wait } = verdictOf(failure);
    const named = limit && `${limit.unit}/${limit.window}/${limit.capacity}`;
    assert.deepEqual([failure.cause, verdict, wait, named], wanted, sample.id);
    assert.equal(failure.status, sample.status);
  }
});

test('whose headers they are may be told wrongly or not at all: units and capacities are the same', {
  skip: !samples,
}, () => {
  for (const sample of samples ?? []) {
    const { readings } = interpreted(sample);
    const known = readings.map((reading) => `${reading.unit} ${reading.capacity}`).sort();
    for (const provider of ['unheard-of', 'anthropic', 'groq', undefined]) {
      const others = interpreted({ ...sample, provider: provider as string }).readings;
      assert.deepEqual(others.map((reading) => `${reading.unit} ${reading.capacity}`).sort(), known, sample.id);
    }
  }
});

test('no line of the corpus throws or gives an impossible number, whoever is said to have sent it', {
  skip: !samples,
}, () => {
  for (const sample of samples ?? []) {
    for (const provider of [sample.provider, 'openai', 'anthropic', 'compatible', undefined]) {
      const headers = normalizeHeaders(Object.entries(sample.headers ?? {}));
      const { readings } = interpret(provider, { status: sample.status, headers, body: sample.body });
      for (const { capacity, level, timeToFull } of readings) {
        assert.ok(timeToFull === null || (timeToFull >= 0 && timeToFull < Infinity), sample.id);
        if (level)
          assert.ok(level.low >= 0 && level.low <= level.high && level.high <= (capacity ?? Infinity), sample.id);
      }
    }
  }
});

test('the whole corpus goes through the explain command', { skip: !samples }, () => {
  const { status, stdout, stderr } = run(['--', corpus], (file) => readFileSync(file, 'utf8'));
  assert.equal(stderr, '');
  assert.equal(status, 0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; readings: unknown[] });
  assert.deepEqual(
    lines.map(({ id }) => id),
    samples?.map(({ id }) => id),
  );
  assert.deepEqual(lines.find(({ id }) => id === 's030')?.readings, [
    { unit: 'requests', window: 60, capacity: 15_000, level: [14_999, 14_999.25], timeToFull: 0.004 },
    { unit: 'tokens', window: null, capacity: 40_000_000, level: [40_000_000, 40_000_000], timeToFull: 0 },
  ]);
});
