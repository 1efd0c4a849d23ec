import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isUnnamed } from '../src/core/whichModel.ts';
import { seededRandom } from '../src/simulator/random.ts';
import { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import { type Figure, told } from './figure.ts';
import { codingSessions, scenarios, type Tape, tapesOf } from './forecastTape.ts';
import { ListenedPath } from './listenedPath.ts';
import { bytesOfToken, timeToHeaders } from './listeningCount.ts';
import { OpenAnswers } from './openAnswers.ts';
import { SeveralModels } from './severalModels.ts';

/** Answers counted by what was made of them. */
interface Told {
  readings: number;
  right: number;
  wrong: number;
  /** Those that belonged to "one of these". */
  readonly answers: OpenAnswers;
  /** Seconds of candidates with a level for now, and those in which it was more than ten points too high. */
  seconds: number;
  over: number;
}

const tools = ['Cline', 'Continue'];
/** Seconds in which an empty bucket is full again. */
const refill = 60;
/** Other runs than those in BENCHMARKS.md. */
const tapesEach = Number(process.env.TAPES ?? 6);
const seed = Number(process.env.SEED ?? 7);
const equal = (models: number) => Array.from({ length: models }, () => 500_000);

/** Plays recorded sessions, each for one of several models of a stored key, which no answer names. */
export async function measure(): Promise<Figure[]> {
  if (!existsSync(join(import.meta.dirname, '../../shared/traces'))) return [];
  const figures: Figure[] = [];
  for (const [name, capacities, isEqual] of [
    ['four capacities', [200_000, 450_000, 500_000, 2_000_000], false],
    ['two equal', equal(2), true],
    ['three equal', equal(3), true],
    ['four equal', equal(4), true],
  ] as const)
    figures.push(...(await figuresOf(name, capacities, isEqual)));
  return figures;
}

async function figuresOf(name: string, capacities: readonly number[], isEqual: boolean): Promise<Figure[]> {
  const sum: Told = { readings: 0, right: 0, wrong: 0, answers: new OpenAnswers(), seconds: 0, over: 0 };
  const scenario = scenarios['openai-4-developers'];
  if (!scenario) throw new Error('the scenario is gone');
  let played = 0;
  let probes = 0;
  let seconds = 0;
  for (const tape of tapesOf(scenario, codingSessions('all'), seed)) {
    if (played++ === tapesEach) break;
    probes += await play(tape, capacities, sum, seed + played);
    seconds += tape.seconds;
  }
  const share = (part: number, whole: number) => (whole === 0 ? 100 : (100 * part) / whole);
  const line = (what: string, value: number, budget: number, isAtLeast: boolean): Figure => ({
    name: `attribution, ${name}: ${what}`,
    value: `${value.toFixed(1)} %`,
    budget: `${isAtLeast ? '≥' : '≤'} ${budget} %`,
    met: isAtLeast ? value >= budget : value <= budget,
  });
  const { open, decided, full, took, tookDecided } = sum.answers.counts;
  const right = share(sum.right, sum.readings);
  if (!isEqual) return [line('in the right bucket', right, 99, true)];
  return [
    told(`attribution, ${name}: right at once`, right, '%', ` of ${sum.readings} answers`),
    line('wrong', share(sum.wrong, sum.readings), 0.5, false),
    line('“one of these” decided within two minutes', share(decided, open), 80, true),
    told(`attribution, ${name}: the same where the bucket was below full`, share(tookDecided, took), '%'),
    told(`attribution, ${name}: neither decided nor full again by then`, share(open - decided - full, open), '%'),
    line('no candidate shown above truth + 10', 100 - share(sum.over, sum.seconds), 95, true),
    told(`attribution, ${name}: checks`, (probes * 3600) / seconds, 'an hour'),
  ];
}

interface Answer {
  readonly at: number;
  readonly conversation: string;
  readonly index: number;
  readonly request: object;
  readonly answer: ReturnType<SeveralModels['request']>;
}

/** Draws for each conversation its model, its tool and how many bytes its tokens have. */
function drawnSessions(random: () => number, models: number) {
  const sessions = new Map<string, { index: number; tool: string; ratio: number }>();
  return (conversation: string) => {
    const known = sessions.get(conversation);
    if (known) return known;
    const index = Math.floor(random() * models);
    const ratio = bytesOfToken.least + random() * (bytesOfToken.most - bytesOfToken.least);
    const session = { index, tool: tools[Math.floor(random() * tools.length)] ?? '', ratio };
    sessions.set(conversation, session);
    return session;
  };
}

/** Plays one tape. Returns how many checks were made. */
async function play(tape: Tape, capacities: readonly number[], sum: Told, tapeSeed: number): Promise<number> {
  const clock = new DrivenClock();
  const provider = new SeveralModels(clock, capacities);
  using path = new ListenedPath('openai', clock, { provider, models: provider.names });
  await clock.passUntil(1000);
  const sessionOf = drawnSessions(seededRandom(tapeSeed), capacities.length);
  const waiting: Answer[] = [];
  const take = ({ conversation, index, request, answer }: Answer, at: number) => {
    path.answered(request, answer.status, answer.headers);
    const heard = toldTo(path);
    sum.readings++;
    if (heard === provider.names[index]) {
      sum.right++;
      sum.answers.decided(conversation, at);
    } else if (heard !== null && !isUnnamed(heard)) sum.wrong++;
    else sum.answers.add(at, conversation, (1 - provider.level(index)) * refill);
  };
  const answerUntil = async (second: number) => {
    for (let next = waiting[0]; next && next.at <= second; next = waiting[0]) {
      waiting.shift();
      await clock.passUntil(next.at * 1000);
      take(next, next.at);
    }
  };
  let next = 0;
  for (let second = 1; second <= tape.seconds; second++) {
    for (let one = tape.requests[next]; one && one.at <= second; one = tape.requests[++next]) {
      const at = Math.max(clock.now() / 1000, one.at);
      await answerUntil(at);
      await clock.passUntil(at * 1000);
      const conversation = one.conversation ?? '';
      const { index, tool, ratio } = sessionOf(conversation);
      const request = path.leaves(Math.round(one.input * ratio), tool);
      waiting.push({
        at: at + timeToHeaders,
        conversation,
        index,
        request,
        answer: provider.request(index, one.input),
      });
    }
    await answerUntil(second);
    await clock.passUntil(second * 1000);
    // No thread is left that may be for several.
    if (!path.engine.current.keys[0]?.models.some(({ model }) => isUnnamed(model))) sum.answers.none(second);
    compare(path, provider, sum);
  }
  sum.answers.end();
  return provider.probes;
}

/** The model that the answer heard at this moment was taken to be for; `null` if it was dropped. */
function toldTo({ engine }: ListenedPath): string | null {
  const models = engine.current.keys.flatMap((key) => key.models);
  const found = models.find(({ limits }) => limits.some(({ age, source }) => age === 0 && source === 'listener'));
  return found?.model ?? null;
}

function compare({ engine }: ListenedPath, provider: SeveralModels, sum: Told): void {
  for (const { model, limits } of engine.current.keys[0]?.models ?? []) {
    const index = provider.names.indexOf(model);
    const limit = limits.find(({ unit }) => unit === 'tokens');
    if (index < 0 || !limit?.level || !limit.capacity) continue;
    sum.seconds++;
    if (limit.level.estimate / limit.capacity > provider.level(index) + 0.1) sum.over++;
  }
}
