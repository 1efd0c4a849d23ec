import { CalmBoard } from '../src/engine/calmBoard.ts';
import { Engine } from '../src/engine/engine.ts';
import { Purse } from '../src/engine/purse.ts';
import { hoverCommands } from '../src/host/statusBar/gaugeHover.ts';
import { seededRandom } from '../src/simulator/random.ts';
import { ownRequests } from '../src/sources/probe/ownRequest.ts';
import { ProbeSource } from '../src/sources/probe/probeSource.ts';
import { gaugeText } from '../src/words/gaugeWords.ts';
import { hoverText } from '../src/words/hoverWords.ts';
import { placeIn } from '../test/support/place.ts';
import { DrivenClock } from '../test/unit/engine/drivenClock.ts';
import { BusyProvider } from './busyProvider.ts';
import { CountingClock } from './countingClock.ts';
import { type Figure, told } from './figure.ts';

const hour = 3600;
const keys = Array.from({ length: 5 }, (_, index) => `key-${index}`);
const models = Array.from({ length: 5 }, (_, index) => ({
  id: `gpt-${index + 1}`,
  provider: 'openai' as const,
  headers: true,
  limits: [
    { unit: 'requests' as const, pool: 'standard' as const, window: 60, capacity: 10_000 },
    { unit: 'tokens' as const, pool: 'standard' as const, window: 60, capacity: 2_000_000 },
  ],
}));

/** Measures the memory and timers of an engine that watches 50 limits for an hour while agents use them all. */
export async function measure(): Promise<Figure[]> {
  const driven = new DrivenClock();
  const clock = new CountingClock(driven);
  const provider = new BusyProvider(driven, models);
  const engine = startEngine(clock, provider);
  const board = new CalmBoard(engine, clock);
  board.onDidChange(() => {
    clock.engineChanged();
    draw(board);
  });
  const heap: number[] = [];
  for (let half = 1; half <= 2; half++) {
    await driven.pass(hour / 2);
    heap.push(usedHeap());
  }
  const [halfway = 0, end = 0] = heap;
  const readings = provider.answers * 2;
  void engine.ask({ type: 'in-use', inUse: false });
  // Levels keep rising until every bucket is full or its last reading is too old.
  await driven.pass(2 * 60);
  const idle = clock.pending;
  const redraws = clock.mostRedraws;
  return [
    told('heap: after an hour of polling', end / 1e6, 'MB', ` (${readings} readings of 50 limits)`),
    told('heap: growth in the second half hour', (end - halfway) / 1e3, 'kB'),
    { name: 'timers: most redraws in a second', value: String(redraws), budget: '≤ 1', met: redraws <= 1 },
    { name: 'timers: pending in an idle window', value: String(idle), budget: 'none', met: idle === 0 },
  ];
}

function startEngine(clock: CountingClock, provider: BusyProvider): Engine {
  const random = seededRandom(1);
  const others = async () => {
    clock.checkBegins();
    return [];
  };
  const purse = new Purse(clock, { others, write: async () => {} });
  const checks = new ProbeSource({
    clock,
    random,
    wall: () => 0,
    purse,
    request: ownRequests({
      clock,
      wall: () => 0,
      clientOf: () => provider,
      access: async (keyId) => ({ apiKey: keyId, baseUrl: provider.baseUrl }),
    }),
  });
  const engine = new Engine(
    { clock, wall: () => 0, random, purse, checks, sources: [], log: { observation: () => {}, fault: () => {} } },
    {
      budget: { shareOfRequestsPerMinute: 0.01, shareOfRequestsPerDay: 0.02, dollarsPerDay: 0.05 },
      thresholds: () => ({ low: 0.2, critical: 0.05 }),
      muted: new Set(),
      budgets: new Map(),
      unwanted: new Set(),
    },
  );
  engine.watch(
    keys.map((id) => ({
      id,
      label: id,
      provider: 'openai',
      origin: provider.baseUrl,
      fingerprint: '…',
      storage: 'demo',
      models: models.map((model) => model.id),
    })),
  );
  return engine;
}

/** Builds the whole status bar item; returns the length of its text, so that no part of the work can be skipped. */
function draw(board: CalmBoard): number {
  const snapshot = board.current;
  const { text, label } = gaugeText(snapshot, { style: 'compact', amount: 'left', limit: 'lowest' });
  return text.length + label.length + hoverText(snapshot, placeIn('vscode'), hoverCommands).length;
}

function usedHeap(): number {
  if (!global.gc) throw new Error('Start Node with --expose-gc.');
  // Collect more than once: code that no longer runs is freed only after a few collections.
  for (let times = 1; times <= 10; times++) global.gc();
  return process.memoryUsage().heapUsed;
}
