import { Emitter } from '../../base/disposable.ts';
import type { Observation } from '../../core/model/observation.ts';
import type { NextCheck, SourceState } from '../../core/model/snapshot.ts';
import type { AskedSource, Known, WatchedKey } from '../../engine/source.ts';
import { AccountProbe } from './accountProbe.ts';
import { KeyProbe } from './keyProbe.ts';
import { KeyValue } from './keyValue.ts';
import type { ProbeOwner, ProbeParts } from './probeParts.ts';

/** Nothing is known yet, so nothing is due. */
const noBudget = { shareOfRequestsPerMinute: 0, shareOfRequestsPerDay: 0, dollarsPerDay: 0 };
const nothingKnown: Known = { budget: noBudget, windowInUse: false, backAt: null, key: () => null };

/** The two ways of asking with one key: about its models, and about itself. */
interface ProbesOfKey {
  readonly models: KeyProbe;
  readonly account: AccountProbe;
}

/** Keygauge's own checks: small requests made only for the rate-limit headers of their answers. */
export class ProbeSource implements AskedSource {
  readonly id = 'probe';
  readonly #parts: ProbeParts;
  readonly #probes = new Map<string, ProbesOfKey>();
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
        for (const { models } of this.#probes.values()) models.moneyFreed();
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
    for (const id of this.#probes.keys()) if (!keys.some((key) => key.id === id)) this.#end(id);
    for (const key of keys) {
      const known = this.#probes.get(key.id);
      if (known) known.models.update(key);
      else this.#begin(key);
    }
  }

  restart(key: WatchedKey): void {
    this.#end(key.id);
    this.#begin(key);
  }

  plan(known: Known): void {
    this.#known = known;
    for (const { models, account } of this.#probes.values()) {
      models.plan();
      account.plan();
    }
  }

  wakeUp(): void {
    for (const { models } of this.#probes.values()) models.wakeUp();
  }

  nextCheck(keyId: string): NextCheck {
    const probes = this.#probes.get(keyId);
    if (!probes) return { wait: null, reason: 'no-models' };
    const next = probes.models.nextCheck;
    const look = probes.account.nextCheck;
    const isLookNext = next.reason === 'no-headers' && next.wait === null;
    return look && (isLookNext || look.reason === 'in-flight') ? look : next;
  }

  async checkNow(keyId: string | null): Promise<NextCheck | null> {
    const probes = keyId === null ? [...this.#probes.values()] : [this.#probes.get(keyId)];
    const kept = await Promise.all(
      probes.map(async (probe) => {
        const [next = null] = await Promise.all([probe?.models.checkNow(), probe?.account.checkNow()]);
        return next;
      }),
    );
    return kept.find((next) => next !== null) ?? null;
  }

  dispose(): void {
    for (const id of [...this.#probes.keys()]) this.#end(id);
    this.#changed.dispose();
  }

  #begin(key: WatchedKey): void {
    const value = new KeyValue(key, this.#parts.request);
    const models = new KeyProbe(key, this.#parts, this.#owner, value);
    this.#probes.set(key.id, { models, account: new AccountProbe(key, this.#parts, this.#owner, value) });
  }

  #end(id: string): void {
    const { models, account } = this.#probes.get(id) ?? {};
    models?.dispose();
    account?.dispose();
    this.#probes.delete(id);
  }
}
