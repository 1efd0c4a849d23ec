import assert from 'node:assert/strict';
import { channel, hasSubscribers } from 'node:diagnostics_channel';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { headerChannels } from '../../../../src/sources/listener/channels.ts';
import { apiKey, listenTo } from './listening.ts';

const origin = 'https://api.openai.com';
const names = Object.values(headerChannels);
const flat = ['Authorization', `Bearer ${apiKey}`, 'User-Agent', 'Cline/4'];
const answer = ['X-RateLimit-Limit-Requests', '500', 'x-ratelimit-remaining-requests', Buffer.from('7')];

function made(more: object = {}) {
  const request = { origin, method: 'POST', path: '/v1/responses', headers: flat, contentLength: 31, ...more };
  channel(headerChannels.undiciMade).publish({ request });
  return request;
}

function leaves(more: object = {}, socket: object = {}) {
  const request = made(more);
  channel(headerChannels.undiciLeaves).publish({ request, headers: '', socket });
  return request;
}

/** A stream of HTTP/2 with the same key, answered. */
function streams(path = '/v1/responses') {
  const stream = {};
  const headers = { ':scheme': 'https', ':authority': 'api.openai.com', ':method': 'POST', ':path': path };
  channel(headerChannels.http2Leaves).publish({ stream, headers: { ...headers, authorization: `Bearer ${apiKey}` } });
  channel(headerChannels.http2Answers).publish({ stream, headers: { ':status': 200 } });
}

function answered(request: object, statusCode: unknown = 200, headers: unknown = answer) {
  channel(headerChannels.undiciAnswers).publish({ request, response: { statusCode, headers } });
}

suite('the listener', () => {
  test('subscribes to nothing while it is off, and to the channels of headers while it is on', () => {
    const subscribed = () => names.filter((name) => hasSubscribers(name));
    const { listener } = listenTo(origin, 'openai');
    assert.deepEqual(subscribed(), [...names]);
    listener.turn(false);
    assert.deepEqual(subscribed(), []);
    listener.turn(false);
    listener.turn(true);
    listener.turn(true);
    listener.turn(false);
    assert.deepEqual(subscribed(), []);
  });

  test('tells nothing of what it heard before it was turned off', async () => {
    const { listener, told } = listenTo(origin, 'openai');
    const under = leaves();
    answered(leaves());
    listener.turn(false);
    listener.turn(true);
    answered(under);
    assert.deepEqual(await told(), []);
    listener.turn(false);
  });

  for (const [undici, send] of [
    ['6', () => made()],
    ['7', () => leaves({}, { alpnProtocol: 'h2' })],
  ] as const) {
    test(`counts each request once: streams of undici ${undici}, early hints, an answer that is told twice`, async () => {
      const { listener, told, left } = listenTo(origin, 'openai');
      const request = send();
      streams();
      answered(request, 103);
      answered(request);
      answered(request);
      assert.deepEqual([(await told()).length, left.length], [1, 1]);
      listener.turn(false);
    });
  }

  test('takes no stream for undici’s own once its requests have left without one, or will not leave', async () => {
    const { listener, told } = listenTo(origin, 'openai');
    leaves();
    answered(made());
    channel(headerChannels.undiciFails).publish({ request: made(), error: new Error('nobody is there') });
    await told();
    for (let times = 0; times < 3; times++) streams();
    assert.equal((await told()).length, 4);
    listener.turn(false);
  });

  test('reads headers however they are kept: a text, Buffers, strings, in any case', async () => {
    const { listener, told } = listenTo(origin, 'openai');
    answered(
      leaves({ headers: `user-agent: Zoo-Code/1\r\nauthorization: Bearer ${apiKey}\r\n` }),
      200,
      answer.map(String),
    );
    answered(leaves({ origin: new URL(origin) }));
    const heard = await told();
    assert.deepEqual(
      heard.map(({ tool }) => tool),
      ['Zoo Code', 'Cline'],
    );
    assert.deepEqual(
      heard.map(({ readings }) => readings[0]?.level?.low),
      [7, 7],
    );
    listener.turn(false);
  });

  test('throws nothing at whoever publishes, whatever that is', async () => {
    const { listener, told } = listenTo(origin, 'openai');
    const trap = new Proxy({}, { get: () => assert.fail('a trap') });
    const headers = fc.oneof(fc.anything(), fc.array(fc.anything()), fc.dictionary(fc.string(), fc.anything()));
    const faults: unknown[] = [];
    const note = (error: unknown) => faults.push(error);
    process.on('uncaughtException', note);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything(), headers, fc.anything(), (name, anything, junk, status) => {
        channel(name).publish(anything);
        channel(name).publish(trap);
        channel(name).publish({ request: trap, response: trap, stream: trap, headers: trap });
        answered(leaves({ headers: junk, contentLength: status }), status, junk);
        answered(leaves(), 200, junk);
        channel(name).publish({ stream: {}, headers: junk, request: { headers: junk, getHeader: () => junk } });
      }),
      { numRuns: 500 },
    );
    const heard = await told();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('uncaughtException', note);
    assert.deepEqual(faults, []);
    assert.ok(heard.length > 100);
    listener.turn(false);
  });

  test('keeps nothing of a key but its digest and four characters, and nothing else that was sent', async () => {
    const { listener, told } = listenTo(origin, 'openai');
    const canaries = ['set-cookie', 'session=canary', 'x-request-id', 'canary', 'openai-organization', 'canary'];
    answered(leaves({ headers: [...flat, 'cookie', 'canary'], path: '/v1/responses?canary=1' }), 200, [
      ...answer,
      ...canaries,
    ]);
    const text = JSON.stringify(await told());
    assert.match(text, /"fingerprint":"…Jt5e"/);
    assert.doesNotMatch(text, /canary/);
    for (let at = 0; at + 5 <= apiKey.length; at++) assert.ok(!text.includes(apiKey.slice(at, at + 5)));
    listener.turn(false);
  });

  test('tells of a request as it leaves, with its size and the id that its answer repeats', async () => {
    const { listener, told, left } = listenTo(origin, 'openai');
    const request = leaves({ contentLength: 39_000 });
    leaves({ contentLength: null });
    await told();
    const [first, second] = left;
    assert.deepEqual([first?.input, first?.inputAtMost, first?.model, second], [10_000, 12_581, null, null]);
    answered(request);
    assert.equal((await told())[0]?.requestId, first?.id);
    listener.turn(false);
  });

  test('knows a refusal that no wait ends: a full limit has no room for a prompt that may be larger', async () => {
    const { listener, told } = listenTo(origin, 'openai');
    const limit = (unit: string, left: number, of: number) => [
      `x-ratelimit-limit-${unit}`,
      String(of),
      `x-ratelimit-remaining-${unit}`,
      String(left),
    ];
    const refused = (bytes: number | null, tokens: number, requests = 2) =>
      answered(leaves({ contentLength: bytes }), 429, [
        ...limit('tokens', tokens, 30_000),
        ...limit('requests', requests, 3),
      ]);
    refused(150_000, 30_000);
    refused(90_000, 30_000);
    refused(150_000, 20_000);
    refused(150_000, 30_000, 0);
    refused(null, 30_000);
    assert.deepEqual(
      (await told()).map(({ failure }) => failure?.cause),
      ['request-too-large', 'rate', 'rate', 'rate', 'rate'],
    );
    listener.turn(false);
  });

  test('tells of none that has no connection yet, and before its answer at the latest', async () => {
    const { listener, told, left } = listenTo(origin, 'openai');
    const request = made();
    await told();
    assert.equal(left.length, 0);
    answered(request);
    assert.deepEqual([(await told())[0]?.requestId, left.length], [left[0]?.id, 1]);
    listener.turn(false);
  });

  test('drops the oldest when more is answered than can be told', async () => {
    const { listener, told } = listenTo(origin, 'openai');
    for (let sent = 0; sent < 2_000; sent++) answered(leaves({ headers: [...flat, 'x-title', `Cline ${sent}`] }));
    assert.equal((await told()).length, 500);
    listener.turn(false);
  });
});
