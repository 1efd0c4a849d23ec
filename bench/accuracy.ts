/**
 * Measures how true the number in the status bar is: `npm run bench:accuracy`, or with `-- --seed 11 --sessions check`
 * on other runs, with `-- --curve` for other numbers than the product's, `-- --only listening` for one table. Simulated agents and recorded requests use the
 * simulator's buckets; our own checks go the whole way from the engine to the text, and once a second that text is
 * compared with the bucket. A second table is of listening: what clients publish goes through the listener into an
 * engine without any key, and its level is compared with the bucket in every busy second.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unseen } from '../src/core/forecast/parameters.ts';
import { type Accuracy, countAccuracy, noAccuracy, type Watched } from './accuracyCount.ts';
import { type AccuracyTape, madeTapes } from './accuracyTapes.ts';
import { codingSessions, type Part, scenarios, tapesOf } from './forecastTape.ts';
import { countListening } from './listeningCount.ts';

/** Of an account whose limit of requests is never the tighter one. */
const roomy = 5_000;

const options = {
  seed: { type: 'string', default: '7' },
  /** `train`, `check` or `all`, as in forecastTape.ts. */
  sessions: { type: 'string', default: 'all' },
  runs: { type: 'string', default: '6' },
  curve: { type: 'boolean', default: false },
  /** `checks` or `listening`: that table alone. */
  only: { type: 'string', default: 'all' },
} as const;
const { seed, sessions, runs, curve, only } = parseArgs({ options }).values;

/** A cheap model of a small and a large account, and a dear one. */
const watched: readonly Watched[] = [
  { model: 'gpt-5', requestsPerMinute: 500 },
  { model: 'gpt-5', requestsPerMinute: 5_000 },
  { model: 'claude-opus-5-5', requestsPerMinute: 4_000 },
];

function* recorded(): Generator<[string, AccuracyTape[]]> {
  if (!existsSync(join(import.meta.dirname, '../../shared/traces'))) {
    console.log('The recorded requests are not here, so only simulated agents are played.');
    return;
  }
  for (const [name, scenario] of Object.entries(scenarios)) {
    const tapes: AccuracyTape[] = [];
    for (const { requests, seconds } of tapesOf(scenario, codingSessions(sessions as Part), Number(seed))) {
      if (tapes.length === Number(runs)) break;
      tapes.push({ scenario, requests, seconds, keyAddedAt: 0 });
    }
    yield [name, tapes];
  }
}

const all = [
  ...Object.entries(madeTapes).map(([name, make]): [string, AccuracyTape[]] => [
    name,
    Array.from({ length: Number(runs) }, (_, run) => make(Number(seed) + run)),
  ]),
  ...recorded(),
];

function cells(sum: Accuracy): string[] {
  const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
  return [
    percent(sum.held, sum.shown),
    percent(sum.over, sum.shown),
    percent(sum.fullRight, sum.full),
    percent(sum.busyShown, sum.busy),
    percent(sum.busySaid, sum.busy),
    percent(sum.error, sum.shown),
    ((sum.probes / sum.seconds) * 3600).toFixed(0),
  ];
}

async function listeningRow(name: string, tapes: readonly AccuracyTape[]): Promise<void> {
  const sum = { busy: 0, shown: 0, held: 0, over: 0, error: 0 };
  for (const tape of tapes) await countListening(tape, roomy, sum);
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  const { busy, shown, held, over, error } = sum;
  const parts = [percent(shown, busy), percent(held, shown), percent(over, shown), percent(error, shown)];
  console.log(`| ${[name, ...parts].join(' | ')} |`);
}

async function row(name: string, tapes: readonly AccuracyTape[], one: Watched): Promise<void> {
  const sum = noAccuracy();
  for (const tape of tapes) await countAccuracy(tape, one, sum);
  console.log(`| ${[name, `${one.model}, ${one.requestsPerMinute}/min`, ...cells(sum)].join(' | ')} |`);
}

function checksHead(): void {
  console.log(
    '| scenario | model, requests | truth within | shown > truth + 10 | “100%” at ≥ 90 % | busy: number for now | busy: any number | mean error | checks/h |',
  );
  console.log(`|${'---|'.repeat(9)}`);
}

const [small = { model: 'gpt-5', requestsPerMinute: 500 }] = watched;
if (curve) {
  const { sure } = unseen;
  checksHead();
  for (const tried of [0.8, 0.85, 0.9, sure, 0.97, 0.99]) {
    unseen.sure = tried;
    for (const [name, tapes] of all.slice(0, 4)) await row(`${name}, sure ${tried}`, tapes, small);
  }
}
if (!curve && only !== 'listening') {
  checksHead();
  for (const [name, tapes] of all) for (const one of watched) await row(name, tapes, one);
}
if (!curve && only !== 'checks') {
  console.log('\n| listening | shown | truth within | estimate > truth + 10 | mean error |');
  console.log(`|${'---|'.repeat(5)}`);
  for (const [name, tapes] of all) await listeningRow(name, tapes);
}
