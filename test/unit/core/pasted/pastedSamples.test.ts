import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';

interface Sample {
  readonly id: string;
  readonly text: string;
  /** ISO 8601. */
  readonly now: string;
  readonly expected: {
    readonly causes: readonly string[];
    readonly wait?: number | null;
    readonly waitOneOf?: readonly (number | null)[];
    readonly waitingHelps?: boolean;
    readonly window?: number | null;
    readonly limit?: number | null;
    readonly toolNot?: string;
  };
}

const path = join(import.meta.dirname, '../../../../../shared/samples/pasted.jsonl');

test('every text of the collection of pasted ones, which is kept elsewhere, is read right', {
  skip: !existsSync(path) && 'the collection of pasted texts is not there',
}, () => {
  const lines = readFileSync(path, 'utf8').split('\n');
  const samples = lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Sample);
  const wrong = samples.flatMap((sample) => faultsOf(sample).map((fault) => `${sample.id}: ${fault}`));
  assert.deepEqual(wrong, []);
  assert.ok(samples.length >= 30);
});

function faultsOf({ text, now, expected }: Sample): string[] {
  const found = diagnose(text, { now: Date.parse(now), zone: 'UTC' });
  const { failure, tool } = found;
  const { wait = null, waitingHelps = false } = found.certainty === 'could-be' ? {} : found.verdict;
  const faults: string[] = [];
  const expect = (isRight: boolean, name: string, value: unknown) => {
    if (!isRight) faults.push(`${name} ${value}`);
  };
  expect(expected.causes.includes(failure.cause), 'cause', failure.cause);
  expect(expected.wait === undefined || expected.wait === wait, 'wait', wait);
  expect(expected.waitOneOf?.includes(wait) ?? true, 'wait', wait);
  expect(expected.waitingHelps === undefined || expected.waitingHelps === waitingHelps, 'waiting helps', waitingHelps);
  const { window = null, capacity = null } = failure.limit ?? {};
  expect(expected.window === undefined || expected.window === window, 'window', window);
  expect(expected.limit === undefined || expected.limit === capacity, 'limit', capacity);
  expect(expected.toolNot === undefined || expected.toolNot !== tool, 'tool', tool);
  return faults;
}
