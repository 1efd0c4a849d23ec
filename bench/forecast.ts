/**
 * Scores the forecast beside the rules of thumb that other tools ship: `npm run bench:forecast`. With `-- --write` the
 * scores also go into BENCHMARKS.md; with `-- --seed 11` other runs are played.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const repository = join(import.meta.dirname, '..');
const evaluation = join(repository, '../shared/forecast/evaluate.mjs');
const predictor = join(repository, 'bench/predictor.ts');
const predictors = {
  traffic: {
    '**forecast**': predictor,
    '**forecast in a limit**': join(repository, 'bench/limitPredictor.ts'),
    '**listening**': join(repository, 'bench/listenedPredictor.ts'),
  },
  probe: {
    '**forecast**': predictor,
    '**forecast, 500 requests a minute**': join(repository, 'bench/smallAccountPredictor.ts'),
  },
};
const ownNames = new Set(Object.values(predictors).flatMap((names) => Object.keys(names)));
const file = join(repository, 'BENCHMARKS.md');
const section = /(<!-- forecast -->\n).*(<!-- \/forecast -->)/s;

interface Row {
  readonly scenario: string;
  readonly predictor: string;
  readonly episodes: number;
  readonly warnedInTime: number;
  readonly precision: number;
  readonly medianLeadS: number | null;
  readonly needlessMinutesPerHour: number;
  readonly alarmsPerHour: number;
  readonly probesPerHour: number;
}

/** The baselines and our own predictors, by scenario; the gap between probes matters only where probes are seen. */
function evaluate(mode: 'traffic' | 'probe', seed: string): Row[] {
  const own = Object.entries(predictors[mode]);
  const rows = own.map(([name, file]) => {
    const options = [evaluation, '--predictor', file, '--mode', mode, '--seed', seed, '--json'];
    const answer = execFileSync(process.execPath, options, { encoding: 'utf8', maxBuffer: 1e8 });
    // The evaluation belongs to the project, so its report has the shape of `Row`.
    const list = JSON.parse(answer) as Row[];
    return list.map((row) => (row.predictor === 'predictor' ? { ...row, predictor: name } : row));
  });
  const [first = [], ...others] = rows;
  return first.flatMap((row) => {
    const after = others.flat().filter((one) => isOurs(one) && one.scenario === row.scenario);
    return isOurs(row) ? [row, ...after] : [row];
  });
}

function isOurs({ predictor }: Row): boolean {
  return ownNames.has(predictor);
}

function tableOf(rows: readonly Row[], mode: 'traffic' | 'probe'): string {
  const head = ['scenario', 'hits', 'rule', 'warned in time', 'precision', 'lead s', 'needless min/h', 'beaten by'];
  if (mode === 'probe') head.push('probes/h');
  const lines = rows.map((row, i) => {
    const isFirst = rows[i - 1]?.scenario !== row.scenario;
    const cells = [
      isFirst ? row.scenario : '',
      isFirst ? String(row.episodes) : '',
      row.predictor.replace('<', '\\<'),
      row.warnedInTime.toFixed(2),
      row.precision.toFixed(2),
      row.medianLeadS === null ? '–' : row.medianLeadS.toFixed(0),
      row.needlessMinutesPerHour.toFixed(2),
      isOurs(row) ? (betterThan(row, rows) ?? 'none') : '',
    ];
    if (mode === 'probe') cells.push(row.probesPerHour.toFixed(0));
    return `| ${cells.join(' | ')} |`;
  });
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...lines].join('\n');
}

/** Names the rules that are better both in warning in time and in precision. */
function betterThan(ours: Row, rows: readonly Row[]): string | null {
  const better = rows.filter(
    (row) =>
      !isOurs(row) &&
      row.scenario === ours.scenario &&
      row.warnedInTime > ours.warnedInTime &&
      row.precision > ours.precision,
  );
  return better.length === 0 ? null : better.map((row) => row.predictor).join(', ');
}

function run(seed: string, write: boolean): void {
  if (!existsSync(evaluation)) {
    console.error('The evaluation and the recorded requests are not here; they are expected in ../shared/forecast.');
    process.exitCode = 1;
    return;
  }
  const text = (['traffic', 'probe'] as const)
    .map((mode) => `${titles[mode]}, seed ${seed}:\n\n${tableOf(evaluate(mode, seed), mode)}`)
    .join('\n\n');
  console.log(text);
  if (!write) return;
  const before = readFileSync(file, 'utf8');
  if (!section.test(before)) throw new Error('BENCHMARKS.md has lost the marks that the forecast stands between.');
  writeFileSync(
    file,
    before.replace(section, (_, start: string, end: string) => `${start}\n${text}\n\n${end}`),
  );
}

const titles = {
  traffic: 'Every request and every answer is seen (traffic)',
  probe: 'Only our own probes are seen (probe)',
};

const { seed, write } = parseArgs({
  options: { seed: { type: 'string', default: '7' }, write: { type: 'boolean', default: false } },
}).values;
run(seed, write);
