import { providerAt } from '../../core/dialects/presets.ts';
import { type ProviderId, providers } from '../../core/model/provider.ts';

/** The most origins remembered; an extension host talks to a few dozen. */
const mostOrigins = 500;

/** The provider at an origin, told in a moment, because every request of every extension asks. */
export class ProviderAddresses {
  readonly #known = new Map<unknown, ProviderId | null>();
  #own: ReadonlyMap<string, ProviderId> = new Map();
  #isOwnOnly = false;

  /** The origins that the user's own keys go to, with their providers; `isOwnOnly`: no others are of interest. */
  limit(own: ReadonlyMap<string, ProviderId>, isOwnOnly: boolean) {
    this.#own = own;
    this.#isOwnOnly = isOwnOnly;
    this.#known.clear();
  }

  /** `null` for an origin of no interest. `origin` comes from outside: a text, or a `URL`. */
  at(origin: unknown): ProviderId | null {
    const known = this.#known.get(origin);
    if (known !== undefined) return known;
    const found = this.#find(originOf(origin));
    // An object is hardly ever seen twice.
    if (typeof origin === 'string' && origin.length < 300) {
      if (this.#known.size >= mostOrigins) this.#known.clear();
      this.#known.set(origin, found);
    }
    return found;
  }

  #find(origin: string | null): ProviderId | null {
    if (origin === null) return null;
    const own = this.#own.get(origin);
    if (own !== undefined) return own;
    if (this.#isOwnOnly || !origin.startsWith('https:')) return null;
    const provider = providerAt(origin);
    return provider !== null && providers[provider].protocol !== null ? provider : null;
  }
}

/** An origin as it is compared, such as `https://api.openai.com`; `null` for what is none. */
export function originOf(origin: unknown): string | null {
  if (origin instanceof URL) return origin.origin;
  if (typeof origin !== 'string' || !URL.canParse(origin)) return null;
  return new URL(origin).origin;
}
