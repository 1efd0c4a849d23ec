/** The most requests remembered that no stream was seen for: those of HTTP/1 never have one. */
const most = 100;

/** Tells the streams of HTTP/2 that undici opens for requests which it has told of itself. */
export class UndiciStreams {
  #expected: string[] = [];

  /** A request of undici's has left; `name` is made of nothing but its origin and the digest of its key. */
  leaves(name: string): void {
    this.#expected.push(name);
    if (this.#expected.length > most) this.#expected.shift();
  }

  /** Whether a stream that opens is one of undici's; each request has one. */
  takes(name: string): boolean {
    const at = this.#expected.lastIndexOf(name);
    if (at >= 0) this.#expected.splice(at, 1);
    return at >= 0;
  }

  forget(): void {
    this.#expected = [];
  }
}
