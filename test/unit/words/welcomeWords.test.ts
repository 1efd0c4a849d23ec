import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutResponse } from '../../../src/core/causes/failureOf.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import { hoverCommands } from '../../../src/host/statusBar/gaugeHover.ts';
import { gaugeText } from '../../../src/words/gaugeWords.ts';
import { headlineWords } from '../../../src/words/headlineWords.ts';
import { hoverText } from '../../../src/words/hoverWords.ts';
import { listWords } from '../../../src/words/listWords.ts';
import { welcomeWords } from '../../../src/words/welcomeWords.ts';
import { situations } from '../../panel/situations.ts';
import { snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';
import { compact } from './gaugeLooks.ts';

const place = placeIn('vscode');
const live = { kind: 'live' } as const;
const both: Snapshot = {
  ...situations.nothingHeard,
  sources: (['listener', 'gateway'] as const).map((id) => ({ id, state: live })),
};
const waiting = { nothingHeard: situations.nothingHeard, nothingPassed: situations.nothingPassed, both };

/** All that the surfaces say while there is no key, without the rows of the sources. */
function said(snapshot: Snapshot): string {
  const list = listWords(snapshot, place);
  const verdict = list.slice(
    0,
    list.findIndex(({ isSeparator }) => isSeparator),
  );
  const hover = hoverText(snapshot, place, hoverCommands);
  return JSON.stringify([gaugeText(snapshot, compact), hover, verdict, welcomeWords(snapshot)]).replaceAll('\\', '');
}

describe('while there is no key', () => {
  test('every surface leads to listening, to a key and to the demo', () => {
    const intents = ['listen-along', 'add-key', 'try-demo'];
    assert.deepEqual(
      welcomeWords(snapshotOf()).ways.map(({ intent }) => intent.type),
      intents,
    );
    assert.deepEqual(
      headlineWords(snapshotOf(), place).steps.map(({ intent }) => intent?.type),
      intents,
    );
  });

  for (const [name, snapshot] of Object.entries(waiting)) {
    test(`but a source waits, no surface asks for a key first (${name})`, () => {
      const { lead, steps, details } = headlineWords(snapshot, place);
      assert.equal(lead, welcomeWords(snapshot).lead);
      assert.equal(
        steps.some(({ intent }) => intent?.type === 'listen-along'),
        name === 'nothingPassed',
      );
      assert.ok(steps.some(({ intent }) => intent?.type === 'connect-tool'));
      assert.match(details.join(' '), name === 'nothingPassed' ? /Sees only tools/ : /Does not hear/);
      assert.doesNotMatch(said(snapshot), /Keygauge: add a key|No key yet|tiny requests of your own/);
      assert.ok(said(snapshot).split(lead).length > 4, 'gauge, hover, list and panel say what is waited for');
    });
  }

  test('because those that were heard are hidden, that is said', () => {
    const { lead } = headlineWords({ ...situations.nothingHeard, hiddenKeys: situations.heardKeys.hiddenKeys }, place);
    assert.equal(lead, 'All keys heard so far are hidden');
  });

  test('where only tools with a login have passed the gateway, nobody says that nothing has', () => {
    const passed = { byAddress: [], withoutKey: [{ tool: 'Claude Code', requests: 12, age: 3 }] };
    const sources = [{ id: 'gateway', state: { kind: 'live', passed } }] as const;
    assert.match(headlineWords({ ...snapshotOf(), sources }, place).lead, /^Only tools with a login have passed/);
  });

  test('a listener in trouble is allowed already', () => {
    const failure = withoutResponse('outdated', '');
    const sources = [{ id: 'listener', state: { kind: 'trouble', failure, retryIn: null } }] as const;
    const { steps } = headlineWords({ ...snapshotOf(), sources }, place);
    assert.ok(steps.every(({ intent }) => intent?.type !== 'listen-along'));
  });

  test('a source that is off or in trouble is not waited for', () => {
    for (const kind of ['off', 'starting'] as const)
      assert.equal(
        headlineWords({ ...snapshotOf(), sources: [{ id: 'listener', state: { kind } }] }, place).lead,
        'No key yet',
      );
  });
});
