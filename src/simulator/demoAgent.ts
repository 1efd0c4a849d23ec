import { demoLoads, isOfAnthropic } from './demoLoads.ts';
import { type Load, loadRequests } from './load.ts';
import type { LoadRequest } from './loadRequest.ts';

/** Where a demo agent sends its requests, and with which keys. */
export interface DemoAgentParts {
  readonly openaiBaseUrl: string;
  readonly anthropicBaseUrl: string;
  readonly keys: { readonly openai: string; readonly anthropic: string };
  readonly send: typeof fetch;
  /** Rejects once the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** What it does; the demo's loads by default. */
  readonly loads?: readonly Load[];
}

/** Four characters, and one token, however it is counted. */
const word = 'use ';

/** A coding agent in this process that sends the demo's load as requests of its own, so that it can be listened to. */
export class DemoAgent {
  readonly #parts: DemoAgentParts;
  readonly #over = new AbortController();
  readonly #work: Promise<unknown>;

  /** Begins at once. */
  constructor(parts: DemoAgentParts) {
    this.#parts = parts;
    // By then it is listened to.
    const { loads = demoLoads.map((load) => ({ ...load, after: 1 })) } = parts;
    this.#work = Promise.allSettled(loads.map((load) => this.#play(load)));
  }

  /** Resolves once nothing of it is on its way. */
  async end(): Promise<void> {
    this.#over.abort();
    await this.#work;
  }

  async #play(load: Load): Promise<void> {
    if (load.kind === 'idle') return;
    const { signal } = this.#over;
    let last = 0;
    for (const request of loadRequests(load)) {
      // Since the last one: what a machine slept through is not made up for.
      await this.#parts.wait(Math.max(0, request.at - last) * 1000, signal);
      last = request.at;
      await this.#ask(load.model, isOfAnthropic(load), request).catch(() => {});
      signal.throwIfAborted();
    }
  }

  async #ask(model: string, isAnthropic: boolean, { input, cached, output }: LoadRequest): Promise<void> {
    const { openaiBaseUrl, anthropicBaseUrl, keys, send } = this.#parts;
    // What is read from the cache counts for nothing at Anthropic, and would only make the body long.
    const content = word.repeat(Math.max(1, isAnthropic ? input - cached : input));
    const messages = [{ role: 'user', content }];
    const most = isAnthropic ? { max_tokens: output } : { max_completion_tokens: output };
    const identity = isAnthropic
      ? { 'x-api-key': keys.anthropic, 'anthropic-version': '2023-06-01' }
      : { authorization: `Bearer ${keys.openai}` };
    const answer = await send(isAnthropic ? `${anthropicBaseUrl}/v1/messages` : `${openaiBaseUrl}/chat/completions`, {
      method: 'POST',
      headers: { ...identity, 'content-type': 'application/json', 'user-agent': 'Demo Agent/1.0' },
      body: JSON.stringify({ model, messages, ...most }),
      redirect: 'error',
      signal: this.#over.signal,
    });
    await answer.arrayBuffer();
  }
}
