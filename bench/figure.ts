/** One line of the table; `budget` and `met` only where the project promises something. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly budget?: string;
  readonly met?: boolean;
}

/** A figure that is promised to be at most so much of its unit. */
export function limited(name: string, value: number, budget: number, unit: string, remark = ''): Figure {
  return {
    name,
    value: `${round(value)} ${unit}${remark}`,
    budget: `≤ ${budget} ${unit}`,
    met: value <= budget,
  };
}

/** A figure that is only told. */
export function told(name: string, value: number, unit: string, remark = ''): Figure {
  return { name, value: `${round(value)} ${unit}${remark}` };
}

/** Three digits that count, as people read numbers. */
export function round(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}
