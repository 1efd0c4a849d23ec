/**
 * Numbers that were fitted to recorded coding sessions: `node bench/forecastFit.ts` finds them again and says how well
 * they do on sessions that it has not seen.
 */

/** No request follows the last of its conversation sooner; seconds. */
export const shortestGap = 4;

/** A conversation's typical gap: everybody's (logarithm of seconds beyond the shortest), its weight in gaps, and what is kept per gap. */
export const pace = { logGap: 2.8, prior: 4, kept: 0.9 };

/** Gaps against the typical one of their conversation: logarithms of ratios, at equally likely steps. */
export const gapQuantiles: readonly number[] = [
  -1.73, -1.36, -1.18, -1.04, -0.92, -0.81, -0.7, -0.62, -0.52, -0.43, -0.35, -0.26, -0.16, -0.05, 0.05, 0.17, 0.31,
  0.47, 0.69, 0.96, 1.37, 1.91, 2.43, 3.58,
];

/** When the alarm begins and ends: probability of a refusal within a minute, and the share of the capacity that is left. */
export const alarm = { enter: 0.55, leave: 0.15, low: 0.2, notLow: 0.35 };

/** How often a request is charged in full although its prompt should be cached. */
export const cacheMisses = 0.03;
