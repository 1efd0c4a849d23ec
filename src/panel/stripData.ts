import type uPlot from 'uplot';
import type { HistoryPoint, LimitSnapshot } from '../core/model/snapshot.ts';
import { type LikelyLevel, likelyNext } from '../core/shown/likelyNext.ts';
import { lookBack } from '../words/stripWords.ts';

/** Seconds that the chart looks ahead. */
export const lookAhead = 60;

/** What the chart draws: fractions of the capacity at seconds from now. */
export interface StripData {
  readonly line: uPlot.AlignedData;
  /** The size of one request; `null` where it is unknown. */
  readonly request: number | null;
  /** "one request ≈ 11K". */
  readonly label: string | null;
  readonly refusals: readonly { readonly at: number; readonly level: number }[];
  readonly next: readonly LikelyLevel[];
}

export function stripData(limit: LimitSnapshot, label: string | null): StripData {
  const capacity = limit.capacity ?? 1;
  const now: HistoryPoint[] = limit.level === null ? [] : [{ ago: 0, level: limit.level.estimate / capacity }];
  const points = [...limit.history.filter(({ ago }) => ago > 0), ...now];
  return {
    line: [points.map(({ ago }) => -ago), points.map(({ level }) => level)],
    request: limit.requestSize === null ? null : limit.requestSize / capacity,
    label,
    refusals: limit.refusals.filter((ago) => ago <= lookBack).map((ago) => ({ at: -ago, level: levelAt(points, ago) })),
    next: likelyNext(limit).map(({ seconds, low, high }) => ({ seconds, low: low / capacity, high: high / capacity })),
  };
}

/** The level that the line shows `ago` seconds before now; the last one known where it has a gap. */
function levelAt(points: readonly HistoryPoint[], ago: number): number {
  const before = points.filter((point) => point.ago >= ago && point.level !== null).at(-1);
  const after = points.find((point) => point.ago <= ago && point.level !== null);
  const [from, to] = [before ?? after, after ?? before];
  if (!from || !to) return 0;
  const share = from.ago === to.ago ? 0 : (from.ago - ago) / (from.ago - to.ago);
  return (from.level ?? 0) + share * ((to.level ?? 0) - (from.level ?? 0));
}
