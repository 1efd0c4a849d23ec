import { MINUTE, type Reading } from '../../../../src/core/model/limit.ts';
import type { NamedExchange, NamedRequest } from '../../../../src/core/model/observation.ts';
import type { UsedBy } from '../../../../src/core/model/snapshot.ts';
import { keyOf, ledger, nothingMuted, reading, seen } from './ledgerScene.ts';

/** A ledger whose user's requests are heard from the start, and what happens to its limit. */
export class Scene {
  readonly ledger = ledger();
  readonly #window: number;
  #count = 0;

  constructor(window = MINUTE, heardSince: number | null = 0) {
    this.#window = window;
    if (heardSince !== null) this.ledger.hears(true, heardSince * 1000);
  }

  read(left: number, unit: Reading['unit'] = 'tokens', capacity = 100_000): Reading {
    const [level, window] = [{ low: left, high: left }, this.#window];
    return { ...reading(capacity, left, window), unit, level };
  }

  /** A check at this second after which so much is left; it took `charged` units. */
  check(second: number, readings: readonly Reading[], charged = 0): void {
    this.ledger.take(seen(second, readings, { charged: { tokens: charged, requests: 1 } }));
  }

  /** A request of a tool that left at one second with so many tokens and was answered at another. */
  ask(tool: string | null, sent: number, tokens: number | null, more: Partial<NamedExchange> = {}): () => void {
    const id = String(++this.#count);
    if (tokens !== null) {
      const request: NamedRequest = {
        kind: 'request',
        source: 'listener',
        account: keyOf('key'),
        id,
        model: 'm',
        sentAt: sent * 1000,
        input: tokens,
        inputAtMost: Math.ceil(tokens * 1.25),
        conversation: null,
      };
      this.ledger.take(request);
    }
    const { receivedAt = sent * 1000 + 500 } = more;
    const answer = { by: 'user', source: 'listener', tool, requestId: tokens === null ? null : id } as const;
    return () => void this.ledger.take(seen(sent, [], { ...answer, ...more, receivedAt }));
  }

  used(second: number): UsedBy | undefined {
    return this.ledger.limits('key', 'm', second * 1000, nothingMuted)[0]?.usedBy;
  }

  /** Whole percents. */
  shares(second: number): Record<string, number> | null {
    const used = this.used(second);
    if (!used) return null;
    const name = ({ user }: UsedBy['shares'][number]) => (user.kind === 'tool' ? (user.tool ?? '?') : user.kind);
    return Object.fromEntries(used.shares.map((one) => [name(one), Math.round(one.share * 100)]));
  }
}
