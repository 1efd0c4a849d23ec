import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoLimits } from '../../../src/simulator/demoLoads.ts';
import { replayLoads, replayLooks } from '../../../src/simulator/replayLoads.ts';
import { simulatedStage } from './simulatedStage.ts';

const model = 'claude-sonnet-5';

test('the replay is seen to warn, then to refuse within 20 s, then to recover within a minute', async () => {
  await using stage = await simulatedStage(model, 'demo', { limits: demoLimits, load: replayLoads });
  const { simulator, engine, only, announced, passUntil } = stage;

  /** What the gauge shows, by the second. */
  const seen: { state: string; status: string; refused: number; admitted: number }[] = [];
  for (let second = 0; second < 80; second++) {
    await passUntil(second);
    const isLook = second > 0 && second <= replayLooks.until && second % replayLooks.every === 0;
    if (isLook) await engine.ask({ type: 'check-now', keyId: null });
    const limits = only().models.flatMap((shown) => shown.limits);
    const output = limits.find(({ unit }) => unit === 'output-tokens');
    const { refused, admitted } = simulator.loadStatistics();
    seen.push({ state: output?.state ?? 'unknown', status: only().status, refused, admitted });
  }

  const agentRefused = seen.findIndex(({ refused }) => refused > 0);
  assert.ok(agentRefused > 0 && agentRefused <= 20, `the agent was refused after ${agentRefused} s`);
  const inVain = seen[agentRefused]?.admitted ?? 0;
  const fitsAgain = seen.findIndex(({ admitted }, second) => second > agentRefused && admitted > inVain);
  assert.ok(fitsAgain > 0 && fitsAgain <= agentRefused + 60, `a request fits again after ${fitsAgain} s`);

  const warned = seen.findIndex(({ state }) => state === 'low' || state === 'soon');
  const refused = seen.findIndex(({ status }) => status === 'waiting');
  const recovered = seen.findIndex(({ status }, second) => second > refused && status === 'ok');
  assert.deepEqual(new Set(seen.slice(0, warned).map(({ state }) => state)), new Set(['fine']));
  assert.ok(warned > 0 && warned + 3 <= refused, `warned after ${warned} s, refused after ${refused} s`);
  assert.ok(refused <= 20 && recovered > refused && recovered <= fitsAgain, `${refused} s, ${recovered} s`);
  assert.equal(seen.at(-1)?.state, 'fine');
  const crossings = announced.map((text) => text.split(' ')[1] ?? '');
  assert.match(crossings.join(' '), /^(?:low|soon)\b.* empty\b.* ready\b/);
});
