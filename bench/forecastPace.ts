/**
 * Measures the warnings lost to a slower pace of probing, and the probes that a pace costs in an idle hour: `npm run
 * bench:pace`, a minute or two. Plays the sessions that the pace was chosen on (`train`) and others (`check`), with six
 * seeds each.
 */

import type { Pace } from '../src/core/forecast/limitForecast.ts';
import { watching } from '../src/core/forecast/parameters.ts';
import { noScore, play, type Score } from './forecastScore.ts';
import { codingSessions, headersOf, scenarios, type Tape, tapesOf } from './forecastTape.ts';
import { createVariant } from './predictor.ts';

const seeds = { train: [101, 102, 103, 104, 105, 106], check: [7, 11, 23, 42, 77, 99] };
const hour = 3600;
/** Seconds after its last use from which a limit is idle. */
const idle = 600;
/** Seconds: 1 % of 5,000 and of 500 requests a minute. */
const floors = [1.2, 12];

const constant: Pace = { ...watching, resting: watching.calm };
const paces: readonly { readonly name: string; readonly pace: Pace }[] = [
  { name: `never slower than ${watching.calm} s`, pace: constant },
  ...[180, 300, watching.settled, 1200].map((settled) => ({
    name: `every ${watching.calm} s for ${settled / 60} min`,
    pace: { ...watching, settled },
  })),
];

/** Times of the probes made until `to`, in seconds, if nobody uses the limit after the tape's end. */
function probesOf(tape: Tape, pace: Pace, floor: number, to: number): number[] {
  const predictor = createVariant(tape.scenario, 'probe', { pace, floor });
  const level = tape.levels();
  const probes: number[] = [];
  for (let at = 0; at < to; at = Math.ceil(Math.max(at + 1, predictor.nextProbeAt(at)))) {
    predictor.onProbe({ at, headers: headersOf(tape.scenario, level(at), at) });
    probes.push(at);
  }
  return probes;
}

/** The most probes in an hour that begins at `from` or later. */
function mostInAnHour(probes: readonly number[], from: number): number {
  const late = probes.filter((at) => at >= from);
  return Math.max(0, ...late.map((at) => late.filter((other) => other >= at && other < at + hour).length));
}

function lastRequest(tape: Tape): number {
  return tape.requests.at(-1)?.at ?? 0;
}

const developer = scenarios['openai-1-developer'];
if (!developer) throw new Error('the scenario is gone');
console.log(
  '| seconds between probes at least | pace | sessions | warned in time | precision | probes/h | probes in the hour after the last use: mean | most | in an hour that begins ten minutes later or more: most | first hour of a key |',
);
console.log(`|${'---|'.repeat(10)}`);
const tapes = (['train', 'check'] as const).map((part) => ({
  part,
  list: seeds[part].flatMap((seed) => [...tapesOf(developer, codingSessions(part), seed)]),
}));
const unused: Tape = {
  scenario: developer,
  happenings: [],
  requests: [],
  hits: [],
  seconds: 0,
  levels: () => () => developer.limit,
};
for (const floor of floors) {
  for (const { name, pace } of paces) {
    for (const { part, list } of tapes) {
      const total: Score = noScore();
      const after: number[] = [];
      const settled: number[] = [];
      for (const tape of list) {
        play(tape, (scenario, mode) => createVariant(scenario, mode, { pace, floor }), 'probe', total);
        const last = lastRequest(tape);
        const probes = probesOf(tape, pace, floor, last + 4 * hour);
        after.push(probes.filter((at) => at > last && at <= last + hour).length);
        settled.push(mostInAnHour(probes, last + idle));
      }
      const cells = [
        floor,
        name,
        part,
        (total.warned / total.episodes).toFixed(2),
        (total.right / total.alarms).toFixed(2),
        ((total.probes / total.seconds) * hour).toFixed(0),
        (after.reduce((sum, one) => sum + one, 0) / after.length).toFixed(0),
        Math.max(...after),
        Math.max(...settled),
        probesOf(unused, pace, floor, hour).length,
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}
