import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as l10n from '@vscode/l10n';
import { otherTools } from '../../../src/core/history/historyStep.ts';
import { pastSpans, spanOf } from '../../../src/core/history/pastView.ts';
import { clockTime } from '../../../src/words/clockTime.ts';
import { stepText, ticksOf, toolsText } from '../../../src/words/historyWords.ts';
import { fc } from '../core/fastCheck.ts';

const now = Date.UTC(2026, 10, 26, 14, 37, 12);

test('the times at the foot of a chart are full hours of the user’s, wherever that is', () => {
  for (const [timeZone, expected] of [
    ['UTC', '15:00 18:00 21:00 0:00 3:00 6:00 9:00 12:00'],
    ['Asia/Kolkata', '21:00 0:00 3:00 6:00 9:00 12:00 15:00 18:00'],
    ['America/St_Johns', '12:00 15:00 18:00 21:00 0:00 3:00 6:00 9:00'],
  ] as const) {
    const times = ticksOf('day', now, 9, timeZone).map((at) => clockTime(at, at, 'en-GB', timeZone));
    assert.equal(times.join(' '), expected, timeZone);
  }
  const days = ticksOf('month', now, 8, 'Europe/Berlin').map((at) => clockTime(at, now, 'en-GB', 'Europe/Berlin'));
  assert.ok(
    days.every((text) => /\b0?[01]:00$/.test(text)),
    days.join(),
  );
});

test('they lie in the span, at even distances, and are never more than there is room for', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...pastSpans),
      fc.nat({ max: 1e9 }),
      fc.integer({ min: 2, max: 40 }),
      (span, later, most) => {
        const end = now + later;
        const ticks = ticksOf(span, end, most, 'Asia/Tokyo');
        assert.ok(ticks.length >= 1 && ticks.length <= most + 1, `${ticks.length}`);
        assert.ok(ticks.every((at) => at >= end - spanOf[span].length * 1000 && at <= end));
        assert.ok(new Set(ticks.slice(1).map((at, index) => at - (ticks[index] ?? 0))).size <= 1);
      },
    ),
  );
});

test('requests are told of by the tool that sent them, or by who saw them where nobody knows it', () => {
  assert.equal(
    toolsText({ 'saoudrizwan.claude-dev': 3, listener: 1 }),
    'saoudrizwan.claude-dev, heard from an extension',
  );
  assert.equal(toolsText({ Cline: 3, [otherTools]: 9 }), 'Cline, others');
  assert.equal(toolsText({}), null);
});

test('refusals of a step are counted, in every language as one counts there', () => {
  const step = (refusals: number) => ({ at: now, level: null, refusals, checks: 0, requests: { Cline: 2 } });
  const said = (refusals: number) => end(stepText(step(refusals), now));
  assert.deepEqual([said(1), said(3)], ['1 refusal, 2 requests', '3 refusals, 2 requests']);
  const bundle = join(import.meta.dirname, '../../../l10n/bundle.l10n.fr.json');
  l10n.config({ contents: JSON.parse(readFileSync(bundle, 'utf8')) });
  assert.equal(said(3), '3 refus, 2 requêtes');
  l10n.config({ contents: {} });
});

/** Without the time and that nobody looked. */
function end(text: string): string {
  return text.split(', ').slice(1).join(', ');
}
