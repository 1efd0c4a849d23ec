import assert from 'node:assert/strict';
import * as http from 'node:http';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Admission } from '../../../../src/sources/gateway/admission.ts';
import { until } from '../../../support/until.ts';
import { digestOf } from '../listener/listening.ts';
import { chatJson, key, limits } from './askedOnce.ts';
import { sendRaw, stage } from './gatewayStage.ts';
import { holding } from './holdingStage.ts';

const body = JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: 'word '.repeat(1_000) }] });

const headers = { authorization: `Bearer ${key}`, 'user-agent': 'codex/1' };

/** A provider, and a gateway whose requests leave unseen if they may; `log` says what happens in which order. */
async function watched(mayLeaveUnseen: boolean) {
  const log: string[] = [];
  const note = (what: string) => log.push(what);
  const admission: Partial<Admission> = {
    mayLeaveUnseen(bytes) {
      note(`may ${bytes}?`);
      return mayLeaveUnseen;
    },
    hasLeft: ({ model }) => note(`${model} has left`),
    admit: async ({ model }) => void note(`${model} is asked about`),
    answered: ({ model }) => note(`${model} is answered`),
    ended: ({ request: { model } }) => note(`${model} is over`),
  };
  const clients = {
    http(options: http.RequestOptions) {
      note('leaves');
      return http.request(options);
    },
    https: http.request,
  };
  const parts = {
    clients,
    digestOf(value: string) {
      note('its key is looked at');
      return digestOf(value);
    },
  };
  const one = await stage(
    (_, response) => response.writeHead(200, { 'content-type': 'application/json', ...limits }).end(chatJson),
    { admission, parts },
  );
  const ask = async (path = '/v1/chat/completions', init: RequestInit = {}) => {
    const response = await fetch(one.url(path), { method: 'POST', headers, body, ...init });
    await response.text();
    return response.status;
  };
  return { ...one, log, ask };
}

suite('where there is room for any request', () => {
  test('one leaves before anybody has looked at it, and then is told of as any other', async () => {
    await using unseen = await watched(true);
    await using seen = await watched(false);
    for (const one of [unseen, seen]) {
      assert.equal(await one.ask(), 200);
      await until(() => one.log.at(-1) === 'gpt-5 is over');
    }
    const bytes = body.length;
    const rest = ['gpt-5 is answered', 'gpt-5 is over'];
    assert.deepEqual(unseen.log, [`may ${bytes}?`, 'leaves', 'its key is looked at', 'gpt-5 has left', ...rest]);
    assert.deepEqual(seen.log, [`may ${bytes}?`, 'its key is looked at', 'gpt-5 is asked about', 'leaves', ...rest]);
    const timeless = (observed: readonly object[], origin: string) =>
      observed.map((one) =>
        JSON.stringify(one, (name, value) => (/At$/.test(name) ? undefined : value)).replaceAll(origin, ''),
      );
    assert.equal(unseen.observed.length, 2);
    assert.deepEqual(timeless(unseen.observed, unseen.origin), timeless(seen.observed, seen.origin));
  });

  test('one that uses up no limit is told of to nobody', async () => {
    await using one = await watched(true);
    assert.equal(await one.ask('/v1/files'), 200);
    assert.equal(await one.ask('/v1/chat/completions', { headers: { ...headers, 'user-agent': 'Keygauge' } }), 200);
    assert.deepEqual(
      one.log,
      Array(2)
        .fill([`may ${body.length}?`, 'leaves'])
        .flat(),
    );
    assert.deepEqual(one.observed, []);
  });

  test('nobody says so of what is packed, or too long to be held, whose size its bytes do not tell', async () => {
    await using one = await watched(true);
    await one.ask(undefined, { headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(body) });
    const long = JSON.stringify({ model: 'gpt-5', messages: ['x'.repeat(9 * 1024 * 1024)] });
    await one.ask(undefined, { body: long });
    await one.ask(undefined, { method: 'GET', body: null });
    assert.deepEqual(
      one.log.filter((what) => /\?|asked/.test(what)),
      ['gpt-5 is asked about', 'gpt-5 is asked about'],
    );
  });

  test('the next one is looked at only after it', async () => {
    await using one = await watched(true);
    const head = `POST /${one.secret}/v1/responses HTTP/1.1\r\nHost: 127.0.0.1:${one.port}\r\nContent-Length: ${body.length}`;
    await sendRaw(one.port, `${head}\r\n\r\n${body}${head}\r\nConnection: close\r\n\r\n${body}`);
    const order = one.log.filter((what) => /\?|has left/.test(what));
    assert.deepEqual(
      order,
      Array(2)
        .fill([`may ${body.length}?`, 'gpt-5 has left'])
        .flat(),
    );
  });

  test('its provider may be out of reach: that it has come to nothing is told all the same', async () => {
    await using one = await watched(true);
    one.server.close();
    one.server.closeAllConnections();
    assert.equal(await one.ask(), 502);
    await until(() => one.log.at(-1) === 'gpt-5 is over');
    assert.deepEqual(one.log.slice(-2), ['gpt-5 has left', 'gpt-5 is over']);
    assert.deepEqual(one.ends, []);
  });
});

test('any request may leave unseen while all limits have room for it, none is known, or nothing is ever held', async () => {
  let left = '9000';
  await using one = await holding((_, response) => {
    response.writeHead(200, { 'x-ratelimit-limit-requests': '9000', 'x-ratelimit-remaining-requests': left }).end('ok');
  });
  const may = [one.held.mayLeaveUnseen(100)];
  await one.ask();
  await until(() => one.ends.length === 1);
  may.push(one.held.mayLeaveUnseen(100));
  left = '0';
  await one.ask();
  await until(() => one.ends.length === 2);
  may.push(one.held.mayLeaveUnseen(100));
  one.setPatience(0);
  may.push(one.held.mayLeaveUnseen(100));
  assert.deepEqual(may, [true, true, false, true]);
});
