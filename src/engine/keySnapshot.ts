import type { KeySnapshot, NextCheck, Spending } from '../core/model/snapshot.ts';
import { statusWithoutValue } from './ownRequest.ts';
import type { WatchedKey } from './source.ts';

/** What a key's snapshot is made of, besides the key. */
interface KeyFacts extends Pick<KeySnapshot, 'status' | 'models' | 'tools' | 'money'> {
  /** Of the key itself, where none of a model is shown. */
  readonly failure: KeySnapshot['lastFailure'];
  readonly nextCheck: NextCheck;
  readonly today: Spending;
}

/** A key as it is now. */
export function keySnapshot({ models: _, ...identity }: WatchedKey, facts: KeyFacts): KeySnapshot {
  const { status, models, failure, nextCheck, tools, today, money } = facts;
  return {
    ...identity,
    status: statusWithoutValue(nextCheck.reason) ?? status,
    models,
    lastFailure: latestOf([...models.map((model) => model.failure), failure]),
    nextCheck,
    tools,
    today: { requests: today.requests, tokens: today.tokens, dollars: today.dollars },
    money,
  };
}

/** Of two at once, the first. */
function latestOf(failures: readonly KeySnapshot['lastFailure'][]): KeySnapshot['lastFailure'] {
  return failures.flatMap((failure) => failure ?? []).sort((a, b) => a.age - b.age)[0] ?? null;
}
