import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CalmBoard } from '../src/engine/calmBoard.ts';
import { gaugeText } from '../src/words/gaugeWords.ts';
import { headlineWords } from '../src/words/headlineWords.ts';
import { placeIn } from '../test/support/place.ts';
import { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import { DemoProvider } from './demoProvider.ts';
import { type Figure, limited } from './figure.ts';
import { addScore, noScore, type Score } from './forecastScore.ts';
import { codingSessions, scenarios, type Tape, tapesOf } from './forecastTape.ts';
import { startWholePath, TapeProvider } from './wholePath.ts';

const style = { style: 'compact', amount: 'left', limit: 'lowest' } as const;
/** Seconds of the demo's load, as a stranger once looked at it. */
const looked = 330;

/**
 * The forecast's own alarm from probes in 0.1, before states were held: warned in time, and precision (BENCHMARKS.md of
 * that version, seed 7).
 */
const before = { 'openai-1-developer': [0.66, 0.58], 'openai-4-developers': [0.68, 0.46] } as const;

/** Counts changes of the surfaces under the demo's load, and scores the warnings that the status bar shows. */
export async function measure(): Promise<Figure[]> {
  const changes = await changesOfDemo();
  const figures = [
    limited('calm: texts of the status bar', changes.texts, 30, `in ${looked} s`),
    limited('calm: its colors', changes.colors, 4, `in ${looked} s`),
    limited('calm: headlines', changes.headlines, 8, `in ${looked} s`),
    limited('calm: notifications', changes.notifications, 2, `in ${looked} s`),
  ];
  if (!existsSync(join(import.meta.dirname, '../../shared/traces'))) {
    console.error('calm: the recorded requests are not here, so the warnings shown are not scored.');
    return figures;
  }
  if (process.env.QUICK) return figures;
  for (const [name, [warned, precision]] of Object.entries(before)) {
    const score = await scoreOf(name);
    const inTime = score.warned / score.episodes;
    const right = score.right / score.alarms;
    figures.push(
      atLeast(`shown: ${name}, warned in time`, inTime, warned),
      atLeast(`shown: ${name}, precision`, right, precision),
    );
  }
  return figures;
}

function atLeast(name: string, value: number, budget: number): Figure {
  return { name, value: value.toFixed(2), budget: `≥ ${budget}`, met: Number(value.toFixed(2)) >= budget };
}

async function changesOfDemo() {
  const clock = new DrivenClock();
  const provider = new DemoProvider(clock);
  const keys = [
    { provider: 'openai', models: ['gpt-5'] },
    { provider: 'anthropic', models: ['claude-sonnet-5'] },
  ] as const;
  const board = new CalmBoard(startWholePath(provider, clock, keys), clock);
  const seen = { texts: new Counter(), colors: new Counter(), headlines: new Counter() };
  let notifications = 0;
  board.onDidAnnounce(({ isNews, crossing }) => {
    if (isNews && crossing !== 'ready' && crossing !== 'over') {
      notifications++;
      if (process.env.TELL) console.error('NEWS', crossing);
    }
  });
  for (let second = 0; second <= looked; second++) {
    await clock.passUntil(second * 1000);
    const { text, alert } = gaugeText(board.current, style);
    const { lead, subject } = headlineWords(board.current, placeIn('vscode'));
    seen.texts.see(text);
    seen.colors.see(alert);
    seen.headlines.see(`${subject} ${lead}`);
    if (process.env.TELL) console.error(second, text, '|', lead, '|', subject);
  }
  return {
    texts: seen.texts.changes,
    colors: seen.colors.changes,
    headlines: seen.headlines.changes,
    notifications,
  };
}

/** Counts how often what is seen differs from what was seen before. */
class Counter {
  changes = -1;
  #last: string | null = null;

  see(what: string): void {
    if (what === this.#last) return;
    this.#last = what;
    this.changes++;
  }
}

/** Scores the status bar's own color as an alarm, read once a second. */
export async function scoreOf(name: string): Promise<Score> {
  const scenario = scenarios[name];
  if (!scenario) throw new Error(`There is no scenario “${name}”.`);
  const total = noScore();
  for (const tape of tapesOf(scenario, codingSessions('all'), 7)) addScore(tape, await alarmsIn(tape), total);
  return total;
}

async function alarmsIn(tape: Tape): Promise<boolean[]> {
  const clock = new DrivenClock();
  const provider = new TapeProvider(tape.scenario, clock, 5_000);
  const board = new CalmBoard(startWholePath(provider, clock, [{ provider: provider.id, models: ['gpt-5'] }]), clock);
  const on: boolean[] = [];
  let next = 0;
  for (let second = 0; second <= tape.seconds; second++) {
    for (let one = tape.requests[next]; one && one.at <= second; one = tape.requests[++next]) {
      if (one.at * 1000 > clock.now()) await clock.passUntil(one.at * 1000);
      provider.request(one.at * 1000, one);
    }
    await clock.passUntil(second * 1000);
    on.push(gaugeText(board.current, style).alert !== 'none');
  }
  return on;
}
