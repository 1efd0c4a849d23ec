import { watching } from './parameters.ts';

/**
 * Seconds until the next look at a limit that nobody has used for `quiet` seconds: `growth` times as long as that. Pauses
 * are more often short than long, so most of the twelve looks that an idle hour may cost are spent early, and the rest evenly.
 */
export function calmGap(quiet: number, growth: number, { rest, longest } = watching): number {
  return quiet >= rest ? longest : Math.min(longest, growth * quiet);
}
