import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

test('nothing of a key, a prompt, an answer, a path or a foreign header is left in memory once its request is over (S12)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keygauge-heap-'));
  // Each has a text of its own, so that one can be told from the others.
  const hidden = { key: '', prompt: '', answer: '', path: '', header: '', error: '' };
  for (const name of Object.keys(hidden) as (keyof typeof hidden)[]) hidden[name] = randomBytes(18).toString('hex');
  const provider = createServer((incoming, response) => {
    incoming.resume().once('end', () => {
      const isError = incoming.headers['x-error'] !== undefined;
      response.writeHead(isError ? 400 : 200, {
        'content-type': 'application/json',
        'x-ratelimit-limit-requests': '500',
        'x-ratelimit-remaining-requests': '7',
        'x-request-id': hidden.header,
      });
      const error = { error: { message: `no ${hidden.error}`, type: 'invalid_request_error' } };
      response.end(
        JSON.stringify(isError ? error : { answer: hidden.answer, usage: { prompt_tokens: 1, completion_tokens: 1 } }),
      );
    });
  });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const upstream = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const child = fork(join(import.meta.dirname, 'gatewayProcess.ts'), [upstream], { execArgv: ['--expose-gc'] });
  try {
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    for (let times = 0; times < 6; times++) {
      const headers = {
        authorization: `Bearer sk-proj-${hidden.key}`,
        'x-foreign': hidden.header,
        ...(times % 2 ? { 'x-error': '1' } : {}),
      };
      const body = JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: `prompt ${hidden.prompt}` }] });
      await (
        await fetch(`${url}/v1/responses?trace=${hidden.path}`, {
          method: 'POST',
          headers,
          body,
        })
      ).text();
    }
    for (let times = 0; times < 3; times++) await (await fetch(`${url}/v1/models`)).text();
    const file = join(folder, 'left.heapsnapshot');
    child.send(file);
    const [{ told }] = (await once(child, 'message')) as [{ told: number }];
    assert.equal(told, 18, 'a request, an exchange and an end for each');
    const left = readFileSync(file, 'latin1');
    assert.ok(left.includes('invalid_request_error'), 'a snapshot of the gateway');
    for (const [name, text] of Object.entries(hidden))
      for (let at = 0; at + 12 <= text.length; at += 4) {
        // Four characters of a key are told.
        assert.ok(!left.includes(text.slice(at, at + 12)), name);
      }
  } finally {
    child.kill();
    provider.closeAllConnections();
    provider.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
