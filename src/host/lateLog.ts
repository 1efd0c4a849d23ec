import type { LogOutputChannel } from 'vscode';
import type { Log } from './log.ts';

/** What others know of the log. */
export type Logger = Pick<Log, 'info' | 'warn' | 'warnOnce' | 'error' | 'show'>;

/** The log from the first moment on: what removes keys from it is large, and is loaded when there is something to say. */
export class LateLog implements Logger {
  readonly #channel: Pick<LogOutputChannel, 'error' | 'show'>;
  readonly #load: () => Promise<Logger>;
  #log: Promise<Logger> | null = null;

  constructor(channel: Pick<LogOutputChannel, 'error' | 'show'>, load: () => Promise<Logger>) {
    this.#channel = channel;
    this.#load = load;
  }

  info(message: string): void {
    void this.#say((log) => log.info(message));
  }

  warn(message: string): void {
    void this.#say((log) => log.warn(message));
  }

  warnOnce(message: string): void {
    void this.#say((log) => log.warnOnce(message));
  }

  error(message: string): void {
    void this.#say((log) => log.error(message));
  }

  show(): void {
    this.#channel.show();
  }

  async #say(say: (log: Logger) => void): Promise<void> {
    this.#log ??= this.#load();
    const log = await this.#log.catch(() => null);
    try {
      if (log) say(log);
      // Unredacted, it may hold a key.
      else
        this.#channel.error(
          'A message is left out: what removes keys from the log could not be loaded. Reload the window.',
        );
    } catch {
      // The channel has closed with its window.
    }
  }
}
