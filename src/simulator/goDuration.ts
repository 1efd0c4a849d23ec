/**
 * Seconds in the notation of Go's `time.Duration`, to the millisecond: `0s`, `6ms`, `1.182s`, `20m52.666s`, `1h2m3.5s`
 * (docs/providers.md, OpenAI: headers).
 */
export function goDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds * 1000));
  if (total === 0) return '0s';
  if (total < 1000) return `${total}ms`;
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor((total % 3_600_000) / 60_000);
  const rest = `${(total % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}
