import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { readPage } from '../../../../src/sources/status/readPage.ts';
import { startHostileServer } from '../../providers/hostileServer.ts';

const never = new AbortController().signal;

/** What comes of reading a page of a server that answers so; and what the server saw. */
async function read(answer: (response: ServerResponse) => void, signal = never) {
  const server = await startHostileServer(answer);
  try {
    const text = await readPage(`${server.origin}/api/v2/summary.json`, signal);
    return { text, error: null, server };
  } catch (error) {
    return { text: null, error: error as Error, server };
  } finally {
    await server.close();
  }
}

test('a page is asked for without a key, a cookie or a referrer', async () => {
  const { text, server } = await read((response) => response.setHeader('set-cookie', 'a=b').end('{"ok":1}'));
  assert.equal(text, '{"ok":1}');
  const [seen] = server.received;
  assert.deepEqual([seen?.method, seen?.url, seen?.body], ['GET', '/api/v2/summary.json', '']);
  const kept = ['host', 'connection', 'accept', 'accept-language', 'accept-encoding', 'sec-fetch-mode', 'user-agent'];
  assert.deepEqual(
    Object.keys(seen?.headers ?? {}).filter((name) => !kept.includes(name)),
    [],
  );
  assert.equal(seen?.headers['user-agent'], 'Keygauge');
});

test('no redirect is followed', async () => {
  const canary = await startHostileServer((response) => response.end('{}'));
  for (const status of [301, 302, 303, 307, 308]) {
    const { error } = await read((response) => response.writeHead(status, { location: `${canary.origin}/x` }).end());
    assert.match(error?.message ?? '', new RegExp(String(status)));
  }
  assert.equal(canary.connections, 0);
  await canary.close();
});

test('a page that is not there, breaks off, is endless or is no longer wanted cannot be read', async () => {
  for (const status of [204, 403, 404, 500, 503]) {
    const { error } = await read((response) => response.writeHead(status).end('{"status":{"indicator":"none"}}'));
    assert.match(error?.message ?? '', new RegExp(String(status)));
  }
  const broken = await read((response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"status":');
    setImmediate(() => response.destroy());
  });
  assert.ok(broken.error);
  const endless = await read((response) => {
    const more = () => {
      while (response.write('x'.repeat(64 * 1024)));
    };
    response.on('drain', more);
    more();
  });
  assert.match(endless.error?.message ?? '', /larger than 1 MB/);
  const silent = await read(() => {}, AbortSignal.timeout(50));
  assert.ok(silent.error);
});

test('a page in plain text, which anybody on the way could write, is not asked for', async () => {
  await assert.rejects(readPage('http://status.example.test/api/v2/summary.json', never), /not encrypted/);
});
