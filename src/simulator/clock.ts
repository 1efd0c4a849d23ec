/** The simulator's source of time, so that a test can drive it. */
export interface SimulatorClock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since the epoch, for `Date` and for RFC 3339 resets. */
  wallNow(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const realClock: SimulatorClock = {
  now: () => performance.now(),
  wallNow: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
