import { viewOf } from '../src/core/shown/limitView.ts';
import { CalmBoard } from '../src/engine/calmBoard.ts';
import { gaugeText } from '../src/words/gaugeWords.ts';
import { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import type { AccuracyTape } from './accuracyTapes.ts';
import { startWholePath, TapeProvider } from './wholePath.ts';

/** Counts of seconds; `busy` ones had a request in the minute before. */
export interface Accuracy {
  seconds: number;
  busy: number;
  /** With a number for now, and with one for now or with its time. */
  shown: number;
  busyShown: number;
  busySaid: number;
  /** The truth within what is shown; the number more than ten points above the truth. */
  held: number;
  over: number;
  /** "100%" shown, and the truth at least 90 % then. */
  full: number;
  fullRight: number;
  /** Sum of the differences between number and truth, as shares of the capacity. */
  error: number;
  probes: number;
}

export function noAccuracy(): Accuracy {
  const none = { seconds: 0, busy: 0, shown: 0, busyShown: 0, busySaid: 0, held: 0, over: 0 };
  return { ...none, full: 0, fullRight: 0, error: 0, probes: 0 };
}

export interface Watched {
  readonly model: string;
  readonly requestsPerMinute: number;
}

/** Numbers in steps of five are rounded down, so the truth may be a step above the last end of what is shown. */
const step = 0.05;
const lateBusy = 60;

/** Plays a tape through engine, calm board and words, and compares the status bar with the truth once a second. */
export async function countAccuracy(tape: AccuracyTape, watched: Watched, sum: Accuracy): Promise<void> {
  const clock = new DrivenClock();
  const provider = new TapeProvider(tape.scenario, clock, watched.requestsPerMinute);
  let board: CalmBoard | null = null;
  let next = 0;
  let lastAt = -Infinity;
  for (let second = 0; second <= tape.seconds; second++) {
    for (let one = tape.requests[next]; one && one.at <= second; one = tape.requests[++next]) {
      if (one.at * 1000 > clock.now()) await clock.passUntil(one.at * 1000);
      provider.request(one.at * 1000, one);
      lastAt = one.at;
    }
    await clock.passUntil(second * 1000);
    if (second >= tape.keyAddedAt && !board) {
      board = new CalmBoard(
        startWholePath(provider, clock, [{ provider: provider.id, models: [watched.model] }]),
        clock,
      );
      await clock.passUntil(second * 1000);
    }
    if (board) compare(board, provider, clock.now(), second - lastAt <= lateBusy, sum);
  }
  sum.probes += provider.probes;
}

function compare(board: CalmBoard, provider: TapeProvider, now: number, isBusy: boolean, sum: Accuracy): void {
  const snapshot = board.current;
  sum.seconds++;
  if (isBusy) sum.busy++;
  const limit = snapshot.keys[0]?.models[0]?.limits.find(({ unit }) => unit === provider.unit);
  const number =
    limit && /(\d+)%/.exec(gaugeText(snapshot, { style: 'compact', amount: 'left', limit: limit.id }).text)?.[1];
  if (!limit?.capacity || !number) return;
  if (isBusy) sum.busySaid++;
  const { level, capacity } = limit;
  if (viewOf(limit).isOld || !level) return;
  const truth = provider.level(now);
  const shown = Number(number) / 100;
  sum.shown++;
  if (isBusy) sum.busyShown++;
  if (truth >= level.low / capacity - 0.005 && truth <= Math.max(level.high / capacity, shown + step) + 0.005)
    sum.held++;
  if (shown > truth + 0.1) sum.over++;
  if (shown === 1) {
    sum.full++;
    if (truth >= 0.9) sum.fullRight++;
  }
  sum.error += Math.abs(shown - truth);
}
