import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presets } from '../../../src/core/dialects/presets.ts';
import type { Answer } from '../../../src/simulator/answers.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';
import { apiStatusIn } from '../../../src/sources/status/apiStatus.ts';
import { readPage } from '../../../src/sources/status/readPage.ts';

const addresses = Object.values(presets).flatMap(({ status }) => status ?? []);
const since = Date.UTC(2026, 10, 26, 14, 2);
const now = since + 60_000;

/** What each page that a preset names tells when it is the simulator's. */
async function told(simulator: Simulator): Promise<string[]> {
  const never = new AbortController().signal;
  const statuses = addresses.map(async (address) => {
    const { pathname } = new URL(address.url);
    const body = await readPage(simulator.origin + pathname, never).catch(() => '');
    const { level, incidents } = apiStatusIn(body, address, now);
    return [level, ...incidents.map(({ title, since: at }) => `${title} ${at - since}`)].join(' ');
  });
  return [...new Set(await Promise.all(statuses))];
}

test('every page that a preset names tells what the simulator is told to', async () => {
  await using simulator = await startSimulator();
  assert.deepEqual(await told(simulator), ['fine']);
  for (const level of ['maintenance', 'degraded', 'outage'] as const) {
    simulator.setStatus({ level, title: 'Elevated errors', since });
    // GitHub has no component for its models, so nothing is known of them while something is in trouble.
    assert.deepEqual(
      (await told(simulator)).filter((one) => one !== 'unknown'),
      [`${level} Elevated errors 0`],
    );
  }
  simulator.setStatus({ level: 'outage', title: 'Slow', since, isElsewhere: true });
  assert.ok((await told(simulator)).every((one) => one === 'fine' || one === 'unknown' || one.startsWith('outage')));
  simulator.setStatus(null);
  assert.deepEqual(await told(simulator), ['fine']);
});

test('a page that fails is unknown', async () => {
  await using simulator = await startSimulator();
  const faults: Answer[] = [
    { kind: 'server-error' },
    { kind: 'not-json' },
    { kind: 'no-answer' },
    { kind: 'cut-off' },
    { kind: 'redirect', to: 'http://127.0.0.1:9/' },
  ];
  for (const fault of faults) {
    simulator.setAnswer(fault);
    assert.deepEqual(await told(simulator), ['unknown'], fault.kind);
  }
});
