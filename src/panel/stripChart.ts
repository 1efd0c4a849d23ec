import uPlot from 'uplot';
import { lookBack } from '../words/stripWords.ts';
import type { Redrawn } from './followTheme.ts';
import { lookAhead, type StripData } from './stripData.ts';
import { paintAhead, paintMarks } from './stripPaint.ts';

const nothing: StripData = { line: [[], []], request: null, label: null, refusals: [], next: [] };

/** The last two minutes of a limit and the likely next one, in the colours of the theme. */
export class StripChart extends HTMLElement implements Redrawn {
  #data = nothing;
  #chart: uPlot | null = null;
  readonly #resized = new ResizeObserver(() => this.#fit());

  set data(data: StripData) {
    this.#data = data;
    this.#chart?.setData(data.line);
  }

  connectedCallback(): void {
    this.#chart = new uPlot(this.#options(), this.#data.line, this);
    this.#resized.observe(this);
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** Draws it in the theme's present colours. */
  redraw(): void {
    this.#chart?.redraw(false);
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (this.#chart && width > 0 && height > 0 && (width !== this.#chart.width || height !== this.#chart.height)) {
      this.#chart.setSize({ width, height });
    }
  }

  #options(): uPlot.Options {
    return {
      width: this.clientWidth || 250,
      height: this.clientHeight || 110,
      legend: { show: false },
      cursor: { show: false },
      padding: [4, 0, 1, 0],
      scales: { x: { time: false, range: [-lookBack, lookAhead] }, y: { range: [0, 1] } },
      axes: [{ show: false }, { show: false }],
      series: [
        {},
        { stroke: () => getComputedStyle(this).color, width: 1.5, spanGaps: false, points: { show: false } },
      ],
      hooks: {
        drawClear: [(chart) => paintAhead(chart, this.#data, this)],
        draw: [(chart) => paintMarks(chart, this.#data, this)],
      },
    };
  }
}

customElements.define('keygauge-strip', StripChart);
