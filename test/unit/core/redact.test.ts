import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redact } from '../../../src/core/redact.ts';
import { fc } from './fastCheck.ts';

const tail = fc.stringMatching(/^[A-Za-z0-9]{24,60}$/);
const shaped = fc
  .tuple(
    fc.constantFrom(
      'sk-',
      'sk-proj-',
      'sk-ant-api03-',
      'sk-admin-',
      'sk-or-v1-',
      'gsk_',
      'xai-',
      'AIza',
      'hf_',
      'nvapi-',
      'pplx-',
      'csk-',
    ),
    tail,
  )
  .map(([prefix, rest]) => ({ key: prefix + rest, rest }));
const around = fc.tuple(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }));

test('a key of any known shape does not survive in text, JSON, URLs or headers', () => {
  fc.assert(
    fc.property(shaped, around, ({ key, rest }, [before, after]) => {
      for (const text of [
        `${before} ${key} ${after}`,
        JSON.stringify({ [before]: key, after }),
        `https://api.example.com/v1?key=${key}&x=${encodeURIComponent(after)}`,
        `https://user:${key}@example.com/`,
        `Authorization: Bearer ${key}\r\nx-api-key: ${key}`,
        `'${key}'\n${after}`,
      ]) {
        assert.equal(redact(text).includes(rest), false, redact(text));
      }
    }),
  );
});

test('a known secret does not survive, whatever it looks like and however it is written', () => {
  const secret = fc
    .oneof(
      tail,
      fc.string({ minLength: 8, maxLength: 40 }),
      fc.string({ unit: 'grapheme', minLength: 8, maxLength: 20 }),
    )
    // What stands in its place may contain a part of one that looks like it.
    .filter((text) => text.trim().length >= 8 && !/\[?key\]?|org-…|proj_…/.test(text));
  fc.assert(
    fc.property(secret, around, (known, [before, after]) => {
      const base64 = (text: string) => Buffer.from(text).toString('base64');
      const inner = Buffer.from(known).toString('base64').replace(/=+$/, '').slice(0, -1);
      for (const [text, found] of [
        [`${before}${known}${after}`, known],
        [JSON.stringify({ text: `${before}${known}` }), JSON.stringify(known).slice(1, -1)],
        [`${before}${encodeURIComponent(known)}${after}`, encodeURIComponent(known)],
        [`x=${new URLSearchParams({ k: known })}`, new URLSearchParams({ k: known }).toString().slice(2)],
        [base64(`${known}:`), inner],
        [Buffer.from(`${known}${after}`).toString('base64url'), Buffer.from(known).toString('base64url').slice(0, -1)],
      ] as const) {
        assert.equal(redact(text, [known]).includes(found), false, redact(text, [known]));
      }
    }),
  );
});

test('a secret within a longer Base64 text is found at each of the three offsets', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCY';
  for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
    const clean = redact(Buffer.from(`${before}${secret}:and more`).toString('base64'), [secret]);
    const left = Buffer.from(clean.split('[key]').join(''), 'base64').toString('latin1');
    assert.equal(left.includes('UtnFEMI'), false, clean);
    assert.ok(clean.includes('[key]'));
  }
});

test('of two secrets of which one is a part of the other, nothing is left', () => {
  assert.equal(redact('abcdefghij', ['abcd', 'abcdefghij']), '[key]');
});

test('identifiers of the account are hidden, and the message stays readable', () => {
  const message =
    'Rate limit reached for gpt-4o in organization org-aB3dE5fG7hI9 on tokens per min (TPM): Limit 30000, Used 29937, Requested 385. Please try again in 644ms.';
  assert.equal(redact(message), message.replace('org-aB3dE5fG7hI9', 'org-…'));
});

test('ordinary words stay as they are', () => {
  for (const text of [
    'Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.',
    'The task-oriented risk-free key-management of key_storage_backend asks for basic care.',
    'claude-sonnet-4-5-20250929 and gpt-5.4-nano-2026-01-01 at 12:30, see //example.com/a:b',
    'invalid x-api-key',
    'x-api-key header is required',
    'Bearer token is missing, Basic authentication is not supported',
  ]) {
    assert.equal(redact(text), text);
  }
});

test('no text makes it throw, and a long one comes through', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string({ unit: 'binary' })),
      (text, secrets) => void redact(text, secrets),
    ),
  );
  for (const junk of ['Bearer ', '//a:', 'sk-', 'key_1', ' ', 'authorization :', '"', '0'])
    assert.ok(redact(junk.repeat(Math.ceil(1e6 / junk.length)), ['secret-value']).length > 0);
});
