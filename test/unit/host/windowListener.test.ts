import assert from 'node:assert/strict';
import * as diagnosticsChannel from 'node:diagnostics_channel';
import { registerHooks } from 'node:module';
import { beforeEach, test } from 'node:test';
import type { HeldKey } from '../../../src/bus/told.ts';
import type { Observation } from '../../../src/core/model/observation.ts';
import { headerChannels } from '../../../src/sources/listener/channels.ts';
import { DrivenClock } from '../engine/drivenClock.ts';

const fake = new URL('./fakeEditor.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'vscode' ? { url: fake, shortCircuit: true } : next(name, context)),
});
const { WindowListener } = await import('../../../src/host/listening/windowListener.ts');

const demoOrigin = 'http://127.0.0.1:4711';
const ownOrigin = 'http://127.0.0.1:4712';
const cloud = 'https://api.openai.com';

function held(storage: 'demo' | 'secret', origin: string): HeldKey {
  const shown = { label: storage, provider: 'openai', origin, fingerprint: '…', models: [] } as const;
  return { ...shown, id: storage, storage, digest: null };
}

const keys = [held('demo', demoOrigin), held('secret', ownOrigin)];
const isSubscribed = () => Object.values(headerChannels).map((name) => diagnosticsChannel.hasSubscribers(name));
const all = (isSo: boolean) => Object.values(headerChannels).map(() => isSo);

let heard: Observation[] = [];
beforeEach(() => {
  heard = [];
});

function listener() {
  const clock = new DrivenClock();
  return new WindowListener({ clock, digestOf: () => 'digest', heard: (one) => heard.push(one) });
}

/** The origins that are heard when something is sent to each. */
async function heardOf(origins: readonly string[]): Promise<string[]> {
  heard = [];
  for (const origin of origins) {
    const headers = ['authorization', 'Bearer sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e'];
    const request = { origin, method: 'POST', path: '/v1/chat/completions', headers, contentLength: 400 };
    diagnosticsChannel.channel(headerChannels.undiciMade).publish({ request });
    const response = { statusCode: 200, headers: ['x-ratelimit-limit-requests', '500'] };
    diagnosticsChannel.channel(headerChannels.undiciAnswers).publish({ request, response });
  }
  await new Promise((resolve) => setImmediate(resolve));
  return [
    ...new Set(heard.flatMap((one) => ('account' in one && 'origin' in one.account ? [one.account.origin] : []))),
  ];
}

test('of the demo its own server is heard without being allowed, and nothing else', async () => {
  const window = listener();
  await window.turn(false);
  await window.know([held('secret', ownOrigin)]);
  assert.deepEqual([window.isWanted, isSubscribed()], [false, all(false)]);
  await window.know(keys);
  assert.deepEqual([window.isWanted, isSubscribed()], [true, all(true)]);
  assert.deepEqual(await heardOf([demoOrigin, ownOrigin, cloud]), [demoOrigin]);
  await window.turn(false);
  assert.equal(window.isWanted, true, 'a setting that has not changed ends nothing');
  await window.know([held('secret', ownOrigin)]);
  assert.deepEqual([window.isWanted, isSubscribed()], [false, all(false)]);
});

test('once allowed all are heard; ended, nothing is, the demo included, until there is another demo', async () => {
  const window = listener();
  await window.know(keys);
  await window.turn(true);
  assert.deepEqual(await heardOf([demoOrigin, ownOrigin, cloud]), [demoOrigin, ownOrigin, cloud]);
  await window.turn(false);
  assert.deepEqual([window.isWanted, isSubscribed()], [false, all(false)]);
  await window.know(keys);
  assert.deepEqual([window.isWanted, isSubscribed()], [false, all(false)]);
  await window.know([]);
  await window.know(keys);
  assert.deepEqual(await heardOf([demoOrigin, cloud]), [demoOrigin]);
  window.dispose();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(isSubscribed(), all(false));
});

test('what is listened to without being allowed ends when the user says so, until there is another demo', async () => {
  const window = listener();
  await window.know(keys);
  await window.end();
  await window.turn(false);
  await window.know(keys);
  assert.deepEqual([window.isWanted, isSubscribed()], [false, all(false)]);
  await window.know([]);
  await window.know(keys);
  assert.deepEqual(await heardOf([demoOrigin, cloud]), [demoOrigin]);
  await window.end();
  await window.turn(true);
  assert.deepEqual(await heardOf([demoOrigin, cloud]), [demoOrigin, cloud]);
  window.dispose();
  await new Promise((resolve) => setImmediate(resolve));
});
