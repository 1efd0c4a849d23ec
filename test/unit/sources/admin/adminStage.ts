import type { Failure } from '../../../../src/core/model/failure.ts';
import type { AccountObservation, Observation } from '../../../../src/core/model/observation.ts';
import type { ProviderId } from '../../../../src/core/model/provider.ts';
import type { OrganizationIdentity } from '../../../../src/core/model/snapshot.ts';
import type { AdminClient } from '../../../../src/providers/admin/adminClient.ts';
import { adminClientOf } from '../../../../src/providers/admin/adminClients.ts';
import type { SimulatorOptions } from '../../../../src/simulator/simulator.ts';
import { startSimulator } from '../../../../src/simulator/simulator.ts';
import { AdminSource } from '../../../../src/sources/admin/adminSource.ts';
import { askCursor } from '../../../../src/sources/admin/cursorApi.ts';
import { memoryTimes } from '../../../support/memoryTimes.ts';
import { DrivenClock, settled } from '../../engine/drivenClock.ts';
import { seededRandom } from '../../engine/random.ts';

/** A day in the middle of a month. */
export const noon = Date.UTC(2026, 10, 18, 12);

export function organization(provider: ProviderId = 'openai', id = 'acme'): OrganizationIdentity {
  return { id, label: 'Acme', provider, origin: 'http://127.0.0.1', fingerprint: '…7f3a' };
}

/** Time that waits for whatever is on its way. */
export class WatchedRequests {
  #out = 0;
  readonly sentAt: number[] = [];

  async settled(): Promise<void> {
    do await settled();
    while (this.#out > 0);
    await settled();
  }

  /** The client, with every question that leaves noted. */
  watch(client: AdminClient, now: () => number): AdminClient {
    const noted = <T extends readonly unknown[], A>(ask: (...asked: T) => Promise<A>) => {
      return async (...asked: T) => {
        this.sentAt.push(now());
        this.#out++;
        try {
          return await ask(...asked);
        } finally {
          this.#out--;
        }
      };
    };
    const orNull = <T extends readonly unknown[], A>(ask: ((...asked: T) => Promise<A>) | null) => ask && noted(ask);
    return {
      ...client,
      divisions: noted(client.divisions),
      limits: (division) => orNull(client.limits(division)),
      keys: (division) => orNull(client.keys(division)),
      spendLimits: (division) => client.spendLimits(division).map(noted),
      usage: (range, width) => noted(client.usage(range, width)),
      costs: (range) => noted(client.costs(range)),
    };
  }
}

/**
 * The source, with one organization of a simulator, in one driven time. `wallAhead` is how much our own clock is ahead;
 * milliseconds. `isChecked`: its key was added a minute ago.
 */
export async function adminStage({
  provider = 'openai',
  wallAhead = 0,
  isChecked = false,
  ...options
}: { provider?: 'openai' | 'anthropic'; wallAhead?: number; isChecked?: boolean } & SimulatorOptions = {}) {
  const clock = new DrivenClock();
  const wall = () => noon + clock.now();
  const simulator = await startSimulator({
    ...options,
    clock: { now: () => clock.now(), wallNow: wall, sleep: async () => {} },
  });
  const apiKey = provider === 'openai' ? 'sk-admin-simulator' : 'sk-ant-admin-simulator';
  const baseUrl = provider === 'openai' ? simulator.openaiBaseUrl : simulator.anthropicBaseUrl;
  const watched = new WatchedRequests();
  const observations: AccountObservation[] = [];
  const source = new AdminSource({
    askCursor,
    clock,
    wall: () => wall() + wallAhead,
    random: seededRandom(1),
    asked: memoryTimes(),
    clientOf: async (id) => watched.watch(adminClientOf(id), () => clock.now()),
    access: async () => ({ apiKey, baseUrl }),
  });
  source.start((observation: Observation) => {
    if (observation.kind !== 'status') observations.push(observation);
  });
  if (isChecked) {
    const at = wall() + wallAhead;
    const divisions = await adminClientOf(provider).divisions({ apiKey, baseUrl }, null, new AbortController().signal);
    source.heed('acme', { divisions, at });
    await clock.pass(60);
  }
  source.watch([organization(provider)]);
  /** Lets time pass, which stands still while a request is on its way. */
  const pass = async (seconds: number) => {
    const end = clock.now() + seconds * 1000;
    await watched.settled();
    while (clock.nextAt <= end) {
      await clock.passUntil(clock.nextAt);
      await watched.settled();
    }
    await clock.passUntil(end);
  };
  const of = <Kind extends AccountObservation['kind']>(kind: Kind) =>
    observations.filter((one): one is Extract<AccountObservation, { kind: Kind }> => one.kind === kind);
  const close = async () => {
    source.dispose();
    await simulator.close();
  };
  return { clock, simulator, source, watched, observations, of, pass, close, [Symbol.asyncDispose]: close };
}

/** What is missing of a part, as it was told last. */
export function missing(observations: readonly AccountObservation[], part: string): Failure | undefined {
  return observations.findLast((one) => one.kind === 'missing' && one.part === part) as Failure | undefined;
}
