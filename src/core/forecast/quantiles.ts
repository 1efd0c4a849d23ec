/**
 * Interpolates `count` equally likely values from a few whose logarithms are given, ascending and equally likely too.
 */
export function quantiles(logarithms: readonly number[], count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, step) => {
    const place = ((step + 0.5) / count) * logarithms.length - 0.5;
    const below = Math.min(logarithms.length - 2, Math.max(0, Math.floor(place)));
    const from = logarithms[below] ?? 0;
    return Math.exp(from + (place - below) * ((logarithms[below + 1] ?? from) - from));
  });
}

/** Fixed numbers from 0 to 1 that look random (mulberry32): the same question has the same answer. Each `set` has others. */
export function dice(count: number, set = 0): Float64Array {
  let state = 12_345 + set;
  return Float64Array.from({ length: count }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  });
}

/**
 * The normal deviate below which `share` of all values lie: Bowling's logistic approximation of 2009, inverted; to
 * 0.01.
 */
export function deviate(share: number): number {
  const odds = Math.log(share / (1 - share));
  return 5.494 * Math.sinh(Math.asinh(0.3418 * odds) / 3);
}
