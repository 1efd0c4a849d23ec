import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { undiciHeaders } from '../../../src/sources/headerFields.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
/** As a header's value may be: JSON, times, addresses. */
const value = fc.oneof(
  fc.json().map((text) => text.replaceAll(/[^\x20-\x7e]/g, '')),
  fc.stringMatching(/^[\x20-\x7e]{0,60}$/),
  fc.constantFrom('', '{"a": 1}', 'https://example.com: 80', '::', ': '),
);

test('headers of one text are the same as those of a list, whatever is in their values', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        name,
        value.map((text) => text.trim()),
        { maxKeys: 30 },
      ),
      (headers) => {
        const pairs = Object.entries(headers);
        const asText = undiciHeaders(pairs.map(([key, text]) => `${key}: ${text}\r\n`).join(''));
        const asList = undiciHeaders(pairs.flat());
        for (const [key, text] of pairs) assert.deepEqual([asText(key), asList(key)], [text, text]);
      },
    ),
  );
});
