import { watching } from './parameters.ts';

/**
 * Seconds until the next look at a limit that nobody has used for `quiet` seconds. Whoever pauses mostly goes on within
 * ten minutes; after that, an hour costs no more than twelve looks.
 */
export function calmGap(quiet: number, { calm, settled, resting } = watching): number {
  return quiet >= settled ? resting : calm;
}
