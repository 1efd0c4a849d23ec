/** Header names in lower case. */
export type ReplyHeaders = Readonly<Record<string, string>>;

/** A part of a body, and the output tokens it took to write. */
export interface Frame {
  readonly text: string;
  readonly tokens: number;
}

/** An answer before sending, which adds `Date`. */
export interface Reply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  /** More than one frame is a stream. */
  readonly frames: readonly Frame[];
  /**
   * `produce` is called with each frame's tokens as it goes out, `finish` at the end; times are monotonic milliseconds.
   */
  readonly produce?: (at: number, tokens: number) => void;
  readonly finish?: (at: number) => void;
}

/** A `retry-after` of `seconds`; no header without a wait. */
export function waitHeaders(seconds: number | undefined): ReplyHeaders {
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

export function jsonReply(status: number, headers: ReplyHeaders, body: unknown): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    frames: [{ text: JSON.stringify(body), tokens: 0 }],
  };
}

export function streamReply(headers: ReplyHeaders, frames: readonly Frame[]): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...headers },
    frames,
  };
}

/** One server-sent event with a name. */
export function namedEvent(type: string, data: object, tokens = 0): Frame {
  return { text: `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`, tokens };
}
