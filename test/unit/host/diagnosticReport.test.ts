import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosticReport } from '../../../src/host/actions/diagnosticReport.ts';
import { failureOf, keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';

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
