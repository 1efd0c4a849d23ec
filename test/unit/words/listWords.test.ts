import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arranged } from '../../../src/core/shown/arrangement.ts';
import { type ModelView, rankedModels } from '../../../src/core/shown/ranking.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { whileHeld } from '../../../src/words/holdWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { type ListItem, listWords } from '../../../src/words/listWords.ts';
import { modelText } from '../../../src/words/modelText.ts';
import { plainText } from '../../../src/words/plainText.ts';
import { rowWord } from '../../../src/words/rowWords.ts';
import { sentence } from '../../../src/words/sentence.ts';
import { subjectText } from '../../../src/words/subjectText.ts';
import { situations } from '../../panel/situations.ts';
import { verdictSnapshots } from '../../panel/verdictSnapshots.ts';
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

test('the verdict speaks in whole sentences', () => {
  for (const [name, snapshot] of Object.entries({ ...situations, ...verdictSnapshots })) {
    const [verdict] = listWords(snapshot, placeIn('vscode'));
    const { title } = headlineWords(snapshot, placeIn('vscode'));
    assert.ok(verdict?.detail?.startsWith(plainText(sentence(title))), `${name}: ${verdict?.detail}`);
  }
});

test('a model reads as in the panel: none is fine that is refused or has to wait', () => {
  for (const [name, snapshot] of Object.entries({ ...situations, ...verdictSnapshots })) {
    const items = listWords(snapshot, placeIn('vscode'));
    const hover = hoverText(snapshot, placeIn('vscode'), hoverCommands).replaceAll('\\', '');
    const { rows } = arranged(rankedModels(snapshot), new Set());
    const words = rows.map((view) => plainText(rowWord(whileHeld(view, snapshot), snapshot.at)));
    const ends = ({ description = '' }: ListItem, word: string) => description.split(' · ').at(-1) === word;
    const listed = items.filter(({ label, detail = '' }) => rows.some((view) => isOf(view, label, detail)));
    assert.deepEqual(
      words.filter((word, at) => !ends(listed[at] ?? { label: '' }, word)),
      [],
      name,
    );
    const drawn = hover.split('\n').filter((line) => line.startsWith('`'));
    for (const line of drawn)
      assert.ok(
        words.some((word) => line.includes(` · ${word}`)),
        `${name}: ${line}`,
      );
  }
});

function isOf({ key, model }: ModelView, label: string, detail: string): boolean {
  return (
    label === plainText(modelText(model.model, model.limits)) && detail.includes(plainText(subjectText(null, key)))
  );
}
