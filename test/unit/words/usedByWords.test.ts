import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingWords } from '../../../src/words/findingWords.ts';
import { usedByText, usedByWords } from '../../../src/words/usedByWords.ts';
import { usedByFour } from '../../panel/heard.ts';
import { keyOf, limitOf, modelOf, snapshotOf } from '../../panel/snapshots.ts';
import { placeIn } from '../../support/place.ts';

/** In the time zone of the machine. */
const at = new Date(2026, 10, 19, 14, 12).getTime();
const four = limitOf({ usedBy: usedByFour });

test('who used a limit is told with its amount and each share', () => {
  assert.equal(
    usedByText(four, at),
    'Used in the last hour: 1.3M tokens (Cline 62%, Continue 30%, Keygauge 1%, elsewhere 7%)',
  );
  assert.equal(usedByText(limitOf(), at), null);
});

test('what was watched for less than an hour is told since when', () => {
  const since = (seconds: number) => usedByWords(limitOf({ usedBy: { ...usedByFour, since: seconds } }), at)?.title;
  assert.match(since(600) ?? '', /^Used since (?:14:02|2:02\sPM): 1\.3M tokens$/);
  assert.match(since(3_000) ?? '', /^Used since /);
  assert.equal(since(3_541), 'Used in the last hour: 1.3M tokens');
});

test('sessions of a tool are told by when they began, with their agents', () => {
  const user = (isSubagent: boolean) =>
    ({ kind: 'tool', tool: 'Claude Code', session: { since: 600, isSubagent } }) as const;
  const shares = [
    { user: user(false), share: 0.7 },
    { user: user(true), share: 0.3 },
  ];
  assert.match(
    usedByText(limitOf({ usedBy: { since: 3_600, units: 90_000, shares } }), at) ?? '',
    /^Used in the last hour: 90K tokens \(Claude Code \(session of (?:14:02|2:02\sPM)\) 70%, Claude Code \(subagents of (?:14:02|2:02\sPM)\) 30%\)$/,
  );
});

test('the bar tells own checks, tools and the rest apart, by widths that sum to 100', () => {
  const parts = usedByWords(four, at)?.parts ?? [];
  assert.deepEqual(
    parts.map(({ whose }) => whose),
    ['named', 'named', 'own', 'others'],
  );
  assert.ok(Math.abs(parts.reduce((sum, { width }) => sum + width, 0) - 100) < 1e-9);
});

test('that something else uses a key is told with who was heard', () => {
  const key = keyOf({ models: [modelOf('gpt-5', { limits: [limitOf({ burnRate: 6_000, usedBy: usedByFour })] })] });
  assert.equal(
    findingWords(snapshotOf(key), placeIn('vscode'))[0]?.evidence,
    'gpt-5, tokens per minute: 72% of what refills is used elsewhere. Used in the last hour: 1.3M tokens (Cline 62%, Continue 30%, Keygauge 1%, elsewhere 7%).',
  );
});
