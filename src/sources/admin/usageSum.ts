import type { NamedKey, Use } from '../../core/model/observation.ts';
import type { KeyUse, TimeRange, UsageBucket } from '../../providers/admin/adminClient.ts';

/** Rows that are told apart while buckets are added, and rows that are told of: the rest is one row. */
const mostRows = 1000;
const mostTold = 100;

interface Row {
  readonly keyId: string | null;
  readonly model: string | null;
  requests: number | null;
  input: number;
  output: number;
}

/**
 * Sums the use of a time range bucket by bucket, in memory that depends neither on their number nor on that of keys and
 * models. Each moment counts once, whatever buckets come.
 */
export class UsageSum {
  readonly #range: TimeRange;
  readonly #rows = new Map<string, Row>();
  #end: number;
  #lastUsed: number | null = null;

  constructor(range: TimeRange) {
    this.#range = range;
    this.#end = range.from;
  }

  /** Adds a bucket that lies in the range, after all that were added before; any other is left out. */
  add({ from, to, uses }: UsageBucket): void {
    if (from < this.#end || from >= this.#range.to) return;
    this.#end = to;
    for (const use of uses) this.#addUse(use);
    if (uses.some(({ requests, input, output }) => (requests ?? 0) + input + output > 0)) this.#lastUsed = from;
  }

  /** When the last bucket began that holds any use; `null` if none does. */
  get lastUsed(): number | null {
    return this.#lastUsed;
  }

  /** The rows, the largest first; a key that `names` does not hold is known by its id alone. */
  uses(names: ReadonlyMap<string, NamedKey>): Use[] {
    const rows = [...this.#rows.values()].sort((one, other) => sizeOf(other) - sizeOf(one));
    const rest = rows.slice(mostTold).reduce<Row | null>((sum, row) => merged(sum, row), null);
    return [...rows.slice(0, mostTold), ...(rest ? [rest] : [])].map(({ keyId, model, requests, input, output }) => ({
      model,
      key: keyId === null ? null : (names.get(keyId) ?? { id: keyId, name: null, ending: null }),
      requests,
      tokens: { input, output },
      dollars: null,
    }));
  }

  lacksNames(names: ReadonlyMap<string, NamedKey>): boolean {
    return [...this.#rows.values()].some(({ keyId }) => keyId !== null && !names.has(keyId));
  }

  #addUse(use: KeyUse): void {
    const name = JSON.stringify([use.keyId, use.model]);
    const isRoom = this.#rows.has(name) || this.#rows.size < mostRows;
    const [kept, keyId, model] = isRoom ? [name, use.keyId, use.model] : ['', null, null];
    this.#rows.set(kept, { ...merged(this.#rows.get(kept) ?? null, use), keyId, model });
  }
}

/** Both together, of nobody in particular. */
function merged(sum: Row | null, { requests, input, output }: Omit<Row, 'keyId' | 'model'>): Row {
  const counted = sum === null ? requests : requests === null ? sum.requests : (sum.requests ?? 0) + requests;
  return {
    keyId: null,
    model: null,
    requests: counted,
    input: (sum?.input ?? 0) + input,
    output: (sum?.output ?? 0) + output,
  };
}

function sizeOf({ input, output }: Row): number {
  return input + output;
}
