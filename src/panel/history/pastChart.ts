import type uPlot from 'uplot';
import type { HistoryStep } from '../../core/history/historyStep.ts';
import { type Gaps, gapsIn, type PastSpan, spanOf } from '../../core/history/pastView.ts';
import { ticksOf, tickText } from '../../words/historyWords.ts';
import { percent } from '../../words/numbers.ts';
import { ChartElement, type ChartOptions } from '../chartElement.ts';
import { lonelyPoints } from '../historyLine.ts';
import { paintGaps, paintRefusals, paintThresholds } from './pastPaint.ts';

/** What the chart draws. Times are milliseconds since 1970. */
export interface PastData {
  readonly steps: readonly HistoryStep[];
  readonly span: PastSpan;
  readonly gaps: Gaps;
  readonly now: number;
  /** Fractions of the capacity. */
  readonly thresholds: readonly number[];
}

const nothing: PastData = { steps: [], span: 'day', gaps: gapsIn([], 'day', 0), now: 0, thresholds: [] };
const fontSize = '12px ';
/** Pixels that one time needs at the foot. */
const tickWidth = 90;

/** A limit's past: the least and the most of each step, thresholds, refusals, and hatched where nobody looked. */
export class PastChart extends ChartElement {
  #data = nothing;
  #line: uPlot.AlignedData = [[], [], []];

  protected get options(): ChartOptions {
    // Its font is known once it is in the page.
    const font = fontSize + getComputedStyle(this).fontFamily;
    const lonely = { show: true, size: 5, width: 0, fill: () => this.#color('--fine'), filter: lonelyPoints };
    return {
      padding: [8, 8, 0, 0],
      scales: { x: { time: false, range: () => this.#range }, y: { range: [0, 1] } },
      axes: [
        {
          stroke: () => this.#color('--dim'),
          font,
          grid: { show: false },
          ticks: { show: false },
          size: 24,
          splits: ({ width }) => this.#ticks(width),
          values: (_, splits) => splits.map((at) => tickText(this.#data.span, at, this.#data.now)),
        },
        {
          stroke: () => this.#color('--dim'),
          font,
          grid: { stroke: () => this.#color('--track'), width: 1 },
          ticks: { show: false },
          size: 48,
          splits: () => [0, 0.5, 1],
          values: (_, splits) => splits.map(percent),
        },
      ],
      series: [
        {},
        { stroke: () => this.#color('--fine'), width: 1.5, spanGaps: false, points: lonely },
        { stroke: () => 'transparent', spanGaps: false, points: { show: false } },
      ],
      bands: [{ series: [2, 1], fill: () => this.#color('--band') }],
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      hooks: {
        drawClear: [(chart) => paintGaps(chart, this.#data.gaps, this)],
        draw: [
          (chart) => paintThresholds(chart, this.#data.thresholds, this.#range, this),
          (chart) => paintRefusals(chart, this.#data.steps, this.#middle, this),
        ],
        setCursor: [({ cursor }) => this.#point(cursor.left ?? -1)],
      },
    };
  }

  protected get line(): uPlot.AlignedData {
    return this.#line;
  }

  set data(data: PastData) {
    if (data.steps === this.#data.steps && data.span === this.#data.span) return;
    this.#data = data;
    this.#line = lineOf(data);
    this.redrawLine();
  }

  /** Puts the line of the cursor at a step. */
  pointAt(index: number): void {
    const step = this.#data.steps[index];
    if (step && this.chart)
      this.chart.setCursor({ left: this.chart.valToPos(step.at + this.#middle, 'x'), top: 0 }, false);
  }

  get #range(): [number, number] {
    return [this.#data.now - spanOf[this.#data.span].length * 1000, this.#data.now];
  }

  /** Times whose text would reach into the percentages, or out of the chart, are left out. */
  #ticks(width: number): number[] {
    const { span, now } = this.#data;
    const [from, to] = this.#range;
    const edge = ((to - from) * (tickWidth / 3)) / width;
    const ticks = ticksOf(span, now, Math.max(2, Math.floor(width / tickWidth)));
    return ticks.filter((at) => at > from + edge && at < to - edge);
  }

  /** From the beginning of a step to its middle, where it is drawn. */
  get #middle(): number {
    return spanOf[this.#data.span].step * 500;
  }

  /** Tells which step is under the pointer. */
  #point(left: number): void {
    if (left < 0 || !this.chart) return;
    const at = this.chart.posToVal(left, 'x') - this.#middle;
    const nearest = this.#data.steps.reduce(
      (best, step, index) => (Math.abs(step.at - at) < Math.abs((this.#data.steps[best]?.at ?? 0) - at) ? index : best),
      0,
    );
    this.dispatchEvent(new CustomEvent('step', { detail: nearest }));
  }

  #color(name: string): string {
    return getComputedStyle(this).getPropertyValue(name);
  }
}

customElements.define('keygauge-past', PastChart);

/** The least and the most of each step, with a gap where nobody looked. */
function lineOf({ steps, span, gaps: { asleep, unseen } }: PastData): uPlot.AlignedData {
  const half = spanOf[span].step * 500;
  const known = steps.flatMap(({ at, level }) => (level ? [{ at: at + half, ...level }] : []));
  const gaps = [...asleep, ...unseen].map(({ from, to }) => ({ at: (from + to) / 2, least: null, most: null }));
  const points = [...known, ...gaps].sort((a, b) => a.at - b.at);
  return [points.map(({ at }) => at), points.map(({ least }) => least), points.map(({ most }) => most)];
}
