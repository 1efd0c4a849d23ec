import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureOf } from '../../../src/core/causes/failureOf.ts';
import { diagnose } from '../../../src/core/pasted/pastedError.ts';
import { parseToPanel } from '../../../src/wire/snapshotShape.ts';
import { parseIntent } from '../../../src/words/advice/intent.ts';
import { fc } from './fastCheck.ts';
import { leaks } from './leaks.ts';

const leak = fc.oneof(...Object.values(leaks));
const words = fc.constantFrom(
  'Rate limit reached for gpt-5 on tokens per min (TPM): Limit 30000, Used 29000, Requested 3000.',
  'You exceeded your current quota.',
  'Error code: 429 -',
  'HTTP/2 429\nretry-after: 21\n\n',
  '',
);

/** A body as a provider may send it, with the text somewhere in it. */
const bodyOf = (text: string) =>
  fc.oneof(
    fc.constant<unknown>(text),
    fc.constant<unknown>({ error: { message: text, type: text, code: text } }),
    fc.constant<unknown>({ message: text, detail: [text] }),
    fc.constant<unknown>(JSON.stringify({ error: { message: JSON.stringify({ error: { message: text } }) } })),
    fc.constant<unknown>(`data: ${JSON.stringify({ error: { message: text } })}\n\n`),
    fc.jsonValue().map((value): unknown => ({ error: value, message: text })),
  );

test('whatever a provider sends, nothing private of it is in a failure', () => {
  const sent = fc
    .tuple(leak, words)
    .chain(([{ secret, text }, said]) => fc.tuple(fc.constant(secret), bodyOf(`${said}\n${text}`)));
  fc.assert(
    fc.property(sent, fc.constantFrom(200, 400, 401, 404, 429, 500), ([secret, body], status) => {
      const failure = failureOf({ status, headers: {}, body });
      assert.ok(!JSON.stringify(failure).includes(secret), JSON.stringify([body, failure]));
    }),
  );
});

test('whatever is pasted, nothing private of it is in the diagnosis', () => {
  fc.assert(
    fc.property(leak, words, words, ({ secret, text }, before, after) => {
      const found = diagnose(`${before}\n${text}\n${after}`);
      assert.ok(!JSON.stringify(found).includes(secret), JSON.stringify([text, found]));
    }),
  );
});

test('whatever arrives as a message is read or left, and never throws', () => {
  const types = fc.constantFrom(
    'words',
    'snapshot',
    'diagnosis',
    'paste-box',
    'pin-limit',
    'diagnose-text',
    'open-link',
    '__proto__',
  );
  const message = fc.oneof(
    fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
    fc.record({
      type: types,
      snapshot: fc.anything(),
      limitId: fc.anything(),
      text: fc.anything(),
      link: fc.anything(),
    }),
  );
  fc.assert(
    fc.property(message, (one) => {
      parseToPanel(one);
      const intent = parseIntent(one);
      assert.ok(intent === null || typeof intent.type === 'string');
    }),
  );
});
