import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headlineOf } from '../../../src/core/headline.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { failed, reading, stage } from './stage.ts';

const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;

/** Somebody sends 130,000 tokens of 500,000 a minute every ten seconds, until a refusal is foretold. */
async function busyMinute() {
  const staged = stage();
  const { clock, provider, engine } = staged;
  const left = (now: number) => {
    let level = 500_000;
    for (let at = 10; at <= now; at += 10) level = Math.min(500_000, level + (at > 10 ? 83_333 : 0)) - 130_000;
    return Math.floor(Math.min(500_000, level + (now % 10) * 8_333));
  };
  provider.script = (now) => ({ readings: [{ ...reading(left(now), 500_000), unit: 'tokens' }] });
  await clock.pass(73);
  assert.match(gaugeText(engine.current, style).text, /at risk|fits in/);
  return staged;
}

for (const cause of ['network', 'server-error', 'overloaded'] as const) {
  test(`a provider that stops answering (${cause}) is the headline, not the forecast that it leaves behind`, async () => {
    const { clock, provider, engine } = await busyMinute();
    provider.script = { failure: failed(cause) };
    const done = engine.ask({ type: 'check-now', keyId: null });
    await clock.pass(0.1);
    await done;
    const headline = headlineOf(engine.current, 'lowest');
    assert.equal(headline.kind === 'failure' && headline.failure.failure.cause, cause);
  });
}
