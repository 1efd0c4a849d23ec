import { type Disposable, Emitter } from '../base/disposable.ts';
import type { Channel } from './channel.ts';

/** What crosses the bus: one JSON object a line, told apart by its type. Unknown types are for other versions. */
export interface Message {
  readonly type: string;
}

/** A channel that carries messages. What is no message is left out; who listens checks the fields. */
export class Link implements Disposable {
  readonly #channel: Channel;
  readonly #received = new Emitter<Message>();
  #isOpen = true;

  readonly onDidReceive = this.#received.event;
  readonly onDidClose: Channel['onDidClose'];

  constructor(channel: Channel) {
    this.#channel = channel;
    this.onDidClose = channel.onDidClose;
    channel.onDidReceive((line) => {
      const message = this.#isOpen ? parseMessage(line) : null;
      if (message) this.#received.fire(message);
    });
    channel.onDidClose(() => {
      this.#isOpen = false;
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  send(message: Message): void {
    if (this.#isOpen) this.#channel.send(JSON.stringify(message));
  }

  dispose(): void {
    this.#isOpen = false;
    this.#channel.dispose();
  }
}

function parseMessage(line: string): Message | null {
  try {
    const found: unknown = JSON.parse(line);
    return typeof (found as { type?: unknown } | null)?.type === 'string' ? (found as Message) : null;
  } catch {
    return null;
  }
}
