import type { NamedRequest, RequestSeen } from '../core/model/observation.ts';

/** The most requests remembered until they are answered. */
const most = 64;

interface Leaving {
  readonly request: RequestSeen;
  /** The model that it was taken to be for; `null` while nobody can tell. */
  readonly taken: string | null;
}

/** The user's requests that name no model, until their answers tell it. */
export class UnderWay {
  readonly #requests = new Map<string, Leaving>();

  /** `likely`: the model that it is probably for. Returns the request with that model; `null` without one. */
  leave(request: RequestSeen, likely: string | null): NamedRequest | null {
    this.#requests.set(request.id, { request, taken: likely });
    const [oldest] = this.#requests.keys();
    if (this.#requests.size > most && oldest !== undefined) this.#requests.delete(oldest);
    return likely === null ? null : { ...request, model: likely };
  }

  /** A request that is under way; `null` if nobody saw it leave. */
  find(id: string | null): RequestSeen | null {
    return (id !== null && this.#requests.get(id)?.request) || null;
  }

  /** One that was taken to be for no model; `null` if it was, or nobody saw it leave. */
  untaken(id: string | null): RequestSeen | null {
    const leaving = id === null ? undefined : this.#requests.get(id);
    return leaving?.taken === null ? leaving.request : null;
  }

  /** Those that were taken to be for no model. */
  get allUntaken(): RequestSeen[] {
    return [...this.#requests.values()].flatMap(({ request, taken }) => (taken === null ? request : []));
  }

  /** One that is probably for this model, as it turned out meanwhile. */
  take(request: RequestSeen, model: string): NamedRequest {
    this.#requests.set(request.id, { request, taken: model });
    return { ...request, model };
  }

  /** Its answer has told its model. Returns the request, if it was not taken to be for that one. */
  answered(id: string | null, model: string): NamedRequest | null {
    if (id === null) return null;
    const leaving = this.#requests.get(id);
    this.#requests.delete(id);
    return leaving && leaving.taken !== model ? { ...leaving.request, model } : null;
  }
}
