/** The shapes of the status bar's icons, drawn for 16 pixels. */

/** A point of an outline, y upwards; points off the curve bend it, as in TrueType. */
export interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

export interface Glyph {
  /** As in `$(keygauge-5)`. */
  readonly name: string;
  /** In the private use area. */
  readonly codePoint: number;
  readonly contours: readonly (readonly OutlinePoint[])[];
}

/** Units of the font in one of 16 pixels; an icon is a square of 16. */
export const unitsPerPixel = 64;
export const unitsPerEm = 16 * unitsPerPixel;
/** Steps of a ring between empty and full. */
const steps = 8;
const firstCodePoint = 0xe000;

/** Radii in pixels: what is left is a broad band, what is used a line in the middle of it. */
const band = { inner: 3.75, outer: 7 };
const line = { inner: 4.9, outer: 5.85 };
/** Dashes of the ring that shows no level, and the part of each that is drawn. */
const dash = { inner: 4.6, outer: 6.4, count: 8, drawn: 0.6 };

/** Rings from empty to full, and a dashed one for no level that anybody knows. */
export const ringGlyphs: readonly Glyph[] = [
  ...Array.from({ length: steps + 1 }, (_, step) => glyph(String(step), step, ring(step / steps))),
  glyph('stale', steps + 1, dashes()),
];

function glyph(name: string, index: number, contours: Glyph['contours']): Glyph {
  return { name: `keygauge-${name}`, codePoint: firstCodePoint + index, contours };
}

/** `filled`: from 0 to 1, clockwise from the top. */
function ring(filled: number): Glyph['contours'] {
  if (filled === 0) return whole(line);
  if (filled === 1) return whole(band);
  return [sector(band, 0, filled), sector(line, filled, 1)];
}

function dashes(): Glyph['contours'] {
  return Array.from({ length: dash.count }, (_, n) =>
    sector(dash, (n - dash.drawn / 2) / dash.count, (n + dash.drawn / 2) / dash.count),
  );
}

interface Radii {
  readonly inner: number;
  readonly outer: number;
}

/** Two circles; the inner one runs the other way round, so that it is a hole. */
function whole({ inner, outer }: Radii): Glyph['contours'] {
  return [arc(outer, 0, 1).slice(0, -1), arc(inner, 1, 0).slice(0, -1)];
}

/** A part of a ring between two turns from 0 to 1. */
function sector({ inner, outer }: Radii, from: number, to: number): readonly OutlinePoint[] {
  return [...arc(outer, from, to), ...arc(inner, to, from)];
}

/** An arc as curves of at most a sixteenth of a turn, where they differ from a circle by less than a unit. */
function arc(radius: number, from: number, to: number): OutlinePoint[] {
  const pieces = Math.max(1, Math.round(Math.abs(to - from) * 16));
  const turn = (to - from) / pieces;
  const bend = radius / Math.cos(Math.PI * turn);
  const points = [point(radius, from, true)];
  for (let piece = 0; piece < pieces; piece++) {
    points.push(point(bend, from + (piece + 0.5) * turn, false), point(radius, from + (piece + 1) * turn, true));
  }
  return points;
}

function point(radius: number, turn: number, onCurve: boolean): OutlinePoint {
  const angle = 2 * Math.PI * turn;
  const place = (pixels: number) => Math.round((8 + pixels) * unitsPerPixel);
  return { x: place(radius * Math.sin(angle)), y: place(radius * Math.cos(angle)), onCurve };
}
