import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { rankedModels } from '../../../src/core/shown/ranking.ts';
import type { NumberSource } from '../../../src/core/shown/sourceRows.ts';
import { parseIntent } from '../../../src/words/advice/intent.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { behindTheNumber, othersRead } from '../../../src/words/rowWords.ts';
import { sourcesWords } from '../../../src/words/sourceWords.ts';
import { heard, live } from '../../panel/heard.ts';
import { balanceOf, organizationOf } from '../../panel/organizations.ts';
import { outage } from '../../panel/situations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';
import { hostileNames } from './hostileText.ts';

const place = placeIn('vscode');
const rowOf = (source: NumberSource, snapshot: Snapshot) =>
  sourcesWords(snapshot, place).rows.find((row) => row.source === source) ?? assert.fail(source);

test('what was heard is summed over keys, with the number of requests', () => {
  const tools = [{ tool: 'Cline', requests: 2, age: 3 }];
  const two = {
    ...heard,
    keys: [keyOf({ tools }), keyOf({ id: 'b', tools: [...tools, { tool: null, requests: 1, age: 9 }] })],
  };
  assert.equal(rowOf('listening', two).sees, 'Heard: Cline 4 requests, another tool 1 request in the last hour.');
  assert.equal(rowOf('listening', { ...heard, keys: [] }).sees, 'Heard nothing in the last hour.');
});

test('what a verdict tells already is no news, and what no other part tells is', () => {
  const noPort = { id: 'gateway', state: { kind: 'no-port', port: 4141, isTaken: true } } as const;
  const isUntold = (snapshot: Snapshot, hides = false) =>
    sourcesWords(snapshot, { ...place, hidesRequests: hides }).isUntold;
  assert.equal(isUntold(snapshotOf(keyOf({ status: 'offline', models: [modelOf('gpt-5')] }))), false);
  assert.equal(isUntold({ ...heard, sources: [noPort] }), true);
  assert.equal(isUntold(heard, true), true);
  assert.equal(isUntold(heard), false);
});

test('what the gateway has passed on is told apart from what was heard', () => {
  const tools = [
    { tool: 'Cline', requests: 2, age: 3 },
    { tool: 'Claude Code', requests: 12, age: 5, through: 'gateway' },
  ] as const;
  const on = { ...heard, sources: [...heard.sources.slice(0, 2), { id: 'gateway', state: { kind: 'live' } } as const] };
  const both = { ...on, keys: [keyOf({ tools })] };
  assert.equal(rowOf('listening', both).sees, 'Heard: Cline 2 requests in the last hour.');
  assert.equal(rowOf('gateway', both).sees, 'Passed on: Claude Code 12 requests in the last hour.');
  const intents = (snapshot: typeof heard) => rowOf('gateway', snapshot).offers.map(({ intent }) => intent.type);
  assert.deepEqual([intents(both), intents(heard)], [['connect-tool', 'stop-gateway'], ['connect-tool']]);
  assert.equal(rowOf('gateway', { ...on, keys: [] }).sees, 'Passed nothing on in the last hour.');
  assert.equal(rowOf('gateway', { ...on, keys: [], sources: [] }).sees, 'Nothing was told yet.');
  const holding = { ...on, keys: [], sources: [{ id: 'gateway', state: { kind: 'live', holdsFor: 60 } } as const] };
  assert.match(rowOf('gateway', holding).sees, / Holds back for up to 60 s what would be refused\.$/);
  const passed = { byAddress: [], withoutKey: [{ tool: 'Codex', requests: 3, age: 9 }] };
  const connected = ['claude-code', 'scripts', 'a tool of a later version'];
  const two = { ...on, keys: [], sources: [{ id: 'gateway', state: { kind: 'live', connected } } as const] };
  assert.match(rowOf('gateway', two).sees, /^Connected: Claude Code, Scripts with the official SDKs\. Passed nothing/);
  const login = { ...on, sources: [{ id: 'gateway', state: { kind: 'live', passed } } as const] };
  assert.match(
    rowOf('gateway', { ...login, keys: [] }).sees,
    /^Passed on with a login or without a key, .*: Codex 3 requests in the last hour\.$/,
  );
  assert.match(
    rowOf('gateway', { ...login, keys: both.keys }).sees,
    /^Passed on: Claude Code 12 .* Passed on with a login/,
  );
  const state = { kind: 'no-port', port: 23_456, isTaken: true } as const;
  const { trouble, offers } = rowOf('gateway', { ...heard, sources: [{ id: 'gateway', state }] });
  assert.match(trouble ?? '', /^Another program has port 23456 of this machine.*Quit it.*\.$/);
  assert.deepEqual(
    offers.map(({ intent }) => intent.type),
    ['move-gateway', 'stop-gateway'],
  );
});

test('a row that hears some requests does not deny it, and names who sees the others', () => {
  const [row] = sourcesWords(heard, { ...place, hidesRequests: true }).rows;
  assert.match(row?.sees ?? '', /^Heard: Cline/);
  assert.match(row?.trouble ?? '', /the editor's own fetch is not heard/);
  assert.doesNotMatch(row?.notSeen ?? '', /anything while/);
  assert.match(
    row?.notSeen ?? '',
    /the editor's own fetch while http\.electronFetch is on.* The gateway sees tools in a terminal/,
  );
});

test('what a source learns is told with its age, and its reason where it fails', () => {
  const { failure } = failureOf({ cause: 'forbidden' });
  const missing = [{ part: 'usage', failure, retryIn: null } as const];
  const usage = [{ span: 'hour', from: -3_600_000, to: -240_000, uses: [] } as const];
  const told = rowOf('admin', { ...snapshotOf(), organizations: [organizationOf({ missing, usage })] });
  assert.equal(told.sees, 'Acme: Usage as of 4 min ago.');
  const admin = rowOf('admin', { ...snapshotOf(), organizations: [organizationOf({ missing })] });
  assert.equal(admin.trouble, 'Acme: The key may not do this.');
  const money = { readings: [], missing: [], gauges: [balanceOf(12.5)] };
  const balances = rowOf('balances', snapshotOf(keyOf({ provider: 'deepseek', money })));
  assert.match(balances.sees, /^work: \$12\.50.*, 4 min ago\.$/);
  const pages = { ...snapshotOf(), sources: [{ id: 'status', state: live } as const], statuses: [outage] };
  assert.match(rowOf('status', pages).sees, /^OpenAI reports an outage since .*, read 60 s ago\.$/);
});

test('checks tell what they cost today and when the next one is', () => {
  assert.match(
    rowOf('checks', snapshotOf(keyOf())).sees,
    /^Checked today: 41 requests, 820 tokens, \$0\.001\d*\. Next check in 5 s: busy, looking often\.$/,
  );
});

test('an admin key is offered where there can be one', () => {
  const offers = (editor: 'vscode' | 'cursor', ...keys: Parameters<typeof snapshotOf>) =>
    sourcesWords(snapshotOf(...keys), placeIn(editor)).rows.find(({ source }) => source === 'admin')?.offers.length;
  const without = keyOf({ provider: 'deepseek' });
  assert.deepEqual(
    [offers('vscode'), offers('vscode', keyOf()), offers('vscode', without), offers('cursor', without)],
    [1, 1, 0, 1],
  );
});

test('the list has the same rows, and what is chosen there is a wish that the host knows', () => {
  const items = listWords(heard, place);
  const start = items.findIndex(({ label }) => label === 'Where the numbers come from');
  const rows = items.slice(start + 1, start + 7);
  assert.deepEqual(
    rows.map(({ label, description }) => `${label}: ${description}`),
    [
      'Listening: on · Stop listening',
      'Gateway: off · Connect a tool…',
      'Own checks: on',
      "The provider's own numbers: off · Add an admin key",
      'Balances: off',
      'Status pages: on',
    ],
  );
  for (const { intent } of rows) if (intent) assert.deepEqual(parseIntent(intent), intent);
});

test('every limit names where its number is from and how old it is, in the list and in an open row', () => {
  const limits = [limitOf({ age: 8, source: 'listener' }), limitOf({ unit: 'requests', age: 95 })] as const;
  const snapshot = snapshotOf(keyOf({ models: [modelOf('gpt-5', { limits })] }));
  const item = listWords(snapshot, place).find(({ label }) => label === 'gpt-5');
  assert.equal(item?.detail, 'tokens/min · OpenAI · work · heard from an extension, 8 s ago');
  const { binding, others } = rankedModels(snapshot)[0] ?? assert.fail();
  assert.ok(binding && behindTheNumber(binding).includes('Heard from an extension, 8 s ago.'));
  assert.deepEqual(othersRead(binding, others), ['Requests/min: own check, 95 s ago.']);
  assert.deepEqual(othersRead(binding, [binding]), []);
});

test('names from outside are shown as they are', () => {
  for (const name of [...hostileNames, 'a\u202eb\n']) {
    const key = keyOf({ label: name, status: 'refused', tools: [{ tool: name, requests: 1, age: 1 }] });
    const { rows } = sourcesWords({ ...snapshotOf(key), sources: heard.sources }, place);
    for (const { sees, trouble } of rows) assert.doesNotMatch(`${sees} ${trouble}`, /\u202e/);
    assert.match(rows[0]?.sees ?? '', /^Heard: .* 1 request in the last hour\.$/s);
  }
});
