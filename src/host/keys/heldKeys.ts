import { createHmac } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { inTime } from '../../base/inTime.ts';
import type { HeldKey } from '../../bus/told.ts';
import type { Access } from '../../providers/provider.ts';
import type { KeyRecord } from './keyRecord.ts';
import type { KeyRing } from './keyRing.ts';

/** A storage that hangs must not hold up the other keys; milliseconds. */
const patience = 2_000;

/**
 * The keys of this window as the others are told of them. Each editor's storage has digests of its own, so that a value
 * gets one that all windows of the user agree on.
 */
export class HeldKeys {
  readonly #keyRing: KeyRing;
  readonly #secret: string | null;
  readonly #clock: Clock;
  readonly #named: () => Promise<void>;
  readonly #known = new Map<string, string>();

  /**
   * `secret` is known to this user's windows alone; `null`: there is nobody to agree with. `named` tells of the keys
   * again, since one has a digest at last.
   */
  constructor(keyRing: KeyRing, secret: string | null, clock: Clock, named: () => Promise<void>) {
    this.#keyRing = keyRing;
    this.#secret = secret;
    this.#clock = clock;
    this.#named = named;
  }

  /** As the key ring gives it. A value that could not be read before is told of first: its key may have to wait. */
  async access(keyId: string): Promise<Access | 'changed' | null> {
    const access = await this.#keyRing.access(keyId);
    const { digest = null } = this.#keyRing.records().find(({ id }) => id === keyId) ?? {};
    if (digest === null || this.#known.has(digest) || this.#learn(digest, access) === null) return access;
    await this.#named();
    return access;
  }

  async read(): Promise<HeldKey[]> {
    const records = this.#keyRing.records();
    const digests = new Map(
      await Promise.all(records.map(async (one) => [one.id, await this.#digestOf(one)] as const)),
    );
    return this.#keyRing.watched().map((key) => ({ ...key, digest: digests.get(key.id) ?? null }));
  }

  /** `null` for a value that nobody has read, or that cannot be read now. */
  async #digestOf({ id, digest }: KeyRecord): Promise<string | null> {
    if (digest === null || this.#secret === null) return digest;
    const known = this.#known.get(digest);
    if (known !== undefined) return known;
    const asked = () => this.#keyRing.access(id);
    const access = await inTime(asked, patience, this.#clock, new AbortController().signal).catch(() => null);
    return this.#learn(digest, access);
  }

  #learn(digest: string, access: Access | 'changed' | null): string | null {
    if (access === null || access === 'changed' || this.#secret === null) return null;
    const agreed = agreedDigest(this.#secret, access.apiKey);
    this.#known.set(digest, agreed);
    return agreed;
  }
}

/** A digest that names a value in every window of the user, and tells nothing of it without the secret. */
export function agreedDigest(secret: string, apiKey: string): string {
  return createHmac('sha256', secret).update(apiKey).digest('hex').slice(0, 32);
}
