import assert from 'node:assert/strict';
import { hoverCommands } from '../../src/host/statusBar/gaugeHover.ts';
import type { Answer, PlainAnswer, WaitAnswer } from '../../src/simulator/answers.ts';
import { demoLoads } from '../../src/simulator/demoLoads.ts';
import { headlineWords } from '../../src/words/headlineWords.ts';
import { hoverText } from '../../src/words/hoverWords.ts';
import { listWords } from '../../src/words/listWords.ts';
import { placeIn } from '../support/place.ts';
import { Stage } from './stage.ts';

/** What the gauge and the first words of all other surfaces say of an answer. */
interface Said {
  readonly gauge: RegExp;
  readonly lead: RegExp;
}

const waits = { gauge: /\d+ (?:s|min)\b|\d+ h/, lead: /^(?:Try again|Slow down, try again) in / };
const troubled = { gauge: /provider trouble/, lead: /^Wait$/ };
const crowded = { gauge: /overloaded/, lead: /^Wait$/ };
const fine = { gauge: /\d+%|fits/, lead: /./ };
/** Every answer of the simulator but those that a network gives. */
const said: Readonly<Record<PlainAnswer | WaitAnswer, Said>> = {
  'refused-key': { gauge: /key refused/, lead: /^Fix the key$/ },
  forbidden: { gauge: /not allowed/, lead: /^Switch model or access$/ },
  'no-credit': { gauge: /no credit/, lead: /^Add credit$/ },
  'spend-cap': { gauge: /spend limit/, lead: /^Raise the limit$/ },
  entitlement: { gauge: /not included/, lead: /^Switch model or access$/ },
  'wrong-address': { gauge: /wrong address/, lead: /^Fix the address$/ },
  'unknown-model': { gauge: /no such model/, lead: /^Switch model or access$/ },
  'too-large': { gauge: /request too large/, lead: /^Shrink the request$/ },
  'too-long': { gauge: /request too large/, lead: /^Shrink the request$/ },
  'bad-request': { gauge: /unclear error/, lead: /^Look closer$/ },
  'server-error': troubled,
  'not-json': troubled,
  'no-answer': { gauge: /offline/, lead: /^Offline$/ },
  'malformed-headers': fine,
  'no-headers': fine,
  rate: waits,
  'daily-rate': waits,
  ramp: waits,
  concurrency: waits,
  throttled: waits,
  'plan-window': waits,
  overloaded: crowded,
  unavailable: { gauge: /overloaded|provider trouble/, lead: /^Wait$/ },
};

suite('every surface names a trouble within five seconds', () => {
  for (const when of ['while nobody works', 'while agents work'] as const) {
    for (const [kind, expected] of Object.entries(said)) {
      test(`${kind}, ${when}`, async () => {
        const stage = await Stage.open('gpt-5', { load: when === 'while agents work' ? demoLoads : [] });
        await stage.pass(90);
        stage.simulator.setAnswer({ kind } as Answer);
        await stage.shell.board.ask({ type: 'check-now', keyId: null });
        await stage.pass(4);
        agree(stage, expected);
        await stage.close();
      });
    }
  }
});

function agree(stage: Stage, { gauge, lead }: Said): void {
  const snapshot = stage.shell.board.current;
  const place = placeIn('vscode');
  const words = headlineWords(snapshot, place);
  const where = JSON.stringify({ gauge: stage.text, lead: words.lead, title: words.title });
  assert.match(stage.text, gauge, where);
  assert.match(words.lead, lead, where);
  const hover = hoverText(snapshot, place, hoverCommands).replaceAll('\\', '');
  assert.ok(hover.includes(words.lead) && hover.includes(words.title), hover);
  assert.equal(listWords(snapshot, place)[0]?.label, words.lead);
  const silent = snapshot.keys.filter(({ status }) => status === 'offline' || status === 'trouble');
  for (const { limits } of silent.flatMap(({ models }) => models))
    for (const { level } of limits) assert.equal(level, null, 'no forecast plays on without a reading');
}
