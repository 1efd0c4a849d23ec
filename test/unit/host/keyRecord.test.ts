import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkBaseUrl,
  fingerprintOf,
  type KeyRecord,
  parseRecords,
  usedAddress,
} from '../../../src/host/keys/keyRecord.ts';
import { parseEntry } from '../../../src/host/keys/keyVault.ts';
import { fc } from '../core/fastCheck.ts';

for (const [url, expected] of [
  ['https://api.openai.com/v1', null],
  ['HTTPS://API.OPENAI.COM/v1', null],
  ['https://gateway.example.com:8443/openai/', null],
  ['https://192.0.2.1/v1', null],
  ['http://127.0.0.1:4000', null],
  ['http://127.9.9.9', null],
  ['http://2130706433', null],
  ['http://0x7f.1/v1', null],
  ['http://localhost:11434/v1', null],
  ['HTTP://LOCALHOST', null],
  ['http://[::1]:8080', null],
  ['http://①②⑦.0.0.1', null],
  ['http://127.0.0.1.evil.com', 'needs-https'],
  ['http://localhost.evil.com', 'needs-https'],
  ['http://evil-localhost', 'needs-https'],
  ['http://api.openai.com', 'needs-https'],
  ['http://0.0.0.0:4000', 'needs-https'],
  ['http://3232235521', 'needs-https'],
  ['http://192.168.0.1', 'needs-https'],
  ['http://128.0.0.1', 'needs-https'],
  ['http://[::ffff:8.8.8.8]', 'needs-https'],
  ['http://[2001:db8::1]', 'needs-https'],
  ['http://lοcalhost', 'needs-https'],
  ['https://api.openai.com@evil.com', 'has-credentials'],
  ['https://api.openai.com:443@evil.com/v1', 'has-credentials'],
  ['http://127.0.0.1:80@evil.com', 'has-credentials'],
  ['https://:secret@evil.com', 'has-credentials'],
  ['https://sk-key@api.openai.com', 'has-credentials'],
  ['https://api.example.com/v1?key=1', 'has-query'],
  ['https://api.example.com/v1?', 'has-query'],
  ['https://api.example.com/v1#', 'has-query'],
  ['https://api.openai.com#@evil.com', 'has-query'],
  ['https://api.openai.com?@evil.com', 'has-query'],
  ['', 'not-a-url'],
  ['api.openai.com/v1', 'not-a-url'],
  ['//api.openai.com', 'not-a-url'],
  ['https://', 'not-a-url'],
  ['https://exa mple.com', 'not-a-url'],
  ['javascript:alert(1)', 'not-a-url'],
  ['file:///etc/passwd', 'not-a-url'],
  ['data:text/plain,x', 'not-a-url'],
  ['ftp://example.com', 'not-a-url'],
  ['ws://127.0.0.1', 'not-a-url'],
  ['command:workbench.action.quit', 'not-a-url'],
  ['localhost:4000', 'not-a-url'],
] as const) {
  test(`base URL ${url || '(nothing)'}: ${expected ?? 'may get a key'}`, () =>
    assert.equal(checkBaseUrl(url), expected));
}

test('a base URL that is taken is encrypted or stays on this machine, whatever it looks like', () => {
  const part = fc.constantFrom(
    'http',
    'https',
    '://',
    '127.0.0.1',
    'localhost',
    '.',
    '@',
    ':',
    '/',
    '\\',
    '?',
    '#',
    'evil.com',
    '[::1]',
    '80',
    '%31',
    '。',
    '\t',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl({ withQueryParameters: true }),
        fc.array(part, { maxLength: 9 }).map((parts) => parts.join('')),
      ),
      (text) => {
        if (checkBaseUrl(text) !== null) return;
        const { protocol, hostname, username, password, search, hash } = new URL(text);
        assert.ok(
          protocol === 'https:' || (protocol === 'http:' && /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(hostname)),
        );
        assert.deepEqual([username, password, search, hash], ['', '', '', '']);
      },
    ),
    { numRuns: 2000 },
  );
});

/** Spellings of addresses, and where each leads; `null` where it is refused. */
const spellings: readonly (readonly [string, string | null])[] = [
  ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
  ['HTTPS://API.OpenAI.com', 'https://api.openai.com'],
  ['https://api.\u043epenai.com/v1', 'https://api.xn--penai-iye.com/v1'],
  ['https://\u0430pi.openai.com', 'https://xn--pi-6kc.openai.com'],
  ['https://api.openai.com\u2060.evil.example/v1', 'https://api.openai.com.evil.example/v1'],
  ['https://api.open\u00adai.com', 'https://api.openai.com'],
  ['https://api.openai.com\u200b.evil.example', 'https://api.openai.com.evil.example'],
  ['https://evil.example\\@api.openai.com', 'https://evil.example/@api.openai.com'],
  ['https:\\\\evil.example\\v1', 'https://evil.example/v1'],
  ['https:/evil.example', 'https://evil.example'],
  ['https://api.openai.com\u3002evil.example', 'https://api.openai.com.evil.example'],
  ['https://\uff41pi.openai.com', 'https://api.openai.com'],
  ['https://%65vil.example/v1', 'https://evil.example/v1'],
  ['https://api.openai.com/\u202e1v', 'https://api.openai.com/%E2%80%AE1v'],
  ['https://api.openai.com/v1/../../x', 'https://api.openai.com/x'],
  ['https://ev\til.example\n/v1', 'https://evil.example/v1'],
  ['https://2130706433:443', 'https://127.0.0.1'],
  ['https://api.openai.com\uff0f.evil.example', null],
  ['https://api.openai.com\uff20evil.example', null],
];

test('whatever an address is written like, it is kept as the one it leads to', () => {
  for (const [written, used] of spellings) {
    const kept = parseRecords([{ ...sound, baseUrl: written }])[0]?.baseUrl ?? null;
    assert.equal(kept, used, written);
    assert.equal(
      parseEntry('a', JSON.stringify({ apiKey: 'sk-x', baseUrl: written }))?.access?.baseUrl ?? null,
      used,
      written,
    );
  }
});

test('an address that is kept is plain ASCII, leads where it says, and stays what it is', () => {
  const letter = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom('.', '/', '\\', '@', ':', 'a', 'é', 'о'),
  );
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 12 }), (parts) => {
      const written = `https://a${parts.join('')}`;
      if (checkBaseUrl(written) !== null) return;
      const used = usedAddress(written);
      assert.match(used, /^https:\/\/[\x21-\x7e]+$/);
      assert.equal(new URL(used).host, new URL(written).host);
      assert.ok(used === new URL(used).origin || used.startsWith(`${new URL(used).origin}/`));
      assert.equal(usedAddress(used), used);
    }),
  );
});

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
