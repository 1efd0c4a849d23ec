import type { LogOutputChannel } from 'vscode';
import { redact } from '../core/redact.ts';
import { outsideText } from '../words/outsideText.ts';

/** The only way into the log; redacts every message first (docs/threats.md, T6). */
export class Log {
  readonly #channel: Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'show'>;
  readonly #secrets: () => Iterable<string>;
  readonly #said = new Set<string>();

  /** `secrets` are the values that must never appear, whatever they look like. */
  constructor(channel: Pick<LogOutputChannel, 'info' | 'warn' | 'error' | 'show'>, secrets: () => Iterable<string>) {
    this.#channel = channel;
    this.#secrets = secrets;
  }

  info(message: string): void {
    this.#channel.info(this.#clean(message));
  }

  warn(message: string): void {
    this.#channel.warn(this.#clean(message));
  }

  /** Writes a message once a session, however often it occurs. */
  warnOnce(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.warn(message);
  }

  error(message: string): void {
    this.#channel.error(this.#clean(message));
  }

  show(): void {
    this.#channel.show();
  }

  #clean(message: string): string {
    // One message is one line, so that a provider's text cannot pass for further messages.
    return outsideText(redact(message, this.#secrets()).replace(/[\r\n\u2028\u2029]+/g, ' '), 5000);
  }
}
