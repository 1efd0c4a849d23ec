/**
 * A number as it stands in a sentence: thousands separators and a full stop behind it are dropped. `times` is what may
 * follow it: "k" or "m".
 */
export function amountIn(written: string | undefined, times = ''): number | null {
  if (written === undefined || !/\d/.test(written)) return null;
  const factor = times === 'k' ? 1000 : times === 'm' ? 1e6 : 1;
  const value = Number(written.replace(/[.,]$/, '').replaceAll(',', '')) * factor;
  return value >= 0 && value <= 1e15 ? value : null;
}

const seconds: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  min: 60,
  minute: 60,
  m: 60,
  hour: 3600,
  hr: 3600,
  h: 3600,
  day: 86_400,
  d: 86_400,
  week: 604_800,
};

/** Seconds of a unit of time as it stands in a sentence ("min", "minutes"); `null` for anything else. */
export function secondsOf(unit: string): number | null {
  return seconds[unit.length > 1 ? unit.replace(/s$/, '') : unit] ?? null;
}
