import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBaseUrl, fingerprintOf, type KeyRecord, parseRecords } from '../../../src/host/keys/keyRecord.ts';
import { parseEntry } from '../../../src/host/keys/keyVault.ts';
import { fc } from '../core/fastCheck.ts';

const sound: KeyRecord = {
  id: 'a',
  label: 'work',
  provider: 'openai',
  storage: 'secret',
  baseUrl: 'https://api.openai.com/v1',
  fingerprint: '…7f3a',
  models: ['gpt-5'],
  digest: 'd1',
  place: 0,
};

test('sound records come back as they were', () => {
  const records = [sound, { ...sound, id: 'b', storage: 'environment', variable: 'OPENAI_API_KEY', place: 3 }];
  assert.deepEqual(parseRecords(JSON.parse(JSON.stringify(records))), records);
});

for (const [what, change] of [
  ['no id', { id: undefined }],
  ['an endless label', { label: 'x'.repeat(3000) }],
  ['an unknown provider', { provider: 'evil' }],
  ['a provider that no client speaks to', { provider: 'bedrock' }],
  ['a storage that is never stored', { storage: 'session' }],
  ['a demo key', { storage: 'demo' }],
  ['a base URL on plain http', { baseUrl: 'http://evil.com' }],
  ['a base URL with a user', { baseUrl: 'https://api.openai.com@evil.com' }],
  ['a base URL that is none', { baseUrl: 'x' }],
  ['a variable that holds no key of ours', { storage: 'environment', variable: 'AWS_SECRET_ACCESS_KEY' }],
  ["another provider's variable", { storage: 'environment', variable: 'ANTHROPIC_API_KEY' }],
  ['no variable', { storage: 'environment' }],
] as const) {
  test(`a record with ${what} is left out, the others stay`, () => {
    const other = { ...sound, id: 'other' };
    assert.deepEqual(parseRecords([{ ...sound, ...change }, other]), [other]);
  });
}

test('of two records with one id the first counts', () => {
  assert.deepEqual(parseRecords([sound, { ...sound, baseUrl: 'https://evil.com' }]), [sound]);
});

test('records are sound whatever was stored', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.array(
      fc.record(
        {
          id: fc.oneof(fc.string(), fc.jsonValue()),
          label: fc.string(),
          provider: fc.constantFrom('openai', 'anthropic', 'compatible', 'x', '__proto__'),
          storage: fc.constantFrom('secret', 'environment', 'session', 'demo'),
          baseUrl: fc.oneof(fc.webUrl(), fc.constantFrom('http://127.0.0.1', 'http://evil.com', 'javascript:1')),
          variable: fc.constantFrom('OPENAI_API_KEY', 'PATH', 'HOME', ''),
          fingerprint: fc.jsonValue(),
          models: fc.jsonValue(),
          apiKey: fc.string(),
        },
        { requiredKeys: [] },
      ),
    ),
  );
  fc.assert(
    fc.property(value, (stored) => {
      const records = parseRecords(stored);
      assert.equal(new Set(records.map(({ id }) => id)).size, records.length);
      for (const record of records) {
        assert.equal(checkBaseUrl(record.baseUrl), null);
        assert.ok(
          record.storage === 'secret' || (record.storage === 'environment' && record.variable === 'OPENAI_API_KEY'),
        );
        assert.ok(record.models.every((model) => typeof model === 'string' && model !== ''));
        assert.ok(!('apiKey' in record), 'nothing comes along that is no part of a record');
      }
      assert.deepEqual(parseRecords(JSON.parse(JSON.stringify(records))), records);
    }),
    { numRuns: 1000 },
  );
});

test('records of version 0.1 keep their order and have no digest yet', () => {
  const { digest, place, ...old } = sound;
  assert.deepEqual(
    parseRecords([old, { ...old, id: 'b' }]).map((record) => [record.id, record.digest, record.place]),
    [
      ['a', null, 0],
      ['b', null, 1],
    ],
  );
});

test('an entry holds a record with its value, a value of version 0.1, or nothing, whatever was stored', () => {
  const access = { apiKey: 'sk-x', baseUrl: sound.baseUrl };
  const fromEnvironment = { ...sound, storage: 'environment', variable: 'OPENAI_API_KEY' };
  assert.deepEqual(parseEntry('a', JSON.stringify({ ...sound, ...access })), { record: sound, access });
  assert.deepEqual(parseEntry('a', JSON.stringify(access)), { record: null, access });
  assert.deepEqual(parseEntry('a', JSON.stringify(fromEnvironment)), { record: fromEnvironment, access: null });
  for (const stored of [
    undefined,
    '',
    'sk-plain',
    '{',
    'null',
    '[]',
    '"sk-x"',
    JSON.stringify({ apiKey: 'sk-x' }),
    JSON.stringify(sound),
    JSON.stringify({ ...fromEnvironment, apiKey: 'sk-x' }),
    JSON.stringify({ ...access, apiKey: '' }),
    JSON.stringify({ ...access, apiKey: 5 }),
    JSON.stringify({ ...sound, ...access, baseUrl: 'http://evil.com' }),
    JSON.stringify({ ...access, baseUrl: 'https://api.openai.com@evil.com' }),
  ]) {
    assert.equal(parseEntry('a', stored), null, stored);
  }
  const entry = fc.record(
    {
      apiKey: fc.oneof(fc.string(), fc.jsonValue()),
      baseUrl: fc.oneof(fc.webUrl(), fc.constantFrom('http://evil.com', 'https://api.openai.com/v1')),
      id: fc.string(),
      label: fc.string(),
      provider: fc.constantFrom('openai', 'compatible', '__proto__'),
      storage: fc.constantFrom('secret', 'environment', 'demo'),
      variable: fc.constantFrom('OPENAI_API_KEY', 'HOME'),
      place: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const any = fc.oneof(
    fc.string(),
    fc.json(),
    entry.map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(any, (stored) => {
      const { record, access } = parseEntry('a', stored) ?? {};
      if (access) assert.equal(checkBaseUrl(access.baseUrl), null);
      if (!record) return;
      assert.equal(record.id, 'a', 'an entry speaks of its own key alone');
      assert.equal(record.storage, access ? 'secret' : 'environment');
      assert.equal(record.baseUrl, access?.baseUrl ?? record.baseUrl);
    }),
    { numRuns: Number(process.env.FC_RUNS ?? 1000) },
  );
});

test('a fingerprint tells at most four characters, and of a short key none', () => {
  assert.equal(fingerprintOf('sk-proj-abcdefghijklmnop7f3a'), '…7f3a');
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (key) => {
      const fingerprint = fingerprintOf(key);
      assert.ok(fingerprint.startsWith('…') && fingerprint.length <= 5);
      assert.ok(key.endsWith(fingerprint.slice(1)));
      if (key.length < 20) assert.equal(fingerprint, '…');
    }),
  );
});
