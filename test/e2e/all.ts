/**
 * Tells every story of this folder, two at a time: `node test/e2e/all.ts`. With STORY_ORDER=reverse the last comes first. A
 * single file is run as it is: `node test/e2e/demo.test.ts`.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';
import { collectStories, tell } from '../support/story.ts';

/** What takes longest is begun first, so that nothing long is left alone at the end. */
const longest = ['verdicts', 'warnings', 'settings', 'verdictsOfAnthropic'].map((name) => `${name}.test.ts`);
const atOnce = 2;

const files = globSync('**/*.test.ts', { cwd: import.meta.dirname }).sort();
const inOrder = [...new Set([...longest.filter((file) => files.includes(file)), ...files])];
const stories = await collectStories(async () => {
  for (const file of inOrder) await import(join(import.meta.dirname, file));
});
if (process.env.STORY_ORDER === 'reverse') stories.reverse();
describe('stories', { concurrency: atOnce }, () => {
  for (const story of stories) tell(story);
});
