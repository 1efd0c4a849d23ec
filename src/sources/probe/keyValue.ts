import type { Ask, MakeRequest, OwnRequest, WithoutValue } from '../../engine/ownRequest.ts';
import type { WatchedKey } from '../../engine/source.ts';

/** Asks with the value of one key, wherever that is, and knows whether it could be used. */
export class KeyValue {
  readonly #key: Pick<WatchedKey, 'id' | 'provider'>;
  readonly #request: MakeRequest;
  #lack: WithoutValue | null = null;

  constructor(key: Pick<WatchedKey, 'id' | 'provider'>, request: MakeRequest) {
    this.#key = key;
    this.#request = request;
  }

  /** Why the value cannot be used, as found when it was last needed; `null` if it could be. */
  get lack(): WithoutValue | null {
    return this.#lack;
  }

  /** What was missing may be there now: the storage unlocked, the variable set, a window that has just opened. */
  forgetLack(): void {
    this.#lack = null;
  }

  /** Resolves with `null` when there is no value to ask with. `count` notes that the request leaves. */
  async ask(ask: Ask, signal: AbortSignal, count: () => Promise<void>): Promise<OwnRequest | null> {
    const made = await this.#request(this.#key, ask, signal, count);
    const isMade = typeof made === 'object';
    if (!signal.aborted) this.#lack = isMade ? null : made;
    return isMade ? made : null;
  }
}
