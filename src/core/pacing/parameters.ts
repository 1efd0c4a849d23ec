/** Assumptions about requests whose like has not been seen yet, and what is weighed against each other. */

/** Bytes of a request's body for each token; logarithms, because what differs is a factor. */
export const bytesPerToken = {
  /** Bodies take 3.1 to 4.7 bytes a token, by language, code and tools (docs/providers.md, OpenAI: what is charged). */
  usual: Math.log(3.8),
  /** Standard deviation from conversation to conversation. */
  betweenConversations: 0.12,
  /** Standard deviation from request to request of one. */
  withinConversation: 0.03,
  /** What is assumed weighs as much as so many conversations, or requests, that were seen. */
  conversationsAssumed: 4,
  requestsAssumed: 8,
  /** The last request of a conversation weighs at least this much, because its ratio drifts. */
  leastWeight: 0.1,
};

/** A picture counts as so many tokens, whatever its bytes (docs/providers.md, OpenAI: what is charged). */
export const pictureTokens = 765;

/** At most this many accounts with their models are remembered, and conversations. */
export const mostPlaces = 100;
export const mostConversations = 128;

/**
 * Tokens that every limit must have left where a request is to leave before anybody has looked at it, however short it is: as many as
 * tools ask for as an answer, which OpenAI charges at admission.
 */
export const leastRoom = 64_000;

/** A hold ends after this long in any case; ms. The user's setting replaces it. */
export const usualPatience = 60_000;

/**
 * A refusal is as bad as so many seconds of waiting: it may be counted, and not every tool tries again. One that comes
 * of our own estimate is spared by a moment; what others do cannot be waited for, and gives them time to take more.
 */
export const refusalCost = { own: 40, others: 6 };

/** Moments at which a request may be let go are this far apart: ms, and later ones a share of the time until then. */
export const step = { least: 250, share: 0.05 };

/** Use by others is forgotten by half after this many seconds in which it was looked for. */
export const othersHalfLife = 45;

/** What a prompt adds to the cached one before it: tokens, and the standard deviation of the logarithm. */
export const freshTokens = { usual: 700, spread: 1.3, learned: 0.05 };

/**
 * What is held lets later requests pass that fit, so that agents with small requests do not wait for the one with a large one: as long
 * as all of them together delay it by no more than the share `most` of the patience, of which `spare` ms are left then.
 */
export const passing = { most: 0.25, spare: 15_000 };

/** After a refusal a request is held for this many seconds at least, and twice as long after each further one. */
export const leastWait = 1;

/**
 * Second prompts of conversations whose first had at least so many tokens and was not cached: how many are assumed to
 * have been seen, and to have missed the cache. Of the recorded conversations 1 of 126, 19 of 35 and 1 of 24 have.
 */
export const secondPrompts = [
  { from: 0, seen: 8, missed: 0.1 },
  { from: 30_000, seen: 4, missed: 2.2 },
  { from: 100_000, seen: 4, missed: 0.2 },
];

/** What conversations of a tool have in common, its instructions and tools: tokens. `doubt`: one standard deviation. */
export const sharedTokens = { usual: 14_000, doubt: 2_000 };
