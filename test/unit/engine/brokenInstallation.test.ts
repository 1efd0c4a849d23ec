import assert from 'node:assert/strict';
import { test } from 'node:test';
import { key, stage } from './stage.ts';

const gone = () => Promise.reject(new Error("Cannot find module 'chunks/providers.js'"));

test('a client that cannot be loaded is tried again ever more rarely, and the key says so', async () => {
  let attempts = 0;
  const { clock, only } = stage({
    clientOf: () => {
      attempts++;
      return gone();
    },
  });
  await clock.pass(1);
  assert.equal(attempts, 1);
  assert.equal(only().status, 'trouble');
  assert.match(only().lastFailure?.failure.message ?? '', /Reload the window/);
  await clock.pass(3_600);
  assert.ok(attempts <= 20, `tried ${attempts} times in an hour`);
});

test('a client that breaks the rule and throws is tried no more often', async () => {
  const { clock, provider, only } = stage({ keys: [key({ models: ['gpt-5', 'gpt-4o'] })] });
  provider.script = () => {
    throw new Error('not as agreed');
  };
  await clock.pass(600);
  assert.ok(provider.requests.length <= 8, `asked ${provider.requests.length} times in ten minutes`);
  assert.equal(only().status, 'trouble');
});

test('once it can be loaded again, all goes on', async () => {
  let broken = true;
  const { clock, provider, only } = stage({ clientOf: () => (broken ? gone() : provider) });
  await clock.pass(10);
  broken = false;
  await clock.pass(600);
  assert.equal(only().status, 'ok');
});
