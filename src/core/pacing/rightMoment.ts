import { refusalCost, step } from './parameters.ts';

/** Probabilities from 0 to 1 that a request is admitted: if nobody else uses the limit, and if they go on as they do. */
export interface Chances {
  readonly alone: number;
  readonly besideOthers: number;
}

const surely = 0.999;

/** Whether nothing is gained by waiting. */
export function isSure({ besideOthers }: Chances): boolean {
  return besideOthers > surely;
}

interface Moment {
  readonly at: number;
  readonly chances: Chances;
}

/**
 * When to let a request go: the moment from `now` on, at most `longest` ms later, at which waiting and the danger of a
 * refusal, counted in seconds, are least together. Whoever sends too early is told how much longer it takes, so a
 * refusal costs its price and no further time; whoever waits for more than is needed loses that time for sure.
 */
export function rightMoment(admits: (at: number) => Chances, now: number, longest: number): number {
  const moments = momentsFrom(admits, now, longest);
  let best = { at: now, cost: Infinity };
  /** Seconds by which the request is likely to be delayed further if it does not fit at the moment looked at. */
  let delay = 0;
  let later = moments.at(-1)?.at ?? now;
  for (const { at, chances } of moments.toReversed()) {
    delay += ((1 - chances.besideOthers) * (later - at)) / 1000;
    later = at;
    const own = (1 - chances.alone) * refusalCost.own;
    const others = Math.max(0, chances.alone - chances.besideOthers) * refusalCost.others;
    const cost = (at - now) / 1000 + delay + own + others;
    if (cost <= best.cost) best = { at, cost };
  }
  return best.at;
}

/** The moments to choose from, up to the first at which the request surely fits. */
function momentsFrom(admits: (at: number) => Chances, now: number, longest: number): Moment[] {
  const moments: Moment[] = [];
  for (let after = 0; after <= longest; after += Math.max(step.least, step.share * after)) {
    const moment = { at: now + after, chances: admits(now + after) };
    moments.push(moment);
    if (isSure(moment.chances)) break;
  }
  return moments;
}
