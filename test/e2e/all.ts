/**
 * Tells every story of this folder, two at a time beside those that wait: `node test/e2e/all.ts`. With
 * STORY_ORDER=reverse the last comes first. A single file is run as it is: `node test/e2e/demo.test.ts`.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';
import { collectStories, isUsual, tell } from '../support/story.ts';

/** These mostly wait, for as long as a provider or a clock says: beside one of them, as many others are told as ever. */
const waiting = filesOf('manyWindows', 'organization', 'history');
/** What takes longest is begun first, so that nothing long is left alone at the end. */
const longest = filesOf('verdicts', 'warnings', 'settings', 'verdictsOfAnthropic');
const atOnce = 2;

const files = globSync('**/*.test.ts', { cwd: import.meta.dirname }).sort();
const busy = [...new Set([...longest, ...files])].filter((file) => files.includes(file) && !waiting.includes(file));
const storiesOf = (names: readonly string[]) =>
  collectStories(async () => {
    for (const file of names) await import(join(import.meta.dirname, file));
  });
const beside = await storiesOf(waiting);
// Those with an editor like most come first: every other kind has to be started for itself.
const ofBusy = await storiesOf(busy);
const stories = [...ofBusy.filter(isUsual), ...ofBusy.filter((one) => !isUsual(one))];
if (process.env.STORY_ORDER === 'reverse') stories.reverse();
describe('stories', { concurrency: 2 }, () => {
  describe('waiting', { concurrency: 1 }, () => {
    for (const story of beside) tell(story);
  });
  describe('others', { concurrency: atOnce }, () => {
    for (const story of stories) tell(story);
  });
});

function filesOf(...names: string[]): string[] {
  return names.map((name) => `${name}.test.ts`);
}
