import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, type RequestListener, request } from 'node:http';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../../support/until.ts';
import { digestOf } from '../listener/listening.ts';
import { sendRaw, stage } from './gatewayStage.ts';

const key = { authorization: 'Bearer sk-proj-9fK2mQ7xLw4TzR8vBn3cYp6dHs1gJt5e' };

function ask(url: string, body = '{"model":"gpt-5"}') {
  const out = request(url, { method: 'POST', headers: key });
  out.on('error', () => {});
  out.end(body);
  return out;
}

suite('a client that goes', () => {
  test('while it waits for an answer, and in the middle of one: the provider is left at once', async () => {
    for (const hasBegun of [false, true]) {
      await using one = await stage((_, response) => {
        if (hasBegun) response.write('data: 1\n\n');
      });
      const left = once(one.server, 'request').then(([, response]) => once(response, 'close'));
      const out = ask(one.url('/v1/chat/completions'));
      if (hasBegun) {
        const [answer] = await once(out, 'response');
        await once(answer, 'data');
      } else await once(one.server, 'request');
      out.destroy();
      await left;
      await until(() => one.ends.length === 1);
      assert.equal(one.ends[0]?.use, null);
    }
  });

  test('in the middle of its body: the provider does not take it for a whole one', async () => {
    let isWhole = false;
    const broken = Promise.withResolvers<void>();
    await using one = await stage((incoming) => {
      incoming.on('end', () => {
        isWhole = incoming.complete;
      });
      incoming.on('error', () => broken.resolve());
      incoming.resume();
    });
    const out = request(one.url('/v1/files'), { method: 'POST', headers: { 'content-length': 1_000_000 } });
    out.on('error', () => {});
    out.write(Buffer.alloc(500_000));
    await once(one.server, 'request');
    out.destroy();
    await broken.promise;
    assert.equal(isWhole, false);
  });

  test('while it waits for a WebSocket: the provider is left at once', async () => {
    await using one = await stage(() => {});
    const out = request(one.url('/v1/realtime'), { headers: { connection: 'Upgrade', upgrade: 'websocket' } }).end();
    out.on('error', () => {});
    const [, socket] = await once(one.server, 'upgrade');
    let isLeft = false;
    socket.resume().once('end', () => {
      isLeft = true;
    });
    out.destroy();
    await until(() => isLeft, 5_000).finally(() => socket.destroy());
  });

  test('with several requests unanswered: all are over, also where Node forgets them for the WebSocket behind them', async () => {
    await using one = await stage(() => {});
    const line = (rest: string) => ` /${one.secret}/v1/${rest} HTTP/1.1\r\nHost: 127.0.0.1:${one.port}\r\n`;
    const asked = `POST${line('responses')}Content-Length: 2\r\n\r\n{}`;
    await sendRaw(one.port, `${asked}${asked}GET${line('realtime')}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    await until(() => one.ends.length === 2, 5_000);
  });

  test('while its request is held: nothing leaves, whatever is decided later', async () => {
    const held = Promise.withResolvers<AbortSignal>();
    const admitted = Promise.withResolvers<void>();
    const admit = (_: unknown, gone: AbortSignal) => {
      held.resolve(gone);
      return admitted.promise;
    };
    await using one = await stage((_, response) => response.end(), { admission: { admit } });
    const out = ask(one.url('/v1/chat/completions'));
    const gone = await held.promise;
    assert.equal(gone.aborted, false);
    out.destroy();
    await once(gone, 'abort');
    admitted.resolve();
    assert.equal(await (await fetch(one.url('/v1/models'))).text(), '');
    assert.deepEqual(
      one.arrived.map(({ url }) => url),
      ['/v1/models'],
    );
    // What is told is told a little later.
    await sleep(50);
    assert.deepEqual(one.observed, []);
    assert.deepEqual(
      one.ends.map(({ request: { model }, use }) => [model, use]),
      [['gpt-5', null]],
      'who holds requests hears that this one is over',
    );
  });
});

test('a client that is answered before its body is whole gets rid of the rest, and the provider is left', async () => {
  const answer: RequestListener = (_, response) => response.writeHead(413, { 'content-length': 2 }).end('{}');
  await using one = await stage(answer, { server: { keepAliveTimeout: 0 } });
  for (const goesOn of [false, true]) {
    const out = request(one.url('/v1/files'), { method: 'POST', headers: { 'content-length': 20_500_000 } });
    out.on('error', () => {});
    out.write(Buffer.alloc(500_000));
    const [answered] = await once(out, 'response');
    const sent = goesOn && once(out.end(Buffer.alloc(20_000_000)), 'finish');
    answered.resume();
    await once(answered, 'end');
    await until(() => one.arrived.every(({ socket }) => socket.destroyed), 5_000);
    await sent;
    out.destroy();
  }
});

suite('a provider that breaks off', () => {
  for (const [name, headers] of [
    ['in chunks', {}],
    ['with a length', { 'content-length': 100 }],
  ] as const) {
    test(`in the middle of an answer ${name}: the client hears a break, not an end`, async () => {
      await using one = await stage((_, response) => {
        response.writeHead(200, headers).write('half', () => response.destroy());
      });
      const [answer] = (await once(ask(one.url('/v1/chat/completions')), 'response')) as [IncomingMessage];
      answer.resume();
      const [error] = await once(answer, 'error');
      assert.equal(error.code, 'ECONNRESET');
      assert.equal(answer.complete, false);
      await until(() => one.ends.length === 1);
    });
  }

  test('an answer before the body is whole comes through, and the rest of the body is not in its way', async () => {
    await using one = await stage((_, response) => {
      response.writeHead(413, { connection: 'close', 'content-type': 'application/json' }).end('{"error":{}}');
    });
    const out = request(one.url('/v1/files'), { method: 'POST' });
    out.on('error', () => {});
    out.write(Buffer.alloc(300_000));
    const [answer] = await once(out, 'response');
    assert.equal(answer.statusCode, 413);
    answer.resume();
    await once(answer, 'end');
    out.destroy();
  });

  test('a long upload that is refused at its head is told why, and no connection of its is used again', async () => {
    await using one = await stage((_, response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{}}');
    });
    for (const times of [1, 2]) {
      const answer = await fetch(one.url('/v1/files'), { method: 'POST', body: Buffer.alloc(5_000_000) });
      assert.deepEqual([answer.status, await answer.text()], [401, '{"error":{}}']);
      assert.equal(new Set(one.arrived.map(({ socket }) => socket)).size, times);
    }
  });
});

suite('holding', () => {
  test('a request leaves when it is admitted, with all that is known of it; one that uses up no limit is never asked about', async () => {
    const asked: unknown[] = [];
    const admitted = Promise.withResolvers<void>();
    const admit = (held: unknown) => {
      asked.push(held);
      return admitted.promise;
    };
    await using one = await stage((_, response) => response.end('{}'), { admission: { admit }, provider: 'anthropic' });
    const body = JSON.stringify({
      messages: [{ role: 'user', content: 'x'.repeat(1000) }],
      model: 'claude-opus-5',
      stream: true,
      max_tokens: 99,
    });
    const headers = {
      ...key,
      'user-agent': 'claude-cli/2.1 (external, cli)',
      'x-claude-code-session-id': 's-1',
      'x-claude-code-agent-id': 'a-1',
      'x-claude-code-parent-agent-id': 'a-0',
    };
    const out = fetch(one.url('/v1/messages?beta=true'), { method: 'POST', headers, body });
    await until(() => asked.length === 1);
    assert.equal((await fetch(one.url('/v1/messages/count_tokens'), { method: 'POST', body })).status, 200);
    assert.equal(asked.length, 1);
    assert.equal(one.arrived.length, 1);
    const { id, arrivedAt, origin, key: heard, conversation, ...told } = asked[0] as Record<string, unknown>;
    assert.ok(id && arrivedAt && heard && typeof conversation === 'string' && !conversation.includes('s-1'));
    assert.equal(origin, one.origin);
    assert.deepEqual(told, {
      provider: 'anthropic',
      tool: 'Claude Code',
      route: 'some-tool',
      model: 'claude-opus-5',
      streams: true,
      answerAtMost: 99,
      pictures: { count: 0, bytes: 0 },
      size: Buffer.byteLength(body),
      session: 's-1',
      sessionDigest: digestOf('s-1'),
      agent: 'a-1',
      parentAgent: 'a-0',
    });
    admitted.resolve();
    assert.equal((await out).status, 200);
    assert.equal(one.arrived.length, 2);
  });

  test('a request of which nobody can decide leaves', async () => {
    await using one = await stage((_, response) => response.end('{}'), {
      admission: { admit: () => Promise.reject(new Error('no')) },
    });
    assert.equal((await fetch(one.url('/v1/responses'), { method: 'POST', headers: key, body: '{}' })).status, 200);
  });
});
