import type { Clock } from '../../base/clock.ts';
import { inTime } from '../../base/inTime.ts';
import { networkFailure } from '../../core/causes/failureOf.ts';
import { ownFault } from '../../core/causes/ownFault.ts';
import type { Failure } from '../../core/model/failure.ts';
import type { ProviderId } from '../../core/model/provider.ts';
import { probeUsage } from '../../core/prices.ts';
import type { Access, Exchange, ProviderClient } from '../../providers/provider.ts';

export interface RequestParts {
  readonly clock: Clock;
  /** Loaded when first asked for: the SDKs are large. May fail. */
  clientOf(id: ProviderId): ProviderClient | Promise<ProviderClient>;
}

/** A request of our own and what came of it. */
export interface OwnRequest {
  /** Monotonic ms; `null` if nothing left. */
  readonly sentAt: number | null;
  readonly exchange: Exchange;
}

/** A client that hangs must not hang the gauge; milliseconds. Clients give up sooner by themselves. */
const loadDeadline = 10_000;
const answerDeadline = 15_000;

/**
 * Makes the cheapest request about a model, once `count` has noted that it leaves. Never rejects, and ends in time whatever
 * the client does; its exchange means nothing once `signal` has aborted.
 */
export async function ownRequest(
  { clock, clientOf }: RequestParts,
  provider: ProviderId,
  access: Access,
  model: string,
  signal: AbortSignal,
  count: () => Promise<void>,
): Promise<OwnRequest> {
  const late = new AbortController();
  let sentAt: number | null = null;
  // Whoever gave no answer may have done the work.
  const lost = (failure: Failure) => ({ ...withoutAnswer(failure), ...(sentAt === null ? {} : { usage: probeUsage }) });
  try {
    const client = await inTime(async () => clientOf(provider), loadDeadline, clock, signal);
    if (client === null) throw new Error('The client of the provider was not loaded in time');
    await count();
    if (signal.aborted) return { sentAt, exchange: lost(networkFailure('The check was called off')) };
    sentAt = clock.now();
    const ask = () => client.probe(access, model, AbortSignal.any([signal, late.signal]));
    const exchange = await inTime(ask, answerDeadline, clock, signal);
    if (exchange === undefined) throw new Error('The client of the provider gave no answer');
    if (exchange !== null) return { sentAt, exchange };
    late.abort();
    return { sentAt, exchange: lost(networkFailure(`No answer within ${answerDeadline / 1000} s`)) };
  } catch (thrown) {
    return { sentAt, exchange: lost(ownFault(thrown, [access.apiKey])) };
  }
}

/** A failed exchange that took nothing from the limits, as far as known. */
export function withoutAnswer(failure: Failure): Exchange {
  return { readings: [], failure, charged: {}, usage: { input: 0, output: 0 } };
}
