import { seededRandom } from '../src/simulator/random.ts';
import { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import type { AccuracyTape } from './accuracyTapes.ts';
import { ListenedPath } from './listenedPath.ts';
import { TapeProvider } from './wholePath.ts';

/** Counts of seconds with a request in the minute before. */
export interface Listening {
  busy: number;
  shown: number;
  /** The truth within the level's interval; the estimate more than ten points above it. */
  held: number;
  over: number;
  /** Sum of the differences between estimate and truth, as shares of the capacity. */
  error: number;
}

/** Seconds from a request to the headers of its answer. */
export const timeToHeaders = 1.5;
/** Bytes that a token of a recorded prompt has. */
export const bytesOfToken = { least: 3.1, most: 4.7 };
const lateBusy = 60;
/** What an interval may miss by: the arithmetic of two processes. */
const rounding = 1e-6;

interface Answer {
  readonly at: number;
  readonly request: object;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Plays a tape through the listener and compares the level with the truth once a second. */
export async function countListening(tape: AccuracyTape, requestsPerMinute: number, sum: Listening): Promise<void> {
  const clock = new DrivenClock();
  const random = seededRandom(1);
  const { scenario } = tape;
  const provider = new TapeProvider(scenario, clock, requestsPerMinute);
  using path = new ListenedPath(scenario.dialect, clock);
  const waiting: Answer[] = [];
  const answerUntil = async (second: number) => {
    for (let next = waiting[0]; next && next.at <= second; next = waiting[0]) {
      waiting.shift();
      await clock.passUntil(next.at * 1000);
      path.answered(next.request, next.status, next.headers);
    }
  };
  let next = 0;
  let lastAt = -Infinity;
  for (let second = 0; second <= tape.seconds; second++) {
    for (let one = tape.requests[next]; one && one.at <= second; one = tape.requests[++next]) {
      await answerUntil(one.at);
      await clock.passUntil(Math.max(clock.now(), one.at * 1000));
      const request = path.leaves(
        Math.round(one.input * (bytesOfToken.least + random() * (bytesOfToken.most - bytesOfToken.least))),
      );
      const status = provider.request(clock.now(), one) ? 200 : 429;
      waiting.push({ at: one.at + timeToHeaders, request, status, headers: provider.headers(clock.now()) });
      lastAt = one.at;
    }
    await answerUntil(second);
    await clock.passUntil(second * 1000);
    if (second - lastAt <= lateBusy) compare(path, provider, clock.now(), sum);
  }
}

function compare({ engine }: ListenedPath, provider: TapeProvider, now: number, sum: Listening): void {
  sum.busy++;
  const limits = engine.current.keys.flatMap(({ models }) => models.flatMap((model) => model.limits));
  const limit = limits.find(({ unit }) => unit === provider.unit);
  if (!limit?.level || !limit.capacity) return;
  const truth = provider.level(now);
  const { low, estimate, high } = limit.level;
  sum.shown++;
  if (truth >= low / limit.capacity - rounding && truth <= high / limit.capacity + rounding) sum.held++;
  if (estimate / limit.capacity > truth + 0.1) sum.over++;
  sum.error += Math.abs(estimate / limit.capacity - truth);
}
