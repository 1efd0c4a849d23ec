import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { askCursor, type CursorPath, cursorPaths } from '../../../../src/sources/admin/cursorApi.ts';
import { noSpend, spendsOf, withSpendPage } from '../../../../src/sources/admin/cursorSpend.ts';
import { readUsagePage, UseSums } from '../../../../src/sources/admin/cursorUsage.ts';
import { fc } from '../../core/fastCheck.ts';
import { startHostileServer } from '../../providers/hostileServer.ts';

const never = new AbortController().signal;
const apiKey = `crsr_${'0123456789abcdef'.repeat(4)}`;

async function ask(answer: (response: ServerResponse) => void, path: CursorPath = '/teams/spend') {
  const server = await startHostileServer(answer);
  const outcome = await askCursor({ apiKey, baseUrl: server.origin }, path, { page: 1 }, never);
  await server.close();
  return { ...outcome, server };
}

/** A server that nobody may speak to; closed whatever comes of the test. */
async function startCanary() {
  const server = await startHostileServer((response) => response.end('{}'));
  return Object.assign(server, { [Symbol.asyncDispose]: () => server.close() });
}

test('the key is the user name, and nothing else goes along', async () => {
  for (const path of cursorPaths) {
    const { server, result } = await ask((response) => response.end('{"a":1}'), path);
    assert.deepEqual(result, { a: 1 });
    const [seen] = server.received;
    assert.deepEqual([seen?.method, seen?.url, seen?.body], ['POST', path, '{"page":1}']);
    assert.equal(seen?.headers.authorization, `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`);
    const kept = ['host', 'connection', 'accept', 'accept-language', 'accept-encoding', 'sec-fetch-mode', 'user-agent'];
    const own = Object.keys(seen?.headers ?? {}).filter((name) => !kept.includes(name));
    assert.deepEqual(own.sort(), ['authorization', 'content-length', 'content-type']);
  }
});

test('nothing is asked that is not on the list, and what is there only reads', async () => {
  assert.deepEqual([...cursorPaths].sort(), ['/teams/filtered-usage-events', '/teams/spend']);
  const others = [
    '/teams/user-spend-limit',
    '/teams/members',
    '/settings/repo-blocklists/repos/upsert',
    '/teams/spend/..',
  ];
  for (const path of others) {
    const { server, failure } = await ask((response) => response.end('{}'), path as CursorPath);
    assert.equal(server.received.length, 0, path);
    assert.ok(failure);
  }
});

test('no code knows how a session of another program is called', () => {
  const root = join(import.meta.dirname, '../../../../src');
  const files = globSync('**/*.ts', { cwd: root });
  assert.ok(files.length > 100);
  for (const file of files)
    assert.doesNotMatch(
      readFileSync(join(root, file), 'utf8'),
      /SessionToken|state\.vscdb|cursorAuth|api2\.cursor/i,
      file,
    );
});

test('a refusal, a web page, a redirect or half an answer is a failure without the key in it', async () => {
  const basic = Buffer.from(`${apiKey}:`).toString('base64');
  const echo = `{"error":"Unauthorized","message":"no user ${apiKey} (Basic ${basic})"}`;
  await using canary = await startCanary();
  const cases = [
    [401, echo, 'key-invalid'],
    [403, '{"error":"Forbidden","message":"Enterprise only"}', 'forbidden'],
    [429, '{"error":"Too Many Requests","message":"Rate limit exceeded"}', 'rate'],
    [500, 'oops', 'server-error'],
    [200, '<!doctype html><title>Sign in</title>', 'unknown'],
    [200, '{"teamMemberSpend":[', 'unknown'],
    [307, '', 'unknown'],
  ] as const;
  for (const [status, body, cause] of cases) {
    const { failure, result } = await ask((response) => {
      response.writeHead(status, status === 307 ? { location: canary.origin } : {}).end(body);
    });
    assert.equal(result, null);
    assert.equal(failure?.cause === 'throttled' ? 'rate' : failure?.cause, cause, `${status} ${body}`);
    assert.ok(
      !JSON.stringify(failure).includes(apiKey.slice(0, 20)) && !JSON.stringify(failure).includes(basic.slice(0, 20)),
    );
  }
  assert.equal(canary.connections, 0);
});

const junk = fc.anything({
  key: fc.constantFrom(
    ...['teamMemberSpend', 'spendCents', 'overallSpendCents', 'effectivePerUserLimitDollars', 'subscriptionCycleStart'],
    ...['usageEvents', 'timestamp', 'model', 'kind', 'tokenUsage', 'inputTokens', 'chargedCents', 'pagination'],
  ),
  values: [fc.double(), fc.string(), fc.constant(null), fc.boolean(), fc.constantFrom(-1, 1e308, '1750979225854')],
  maxDepth: 4,
});

test('whatever a page holds, it is read without an exception, and no amount is absurd', () => {
  fc.assert(
    fc.property(fc.oneof(junk, fc.record({ teamMemberSpend: fc.array(junk), usageEvents: fc.array(junk) })), (page) => {
      for (const { spent, limit, from } of spendsOf(withSpendPage(noSpend, page) ?? noSpend)) {
        for (const amount of [spent?.amount, limit?.amount, from])
          assert.ok(amount === undefined || amount === null || (Number.isFinite(amount) && amount >= 0));
      }
      const sums = new UseSums((readUsagePage(page)?.events ?? []).map(({ use }) => use));
      for (const { requests, tokens, dollars, model } of sums.uses) {
        for (const amount of [requests ?? 0, tokens.input, tokens.output, dollars ?? 0])
          assert.ok(Number.isFinite(amount) && amount >= 0);
        assert.ok((model?.length ?? 0) <= 200);
      }
    }),
  );
});
