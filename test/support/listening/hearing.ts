import assert from 'node:assert/strict';
import type { ExchangeSeen } from '../../../src/core/model/observation.ts';
import { apiKey, digestOf, listenTo } from '../../unit/sources/listener/listening.ts';
import type { Ask, Client } from './clients.ts';
import type { Outcome, RealProvider } from './realProvider.ts';

/** What is heard of a request: once and with these words, or nothing where nobody answered it. */
const causes: Readonly<Record<Exclude<Outcome, 'aborted'>, string | null>> = {
  answered: null,
  streamed: null,
  'cut off': null,
  401: 'key-invalid',
  429: 'rate',
  529: 'overloaded',
};

const left = {
  openai: ['requests 499/500', 'tokens 400000/500000'],
  // To the nearest thousand, by a reset in whole seconds.
  anthropic: ['input-tokens 26500/30000'],
};

/** Several seconds: a client that is used for the first time loads its code. */
const longest = 1000;

export interface Hearing {
  readonly client: Client;
  readonly provider: RealProvider;
  readonly outcome: Outcome;
  /** Has the client ask, wherever it runs. */
  readonly ask: Ask;
  /** The tool that is to be heard. */
  readonly tool: string | null;
}

/** Lets a client make one request with this outcome, and judges all that is heard of it. */
export async function hearing({ client, provider, outcome, ask, tool }: Hearing): Promise<void> {
  const { told, left: leaving, listener } = listenTo(provider.origin, client.speaks);
  const from = performance.now();
  provider.outcome = outcome;
  const abort = new AbortController();
  const isStreamed = outcome === 'streamed' || outcome === 'cut off';
  const came = provider.came();
  const { origin, certificate } = provider;
  const asked = ask({ origin, certificate, apiKey, isStreamed, signal: abort.signal });
  const ended = asked.then(
    () => 'answered',
    (reason: unknown) => `refused: ${reason}`,
  );
  assert.equal(await Promise.race([came, ended]), undefined);
  if (outcome === 'aborted') abort.abort();
  if (isStreamed) {
    // Heard while the answer is still being written.
    for (let tries = 0; tries < longest && (await told()).length === 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal((await told()).length, 1);
    if (outcome === 'cut off') abort.abort();
    else provider.endStream();
  }
  const end = await ended;
  if (outcome === 'answered' || outcome === 'streamed') assert.equal(end, 'answered');
  const heard = await told();
  listener.turn(false);
  assert.equal(heard.length, outcome === 'aborted' ? 0 : 1);
  assert.equal(leaving.length, 1);
  // Whatever becomes of it, its tool is known as it leaves; nobody tells of one without a size.
  for (const request of leaving) assert.equal(request === null ? tool : request.tool, tool);
  for (const exchange of heard) judge(exchange, { client, outcome, tool });
  for (const { sentAt, receivedAt } of heard) {
    const order = [from, sentAt, provider.cameAt, receivedAt, performance.now()];
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
  }
}

function judge(exchange: ExchangeSeen, { client, outcome, tool }: Pick<Hearing, 'client' | 'outcome' | 'tool'>): void {
  const { account, failure, readings } = exchange;
  assert.deepEqual([exchange.tool, failure?.cause ?? null], [tool, outcome === 'aborted' ? null : causes[outcome]]);
  assert.equal(failure?.status ?? 200, typeof outcome === 'number' ? outcome : 200);
  assert.deepEqual(
    readings.map(({ unit, capacity, level }) => `${unit} ${Math.round(level?.low ?? -1)}/${capacity}`),
    left[client.speaks],
  );
  assert.equal(account.kind === 'seen-key' && account.digest, digestOf(apiKey));
}
