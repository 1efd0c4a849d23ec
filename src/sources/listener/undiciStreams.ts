/** The most requests remembered that are under way; the oldest make room. */
const most = 100;

/** Tells the streams of HTTP/2 that undici opens for requests which it has told of itself. */
export class UndiciStreams<Request> {
  #expected: { readonly name: string; readonly request: Request }[] = [];

  /** Undici has made a request; `name` is made of nothing but its origin and the digest of its key. */
  made(name: string, request: Request): void {
    this.#expected.push({ name, request });
    if (this.#expected.length > most) this.#expected.shift();
  }

  /** The request that a stream which opens is for; `null` if it is none of undici's. Each request has one at most. */
  takes(name: string): Request | null {
    const at = this.#expected.findIndex((one) => one.name === name);
    return this.#expected.splice(at, at < 0 ? 0 : 1)[0]?.request ?? null;
  }

  /** No stream will open for this request. */
  drop(request: Request): void {
    const at = this.#expected.findIndex((one) => one.request === request);
    if (at >= 0) this.#expected.splice(at, 1);
  }

  forget(): void {
    this.#expected = [];
  }
}
