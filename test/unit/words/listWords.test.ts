import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listWords } from '../../../src/words/listWords.ts';
import { situations } from '../../panel/situations.ts';
import { placeIn } from '../../support/place.ts';

test('the limits come right after the verdict, before all advice', () => {
  const list = listWords(situations.low, placeIn('vscode'));
  const heads = list.flatMap(({ label, isSeparator }) => (isSeparator ? [label] : []));
  assert.deepEqual(heads.slice(0, 3), ['Limits', 'What helps', 'Also noticed']);
  assert.deepEqual(
    list.slice(0, 3).map(({ label }) => label),
    ['Running low', 'Limits', 'gpt-5'],
  );
});
