import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BusyStretch, BusyStretches } from '../../../src/core/busyStretch.ts';
import { simulatedStage } from './simulatedStage.ts';

const idle = { kind: 'idle' } as const;
const agent = { kind: 'agent', model: 'gpt-5', seed: 5, agents: 2 } as const;

test('an hour with half an hour of agents at work has one recap, and it is near the truth', async () => {
  await using stage = await simulatedStage('gpt-5', 'secret', { load: idle });
  const { simulator, engine, clock, passUntil } = stage;
  const stretches = new BusyStretches();
  const ended: { at: number; stretch: BusyStretch }[] = [];
  const look = (snapshot = engine.current) => {
    const now = { ...snapshot, at: clock.now() };
    for (const stretch of stretches.take(now)) ended.push({ at: now.at, stretch });
  };
  engine.onDidChange(look);

  await passUntil(600);
  assert.equal(ended.length, 0);
  simulator.setLoad(agent);
  let least = 1;
  for (let second = 600; second <= 2_400; second++) {
    await passUntil(second);
    least = Math.min(least, simulator.trueLevel('gpt-5', 'tokens') / 500_000);
  }
  simulator.setLoad(idle);
  const { admitted, refused } = simulator.loadStatistics();
  await passUntil(3_600);
  look();

  assert.equal(ended.length, 1);
  const [only] = ended;
  assert.ok(only);
  const { at, stretch } = only;
  const minutes = (time: number) => time / 60_000;
  assert.ok(minutes(stretch.from) >= 10 && minutes(stretch.from) < 16, `from ${minutes(stretch.from)} min`);
  assert.ok(minutes(stretch.to) > 36 && minutes(stretch.to) < 42, `to ${minutes(stretch.to)} min`);
  assert.ok(minutes(at - stretch.to) >= 10);
  assert.equal(stretch.binding?.unit, 'tokens');
  const { lowest, requests } = stretch;
  assert.ok(lowest && lowest.fraction <= least + 0.15, `${lowest?.fraction} was shown, ${least} was left`);
  const all = admitted + refused;
  assert.ok(requests && requests > all / 2 && requests < all * 2, `${requests} of ${all} requests`);
});
