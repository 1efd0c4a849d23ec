import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DrivenProcesses } from './drivenProcesses.ts';
import { held } from './simulatedWindow.ts';

/*
 * Windows as processes of their own, which meet over real sockets and files and ask a simulator with the provider's SDK. Only
 * their time is not real: this process tells it, second by second, once nothing is on its way, so that an hour takes
 * seconds and a busy machine changes nothing. There is no editor. `MINUTES` says how long they are watched.
 */

const minutes = Number(process.env.MINUTES || 5);
const counts = process.env.MINUTES ? [2, 4, 8, 16] : [16];
const load = { kind: 'agent', model: 'gpt-5', seed: 1 } as const;
const key = held({ provider: 'openai', label: 'Work' });

/** The requests of so many windows, of which the one in use changes every three seconds, and the most of any minute. */
async function requestsOf(count: number): Promise<{ readonly all: number; readonly mostInAMinute: number }> {
  await using processes = await DrivenProcesses.open(count, [key], { limits: { 'gpt-5': { requests: 500 } }, load });
  const { requests } = processes.simulator;
  const begun: number[] = [];
  for (let second = 0; second < minutes * 60; second += 3) {
    await processes.use((second / 3) % count);
    await processes.pass(3);
    begun.push(requests.length);
  }
  const mostInAMinute = Math.max(...begun.map((sum, place) => sum - (begun[place - 20] ?? 0)));
  return { all: requests.length, mostInAMinute };
}

test('two to sixteen processes make as many requests as one, and never more than the share', async (context) => {
  const one = await requestsOf(1);
  assert.ok(one.all >= minutes, `only ${one.all} requests`);
  const told = [`1: ${one.all}`];
  for (const count of counts) {
    const { all, mostInAMinute } = await requestsOf(count);
    told.push(`${count}: ${all}`);
    assert.ok(Math.abs(all - one.all) <= Math.max(2, one.all * 0.05), `${count} windows: ${all} instead of ${one.all}`);
    assert.ok(mostInAMinute <= 5, `${count} windows: ${mostInAMinute} in a minute`);
  }
  context.diagnostic(`requests in ${minutes} minutes by windows: ${told.join(', ')}`);
});
