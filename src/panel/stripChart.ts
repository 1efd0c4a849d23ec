import type uPlot from 'uplot';
import { lookBack } from '../words/stripWords.ts';
import { ChartElement, type ChartOptions } from './chartElement.ts';
import { lookAhead, type StripData } from './stripData.ts';
import { paintAhead, paintMarks } from './stripPaint.ts';

const nothing: StripData = { line: [[], []], request: null, label: null, refusals: [], next: [] };

/** The last two minutes of a limit and the likely next one, in the colors of the theme. */
export class StripChart extends ChartElement {
  #data = nothing;

  protected readonly options: ChartOptions = {
    padding: [4, 0, 1, 0],
    scales: { x: { time: false, range: [-lookBack, lookAhead] }, y: { range: [0, 1] } },
    series: [{}, { stroke: () => getComputedStyle(this).color, width: 1.5, spanGaps: false, points: { show: false } }],
    hooks: {
      drawClear: [(chart) => paintAhead(chart, this.#data, this)],
      draw: [(chart) => paintMarks(chart, this.#data, this)],
    },
  };

  protected get line(): uPlot.AlignedData {
    return this.#data.line;
  }

  set data(data: StripData) {
    this.#data = data;
    this.redrawLine();
  }
}

customElements.define('keygauge-strip', StripChart);
