/** From a moment until another; milliseconds since 1970. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The parts of a span that lie within none of the others, oldest first. */
export function without({ from, to }: TimeSpan, others: readonly TimeSpan[]): TimeSpan[] {
  const left: TimeSpan[] = [];
  let at = from;
  for (const other of others.toSorted((a, b) => a.from - b.from)) {
    if (other.from > at) left.push({ from: at, to: Math.min(other.from, to) });
    at = Math.max(at, other.to);
    if (at >= to) break;
  }
  if (at < to) left.push({ from: at, to });
  return left.filter((span) => span.from < span.to);
}

/** The parts of a span that lie within any of the others, oldest first. */
export function within(span: TimeSpan, others: readonly TimeSpan[]): TimeSpan[] {
  return without(span, without(span, others));
}
