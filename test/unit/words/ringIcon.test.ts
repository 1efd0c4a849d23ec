import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { ringGlyphs, unitsPerEm } from '../../../scripts/iconFont/ringGlyphs.ts';
import { ringIcon } from '../../../src/words/ringIcon.ts';

interface Icon {
  readonly description: string;
  readonly default: { readonly fontPath: string; readonly fontCharacter: string };
}

const root = join(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const icons = manifest.contributes.icons as Record<string, Icon>;
const stepOf = (fraction: number) => Number(/^\$\(keygauge-(\d)\)$/.exec(ringIcon(fraction))?.[1]);

for (const [fraction, icon] of [
  [0, '$(keygauge-0)'],
  [0.001, '$(keygauge-1)'],
  [0.18, '$(keygauge-1)'],
  [0.19, '$(keygauge-2)'],
  [0.5, '$(keygauge-4)'],
  [0.93, '$(keygauge-7)'],
  [0.9999, '$(keygauge-7)'],
  [1, '$(keygauge-8)'],
  [-0.1, '$(keygauge-0)'],
  [1.1, '$(keygauge-8)'],
  [null, '$(keygauge-stale)'],
  [Number.NaN, '$(keygauge-stale)'],
] as const) {
  test(`a level of ${fraction} is ${icon}`, () => assert.equal(ringIcon(fraction), icon));
}

test('the ring never shrinks while a level rises, and is whole or empty only at its ends', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (one, other) => {
        assert.ok(stepOf(Math.min(one, other)) <= stepOf(Math.max(one, other)));
        assert.equal(stepOf(one) === 0, one === 0);
        assert.equal(stepOf(one) === 8, one === 1);
      },
    ),
  );
});

test('the manifest names every icon that is shown, each with a drawn shape', () => {
  const shown = [...Array.from({ length: 101 }, (_, percent) => ringIcon(percent / 100)), ringIcon(null)];
  assert.deepEqual(
    [...new Set(shown)].sort(),
    Object.keys(icons)
      .map((name) => `$(${name})`)
      .sort(),
  );
  for (const [name, { default: place }] of Object.entries(icons)) {
    assert.equal(place.fontPath, './media/keygauge.woff');
    const glyph = ringGlyphs.find((drawn) => drawn.name === name);
    assert.equal(place.fontCharacter, `\\${glyph?.codePoint.toString(16).toUpperCase()}`, name);
  }
});

test('each ring covers more of its square than the one before, and stays within it', () => {
  const areas = ringGlyphs
    .slice(0, -1)
    .map(({ contours }) => Math.abs(contours.reduce((sum, c) => sum + areaOf(c), 0)));
  for (const [step, area] of areas.entries()) assert.ok(area > 1.05 * (areas[step - 1] ?? 0), `step ${step}`);
  for (const { contours } of ringGlyphs)
    for (const { x, y } of contours.flat()) assert.ok(Math.min(x, y) >= 0 && Math.max(x, y) <= unitsPerEm);
});

/** Of the polygon through all points: the curves between them are flat. */
function areaOf(contour: readonly { readonly x: number; readonly y: number }[]): number {
  return contour.reduce((sum, { x, y }, index) => {
    const next = contour[(index + 1) % contour.length] ?? { x, y };
    return sum + (x * next.y - next.x * y) / 2;
  }, 0);
}
