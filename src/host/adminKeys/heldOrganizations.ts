import type { HeldOrganization } from '../../bus/told.ts';
import { agreedDigest } from '../keys/heldKeys.ts';
import type { AdminKeyRing } from './adminKeyRing.ts';

/** The organizations of this window as the others are told of them. `secret` as for `HeldKeys`. */
export class HeldOrganizations {
  readonly #adminKeys: AdminKeyRing;
  readonly #secret: string | null;

  constructor(adminKeys: AdminKeyRing, secret: string | null) {
    this.#adminKeys = adminKeys;
    this.#secret = secret;
  }

  read(): HeldOrganization[] {
    return this.#adminKeys.organizations().map((organization) => {
      const { id } = organization;
      return { ...organization, storage: this.#adminKeys.placeOf(id), digest: this.digestOf(id) };
    });
  }

  /** What all windows of the user know the key by; `null` without one, or without others. */
  digestOf(id: string): string | null {
    const access = this.#adminKeys.access(id);
    return access === null || this.#secret === null ? null : agreedDigest(this.#secret, access.apiKey);
  }
}
