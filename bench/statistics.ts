/** The middle one of these numbers, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}

/** The smallest and the largest, as `3–7`. */
export function range(values: readonly number[], text: (value: number) => string): string {
  return `${text(Math.min(...values))}–${text(Math.max(...values))}`;
}
