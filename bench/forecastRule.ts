/**
 * Shows how the probability at which a warning begins trades timely warnings against false ones: `node
 * bench/forecastRule.ts`, a few minutes. Plays the sessions that the rhythm was fitted on (`train`) and the others
 * (`check`), with six seeds each; a cell holds the mean and, in brackets, the smallest and the largest.
 */
import { alarm, probeAlarm } from '../src/core/forecast/parameters.ts';
import { Warning, type WarningRule } from '../src/core/forecast/warning.ts';
import { addScore, type Mode, noScore, type Predictor, play, type Score } from './forecastScore.ts';
import { codingSessions, type Part, scenarios, type Tape, tapesOf } from './forecastTape.ts';
import { createVariant } from './predictor.ts';
import { median, range } from './statistics.ts';

const seeds = { train: [101, 102, 103, 104, 105, 106], check: [7, 11, 23, 42, 77, 99] };
const begins = { traffic: [0.3, 0.4, 0.5, 0.6, 0.7, 0.8], probe: [0.2, 0.3, 0.45, 0.6] };
const names = ['openai-1-developer', 'openai-4-developers'];

/** The scores of several rules. Without probes, what is seen does not depend on the rule, so it is played once. */
function scores(tapes: Iterable<Tape>, rules: readonly WarningRule[], mode: Mode): Score[] {
  const totals = rules.map(noScore);
  for (const tape of tapes) {
    if (mode === 'probe') {
      for (const [i, rule] of rules.entries()) {
        const total = totals[i];
        if (total) play(tape, (scenario) => createVariant(scenario, mode, { rule }), mode, total);
      }
      continue;
    }
    const on: boolean[][] = rules.map(() => []);
    const warnings = rules.map((rule) => ({ rule, warning: new Warning() }));
    const predictor = createVariant(tape.scenario, mode, {});
    const spy: Predictor = {
      onRequest: (request) => predictor.onRequest(request),
      onResponse: (response) => predictor.onResponse(response),
      onProbe: (probe) => predictor.onProbe(probe),
      nextProbeAt: (at) => predictor.nextProbeAt(at),
      alarm: (at) => {
        const { level, refusalWithinMinute } = predictor.look(at);
        const left = level === null ? null : level / tape.scenario.limit;
        for (const [i, { rule, warning }] of warnings.entries())
          on[i]?.push(warning.look(refusalWithinMinute, left, rule));
        return false;
      },
    };
    play(tape, () => spy, mode, noScore());
    for (const [i, total] of totals.entries()) addScore(tape, on[i] ?? [], total);
  }
  return totals;
}

function cells(list: readonly Score[], people: number): string[] {
  const spread = (values: number[], digits: number) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return `${mean.toFixed(digits)} (${range(values, (value) => value.toFixed(digits))})`;
  };
  return [
    spread(
      list.map(({ warned, episodes }) => warned / Math.max(1, episodes)),
      2,
    ),
    spread(
      list.map(({ right, alarms }) => right / Math.max(1, alarms)),
      2,
    ),
    spread(
      list.map(({ leads }) => median(leads)),
      0,
    ),
    spread(
      list.map(({ needless, seconds }) => (needless / seconds / people) * 60),
      2,
    ),
    spread(
      list.map(({ probes, seconds }) => (probes / seconds) * 3600),
      0,
    ),
  ];
}

console.log('| scenario | sessions | begins at | warned in time | precision | lead s | needless min/h | probes/h |');
console.log(`|${'---|'.repeat(8)}`);
for (const mode of ['traffic', 'probe'] as const) {
  for (const name of mode === 'probe' ? names.slice(0, 1) : names) {
    const scenario = scenarios[name];
    if (!scenario) continue;
    for (const part of ['train', 'check'] as const satisfies readonly Part[]) {
      const sessions = codingSessions(part);
      const rules = begins[mode].map((enter) => ({ ...(mode === 'probe' ? probeAlarm : alarm), enter }));
      const bySeed = seeds[part].map((seed) => scores(tapesOf(scenario, sessions, seed), rules, mode));
      for (const [i, { enter }] of rules.entries()) {
        const list = bySeed.flatMap((one) => one[i] ?? []);
        const [warned, precision, lead, needless, probes] = cells(list, scenario.people);
        const line = [
          `${name}, ${mode}`,
          part,
          enter,
          warned,
          precision,
          lead,
          needless,
          mode === 'probe' ? probes : '–',
        ];
        console.log(`| ${line.join(' | ')} |`);
      }
    }
  }
}
