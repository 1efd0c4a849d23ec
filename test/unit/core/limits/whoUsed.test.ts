import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { minuteOf } from '../../../../src/core/limits/hourOfUse.ts';
import { mostNamed, WhoUsed } from '../../../../src/core/limits/whoUsed.ts';
import { fc } from '../fastCheck.ts';

const minute = 60_000;
const session = (id: string, isSubagent = false) => ({ id, isSubagent });
const now = 50 * minute;

/** Who used it, as "tool/seconds since its session began/subagents", with whole percent. */
function told(who: WhoUsed, at = now): Record<string, number> {
  const shares = who.shares(minuteOf(at) - 59, at)?.shares ?? [];
  return Object.fromEntries(
    shares.map(({ user, share }) => {
      const used = user.kind === 'tool' ? user.session : undefined;
      const name = user.kind === 'tool' ? String(user.tool) : user.kind;
      return [used ? `${name}/${used.since}/${used.isSubagent}` : name, Math.round(100 * share)];
    }),
  );
}

describe('sessions of a tool that used a limit', () => {
  test('are told apart where there are several, with the agents that were started in one', () => {
    const who = new WhoUsed();
    who.add({ tool: 'Claude Code', session: session('a') }, 10 * minute, 50);
    who.add({ tool: 'Claude Code', session: session('a', true) }, 20 * minute, 20);
    who.add({ tool: 'Claude Code', session: session('b') }, 30 * minute, 10);
    who.add({ tool: 'Codex', session: session('c') }, 30 * minute, 20);
    assert.deepEqual(told(who), {
      'Claude Code/2400/false': 50,
      'Claude Code/2400/true': 20,
      'Claude Code/1200/false': 10,
      Codex: 20,
    });
  });

  test('are one tool where there is but one within the hour', () => {
    const who = new WhoUsed();
    who.add({ tool: 'Claude Code', session: session('a') }, minute, 50);
    who.add({ tool: 'Claude Code', session: session('b') }, 70 * minute, 50);
    assert.deepEqual(told(who, 80 * minute), { 'Claude Code': 100 });
  });

  test('join their tool where there are too many, and nothing is lost', () => {
    const who = new WhoUsed();
    for (let number = 0; number < mostNamed + 4; number++)
      who.add({ tool: 'Claude Code', session: session(`s${number}`) }, (10 + number) * minute, 1);
    const shares = who.shares(0, now)?.shares ?? [];
    assert.ok(shares.length <= mostNamed);
    assert.ok(shares.some(({ user }) => user.kind === 'tool' && user.session === undefined));
    assert.equal(who.shares(0, now)?.units, mostNamed + 4);
  });

  test('take all that was used, whoever it was', () => {
    const tool = fc.constantFrom('Claude Code', 'Codex', 'x'.repeat(80), null);
    const user = fc.record({
      tool,
      id: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')),
      isSubagent: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(user, fc.integer({ min: 1, max: 1000 })), { minLength: 1, maxLength: 60 }),
        (uses) => {
          const who = new WhoUsed();
          for (const [index, [{ id, isSubagent, ...one }, units]] of uses.entries())
            who.add(id === null ? one : { ...one, session: { id, isSubagent } }, (index % 50) * minute, units);
          const found = who.shares(0, now);
          assert.equal(
            found?.units,
            uses.reduce((sum, [, units]) => sum + units, 0),
          );
          assert.ok(Math.abs((found?.shares ?? []).reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
          assert.ok((found?.shares.length ?? 0) <= mostNamed + 1);
          for (const { user: by } of found?.shares ?? []) {
            const began = by.kind === 'tool' ? (by.session?.since ?? 0) : 0;
            assert.ok(began >= 0 && began <= now / 1000);
          }
        },
      ),
    );
  });
});
