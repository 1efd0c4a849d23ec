import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UsedBy } from '../../../src/core/model/snapshot.ts';
import { diagnosticReport, holdsWords } from '../../../src/host/actions/diagnosticReport.ts';
import { gaugeOf, named, organizationLimit, organizationOf, useOf } from '../../panel/organizations.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { fc } from '../core/fastCheck.ts';

const around = { keygauge: '0.1.0', editor: 'VS Code 1.139.1', platform: 'linux x64', remote: null, settings: {} };

test('the report holds limits and errors, and nothing that identifies its author', () => {
  const secret = 'sk-proj-abcdefghijklmnopqrstuvwxyz';
  const failure = failureOf({ message: `refused ${secret} of org-AbCdEf123456` });
  const key = keyOf({
    label: 'Ada at Example Ltd',
    origin: 'https://llm.example.internal',
    fingerprint: '…wxyz',
    models: [modelOf('gpt-5', { limits: [limitOf()], failure })],
  });
  const report = diagnosticReport(snapshotOf(key), around, [secret]);
  assert.match(report, /^```json\n\{[\s\S]*\}\n```\n$/);
  assert.match(report, /"capacity": 500000/);
  assert.match(report, /"model": "gpt-5"/);
  assert.match(report, /"origin": "another"/);
  for (const private_ of [secret, 'Ada', 'example.internal', 'wxyz', 'AbCdEf'])
    assert.ok(!report.includes(private_), private_);
});

test('an origin where everybody of a provider sends keys is told, for it is nobody’s own', () => {
  for (const origin of ['https://api.openai.com', 'https://api.groq.com'])
    assert.match(diagnosticReport(snapshotOf(keyOf({ origin })), around, []), new RegExp(`"origin": "${origin}"`));
});

/** Names of somebody, as they get into every text of a snapshot. */
const own = [
  'acme-corp',
  'jane-doe',
  'llm.internal.example-company.com',
  '203.0.113.77',
  'jane@example-company.com',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl',
  'sessionid=Ab12Cd34',
];

const usedBy = (tool: string): UsedBy => ({
  since: 60,
  units: 5,
  shares: [{ user: { kind: 'tool', tool }, share: 1 }],
});

function everywhere(text: string) {
  const failure = failureOf({ message: `no ${text}`, type: text, code: `x_${text}` }, { model: text });
  const offline = failureOf({
    cause: 'network',
    status: null,
    message: `getaddrinfo ENOTFOUND ${text}`,
    type: null,
    code: null,
  });
  return {
    ...snapshotOf(
      keyOf({
        id: text,
        label: text,
        origin: `https://${text}`,
        fingerprint: text,
        models: [
          modelOf(`ft:gpt-4o:${text}:x`, {
            limits: [limitOf({ id: text, keyId: text, model: `ft:gpt-4o:${text}:x`, usedBy: usedBy(text) })],
            failure,
          }),
          modelOf(`accounts/${text}/models/x`, { failure: offline }),
        ],
        lastFailure: failure,
        money: {
          readings: [],
          gauges: [gaugeOf({ kind: 'balance', currency: text })],
          missing: [{ part: 'balance', failure: failure.failure, retryIn: null }],
        },
      }),
    ),
    organizations: [
      organizationOf({
        id: text,
        label: text,
        origin: `https://${text}`,
        fingerprint: text,
        gauges: [gaugeOf({ scope: 'workspace', name: text, currency: text, id: text })],
        missing: [{ part: 'usage', failure: failure.failure, retryIn: 5 }],
        limits: [organizationLimit(text, { name: text })],
        usage: [{ span: 'hour', from: 0, to: 0, uses: [useOf(named(text, text), text, 5)] }],
      }),
    ],
    sources: [{ id: 'gateway', state: { kind: 'trouble', failure: failure.failure, retryIn: 5 } } as const],
  };
}

const hostile = (text: string) => ({
  keygauge: text,
  editor: `${text} 1.2.3`,
  platform: text,
  remote: text,
  settings: {
    'keygauge.statusBar.limit': text,
    'keygauge.statusBar.style': text,
    'keygauge.warnings.thresholds': { tokens: { low: text, critical: 5 }, [text]: { low: 5 } },
    'keygauge.warnings.budgets': { [text]: 50, other: text },
    'keygauge.checks.dollarsPerDay': [text],
    [text]: text,
  },
});

test('whatever anybody calls anything, the report holds none of it', () => {
  for (const text of own) {
    const report = diagnosticReport(everywhere(text), hostile(text), []);
    assert.ok(!report.includes(text), `${text} in ${report}`);
  }
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{7,20}[0-9]{2}$/), (text) => {
      assert.ok(!diagnosticReport(everywhere(text), hostile(text), []).includes(text));
    }),
  );
});

test('it tells where the numbers come from, and who used a limit without the names of tools', () => {
  const snapshot = snapshotOf(
    keyOf({ models: [modelOf('gpt-5', { limits: [limitOf({ usedBy: usedBy('Cline') })] })] }),
  );
  const sources = [{ id: 'listener', state: { kind: 'live' } } as const];
  const report = diagnosticReport({ ...snapshot, sources }, { ...around, hidesRequests: true }, []);
  const { numbersFrom, hidesRequests, keys } = JSON.parse(report.replace(/^```json|```$/gm, ''));
  const states = {
    listening: 'trouble',
    gateway: 'unknown',
    checks: 'on',
    admin: 'off',
    balances: 'off',
    status: 'unknown',
  };
  assert.deepEqual([numbersFrom, hidesRequests], [states, true]);
  assert.deepEqual(keys[0].models[0].limits[0].usedBy, {
    since: 60,
    units: 5,
    shares: [{ user: 'tool', share: 1 }],
  });
});

test('a value of a key is in no report, even one that reads like a name that everybody knows', () => {
  const secret = 'llama-v3p1-70b-instruct';
  const model = modelOf(secret, { limits: [limitOf({ model: secret })] });
  assert.ok(!diagnosticReport(snapshotOf(keyOf({ models: [model] })), around, [secret]).includes(secret));
});

test('what is reduced still tells what it is', () => {
  const report = diagnosticReport(everywhere('acme-corp'), hostile('acme-corp'), []);
  for (const part of [
    '"model": "gpt-4o"',
    '"model": "another model"',
    '"network": "ENOTFOUND"',
    '"type": "another"',
    '"cause": "rate"',
    '"status": 429',
    '"unit": "tokens"',
    '"retryAfter": 24',
    '"currency": "another"',
    '"whole": 100',
    '"part": "usage"',
    '"rows": 1',
  ])
    assert.ok(report.includes(part), `${part} in ${report}`);
  const settings = JSON.parse(report.replaceAll('```', '').replace(/^json/, '')).settings;
  assert.deepEqual(settings, {
    'keygauge.statusBar.style': 'another value',
    'keygauge.statusBar.limit': { model: 'gpt-4o', unit: 'tokens', pool: 'standard', window: 60 },
    'keygauge.warnings.thresholds': { tokens: { low: 'another value', critical: 5 } },
    'keygauge.warnings.budgets': [50, 'another value'],
    'keygauge.checks.dollarsPerDay': 'another value',
  });
});

test('codes that everybody gets, versions and choices are told as they are', () => {
  const key = keyOf({ lastFailure: failureOf({ type: 'insufficient_quota', code: 'rate_limit_exceeded' }) });
  const settings = {
    'keygauge.statusBar.style': 'full',
    'keygauge.statusBar.limit': 'gone',
    'keygauge.warnings.show': false,
  };
  const report = diagnosticReport(snapshotOf(key), { ...around, editor: 'Cursor 2.1.0', remote: 'wsl', settings }, []);
  for (const part of [
    'insufficient_quota',
    'rate_limit_exceeded',
    'Cursor 2.1.0',
    'linux x64',
    'wsl',
    '"full"',
    'false',
    'not there',
  ])
    assert.ok(report.includes(part), `${part} in ${report}`);
});

test('words of the provider are in the report only where they are asked for, and redacted', () => {
  const message = 'No credit left for jane@example-company.com, key sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8';
  const snapshot = snapshotOf(keyOf({ lastFailure: failureOf({ message }) }));
  assert.ok(!diagnosticReport(snapshot, around, []).includes('No credit left'));
  const report = diagnosticReport(snapshot, around, [], 'with-words');
  assert.match(report, /"words": "No credit left for \[e-mail\], key \[key\]"/);
  const offline = snapshotOf(keyOf({ lastFailure: failureOf({ cause: 'network', message: 'ENOTFOUND acme' }) }));
  assert.deepEqual([holdsWords(snapshot), holdsWords(offline), holdsWords(snapshotOf(keyOf()))], [true, false, false]);
  assert.ok(!diagnosticReport(offline, around, [], 'with-words').includes('acme'));
});
