import type { Clock } from '../../base/clock.ts';
import { inTime } from '../../base/inTime.ts';
import { networkFailure } from '../../core/causes/failureOf.ts';
import { ownFault } from '../../core/causes/ownFault.ts';
import { presets } from '../../core/dialects/presets.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import { type Ask, type MakeRequest, type OwnRequest, withoutAnswer } from '../../engine/ownRequest.ts';
import type { Access, Exchange, ProviderClient } from '../../providers/provider.ts';

export interface RequestParts {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  /** Loaded when first asked for: the SDKs are large. May fail. */
  clientOf(id: ProviderId): ProviderClient | Promise<ProviderClient>;
  /**
   * The key's value and where it belongs; `null` when it is not there, `changed` when it is no longer the one that the
   * user has allowed. May take long, and may fail.
   */
  access(keyId: string): Promise<Access | 'changed' | null>;
}

/** A secret storage that hangs must not hang the gauge; milliseconds. */
const accessDeadline = 10_000;
/** A client that hangs must not hang the gauge; milliseconds. Clients give up sooner by themselves. */
const loadDeadline = 10_000;
const answerDeadline = 15_000;

/** Makes requests with the values that this window has. */
export function ownRequests(parts: RequestParts): MakeRequest {
  return async ({ id, provider }, ask, signal, count) => {
    const read = () => parts.access(id);
    const access = await inTime(read, accessDeadline, parts.clock, signal).catch(() => null);
    if (access === null) return 'key-missing';
    return access === 'changed' ? 'key-changed' : request({ ...parts, provider, access, ask }, signal, count);
  };
}

interface Asked extends Pick<RequestParts, 'clock' | 'wall' | 'clientOf'> {
  readonly provider: ProviderId;
  readonly access: Access;
  readonly ask: Ask;
}

async function request(asked: Asked, signal: AbortSignal, count: () => Promise<void>): Promise<OwnRequest> {
  const { clock, clientOf, provider, access, ask } = asked;
  const late = new AbortController();
  let sentAt: number | null = null;
  const lost = (failure: Failure) => withoutAnswer(failure, ask, sentAt);
  try {
    const client = await inTime(async () => clientOf(provider), loadDeadline, clock, signal);
    if (client === null) throw new Error('The client of the provider was not loaded in time');
    await count();
    if (signal.aborted) return lost(networkFailure('The check was called off'));
    sentAt = clock.now();
    const made = () => make(asked, client, AbortSignal.any([signal, late.signal]));
    const answer = await inTime(made, answerDeadline, clock, signal);
    if (answer !== null) return { sentAt, ...answer };
    late.abort();
    return lost(networkFailure(`No answer within ${answerDeadline / 1000} s`));
  } catch (thrown) {
    return lost(ownFault(thrown, [access.apiKey]));
  }
}

async function make(
  { wall, provider, access, ask }: Asked,
  client: ProviderClient,
  signal: AbortSignal,
): Promise<Omit<OwnRequest, 'sentAt'>> {
  if (ask.kind === 'probe') {
    const exchange: Exchange | undefined = await client.probe(access, ask.model, signal);
    if (exchange === undefined) throw new Error('The client of the provider gave no answer');
    return { exchange, money: null };
  }
  if (ask.kind === 'models') {
    const { failure } = await client.listModels(access, signal);
    return { exchange: freeOf(failure), money: null };
  }
  // Whoever asks may be of another version: nothing but a place that this one knows is ever asked.
  const place = presets[provider].money?.find(({ path }) => path === ask.path);
  if (place === undefined) throw new Error('The provider has no such place');
  const { money, failure } = await client.readMoney(access, place, wall(), signal);
  return { exchange: freeOf(failure), money };
}

/** The outcome of what costs nothing and tells no limit. */
function freeOf(failure: Failure | null): Exchange {
  return { readings: [], failure, charged: {}, usage: { input: 0, output: 0 } };
}
