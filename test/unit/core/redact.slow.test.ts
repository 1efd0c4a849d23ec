import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redact } from '../../../src/core/redact.ts';
import { ownTime } from '../../support/ownTime.ts';

/** Words of the rules, of which adversaries build the texts that take longest. */
const fragments = [
  ...[
    'a',
    'a ',
    ' ',
    '\n',
    'sk-',
    'sk-\n',
    's\nk\n-',
    'sk_a ',
    'key_',
    'Bearer ',
    '//',
    '//a:',
    '@',
    'a@a.',
    '1.',
    '10.0.0.1 ',
  ],
  ...[
    'api_key',
    'api_key: ',
    "token', '",
    '_key',
    'cookie: a=',
    '?key=',
    '&a_',
    '%3f',
    'eyJa.',
    'AKIA',
    '/home/a',
    'C:\\Users\\',
  ],
  ...[
    'user-',
    'ft:a:',
    'ab12',
    'abcdef0123456789',
    'fe80::',
    'a.internal',
    '.internal',
    'http://a',
    '-----BEGIN PRIVATE KEY-----',
  ],
  ...['a\u00ad', '\u2010', 'request-id: ', 'AAAA ', "-b '", '=', '"', '\\n', '-', 'org-', 'projects/'],
];

test('a megabyte of anything is redacted in 50 ms', { timeout: 120_000 }, () => {
  redact(fragments.join(' ').repeat(50));
  const pairs = fragments.map((one, at) => one + fragments[(at * 7 + 3) % fragments.length]);
  for (const piece of [...fragments, ...pairs]) {
    const text = piece.repeat(Math.ceil(1_048_576 / piece.length));
    const took = ownTime(50, () => redact(text));
    assert.ok(took < 50, `${JSON.stringify(piece)} ${took}`);
  }
});
