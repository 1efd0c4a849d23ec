import { asLastRead } from '../core/limits/silentLimit.ts';
import type { ExchangeSeen } from '../core/model/observation.ts';
import type { KeyStatus, LimitSnapshot, ModelSnapshot } from '../core/model/snapshot.ts';
import type { KeyPace } from '../core/schedule.ts';
import { KeyHealth } from './keyHealth.ts';
import { ModelState } from './modelState.ts';

/** The most unwatched models remembered from the user's traffic; the one silent for longest makes room. */
const mostSeenModels = 20;

/**
 * One key's standing with its provider and what is known about its models, from every exchange that any source saw. All
 * times are monotonic milliseconds.
 */
export class KeyState {
  readonly #health = new KeyHealth();
  #watched: readonly string[] = [];
  readonly #models = new Map<string, ModelState>();

  get pace(): KeyPace {
    return this.#health.pace;
  }

  /** The watched models first, in the user's order, then those that were seen in traffic. */
  get models(): readonly string[] {
    return [...this.#watched, ...[...this.#models.keys()].filter((name) => !this.#watched.includes(name))];
  }

  /** Watches exactly these models and forgets any other that was watched. */
  watch(models: readonly string[]): void {
    for (const name of this.#watched) if (!models.includes(name)) this.#models.delete(name);
    for (const name of models) if (!this.#models.has(name)) this.#models.set(name, new ModelState(name));
    this.#watched = models;
  }

  /** Whether an exchange says anything about this key; our own check of a model no longer watched does not. */
  concerns({ by, model }: ExchangeSeen): boolean {
    return by === 'user' || this.#watched.includes(model);
  }

  model(name: string): ModelState {
    return this.#models.get(name) ?? new ModelState(name);
  }

  /**
   * `jitter` from 0 to 1 spreads retries after a failure. Returns a model that had to make room, `null` if none did.
   */
  take(exchange: ExchangeSeen, jitter: number): string | null {
    const { model } = exchange;
    this.#health.take(exchange, jitter);
    if (!this.concerns(exchange)) return null;
    const state = this.model(model);
    state.take(exchange);
    this.#models.set(model, state);
    return this.#makeRoom();
  }

  status(now: number): KeyStatus {
    return this.#health.status(now);
  }

  /** Seconds left of the wait that the provider asked for; `null` if it asked for none. */
  remainingWait(now: number): number | null {
    return this.#health.remainingWait(now);
  }

  snapshot(limitsOf: (model: string) => readonly LimitSnapshot[], now: number): ModelSnapshot[] {
    const wait = this.remainingWait(now);
    const status = this.status(now);
    const isSilent = status === 'offline' || status === 'trouble';
    return this.models.map((name) => {
      const limits = limitsOf(name);
      return this.model(name).snapshot(isSilent ? limits.map(asLastRead) : limits, now, wait);
    });
  }

  #makeRoom(): string | null {
    const seen = [...this.#models].filter(([name]) => !this.#watched.includes(name));
    if (seen.length <= mostSeenModels) return null;
    const [oldest] = seen.sort(([, one], [, other]) => (one.heardAt ?? 0) - (other.heardAt ?? 0));
    const name = oldest?.[0] ?? null;
    if (name !== null) this.#models.delete(name);
    return name;
  }
}
