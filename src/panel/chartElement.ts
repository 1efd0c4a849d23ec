import uPlot from 'uplot';
import type { Redrawn } from './followTheme.ts';

/** How a chart is drawn, but for what all charts of the panel share. */
export type ChartOptions = Pick<uPlot.Options, 'padding' | 'scales' | 'series' | 'hooks' | 'axes' | 'bands' | 'cursor'>;

/** An element that one chart fills, without a legend, and without axes and cursor if its options name none. */
export abstract class ChartElement extends HTMLElement implements Redrawn {
  #chart: uPlot | null = null;
  readonly #resized = new ResizeObserver(() => this.#fit());

  protected abstract readonly line: uPlot.AlignedData;
  protected abstract readonly options: ChartOptions;

  connectedCallback(): void {
    const bare = { legend: { show: false }, cursor: { show: false }, axes: [{ show: false }, { show: false }] };
    // It has no size while it is hidden, and gets the right one once it is seen.
    const size = { width: this.clientWidth || 100, height: this.clientHeight || 100 };
    this.#chart = new uPlot({ ...size, ...bare, ...this.options }, this.line, this);
    this.#resized.observe(this);
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
    this.#chart?.destroy();
    this.#chart = null;
  }

  /** Draws it in the theme's present colors. */
  redraw(): void {
    this.#chart?.redraw(false);
  }

  /** The chart while it is in the page. */
  protected get chart(): uPlot | null {
    return this.#chart;
  }

  /** Draws `line` as it is now. */
  protected redrawLine(): void {
    this.#chart?.setData(this.line);
  }

  #fit(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (this.#chart && width > 0 && height > 0 && (width !== this.#chart.width || height !== this.#chart.height)) {
      this.#chart.setSize({ width, height });
    }
  }
}
