import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likelyAddresses } from '../../../../src/core/dialects/likelyAddresses.ts';
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
