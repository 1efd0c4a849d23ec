import { rhythm } from './parameters.ts';
import { quantiles } from './quantiles.ts';

/** The number of equally likely gaps that stand for each distribution. */
const steps = 64;
/** Gaps within a loop as multiples of the conversation's typical one; pauses between loops in seconds. Ascending. */
const loopMultiples = quantiles(rhythm.loopLogMultiples, steps);
const pauses = quantiles(rhythm.logPauses, steps);
/** Length of an answer as a multiple of the conversation's usual one. Ascending. */
const answerMultiples = quantiles(rhythm.logAnswerMultiples, steps);

/**
 * The timing of a conversation's requests. An agent reads the answer as it is written, runs a tool and sends the next
 * request at once; now and then somebody reads, thinks or leaves: a pause. Each conversation has its own typical gap
 * within a loop, share of pauses and usual length of answers; each is a running mean that starts at everybody's and
 * forgets. Seconds throughout.
 */
export class Rhythm {
  readonly #prior: number;
  #loopSum = 0;
  #loopWeight = 0;
  #pauseSum = 0;
  #pauseWeight = 0;
  #answerSum = 0;
  #answerWeight = 0;
  #typical = Math.exp(rhythm.logLoopGap);
  #pauseShare = rhythm.pauseShare;
  #writing = Math.exp(rhythm.logAnswer) * rhythm.secondsPerToken;
  // The current gap, as of the last `look`.
  #least = 0;
  #loopPassed = 0;
  #pausePassed = 0;
  #pauseNow = 0;
  #remaining = 1;
  #elapsed = 0;
  /** Time to read the prompt. */
  #reading = 0;

  /** `isRough`: its gaps are known only roughly. */
  constructor(isRough = false) {
    this.#prior = isRough ? rhythm.roughPrior : rhythm.prior;
  }

  /** Time from one request to the next while the loop runs on. */
  get loopGap(): number {
    return rhythm.shortestGap + this.#reading + this.#writing + this.#typical;
  }

  /** Probability that a pause follows a request. */
  get pauseShare(): number {
    return this.#pauseShare;
  }

  /** Probability that the current gap is a pause, as of the last `look`. */
  get pauseNow(): number {
    return this.#pauseNow;
  }

  /** Share of all gaps that last longer than the current one until now, as of the last `look`. */
  get remaining(): number {
    return this.#remaining;
  }

  /** A request was sent; `prompt` is its length in tokens. */
  begin(prompt: number): void {
    this.#reading = prompt * rhythm.secondsPerPromptToken;
  }

  /** Learns from a gap that has ended; `answer` is the tokens of the answer that began it, `null` if unknown. */
  learn(gap: number, answer: number | null): void {
    if (answer !== null) {
      this.#answerSum = this.#answerSum * rhythm.kept + Math.log(answer + 1);
      this.#answerWeight = this.#answerWeight * rhythm.kept + 1;
      const log = (rhythm.logAnswer * rhythm.prior + this.#answerSum) / (rhythm.prior + this.#answerWeight);
      this.#writing = Math.exp(log) * rhythm.secondsPerToken;
    }
    const beyond = Math.max(1, gap - this.#leastGap(answer));
    const isPause = beyond > rhythm.longestLoopGap;
    this.#pauseSum = this.#pauseSum * rhythm.kept + (isPause ? 1 : 0);
    this.#pauseWeight = this.#pauseWeight * rhythm.kept + 1;
    this.#pauseShare =
      (rhythm.pauseShare * rhythm.roughPrior + this.#pauseSum) / (rhythm.roughPrior + this.#pauseWeight);
    if (isPause) return;
    this.#loopSum = this.#loopSum * rhythm.kept + Math.log(beyond);
    this.#loopWeight = this.#loopWeight * rhythm.kept + 1;
    const log = (rhythm.logLoopGap * this.#prior + this.#loopSum) / (this.#prior + this.#loopWeight);
    this.#typical = Math.exp(log);
  }

  /** Prepares `first`: `elapsed` seconds of a gap have passed without a request. */
  look(elapsed: number, answer: number | null): void {
    this.#elapsed = elapsed;
    this.#least = this.#leastGap(answer);
    const beyond = elapsed - this.#least;
    this.#loopPassed = passed(loopMultiples, beyond / this.#typical);
    this.#pausePassed = passed(pauses, beyond);
    const loop = (1 - this.#pauseShare) * (steps - this.#loopPassed);
    const pause = this.#pauseShare * (steps - this.#pausePassed);
    this.#pauseNow = loop + pause > 0 ? pause / (loop + pause) : 1;
    this.#remaining = (loop + pause) / steps;
  }

  /** A possible length of the current gap. `place` from 0 (earliest) to 1 (latest) picks among all that it could be. */
  first(place: number): number {
    if (place >= 1 - this.#pauseNow) {
      const share = this.#pauseNow > 0 ? (place - (1 - this.#pauseNow)) / this.#pauseNow : 0;
      // A pause longer than any known one will go on for about as long as it has lasted.
      if (this.#pausePassed >= steps) return this.#elapsed * (1.1 + 2 * share);
      return this.#least + at(pauses, this.#pausePassed, share);
    }
    return this.#least + this.#typical * at(loopMultiples, this.#loopPassed, place / (1 - this.#pauseNow));
  }

  /** A possible length of a gap that has yet to begin; both dice from 0 to 1. */
  later(dice: number, otherDice: number): number {
    const least = rhythm.shortestGap + this.#reading + this.#writing * at(answerMultiples, 0, otherDice);
    if (dice < this.#pauseShare) return least + at(pauses, 0, dice / this.#pauseShare);
    return least + this.#typical * at(loopMultiples, 0, (dice - this.#pauseShare) / (1 - this.#pauseShare));
  }

  /** No request comes before the answer to the last one is written. */
  #leastGap(answer: number | null): number {
    return rhythm.shortestGap + this.#reading + (answer === null ? this.#writing : answer * rhythm.secondsPerToken);
  }
}

/** The number of steps that `value` has reached or passed. */
function passed(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Picks one of the steps from index `from` on; `share` from 0 to 1 says how far along. */
function at(ascending: Float64Array, from: number, share: number): number {
  const left = ascending.length - from;
  return ascending[Math.min(ascending.length - 1, from + ((share * left) | 0))] ?? Infinity;
}
