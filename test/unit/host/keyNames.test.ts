import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestedName } from '../../../src/host/keys/keyNames.ts';
import type { KeyRecord } from '../../../src/host/keys/keyRecord.ts';

function keyOf(changes: Partial<KeyRecord>): KeyRecord {
  return {
    id: 'id',
    label: 'OpenAI',
    provider: 'openai',
    storage: 'secret',
    baseUrl: 'https://api.openai.com/v1',
    fingerprint: '…',
    models: [],
    digest: null,
    place: 0,
    ...changes,
  };
}

const openai = (records: KeyRecord[]) => suggestedName('openai', 'https://api.openai.com/v1', records);
const endpoint = (baseUrl: string, records: KeyRecord[] = []) => suggestedName('compatible', baseUrl, records);

test('the first key of a provider, and of a host with a name, is called by it', () => {
  assert.deepEqual(openai([]), { name: 'OpenAI', isSure: true });
  assert.deepEqual(openai([keyOf({ provider: 'anthropic', label: 'Anthropic' })]), { name: 'OpenAI', isSure: true });
  assert.deepEqual(endpoint('https://llm.example.com/v1'), { name: 'llm.example.com', isSure: true });
});

test('a machine without a name, and any port, is named by the user', () => {
  for (const address of ['http://127.0.0.1:8000/v1', 'http://localhost/v1', 'https://10.0.0.7/v1', 'http://[::1]/v1'])
    assert.deepEqual(endpoint(address), { name: new URL(address).host, isSure: false }, address);
  assert.equal(endpoint('https://llm.example.com:8443/v1').isSure, false);
});

test('a second key of a provider or of a host is named by the user, whatever the first is called', () => {
  assert.deepEqual(openai([keyOf({})]), { name: 'OpenAI 2', isSure: false });
  assert.deepEqual(openai([keyOf({}), keyOf({ label: 'OpenAI 2' })]), { name: 'OpenAI 3', isSure: false });
  assert.deepEqual(openai([keyOf({ label: 'work' })]), { name: 'OpenAI', isSure: false });
  assert.deepEqual(openai([keyOf({ provider: 'anthropic' })]), { name: 'OpenAI 2', isSure: false });
  const first = keyOf({ provider: 'compatible', label: 'mine', baseUrl: 'https://llm.example.com/v1' });
  assert.equal(endpoint('https://llm.example.com/other/v1', [first]).isSure, false);
  assert.equal(endpoint('https://other.example.com/v1', [first]).isSure, true);
});
