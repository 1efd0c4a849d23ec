import assert from 'node:assert/strict';
import { test } from 'node:test';
import { details } from '../../../../src/core/causes/detail.ts';
import { verdictOf } from '../../../../src/core/causes/verdict.ts';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';
import { type PastedKind, pastedAt, pastedKinds } from './pastedKinds.ts';
import { nobodyAsked, otherPrograms, plainSentences } from './plainSentences.ts';
import { tongueSentences } from './tongueSentences.ts';

for (const [kind, texts] of Object.entries(pastedKinds)) {
  test(`a kind of pasted text: ${kind}`, () => {
    for (const wanted of texts) check(wanted);
  });
}

function check({ text, cause, detail, ...wanted }: PastedKind): void {
  const found = diagnose(text, pastedAt);
  const { failure, provider, tool } = found;
  assert.notEqual(found.certainty, 'could-be', text);
  if (found.certainty === 'could-be') return;
  assert.deepEqual([failure.cause, found.detail], [cause, detail ?? null], text);
  const { window, capacity, asked, most } = wanted;
  if (wanted.wait !== undefined) assert.equal(found.verdict.wait, wanted.wait, text);
  if (wanted.unit !== undefined) assert.equal(failure.limit?.unit, wanted.unit, text);
  if (window !== undefined) assert.equal(failure.limit?.window, window, text);
  if (capacity !== undefined) assert.equal(failure.limit?.capacity, capacity, text);
  if (asked !== undefined) assert.deepEqual([found.overrun?.asked, found.overrun?.most], [asked, most], text);
  if (wanted.provider !== undefined) assert.equal(provider, wanted.provider, text);
  if (wanted.tool !== undefined) assert.equal(tool, wanted.tool, text);
}

test('no wait helps against a certificate, a filter or a login, and nobody is told one', () => {
  for (const kind of ['a certificate that is not trusted', 'no limit at all', 'a login that ran out'] as const) {
    for (const { text } of pastedKinds[kind] ?? []) {
      const found = diagnose(`${text} Try again in 5 seconds.`, pastedAt);
      assert.ok(found.certainty !== 'could-be' && !found.verdict.waitingHelps && found.verdict.wait === null, text);
    }
  }
});

test('a time without a zone is one of the reader, and of nobody where the reader has none', () => {
  const text = "You've hit your weekly limit · resets Dec 1 at 9am";
  const waitIn = (zone: string | null) => diagnose(text, { now: pastedAt.now, zone }).failure.retryAfter;
  const inUtc = 5 * 86_400 + 21 * 3600;
  assert.deepEqual([waitIn('UTC'), waitIn('America/New_York'), waitIn(null)], [inUtc, inUtc + 5 * 3600, null]);
});

test('a detail has a verdict of its own, where its cause alone would say less', () => {
  const login = diagnose('Not logged in', pastedAt);
  assert.ok(login.certainty !== 'could-be');
  assert.deepEqual([login.verdict.verdict, verdictOf(login.failure).verdict], ['sign-in', 'fix-key']);
});

for (const [wanted, sentences] of [...Object.entries(plainSentences), ...Object.entries(tongueSentences)]) {
  test(`what services say in plain sentences: ${wanted}, ${sentences[0]}`, () => {
    for (const sentence of sentences) {
      const found = diagnose(`Error: ${sentence}`, pastedAt);
      const detail = found.certainty === 'could-be' ? null : found.detail;
      const isDetail = details.some((one) => one === wanted);
      assert.equal(isDetail ? detail : found.failure.cause, wanted, sentence);
    }
  });
}

test('what other programs say in such words is no limit', () => {
  const none = ['rate', 'throttled', 'quota-exhausted', 'spend-limit', 'plan-window', 'overloaded', 'concurrency'];
  for (const sentence of otherPrograms) {
    const found = diagnose(sentence, pastedAt);
    assert.ok(!none.includes(found.failure.cause), `${sentence}: ${found.failure.cause}`);
  }
});

test('what programs say of files, syntax and modules is no refusal', () => {
  for (const sentence of nobodyAsked) {
    const found = diagnose(sentence, pastedAt);
    assert.equal(found.certainty, 'could-be', `${sentence}: ${found.failure.cause}`);
  }
});

test('a wait in hours, minutes and seconds is one', () => {
  assert.equal(diagnose('403 Quota will be replenished in 02:14:33.', pastedAt).failure.retryAfter, 8073);
});
