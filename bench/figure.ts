/** One line of the table; `budget` and `met` only where the project promises something. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly budget?: string;
  readonly met?: boolean;
}

/** A figure promised to be at most `budget`, in its unit. */
export function limited(name: string, value: number, budget: number, unit: string, remark = ''): Figure {
  return {
    name,
    value: `${round(value)} ${unit}${remark}`,
    budget: `≤ ${budget} ${unit}`,
    met: value <= budget,
  };
}

/** A figure without a promise. */
export function told(name: string, value: number, unit: string, remark = ''): Figure {
  return { name, value: `${round(value)} ${unit}${remark}` };
}

/** Rounds to three significant digits. */
export function round(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}
