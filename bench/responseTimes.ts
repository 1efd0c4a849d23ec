import { type ChannelListener, subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const channel = 'http.server.response.finish';

/** Notes when the servers of this process hand an answer for Keygauge to the operating system. */
export class ResponseTimes implements Disposable {
  /** Milliseconds since the epoch, oldest first. */
  readonly sent: number[] = [];
  readonly #listener: ChannelListener = (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.headers['user-agent'] === 'Keygauge') this.sent.push(Date.now());
  };

  constructor() {
    subscribe(channel, this.#listener);
  }

  [Symbol.dispose](): void {
    unsubscribe(channel, this.#listener);
  }
}
