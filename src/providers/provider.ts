import type { Preset } from '../core/dialects/presets.ts';
import type { Failure } from '../core/model/failure.ts';
import type { Reading, Unit } from '../core/model/limit.ts';
import type { DialectId, ProviderId } from '../core/model/provider.ts';
import type { Usage } from '../core/prices.ts';

/** A key together with the one place it may be sent to. Lives only while a request is made; never logged or stored. */
export interface Access {
  readonly apiKey: string;
  /** As the SDKs want it: `https://api.openai.com/v1`, `https://api.anthropic.com`. */
  readonly baseUrl: string;
}

/** What one request told. */
export interface Exchange {
  readonly readings: readonly Reading[];
  readonly failure: Failure | null;
  /** What it took from the buckets and from the purse, as far as known. */
  readonly charged: Partial<Record<Unit, number>>;
  readonly usage: Usage;
}

/** Models that a key can use, or why they could not be listed. */
export type ModelList =
  | { readonly models: readonly string[]; readonly failure: null }
  | { readonly models: null; readonly failure: Failure };

/** Speaks one protocol to one provider. What providers of a protocol differ in comes from their row and preset. */
export interface ProviderClient {
  readonly id: ProviderId;
  /** Whether its list of models can be relied on, is missing at times, or holds no names that a request could use. */
  readonly lists: 'always' | 'perhaps' | 'never';
  /** Whether a probe of this model can carry rate-limit headers: chat and embeddings yes, speech and images no. */
  canWatch(model: string): boolean;
  /** The model to watch first, of those the key can list. */
  preselect(models: readonly string[]): string[];
  /** The limits in a response's headers. */
  read(headers: Readonly<Record<string, string>>): Reading[];
  /** Lists models: free, and so the check of a new key. Never throws. */
  listModels(access: Access, signal: AbortSignal): Promise<ModelList>;
  /** The cheapest request that carries the model's rate-limit headers. Never throws. */
  probe(access: Access, model: string, signal: AbortSignal): Promise<Exchange>;
}

/** Makes a protocol's client for one provider. */
export type ClientOf = (id: ProviderId, dialect: DialectId, preset: Preset) => ProviderClient;
