import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bytesOf, get, sendRaw, stage } from './gatewayStage.ts';

/** A provider that says these bytes to whatever it is asked. */
async function saying(bytes: string) {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (chunk) => {
      asked.push(chunk.toString('latin1'));
      socket.end(bytes, 'latin1');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const one = await stage(() => {}, { upstream });
  const end = async () => {
    await one[Symbol.asyncDispose]();
    server.close();
  };
  return { ...one, upstream, asked, [Symbol.asyncDispose]: end };
}

suite('requests', () => {
  test('headers keep order, case and duplicates; those of the connection stay here', async () => {
    await using one = await saying('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    const sent = [
      'X-Api-Key: k',
      'x-one: 1',
      'X-ONE: 2',
      'Accept: a',
      'x-bytes: \xe9\xff',
      'Cookie: a=1',
      'Cookie: b=2',
    ];
    const dropped = ['Keep-Alive: 5', 'TE: trailers', 'Proxy-Authorization: p', 'Proxy-Connection: x', 'X-Hop: h'];
    await get(one, 'GET', ...sent, ...dropped, 'Connection: x-hop, host');
    assert.deepEqual(one.asked[0]?.split('\r\n'), [
      'GET /v1/x HTTP/1.1',
      `Host: ${new URL(one.upstream).host}`,
      ...sent,
      'Connection: keep-alive',
      '',
      '',
    ]);
  });

  test('whatever path stands behind the secret is asked for, and none is the root', async () => {
    await using one = await stage((_, response) => response.end());
    for (const path of ['', '/', '?a=1', '/v1/models?a=1&b', '//x/./y', '/%7Esecret?']) {
      await sendRaw(
        one.port,
        `GET /${one.secret}${path} HTTP/1.1\r\nHost: 127.0.0.1:${one.port}\r\nConnection: close\r\n\r\n`,
      );
    }
    assert.deepEqual(
      one.arrived.map(({ url }) => url),
      ['/', '/', '/?a=1', '/v1/models?a=1&b', '//x/./y', '/%7Esecret?'],
    );
  });

  test('a body with a length keeps it, one in chunks has chunks and trailers, none has none', async () => {
    await using one = await saying('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    const head = `/${one.secret}/v1/files HTTP/1.1\r\nHost: 127.0.0.1:${one.port}\r\nConnection: close\r\n`;
    await sendRaw(one.port, `PUT ${head}Content-Length: 3\r\n\r\nabc`);
    await sendRaw(one.port, `POST ${head}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\nX-Sum: 7\r\n\r\n`);
    await sendRaw(one.port, `POST ${head}\r\n`);
    await sendRaw(one.port, `DELETE ${head}\r\n`);
    const bodies = one.asked.map((text) =>
      text
        .split('\r\n')
        .slice(2)
        .filter((line) => line !== 'Connection: keep-alive'),
    );
    assert.deepEqual(bodies[0], ['Content-Length: 3', '', 'abc']);
    assert.equal(bodies[1]?.[0], 'Transfer-Encoding: chunked');
    assert.deepEqual(bodies[1]?.slice(-4), ['0', 'X-Sum: 7', '', '']);
    assert.deepEqual(bodies[2], ['Content-Length: 0', '', '']);
    assert.deepEqual(bodies[3], ['', '']);
  });

  test('a client that waits for 100 is told by the provider, or refused by it with its body unsent', async () => {
    for (const isWanted of [true, false]) {
      const bodies: string[] = [];
      await using one = await stage((incoming, response) => {
        void bytesOf(incoming).then((body) => {
          bodies.push(body.toString());
          response.end('done');
        });
      });
      one.server.on('checkContinue', (incoming, response) => {
        if (isWanted) {
          response.writeContinue();
          one.server.emit('request', incoming, response);
        } else response.writeHead(417).end('no');
      });
      const out = request(one.url('/v1/chat/completions'), {
        method: 'POST',
        headers: { expect: '100-continue', 'content-length': 4 },
      });
      let continued = false;
      out.on('continue', () => {
        continued = true;
        out.end('body');
      });
      out.on('error', () => {});
      out.flushHeaders();
      const [answer] = await once(out, 'response');
      const text = (await bytesOf(answer)).toString();
      assert.deepEqual(
        [continued, answer.statusCode, text, bodies],
        isWanted ? [true, 200, 'done', ['body']] : [false, 417, 'no', []],
      );
      out.destroy();
    }
  });
});

suite('answers', () => {
  test('status, words, headers and bytes are the provider’s, and no header is added but those of the connection', async () => {
    const headers = [
      'content-type: text/PLAIN',
      'X-RateLimit-Remaining: 1',
      'x-ratelimit-remaining: 2',
      'Set-Cookie: a',
      'set-cookie: b',
      'x-bytes: \xe9',
    ];
    const head = ['HTTP/1.1 429 Slow Down Please', ...headers, 'Content-Length: 5'];
    await using one = await saying(
      [...head, 'Keep-Alive: timeout=3', 'X-Hop: 1', 'Connection: x-hop', '', 'h\xe9llo'].join('\r\n'),
    );
    assert.equal(await get(one, 'GET'), [...head, 'Connection: close', '', 'h\xe9llo'].join('\r\n'));
  });

  test('redirects are passed, not followed; packed bytes stay packed; no CORS answer is added', async () => {
    const packed = gzipSync('{"some":"json"}').toString('latin1');
    for (const answer of [
      'HTTP/1.1 307 Temporary Redirect\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\nConnection: close\r\n\r\n',
      'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n',
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\nConnection: close\r\n\r\n${packed}`,
    ]) {
      await using one = await saying(answer);
      assert.equal(await get(one, 'GET'), answer);
    }
  });

  test('HEAD /api/hello is answered with the head alone', async () => {
    await using one = await stage((_, response) =>
      response.writeHead(200, { 'content-length': 17, 'x-hello': 'yes' }).end(),
    );
    const response = await fetch(one.url('/api/hello'), { method: 'HEAD' });
    assert.deepEqual(
      [response.status, response.headers.get('content-length'), response.headers.get('x-hello')],
      [200, '17', 'yes'],
    );
    assert.equal(one.arrived[0]?.url, '/api/hello');
  });

  test('the trailers of a refusal, also of one that is too long to be read whole', async () => {
    for (const length of [200, 200_000]) {
      await using one = await stage((_, response) => {
        response.writeHead(429, { 'content-type': 'application/json', trailer: 'X-Sum' });
        response.addTrailers([['X-Sum', '2']]);
        response.end('x'.repeat(length));
      });
      const out = request(one.url('/v1/messages'), { method: 'POST', headers: { 'x-api-key': 'k' } }).end('{}');
      const [answer] = await once(out, 'response');
      assert.equal((await text(answer)).length, length);
      assert.deepEqual(answer.rawTrailers, ['X-Sum', '2'], `${length}`);
    }
  });

  test('what is said before an answer, trailers behind it', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\nX-Odd: 1\r\n\r\n';
    const answer = 'HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n';
    await using one = await saying(
      `HTTP/1.1 102 Processing\r\n\r\n${early}${answer}\r\n2\r\nab\r\n0\r\nX-Sum: 7\r\nx-sum: 8\r\n\r\n`,
    );
    const text = await get(one, 'GET');
    assert.ok(text.startsWith(`HTTP/1.1 102 Processing\r\n\r\n${early}HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\n`), text);
    assert.ok(text.endsWith('\r\n\r\n2\r\nab\r\n0\r\nX-Sum: 7\r\nx-sum: 8\r\n\r\n'), text);
  });

  test('trailers are not announced where there are no chunks to have them', async () => {
    const headers = { 'transfer-encoding': 'chunked', trailer: 'X-Sum' };
    await using one = await stage((_, response) => response.writeHead(200, headers).end());
    for (const line of ['HEAD /v1 HTTP/1.1', 'GET /v1 HTTP/1.0']) {
      const head = [line.replace('/', `/${one.secret}/`), `Host: 127.0.0.1:${one.port}`, 'Connection: close'];
      const answer = await sendRaw(one.port, `${head.join('\r\n')}\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
      assert.doesNotMatch(answer, /trailer/i);
    }
  });

  test('the head of a stream comes before its first event, and each event when it is sent', async () => {
    await using one = await stage((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      one.server.once('go', () => response.write(': ping\n\n'));
      one.server.once('end', () => response.end('data: [DONE]\n\n'));
    });
    const out = request(one.url('/v1/chat/completions'), { method: 'POST' }).end('{}');
    const [answer] = await once(out, 'response');
    one.server.emit('go');
    const [ping] = await once(answer, 'data');
    assert.equal(ping.toString(), ': ping\n\n');
    one.server.emit('end');
    assert.equal((await bytesOf(answer)).toString(), 'data: [DONE]\n\n');
  });

  test('an old client gets an answer without chunks, and nothing before it', async () => {
    await using one = await stage((_, response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.write('one');
      response.end('two');
    });
    const answer = await sendRaw(one.port, `GET /${one.secret}/v1 HTTP/1.0\r\nHost: 127.0.0.1:${one.port}\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n(?:(?!chunked)[^\r]*\r\n)*\r\nonetwo$/);
  });
});
