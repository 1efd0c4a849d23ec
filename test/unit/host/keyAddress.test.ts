import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkBaseUrl, parseRecord, usedAddress } from '../../../src/host/keys/keyRecord.ts';
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

const environmentKey = {
  id: 'a',
  label: 'work',
  provider: 'openai',
  storage: 'environment',
  variable: 'OPENAI_API_KEY',
};

test('whatever an address is written like, it is kept as the one it leads to', () => {
  for (const [written, used] of spellings) {
    assert.equal(parseRecord({ ...environmentKey, baseUrl: written })?.baseUrl ?? null, used, written);
    const entry = parseEntry('a', JSON.stringify({ apiKey: 'sk-x', baseUrl: written }));
    assert.equal(entry?.access?.baseUrl ?? null, used, written);
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
