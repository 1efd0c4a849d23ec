import type { Disposable, Event } from '../base/disposable.ts';

/** A connection between two windows that carries whole lines, in their order, both ways. */
export interface Channel extends Disposable {
  /** A line has come from the other end. */
  readonly onDidReceive: Event<string>;
  /** The connection is over, whichever end ended it; fires once. */
  readonly onDidClose: Event<void>;
  /** Says nothing once the connection is over. */
  send(line: string): void;
}

/** The way from one window to another on this machine. */
export interface Network {
  /** `null` if nobody listens at the address. Rejects if it cannot be told. */
  connect(address: string): Promise<Channel | null>;
  /**
   * Listens at an address until disposed and hands over whoever comes; `null` if the address is taken. Rejects if the
   * system refuses.
   */
  listen(address: string, met: (channel: Channel) => void): Promise<Disposable | null>;
}
