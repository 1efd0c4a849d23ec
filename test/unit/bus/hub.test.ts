import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Emitter } from '../../../src/base/disposable.ts';
import { Hub } from '../../../src/bus/hub.ts';
import type { WindowEnd } from '../../../src/bus/hubWindow.ts';
import type { LedEngine } from '../../../src/bus/ledEngine.ts';
import type { HeldKey, Told } from '../../../src/bus/told.ts';
import { History } from '../../../src/core/history/history.ts';
import { type LimitId, limitIdOf } from '../../../src/core/model/limit.ts';
import type { Snapshot } from '../../../src/core/model/snapshot.ts';
import type { Announcement } from '../../../src/engine/board.ts';
import type { EnginePreferences } from '../../../src/engine/engineParts.ts';
import type { MakeRequest } from '../../../src/engine/ownRequest.ts';
import type { WatchedKey } from '../../../src/engine/source.ts';
import { situations } from '../../panel/situations.ts';
import { DrivenClock } from '../engine/drivenClock.ts';
import { held, preferences, someTold } from './simulatedWindow.ts';

/** The engine's name of the key that everybody holds here. */
const named = 'digest@https:provider.invalid';

/** An engine that notes what it is told. */
class NotingEngine implements LedEngine {
  readonly history = new History();
  readonly current = situations.critical;
  readonly watched: (readonly WatchedKey[])[] = [];
  readonly restarted: string[] = [];
  readonly wishes: EnginePreferences[] = [];
  readonly changed = new Emitter<Snapshot>();
  readonly announced = new Emitter<Announcement>();
  readonly onDidChange = this.changed.event;
  readonly onDidAnnounce = this.announced.event;
  watch(keys: readonly WatchedKey[]): void {
    this.watched.push(keys);
  }
  watchOrganizations(): void {}
  restore(): void {}
  restart({ id }: WatchedKey): void {
    this.restarted.push(id);
  }
  prefer(wishes: EnginePreferences): void {
    this.wishes.push(wishes);
  }
  async ask(): Promise<null> {
    return null;
  }
  dispose(): void {}
}

function stage() {
  const engine = new NotingEngine();
  const clock = new DrivenClock();
  const asked: WindowEnd[] = [];
  let leads = true;
  let make: MakeRequest = async () => 'key-missing';
  let accountOf: (keyId: string) => string | null = () => null;
  const patience: (number | null)[] = [];
  const hub = new Hub({
    clock,
    engine: (windows) => {
      accountOf = windows.accountOf;
      make = windows.request;
      windows.patience.onDidChange(() => patience.push(windows.patience.current));
      return engine;
    },
    term: { epoch: 1, isLeader: () => leads },
  });
  const join = (told: Partial<Told> = {}) => {
    const heard: Announcement[] = [];
    const end: WindowEnd = {
      changed: () => {},
      announce: (announcement) => heard.push(announcement),
      request: async () => {
        asked.push(end);
        return 'key-missing';
      },
      read: () => {},
      keysChanged: () => {},
      quiet: () => {},
    };
    const window = hub.join(end);
    const tell = (change: Partial<Told> = {}) => hub.told(window, { ...someTold, keys: [held()], ...told, ...change });
    tell();
    return { window, heard, tell };
  };
  const request = (id: string) =>
    make({ id, provider: 'openai' }, { kind: 'probe', model: 'gpt-5' }, new AbortController().signal, async () => {});
  const lose = () => {
    leads = false;
  };
  return { engine, clock, hub, join, lose, asked, patience, accountOf: (keyId: string) => accountOf(keyId), request };
}

function crossed(): Announcement {
  const [key] = situations.critical.keys;
  const [limit] = key?.models.flatMap(({ limits }) => limits) ?? [];
  assert.ok(limit);
  return { id: limit.id, crossing: 'critical', isNews: true, lasted: 0, snapshot: situations.critical };
}

test('a window that no longer leads announces nothing', () => {
  const { engine, join, lose } = stage();
  const { heard } = join();
  engine.announced.fire(crossed());
  assert.equal(heard.length, 1);
  lose();
  engine.announced.fire(crossed());
  assert.equal(heard.length, 1);
});

test('a window that no longer leads changes no heard key', () => {
  const { engine, hub, join, lose } = stage();
  join();
  lose();
  const before = engine.watched.length;
  hub.changeHeard('heard:one', { kind: 'forget' });
  assert.equal(engine.watched.length, before);
});

test('a key begins anew when its value is another, or is given again, and not when it is renamed', () => {
  const { engine, join } = stage();
  const { tell } = join();
  const steps: [Partial<HeldKey>, string | null, number][] = [
    [{ label: 'Renamed' }, null, 0],
    [{}, 'k', 1],
    [{ digest: 'new', fingerprint: 'sk…ew' }, null, 1],
    [{ digest: 'new', fingerprint: 'sk…ew', origin: 'https://moved.invalid' }, null, 1],
  ];
  for (const [change, replaced, expected] of steps) {
    engine.restarted.length = 0;
    const before = engine.watched.at(-1);
    tell({ keys: [held(change)], replaced });
    const others = engine.watched.at(-1)?.filter(({ id }) => !before?.some((one) => one.id === id));
    assert.equal(engine.restarted.length + (others?.length ?? 0), expected, JSON.stringify(change));
  }
});

test('a value that one window of an editor cannot read is still the one that another has read', () => {
  const { engine, join, accountOf } = stage();
  join();
  join({ keys: [held({ digest: null })] });
  join({ store: 'other editor', keys: [held({ id: 'theirs' })] });
  assert.deepEqual(
    engine.watched.at(-1)?.map(({ id }) => id),
    [named],
  );
  assert.equal(accountOf(named), 'digest');
});

test('the wishes of the window used last count, in the names of the engine', () => {
  const { engine, hub, join } = stage();
  const first = join({ preferences: { ...preferences, muted: [limitIdOf('k/gpt-5/tokens')] } });
  const second = join({
    store: 'other editor',
    keys: [held({ id: 'theirs' })],
    preferences: { ...preferences, muted: [limitIdOf('theirs/gpt-5/requests')] },
  });
  const muted = (): LimitId[] => [...(engine.wishes.at(-1)?.muted ?? [])];
  hub.use(second.window, true);
  assert.deepEqual(muted(), [`${named}/gpt-5/requests`]);
  hub.use(second.window, false);
  first.tell();
  assert.deepEqual(muted(), [`${named}/gpt-5/requests`], 'it was used last');
  hub.use(first.window, true);
  assert.deepEqual(muted(), [`${named}/gpt-5/tokens`]);
});

test('what a window had goes soon after it, unless it comes back or another of its editor is left', async () => {
  const { engine, clock, join } = stage();
  const leader = join({ keys: [] });
  const keys = [held(), held({ id: 's', digest: 's', storage: 'session' })];
  const one = join({ store: 'other editor', keys });
  const other = join({ store: 'other editor', keys: [held()] });
  const watched = () => engine.watched.at(-1)?.map(({ id }) => id);
  one.window.dispose();
  await clock.pass(60);
  assert.deepEqual(watched(), [named]);
  other.window.dispose();
  await clock.pass(5);
  leader.tell();
  assert.deepEqual(watched(), [named], 'it may be reloading');
  const again = join({ store: 'other editor', keys });
  await clock.pass(60);
  assert.deepEqual(watched(), [named, 's@https:provider.invalid']);
  assert.deepEqual(engine.restarted, []);
  again.window.dispose();
  await clock.pass(60);
  assert.deepEqual(watched(), []);
});

test('a window that has just closed is asked for nothing', async () => {
  const { join, request, asked } = stage();
  join({ keys: [] });
  const one = join({ store: 'other editor' });
  await request(named);
  assert.equal(asked.length, 1);
  one.window.dispose();
  assert.equal(await request(named), 'key-missing');
  assert.equal(asked.length, 1);
});

test('a window that says again that it is in use changes nothing', () => {
  const { engine, hub, join } = stage();
  const { window } = join();
  hub.use(window, true);
  const before = engine.wishes.length;
  for (let time = 0; time < 3; time++) hub.use(window, true);
  assert.equal(engine.wishes.length, before, 'checks are not planned anew');
});

test('the gateway is wanted while any window wishes it, whichever has the focus', async () => {
  const { engine, clock, hub, join } = stage();
  const unwanted = ['gateway', 'listener'] as const;
  const without = join({ preferences: { ...preferences, unwanted } });
  const isWanted = (source: 'gateway' | 'listener') => !engine.wishes.at(-1)?.unwanted.has(source);
  hub.use(without.window, true);
  assert.deepEqual([isWanted('gateway'), isWanted('listener')], [false, false]);
  const wishing = join({ store: 'other editor' });
  assert.deepEqual([isWanted('gateway'), isWanted('listener')], [true, false]);
  hub.use(without.window, false);
  hub.use(wishing.window, true);
  assert.deepEqual([isWanted('gateway'), isWanted('listener')], [true, true]);
  hub.use(wishing.window, false);
  hub.use(without.window, true);
  assert.deepEqual([isWanted('gateway'), isWanted('listener')], [true, false]);
  wishing.window.dispose();
  await clock.pass(60);
  assert.equal(isWanted('gateway'), false);
});

test('requests are held as long as the window used last says whose user wishes the gateway, whichever leads', async () => {
  const { clock, hub, join, patience } = stage();
  const without = join({ preferences: { ...preferences, unwanted: ['gateway'] }, patience: 60_000 });
  assert.deepEqual(patience, []);
  const one = join({ store: 'other editor', patience: 0 });
  assert.deepEqual(patience, [0]);
  const other = join({ store: 'third editor', patience: 30_000 });
  hub.use(other.window, true);
  hub.use(other.window, false);
  hub.use(without.window, true);
  assert.deepEqual(patience, [0, 30_000]);
  other.tell({ patience: 90_000 });
  other.window.dispose();
  await clock.pass(10);
  assert.deepEqual(patience, [0, 30_000, 90_000], 'it may only be reloading');
  await clock.pass(10);
  assert.deepEqual(patience, [0, 30_000, 90_000, 0]);
  one.window.dispose();
  await clock.pass(20);
  assert.equal(patience.at(-1), null);
});
