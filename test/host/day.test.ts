import assert from 'node:assert/strict';
import { DAY, HOUR } from '../../src/core/model/limit.ts';
import { demoLoads } from '../../src/simulator/demoLoads.ts';
import { Stage } from './stage.ts';

/** Trouble that comes back this soon is one episode; seconds. */
const together = 30;

/** Joins moments in time order, in seconds, into episodes. */
function episodesOf(moments: readonly number[]): { from: number; to: number }[] {
  const episodes: { from: number; to: number }[] = [];
  for (const at of moments) {
    const last = episodes.at(-1);
    if (last && at - last.to <= together) last.to = at;
    else episodes.push({ from: at, to: at });
  }
  return episodes;
}

suite('a day', () => {
  test('of a coding agent brings at most one notification an episode, and costs what was promised', async function () {
    this.timeout(150_000);
    const idle = { kind: 'idle' } as const;
    const agent = { ...demoLoads[0], agents: 1 } as (typeof demoLoads)[number];
    const stage = await Stage.open('gpt-5', { load: idle });
    const engine = stage.engine;
    const troubled: number[] = [];
    let refused = 0;
    let before = 0;
    const idleChecks: number[] = [];
    const idleHours = [0, 3 * HOUR, 18 * HOUR + 600];
    for (let second = 0; second < DAY; second++) {
      const hour = second / HOUR;
      // From nine to one and from two to six somebody works.
      if (hour === 9 || hour === 14) stage.simulator.setLoad(agent);
      if (hour === 13 || hour === 18) stage.simulator.setLoad(idle);
      // The first hour of the key, one of the night, and the one that begins ten minutes after the work.
      if (idleHours.includes(second)) before = stage.simulator.requests.length;
      if (idleHours.includes(second - HOUR)) idleChecks.push(stage.simulator.requests.length - before);
      await stage.pass(1);
      refused = Math.max(refused, stage.simulator.loadStatistics().refused);
      const now = stage.clock.now() / 1000;
      if (stage.limit('tokens').state !== 'fine' && stage.limit('tokens').state !== 'unknown') troubled.push(now);
    }
    const episodes = episodesOf(troubled);
    for (const { from, to } of episodes) {
      const told = stage.warnings.filter(({ at }) => at >= from - 1 && at <= to + 1);
      assert.ok(told.length <= 1, `${told.length} warnings between ${from} and ${to} s`);
    }
    assert.ok(refused > 0, 'the agent met no refusal');
    assert.ok(stage.warnings.length > 0 && stage.warnings.length <= episodes.length);
    assert.equal(idleChecks.length, idleHours.length);
    for (const checks of idleChecks) assert.ok(checks > 0 && checks <= 12, `${checks} checks in an idle hour`);
    const [key] = engine.current.keys;
    assert.ok(key && (key.today.dollars ?? 1) < 0.05, JSON.stringify(key?.today));
    await stage.close();
  });
});
