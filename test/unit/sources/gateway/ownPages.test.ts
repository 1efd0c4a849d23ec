import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ownPages } from '../../../../src/sources/gateway/ownPages.ts';
import { newSecret } from '../../../../src/sources/gateway/routes.ts';
import { sendRaw, stage } from './gatewayStage.ts';

const own = newSecret();
const ask = (one: { readonly port: number }, path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${one.port}/${path}`, init);

async function withPage(made: string[]) {
  const page = {
    type: 'text/x-test',
    body: () => {
      made.push('');
      return `Übersicht ${made.length}`;
    },
  };
  const one = await stage((_, response) => response.end('provider'), {
    parts: { ownPage: ownPages(() => own, new Map([['status.json', page]])) },
  });
  return one;
}

suite('pages of the gateway itself', () => {
  test('are made anew each time somebody reads one, and not for HEAD alone', async () => {
    const made: string[] = [];
    await using one = await withPage(made);
    const answer = await ask(one, `${own}/status.json?t=1`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/x-test');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    assert.equal(await answer.text(), 'Übersicht 1');
    assert.equal(await (await ask(one, `${own}/status.json`)).text(), 'Übersicht 2');
    const head = await ask(one, `${own}/status.json`, { method: 'HEAD' });
    assert.deepEqual([head.status, await head.text()], [200, '']);
    assert.equal(one.arrived.length, 0);
  });

  test('are only read, and there are no others', async () => {
    const made: string[] = [];
    await using one = await withPage(made);
    for (const method of ['POST', 'PUT', 'DELETE'])
      assert.equal((await ask(one, `${own}/status.json`, { method })).status, 405, method);
    for (const path of [`${own}`, `${own}/`, `${own}/metrics`, `${own}/status.json/`, `${own}/x/../status.jso`])
      assert.equal((await ask(one, path)).status === 200, false, path);
    assert.deepEqual([made.length, one.arrived.length], [0, 0]);
  });

  test("are not behind a tool's secret, nor another's, nor open to a page in a browser", async () => {
    const made: string[] = [];
    await using one = await withPage(made);
    assert.equal((await ask(one, `${newSecret()}/status.json`)).status, 401);
    assert.equal((await ask(one, 'status.json')).status, 401);
    assert.equal(await (await ask(one, `${one.secret}/status.json`)).text(), 'provider');
    const text = `GET /${own}/status.json HTTP/1.1\r\nConnection: close\r\n`;
    assert.match(await sendRaw(one.port, `${text}Host: evil.example\r\n\r\n`), /^HTTP\/1\.1 403/);
    const page = `${text}Host: 127.0.0.1:${one.port}\r\nOrigin: https://evil.example\r\n\r\n`;
    assert.match(await sendRaw(one.port, page), /^HTTP\/1\.1 403/);
    const upgrade = `GET /${own}/status.json HTTP/1.1\r\nHost: 127.0.0.1:${one.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    assert.match(await sendRaw(one.port, upgrade, /Übersicht|bersicht/), /^HTTP\/1\.1 200/);
    assert.equal(made.length, 1);
  });

  test('are behind no secret while there is none', async () => {
    await using one = await stage((_, response) => response.end(), {
      parts: { ownPage: ownPages(() => '', new Map([['status.json', { type: 'a/b', body: () => 'x' }]])) },
    });
    assert.equal((await ask(one, '/status.json')).status, 401);
  });
});
