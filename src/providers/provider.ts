import type { MoneyPlace } from '../core/dialects/moneyPlace.ts';
import type { Preset } from '../core/dialects/presets.ts';
import type { Failure } from '../core/model/failure.ts';
import type { Reading } from '../core/model/limit.ts';
import type { MoneyReading } from '../core/model/money.ts';
import type { Charge } from '../core/model/observation.ts';
import type { DialectId, ProviderId } from '../core/model/provider.ts';
import type { Usage } from '../core/prices.ts';

/** A key and the one place it may be sent to. Lives only while a request is made; never logged or stored. */
export interface Access {
  /** Empty for an endpoint that needs none. */
  readonly apiKey: string;
  /** In the form that the SDKs want: `https://api.openai.com/v1`, `https://api.anthropic.com`. */
  readonly baseUrl: string;
}

/** The outcome of one request. */
export interface Exchange {
  readonly readings: readonly Reading[];
  readonly failure: Failure | null;
  /** Units taken from the buckets, as far as known. */
  readonly charged: Charge;
  readonly usage: Usage;
}

/** The most bytes of a list of models: an aggregator's with prices and descriptions has half a megabyte. */
export const largestList = 4 * 1024 * 1024;

/** The models that a key can use, or the reason why they could not be listed. */
export type ModelList =
  | { readonly models: readonly string[]; readonly failure: null }
  | { readonly models: null; readonly failure: Failure };

/**
 * Speaks one protocol to one provider. The differences between providers of a protocol come from their row and preset.
 */
export interface ProviderClient {
  readonly id: ProviderId;
  /** Whether its list of models is reliable, is sometimes missing, or holds no names that a request could use. */
  readonly lists: 'always' | 'perhaps' | 'never';
  /** Whether a probe of this model can carry rate-limit headers: chat and embeddings yes, speech and images no. */
  canWatch(model: string): boolean;
  /** The model to watch first, of those the key can list. */
  preselect(models: readonly string[]): string[];
  /** The limits in a response's headers. */
  read(headers: Readonly<Record<string, string>>): Reading[];
  /** Reads money at one of the places of its preset, which is free; `at` in epoch milliseconds. Never throws. */
  readMoney(access: Access, place: MoneyPlace, at: number, signal: AbortSignal): Promise<MoneyAnswer>;
  /** Lists models. This is free, so it also checks a new key. Never throws. */
  listModels(access: Access, signal: AbortSignal): Promise<ModelList>;
  /** The cheapest request that carries the model's rate-limit headers. Never throws. */
  probe(access: Access, model: string, signal: AbortSignal): Promise<Exchange>;
}

/** The money that an answer told, or the reason why it told none. */
export type MoneyAnswer =
  | { readonly money: readonly MoneyReading[]; readonly failure: null }
  | { readonly money: null; readonly failure: Failure };

/** Makes a protocol's client for one provider. */
export type ClientOf = (id: ProviderId, dialect: DialectId, preset: Preset) => ProviderClient;
