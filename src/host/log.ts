import type { LogOutputChannel } from 'vscode';
import type { ExchangeSeen, Observation } from '../core/model/observation.ts';
import { redact } from '../core/redact.ts';
import { outsideText } from '../words/outsideText.ts';

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

  observation(observation: Observation): void {
    const { source } = observation;
    if (observation.kind === 'exchange') this.#exchange(observation);
    else this.info(`${briefly(observation)} (${source})`);
  }

  #exchange({ source, model, readings, failure, sentAt, receivedAt }: ExchangeSeen): void {
    const levels = readings.map(({ unit, pool, level, capacity, window }) => {
      const left = level === null ? 'unknown' : `${Math.round(level.low)}–${Math.round(level.high)}`;
      return `${pool === 'standard' ? '' : `${pool} `}${unit} ${left} of ${capacity ?? 'unknown'}${window === null ? '' : ` in ${window} s`}`;
    });
    const took = `${source}, ${Math.round(receivedAt - sentAt)} ms`;
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

function briefly(observation: Exclude<Observation, ExchangeSeen>): string {
  switch (observation.kind) {
    case 'request':
      return `${observation.model}: a request of about ${observation.input} tokens has left`;
    case 'limits':
      return `${observation.models.join(', ')}: ${observation.limits.length} limits told`;
    case 'usage':
      return `${observation.model ?? 'all models'}: use of a past time told`;
  }
}
