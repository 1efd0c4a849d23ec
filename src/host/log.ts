import type { LogOutputChannel } from 'vscode';
import type { Observation } from '../core/observation.ts';
import { redact } from '../core/redact.ts';
import { outsideText } from '../panel/outsideText.ts';

/** The only way into the log: whatever is written is redacted first (FAULTS.md S6). */
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

  /** Says something once in this session, however often it is met. */
  warnOnce(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.warn(message);
  }

  error(message: string): void {
    this.#channel.error(this.#clean(message));
  }

  observation({ model, readings, failure, sentAt, receivedAt }: Observation): void {
    const levels = readings.map(({ unit, pool, level, capacity, window }) => {
      const left = level === null ? 'unknown' : `${Math.round(level.low)}–${Math.round(level.high)}`;
      return `${pool === 'standard' ? '' : `${pool} `}${unit} ${left} of ${capacity ?? 'unknown'}${window === null ? '' : ` in ${window} s`}`;
    });
    const took = `${Math.round(receivedAt - sentAt)} ms`;
    const what = levels.length > 0 ? levels.join(', ') : 'no rate-limit headers';
    if (failure === null) this.info(`${model}: ${what} (${took})`);
    else
      this.warn(
        `${model}: ${failure.cause}, status ${failure.status ?? 'none'}, ${failure.message || 'no words'}; ${what} (${took})`,
      );
  }

  show(): void {
    this.#channel.show();
  }

  #clean(message: string): string {
    // One message is one line: what a provider sends must not pass for further ones.
    return outsideText(redact(message, this.#secrets()).replace(/[\r\n\u2028\u2029]+/g, ' '), 5000);
  }
}
