import uPlot from 'uplot';
import type { HistoryPoint } from '../core/model/snapshot.ts';
import type { Redrawn } from './followTheme.ts';

/** Seconds. A shorter past is drawn at the right end of this span, so that the line grows from there. */
const shortestSpan = 60;

/** A limit's past as a small line in the element's text colour, with gaps where the level was unknown. */
export class HistoryLine extends HTMLElement implements Redrawn {
  #points: readonly HistoryPoint[] = [];
  #chart: uPlot | null = null;
  readonly #resized = new ResizeObserver(() => this.#fit());

  set points(points: readonly HistoryPoint[]) {
    this.#points = points;
    this.#chart?.setData(dataOf(points));
  }

  connectedCallback(): void {
    this.#chart = new uPlot(optionsFor(this), dataOf(this.#points), this);
    this.#resized.observe(this);
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** Redraws the line in the theme's present colours. */
  redraw(): void {
    this.#chart?.redraw(false);
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (this.#chart && width > 0 && height > 0 && (width !== this.#chart.width || height !== this.#chart.height)) {
      this.#chart.setSize({ width, height });
    }
  }
}

customElements.define('keygauge-history', HistoryLine);

function dataOf(points: readonly HistoryPoint[]): uPlot.AlignedData {
  return [points.map((point) => -point.ago), points.map((point) => point.level)];
}

function optionsFor(element: HTMLElement): uPlot.Options {
  const colour = () => getComputedStyle(element).color;
  return {
    width: element.clientWidth || 96,
    height: element.clientHeight || 22,
    legend: { show: false },
    cursor: { show: false },
    padding: [3, 3, 3, 1],
    scales: {
      x: { time: false, range: (_, oldest) => [Math.min(oldest ?? 0, -shortestSpan), 0] },
      y: { range: [0, 1] },
    },
    axes: [{ show: false }, { show: false }],
    series: [
      {},
      {
        stroke: colour,
        width: 1.25,
        spanGaps: false,
        // A reading between two gaps belongs to no line, so it gets a dot.
        points: { show: true, size: 3, width: 0, fill: colour, filter: lonelyPoints },
      },
    ],
  };
}

function lonelyPoints(chart: uPlot, series: number): number[] {
  const levels = Array.from<number | null | undefined>(chart.data[series] ?? []);
  return levels.flatMap((level, at) => (level != null && levels[at - 1] == null && levels[at + 1] == null ? [at] : []));
}
