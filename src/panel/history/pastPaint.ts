import type uPlot from 'uplot';
import type { HistoryStep } from '../../core/history/historyStep.ts';
import type { Gaps } from '../../core/history/pastView.ts';
import type { TimeSpan } from '../../core/history/timeSpan.ts';

/** Pixels of the screen between the lines of a hatch. */
const hatch = 6;
const dot = 4;

/** Hatches the times in which nobody looked, and the other way those in which the machine slept. */
export function paintGaps(chart: uPlot, { asleep, unseen }: Gaps, element: Element): void {
  hatchSpans(chart, unseen, 1, element);
  hatchSpans(chart, asleep, -1, element);
}

/** `slope`: 1 for lines that rise, -1 for lines that fall. */
function hatchSpans(chart: uPlot, spans: readonly TimeSpan[], slope: 1 | -1, element: Element): void {
  const { ctx, bbox } = chart;
  const [foot, head] = slope === 1 ? [bbox.top + bbox.height, bbox.top] : [bbox.top, bbox.top + bbox.height];
  ctx.save();
  ctx.strokeStyle = color(element, '--idle');
  ctx.lineWidth = devicePixelRatio;
  ctx.globalAlpha = 0.5;
  for (const { from, to } of spans) {
    const [left, right] = [chart.valToPos(from, 'x', true), chart.valToPos(to, 'x', true)];
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, bbox.top, right - left, bbox.height);
    ctx.clip();
    ctx.beginPath();
    for (let x = left - bbox.height; x < right; x += hatch * devicePixelRatio) {
      ctx.moveTo(x, foot);
      ctx.lineTo(x + bbox.height, head);
    }
    ctx.stroke();
    ctx.restore();
  }
  ctx.restore();
}

/** A dashed line at each threshold. */
export function paintThresholds(
  chart: uPlot,
  thresholds: readonly number[],
  [from, to]: readonly [number, number],
  element: Element,
): void {
  const { ctx } = chart;
  ctx.save();
  ctx.strokeStyle = color(element, '--idle');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  for (const threshold of thresholds) {
    const y = chart.valToPos(threshold, 'y', true);
    ctx.beginPath();
    ctx.moveTo(chart.valToPos(from, 'x', true), y);
    ctx.lineTo(chart.valToPos(to, 'x', true), y);
    ctx.stroke();
  }
  ctx.restore();
}

/** A dot at the foot for each step with refusals. `middle`: milliseconds from its beginning to where it is drawn. */
export function paintRefusals(chart: uPlot, steps: readonly HistoryStep[], middle: number, element: Element): void {
  const { ctx } = chart;
  ctx.save();
  ctx.fillStyle = color(element, '--bad');
  ctx.strokeStyle = color(element, '--card');
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const { at, refusals } of steps) {
    if (refusals === 0) continue;
    const y = chart.valToPos(0, 'y', true) - dot * devicePixelRatio;
    ctx.beginPath();
    ctx.arc(chart.valToPos(at + middle, 'x', true), y, dot * devicePixelRatio, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

function color(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name);
}
