/** The effect of the next minute on a limit. */
export interface Outlook {
  /** Units left now; `null` until a reading came. */
  readonly level: number | null;
  /** Probability from 0 to 1 that a request is refused within the next minute. */
  readonly refusalWithinMinute: number;
  /** Median of the seconds until the first refusal, if one comes; `null` if none is in sight. */
  readonly timeToEmpty: number | null;
}

/**
 * The facts behind an outlook, for putting it into words: "at this pace empty in 40 s (4 requests of 96k tokens a
 * minute)".
 */
export interface Basis {
  /** Conversations that sent something in the last quarter of an hour; 0 where requests do not name theirs. */
  readonly conversations: number;
  /** The number of these that are probably in the middle of a loop, not pausing. */
  readonly running: number;
  /** Requests that no reading shows yet. */
  readonly inFlight: number;
  /** Expected requests a minute if the loops run on. */
  readonly requestsPerMinute: number;
  /** Units that a typical one takes. */
  readonly typicalRequest: number;
  /** The probable next request: its units and the seconds until it comes; `null` if none is expected. */
  readonly next: { readonly amount: number; readonly within: number } | null;
  /** Units that idle conversations will pay again when they go on, because their cache has gone cold. */
  readonly cold: number;
}
