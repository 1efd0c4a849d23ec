import { type AgentHabits, agentSessions } from './agentLoad.ts';
import type { LoadRequest } from './loadRequest.ts';
import { otherRequests } from './otherLoad.ts';
import { seededRandom } from './random.ts';
import { playSessions, type TraceRow } from './trace.ts';

/** Other users of the key. Two loads with the same values are the same to the token. */
export type Load =
  | { readonly kind: 'idle' }
  /** Evenly spaced requests of one size. */
  | {
      readonly kind: 'steady';
      readonly model: string;
      readonly requestsPerMinute: number;
      readonly inputTokens: number;
      readonly outputTokens?: number;
      readonly key?: LoadKey;
    }
  /** Coding agents whose context grows and is sent again with every request. */
  | (Played & { readonly kind: 'agent'; readonly habits?: Partial<AgentHabits> })
  /** Recorded sessions, drawn at random, one after another. */
  | (Played & { readonly kind: 'trace'; readonly sessions: readonly (readonly TraceRow[])[] })
  /** Exactly these requests, in time order, and none after them. */
  | { readonly kind: 'script'; readonly model: string; readonly requests: readonly LoadRequest[] }
  /** Somebody else on the same key: bursts at irregular times. */
  | (Seeded & { readonly kind: 'other' })
  /**
   * The servers of an editor, such as Cursor's, that send a user's requests with the key given to it: nothing on the
   * user's machine sees them, and the provider counts them as the key's.
   */
  | (Seeded & { readonly kind: 'servers' });

/** The key that a load is counted on in reports of use: the own one, unless a colleague's is meant. */
export type LoadKey = 'own' | 'colleague';

interface Seeded {
  readonly model: string;
  readonly key?: LoadKey;
  readonly seed?: number;
  /** Speed relative to real life; 1 by default. */
  readonly speed?: number;
  /** Factor on every token count; 1 by default. */
  readonly scale?: number;
  /** Seconds until it begins; 0 by default. */
  readonly after?: number;
}

interface Played extends Seeded {
  /** Agents at work at the same time; 1 by default. */
  readonly agents?: number;
}

/** The first problem with a load, in words for its author; `null` for none. */
export function problemWith(load: Load): string | null {
  if (load.kind === 'idle' || load.kind === 'script') return null;
  const numbers: Record<string, number | undefined> =
    load.kind === 'steady'
      ? { requestsPerMinute: load.requestsPerMinute, inputTokens: load.inputTokens, outputTokens: load.outputTokens }
      : { speed: load.speed, scale: load.scale, agents: 'agents' in load ? load.agents : 1 };
  for (const [name, value = 1] of Object.entries(numbers)) {
    if (!(value > 0 && value <= 10_000_000)) return `${name} of the load must be above 0, not ${value}`;
  }
  return null;
}

/** The requests of a load in time order; endless unless it is idle or a script. */
export function* loadRequests(load: Load): Generator<LoadRequest, void, undefined> {
  if (load.kind === 'idle') return;
  if (load.kind === 'script') {
    yield* load.requests;
    return;
  }
  if (load.kind === 'steady') {
    yield* steadyRequests(
      load.requestsPerMinute,
      load.inputTokens,
      load.outputTokens ?? Math.ceil(load.inputTokens / 10),
    );
    return;
  }
  const { speed = 1, scale = 1, seed = 7, after = 0 } = load;
  const random = seededRandom(seed);
  for (const request of requestsOf(load, random)) {
    yield {
      at: after + request.at / speed,
      took: request.took / speed,
      input: Math.ceil(request.input * scale),
      cached: Math.floor(request.cached * scale),
      output: Math.ceil(request.output * scale),
    };
  }
}

function requestsOf(
  load: Exclude<Load, { kind: 'idle' | 'steady' | 'script' }>,
  random: () => number,
): Iterable<LoadRequest> {
  switch (load.kind) {
    case 'other':
      return otherRequests(random);
    case 'servers':
      return playSessions(() => agentSessions(random), 1, random);
    case 'agent':
      return playSessions(() => agentSessions(random, load.habits), load.agents ?? 1, random);
    case 'trace':
      return playSessions(() => drawn(load.sessions, random), load.agents ?? 1, random);
  }
}

function* steadyRequests(perMinute: number, input: number, output: number): Generator<LoadRequest, void, undefined> {
  if (!(perMinute > 0)) return;
  for (let n = 1; ; n++) yield { at: (n * 60) / perMinute, input, cached: 0, output, took: 2 };
}

function* drawn<T>(items: readonly T[], random: () => number): Generator<T, void, undefined> {
  for (;;) {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) return;
    yield item;
  }
}
