import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copiedAddress, likelyAddresses } from '../../../../src/core/dialects/likelyAddresses.ts';
import { fc } from '../fastCheck.ts';

test('an address without its version gets it, and one with a version stays', () => {
  for (const [given, likely] of [
    ['http://127.0.0.1:8000', ['http://127.0.0.1:8000/v1']],
    ['http://127.0.0.1:8000/', ['http://127.0.0.1:8000/v1']],
    ['https://a.example/llm', ['https://a.example/llm/v1', 'https://a.example/v1']],
    ['https://a.example/v1', []],
    ['https://a.example/v1beta/openai', []],
    ['https://a.example/v1/chat/completions', ['https://a.example/v1']],
    ['https://a.example/chat/completions', ['https://a.example', 'https://a.example/v1']],
  ] as const)
    assert.deepEqual(likelyAddresses(given, 'compatible'), likely, given);
});

test('a provider’s own address is known, and so is the form of one that everybody has another of', () => {
  assert.equal(likelyAddresses('https://api.groq.com', 'groq')[0], 'https://api.groq.com/openai/v1');
  const azure = 'https://mine.openai.azure.com';
  assert.deepEqual(likelyAddresses(azure, 'azure-openai'), [`${azure}/openai/v1`]);
});

test('a key never goes to another origin than the one that was typed', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.constantFrom('compatible', 'groq', 'azure-openai'), (url, provider) => {
      const { origin } = new URL(url);
      for (const address of likelyAddresses(url, provider)) assert.equal(new URL(address).origin, origin);
    }),
  );
});

test('an address that a portal shows is read as its resource’s, with the deployment in it as the model', () => {
  const base = 'https://mine.openai.azure.com/openai/v1';
  for (const [given, model] of [
    ['https://mine.openai.azure.com/openai/deployments/gpt-5.1_a/chat/completions?api-version=2024-10-21', 'gpt-5.1_a'],
    ['https://mine.openai.azure.com/openai/deployments/chat', 'chat'],
    ['https://mine.openai.azure.com/openai/v1/responses?api-version=preview', null],
    ['https://mine.openai.azure.com/?api-version=2024-10-21', null],
  ] as const)
    assert.deepEqual(copiedAddress(given), { baseUrl: base, model }, given);
});

test('any other address is left as it is', () => {
  for (const given of [
    '',
    'mine',
    'https://mine.openai.azure.com/openai/v1',
    'https://mine.openai.azure.com/openai/v1?key=1',
    'https://mine.openai.azure.com/openai/deployments/a?api-version=1&key=2',
    'http://mine.openai.azure.com/openai/deployments/a?api-version=1',
    'https://me:secret@mine.openai.azure.com/openai/deployments/a?api-version=1',
    'https://mine.openai.azure.com/openai/deployments/a?api-version=1#x',
    'https://mine.openai.azure.com.evil.test/openai/deployments/a?api-version=1',
    'https://api.openai.com/openai/deployments/a?api-version=1',
  ])
    assert.equal(copiedAddress(given), null, given);
});

test('a copied address never leaves its origin, and is one that a key may go to', () => {
  const part = fc.constantFrom(
    'openai',
    'deployments',
    'v1',
    '..',
    '%2e%2e',
    '\\',
    '@',
    'gpt-5',
    '?',
    'api-version=1',
    '/',
    '#',
    ':',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
      const given = `https://mine.openai.azure.com/${parts.join('/')}`;
      const copied = copiedAddress(given);
      if (copied === null) return;
      assert.equal(new URL(copied.baseUrl).origin, new URL(given).origin);
      assert.equal(copied.baseUrl, 'https://mine.openai.azure.com/openai/v1');
    }),
  );
});
