/** What the next minute does to a limit. */
export interface Outlook {
  /** Units left now; `null` until a reading came. */
  readonly level: number | null;
  /** From 0 to 1, that a request is refused within the next minute. */
  readonly refusalWithinMinute: number;
  /** Seconds until the first refusal if one comes, the middle of what is likely; `null` if none is in sight. */
  readonly timeToEmpty: number | null;
}

/**
 * What an outlook rests on, so that it can be put into words: "at this pace empty in 40 s (4 requests of 96k tokens a
 * minute)".
 */
export interface Basis {
  /** Conversations that sent something within the last quarter of an hour; 0 where requests do not say theirs. */
  readonly conversations: number;
  /** Of these, the ones that are probably in the middle of a loop and not pausing. */
  readonly running: number;
  /** Requests that no reading shows yet. */
  readonly inFlight: number;
  /** Requests that come within a minute if the loops run on. */
  readonly requestsPerMinute: number;
  /** Units that one of them takes. */
  readonly typicalRequest: number;
  /** The request that is probably next: its units and the seconds until it comes; `null` if none is expected. */
  readonly next: { readonly amount: number; readonly within: number } | null;
  /** Units that resting conversations will be charged once more when they go on, because their cache has gone cold. */
  readonly cold: number;
}
