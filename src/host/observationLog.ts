import { ownFault } from '../core/causes/ownFault.ts';
import type { Failure } from '../core/model/failure.ts';
import type { ExchangeSeen, Observation } from '../core/model/observation.ts';
import type { Logger } from './lateLog.ts';

/** Logs what sources observe, one line each. */
export class ObservationLog {
  readonly #log: Pick<Logger, 'info' | 'warn'>;

  constructor(log: Pick<Logger, 'info' | 'warn'>) {
    this.#log = log;
  }

  observation(observation: Observation): void {
    const { source } = observation;
    if (observation.kind === 'exchange') this.#exchange(observation);
    else this.#log.info(`${briefly(observation)} (${source})`);
  }

  /** Something of ours threw, and what it belongs to goes on. */
  fault(thrown: unknown): void {
    this.#log.warn(`a fault of our own: ${ownFault(thrown).message}`);
  }

  #exchange({ source, model, readings, failure, sentAt, receivedAt }: ExchangeSeen): void {
    const levels = readings.map(({ unit, pool, level, capacity, window }) => {
      const left = level === null ? 'unknown' : `${Math.round(level.low)}–${Math.round(level.high)}`;
      return `${pool === 'standard' ? '' : `${pool} `}${unit} ${left} of ${capacity ?? 'unknown'}${window === null ? '' : ` in ${window} s`}`;
    });
    const took = `${source}, ${Math.round(receivedAt - sentAt)} ms`;
    const what = levels.length > 0 ? levels.join(', ') : 'no rate-limit headers';
    if (failure === null) this.#log.info(`${named(model)}: ${what} (${took})`);
    else this.#log.warn(`${named(model)}: ${failureText(failure)}; ${what} (${took})`);
  }
}

/** What is heard does not always tell which. */
function named(model: string | null): string {
  return model ?? 'some model';
}

function failureText(failure: Failure | null): string | null {
  return failure && `${failure.cause}, status ${failure.status ?? 'none'}, ${failure.message || 'no words'}`;
}

function briefly(observation: Exclude<Observation, ExchangeSeen>): string {
  switch (observation.kind) {
    case 'request':
      return `${named(observation.model)}: a request of about ${observation.input} tokens has left`;
    case 'key-check':
      return `${observation.account.provider}: ${failureText(observation.failure) ?? 'the key is accepted'}`;
    case 'limits':
      return `${observation.models.join(', ')}: ${observation.limits.length} limits told`;
    case 'usage':
      return `${observation.account.provider}: use of a ${observation.span} told, ${observation.uses.length} rows`;
    case 'money':
      return `${observation.account.provider}: ${observation.part} told`;
    case 'missing':
      return `${observation.account.provider}: ${observation.part} missing, ${failureText(observation.failure)}`;
    case 'status':
      return `${observation.status.provider}: ${observation.status.level}, ${observation.status.incidents.length} incidents`;
  }
}
