/** One request of the background load, as it would arrive with the same key. */
export interface LoadRequest {
  /** Seconds since the load began. */
  readonly at: number;
  /** Tokens: the whole input, the part of it read from the provider's cache, and the answer. */
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Seconds until the answer is complete. */
  readonly took: number;
}
