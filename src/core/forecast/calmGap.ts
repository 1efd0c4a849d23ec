import { watching } from './parameters.ts';

/**
 * Seconds until the next look at a limit that nobody has used for `quiet` seconds: `growth` times `quiet`. Most pauses
 * are short, so most of the twelve looks that an idle hour may cost come early; the rest are spread evenly.
 */
export function calmGap(quiet: number, growth: number, { rest, longest } = watching): number {
  return quiet >= rest ? longest : Math.min(longest, growth * quiet);
}
