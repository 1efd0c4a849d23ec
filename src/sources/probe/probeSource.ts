import { Emitter } from '../../base/disposable.ts';
import type { Observation } from '../../core/model/observation.ts';
import type { NextCheck, SourceState } from '../../core/model/snapshot.ts';
import type { AskedSource, Known, WatchedKey } from '../../engine/source.ts';
import { KeyProbe } from './keyProbe.ts';
import type { ProbeOwner, ProbeParts } from './probeParts.ts';

/** Nothing is known yet, so nothing is due. */
const noBudget = { shareOfRequestsPerMinute: 0, shareOfRequestsPerDay: 0, dollarsPerDay: 0 };
const nothingKnown: Known = { budget: noBudget, windowInUse: false, backAt: null, key: () => null };

/** Keygauge's own checks: small requests made only for the rate-limit headers of their answers. */
export class ProbeSource implements AskedSource {
  readonly id = 'probe';
  readonly #parts: ProbeParts;
  readonly #probes = new Map<string, KeyProbe>();
  readonly #changed = new Emitter<void>();
  readonly #owner: ProbeOwner;
  #known = nothingKnown;
  #emit: (observation: Observation) => void = () => {};

  /** Fires when a check has begun or ended. */
  readonly onDidChangeState = this.#changed.event;

  constructor(parts: ProbeParts) {
    this.#parts = parts;
    const source = this;
    this.#owner = {
      get known() {
        return source.#known;
      },
      dollarsLeft: () => parts.purse.left(this.#known.budget.dollarsPerDay),
      emit: (observation) => this.#emit(observation),
      changed: () => this.#changed.fire(),
      freed: () => {
        for (const probe of this.#probes.values()) probe.moneyFreed();
      },
    };
  }

  /** Always live: trouble with a key is in that key's own state. */
  get state(): SourceState {
    return { kind: 'live' };
  }

  start(emit: (observation: Observation) => void): void {
    this.#emit = emit;
  }

  watch(keys: readonly WatchedKey[]): void {
    for (const [id, probe] of this.#probes) {
      if (keys.some((key) => key.id === id)) continue;
      probe.dispose();
      this.#probes.delete(id);
    }
    for (const key of keys) {
      const known = this.#probes.get(key.id);
      if (known) known.update(key);
      else this.#probes.set(key.id, new KeyProbe(key, this.#parts, this.#owner));
    }
  }

  restart(key: WatchedKey): void {
    this.#probes.get(key.id)?.dispose();
    this.#probes.set(key.id, new KeyProbe(key, this.#parts, this.#owner));
  }

  plan(known: Known): void {
    this.#known = known;
    for (const probe of this.#probes.values()) probe.plan();
  }

  wakeUp(): void {
    for (const probe of this.#probes.values()) probe.wakeUp();
  }

  nextCheck(keyId: string): NextCheck {
    return this.#probes.get(keyId)?.nextCheck ?? { wait: null, reason: 'no-models' };
  }

  async checkNow(keyId: string | null): Promise<NextCheck | null> {
    const probes = keyId === null ? [...this.#probes.values()] : [this.#probes.get(keyId)];
    const kept = await Promise.all(probes.map((probe) => probe?.checkNow() ?? null));
    return kept.find((next) => next !== null) ?? null;
  }

  dispose(): void {
    for (const probe of this.#probes.values()) probe.dispose();
    this.#probes.clear();
    this.#changed.dispose();
  }
}
