import { Emitter } from '../../src/base/disposable.ts';
import type { Charge, ExchangeSeen, NamedRequest, Observation } from '../../src/core/model/observation.ts';
import type { SourceState } from '../../src/core/model/snapshot.ts';
import type { Source } from '../../src/engine/source.ts';

const account = { kind: 'key', provider: 'openai', keyId: 'k' } as const;

/** A source as one that listens to the user's traffic will be: it tells what it is told to. */
export class FakeSource implements Source {
  readonly id = 'gateway';
  readonly hearsUse = true;
  readonly state: SourceState = { kind: 'live' };
  readonly onDidChangeState = new Emitter<void>().event;
  #emit: (observation: Observation) => void = () => {};
  #requests = 0;

  start(emit: (observation: Observation) => void): void {
    this.#emit = emit;
  }

  /** A request that nobody has told of yet; `sentAt` in monotonic ms. */
  request(sentAt: number, input: number, conversation: string | null = null, model = 'gpt-5'): NamedRequest {
    const id = String(this.#requests++);
    return { kind: 'request', source: this.id, account, id, model, sentAt, input, conversation };
  }

  /** One that is seen to leave. */
  leaves(...about: Parameters<FakeSource['request']>): NamedRequest {
    const request = this.request(...about);
    this.#emit(request);
    return request;
  }

  /** It is answered, at once unless `more` says otherwise. */
  answered({ id, model, sentAt }: NamedRequest, charged: Charge, more: Partial<ExchangeSeen> = {}): void {
    const seen = { kind: 'exchange', source: this.id, account, requestId: id, model, by: 'user' } as const;
    this.#emit({ ...seen, sentAt, receivedAt: sentAt, readings: [], failure: null, charged, ...more });
  }

  dispose(): void {}
}
