import type { Locator } from 'playwright-core';

export interface Ink {
  readonly left: number;
  readonly middle: number;
  readonly right: number;
  readonly color: string;
  readonly colors: Readonly<Record<string, number>>;
}

/** Pixels drawn in the left, middle and right third of a canvas, how many there are of each color, and the color most of them have. */
export function inkIn(canvas: Locator): Promise<Ink> {
  return canvas.first().evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
    const { width, height } = canvas;
    const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const thirds = [0, 0, 0];
    const colors = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at + 3] ?? 0) === 0) continue;
      const third = Math.floor((((at / 4) % width) / width) * 3);
      thirds[third] = (thirds[third] ?? 0) + 1;
      if (data[at + 3] !== 255) continue;
      const color = `#${[0, 1, 2].map((part) => (data[at + part] ?? 0).toString(16).padStart(2, '0')).join('')}`;
      colors.set(color, (colors.get(color) ?? 0) + 1);
    }
    const color = [...colors].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'none';
    return {
      left: thirds[0] ?? 0,
      middle: thirds[1] ?? 0,
      right: thirds[2] ?? 0,
      color,
      colors: Object.fromEntries(colors),
    };
  });
}
