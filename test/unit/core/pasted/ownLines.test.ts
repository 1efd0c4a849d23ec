import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../../../src/core/pasted/pastedError.ts';

const read = { now: Date.UTC(2026, 10, 25, 12), zone: 'UTC' };

test('no phrase reaches over the end of a heading, a label or a row of a table', () => {
  for (const text of [
    '### Error Message\nRate limit exceeded. Choose another model.',
    '**Usage**\nLimit reached by the lift',
    'Last message\n------------\nRate limit exceeded',
    'Failed Message\nRate limit exceeded',
    '| Region | eu |\n| Vision | not supported |\n429',
    '## Daily\n\nLimit exceeded: see below',
    '### Service\nOverloaded methods in the parser are gone',
    '## Region\n| Feature | not supported |\n429',
    '## Which model\nThe page does not exist',
    'Error Message Rate limit exceeded',
  ]) {
    const found = diagnose(text, read);
    assert.equal(found.failure.cause, 'unknown', `${text}: ${found.failure.cause}`);
  }
});

test('what stands within one line, or is wrapped, is one phrase still', () => {
  for (const [text, cause] of [
    ['### Weekly limit reached\nIt comes back on Monday.', 'plan-window'],
    ["You've hit your weekly\nlimit. Come back later.", 'plan-window'],
    ['### Error\nThe usage limit has been\nreached', 'plan-window'],
    ['| Error | Weekly limit reached |\n| Model | m-9 |', 'plan-window'],
    ['Error\nTimed out', 'network'],
    ['### Status code\n401', 'key-invalid'],
  ] as const)
    assert.equal(diagnose(text, read).failure.cause, cause, text);
});
