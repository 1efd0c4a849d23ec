import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { placeIn } from '../../support/place.ts';
import { key, stage } from './stage.ts';

/** What Node throws once an update has replaced the files that a window runs with. */
const gone = Object.assign(new Error("Cannot find module 'keygauge/dist/chunks/clients-7GQ2.js'"), {
  code: 'ERR_MODULE_NOT_FOUND',
});
const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;

test('a client that cannot be loaded is tried again ever more rarely, and every surface says what to do', async () => {
  let attempts = 0;
  const { clock, engine, only } = stage({
    clientOf: () => {
      attempts++;
      return Promise.reject(gone);
    },
  });
  await clock.pass(1);
  assert.equal(attempts, 1);
  assert.equal(only().lastFailure?.failure.cause, 'outdated');
  assert.equal(only().nextCheck.reason, 'own-fault');
  assert.match(gaugeText(engine.current, style).text, /reload the window/);
  const { lead, title, steps } = headlineWords(engine.current, placeIn('vscode'));
  assert.deepEqual([lead, title], ['Reload the window', 'This window runs an older Keygauge']);
  assert.deepEqual(steps[0]?.intent, { type: 'reload-window' });
  assert.equal(JSON.stringify(engine.current).includes('jane'), false);
  await clock.pass(3_600);
  assert.ok(attempts <= 20, `tried ${attempts} times in an hour`);
});

test('a client that breaks the rule and throws is tried no more often, whatever it throws and however', async () => {
  const strange = [
    undefined,
    null,
    0,
    '',
    Symbol('s'),
    Object.create(null),
    Proxy.revocable({}, {}).proxy,
    new Error('no'),
  ];
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const thrown of [...strange, revoked.proxy]) {
    for (const how of ['at once', 'later'] as const) {
      const { clock, provider, only } = stage({ keys: [key({ models: ['gpt-5', 'gpt-4o'] })] });
      provider.script = () => {
        if (how === 'at once') throw thrown;
        return { fails: thrown, took: 1 };
      };
      await clock.pass(600);
      assert.ok(provider.requests.length <= 8, `asked ${provider.requests.length} times in ten minutes`);
      assert.equal(only().status, 'trouble');
      assert.equal(only().lastFailure?.failure.cause, 'own-fault');
    }
  }
});

test('a client that never loads, and one that never answers, are given up in time and tried ever more rarely', async () => {
  for (const hang of ['load', 'answer'] as const) {
    const { clock, provider, only } = stage(hang === 'load' ? { clientOf: () => new Promise(() => {}) } : {});
    provider.script = { hangs: true };
    await clock.pass(20);
    assert.equal(only().status, hang === 'load' ? 'trouble' : 'offline');
    await clock.pass(3_600);
    assert.ok(provider.requests.length <= 60, `asked ${provider.requests.length} times in an hour`);
    if (hang === 'answer') assert.equal(provider.calledOff, provider.requests.length);
  }
});

test('once it can be loaded again, all goes on', async () => {
  let broken = true;
  const { clock, provider, only } = stage({ clientOf: () => (broken ? Promise.reject(gone) : provider) });
  await clock.pass(10);
  broken = false;
  await clock.pass(600);
  assert.equal(only().status, 'ok');
});
