import type uPlot from 'uplot';
import { lookBack } from '../words/stripWords.ts';
import { lookAhead, type StripData } from './stripData.ts';

/** Pixels of the screen between the lines of a hatch, and their width. */
const hatch = { every: 5, width: 1.5 };
const dot = 3.5;

/** Paints what lies behind the level: the likely next minute, the lines of a full and of an empty limit, and "now". */
export function paintAhead(chart: uPlot, { next }: StripData, element: Element): void {
  const { ctx } = chart;
  const colors = colorsOf(element);
  ctx.save();
  const [first] = next;
  if (first) {
    const edge = [
      ...next.map(({ seconds, high }) => [seconds, high]),
      ...next.toReversed().map(({ seconds, low }) => [seconds, low]),
    ];
    ctx.beginPath();
    for (const [x = 0, y = 0] of edge) ctx.lineTo(xOf(chart, x), yOf(chart, y));
    ctx.closePath();
    ctx.strokeStyle = colors.accent;
    ctx.lineWidth = devicePixelRatio;
    ctx.stroke();
    ctx.clip();
    ctx.fillStyle = colors.accent;
    ctx.globalAlpha = 0.18;
    ctx.fill();
    ctx.globalAlpha = 0.8;
    paintHatch(chart, colors.accent);
  }
  ctx.restore();
  for (const level of [0, 1]) line(chart, [-lookBack, level], [lookAhead, level], colors.dim, []);
  line(chart, [0, 0], [0, 1], colors.text, []);
}

/** Paints what lies over the level: one request's size with its name, and a dot for each refusal. */
export function paintMarks(chart: uPlot, { request, label, refusals }: StripData, element: Element): void {
  const { ctx } = chart;
  const colors = colorsOf(element);
  if (request !== null && request <= 1) {
    line(chart, [-lookBack, request], [lookAhead, request], colors.dim, [4, 4]);
    if (label !== null) paintLabel(chart, label, request, colors);
  }
  ctx.save();
  for (const { at, level } of refusals) {
    ctx.beginPath();
    ctx.arc(xOf(chart, at), yOf(chart, level), dot * devicePixelRatio, 0, 2 * Math.PI);
    ctx.fillStyle = colors.bad;
    ctx.strokeStyle = colors.card;
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

type Colors = ReturnType<typeof colorsOf>;

function colorsOf(element: Element) {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name);
  const font = `${12 * devicePixelRatio}px ${style.fontFamily}`;
  return { text: style.color, dim: of('--idle'), accent: of('--accent'), bad: of('--bad'), card: of('--card'), font };
}

/** Under the line, or above it where there is no room below. */
function paintLabel(chart: uPlot, label: string, level: number, { card, text, font }: Colors): void {
  const { ctx } = chart;
  const y = yOf(chart, level);
  const isLow = yOf(chart, 0) - y < 18 * devicePixelRatio;
  ctx.save();
  ctx.font = font;
  ctx.textBaseline = isLow ? 'bottom' : 'top';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.strokeStyle = card;
  ctx.fillStyle = text;
  const at = [xOf(chart, -lookBack), y + (isLow ? -3 : 4) * devicePixelRatio] as const;
  ctx.strokeText(label, ...at);
  ctx.fillText(label, ...at);
  ctx.restore();
}

function paintHatch(chart: uPlot, color: string): void {
  const { ctx } = chart;
  const { left, top, width, height } = chart.bbox;
  ctx.beginPath();
  for (let x = left - height; x < left + width; x += hatch.every * devicePixelRatio) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = hatch.width * devicePixelRatio;
  ctx.stroke();
}

type Point = readonly [seconds: number, level: number];

function line(chart: uPlot, from: Point, to: Point, color: string, dash: readonly number[]): void {
  const { ctx } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
  ctx.moveTo(xOf(chart, from[0]), yOf(chart, from[1]));
  ctx.lineTo(xOf(chart, to[0]), yOf(chart, to[1]));
  ctx.strokeStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.stroke();
  ctx.restore();
}

function xOf(chart: uPlot, seconds: number): number {
  return chart.valToPos(seconds, 'x', true);
}

function yOf(chart: uPlot, level: number): number {
  return chart.valToPos(level, 'y', true);
}
