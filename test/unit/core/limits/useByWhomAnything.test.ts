import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../fastCheck.ts';
import { refused } from './ledgerScene.ts';
import { Scene } from './useScene.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const tool = fc.option(
  fc.constantFrom('Cline', 'Continue', '<b>', ...Array.from({ length: 20 }, (_, at) => `tool ${at}`)),
);
const refusal = refused({ unit: 'tokens', window: 60, capacity: 100_000, left: 0, requested: 1 });

/** Anything that can happen to a limit, `gap` seconds after what happened before. */
const event = fc.record({
  kind: fc.constantFrom('check', 'ask', 'answer', 'refuse', 'hear', 'deaf'),
  gap: fc.oneof(
    fc.constant(0),
    fc.double({ min: 0, max: 5, noNaN: true }),
    fc.double({ min: 0, max: 4000, noNaN: true }),
  ),
  tool,
  tokens: fc.option(fc.integer({ min: 0, max: 200_000 })),
  left: fc.option(share),
  capacity: fc.constantFrom(100_000, 100_000, 100_000, 30_000),
});

describe('Whatever happens to a limit, who used it', () => {
  it('is told in shares that sum to one, of a few users, within the hour', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), fc.constantFrom(60, 86_400), (events, window) => {
        const scene = new Scene(window);
        const waiting: ((sent: number) => void)[] = [];
        let now = 0;
        for (const { kind, gap, tool, tokens, left, capacity } of events) {
          now += gap;
          const readings = left === null ? [] : [scene.read(left * capacity, 'tokens', capacity)];
          if (kind === 'check') scene.check(now, readings, tokens ?? 0);
          else if (kind === 'ask') {
            const sent = now;
            waiting.push((at) => scene.ask(tool, sent, null, { receivedAt: at * 1000, readings })());
            scene.ask(tool, sent, tokens, { readings })();
          } else if (kind === 'answer') waiting.shift()?.(now);
          else if (kind === 'refuse') scene.ask(tool, now, tokens, { failure: refusal, readings })();
          else scene.ledger.hears(kind === 'hear', now * 1000);
          const used = scene.used(now + 1);
          if (!used) continue;
          assert.ok(used.since >= 0 && used.since <= 3601, `since ${used.since}`);
          assert.ok(Number.isFinite(used.units) && used.units > 0);
          assert.ok(used.shares.length <= 14);
          assert.ok(used.shares.every((one) => one.share > 0 && one.share <= 1));
          assert.ok(Math.abs(used.shares.reduce((sum, one) => sum + one.share, 0) - 1) < 1e-9);
        }
      }),
    );
  });

  it('is never said to be elsewhere beyond what was', () => {
    const step = fc.record({
      gap: fc.double({ min: 0.5, max: 40, noNaN: true }),
      tokens: fc.integer({ min: 1, max: 20_000 }),
      /** What the provider counts of the prompt, which may be cached. */
      counted: share,
      elsewhere: fc.option(fc.integer({ min: 1, max: 20_000 })),
      isCheck: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const scene = new Scene();
        let [level, now, unseen] = [100_000, 0, 0];
        scene.check(0, [scene.read(level)]);
        for (const { gap, tokens, counted, elsewhere, isCheck } of steps) {
          now += gap;
          level = Math.min(100_000, level + (100_000 / 60) * gap);
          const others = Math.min(elsewhere ?? 0, level);
          const own = Math.min(isCheck ? 100 : counted * tokens, level - others);
          level -= others + own;
          unseen += others;
          if (isCheck) scene.check(now, [scene.read(level)], own);
          else scene.ask('Cline', now, tokens, { receivedAt: now * 1000, readings: [scene.read(level)] })();
          const used = scene.used(now);
          const told = used?.shares.find(({ user }) => user.kind === 'elsewhere')?.share ?? 0;
          assert.ok(told * (used?.units ?? 0) <= unseen + 1, `${told * (used?.units ?? 0)} of ${unseen}`);
        }
      }),
    );
  });
});
