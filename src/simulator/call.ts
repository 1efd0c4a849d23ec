import type { Account } from './account.ts';
import type { SimulatedProvider } from './models.ts';
import type { PromptCache } from './promptCache.ts';
import { type JsonRecord, textOf } from './requestBody.ts';

/** One request as the routes see it. */
export interface Call {
  readonly provider: SimulatedProvider;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The key sent with it, in either header; `null` for none. */
  readonly key: string | null;
  /** `null` if there is no body, or none that is a JSON object. */
  readonly body: JsonRecord | null;
  /** Number of the request, from 1 on. */
  readonly serial: number;
  /** The moment of arrival in milliseconds: `at` is monotonic, `wall` counts since the epoch. */
  readonly at: number;
  readonly wall: number;
}

/** The model that a request names, or `usual`. */
export function modelOf({ body }: Call, usual: string): string {
  return textOf(body?.model) ?? usual;
}

/** Everything that the routes draw on. */
export interface Backend {
  readonly account: Account;
  readonly promptCache: PromptCache;
  /** Milliseconds until the first byte of an answer. */
  readonly latency: number;
  /** Milliseconds that reports of use and cost lie behind. */
  readonly lag: number;
  /** The last characters of the keys, as reports show them. */
  readonly endings: Readonly<Record<SimulatedProvider, string>>;
}
