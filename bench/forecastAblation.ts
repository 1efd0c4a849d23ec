/**
 * What a listener does not know, one thing told at a time: `node bench/forecastAblation.ts`, some minutes. Plays the
 * sessions that the numbers were fitted on (`train`) and the others (`check`), with three seeds each, all added up. With
 * `--unknown` only what a listener has, and with nine seeds of the others.
 */
import { noScore, play } from './forecastScore.ts';
import { codingSessions, scenarios, tapesOf } from './forecastTape.ts';
import { TrackedPredictor } from './trackedPredictor.ts';

const runs = 60;
const onlyUnknown = process.argv.includes('--unknown');
const seeds = { train: [101, 102, 103], check: onlyUnknown ? [23, 42, 77, 3, 5, 8, 13, 21, 34] : [23, 42, 77] };
const nothing = { tokens: false, conversation: false, use: false };
const rows = {
  nothing,
  tokens: { ...nothing, tokens: true },
  conversations: { ...nothing, conversation: true },
  'what was taken': { ...nothing, use: true },
  'tokens and conversations': { ...nothing, tokens: true, conversation: true },
  all: { tokens: true, conversation: true, use: true },
};

console.log('| scenario | sessions | hits | known besides bytes and levels | warned in time | precision |');
console.log(`|${'---|'.repeat(6)}`);
for (const name of ['openai-1-developer', 'openai-4-developers']) {
  const scenario = scenarios[name];
  if (!scenario) continue;
  for (const part of ['train', 'check'] as const) {
    const sessions = codingSessions(part);
    const scores = Object.entries(onlyUnknown ? { nothing } : rows).map(([title, known]) => ({
      title,
      known,
      score: noScore(),
    }));
    for (const seed of seeds[part])
      for (const tape of tapesOf({ ...scenario, runs }, sessions, seed))
        for (const { known, score } of scores)
          play(tape, (played) => new TrackedPredictor(played, known), 'traffic', score);
    for (const { title, score } of scores) {
      const { warned, episodes, right, alarms } = score;
      const shares = [warned / episodes, right / alarms].map((share) => share.toFixed(2));
      console.log(`| ${[name, part, episodes, title, ...shares].join(' | ')} |`);
    }
  }
}
