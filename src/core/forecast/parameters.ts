/**
 * Numbers that were fitted to recorded coding sessions: `node bench/forecastFit.ts` finds them again and says how well
 * they do on sessions that it has not seen.
 */

/** When the next request of a conversation comes; seconds and logarithms of seconds, tokens and ratios. */
export const rhythm = {
  /** Nobody sends the next request sooner than this after the answer is written. */
  shortestGap: 2,
  /** What reading one token of a prompt takes. */
  secondsPerPromptToken: 1.5e-5,
  /** What writing one token of an answer takes at least. */
  secondsPerToken: 0.0125,
  /** What goes beyond these two by more is a pause. */
  longestLoopGap: 30,
  /** Everybody's mean counts as so many gaps of one's own; of what was learned, this is kept from gap to gap. */
  prior: 3,
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

/** When the alarm begins and ends: probability of a refusal within a minute, and the share of the capacity that is left. */
export const alarm = { enter: 0.6, leave: 0.15, low: 0.2, notLow: 0.4 };

/** How often a request is charged in full although its prompt should be cached. */
export const cacheMisses = 0.03;

/** The same where only probes are seen: they see a loop late and in part, so less must do. */
export const probeAlarm = { enter: 0.3, leave: 0.1, low: 0.2, notLow: 0.4 };

/** When to look at a limit that others use, and what is taken for a request of theirs. Seconds and shares of the capacity. */
export const watching = {
  /** While a warning is on or a refusal within a minute is likelier than `danger`. */
  quick: 3,
  danger: 0.05,
  /** While a loop runs whose requests are large or not yet known, and below this share of the capacity. */
  curious: 8,
  low: 0.4,
  /** Once it pauses. */
  calm: 20,
  /** For so long after its last request a limit that is not full again counts as just used. */
  fresh: 60,
  /** As long as nothing happens, the gap between looks is this share of the time since the last use... */
  growth: 0.1,
  /** ...or, after small requests, this one, and as long as that time itself where nobody was ever seen to use it... */
  smallGrowth: 0.3,
  /** ...for so long, and from then on... */
  rest: 1100,
  /** ...this. */
  longest: 900,
  /** Requests count as large from this share of the capacity on. */
  large: 0.1,
  /** So long after the last request nothing more is expected of its loop. */
  follow: 30,
  /** Two looks are so close that hardly two requests of one loop fit between them. */
  close: 12,
  /** One request of others is taken for so large until one was seen. */
  unknown: 0.2,
  /** What falls by less than this share of the capacity is noise. */
  noise: 0.005,
};

/** What is taken to have gone between two looks. */
export const unseen = {
  /** What is shown should hold the truth but for so many looks in a hundred. */
  misses: 0.02,
  /** How much one miss widens what is shown; its logarithm. */
  step: 0.3,
  leastCaution: 1,
  mostCaution: 4,
  /** Half of a rate is forgotten after so long, and half of it is taken to have ended so long after a look; ms. */
  halfLife: 30_000,
  lastingHalfLife: 20_000,
  /** A limit that nobody was seen to use may lack a whole request so long after a look; ms. */
  unsureAfter: 20_000,
  /** Seconds between two requests of somebody who was not at work when last looked at. */
  restingGap: 15,
  /** The limit is taken to be in use for so long after it was; ms. */
  inUse: 600_000,
};

/** What is made of requests of the user's that are seen. */
export const seen = {
  /** They are taken to be seen for so long after the last one, pauses included; ms. */
  flows: 3_600_000,
  /** Nothing else is taken to use the limit once nothing unexplained has gone for so long; ms. */
  trusted: 900_000,
  /** An answer is written, and charged, for so long at most; ms. */
  writing: 120_000,
  /** What a request is charged is known but for this share: providers charge an estimate of the text, and tell the tokens. */
  doubt: 0.5,
};
