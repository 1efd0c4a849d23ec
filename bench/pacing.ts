/**
 * Scores the pacing beside what tools do without, and beside a gateway that knows everything: `npm run bench:pacing`.
 * With `-- --seed 11` other runs are played, with several seeds (`--seed 7,11`) their mean is told; `-- --write` puts the
 * table into BENCHMARKS.md.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { missedTargets, type PacingScore } from './pacingTargets.ts';

const repository = join(import.meta.dirname, '..');
const evaluation = join(repository, '../shared/pacing/evaluate.mjs');
const file = join(repository, 'BENCHMARKS.md');
const section = /(<!-- pacing -->\n).*(<!-- \/pacing -->)/s;

/** Our own holds by the name that the table gives them. */
const holds = { '**pacing, 60 s**': 'bench/usualHold.ts', '**pacing, 115 s**': 'bench/hold.ts' };
const shown = ['straight, SDK retries', 'cool-down after a refusal', 'omniscient, in order', ...Object.keys(holds)];

function evaluate(seed: string): PacingScore[] {
  const runs = Object.entries(holds).map(([name, hold]) => {
    const options = [evaluation, '--policy', join(repository, hold), '--seed', seed, '--json'];
    const answer = execFileSync(process.execPath, options, { encoding: 'utf8', maxBuffer: 1e8 });
    // The evaluation belongs to the project, so its report has the shape of `PacingScore`.
    const scores = JSON.parse(answer) as PacingScore[];
    return scores.map((score) => (score.policy === 'policy' ? { ...score, policy: name } : score));
  });
  const all = runs.flat();
  const scenarios = [...new Set(all.map(({ scenario }) => scenario))];
  return scenarios.flatMap((scenario) =>
    shown.flatMap((policy) => all.find((one) => one.scenario === scenario && one.policy === policy) ?? []),
  );
}

/** The mean of the same rows of several seeds. */
function mean(seeds: readonly PacingScore[][]): PacingScore[] {
  const [first = []] = seeds;
  return first.map((row, index) => {
    const of = (figure: keyof PacingScore) =>
      seeds.reduce((sum, rows) => sum + Number(rows[index]?.[figure] ?? 0), 0) / seeds.length;
    return {
      ...row,
      interruptionsPerHour: of('interruptionsPerHour'),
      refusalsSeenPerHour: of('refusalsSeenPerHour'),
      refusalsSentPerHour: of('refusalsSentPerHour'),
      waitedSecondsPerHour: of('waitedSecondsPerHour'),
      needlessSecondsPerHour: of('needlessSecondsPerHour'),
      oversizePerHour: of('oversizePerHour'),
    };
  });
}

function tableOf(rows: readonly PacingScore[]): string {
  const figures = ['interruptions', '429 seen', '429 upstream', 'waited s', 'needless s', 'too large'];
  const head = ['scenario', 'policy', ...figures, 'missed'];
  const lines = rows.map((row, i) => {
    const cells = [
      rows[i - 1]?.scenario === row.scenario ? '' : row.scenario,
      row.policy,
      row.interruptionsPerHour.toFixed(3),
      row.refusalsSeenPerHour.toFixed(2),
      row.refusalsSentPerHour.toFixed(2),
      row.waitedSecondsPerHour.toFixed(0),
      row.needlessSecondsPerHour.toFixed(0),
      row.oversizePerHour.toFixed(2),
      row.policy in holds ? missedTargets(row, rows).join(', ') || 'none' : '',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...lines].join('\n');
}

function run(seed: string, write: boolean): void {
  if (!existsSync(evaluation)) {
    console.error('The evaluation and the recorded requests are not here; they are expected in ../shared/pacing.');
    process.exitCode = 1;
    return;
  }
  const seeds = seed.split(',');
  const text = `Per agent and hour; seed ${seeds.join(', ')}:\n\n${tableOf(mean(seeds.map(evaluate)))}`;
  console.log(text);
  if (!write) return;
  const before = readFileSync(file, 'utf8');
  if (!section.test(before)) throw new Error('BENCHMARKS.md has lost the marks that the pacing stands between.');
  writeFileSync(
    file,
    before.replace(section, (_, start: string, end: string) => `${start}\n${text}\n\n${end}`),
  );
}

const { seed, write } = parseArgs({
  options: { seed: { type: 'string', default: '7' }, write: { type: 'boolean', default: false } },
}).values;
run(seed, write);
