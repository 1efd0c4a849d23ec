/**
 * A window in a process of its own whose time is told by its parent: `node drivenProcess.ts HOME STORE BASE-URL NOW`. Real are the
 * process, the sockets, the files, the engine, the provider's SDK and its requests; there is no editor, and time stands
 * still until the parent lets it pass. Every command is answered with a `Status`.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Channel, Network } from '../../../src/bus/channel.ts';
import { Election } from '../../../src/bus/election.ts';
import { openPlace } from '../../../src/bus/place.ts';
import { SharedEngine } from '../../../src/bus/sharedEngine.ts';
import { sockets } from '../../../src/bus/socketNetwork.ts';
import type { HeldKey } from '../../../src/bus/told.ts';
import { Engine } from '../../../src/engine/engine.ts';
import type { MakeRequest } from '../../../src/engine/ownRequest.ts';
import { Purse } from '../../../src/engine/purse.ts';
import { openSpendingFiles } from '../../../src/host/spendingFiles.ts';
import { ownRequests } from '../../../src/sources/probe/ownRequest.ts';
import { ProbeSource } from '../../../src/sources/probe/probeSource.ts';
import { MemoryMemento } from '../../support/memory.ts';
import { DrivenClock } from '../engine/drivenClock.ts';
import { seededRandom } from '../engine/random.ts';
import { budget, preferences } from '../engine/stage.ts';
import { someTold } from './simulatedWindow.ts';

export type Command =
  | { readonly do: 'pass'; readonly until: number }
  | { readonly do: 'use'; readonly inUse: boolean }
  | { readonly do: 'tell'; readonly keys: readonly HeldKey[] }
  | { readonly do: 'look' };

export interface Status {
  /** Lines sent to other windows and received from them. */
  readonly sent: number;
  readonly received: number;
  /** Requests, reads and writes under way. */
  readonly busy: number;
  /** Milliseconds of the told time at which something is due. */
  readonly next: number;
  readonly seat: string;
  readonly labels: readonly string[];
}

const [home = '', store = '', baseUrl = '', now = '0'] = process.argv.slice(2);
const clock = new DrivenClock();
await clock.passUntil(Number(now));
const wall = () => Date.UTC(2026, 0, 1, 9) + clock.now();
const counts = { sent: 0, received: 0, busy: 0 };
let seat = 'none';

function counted(channel: Channel): Channel {
  channel.onDidReceive(() => void counts.received++);
  const send = (line: string) => {
    counts.sent++;
    channel.send(line);
  };
  const { onDidReceive, onDidClose } = channel;
  return { onDidReceive, onDidClose, send, dispose: () => channel.dispose() };
}

async function during<T>(act: () => Promise<T>): Promise<T> {
  counts.busy++;
  return act().finally(() => void counts.busy--);
}

/** A connection counts as a line: the other end has yet to take it. */
const network: Network = {
  connect: (address) =>
    during(async () => {
      const channel = await sockets.connect(address);
      if (channel) counts.sent++;
      return channel && counted(channel);
    }),
  listen: (address, met) =>
    during(() =>
      sockets.listen(address, (channel) => {
        counts.received++;
        met(counted(channel));
      }),
    ),
};

function openEngine(election: Election): SharedEngine {
  const files = openSpendingFiles(join(home, 'spending'), new MemoryMemento(), clock, console.error);
  let accountOf: (keyId: string) => string | null = () => null;
  const spending = {
    others: () => during(() => files.others()),
    write: (own: Parameters<typeof files.write>[0]) => during(() => files.write(own)),
  };
  const purse = new Purse(clock, spending, (keyId) => accountOf(keyId));
  const own = ownRequests({
    clock,
    wall,
    clientOf: async (id) => (await import('../../../src/providers/clients.ts')).clientOf(id),
    access: async () => ({ apiKey: 'sk-simulator', baseUrl }),
  });
  const request: MakeRequest = (...asked) => during(() => own(...asked));
  const random = seededRandom(1);
  const nothing = () => ({ at: wall(), keys: [], organizations: [], statuses: [], budget, sources: [], ranking: [] });
  return new SharedEngine({
    clock,
    election,
    starting: nothing,
    outdated: nothing,
    seated: (taken) => {
      seat = taken.kind;
    },
    fault: console.error,
    request,
    read: () => {},
    keysChanged: () => {},
    quiet: () => {},
    quietUntil: () => null,
    engine: ({ request: ask, ...windows }) => {
      accountOf = windows.accountOf;
      const checks = new ProbeSource({ clock, random, wall, purse, request: ask });
      const log = { observation: () => {}, fault: console.error };
      return new Engine({ clock, wall, random, purse, checks, sources: [], log }, preferences);
    },
  });
}

const system = { platform: process.platform, environment: { XDG_RUNTIME_DIR: home }, home, temporary: home };
const { secret, epochs, addressOf } = await openPlace({ ...system, userId: process.getuid?.() ?? null });
const handshake = { clock, secret, version: '1.0.0', nonce: randomUUID };
const election = new Election({ ...handshake, network, epochs, addressOf, random: Math.random });
const engine = openEngine(election);
void engine.open({ ...someTold, store });

async function obey(command: Command): Promise<void> {
  if (command.do === 'pass') await clock.passUntil(command.until);
  else if (command.do === 'use') void engine.ask({ type: 'in-use', inUse: command.inUse });
  else if (command.do === 'tell') engine.tell({ ...someTold, store, keys: command.keys });
  else await new Promise((resolve) => setImmediate(resolve));
}

process.on('message', (command: Command) => {
  void obey(command).then(() => {
    const labels = engine.current.keys.map(({ label }) => label);
    process.send?.({ ...counts, next: clock.nextAt, seat, labels } satisfies Status);
  });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
