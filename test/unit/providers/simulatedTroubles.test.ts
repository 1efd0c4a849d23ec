import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Cause, causes } from '../../../src/core/model/failure.ts';
import { probeUsage } from '../../../src/core/prices.ts';
import { clientOf } from '../../../src/providers/clients.ts';
import type { Answer } from '../../../src/simulator/answers.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/simulator.ts';

let simulator: Simulator;

before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.close());

/** What a probe in each dialect tells while the simulator gives the answer that is switched on. */
async function probed() {
  const never = new AbortController().signal;
  const { openaiBaseUrl, origin } = simulator;
  const openai = { apiKey: 'sk-simulator', baseUrl: openaiBaseUrl };
  const anthropic = { apiKey: 'sk-ant-simulator', baseUrl: origin };
  return {
    openai: await clientOf('openai').probe(openai, 'gpt-5', never),
    anthropic: await clientOf('anthropic').probe(anthropic, 'claude-sonnet-5', never),
  };
}

const expected: readonly (readonly [Answer, Cause])[] = [
  [{ kind: 'rate' }, 'rate'],
  [{ kind: 'daily-rate' }, 'rate'],
  [{ kind: 'too-large' }, 'request-too-large'],
  [{ kind: 'ramp' }, 'ramp'],
  [{ kind: 'concurrency' }, 'concurrency'],
  [{ kind: 'throttled' }, 'throttled'],
  [{ kind: 'no-credit' }, 'quota-exhausted'],
  [{ kind: 'spend-cap' }, 'spend-limit'],
  [{ kind: 'entitlement' }, 'entitlement'],
  [{ kind: 'plan-window' }, 'plan-window'],
  [{ kind: 'overloaded' }, 'overloaded'],
  [{ kind: 'server-error' }, 'server-error'],
  [{ kind: 'refused-key' }, 'key-invalid'],
  [{ kind: 'forbidden' }, 'forbidden'],
  [{ kind: 'wrong-address' }, 'wrong-address'],
  [{ kind: 'unknown-model' }, 'model-not-found'],
  [{ kind: 'too-long' }, 'context-too-long'],
  [{ kind: 'no-answer' }, 'network'],
  [{ kind: 'bad-request' }, 'unknown'],
  [{ kind: 'not-json' }, 'server-error'],
  [{ kind: 'unavailable', retryAfter: 7 }, 'overloaded'],
  [{ kind: 'cut-off' }, 'network'],
];

test("the simulator's troubles are told apart in both dialects", async () => {
  assert.deepEqual(new Set(expected.map(([, cause]) => cause)), new Set(causes), 'every cause can be simulated');
  for (const [answer, cause] of expected) {
    simulator.setAnswer(answer);
    const { openai, anthropic } = await probed();
    assert.deepEqual([openai.failure?.cause, anthropic.failure?.cause], [cause, cause], answer.kind);
    if (answer.kind === 'unavailable') assert.equal(openai.failure?.retryAfter, 7);
    // The headers had arrived before the connection broke, and the tokens may be billed.
    if (answer.kind === 'cut-off') {
      assert.ok(openai.readings.length > 0 && anthropic.readings.length > 0);
      assert.deepEqual(openai.usage, probeUsage);
    }
  }
});

test('headers that are junk, or none, are no failure and tell no level', async () => {
  for (const kind of ['malformed-headers', 'no-headers'] as const) {
    simulator.setAnswer({ kind });
    for (let probe = 0; probe < 18; probe++) {
      const { openai, anthropic } = await probed();
      assert.equal(openai.failure ?? anthropic.failure, null);
      for (const { level, timeToFull } of [...openai.readings, ...anthropic.readings]) {
        assert.equal(level, null);
        assert.equal(timeToFull, null);
      }
    }
  }
});
