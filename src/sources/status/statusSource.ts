import type { Clock } from '../../base/clock.ts';
import { type Disposable, Emitter } from '../../base/disposable.ts';
import { inTime } from '../../base/inTime.ts';
import { ownerOf } from '../../core/addressOwner.ts';
import { presets, type StatusAddress } from '../../core/dialects/presets.ts';
import type { Observation } from '../../core/model/observation.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import type { ProviderStatus } from '../../core/model/providerStatus.ts';
import type { KeySnapshot, Snapshot, SourceState } from '../../core/model/snapshot.ts';
import { couldBeTheirs, isTrouble, statusLasts } from '../../core/shown/toldTrouble.ts';
import type { Source } from '../../engine/source.ts';
import { apiStatusIn } from './apiStatus.ts';

/** Milliseconds between two looks at one page. */
const pace = 5 * 60_000;
/** Milliseconds for which somebody who looked is taken to look still; surfaces that stay open say so more often. */
const glance = 15_000;
/** A page that takes longer cannot be read; milliseconds. */
const deadline = 10_000;

export interface StatusParts {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** The text of a public page; rejects if it cannot be had. */
  readonly read: (url: string, signal: AbortSignal) => Promise<string>;
  /** Providers that matter besides those of the keys: the makers of the editors. */
  readonly besides: () => readonly ProviderId[];
}

/**
 * The public status pages of the keys' providers. It asks only while something fails that could be theirs, or somebody
 * looks; a page at most every five minutes, and none while the window is not in use or the user does not want it.
 */
export class StatusSource implements Source {
  readonly id = 'status';
  readonly #parts: StatusParts;
  readonly #changed = new Emitter<void>();
  readonly #ended = new AbortController();
  readonly #askedAt = new Map<ProviderId, number>();
  readonly #told = new Map<ProviderId, ProviderStatus>();
  #emit: (observation: Observation) => void = () => {};
  #isAllowed = true;
  #isInUse = true;
  #lookedAt = -Infinity;
  #owners: ReadonlySet<ProviderId> = new Set();
  #failing: ReadonlySet<ProviderId> = new Set();
  #timer: Disposable | null = null;

  readonly onDidChangeState = this.#changed.event;

  constructor(parts: StatusParts) {
    this.#parts = parts;
  }

  get state(): SourceState {
    return { kind: this.#isAllowed ? 'live' : 'off' };
  }

  start(emit: (observation: Observation) => void): void {
    this.#emit = emit;
  }

  /** Whether the user wants pages to be asked. What they told is taken back when not. */
  allow(isAllowed: boolean): void {
    if (isAllowed === this.#isAllowed) return;
    this.#isAllowed = isAllowed;
    this.#changed.fire();
    if (!isAllowed) for (const { provider } of this.#told.values()) this.#tell(unknownOf(provider, this.#parts.wall()));
    this.#ask();
  }

  setWindowInUse(inUse: boolean): void {
    this.#isInUse = inUse;
    this.#ask();
  }

  /** Somebody looks at a surface that shows the status of providers. */
  look(): void {
    this.#lookedAt = this.#parts.clock.now();
    this.#ask();
  }

  /** Follows which providers there are keys of, and what fails. */
  follow({ keys, organizations }: Pick<Snapshot, 'keys' | 'organizations'>): void {
    this.#owners = ownersOf([...keys, ...organizations]);
    this.#failing = ownersOf(keys.filter(failsByThem));
    this.#ask();
  }

  dispose(): void {
    this.#ended.abort();
    this.#timer?.dispose();
    this.#changed.dispose();
  }

  /** Asks every page that is due, and comes back when the next is. */
  #ask(): void {
    this.#timer?.dispose();
    this.#timer = null;
    if (!this.#isAllowed || this.#ended.signal.aborted || !this.#isInUse) return;
    const now = this.#parts.clock.now();
    const waits = this.#wanted(now).flatMap((provider) => {
      const { status } = presets[provider];
      if (!status) return [];
      const wait = (this.#askedAt.get(provider) ?? -Infinity) + pace - now;
      if (wait <= 0) void this.#read(provider, status);
      return wait <= 0 ? [pace] : [wait];
    });
    if (waits.length > 0) this.#timer = this.#parts.clock.after(Math.min(...waits), () => this.#ask());
  }

  #wanted(now: number): ProviderId[] {
    if (now - this.#lookedAt >= glance) return [...this.#failing];
    return [...new Set([...this.#owners, ...this.#parts.besides()])];
  }

  async #read(provider: ProviderId, address: StatusAddress): Promise<void> {
    const { clock, wall, read } = this.#parts;
    this.#askedAt.set(provider, clock.now());
    const late = new AbortController();
    const signal = AbortSignal.any([this.#ended.signal, late.signal]);
    const body = await inTime(() => read(address.url, signal), deadline, clock, this.#ended.signal).catch(() => null);
    late.abort();
    if (!this.#isAllowed || this.#ended.signal.aborted) return;
    const readAt = wall();
    const status =
      body === null ? unknownOf(provider, readAt) : { provider, ...apiStatusIn(body, address, readAt), readAt };
    if (status.level !== 'unknown' || !this.#isStillTold(provider, readAt)) this.#tell(status);
  }

  /** Trouble that was told of is not over because a page could not be read once. */
  #isStillTold(provider: ProviderId, now: number): boolean {
    const told = this.#told.get(provider);
    return told !== undefined && isTrouble(told) && Math.abs(now - told.readAt) < statusLasts;
  }

  #tell(status: ProviderStatus): void {
    this.#told.set(status.provider, status);
    this.#emit({ kind: 'status', source: this.id, status });
  }
}

function unknownOf(provider: ProviderId, readAt: number): ProviderStatus {
  return { provider, level: 'unknown', incidents: [], readAt };
}

function ownersOf(all: readonly { readonly origin: string }[]): Set<ProviderId> {
  return new Set(all.flatMap(({ origin }) => ownerOf(origin) ?? []));
}

function failsByThem({ models }: KeySnapshot): boolean {
  return models.some(({ failure }) => failure !== null && couldBeTheirs(failure.failure));
}
