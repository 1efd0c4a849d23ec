import { fieldsOf, itemsOf, textOf } from '../../base/jsonFields.ts';
import type { Payer, Use } from '../../core/model/observation.ts';
import { amountOf } from './cursorSpend.ts';

/** Most events that a page is asked for, and that are read of one. */
export const eventsAPage = 500;
/** Models with a row of their own. A team uses a dozen; whoever tells of more gets one row for the rest. */
const mostRows = 100;
const longestName = 200;

/** One request that a member of the team made. */
export interface UsageEvent {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly use: Use;
}

/** The events of a page of `/teams/filtered-usage-events`, and whether another page follows; `null` if it is none. */
export function readUsagePage(
  page: unknown,
): { readonly events: readonly UsageEvent[]; readonly more: boolean } | null {
  const { usageEvents, pagination } = fieldsOf(page);
  if (!Array.isArray(usageEvents)) return null;
  const events = itemsOf(usageEvents, eventsAPage).flatMap(eventOf);
  return { events, more: usageEvents.length > 0 && fieldsOf(pagination).hasNextPage === true };
}

function eventOf(event: unknown): UsageEvent[] {
  const { timestamp, model, kind, tokenUsage, chargedCents } = fieldsOf(event);
  // A text in their documentation.
  const at = amountOf(typeof timestamp === 'string' ? Number(timestamp) : timestamp);
  if (at === null) return [];
  const { inputTokens, cacheWriteTokens, cacheReadTokens, outputTokens, totalCents } = fieldsOf(tokenUsage);
  const input = [inputTokens, cacheWriteTokens, cacheReadTokens].reduce<number>(
    (sum, one) => sum + (amountOf(one) ?? 0),
    0,
  );
  const payer = payerOf(textOf(kind) ?? '');
  // What an own key costs is between its owner and the provider.
  const cents = payer === 'own-key' ? null : (amountOf(chargedCents) ?? amountOf(totalCents));
  const use: Use = {
    model: textOf(model)?.slice(0, longestName) ?? null,
    key: null,
    requests: 1,
    tokens: { input, output: amountOf(outputTokens) ?? 0 },
    dollars: cents === null ? null : cents / 100,
    ...(payer && { payer }),
  };
  return [{ at, use }];
}

/** In words, "User API Key", or as a name, `USAGE_EVENT_KIND_USER_API_KEY`. Errors and what is new have none. */
function payerOf(kind: string): Payer | null {
  const words = kind
    .slice(0, longestName)
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ');
  if (/\buser api key\b/.test(words)) return 'own-key';
  if (/\b(?:usage based|on demand)\b/.test(words)) return 'on-demand';
  return /\bincluded\b|\bfree credit\b|\bcustom subscription\b/.test(words) ? 'plan' : null;
}

/** Adds up uses by model and payer, in a bounded number of rows however many there are. */
export class UseSums {
  readonly #rows = new Map<string, Use>();

  constructor(before: Iterable<Use> = []) {
    for (const use of before) this.add(use);
  }

  add(use: Use): void {
    const name = JSON.stringify([use.model, use.payer ?? null]);
    const isKnown = this.#rows.has(name) || this.#rows.size < mostRows;
    const rest = JSON.stringify([null, use.payer ?? null]);
    const row = isKnown ? name : rest;
    const before = this.#rows.get(row);
    const added = isKnown ? use : { ...use, model: null };
    this.#rows.set(row, before ? plus(before, added) : added);
  }

  get uses(): readonly Use[] {
    return [...this.#rows.values()];
  }
}

function plus(one: Use, other: Use): Use {
  const { input, output } = other.tokens;
  return {
    ...one,
    requests: (one.requests ?? 0) + (other.requests ?? 0),
    tokens: { input: one.tokens.input + input, output: one.tokens.output + output },
    dollars: one.dollars === null ? other.dollars : one.dollars + (other.dollars ?? 0),
  };
}
