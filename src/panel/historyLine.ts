import type uPlot from 'uplot';
import type { HistoryPoint } from '../core/model/snapshot.ts';
import { ChartElement, type ChartOptions } from './chartElement.ts';

/** Seconds. A shorter past is drawn at the right end of this span, so that the line grows from there. */
const shortestSpan = 60;

/** A limit's past as a small line in the element's text color, with gaps where the level was unknown. */
export class HistoryLine extends ChartElement {
  #points: readonly HistoryPoint[] = [];

  protected readonly options: ChartOptions = {
    padding: [3, 3, 3, 1],
    scales: {
      x: { time: false, range: (_, oldest) => [Math.min(oldest ?? 0, -shortestSpan), 0] },
      y: { range: [0, 1] },
    },
    series: [
      {},
      {
        stroke: () => getComputedStyle(this).color,
        width: 1.25,
        spanGaps: false,
        // A reading between two gaps belongs to no line, so it gets a dot.
        points: { show: true, size: 3, width: 0, fill: () => getComputedStyle(this).color, filter: lonelyPoints },
      },
    ],
  };

  protected get line(): uPlot.AlignedData {
    return [this.#points.map((point) => -point.ago), this.#points.map((point) => point.level)];
  }

  set points(points: readonly HistoryPoint[]) {
    this.#points = points;
    this.redrawLine();
  }
}

customElements.define('keygauge-history', HistoryLine);

/** The points of a series that belong to no line, because both neighbors are gaps. */
export function lonelyPoints(chart: uPlot, series: number): number[] {
  const levels = Array.from<number | null | undefined>(chart.data[series] ?? []);
  return levels.flatMap((level, at) => (level != null && levels[at - 1] == null && levels[at + 1] == null ? [at] : []));
}
