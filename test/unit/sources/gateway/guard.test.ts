import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newSecret } from '../../../../src/sources/gateway/routes.ts';
import { listeningAt } from '../../../support/listeningSockets.ts';
import { sendRaw, stage } from './gatewayStage.ts';

const ok = (_: unknown, response: import('node:http').ServerResponse) => response.end('{"fine":true}');
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
type Stage = Awaited<ReturnType<typeof stage>>;

/** Sends a request line and headers; `HOST` and `SECRET` stand for the right ones. */
function ask({ port, secret }: Stage, lines: readonly string[], body = ''): Promise<string> {
  const text = `${lines.join('\r\n')}\r\n\r\n${body}`;
  return sendRaw(port, text.replaceAll('HOST', `127.0.0.1:${port}`).replaceAll('SECRET', secret));
}

suite('who is let in', () => {
  test('each name of this machine with the port, and none else (S10 a)', async () => {
    await using one = await stage(ok);
    const get = (...headers: string[]) => ask(one, ['GET /SECRET/v1 HTTP/1.1', ...headers, 'Connection: close']);
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      assert.equal(statusOf(await get(`Host: ${host}:${one.port}`)), 200, host);
    }
    assert.equal(one.arrived.length, 3);
    const foreign = [
      'evil.example',
      'localhost.evil',
      `localhost.evil:${one.port}`,
      `rebind.test:${one.port}`,
      '127.0.0.1',
    ];
    const odd = [
      `127.0.0.1:${one.port + 1}`,
      `LOCALHOST:${one.port}`,
      `user@127.0.0.1:${one.port}`,
      `0.0.0.0:${one.port}`,
    ];
    for (const host of [...foreign, ...odd, '']) assert.equal(statusOf(await get(`Host: ${host}`)), 403, host);
    assert.equal(statusOf(await get('Host: HOST', 'Host: evil.example')), 403);
    assert.equal(statusOf(await get('Host: HOST', 'Host: HOST')), 403);
    assert.notEqual(statusOf(await get('X-No: host')), 200);
    assert.equal(one.arrived.length, 3);
  });

  test('no target but a path (S10 a)', async () => {
    await using one = await stage(ok);
    for (const line of [
      'GET http://HOST/SECRET/v1',
      'GET http://evil.example/SECRET/v1',
      'OPTIONS *',
      'CONNECT evil.example:443',
    ]) {
      const answer = await ask(one, [`${line} HTTP/1.1`, 'Host: HOST', 'Connection: close']);
      assert.ok([0, 400, 403].includes(statusOf(answer)), `${line} ${answer}`);
    }
    assert.equal(one.arrived.length, 0);
  });

  test('nothing that comes from a page of a browser, and no answer that it could read (S10 b)', async () => {
    await using one = await stage(ok);
    const pages = [
      'Origin: https://evil.example',
      'Origin: null',
      'Origin: http://HOST',
      'Sec-Fetch-Site: cross-site',
      'Sec-Fetch-Site: same-origin',
      'Sec-Fetch-Mode: navigate',
    ];
    for (const method of ['GET', 'POST', 'OPTIONS'])
      for (const page of pages) {
        const answer = await ask(one, [`${method} /SECRET/v1 HTTP/1.1`, 'Host: HOST', page, 'Content-Length: 0']);
        assert.equal(statusOf(answer), 403, page);
        assert.doesNotMatch(answer, /access-control/i);
      }
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13'];
    const socket = await ask(one, [
      'GET /SECRET/v1 HTTP/1.1',
      'Host: HOST',
      'Origin: https://evil.example',
      ...upgrade,
    ]);
    assert.equal(statusOf(socket), 403);
    assert.equal(one.arrived.length, 0);
    const fetched = await fetch(one.url('/v1'));
    assert.equal(fetched.status, 200, 'what Node sends of itself is let in');
  });

  test('nobody without the secret (S10 d)', async () => {
    await using one = await stage(ok);
    const { secret } = one;
    const wrong = [
      '',
      'x',
      secret.slice(0, -1),
      `${secret}x`,
      secret.toLowerCase(),
      `%${secret}`,
      secret.replace(/./, '%41'),
    ];
    for (const first of wrong.filter((one) => one !== secret)) {
      const answer = await ask(one, [`GET /${first}/v1/models HTTP/1.1`, 'Host: HOST']);
      assert.equal(statusOf(answer), 401, first);
      assert.ok(!answer.includes(secret));
    }
    assert.equal(statusOf(await ask(one, [`GET /x/SECRET/v1 HTTP/1.1`, 'Host: HOST'])), 401);
    assert.equal(one.arrived.length, 0);
    assert.ok(Buffer.from(secret, 'base64url').length >= 16);
    assert.equal(statusOf(await ask(one, ['GET /SECRET/v1 HTTP/1.1', 'Host: HOST', 'Connection: close'])), 200);
  });

  test('let a tool in whose address another window has made just now, once that was looked for', async () => {
    const secret = newSecret();
    let looks = 0;
    await using one = await stage((_, response) => response.end('hello'), {
      parts: {
        async lookForRoutes() {
          looks++;
          one.gateway.routes = [{ tool: 'codex', secret, provider: 'openai', upstream: new URL(one.origin) }];
        },
      },
    });
    const of = (path: string) => ask(one, [`GET /${path} HTTP/1.1`, 'Host: HOST', 'Connection: close']);
    assert.equal(statusOf(await of(`${secret}/v1`)), 200);
    assert.equal(statusOf(await of(`${secret}/v1`)), 200);
    assert.equal(looks, 1, 'one that is known is not looked for');
    assert.equal(statusOf(await of(`${newSecret()}/v1`)), 401);
    assert.equal(looks, 2);
    assert.equal(statusOf(await ask(one, [`GET /${newSecret()}/v1 HTTP/1.1`, 'Host: elsewhere'])), 403);
    assert.equal(looks, 2, 'nor for whoever is turned away anyhow');
  });

  test('leave nothing behind of a tool that has gone before its address was found', async () => {
    const secret = newSecret();
    const looking = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    await using one = await stage((_, response) => response.end('hello'), {
      parts: {
        lookForRoutes() {
          asked.resolve();
          return looking.promise;
        },
      },
    });
    const leaving = new AbortController();
    const gone = fetch(`http://127.0.0.1:${one.port}/${secret}/v1`, { signal: leaving.signal });
    await asked.promise;
    leaving.abort();
    await assert.rejects(gone);
    one.gateway.routes = [{ tool: 'codex', secret, provider: 'openai', upstream: new URL(one.origin) }];
    // Until the gateway hears of it, and until it would have sent it on.
    await sleep(30);
    looking.resolve();
    await sleep(30);
    assert.equal(one.arrived.length, 0);
  });

  test('on loopback alone (S10 e)', async () => {
    await using one = await stage(ok);
    const outward = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    for (const { address } of [...outward.filter(({ internal }) => !internal), { address: '127.0.0.2' }]) {
      const reached = await new Promise((resolve) => {
        const socket = connect(one.port, address, () => resolve(true)).on('error', () => resolve(false));
        socket.on('connect', () => socket.destroy());
      });
      assert.equal(reached, false, address);
    }
    const hasIpv6 = outward.some(({ address }) => address === '::1');
    if (hasIpv6) assert.equal((await fetch(one.url('/v1').replace('127.0.0.1', '[::1]'))).status, 200);
    const listening = listeningAt(one.port);
    if (listening) assert.deepEqual(listening.sort(), ['127.0.0.1', ...(hasIpv6 ? ['::1'] : [])]);
  });
});

suite('where requests go', () => {
  test('every path goes to the fixed place, byte for byte (S10 f)', async () => {
    await using one = await stage(ok, { basePath: '/base/v1/' });
    const paths = [
      '/..%2f..%2fetc/passwd',
      '/../../x',
      '//evil.example/x',
      '/a?b=%00&c=/../',
      '?x=1',
      '',
      '/%E0%A4%A',
      "/a'(b)*;c:@&=+$,",
    ];
    for (const path of paths) {
      const answer = await ask(one, [`GET /SECRET${path} HTTP/1.1`, 'Host: HOST', 'Connection: close']);
      assert.equal(statusOf(answer), 200, path);
      assert.equal(one.arrived.at(-1)?.url, `/base/v1${path}`);
      assert.equal(one.arrived.at(-1)?.headers.host, new URL(one.origin).host);
    }
  });

  test('two clients with two keys keep theirs, interleaved on connections that are shared (S11)', async () => {
    await using one = await stage((request, response) => {
      setTimeout(() => response.end(request.headers.authorization), 2);
    });
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, at) => {
        const key = `Bearer key-${at % 2}-${at}`;
        const response = await fetch(one.url('/v1/chat/completions'), {
          method: 'POST',
          headers: { authorization: key },
          body: '{}',
        });
        return [key, await response.text()];
      }),
    );
    for (const [sent, seen] of answers) assert.equal(seen, sent);
    const bare = await fetch(one.url('/v1/models'));
    assert.equal(await bare.text(), '', 'no key is put in where there is none');
  });
});
