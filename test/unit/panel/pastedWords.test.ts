import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnoseText } from '../../../src/host/diagnoseText.ts';
import { parseToPanel } from '../../../src/panel/messages.ts';
import { pastedWords } from '../../../src/panel/pastedWords.ts';

const words = (text: string) => pastedWords(diagnoseText(text), 'vscode', null);

test('a request that is larger than the limit is to be shrunk, and waiting is said not to help', () => {
  const said = words(
    'User Provided API Key Rate Limit Exceeded … Request too large for gpt-4o in organization org-… on tokens per min (TPM): Limit 30000, Requested 36741.',
  );
  assert.equal(said.lead, 'Shrink the request');
  assert.match(said.details.join(' '), /Waiting will not help/);
  assert.ok(said.steps.length >= 1);
});

test('no credit is about money', () => {
  const said = words('429 {"error":{"message":"You exceeded your current quota","type":"insufficient_quota"}}');
  assert.equal(said.lead, 'Add credit');
});

test('a text that says nothing more is called unclear, with what it could be', () => {
  const said = words('User provided API key rate limit exceeded');
  assert.equal(said.lead, 'Unclear');
  assert.match(said.details.join(' '), /It could be, likeliest first: A rate limit was reached; /);
  assert.ok(said.steps.some((step) => step.intent !== null));
});

test('a text about something else is not made an error', () => {
  assert.equal(words('Good morning! The weather is fine.').title, 'Nothing in this text speaks of an error');
});

test('a diagnosis arrives in the panel whole', () => {
  for (const text of [
    '429',
    'Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 29937, Requested 385.',
    '',
  ]) {
    assert.ok(parseToPanel({ type: 'diagnosis', diagnosis: diagnoseText(text) }), text);
  }
  assert.equal(parseToPanel({ type: 'diagnosis', diagnosis: { ...diagnoseText(''), cause: 'made-up' } }), null);
});
