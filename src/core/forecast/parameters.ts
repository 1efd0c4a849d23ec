/**
 * Numbers that were fitted to recorded coding sessions: `node bench/forecastFit.ts` fits them anew and says how well
 * they do on sessions that it has not seen.
 */

/** Timing of a conversation's next request; seconds and logarithms of seconds, tokens and ratios. */
export const rhythm = {
  /** Nobody sends the next request sooner than this after the answer is written. */
  shortestGap: 2,
  /** Seconds to read one token of a prompt. */
  secondsPerPromptToken: 1.5e-5,
  /** Least seconds to write one token of an answer. */
  secondsPerToken: 0.0125,
  /** A gap that exceeds the least possible one by more than this is a pause. */
  longestLoopGap: 30,
  /**
   * Everybody's mean weighs as much as `prior` gaps of one's own, and as `roughPrior` where it is the share of pauses or gaps are known
   * only roughly; from gap to gap the share `kept` of what was learned stays.
   */
  prior: 1.5,
  roughPrior: 3,
  kept: 0.87,
  logLoopGap: 1.84,
  pauseShare: 0.21,
  logAnswer: 5.54,
  loopLogMultiples: [
    -1.43, -0.91, -0.68, -0.52, -0.38, -0.26, -0.15, -0.04, 0.06, 0.17, 0.29, 0.42, 0.57, 0.75, 0.96, 1.32,
  ] as readonly number[],
  logPauses: [
    3.46, 3.55, 3.67, 3.84, 4.02, 4.17, 4.33, 4.58, 4.78, 4.86, 5.05, 5.3, 5.68, 6.06, 6.62, 6.79,
  ] as readonly number[],
  logAnswerMultiples: [
    -1.19, -0.87, -0.7, -0.59, -0.49, -0.4, -0.3, -0.2, -0.09, 0.05, 0.18, 0.34, 0.54, 0.78, 1.12, 1.89,
  ] as readonly number[],
};

/**
 * Bounds at which the alarm begins and ends: probability of a refusal within a minute, and share of the capacity left.
 */
export const alarm = { enter: 0.6, leave: 0.15, low: 0.2, notLow: 0.4, lowFor: 0 };

/**
 * `alarm` where several conversations sent requests within `atWork` ms: a refusal that does not come within the minute mostly comes in
 * the next one, and a level that was low for a moment says little.
 */
export const severalAlarm = { ...alarm, enter: 0.52, lowFor: 3 };
export const atWork = 60_000;

/** Share of requests charged in full although their prompt should be cached. */
export const cacheMisses = 0.03;

/** `alarm` where only probes are seen: they see a loop late and in part, so it begins at a lower probability. */
export const probeAlarm = { enter: 0.5, leave: 0.1, low: 0.2, notLow: 0.4, lowFor: 0 };

/**
 * Times to look at a limit that others use, and what counts as a request of theirs. Seconds and shares of the capacity.
 */
export const watching = {
  /** Gap while a warning is on or the probability of a refusal within a minute is at least `danger`. */
  quick: 3,
  danger: 0.05,
  /** Gap while a loop runs whose requests are large or not yet known, or while less than the share `low` is left. */
  curious: 8,
  low: 0.4,
  /** Gap while somebody is likely to go on: use, or the first look, is less than `settled` ago. */
  calm: 18,
  /** A limit that is not full again counts as just used for this long after its last request. */
  fresh: 60,
  /** Once nobody has used the limit for this long, nobody is expected soon. */
  settled: 600,
  /** Gap from then on: twelve looks an hour. */
  resting: 300,
  /** Requests count as large from this share of the capacity on. */
  large: 0.1,
  /** This long after its last request, a loop is no longer expected to go on. */
  follow: 30,
  /** Two looks no farther apart than this hardly leave room for two requests of one loop. */
  close: 12,
  /** Assumed size of one request of others until one was seen. */
  unknown: 0.2,
  /** A fall by less than this share of the capacity is noise. */
  noise: 0.005,
};

/** The use assumed between two looks. Milliseconds where nothing else is said. */
export const unseen = {
  /** Share of looks at which the truth may lie outside what is shown. */
  misses: 0.015,
  /** Share of looks at which the truth may be more than `margin`, a share of the capacity, below the number shown. */
  surprises: 0.05,
  margin: 0.1,
  /** Probability with which no more requests have come than the number shown allows for. */
  sure: 0.95,
  /** The most that is promised, as a share of the capacity, while somebody who was at work may go on any moment. */
  nearlyFull: 0.99,
  /** For so long after the last use that was seen, somebody may; a night is longer. */
  sameDay: 28_800_000,
  /** Seconds between two requests of a loop, and of somebody who has paused for some minutes. */
  loopGap: 15,
  pauseGap: 90,
  /** Share of the capacity that a request takes where somebody is at work and none was made out yet. */
  unknown: 0.3,
  /** The size that the number shown allows for lies this far from the last one towards the largest of the last minutes. */
  towardsLargest: 0.5,
  largestHalfLife: 120_000,
  /** Logarithm of the factor by which one miss, or one surprise, widens what is shown. */
  step: 0.3,
  leastCaution: 1.2,
  leastCare: 0.5,
  mostCaution: 4,
  /** Half of a rate is forgotten after `halfLife`; half of it counts as ended `lastingHalfLife` after a look. */
  halfLife: 30_000,
  lastingHalfLife: 20_000,
  /** This long after a look, a whole request may be missing from a limit that nobody was seen to use. */
  unsureAfter: 20_000,
  /** Seconds between two requests of somebody who was not at work when last looked at. */
  restingGap: 15,
  /** The limit counts as in use for this long after its last use. */
  inUse: 600_000,
};

/** Assumptions about the user's requests that are seen. */
export const seen = {
  /** What a request takes is a guess until its answer, so an alarm of the level leaves that so long to come; ms. */
  guess: 1000,
  /** Requests count as being seen for this long after the last one, pauses included; ms. */
  flows: 3_600_000,
  /** Once nothing unexplained has gone for this long, nobody else counts as using the limit; ms. */
  trusted: 900_000,
  /**
   * What was missing at the first reading may have been taken by the same tools, before they were seen; it counts as
   * somebody else's until what is seen has explained every reading for this long; ms.
   */
  cleared: 60_000,
  /** The longest time over which an answer is written, and charged; ms. */
  writing: 120_000,
  /**
   * Share by which the charge of a request is uncertain: providers charge an estimate of the text but report the
   * tokens.
   */
  doubt: 0.5,
};

/**
 * How requests that name no conversation fall into such. Tokens are those that bytes tell, times are seconds. `forecastFit.ts`
 * counts the steps; what the other numbers are hardly matters (BENCHMARKS.md).
 */
export const likelyConversation = {
  /** A usual step from a prompt to the next, the standard deviation of its logarithm, and what counts as no step. */
  usualGrowth: 810,
  growthSpread: 1.03,
  leastGrowth: 50,
  /** A prompt that is shorter by no more than this share still goes on with the last one. */
  shrinks: 0.01,
  /** A conversation's requests a second: 1 / (`loopGap` + time since the last one), but hardly any so soon. */
  loopGap: 10,
  shortestGap: 2,
  atOnce: 0.005,
  /** Conversations that begin in a second, and the tokens over which their first prompts spread evenly. */
  begins: 1 / 1800,
  widest: 200_000,
  /** Probability that one which begins takes the place of another, which has rested for so many seconds. */
  takesPlace: 0.9,
  rests: 30,
  /** The share of what a request shows of its conversation's tokens for bytes that is learned, and the bounds of these. */
  learned: 0.5,
  leastRatio: 0.83,
  mostRatio: 1.26,
};
