import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';
import { HOUR, MINUTE } from '../../../src/core/model/limit.ts';
import { demoLoads } from '../../../src/simulator/demoLoads.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { Stage } = await import('../../host/stage.ts');

/** Trouble that comes back this soon is one episode; seconds. */
const together = 30;

test('a day of a coding agent brings at most one notification an episode, and costs what was promised', async () => {
  const idle = { kind: 'idle' } as const;
  const agent = { ...demoLoads[0], agents: 1 } as (typeof demoLoads)[number];
  const stage = await Stage.open('gpt-5', { load: idle });
  /** Seconds. */
  const episodes: { from: number; to: number }[] = [];
  let inTrouble = false;
  const look = () => {
    const now = stage.clock.now() / 1000;
    const wasInTrouble = inTrouble;
    inTrouble = !['fine', 'unknown'].includes(stage.limit('tokens', stage.shown).state);
    const last = episodes.at(-1);
    if (last && (wasInTrouble || (inTrouble && now - last.to <= together))) last.to = now;
    else if (inTrouble) episodes.push({ from: now, to: now });
  };
  /** Until this hour of the day; whoever is at work sends something every few seconds. */
  const passUntil = async (hour: number) => {
    for (let left = Infinity; left > 0; left -= MINUTE) {
      left = Math.min(left, hour * HOUR - stage.clock.now() / 1000);
      await stage.pass(Math.min(left, MINUTE), look);
    }
  };
  const idleChecks: number[] = [];
  const passIdleHour = async () => {
    const before = stage.simulator.requests.length;
    await stage.pass(HOUR, look);
    idleChecks.push(stage.simulator.requests.length - before);
  };
  // Ten minutes after the key was added.
  await passUntil(1 / 6);
  await passIdleHour();
  await passUntil(3);
  await passIdleHour();
  for (const [from, to] of [
    [9, 13],
    [14, 18],
  ] as const) {
    await passUntil(from);
    stage.simulator.setLoad(agent);
    await passUntil(to);
    stage.simulator.setLoad(idle);
  }
  // Ten minutes after the work.
  await passUntil(18 + 1 / 6);
  await passIdleHour();
  await passUntil(24);
  for (const { from, to } of episodes) {
    const told = stage.warnings.filter(({ at }) => at >= from - 1 && at <= to + 1);
    assert.ok(told.length <= 1, `${told.length} warnings between ${from} and ${to} s`);
  }
  assert.ok(stage.simulator.loadStatistics().refused > 0, 'the agent met no refusal');
  assert.ok(stage.warnings.length > 0 && stage.warnings.length <= episodes.length);
  for (const checks of idleChecks) assert.ok(checks > 0 && checks <= 12, `${checks} checks in an idle hour`);
  const [key] = stage.engine.current.keys;
  assert.ok(key && (key.today.dollars ?? 1) < 0.05, JSON.stringify(key?.today));
  await stage.close();
});
