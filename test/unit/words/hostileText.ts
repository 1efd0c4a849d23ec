/** Names that try to be more than text wherever they are shown. */
export const hostileNames = [
  '[x](command:workbench.action.terminal.new)',
  '[x](command:keygauge.removeKey)',
  '![x](https://evil.example/pixel.png)',
  '$(gear) $(sync~spin) \\$(key)',
  '<img src=x onerror=alert(1)>',
  '<a href="command:workbench.action.quit">x</a>',
  '`code` ``` ~~~',
  '| a | b |\n|---|---|\n| c | d |',
  '# title\n\n- list\n1. first\n\n    indented\n\n> quote\n\n---',
  '**bold** _em_ ~~gone~~ &amp; &lt;b&gt; \\',
  'https://evil.example/a www.evil.example me@evil.example <https://evil.example>',
  '[ref]: https://evil.example\n\n[ref]',
  'a\u202egnp.exe\u202c\u2066b',
  'null\u0000byte\u001b[31m\r\nred',
  'm'.repeat(10_000),
  '](command:x)'.repeat(900),
  '',
  ' ',
] as const;

import { fc } from '../core/fastCheck.ts';

const piece = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '`',
    '|',
    '\n',
    '\\',
    '<',
    '>',
    '$(',
    'command:',
    'https://e.example',
    '*',
    '_',
    '#',
  ),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
);

export const hostileText = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
