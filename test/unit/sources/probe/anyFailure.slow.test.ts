import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../../../../src/core/model/failure.ts';
import type { Access, ProviderClient } from '../../../../src/providers/provider.ts';
import { fc } from '../../core/fastCheck.ts';
import { access, failed, key, reading, stage } from '../../engine/stage.ts';

const never = new Promise<never>(() => {});

/** What can be thrown by name: anything, some of it without words. */
const strange: Readonly<Record<string, unknown>> = {
  undefined: undefined,
  null: null,
  zero: 0,
  nothing: '',
  symbol: Symbol('s'),
  bare: Object.create(null),
  error: new Error('broken'),
  gone: Object.assign(new Error("Cannot find module 'x.js'"), { code: 'ERR_MODULE_NOT_FOUND' }),
  wordless: Object.defineProperty(new Error(), 'message', {
    get() {
      throw new Error('not even words');
    },
  }),
};
const thrown = fc.constantFrom(...Object.keys(strange));

/** How one of the parts that a check needs behaves for a while. */
type Mood =
  | { readonly kind: 'well' | 'hangs' | 'empty' }
  | { readonly kind: 'throws' | 'rejects'; readonly it: string };
const mood: fc.Arbitrary<Mood> = fc.oneof(
  fc.constantFrom({ kind: 'well' } as const, { kind: 'hangs' } as const, { kind: 'empty' } as const),
  fc.record({ kind: fc.constantFrom('throws' as const, 'rejects' as const), it: thrown }),
);

function behave<T>(now: Mood, well: () => T | Promise<T>, empty: T): T | Promise<T> {
  switch (now.kind) {
    case 'well':
      return well();
    case 'hangs':
      return never;
    case 'empty':
      return empty;
    case 'throws':
      throw strange[now.it];
    case 'rejects':
      return Promise.reject(strange[now.it]);
  }
}

const deeds = ['nothing', 'check-now', 'leave', 'come', 'unwatch', 'watch', 'plan'] as const;

const step = fc.record({
  client: mood,
  storage: mood,
  counts: mood,
  surface: fc.option(thrown, { freq: 2, nil: 'well' }),
  answer: fc.oneof(fc.constant(null), fc.constantFrom(...causes)),
  wait: fc.constantFrom(null, 1, 100),
  deed: fc.constantFrom(...deeds),
  seconds: fc.constantFrom(0, 0.2, 1, 7, 40, 400),
});

test('whatever fails and whoever asks, a model is checked once a second at most, and the key says what is wrong', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat(), async (steps, seed) => {
      let now: Omit<(typeof steps)[number], 'deed' | 'seconds'> | null = null;
      const attempts: number[] = [];
      const moodOf = (part: 'client' | 'storage' | 'counts'): Mood => now?.[part] ?? { kind: 'well' };
      const keys = [key()];
      const parts = stage({
        keys,
        seed,
        access: async () => behave<Access | null>(moodOf('storage'), () => access, null),
        // A store of another version may hand out anything.
        counts: (well) => behave<readonly unknown[]>(moodOf('counts'), well, 7 as never),
        clientOf: () => {
          attempts.push(clock.now());
          return behave<ProviderClient>(moodOf('client'), () => provider, undefined as never);
        },
      });
      const { clock, provider, engine, only } = parts;
      const surface = () => {
        if (now && now.surface !== 'well') throw strange[now.surface];
      };
      engine.onDidChange(surface);
      engine.onDidAnnounce(surface);
      for (const one of steps) {
        now = one;
        provider.script = { readings: [reading(50)], failure: one.answer && failed(one.answer, one.wait) };
        if (one.deed === 'check-now') void engine.ask({ type: 'check-now', keyId: null });
        if (one.deed === 'leave' || one.deed === 'come')
          void engine.ask({ type: 'in-use', inUse: one.deed === 'come' });
        if (one.deed === 'unwatch') engine.watch([key({ models: [] })]);
        if (one.deed === 'watch' || one.deed === 'plan') engine.watch(keys);
        await clock.pass(one.seconds);
      }
      attempts.forEach((at, index) => {
        const gap = at - (attempts[index - 1] ?? -Infinity);
        assert.ok(gap >= 1000 - 1e-6, `two checks within ${gap} ms`);
      });
      engine.watch(keys);
      void engine.ask({ type: 'in-use', inUse: true });
      await clock.pass(5);
      // Counts, storage, client and answer may each take their time, but no check takes for ever.
      for (let second = 0; second < 45 && only().nextCheck.reason === 'in-flight'; second++) await clock.pass(1);
      assert.notEqual(only().nextCheck.reason, 'in-flight');
      assert.ok(only().status !== 'starting' || attempts.length === 0, 'a check has ended, and nothing is said of it');
      // Once all is well again, all goes on at the latest when somebody asks.
      now = null;
      provider.script = { readings: [reading(9_000, 10_000)] };
      await clock.pass(150);
      void engine.ask({ type: 'check-now', keyId: null });
      await clock.pass(5);
      assert.equal(only().status, 'ok');
      engine.dispose();
    }),
    { endOnFailure: true },
  );
});
